"""The questionnaire: a ladder, sections of any depth with questions, and lenses over the same questions."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assess.model.constraints import (
    either,
    exactly_one,
    given,
    if_then,
    in_json_schema,
    is_set,
    none_given,
)
from assess.model.record import Count, Flag, Id, Number, Record, Share, Text, Weight, Whole


class ScoreMethod(StrEnum):
    """How a section's score follows from its children's."""

    MEAN = "mean"
    MIN = "min"
    SUM = "sum"


class LevelMethodName(StrEnum):
    """How a section's level follows; practices are recognised by the questions themselves."""

    THRESHOLDS = "thresholds"
    CUMULATIVE = "cumulative"
    NONE = "none"


class Kind(StrEnum):
    """A fact is known by one owning function, a practice by several; context is asked for and not scored."""

    FACT = "fact"
    PRACTICE = "practice"
    CONTEXT = "context"


class Values(StrEnum):
    """Whether values are mapped onto the ladder or taken as they stand."""

    LADDER = "ladder"
    RAW = "raw"


class Missing(StrEnum):
    """What an answer that is not there counts as."""

    LEFT_OUT = "left-out"
    LOWEST = "lowest"


class LadderLevel(Record):
    """One maturity level, and how the boardroom notices it."""

    value: Annotated[Whole, Field(ge=1)]
    name: Text
    meaning: Text = ""
    boardroom: Text = ""


class LevelMethod(Record):
    """`cumulative` needs `share` (per cent), `thresholds` needs `from`: each level's lowest score, rising.

    `least`: fewest answered questions for a level; with fewer the section has only an indicative one.
    """

    method: LevelMethodName
    share: Share | None = None
    from_: tuple[Number, ...] | None = None
    least: Count = 0

    @model_validator(mode="after")
    @in_json_schema(
        if_then(is_set("method", LevelMethodName.CUMULATIVE), given("share"), none_given("share")),
        if_then(is_set("method", LevelMethodName.THRESHOLDS), given("from"), none_given("from")),
    )
    def _parameters_fit(self) -> Self:
        wants = {LevelMethodName.CUMULATIVE: "share", LevelMethodName.THRESHOLDS: "from"}.get(self.method)
        given = {"share": self.share is not None, "from": self.from_ is not None}
        if wants and not given[wants]:
            raise PydanticCustomError(
                "level_method", "the method `{m}` needs `{k}`", {"m": self.method.value, "k": wants}
            )
        for key, is_given in given.items():
            if is_given and key != wants:
                raise PydanticCustomError(
                    "level_method", "the method `{m}` takes no `{k}`", {"m": self.method.value, "k": key}
                )
        return self


class Option(Record):
    """One of the answers to choose from; `value` stands on the question's own scale."""

    value: Number
    text: Text


class Band(Record):
    """A range of numbers from a lower bound on; the first band has none and takes all below the second."""

    value: Number
    text: Text
    from_: Number | None = None


class NumberAsked(Record):
    """An unscored figure, in `unit`, between `least` and `most`."""

    unit: Text
    least: Number | None = None
    most: Number | None = None


class Condition(Record):
    """When a question is asked. Exactly one of `fact`, `question`, `all`, `any`, `not`.

    `question` goes with one of `at_least`, `at_most`, `is`, compared with the option's value as it stands.
    """

    fact: Id | None = None
    question: Id | None = None
    at_least: Number | None = None
    at_most: Number | None = None
    is_: Number | None = None
    all_: tuple["Condition", ...] | None = None
    any_: tuple["Condition", ...] | None = None
    not_: "Condition | None" = None

    @model_validator(mode="after")
    @in_json_schema(
        exactly_one(given("fact"), given("question"), given("all"), given("any"), given("not")),
        if_then(
            given("question"),
            exactly_one(given("at_least"), given("at_most"), given("is")),
            none_given("at_least", "at_most", "is"),
        ),
    )
    def _one_form(self) -> Self:
        forms = (self.fact, self.question, self.all_, self.any_, self.not_)
        if sum(form is not None for form in forms) != 1:
            raise PydanticCustomError(
                "condition", "a condition has exactly one of `fact`, `question`, `all`, `any`, `not`"
            )
        tests = sum(test is not None for test in (self.at_least, self.at_most, self.is_))
        if tests != (1 if self.question is not None else 0):
            raise PydanticCustomError(
                "condition", "`question` goes with exactly one of `at_least`, `at_most`, `is`"
            )
        return self

    def questions(self) -> frozenset[str]:
        """The ids of all questions that this condition looks at."""
        inner = (*(self.all_ or ()), *(self.any_ or ()), *((self.not_,) if self.not_ else ()))
        own = {self.question} if self.question else set()
        return frozenset(own).union(*(c.questions() for c in inner))


class Practice(Record):
    """The question is a practice of this ladder level and passes from this value (on its own scale) on."""

    level: Annotated[Whole, Field(ge=1)]
    from_: Number


class Question(Record):
    """One question. Exactly one of `options`, `bands`, `scale`, `number`, `open` says how it is answered.

    `unit`, `least` and `most` belong to bands: what their numbers are, and between which bounds.
    """

    id: Id
    topic: Text = ""
    text: Text
    kind: Kind = Kind.PRACTICE
    owner: Id | None = None
    core: Flag = False
    asked_of: tuple[Id, ...] | None = None
    weight: Weight = Field(default=1, validate_default=True)
    scored: Flag = True
    reverse: Flag = False
    may_not_apply: Flag | None = None
    when: Condition | None = None
    practice: Practice | None = None
    why: Text = ""
    evidence: Text = ""
    probe: Text = ""
    options: Annotated[tuple[Option, ...], Field(min_length=2)] | None = None
    bands: Annotated[tuple[Band, ...], Field(min_length=2)] | None = None
    unit: Text = ""
    least: Number | None = None
    most: Number | None = None
    scale: Id | None = None
    number: NumberAsked | None = None
    open: Flag = False

    @model_validator(mode="after")
    @in_json_schema(
        exactly_one(
            given("options"), given("bands"), given("scale"), given("number"), is_set("open", value=True)
        ),
        if_then(either(given("number"), is_set("open", value=True)), is_set("scored", value=False)),
        if_then(is_set("kind", Kind.FACT), given("owner")),
    )
    def _one_way_to_answer(self) -> Self:
        ways = [
            self.options is not None,
            self.bands is not None,
            self.scale is not None,
            self.number is not None,
            self.open,
        ]
        if sum(ways) != 1:
            raise PydanticCustomError(
                "question_form", "a question has exactly one of `options`, `bands`, `scale`, `number`, `open`"
            )
        if self.scored and (self.number or self.open):
            raise PydanticCustomError(
                "question_form", "a question with `number` or `open` cannot be scored: add `scored: false`"
            )
        if self.kind is Kind.FACT and self.owner is None:
            raise PydanticCustomError("question_form", "a fact needs its `owner`, the function that knows it")
        return self

    @model_validator(mode="after")
    @in_json_schema(either(given("bands"), none_given("unit", "least", "most")))
    def _bounds_go_with_bands(self) -> Self:
        if self.bands is None and (self.unit or self.least is not None or self.most is not None):
            raise PydanticCustomError("bands", "`unit`, `least` and `most` go with `bands`")
        return self

    @property
    def label(self) -> str:
        """The short name in tables."""
        return self.topic or self.text

    @property
    def choices(self) -> tuple[Option | Band, ...]:
        """Options or bands; none for figures and texts. Merging puts a named scale's options in place."""
        return self.options or self.bands or ()


class LevelSeen(Record):
    """What a visitor would see at one level."""

    level: Annotated[Whole, Field(ge=1)]
    text: Text


class Section(Record):
    """A review, a capability or any other group; methods are inherited from the section around it."""

    id: Id
    title: Text
    asks: Text = ""
    claim: Text = ""
    asked_of: tuple[Id, ...] | None = None
    weight: Weight = Field(default=1, validate_default=True)
    score: ScoreMethod | None = None
    level: LevelMethod | None = None
    levels: tuple[LevelSeen, ...] = ()
    sections: tuple["Section", ...] = ()
    questions: tuple[Question, ...] = ()


class LensSection(Record):
    """A leaf or branch of a lens: further sections, or the ids of questions that stand elsewhere."""

    id: Id
    title: Text
    claim: Text = ""
    weight: Weight = Field(default=1, validate_default=True)
    score: ScoreMethod | None = None
    level: LevelMethod | None = None
    sections: tuple["LensSection", ...] = ()
    questions: tuple[Id, ...] = ()


class Lens(Record):
    """Another tree over the same questions."""

    id: Id
    title: Text
    source: Id | None = None
    asks: Text = ""
    summary: Text = ""
    score: ScoreMethod | None = None
    level: LevelMethod | None = None
    sections: tuple[LensSection, ...]


class Scale(Record):
    """Named options that several questions share."""

    id: Id
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class FunctionName(Record):
    """A part of the organisation that respondents speak for."""

    id: Id
    name: Text


class Fact(Record):
    """A structural fact of the client, true or false; conditions look at it."""

    id: Id
    text: Text


class CitedSource(Record):
    """Where a framework, figure or formula comes from."""

    id: Id
    author: Text = ""
    title: Text
    year: Whole | None = None
    note: Text = ""


class Figure(Record):
    """A dated figure of a source, for context; `beside` is the unscored question that asks the same."""

    id: Id
    text: Text
    value: Text
    unit: Text = ""
    year: Whole
    horizon: Text = ""
    source: Id
    beside: Id | None = None


class Statement(Record):
    """What the framework holds, in our own words, traced to the questions that ask it."""

    id: Id
    step: Text = ""
    lens: Id | None = None
    text: Text
    source: Id
    questions: tuple[Id, ...]


class Part(Record):
    """A file beside questionnaire.yaml that holds some of it."""

    schema_: Text
    scales: tuple[Scale, ...] = ()
    sections: tuple[Section, ...] = ()
    lenses: tuple[Lens, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()


class Questionnaire(Part):
    """The whole: its own pieces, and after merging those of its parts."""

    id: Id
    version: Text
    title: Text
    language: Text = "en"
    purpose: Text = ""
    ladder: Annotated[tuple[LadderLevel, ...], Field(min_length=2)]
    score: ScoreMethod = ScoreMethod.MEAN
    level: LevelMethod = LevelMethod(method=LevelMethodName.NONE)
    values: Values = Values.LADDER
    missing: Missing = Missing.LEFT_OUT
    may_not_apply: Flag = True
    functions: tuple[FunctionName, ...] = ()
    facts: tuple[Fact, ...] = ()
    parts: tuple[Text, ...] = ()

    def all_sections(self) -> list[Section]:
        """Every section at any depth, parents before children."""
        return [inner for section in self.sections for inner in _with_inner(section)]

    def all_questions(self) -> list[Question]:
        """Every question, in the order of asking."""
        return [question for section in self.all_sections() for question in section.questions]


def _with_inner(section: Section) -> list[Section]:
    return [section, *(inner for child in section.sections for inner in _with_inner(child))]
