"""Numbers, levels, dates and lists in plain English, each number marked with the field it comes from."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from assess.report.blocks import Mark, Words
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.rounding import shown

NO_SCORE = "no score"
NO_LEVEL = "no level"
_MONTHS = [
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
]
_SMALL_NUMBERS = [
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
]


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


def spread(section: SectionScore) -> Words:
    """The range of the score, empty where nothing is missing."""
    if section.low is None or section.high is None or section.low == section.high:
        return ()
    low, high = shown(section.low, section.thresholds), shown(section.high, section.thresholds)
    return (
        Mark(f"{section.id}.range.low", one_decimal(low)),
        " to ",
        Mark(f"{section.id}.range.high", one_decimal(high)),
    )


def counted(section: SectionScore, state: str) -> Mark:
    """How many questions of the section are in a state."""
    return Mark(f"{section.id}.counts.{state.replace('-', '_')}", str(section.counts[state]))


def value(card: Scorecard, question_id: str) -> Mark:
    """A question's combined value, or its state."""
    cell = card.cells[question_id]
    if question_id not in card.asked:
        text = "not asked"
    elif cell.value is None:
        text = cell.state.value.replace("-", " ")
    else:
        text = one_decimal(shown(cell.value))
    return Mark(f"{question_id}.value", text)


def level_name(card: Scorecard, number: int | None) -> str:
    """The ladder's name for a level."""
    if number == 0:
        return "Below the ladder"
    return next((step.name for step in card.questionnaire.ladder if step.value == number), "")


def one_decimal(number: Decimal) -> str:
    """2.3; scores are never printed with more."""
    return f"{number:.1f}"


def plain(number: Decimal | Fraction | int) -> str:
    """A figure as a person would write it: thousands separated, no trailing zeros."""
    exact = (
        Decimal(number.numerator) / Decimal(number.denominator)
        if isinstance(number, Fraction)
        else Decimal(number)
    )
    text = f"{exact:,.4f}".rstrip("0").rstrip(".")
    return text.replace("-", "\N{MINUS SIGN}")


def day(date: dt.date) -> str:
    """5 October 2026."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def short_day(date: dt.date) -> str:
    """5 Oct 2026, kept in one line."""
    return f"{date.day}\u00a0{_MONTHS[date.month - 1][:3]}\u00a0{date.year}"


def small(number: int) -> str:
    """Numbers up to twelve in words."""
    return _SMALL_NUMBERS[number] if number < len(_SMALL_NUMBERS) else str(number)


def listed(items: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(number: int, one: str, several: str | None = None) -> str:
    """`1 person`, `3 people`."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def sentence(text: str) -> str:
    """First letter capital, a full stop at the end."""
    text = text.strip()
    return (text[:1].upper() + text[1:]).rstrip(".") + "." if text else ""


def inner(text: str) -> str:
    """A sentence as a clause inside another: first letter small unless it is a name or short form, no full stop."""
    text = text.strip().rstrip(".")
    first, _, _ = text.partition(" ")
    return text if first[:2].isupper() or first == "I" else text[:1].lower() + text[1:]


def cleaned(words: Words) -> Words:
    """Without empty texts."""
    return tuple(word for word in words if isinstance(word, Mark) or word)


def text_of(words: Words) -> str:
    """The plain text of a sentence."""
    return "".join(str(word) for word in words)
