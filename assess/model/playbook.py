"""Initiatives: what moves a company from one option to the next, and how we would know that it worked."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assess.model.record import Count, Id, Number, Positive, Record, Text

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
    project: Steps = Field(default_factory=dict)


class Kpi(Record):
    """The one measure that decides."""

    name: Text
    baseline: Text
    source: Text
    owner: Text
    unit_value: Text = ""


class DecisionRule(Record):
    """Fixed before the start."""

    scale: Text
    stop: Text
    iterate: Text


class Gate(Record):
    """A decision point of a pilot: when, what is asked, who decides."""

    week: Count
    name: Text
    decides: Annotated[tuple[Text, ...], Field(min_length=1)]
    question: Text = ""


class Effort(Record):
    """Person-days by function, low, likely, high."""

    pilot: dict[Id, ThreePoint] = Field(default_factory=dict)
    project: dict[Id, ThreePoint] = Field(default_factory=dict)


class Cost(Record):
    """Thousand of the currency besides people's time, low, likely, high; the project's a year."""

    pilot: ThreePoint
    project: ThreePoint


class Duration(Record):
    """In quarters."""

    pilot: Positive = 1
    project: Positive = 1


class Task(Record):
    """Something that somebody can start on Monday."""

    who: Text
    does: Text


class Project(Record):
    """What the pilot becomes when it has proved itself."""

    scope: Text
    owner: Text
    holdout: Text


class Initiative(Record):
    """One deliberate change with its hypothesis, its measure, its test and its decision rule."""

    id: Id
    title: Text
    capability: Id
    summary: Text
    moves: Moves
    requires: tuple[Id, ...] = ()
    needs: tuple[Id, ...] = ()
    not_for_you_if: Text = ""
    hypothesis: Text
    kpi: Kpi
    test: Text
    guardrails: Annotated[tuple[Text, ...], Field(min_length=1)]
    decision_rule: DecisionRule
    gates: Annotated[tuple[Gate, ...], Field(min_length=1)]
    effort: Effort = Effort()
    cost: Cost | None = None
    duration: Duration = Duration()
    stops: Text = ""
    first_week: tuple[Task, ...] = ()
    legal: Text = ""
    project: Project | None = None
    effect_from: EffectSource = EffectSource.ASSUMED


class Playbook(Record):
    """playbook.yaml. A client's own adds to, replaces (same id) and switches off the bundled initiatives."""

    schema_: Text
    questionnaire: Id
    version: Text
    initiatives: tuple[Initiative, ...] = ()
    switched_off: tuple[Id, ...] = ()
