// What the page shows of all this: which questions, how far, how long still, and what is not saved yet.

const title = document.title;
const at = (id) => document.getElementById(id);
const bar = document.querySelector(".bar");

/** Screen readers tell what changes, so only what has changed is written. */
const write = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const tell = (text) => write(at("message"), text);

const isOpen = (field) => !isAnswered(answerOf(field));
const askedIn = (place) => [...place.querySelectorAll("fieldset[data-id]:not([hidden])")];

/** Beside what it is about: the reason, or the number. */
const showMistake = (field, text) => {
  const about = chosen(field) === "not-applicable" ? ".reason" : ":not(.reason)";
  for (const error of field.querySelectorAll(".error")) {
    const place = error.closest(".field");
    const isWrong = Boolean(text) && place.matches(about);
    write(error, isWrong ? text : "");
    place.querySelector(".value, textarea").setAttribute("aria-invalid", String(isWrong));
  }
};

const showQuestion = (field) => {
  const question = questionOf(field);
  const answer = answerOf(field);
  const isNumber = typeof answer.value === "number";
  const band = isNumber ? bandOf(question, answer.value) : undefined;
  const own = isNumber ? ownValue(question, answer.value) : null;
  field.hidden = !isAsked(question);
  field.classList.toggle("done", isAnswered(answer));
  field.querySelector(".clear").hidden = !isEntered(field);
  const reason = field.querySelector(".reason");
  if (reason) reason.hidden = chosen(field) !== "not-applicable";
  const read = field.querySelector(".read");
  if (read) write(read, band ? told(say.read_as, { band: band.text }) : "");
  write(field.querySelector(".wants"), question.documented.includes(own) && !answer.evidence ? say.wants_document : "");
};

const showProgress = () => {
  for (const part of document.querySelectorAll(".part")) part.hidden = !askedIn(part).length;
  for (const review of document.querySelectorAll(".review")) {
    const inside = askedIn(review);
    const done = inside.filter((field) => !isOpen(field)).length;
    const count = document.querySelector(`[data-review="${review.dataset.number}"]`);
    review.hidden = count.closest("li").hidden = !inside.length;
    write(count, told(say.done, { done, of: inside.length }));
  }
  const all = askedIn(document);
  const open = all.filter(isOpen).length;
  const values = { done: all.length - open, of: all.length, open, minutes: given.minutes[open] };
  write(at("progress"), told(open ? say.left : say.finished, values));
  write(at("rest"), told(open === 1 ? say.one_open : open ? say.some_open : say.finished, values));
  Object.assign(at("meter"), { max: all.length || 1, value: all.length - open });
  at("next").hidden = !open;
};

const show = () => {
  for (const field of fields.values()) showQuestion(field);
  showProgress();
  at("unsaved").hidden = !isUnsaved();
  document.title = isUnsaved() ? `• ${title}` : title;
  if (at("by-hand").open) at("document").value = content();
};

const goTo = (field) => {
  field.focus({ preventScroll: true });
  field.scrollIntoView({ block: "start" });
};

let current = null; // where somebody is at work

const isInView = (field) => {
  const { top, bottom } = field.getBoundingClientRect();
  return bottom > bar.getBoundingClientRect().bottom && top < window.innerHeight;
};

/** The next question without an answer, from here on and then from the beginning. */
const nextOpen = () => {
  const all = askedIn(document);
  const here = current && !current.hidden && isInView(current) ? all.indexOf(current) + 1 : all.findIndex(isInView);
  const from = Math.max(here, 0);
  return [...all.slice(from), ...all.slice(0, from)].find(isOpen);
};
