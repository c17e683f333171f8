"""Codes of questions and options for survey tools, which take letters and digits only.

A question's code depends on its id alone: it stays when others come and go, and an export is read back
without a mapping made by hand. `z` begins what an id may have and a code may not: `C5.1` is `C5x1`, `x-ray`
is `zxzhray`. LimeSurvey takes 20 signs for a question and 5 for an option.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from assess.model.answers import State
from assess.model.questionnaire import Question, Questionnaire

FUNCTION = "zfunction"
"""The question for the function that somebody speaks for: no id has this code."""
UNKNOWN, NOT_APPLICABLE = "DK", "NA"
STATES: Mapping[str, State] = MappingProxyType({UNKNOWN: State.UNKNOWN, NOT_APPLICABLE: State.NOT_APPLICABLE})

_SPELT: Mapping[str, str] = MappingProxyType({".": "x", "x": "zx", "-": "zh", "_": "zu", "z": "zz"})
_MOST_SIGNS = 20
_HASHED = 12


class Part(Enum):
    """What is asked about one question: the answer, its state where it is a number, a reason, a remark."""

    ANSWER = ""
    STATE = "zs"
    REASON = "zr"
    NOTE = "zn"


@dataclass(frozen=True)
class Asked:
    """What a code stands for."""

    question: str
    part: Part


def code(question: str, part: Part = Part.ANSWER) -> str:
    """The code of a question, or of what is asked beside it; long ids are shortened by a digest."""
    spelt = "".join(_SPELT.get(sign, sign) for sign in question)
    if not spelt[0].isalpha():
        spelt = f"zq{spelt}"
    if len(spelt) + len(Part.REASON.value) > _MOST_SIGNS:
        spelt = f"zk{hashlib.sha256(question.encode()).hexdigest()[:_HASHED]}"
    return spelt + part.value


def by_code(questionnaire: Questionnaire) -> dict[str, Asked]:
    """What each code stands for."""
    return {
        code(question.id, part): Asked(question.id, part)
        for question in questionnaire.all_questions()
        for part in Part
    }


def option_codes(question: Question) -> dict[str, Decimal]:
    """The codes of the options: their value where it is a whole number, or else their positions."""
    values = [option.value for option in question.options or ()]
    if all(value == value.to_integral_value() and 0 <= value <= _LARGEST for value in values):
        return {f"A{int(value)}": value for value in values}
    return {f"P{position}": value for position, value in enumerate(values, 1)}


_LARGEST = 9999


def function_codes(questionnaire: Questionnaire) -> dict[str, str]:
    """The codes of the functions, by their position."""
    return {f"F{position}": function.id for position, function in enumerate(questionnaire.functions, 1)}
