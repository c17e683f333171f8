// What happens when somebody types, chooses, clicks or leaves.

const changed = (field) => {
  changes += 1;
  tell("");
  if (!mistake(field)) showMistake(field, "");
  show();
};

/** What is typed and what is chosen exclude each other. */
const settle = (field, target) => {
  if (target.matches(".value")) for (const radio of field.querySelectorAll("input[type=radio]")) radio.checked = false;
  const value = field.querySelector(".value");
  if (target.matches("input[type=radio]") && value) value.value = "";
};

const clear = (field) => {
  enter(field, { evidence: written(field, ".evidence"), note: written(field, ".note") });
  changed(field);
  field.focus();
};

for (const field of fields.values()) {
  field.disabled = false;
  field.addEventListener("input", (event) => {
    settle(field, event.target);
    changed(field);
  });
  field.addEventListener("focusin", () => {
    current = field;
  });
  field.addEventListener("focusout", (event) => {
    if (event.target.matches(".value, .reason textarea")) showMistake(field, mistake(field));
  });
  field.querySelector(".clear").addEventListener("click", () => clear(field));
}
for (const id of ["save", "save-end"]) at(id).addEventListener("click", save);
at("next").addEventListener("click", () => {
  const field = nextOpen();
  if (field) goTo(field);
});
at("load").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file && (!isUnsaved() || window.confirm(say.replace))) load(file);
  event.target.value = "";
});
at("by-hand").addEventListener("toggle", show);
at("copy").addEventListener("click", async () => {
  at("document").select();
  try {
    await navigator.clipboard.writeText(at("document").value);
  } catch {
    document.execCommand("copy"); // where a page from a file may not use the clipboard
  }
  tell(say.copied);
});
window.addEventListener("beforeunload", (event) => {
  if (isUnsaved()) event.preventDefault();
});

for (const one of document.querySelectorAll(".live")) one.hidden = false;
new ResizeObserver(() => {
  const covers = getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
  document.documentElement.style.setProperty("--bar", `${covers}px`);
}).observe(bar);
enterAll(given.answers);
show();
