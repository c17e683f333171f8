"""Numbers, levels, dates and lists in plain English, each number marked with the field it comes from."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assess.model.playbook import ThreePoint
from assess.model.questionnaire import Band, LevelMethodName, Option, Question
from assess.report.blocks import Mark, Words, words
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.rounding import shown

NO_SCORE = "no score"
NO_LEVEL = "no level"
BELOW = "below the ladder"
_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CAPITAL_ANYWHERE = {"I", *_MONTHS, *_DAYS}
_NEVER_A_NAME = {
    "A",
    "All",
    "An",
    "At",
    "By",
    "Each",
    "For",
    "From",
    "In",
    "Of",
    "On",
    "Our",
    "The",
    "To",
    "With",
}


# Marked numbers


def score(section: SectionScore) -> Mark:
    """The section's score as every output prints it."""
    return Mark(f"{section.id}.score", NO_SCORE if section.shown is None else one_decimal(section.shown))


def level(section: SectionScore) -> Mark:
    """The section's level; an indicative one says so."""
    if section.level is not None:
        return Mark(f"{section.id}.level", str(section.level))
    if section.indicative and section.reach is not None:
        return Mark(f"{section.id}.indicative_level", f"{section.reach}, indicative")
    return Mark(f"{section.id}.level", NO_LEVEL)


def result(section: SectionScore) -> Words:
    """Score and level in a sentence: "Score 2.3, level 2."."""
    if section.state == "not-asked":
        return ("Nothing here was asked.",)
    if section.state == "not-applicable":
        return ("Nothing here applies to this company.",)
    has_level = section.level is not None or (section.indicative and section.reach is not None)
    if section.score is None:
        return words("There is ", score(section), " and ", "level " if has_level else "", level(section), ".")
    if not has_level and section.branch.level.method is LevelMethodName.NONE:
        return ("Score ", score(section), ".")
    return words("Score ", score(section), ", ", "level " if has_level else "", level(section), ".")


def spread(section: SectionScore) -> Words:
    """The range of the score, empty where nothing is missing."""
    if section.low is None or section.high is None or section.low == section.high:
        return ()
    return (
        Mark(f"{section.id}.range.low", one_decimal(section.low, section.thresholds)),
        " to ",
        Mark(f"{section.id}.range.high", one_decimal(section.high, section.thresholds)),
    )


def counted(section: SectionScore, state: str) -> Mark:
    """How many questions of the section are in a state."""
    return Mark(f"{section.id}.counts.{state.replace('-', '_')}", str(section.counts[state]))


def wanted(section_id: str, number: int) -> Mark:
    """The level that the vision wants of a section."""
    return Mark(f"{section_id}.wanted", str(number))


def value(card: Scorecard, question_id: str) -> Mark:
    """A question's combined value, or its state."""
    number = card.shown(question_id)
    text = card.state(question_id).replace("-", " ") if number is None else one_decimal(number)
    return Mark(f"{question_id}.value", text)


# Names


def level_name(card: Scorecard, number: int | None) -> str:
    """The ladder's name for a level; empty without a level."""
    if number == 0:
        return BELOW
    return next((step.name for step in card.questionnaire.ladder if step.value == number), "")


def label(name: str, title: str) -> str:
    """As in C4 Help to own. An id without a digit is a name for the machine, and is left out."""
    return f"{name} {title}" if any(character.isdigit() for character in name) else title


def review_title(title: str) -> str:
    """As in Financial review, from the title of a review."""
    return title if "review" in title.casefold() else f"{title} review"


def parts(card: Scorecard, section: SectionScore) -> str:
    """What the pieces of a section are called."""
    if not section.sections:
        return "questions"
    if section.branch.leaves:
        return "parts"
    tree = card.overall
    nested = bool(tree.sections) and all(review.sections for review in tree.sections)
    if nested and section is tree:
        return "reviews"
    is_review = any(section is review for review in tree.sections)
    return "capabilities" if is_review and not any(one.sections for one in section.sections) else "sections"


def statement(question: Question, own: Fraction) -> Option | Band | None:
    """The option that a value on the question's own scale has reached: the best that is no better than it.

    A combined value may lie between two options; what has been reached is the worse of them.
    """
    if question.reverse:
        return min((c for c in question.choices if c.value >= own), key=lambda c: c.value, default=None)
    return max((c for c in question.choices if c.value <= own), key=lambda c: c.value, default=None)


# Numbers


def one_decimal(number: Decimal | Fraction, bounds: Iterable[Fraction] = ()) -> str:
    """2.3; scores are never printed with more, nor rounded across one of `bounds`."""
    return f"{shown(Fraction(number), bounds):.1f}"


def two_decimals(number: Fraction) -> str:
    """2.29, half up: for the terminal, where sums are followed."""
    return str(_exact(number).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def plain(number: Decimal | Fraction | int) -> str:
    """A figure as a person would write it: thousands separated, no trailing zeros."""
    text = f"{_exact(number):,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "\N{MINUS SIGN}")


def whole(number: Decimal) -> str:
    """Rounded half up to whole numbers."""
    return plain(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def extent(estimate: ThreePoint) -> tuple[str, str]:
    """Of low, likely and high: the likely, and "low to high"."""
    low, likely, high = (plain(amount) for amount in estimate)
    return likely, f"{low} to {high}"


def at_least(share: Fraction) -> str:
    """`at least 65 per cent of the`, or `all`: how many of the pieces that follow."""
    return "all" if share == 100 else f"at least {plain(share)} per cent of the"  # noqa: PLR2004  # per cent


def small(number: int) -> str:
    """Numbers up to twelve in words."""
    return _SMALL[number] if number < len(_SMALL) else str(number)


def plural(number: int, one: str, several: str | None = None) -> str:
    """`1 person`, `3 people`."""
    return f"{number} {noun(number, one, several)}"


def several(number: int, one: str) -> str:
    """`One initiative`, `no initiatives`: a small number in words before its noun."""
    return f"{small(number)} {noun(number, one)}"


def noun(number: int, one: str, several: str | None = None) -> str:
    """The singular or the plural that goes with a number."""
    return one if number == 1 else several or one + "s"


# Dates


def day(date: dt.date) -> str:
    """5 October 2026."""
    return f"{date.day} {_MONTHS[date.month]} {date.year}"


def short_day(date: dt.date) -> str:
    """5 Oct 2026, kept in one line."""
    return f"{date.day}\u00a0{_MONTHS[date.month][:3]}\u00a0{date.year}"


# Sentences


def listed(items: Sequence[str], last: str = "and") -> str:
    """One, two and three; with a comma before the last where an item is a list itself."""
    if len(items) <= 1:
        return "".join(items)
    comma = "," if any(f" {last} " in item for item in items) else ""
    return f"{', '.join(items[:-1])}{comma} {last} {items[-1]}"


def named(items: Sequence[str]) -> str:
    """Roles or functions at the start of a sentence: `CMO, head of service and data protection officer`."""
    return listed([*items[:1], *map(inner, items[1:])])


def capital(text: str) -> str:
    """With a capital at the start."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """First letter capital, a full stop at the end unless another mark ends it."""
    text = capital(text.strip())
    return text if not text or text.endswith((".", "?", "!", "…")) else f"{text}."


def inner(text: str) -> str:
    """A text as a clause inside a sentence: first letter small, no full stop.

    Short forms (CRM, A/A, iPhone), days, months and names of several words (Net Promoter Score) keep theirs.
    """
    text = text.strip()
    text = text if text.endswith("...") else text.removesuffix(".")
    first, _, rest = text.partition(" ")
    is_name = first not in _NEVER_A_NAME and rest[:1].isupper() and rest[1:2].islower()
    if is_name or first.strip(",;:") in _CAPITAL_ANYWHERE or re.search(r"[A-Z\d]", first[1:]):
        return text
    return text[:1].lower() + text[1:]


def text_of(sentence: Words) -> str:
    """The plain text of a sentence."""
    return "".join(str(word) for word in sentence)


def _exact(number: Decimal | Fraction | int) -> Decimal:
    if isinstance(number, Fraction):
        return Decimal(number.numerator) / Decimal(number.denominator)
    return Decimal(number)
