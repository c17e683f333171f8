// What stands in the fields of a question, and back. The fields are the only place where answers are kept.

const given = JSON.parse(document.getElementById("data").textContent);
const say = given.say;
const questions = new Map(given.questions.map((question) => [question.id, question]));
const fields = new Map([...document.querySelectorAll("fieldset[data-id]")].map((one) => [one.dataset.id, one]));

const told = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
const questionOf = (field) => questions.get(field.dataset.id);

/** Text without what no document may hold: control characters, and halves of characters. */
const written = (field, selector) => {
  const one = field.querySelector(selector);
  if (!one) return "";
  return one.value
    .replace(/\p{Cs}/gu, "\ufffd")
    .replace(/[\s\u0000-\u001f\u007f-\u009f\ufeff\ufffe\uffff]+/g, " ")
    .trim();
};

const chosen = (field) => {
  const one = field.querySelector("input[type=radio]:checked");
  return one ? one.value : "";
};

/** What is wrong with what was entered, in words; empty where nothing is. */
const mistake = (field) => {
  const question = questionOf(field);
  const typed = written(field, ".value");
  if (chosen(field) === "not-applicable") return written(field, ".reason textarea") ? "" : say.reason_missing;
  if (question.kind !== "number" || !typed || chosen(field)) return "";
  const number = numberIn(typed, question.unit);
  if (Number.isNaN(number)) return couldBeTwo(typed, question.unit) ? say.two_ways : say.no_number;
  if (question.least !== null && number < question.least) return told(say.at_least, { least: typedAs(question.least) });
  if (question.most !== null && number > question.most) return told(say.at_most, { most: typedAs(question.most) });
  return "";
};

const standing = (field) => {
  const question = questionOf(field);
  const choice = chosen(field);
  const typed = written(field, ".value");
  if (choice === "unknown") return { state: choice };
  if (mistake(field)) return { value: null };
  if (choice === "not-applicable") return { state: choice, reason: written(field, ".reason textarea") };
  if (choice) return { value: Number(choice) };
  if (!typed) return { value: null };
  return { value: question.kind === "open" ? typed : numberIn(typed, question.unit) };
};

/** The answer as the document holds it. */
const answerOf = (field) => {
  const answer = standing(field);
  for (const name of ["evidence", "note"]) {
    const text = written(field, `.${name}`);
    if (text) answer[name] = text;
  }
  if (typeof answer.value === "string" && field.querySelector(".released").checked) answer.released = true;
  return answer;
};

const isAnswered = (answer) => "state" in answer || answer.value !== null;

const isEntered = (field) => Boolean(chosen(field) || written(field, ".value"));

/** Enter an answer of a document; an empty one clears the question. */
const enter = (field, answer) => {
  const state = answer.state && answer.state !== "answered" ? answer.state : "";
  for (const radio of field.querySelectorAll("input[type=radio]")) {
    radio.checked = state ? radio.value === state : typeof answer.value === "number" && Number(radio.value) === answer.value;
  }
  const typed = typeof answer.value === "number" ? typedAs(answer.value) : answer.value;
  const texts = { ".value": typed, ".reason textarea": answer.reason, ".evidence": answer.evidence, ".note": answer.note };
  for (const [selector, text] of Object.entries(texts)) {
    const one = field.querySelector(selector);
    if (one) one.value = typeof text === "string" ? text : "";
  }
  const released = field.querySelector(".released");
  if (released) released.checked = answer.released === true;
  field.querySelector("details").open = Boolean(answer.evidence || answer.note);
};
