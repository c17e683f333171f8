"""What one respondent answered in one assessment."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assess.model.constraints import given, if_then, in_json_schema, is_set
from assess.model.record import Date, Flag, Id, Record, Scalar, Text

CONSENSUS = "consensus"


class State(StrEnum):
    """The four states of an answer. Unknown: asked, but nobody knew."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not-applicable"
    UNANSWERED = "unanswered"


class Way(StrEnum):
    """How the answers arrived."""

    INTERVIEW = "interview"
    FORM = "form"
    WORKBOOK = "workbook"
    SURVEY = "survey"
    EDITOR = "editor"


class Attribution(StrEnum):
    """How the report may speak of who said something; settled before the first question."""

    NAMED = "named"
    FUNCTION = "function"
    ANONYMOUS = "anonymous"


class OptionOrder(StrEnum):
    """In which order options were shown: half of the respondents see the highest first."""

    LOWEST_FIRST = "lowest-first"
    HIGHEST_FIRST = "highest-first"


class Answer(Record):
    """One answer. Without `state`, it is answered if there is a value and unanswered if not."""

    value: Scalar = None
    """The option's value, the number, or the respondent's own words."""
    state: State = State.UNANSWERED
    reason: Text | None = None
    """Why the question does not apply."""
    note: Text | None = None
    """For whoever does the assessment; it is not printed."""
    evidence: Text | None = None
    """What shows it; the report prints it as it stands."""
    released: Flag = False
    """The report may print the respondent's own words."""

    @model_validator(mode="before")
    @classmethod
    def _state_follows_value(cls, data: object) -> object:
        if not isinstance(data, dict | Answer):
            raise PydanticCustomError(
                "answer_form", "an answer is written `{value: 3}`, and `{value: }` where there is none yet"
            )
        if isinstance(data, dict) and data.get("value") is not None and "state" not in data:
            return data | {"state": State.ANSWERED}
        return data

    @model_validator(mode="after")
    @in_json_schema(
        if_then(
            given("value"),
            {"properties": {"state": {"const": State.ANSWERED}}},
            {"properties": {"state": {"enum": [state for state in State if state is not State.ANSWERED]}}},
        ),
        if_then(is_set("state", State.NOT_APPLICABLE), given("reason")),
    )
    def _consistent(self) -> Self:
        if (self.state is State.ANSWERED) != (self.value is not None):
            raise PydanticCustomError(
                "answer", "an answer has a `value` exactly when its state is `answered`"
            )
        if self.state is State.NOT_APPLICABLE and not self.reason:
            raise PydanticCustomError("answer_reason", "not applicable needs a `reason`")
        return self


class Answers(Record):
    """An answers document. The respondent `consensus` holds what the room agreed on."""

    schema_: Text
    questionnaire: Id
    """The id of the questionnaire."""
    version: Text
    """The version of the questionnaire that was answered, in quotes."""
    respondent: Id
    """Who answered; consensus for what the room agreed on."""
    function: Id | None = None
    """The function that the respondent speaks for."""
    date: Date | None = None
    """The day of the answers."""
    way: Way = Way.EDITOR
    attribution: Attribution | None = None
    """How the report may speak of the respondent; as the engagement says if left out."""
    option_order: OptionOrder = OptionOrder.LOWEST_FIRST
    """In which order the respondent saw the options."""
    answers: dict[Id, Answer] = Field(default_factory=dict)
    """The answers by question."""

    @property
    def is_turned(self) -> bool:
        """Whether the respondent saw the highest option first."""
        return self.option_order is OptionOrder.HIGHEST_FIRST

    @property
    def is_consensus(self) -> bool:
        return self.respondent == CONSENSUS
