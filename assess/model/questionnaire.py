"""The questionnaire: a ladder, sections of any depth with questions, and lenses over the same questions."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from assess.model.condition import Condition
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
from assess.model.sources import CitedSource, Figure, Statement


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
    """Whole numbers without gaps, lowest first."""
    name: Text
    meaning: Text = ""
    """What a company at this level does."""
    boardroom: Text = ""
    """How the boardroom notices it."""


class LevelMethod(Record):
    """`cumulative` needs `share` (per cent), `thresholds` needs `from`: each level's lowest score, rising.

    `least`: fewest answered questions for a level; with fewer the section has only an indicative one.
    """

    method: LevelMethodName
    share: Share | None = None
    """Per cent of what stands inside that must have reached a level, with `cumulative`."""
    from_: tuple[Number, ...] | None = None
    """Each level's lowest score, rising, with `thresholds`."""
    least: Count = 0
    """Fewest answered questions for a level; with fewer it is only indicative."""

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
    """On the question's own scale, lowest first."""
    text: Text
    """What the respondent reads and chooses."""


class Band(Record):
    """A range of numbers from a lower bound on; the first band has none and takes all below the second."""

    value: Number
    """What an answer in this range is worth."""
    text: Text
    from_: Number | None = None
    """The lowest number of the range; the first band has none."""


class NumberAsked(Record):
    """An unscored figure, in `unit`, between `least` and `most`."""

    unit: Text
    least: Number | None = None
    most: Number | None = None


class Practice(Record):
    """The question is a practice of this ladder level and passes from this value (on its own scale) on."""

    level: Annotated[Whole, Field(ge=1)]
    """The ladder level that it belongs to."""
    from_: Number
    """The value from which on it passes."""


class Question(Record):
    """One question. Exactly one of `options`, `bands`, `scale`, `number`, `open` says how it is answered.

    `unit`, `least` and `most` belong to bands: what their numbers are, and between which bounds.
    """

    id: Id
    """Stays as it is for good; answers refer to it."""
    topic: Text = ""
    """A short name for tables and reports."""
    text: Text
    """What is asked, in words that can be read aloud."""
    kind: Kind = Kind.PRACTICE
    owner: Id | None = None
    """The function that knows the answer; a fact needs one."""
    core: Flag = False
    """Also asked where the engagement asks the core alone."""
    asked_of: tuple[Id, ...] | None = None
    """The functions that are asked; those of its section, or everybody, if left out."""
    weight: Weight = Field(default=1, validate_default=True)
    """How much it counts beside the others of its section."""
    scored: Flag = True
    """False for what is asked for context only."""
    reverse: Flag = False
    """The lowest option is the best one."""
    may_not_apply: Flag | None = None
    """Whether *not applicable* is an answer; as the questionnaire says if left out."""
    when: Condition | None = None
    """When it is asked; always if left out."""
    practice: Practice | None = None
    """Makes the question a practice of a ladder level."""
    why: Text = ""
    """Why it is asked."""
    evidence: Text = ""
    """What the respondent should be able to show."""
    probe: Text = ""
    """What an interviewer asks next."""
    options: Annotated[tuple[Option, ...], Field(min_length=2)] | None = None
    """The answers to choose from."""
    bands: Annotated[tuple[Band, ...], Field(min_length=2)] | None = None
    """Ranges of numbers, for an answer that is a number."""
    unit: Text = ""
    """What the numbers of the bands are."""
    least: Number | None = None
    """The smallest number that can be answered."""
    most: Number | None = None
    """The largest number that can be answered."""
    scale: Id | None = None
    """A scale of the questionnaire whose options are the answers."""
    number: NumberAsked | None = None
    """A figure is asked for, and not scored."""
    open: Flag = False
    """The answer is in the respondent's own words, and not scored."""

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
    """What the section asks."""
    claim: Text = ""
    """What is true of a company that is good at it."""
    asked_of: tuple[Id, ...] | None = None
    """The functions that are asked, unless a question names its own."""
    weight: Weight = Field(default=1, validate_default=True)
    """How much it counts beside the sections around it."""
    score: ScoreMethod | None = None
    """How its score follows from what is inside."""
    level: LevelMethod | None = None
    """How its level follows."""
    levels: tuple[LevelSeen, ...] = ()
    """What a visitor would see at each level."""
    sections: tuple["Section", ...] = ()
    """Sections inside this one."""
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
    """The source that the lens comes from."""
    asks: Text = ""
    summary: Text = ""
    """What the lens shows."""
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


class Part(Record):
    """A file beside questionnaire.yaml that holds some of it."""

    schema_: Text
    scales: tuple[Scale, ...] = ()
    """Options that several questions share."""
    sections: tuple[Section, ...] = ()
    """Reviews, capabilities or other groups, of any depth."""
    lenses: tuple[Lens, ...] = ()
    """Other trees over the same questions."""
    sources: tuple[CitedSource, ...] = ()
    """Where frameworks, figures and formulas come from."""
    figures: tuple[Figure, ...] = ()
    """Dated figures of sources, for context."""
    statements: tuple[Statement, ...] = ()
    """What the framework holds, traced to questions."""


class Questionnaire(Part):
    """The whole: its own pieces, and after merging those of its parts."""

    id: Id
    version: Text
    """In quotes. Answers name it, so it changes with what is asked."""
    title: Text
    language: Text = "en"
    """A tag such as en or pt-BR."""
    purpose: Text = ""
    """What it is for; respondents read it first."""
    ladder: Annotated[tuple[LadderLevel, ...], Field(min_length=2)]
    """The maturity levels, lowest first."""
    score: ScoreMethod = ScoreMethod.MEAN
    """How scores follow, unless a section says otherwise."""
    level: LevelMethod = LevelMethod(method=LevelMethodName.NONE)
    """How levels follow, unless a section says otherwise."""
    values: Values = Values.LADDER
    missing: Missing = Missing.LEFT_OUT
    may_not_apply: Flag = True
    """Whether *not applicable* is an answer, unless a question says otherwise."""
    functions: tuple[FunctionName, ...] = ()
    """The parts of the organisation that respondents speak for."""
    facts: tuple[Fact, ...] = ()
    """What can be true or false of a client; conditions look at it."""
    parts: tuple[Text, ...] = ()
    """Files beside this one that hold some of it."""

    def all_sections(self) -> list[Section]:
        """Every section at any depth, parents before children."""
        return [inner for section in self.sections for inner in _with_inner(section)]

    def all_questions(self) -> list[Question]:
        """Every question, in the order of asking."""
        return [question for section in self.all_sections() for question in section.questions]


def _with_inner(section: Section) -> list[Section]:
    return [section, *(inner for child in section.sections for inner in _with_inner(child))]
