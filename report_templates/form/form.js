"use strict";
(() => {
  const given = JSON.parse(document.getElementById("data").textContent);
  const say = given.say;
  const byId = new Map(given.questions.map((question) => [question.id, question]));
  const fields = new Map([...document.querySelectorAll("fieldset[data-id]")].map((one) => [one.dataset.id, one]));
  const message = document.getElementById("message");
  const title = document.title;
  let kept = {};
  let isUnsaved = false;
  let handle = null;

  const told = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const find = (field, selector) => field.querySelector(selector);
  const text = (field, selector) => {
    const one = find(field, selector);
    return one ? one.value.trim().replace(/\s+/g, " ") : "";
  };
  const chosen = (field) => {
    const one = find(field, "input[type=radio]:checked");
    return one ? one.value : "";
  };

  // A comma before one or two last digits is a decimal comma; 1,500 could be either, and is refused.
  const numberOf = (typed) => {
    const plain = typed.replace(/\s*%$/, "").trim();
    const found = /^[-+]?\d+(?:\.\d+|,\d{1,2})?$/.exec(plain);
    return found ? Number(plain.replace(",", ".")) : NaN;
  };

  const wrong = (field) => {
    const question = byId.get(field.dataset.id);
    const typed = text(field, ".value");
    if (chosen(field) === "not-applicable") return text(field, ".reason textarea") ? "" : say.reason_missing;
    if (question.kind !== "number" || !typed || chosen(field)) return "";
    const number = numberOf(typed);
    if (Number.isNaN(number)) return say.no_number;
    if (question.least !== null && number < question.least) return told(say.too_small, { least: question.least });
    if (question.most !== null && number > question.most) return told(say.too_large, { most: question.most });
    return "";
  };

  const answerOf = (field) => {
    const question = byId.get(field.dataset.id);
    const choice = chosen(field);
    const typed = text(field, ".value");
    const found = {};
    if (choice === "unknown") found.state = "unknown";
    else if (choice === "not-applicable") {
      if (text(field, ".reason textarea")) Object.assign(found, { state: choice, reason: text(field, ".reason textarea") });
    } else if (choice) found.value = Number(choice);
    else if (question.kind === "open" && typed) found.value = typed;
    else if (question.kind === "number" && typed && !wrong(field)) found.value = numberOf(typed);
    if (!found.state && found.value === undefined) found.value = null;
    if (text(field, ".evidence")) found.evidence = text(field, ".evidence");
    if (text(field, ".note")) found.note = text(field, ".note");
    if (question.kind === "open" && found.value && find(field, ".released").checked) found.released = true;
    return found;
  };

  const isAnswered = (answer) => Boolean(answer.state) || (answer.value !== null && answer.value !== undefined);

  // The same three values as in scoring: true, false, and null where nobody can tell.
  const ownValue = (question, value) => {
    if (!question.bands.length) return value;
    const reached = question.bands.slice(1).filter((band) => band.from === null || value >= band.from);
    return (reached.length ? reached[reached.length - 1] : question.bands[0]).value;
  };
  const holds = (condition, open) => {
    if (condition.fact) return condition.fact in given.facts ? given.facts[condition.fact] : null;
    if (condition.question) {
      const question = byId.get(condition.question);
      const field = fields.get(condition.question);
      if (!question || !field || open.has(condition.question) || !isAsked(question, open)) return null;
      const value = answerOf(field).value;
      if (typeof value !== "number") return null;
      const own = ownValue(question, value);
      if (condition.at_least !== undefined) return own >= condition.at_least;
      if (condition.at_most !== undefined) return own <= condition.at_most;
      return own === condition.is;
    }
    if (condition.not) {
      const inner = holds(condition.not, open);
      return inner === null ? null : !inner;
    }
    const several = (condition.all || condition.any).map((one) => holds(one, open));
    const decisive = !condition.all;
    if (several.includes(decisive)) return decisive;
    return several.includes(null) ? null : !decisive;
  };
  function isAsked(question, open = new Set()) {
    if (!question.when) return true;
    return holds(question.when, new Set([...open, question.id])) !== false;
  }

  const asked = () => given.questions.filter((question) => isAsked(question));

  const show = () => {
    for (const question of given.questions) {
      const field = fields.get(question.id);
      field.hidden = !isAsked(question);
      const reason = find(field, ".reason");
      if (reason) reason.hidden = chosen(field) !== "not-applicable";
      field.classList.toggle("done", isAnswered(answerOf(field)));
    }
    for (const part of document.querySelectorAll(".part")) part.hidden = !part.querySelector("fieldset:not([hidden])");
    for (const review of document.querySelectorAll(".review")) {
      const inside = [...review.querySelectorAll("fieldset:not([hidden])")];
      const done = inside.filter((field) => isAnswered(answerOf(field))).length;
      document.querySelector(`[data-review="${review.dataset.number}"]`).textContent = told(say.done, { done, of: inside.length });
    }
    const open = asked().filter((question) => !isAnswered(answerOf(fields.get(question.id))));
    const of = asked().length;
    const minutes = 5 * Math.ceil((open.length * given.minutes) / 5);
    const line = open.length ? say.left : say.finished;
    document.getElementById("progress").textContent = told(line, { done: of - open.length, of, minutes });
    document.getElementById("next").hidden = !open.length;
    document.title = isUnsaved ? `• ${title}` : title;
  };

  const put = (field, answer) => {
    for (const radio of field.querySelectorAll("input[type=radio]")) {
      radio.checked = radio.value === (answer.state || (typeof answer.value === "number" ? String(answer.value) : ""));
    }
    const set = (selector, value) => {
      const one = find(field, selector);
      if (one) one.value = value || "";
    };
    const isTyped = find(field, ".value") && answer.value !== null && answer.value !== undefined;
    set(".value", isTyped ? String(answer.value) : "");
    set(".reason textarea", answer.reason);
    set(".evidence", answer.evidence);
    set(".note", answer.note);
    if (find(field, ".released")) find(field, ".released").checked = Boolean(answer.released);
    find(field, "details").open = Boolean(answer.evidence || answer.note);
    find(field, ".error").textContent = "";
  };

  const content = () => {
    const answers = { ...kept };
    for (const [id, field] of fields) answers[id] = answerOf(field);
    return `${JSON.stringify({ ...given.head, answers }, null, 1)}\n`;
  };

  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content()], { type: "application/json" }));
    link.download = given.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const save = async () => {
    const broken = [...fields.values()].find((field) => !field.hidden && wrong(field));
    if (broken) {
      find(broken, ".error").textContent = wrong(broken);
      broken.focus();
      broken.scrollIntoView({ block: "center" });
      message.textContent = say.not_saved;
      return;
    }
    try {
      if (window.showSaveFilePicker) {
        const types = [{ accept: { "application/json": [".json"] } }];
        handle = handle || (await window.showSaveFilePicker({ suggestedName: given.file, types }));
        const file = await handle.createWritable();
        await file.write(content());
        await file.close();
      } else download();
    } catch (error) {
      handle = null;
      if (error.name === "AbortError") return;
      download();
    }
    isUnsaved = false;
    message.textContent = told(say.saved, { file: given.file });
    show();
  };

  const mismatch = (loaded) => {
    if (!loaded || typeof loaded !== "object" || loaded.schema !== given.head.schema || typeof loaded.answers !== "object") {
      return say.no_answers;
    }
    for (const key of ["questionnaire", "version", "respondent"]) {
      if (loaded[key] !== given.head[key]) return told(say.other, { theirs: String(loaded[key]), ours: given.head[key] });
    }
    return "";
  };

  const load = async (file) => {
    let loaded = null;
    try {
      loaded = JSON.parse(await file.text());
    } catch {
      message.textContent = say.no_answers;
      return;
    }
    const why = mismatch(loaded);
    if (why) {
      message.textContent = why;
      return;
    }
    kept = {};
    for (const [id, answer] of Object.entries(loaded.answers)) {
      if (fields.has(id)) put(fields.get(id), answer || {});
      else kept[id] = answer;
    }
    isUnsaved = false;
    message.textContent = told(say.loaded, { file: file.name });
    show();
  };

  const changed = (field) => {
    isUnsaved = true;
    message.textContent = "";
    find(field, ".error").textContent = "";
    show();
  };

  for (const field of fields.values()) {
    field.addEventListener("input", (event) => {
      // What is typed and what is chosen exclude each other.
      if (event.target.matches(".value")) {
        for (const radio of field.querySelectorAll("input[type=radio]")) radio.checked = false;
      } else if (event.target.matches("input[type=radio]") && find(field, ".value")) find(field, ".value").value = "";
      changed(field);
    });
    field.addEventListener("focusout", (event) => {
      if (event.target.matches(".value, .reason textarea")) find(field, ".error").textContent = wrong(field);
    });
    find(field, ".clear").addEventListener("click", () => {
      put(field, {});
      changed(field);
    });
  }
  for (const id of ["save", "save-end"]) document.getElementById(id).addEventListener("click", save);
  document.getElementById("next").addEventListener("click", () => {
    const open = asked().find((question) => !isAnswered(answerOf(fields.get(question.id))));
    if (!open) return;
    fields.get(open.id).focus();
    fields.get(open.id).scrollIntoView({ block: "start" });
  });
  document.getElementById("load").addEventListener("change", (event) => {
    if (event.target.files[0] && (!isUnsaved || window.confirm(say.replace))) load(event.target.files[0]);
    event.target.value = "";
  });
  window.addEventListener("beforeunload", (event) => {
    if (isUnsaved) event.preventDefault();
  });
  for (const [id, answer] of Object.entries(given.answers)) if (fields.has(id)) put(fields.get(id), answer);
  show();
})();
