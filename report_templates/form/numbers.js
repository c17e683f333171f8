// Numbers as people type them: 3,5 · 1 250 · 1.250,75 · 34 %. The same rules as in assess/intake/figures.py.

const SPACES = /(\d)['’ \u00a0\u2009\u202f](?=\d{3}(?!\d))/g;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const EITHER = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/; // a thousand and more for one reader, one and a bit for the other
const GROUPED = [
  [/^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/, /,/g],
  [/^[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/, /\./g],
];
const MOST_DIGITS = 15; // what a number of the browser holds exactly

const withoutUnit = (text, unit) => {
  const plain = text.trim().replace("\u2212", "-");
  const ending = [unit, "%"].find((one) => one && plain.toLowerCase().endsWith(one.toLowerCase()));
  return (ending ? plain.slice(0, -ending.length).trimEnd() : plain).replace(SPACES, "$1");
};

const couldBeTwo = (text, unit) => EITHER.test(withoutUnit(text, unit));

/** The number that a text means; NaN where it is none, or could be two. */
const numberIn = (text, unit) => {
  let plain = withoutUnit(text, unit);
  if (EITHER.test(plain) || plain.replace(/\D/g, "").length > MOST_DIGITS) return NaN;
  const grouped = GROUPED.find(([form]) => form.test(plain));
  if (grouped) plain = plain.replace(grouped[1], "");
  plain = plain.replace(/,/g, ".");
  const number = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : NaN;
};

/** A number as one would type it: with the language's decimal sign, and never to be read in two ways. */
const typedAs = (number) => {
  const plain = String(number).replace(".", say.point);
  return EITHER.test(plain) ? `${plain}0` : plain;
};
