"""One client's work: who it is for, how answers combine, what limits the plan."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from assess.model.answers import Attribution
from assess.model.benefit import Benefit
from assess.model.record import (
    Count,
    Date,
    Flag,
    Id,
    InJsonSchema,
    Number,
    Record,
    Scalar,
    Share,
    Text,
    Weight,
)

_COLOUR = r"^#[0-9a-fA-F]{6}$"


class Scope(StrEnum):
    """All questions, or the core alone."""

    FULL = "full"
    CORE = "core"


class Combination(StrEnum):
    """How several respondents' values become one."""

    MEDIAN = "median"
    MEAN = "mean"
    BY_FUNCTION = "by-function"


class Client(Record):
    """The company that is assessed."""

    name: Text
    sector: Text = ""
    """What the company does."""
    fictional: Flag = False
    """True for an example."""


class Constituent(Record):
    """A function whose commitment the change needs, and the role that speaks for it."""

    function: Id
    weight: Weight = Field(default=1, validate_default=True)
    """How much the function counts when functions are combined."""
    partner: Text = ""
    """The role that speaks for it."""


class LaterLimits(Record):
    """What changes from a quarter on; what is not named stays as it was."""

    from_: Date
    """A day in the first quarter for which it holds."""
    days: dict[Id, Annotated[Number, Field(ge=0)]] = Field(default_factory=dict)
    """Person-days in a quarter, by function."""
    budget: Annotated[Number, Field(ge=0)] | None = None
    """Thousand of the currency in a quarter, besides people's time."""
    at_once: Annotated[Count, Field(ge=1)] | None = None
    """How many changes run at the same time."""


class Limits(Record):
    """What a quarter may use: person-days by function, thousand of the currency, changes at a time."""

    days: dict[Id, Annotated[Number, Field(ge=0)]] = Field(default_factory=dict)
    """Person-days in a quarter, by function."""
    budget: Annotated[Number, Field(ge=0)] | None = None
    """Thousand of the currency in a quarter, besides people's time."""
    at_once: Annotated[Count, Field(ge=1)] = 3
    """How many changes run at the same time."""
    revenue_at_risk: Share | None = None
    """Per cent of the year's revenue that changes may touch at the same time."""
    later: tuple[LaterLimits, ...] = ()
    """Limits that change with time, such as a person who joins."""


class BusinessFigure(Record):
    """A figure of the client's own, with the period that it speaks of and where it was taken from."""

    id: Id
    name: Text
    value: Scalar
    unit: Text = ""
    period: Text = ""
    """The period that it speaks of."""
    source: Text = ""
    """Where it was taken from."""
    low: Number | None = None
    """The lowest value that it may well have, where it is uncertain."""
    high: Number | None = None
    """The highest."""
    owner: Text = ""
    """The role that stands for it."""
    date: Date | None = None
    """The day on which it was stated."""
    agreed: Flag = False
    """Whether finance has agreed to it."""


class Branding(Record):
    """The client's look."""

    accent: Annotated[
        Annotated[str, StringConstraints(pattern=_COLOUR)] | None,
        InJsonSchema({"type": "string", "pattern": _COLOUR}),
    ] = None
    """A colour in quotes, such as "#0b5d57"."""

    @field_validator("accent", mode="before")
    @classmethod
    def _is_colour(cls, given: object) -> object:
        """YAML takes a colour without quotes for a comment, and leaves nothing."""
        if not isinstance(given, str) or not re.match(_COLOUR, given):
            raise PydanticCustomError("colour", 'a colour is written in quotes: `accent: "#0b5d57"`')
        return given


class Engagement(Record):
    """engagement.yaml. `stand_ins`: who answers a fact for a function that has no respondent."""

    schema_: Text
    client: Client
    questionnaire: Id
    """The id of the questionnaire."""
    version: Text
    """The version of the questionnaire, in quotes."""
    scope: Scope = Scope.FULL
    combine: Combination = Combination.MEDIAN
    smallest_group: Annotated[Count, Field(ge=1)] = 3
    """No table shows a function with fewer respondents by itself."""
    attribution: Attribution = Attribution.FUNCTION
    """How the report may speak of respondents; settled before the first question."""
    language: Text | None = None
    """The language of questions and answers, where the questionnaire is translated into it."""
    words: dict[Text, Text] = Field(default_factory=dict)
    """The client's own words for those of the questionnaire, such as customer: guest."""
    currency: Text = "EUR"
    """The currency of all amounts, such as EUR."""
    facts: dict[Id, Flag] = Field(default_factory=dict)
    """What is true of this client, by the questionnaire's facts."""
    constituents: tuple[Constituent, ...] = ()
    """Whose answers count, with which weight."""
    stand_ins: dict[Id, Id] = Field(default_factory=dict)
    """Who answers the facts of a function that has no respondent."""
    limits: Limits = Limits()
    """What the plan may use in a quarter."""
    scenarios: dict[Id, Text] = Field(default_factory=dict)
    """Other limits to compare the plan with, by name, such as leaner: "budget=-20%"."""
    figures: tuple[BusinessFigure, ...] = ()
    """The client's own figures."""
    benefits: tuple[Benefit, ...] = ()
    """What initiatives are expected to earn, and who says so."""
    branding: Branding = Branding()
    """How the report looks."""

    def weight_of(self, function: str | None) -> Number:
        """The function's weight when functions are combined; 1 unless the engagement says otherwise."""
        return next(
            (c.weight for c in self.constituents if c.function == function), Constituent(function="x").weight
        )
