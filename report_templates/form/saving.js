// The file: an answers document in JSON. Nothing is kept in the browser, where other pages could read it.

let changes = 0;
let savedChanges = 0;
let handle = null; // the file that was chosen, so that it is asked for once

const isUnsaved = () => changes !== savedChanges;

/** Every question, since what a document lists was given to its respondent; what is not asked has no answer. */
const content = () => {
  const answers = {};
  for (const [id, field] of fields) answers[id] = field.hidden ? { value: null } : answerOf(field);
  return `${JSON.stringify({ ...given.head, answers }, null, 1)}\n`;
};

const download = (text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = given.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  return given.file;
};

/** Write through the browser's file picker; the name of the file. */
const writeFile = async (text) => {
  const types = [{ accept: { "application/json": [".json"] } }];
  handle = handle || (await window.showSaveFilePicker({ suggestedName: given.file, types }));
  const file = await handle.createWritable();
  await file.write(text);
  await file.close();
  return handle.name;
};

/** The name of the file; empty where the picker was left. Where there is none, or it fails, a download. */
const putInFile = async (text) => {
  if (!window.showSaveFilePicker) return download(text);
  try {
    return await writeFile(text);
  } catch (error) {
    handle = null;
    return error.name === "AbortError" ? "" : download(text);
  }
};

const save = async () => {
  const broken = askedIn(document).filter(mistake);
  for (const field of broken) showMistake(field, mistake(field));
  if (broken.length) {
    goTo(broken[0]);
    tell(broken.length === 1 ? say.one_mistake : told(say.some_mistakes, { count: broken.length }));
    return;
  }
  const saving = changes;
  const name = await putInFile(content());
  if (!name) return;
  savedChanges = saving;
  tell(told(say.saved, { file: name }));
  show();
};

const isRecord = (one) => typeof one === "object" && one !== null && !Array.isArray(one);

/** Why a file cannot be loaded; empty where it can. */
const mismatch = (loaded) => {
  if (!isRecord(loaded) || loaded.schema !== given.head.schema || !isRecord(loaded.answers)) return say.no_answers;
  const differs = ["questionnaire", "version", "respondent"].find((key) => loaded[key] !== given.head[key]);
  return differs ? told(say[`other_${differs}`], { theirs: String(loaded[differs]), ours: given.head[differs] }) : "";
};

/** Enter answers by question in place of all that is there; how many do not fit. */
const enterAll = (answers) => {
  for (const field of fields.values()) {
    enter(field, {});
    showMistake(field, "");
  }
  let misfits = 0;
  for (const [id, answer] of Object.entries(answers)) {
    if (!isRecord(answer)) continue;
    const field = fields.get(id);
    const isGiven = (answer.value !== null && answer.value !== undefined) || (answer.state && answer.state !== "unanswered");
    if (field) enter(field, answer);
    if (isGiven && (!field || isOpen(field))) misfits += 1;
  }
  return misfits;
};

const load = async (file) => {
  let loaded = null;
  try {
    loaded = JSON.parse(await file.text());
  } catch {
    loaded = null; // not a file of ours
  }
  const why = mismatch(loaded);
  if (why) {
    tell(why);
    return;
  }
  const misfits = enterAll(loaded.answers);
  savedChanges = changes;
  show();
  const leftOut = misfits ? ` ${told(say.left_out, { count: misfits })}` : "";
  tell(told(say.loaded, { file: file.name }) + leftOut);
};
