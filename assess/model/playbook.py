"""Initiatives: what moves a company from one option to the next, and how we would know that it worked."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assess.model.record import Count, Id, Number, Positive, Record, Share, Text

Steps = dict[Id, Positive]
"""Question id -> the ladder level that the question reaches."""


ThreePoint = Annotated[tuple[Number, ...], Field(min_length=3, max_length=3)]
"""Low, likely, high; a rule sees to the order."""


class EffectSource(StrEnum):
    """Where the expected effect comes from."""

    ASSUMED = "assumed"
    LITERATURE = "literature"
    OWN_PILOT = "own-pilot"


class Moves(Record):
    """A pilot earns the second level; only a project, the new routine, earns the third."""

    pilot: Steps = Field(default_factory=dict)
    """What the pilot reaches: question and level."""
    project: Steps = Field(default_factory=dict)
    """What the project reaches: question and level."""


class Kpi(Record):
    """The one measure that decides."""

    name: Text
    baseline: Text
    """Where the measure stands today."""
    source: Text
    """Where the figure comes from."""
    owner: Text
    """The role that answers for it."""
    unit_value: Text = ""
    """What one unit of it is worth."""


class DecisionRule(Record):
    """Fixed before the start."""

    scale: Text
    """The result that leads to a project."""
    stop: Text
    """The result that ends it."""
    iterate: Text
    """The result that leads to another try."""


class Gate(Record):
    """A decision point of a pilot: when, what is asked, who decides."""

    week: Annotated[Count, Field(le=520)]
    """Weeks after the start."""
    name: Text
    decides: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The roles that decide."""
    question: Text = ""
    """What is decided."""


class Effort(Record):
    """Person-days by function, low, likely, high."""

    pilot: dict[Id, ThreePoint] = Field(default_factory=dict)
    project: dict[Id, ThreePoint] = Field(default_factory=dict)


class Cost(Record):
    """Thousand of the currency besides people's time, low, likely, high; the project's a year."""

    pilot: ThreePoint
    project: ThreePoint


class RevenueAtRisk(Record):
    """Per cent of the year's revenue that passes through what is changed."""

    pilot: Share = Decimal(0)
    """While it is tried."""
    project: Share = Decimal(0)
    """While it becomes a routine."""


class Duration(Record):
    """In quarters."""

    pilot: Positive = 1
    """Quarters of the pilot."""
    project: Positive = 1
    """Quarters of the project."""


class Task(Record):
    """Something that somebody can start on Monday."""

    who: Text
    does: Text


class Project(Record):
    """What the pilot becomes when it has proved itself."""

    scope: Text
    owner: Text
    holdout: Text
    """Who goes on without it, so that its effect can be seen."""


class Initiative(Record):
    """One deliberate change with its hypothesis, its measure, its test and its decision rule."""

    id: Id
    title: Text
    capability: Id
    """The section of the questionnaire that it raises."""
    summary: Text
    moves: Moves
    """Which questions it raises, and to which level."""
    requires: tuple[Id, ...] = ()
    """Initiatives whose pilots have to be decided before it begins."""
    follows: tuple[Id, ...] = ()
    """Initiatives whose projects have to be finished before it begins: it builds on the new routine."""
    needs: tuple[Id, ...] = ()
    """Facts of the client that must hold."""
    not_for_you_if: Text = ""
    """When to leave it alone."""
    hypothesis: Text
    """What is expected to happen, and why."""
    kpi: Kpi
    """The one measure that decides."""
    test: Text
    """How it is tried fairly."""
    guardrails: Annotated[tuple[Text, ...], Field(min_length=1)]
    """What must not get worse."""
    decision_rule: DecisionRule
    """What follows from which result, fixed before the start."""
    gates: Annotated[tuple[Gate, ...], Field(min_length=1)]
    """When it is decided, and by whom."""
    effort: Effort = Effort()
    """Person-days by function: low, likely, high."""
    cost: Cost | None = None
    """Thousand of the currency: low, likely, high."""
    duration: Duration = Duration()
    """In quarters."""
    revenue_at_risk: RevenueAtRisk = RevenueAtRisk()
    """How much of the revenue a change touches at once."""
    stops: Text = ""
    """What ends or is dropped for it."""
    first_week: tuple[Task, ...] = ()
    """What somebody can start on Monday."""
    legal: Text = ""
    """What has to be cleared first."""
    project: Project | None = None
    """What the pilot becomes when it has proved itself."""
    effect_from: EffectSource = EffectSource.ASSUMED
    """Where the expected effect comes from."""

    @property
    def prerequisites(self) -> tuple[str, ...]:
        """All that comes before it, be it decided or finished by then."""
        return tuple(dict.fromkeys((*self.requires, *self.follows)))


class Playbook(Record):
    """playbook.yaml. A client's own adds to, replaces (same id) and switches off the bundled initiatives."""

    schema_: Text
    questionnaire: Id
    """The id of the questionnaire."""
    version: Text
    """The version of the questionnaire, in quotes."""
    initiatives: tuple[Initiative, ...] = ()
    """Initiatives; one with a bundled one's id replaces it."""
    switched_off: tuple[Id, ...] = ()
    """Bundled initiatives that are not to be planned."""
