"""Numbers, levels, dates and lists in plain English, each number marked with the field it comes from."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from assess.model.playbook import ThreePoint
from assess.model.questionnaire import Band, LevelMethodName, Option, Question
from assess.model.sources import CitedSource
from assess.report.blocks import Mark, Words, words
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.rounding import shown
from assess.text.numbers import rounded

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
    if section.indicative and section.reach is not None:
        return Mark(f"{section.id}.indicative_level", f"{section.reach}, indicative")
    return bare_level(section)


def bare_level(section: SectionScore) -> Mark:
    """The level alone, where the words beside it say how sure it is."""
    if section.level is None:
        return Mark(f"{section.id}.level", NO_LEVEL)
    return Mark(f"{section.id}.level", str(section.level))


def result(section: SectionScore) -> Words:
    """Score and level in a sentence: "Score 2.3, level 2."."""
    if section.state == "not-asked":
        return ("Nothing here was asked.",)
    if section.state == "not-applicable":
        return ("Nothing here applies to this company.",)
    if section.score is None:
        return words("There is ", score(section), " and ", named_level(section), ".")
    if section.reach is None and section.branch.level.method is LevelMethodName.NONE:
        return ("Score ", score(section), ".")
    return words("Score ", score(section), ", ", named_level(section), ".")


def named_level(section: SectionScore) -> Words:
    """`level 2`, or that there is none."""
    mark = level(section)
    return (mark,) if mark.text == NO_LEVEL else ("level ", mark)


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


def titled(source: CitedSource) -> str:
    """A source by its title, with the year if it is known and not in the title."""
    year = str(source.year or "")
    return source.title if not year or year in source.title else f"{source.title} ({year})"


def review_title(title: str) -> str:
    """As in Financial review, from the title of a review."""
    return title if "review" in title.casefold() else f"{title} review"


def the(card: Scorecard, review: SectionScore) -> str:
    """A review in a sentence, such as `the financial review`; without reviews, a section's title."""
    if parts(card, card.overall) != "reviews":
        return review.title
    return f"the {inner(review_title(review.title))}"


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
    """The option nearest to a value on the question's own scale; None for figures and texts.

    A combined value may lie between two options; of two as near it is the one that claims less.
    """
    better = -1 if question.reverse else 1
    return min(question.choices, key=lambda c: (abs(Fraction(c.value) - own), better * c.value), default=None)


def statements(question: Question, own: Fraction) -> tuple[Option | Band, ...]:
    """The option nearest to a value; the two around it, the lower first, where it lies as near to both."""
    nearest = statement(question, own)
    if nearest is None:
        return ()
    distance = abs(Fraction(nearest.value) - own)
    return tuple(choice for choice in question.choices if abs(Fraction(choice.value) - own) == distance)


def is_stated(question: Question, own: Fraction | None) -> bool:
    """Whether a value is one of the options, and no compromise between two."""
    return any(choice.value == own for choice in question.choices)


# Numbers


def one_decimal(number: Decimal | Fraction, bounds: Iterable[Fraction] = ()) -> str:
    """2.3; scores are never printed with more, nor rounded across one of `bounds`."""
    return f"{shown(Fraction(number), bounds):.1f}"


def two_decimals(number: Fraction) -> str:
    """2.29, half up: for the terminal, where sums are followed."""
    return str(rounded(_exact(number), 2))


def plain(number: Decimal | Fraction | int) -> str:
    """A figure as a person would write it: thousands separated, no trailing zeros."""
    text = f"{_exact(number):,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "\N{MINUS SIGN}")


def amount(number: Decimal, unit: str) -> str:
    """`EUR 215.8 million`, `64.2 per cent of customers`: a figure with its unit."""
    money = re.match(r"([A-Z]{3})( m)?\b(.*)", unit)
    if not money:
        return f"{plain(number)} {unit}".rstrip()
    currency, millions, rest = money.groups()
    return f"{currency} {plain(number)}{' million' if millions else ''}{rest}"


def whole(number: Decimal) -> str:
    """Rounded half up to whole numbers."""
    return plain(rounded(number))


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
    """One, two and three; items that hold commas or lists themselves are kept apart."""
    if len(items) <= 1:
        return "".join(items)
    if any(", " in item for item in items):
        return f"{'; '.join(items[:-1])}; {last} {items[-1]}"
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
