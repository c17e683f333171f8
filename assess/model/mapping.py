"""How one survey file is read: which column answers which question, and what its labels stand for.

Nothing of a survey is guessed while it is read: the program proposes a mapping, somebody looks at it, and
from then on the same file always gives the same answers.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from assess.model.answers import State
from assess.model.constraints import either, exactly_one, given, if_then, in_json_schema
from assess.model.record import Id, InJsonSchema, Record, Scalar, Text


class Layout(StrEnum):
    """The tool that wrote the survey file; plain is one row of headers, of which nothing else is known."""

    GOOGLE_FORMS = "google-forms"
    MICROSOFT_FORMS = "microsoft-forms"
    QUALTRICS = "qualtrics"
    LIMESURVEY = "limesurvey"
    SURVEYMONKEY = "surveymonkey"
    PLAIN = "plain"


STATES = (State.UNKNOWN, State.NOT_APPLICABLE, State.UNANSWERED)
"""What a label can stand for in place of a value."""


def _meaning(value: object) -> object:
    if value is None or (isinstance(value, str) and value not in set(STATES)):
        words = ", ".join(STATES)
        raise PydanticCustomError(
            "label_meaning", "a label stands for a number or for one of {words}", {"words": words}
        )
    return value


Meaning = Annotated[
    Scalar,
    AfterValidator(_meaning),
    InJsonSchema({"type": ["number", "string"], "pattern": f"^({'|'.join(STATES)})$"}),
]
"""The value of an option, or a state in which there is no value."""

Labels = dict[Text, Meaning]


class RespondentNames(Record):
    """How respondents are called: by a column, by running numbers behind a prefix, or by both together."""

    column: Text | None = None
    """The column that names the respondent; what stands in it becomes an id."""
    prefix: Id | None = None
    """Stands in front of the column's text; without a column, of the row's number: survey-1, survey-2."""

    @model_validator(mode="after")
    @in_json_schema(either(given("column"), given("prefix")))
    def _some_name(self) -> Self:
        if self.column is None and self.prefix is None:
            raise PydanticCustomError("respondent_names", "respondents need a `column`, a `prefix`, or both")
        return self


class RespondentFunctions(Record):
    """Which functions respondents speak for. Exactly one of `all`, `column`; `labels` go with a column."""

    all_: Id | None = None
    """The function of everybody."""
    column: Text | None = None
    """The column that says the function."""
    labels: dict[Text, Id] = Field(default_factory=dict)
    """What stands in the column -> the function's id; its ids and names need no line."""

    @model_validator(mode="after")
    @in_json_schema(
        exactly_one(given("all"), given("column")),
        if_then(given("all"), {"properties": {"labels": {"maxProperties": 0}}}),
    )
    def _one_way(self) -> Self:
        if (self.all_ is None) == (self.column is None):
            raise PydanticCustomError(
                "respondent_functions", "`function` has exactly one of `all` and `column`"
            )
        if self.all_ is not None and self.labels:
            raise PydanticCustomError("respondent_functions", "`labels` of functions go with a `column`")
        return self


class SurveyMapping(Record):
    """A mapping of one survey file. Columns are called by their code, or by their text where they have none.

    What the tool itself adds (times, addresses, names) is left out, unless it is named here.
    """

    schema_: Text
    questionnaire: Id
    """The id of the questionnaire."""
    version: Text
    """The version of the questionnaire that was asked, in quotes."""
    layout: Layout = Layout.PLAIN
    """The tool that wrote the file."""
    respondent: RespondentNames = Field(default=RespondentNames(prefix="survey"))
    """How respondents are called; by running numbers if left out."""
    function: RespondentFunctions | None = None
    """Which function they speak for; nobody knows if left out."""
    columns: dict[Text, Id] = Field(default_factory=dict)
    """Column -> the question that it answers."""
    reasons: dict[Text, Id] = Field(default_factory=dict)
    """Column -> the question for which it says why it does not apply."""
    notes: dict[Text, Id] = Field(default_factory=dict)
    """Column -> the question that it comments on."""
    evidence: dict[Text, Id] = Field(default_factory=dict)
    """Column -> the question for which it says what shows the answer; the report prints it as it stands."""
    labels: Labels = Field(default_factory=dict)
    """What an answer of any question stands for: a value, `unknown`, `not-applicable` or `unanswered`."""
    labels_of: dict[Id, Labels] = Field(default_factory=dict)
    """The same for single questions, by id; they come first."""
    ignore: tuple[Text, ...] = ()
    """Columns that are left out on purpose."""
