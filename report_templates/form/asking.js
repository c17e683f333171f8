// Which questions are asked. The same three values as in assess/scoring/asked.py: true, false, and null where
// nobody can tell; what cannot be decided is asked.

/** The last band whose lower bound a number reaches, or else the first; nothing where there are no bands. */
const bandOf = (question, number) => {
  const [first, ...others] = question.bands;
  return others.reduce((found, band) => (band.from === null || number >= band.from ? band : found), first);
};

const ownValue = (question, number) => (question.bands.length ? bandOf(question, number).value : number);

const compares = (condition, own) => {
  if (condition.at_least !== undefined) return own >= condition.at_least;
  if (condition.at_most !== undefined) return own <= condition.at_most;
  return own === condition.is;
};

/** Whether a question is asked; `waiting` are those that wait for it, so that none waits for itself. */
const isAsked = (question, waiting = new Set()) =>
  !question.when || holds(question.when, new Set([...waiting, question.id])) !== false;

const holds = (condition, waiting) => {
  if (condition.fact) return condition.fact in given.facts ? given.facts[condition.fact] : null;
  if (condition.question) {
    const question = questions.get(condition.question);
    if (!question || waiting.has(question.id) || !isAsked(question, waiting)) return null;
    const { value } = answerOf(fields.get(question.id));
    return typeof value === "number" ? compares(condition, ownValue(question, value)) : null;
  }
  if (condition.not) {
    const inner = holds(condition.not, waiting);
    return inner === null ? null : !inner;
  }
  const several = (condition.all || condition.any).map((one) => holds(one, waiting));
  const decisive = !condition.all; // one true decides `any`, one false decides `all`
  if (several.includes(decisive)) return decisive;
  return several.includes(null) ? null : !decisive;
};
