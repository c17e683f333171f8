"""What a label stands for: the text of an option, its number, a code, or one of the usual words.

Only what can be meant in one way is read. What is near an option is proposed, and never taken by itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from assess.intake.figures import could_be_two, number_in
from assess.intake.survey.headers import plain, spelt
from assess.intake.survey_tools.codes import STATES, option_codes
from assess.intake.survey_tools.words import ALL
from assess.model.answers import State
from assess.model.questionnaire import Band, Question
from assess.scoring.values import on_scale
from assess.text.problems import nearest

Meant = Decimal | str
"""The value of an option, a number, the respondent's own words, or a State."""

_WORDS: Mapping[str, State] = {
    **{spelt(said.unknown): State.UNKNOWN for said in ALL},
    **{spelt(said.not_applicable): State.NOT_APPLICABLE for said in ALL},
    **dict.fromkeys(
        (
            *(
                "unknown",
                "idontknow",
                "dontknow",
                "idonotknow",
                "donotknow",
                "notsure",
                "cannotsay",
                "icannotsay",
            ),
            *(
                "weißnicht",
                "weissnicht",
                "ichweißesnicht",
                "ichweissesnicht",
                "unbekannt",
                "kannichnichtsagen",
            ),
            *("ichweißnicht", "ichweissnicht"),
        ),
        State.UNKNOWN,
    ),
    **dict.fromkeys(
        (
            *("notapplicable", "na", "doesnotapply", "doesntapply", "thisdoesnotapply", "nichtanwendbar"),
            *("trifftnichtzu", "nichtzutreffend", "entfällt"),
        ),
        State.NOT_APPLICABLE,
    ),
    **dict.fromkeys(
        ("noanswer", "keineantwort", "unanswered", "bitteauswählen", "pleasechoose"), State.UNANSWERED
    ),
}


@dataclass(frozen=True)
class Number:
    """A text read as a number; `value` is None, with the reason, where it cannot be."""

    value: Decimal | None
    why_not: str = ""


def number(text: str, unit: str = "") -> Number:
    """The number that a respondent wrote, with its unit or a per cent sign behind it.

    `1,234` is a thousand for some and a decimal for others: nobody can tell.
    """
    found = number_in(text, unit)
    if found is None and could_be_two(text, unit):
        return Number(None, f"`{text}` may be thousands or a decimal")
    return Number(found, "" if found is not None else f"`{text}` is no number")


def meaning(question: Question, label: str) -> Meant | None:
    """What a label stands for by itself; None if nobody can tell, or the question does not offer it."""
    if question.open:
        return label
    found = _option(question, label) if question.options else _figure(question, label)
    return _state(label) if found is None else found


def _state(label: str) -> State | None:
    return STATES.get(label.strip()) or _WORDS.get(spelt(label))


_LEADING = re.compile(r"\(?(-?[0-9]+(?:\.[0-9]+)?)\)?\s*(?:[.:)=\u2013\u2014-]|\s)\s*(\S.*)\Z")


def _option(question: Question, label: str) -> Decimal | None:
    """By its code, its text, its value, or its value with the text behind it."""
    options = question.options or ()
    codes = option_codes(question)
    if label.strip() in codes:
        return codes[label.strip()]
    wanted = spelt(plain(label))
    by_text = [option.value for option in options if spelt(option.text) == wanted]
    if len(by_text) == 1:
        return by_text[0]
    written = number(label).value
    if written is not None and on_scale(question, written):
        return written
    leading = _LEADING.match(plain(label))
    if leading and spelt(leading[2]) in {spelt(o.text) for o in options if o.value == Decimal(leading[1])}:
        return Decimal(leading[1])
    return None


def _figure(question: Question, label: str) -> Decimal | None:
    """The number, or one within the band whose text it is."""
    unit = question.number.unit if question.number else question.unit
    written = number(label, unit).value
    if written is not None:
        return written if on_scale(question, written) else None
    wanted = spelt(plain(label))
    bands = question.bands or ()
    found = [at for at, band in enumerate(bands) if spelt(band.text) == wanted]
    return _within(bands, found[0], question.least) if len(found) == 1 else None


def _within(bands: tuple[Band, ...], at: int, least: Decimal | None) -> Decimal | None:
    """A number that falls into a band: its lower bound; below the second for the first."""
    if at:
        return bands[at].from_
    second = bands[1].from_
    if second is None:
        return None
    return least if least is not None and least < second else second - 1


def texts(question: Question) -> dict[str, Decimal]:
    """What respondents read to choose from, with the answer that each stands for."""
    if question.options:
        return {option.text: option.value for option in question.options}
    bands = question.bands or ()
    values = ((band.text, _within(bands, at, question.least)) for at, band in enumerate(bands))
    return {text: value for text, value in values if value is not None}


def near(question: Question, label: str) -> str | None:
    """The option's text that a label was most likely meant to be."""
    return nearest(plain(label), texts(question))
