"""The scorecard as a document: what `assess score --format json` writes, for programs to read.

Scores are the exact fractions as floating-point numbers; `shown` is the one rounding that all outputs print.
"""

from decimal import Decimal
from numbers import Real
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from assess.model.record import Count, Date, Flag, Id, InJsonSchema, Record, Text


def _real(value: object) -> float:
    """Fractions and decimals become floating-point numbers; texts and booleans are no numbers."""
    if isinstance(value, bool) or not isinstance(value, Real | Decimal):
        raise PydanticCustomError("number_type", "a number is expected")
    return float(value)


Score = Annotated[Any, BeforeValidator(_real), InJsonSchema({"type": "number"})]


class Output(Record):
    """Written more often than read: the validator is built when one is first read or written."""

    model_config = ConfigDict(defer_build=True)


class Extent(Output):
    """From all missing answers at their worst to all at their best."""

    low: Score
    high: Score
    shown_low: Score
    shown_high: Score


class LevelExtent(Output):
    """The level with all missing answers at their worst and at their best."""

    low: Count
    high: Count


class Counts(Output):
    """Scored questions by state. The first five add up to `questions`."""

    questions: Count
    answered: Count
    unknown: Count
    not_applicable: Count
    unanswered: Count
    not_asked: Count


class ScoredSection(Output):
    """One section of a tree. `level` is null where nothing was answered, or too little for a level."""

    id: Id
    title: Text
    weight: Score
    score: Score | None = Field(description="Exact score, null when there is none")
    shown: Score | None = Field(
        description="The score as every output prints it: one decimal, never across a threshold"
    )
    range: Extent | None = Field(description="Null when nothing that counts is missing or applicable")
    level: Count | None
    level_name: Text | None
    level_range: LevelExtent | None
    indicative_level: Count | None = Field(description="What too few answers suggest")
    indicative: Flag
    attainable: Extent | None = Field(description="Lowest and highest score that the section can have")
    counts: Counts
    sections: tuple["ScoredSection", ...] = ()
    questions: tuple[Id, ...] = ()


class ScoredQuestion(Output):
    """One question: its combined value on the ladder and how many respondents stand behind it."""

    id: Id
    label: Text
    state: Text
    value: Score | None
    shown: Score | None
    respondents: Count
    mixed_not_applicable: Flag
    from_consensus: Flag


class QuestionnaireName(Output):
    """Which questionnaire, exactly."""

    id: Id
    version: Text
    digest: Text


class Scorecard(Output):
    """The whole result of one assessment."""

    schema_: Text
    questionnaire: QuestionnaireName
    assessment: Date | None
    scope: Text
    combine: Text
    respondents: dict[Id, Count] = Field(description="Respondents who answered something, by function")
    overall: ScoredSection
    lenses: tuple[ScoredSection, ...]
    questions: tuple[ScoredQuestion, ...]
