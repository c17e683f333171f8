"""One pilot: its design as frozen before the start, its results, the decision taken.

A draft may lack almost everything: rules say what a pilot needs before it starts, and where to write it.
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assess.model.assembly import digest
from assess.model.playbook import DecisionRule, Kpi
from assess.model.record import Count, Date, Flag, Id, Number, Positive, Record, Share, Text, Whole

Probability = Annotated[Number, Field(gt=0, le=0.5)]
"""Of an error; 0.05 and not 5."""
Power = Annotated[Number, Field(ge=0.5, le=Decimal("0.999"))]
Spread = Annotated[Number, Field(ge=0)]
"""A standard deviation."""
Percent = Annotated[Number, Field(ge=0, le=100)]
Correlation = Annotated[Number, Field(ge=0, lt=1)]
Dispersion = Annotated[Number, Field(ge=1)]

UNIT_COLUMNS = ("unit", "arm", "kpi", "cluster", "period", "pair", "excluded")
"""Of a table of units, which has one more for each guardrail, by its id."""


class TrialType(StrEnum):
    """How the comparison is made."""

    RANDOMISED = "randomised"
    HOLDOUT = "holdout"
    MATCHED_MARKETS = "matched-markets"
    STEPPED_WEDGE = "stepped-wedge"
    BEFORE_AFTER = "before-after"


class Measure(StrEnum):
    """What is computed from the units of an arm. A proportion and its effects are in per cent and points."""

    PROPORTION = "proportion"
    MEAN = "mean"
    COUNT = "count"
    NPS = "nps"


class Verdict(StrEnum):
    """What a pilot leads to."""

    SCALE = "scale"
    ITERATE = "iterate"
    STOP = "stop"
    NOT_YET = "not-yet"


class PilotKpi(Kpi):
    """The one measure that decides, as in the playbook."""

    baseline: Text = ""
    source: Text = ""
    owner: Text = ""


class PilotRule(DecisionRule):
    """What follows from which result: in words for people, in figures for `assess pilot read`.

    Without figures it scales if the interval lies above 0 and the guardrails hold, and stops if the interval
    lies below 0 or a guardrail is broken; where less is better, the other way round.
    """

    scale: Text = ""
    stop: Text = ""
    iterate: Text = ""
    break_even: Number | None = None
    """The effect that pays for itself, in the unit of the KPI: to scale, the estimate has to reach it."""
    stop_below: Number | None = None
    """Stop if the whole interval lies below this effect; not given, below `break_even`."""
    guardrails_hold: Flag = True
    """Whether every guardrail has to hold before it scales; a broken one stops it in any case."""


class Arm(Record):
    """One side of the comparison; the first goes on as before, in a stepped wedge for longest.

    `share`: per cent of the units; `planned`: how many units it should have in the end.
    """

    id: Id
    gets: Text = ""
    share: Share | None = None
    planned: Count | None = None


class Measured(Record):
    """What is computed from units, and how much it varies between them.

    A count is a rate of events on `per` units. A Net Promoter Score varies as the shares of `promoters` and
    `detractors` say, unless `sd` states it. `overdispersion` is variance by mean of a count, 1 for Poisson.
    """

    measure: Measure = Measure.PROPORTION
    baseline: Number | None = None
    sd: Spread | None = None
    per: Positive = 1
    overdispersion: Dispersion = Decimal(1)
    promoters: Percent | None = None
    detractors: Percent | None = None


class Clusters(Record):
    """Groups that are drawn as one, such as shops; `planned` of an arm then counts them.

    `size`: units of a cluster, in a stepped wedge of each period. How far clusters differ is told by
    `correlation` within them, or by `sd` between their values, in the unit of the KPI.
    """

    size: Positive
    correlation: Correlation | None = None
    sd: Spread | None = None


class Look(Record):
    """A look at the KPI on the way, planned beforehand: on which day, at what per cent of the units."""

    date: Date | None = None
    information: Annotated[Number, Field(gt=0, lt=100)]


class Trial(Measured):
    """The fair test. `weekly_volume` units arrive each week of the intake, and are then followed up.

    `smallest_effect`, `baseline` and `sd` are in the unit of the KPI; `alpha` and `power` are probabilities.
    In matched markets `sd` is that of the difference within a pair. `counted_before`: each arm is counted
    before the start, too, and the changes are compared.
    """

    type: TrialType
    unit: Text = ""
    arms: tuple[Arm, ...] = ()
    smallest_effect: Number | None = None
    alpha: Probability | None = None
    sides: Annotated[Whole, Field(ge=1, le=2)] = 2
    power: Power | None = None
    weekly_volume: Count | None = None
    intake_weeks: Count | None = None
    follow_up_weeks: Count = 0
    counted_before: Flag = False
    clusters: Clusters | None = None
    looks: tuple[Look, ...] = ()
    """Looks before the last; each costs a little of `alpha`, as O'Brien and Fleming would spend it."""
    futility: Probability | None = None
    """At a look, stop if the chance that the KPI still shows an effect is smaller than this."""
    analysis: Text = ""


class Guardrail(Measured):
    """What must not get worse. Beyond `margin` it has; below zero where less is worse."""

    id: Id
    name: Text
    unit: Text = ""
    margin: Number | None = None
    alpha: Probability | None = None


class DatedGate(Record):
    """A decision point: when, what is asked, who decides."""

    date: Date
    name: Text
    decides: Annotated[tuple[Text, ...], Field(min_length=1)]
    question: Text = ""


class Design(Record):
    """Everything that is fixed before the start. `watched` is looked at and decides nothing."""

    hypothesis: Text
    kpi: PilotKpi | None = None
    test: Trial | None = None
    guardrails: tuple[Guardrail, ...] = ()
    watched: tuple[Text, ...] = ()
    decision_rule: PilotRule | None = None
    gates: tuple[DatedGate, ...] = ()


class Frozen(Record):
    """The day on which the design was frozen, and its digest then."""

    date: Date
    digest: Text


class Change(Record):
    """A change of a frozen design, with the digest that it has since; `fields` names what was changed."""

    date: Date
    why: Text
    by: Annotated[tuple[Text, ...], Field(min_length=1)]
    digest: Text
    fields: tuple[Text, ...] = ()


class ArmResult(Record):
    """What one arm showed: of its units those with the event, or mean and standard deviation."""

    units: Count
    events: Count | None = None
    mean: Number | None = None
    sd: Spread | None = None


class ClusterResult(ArmResult):
    """What one cluster showed in one period (1 unless there are several; 0 is before the start).

    `guardrail` names what was measured where it is not the KPI; `pair` the pair of a matched market.
    """

    id: Id
    arm: Id
    period: Count = 1
    pair: Id | None = None
    guardrail: Id | None = None


class Results(Record):
    """What was counted, by arm; `guardrails` by guardrail and arm. `date` is the day of the extract.

    `drawn`: units assigned, before any was excluded. `before`: the KPI of each arm before the start.
    """

    date: Date
    source: Text = ""
    arms: dict[Id, ArmResult]
    drawn: dict[Id, Count] = Field(default_factory=dict)
    before: dict[Id, ArmResult] = Field(default_factory=dict)
    clusters: tuple[ClusterResult, ...] = ()
    guardrails: dict[Id, dict[Id, ArmResult]] = Field(default_factory=dict)
    note: Text = ""


class Decision(Record):
    """What was decided, when, by whom and why."""

    verdict: Verdict
    date: Date
    by: tuple[Text, ...] = ()
    reason: Text = ""


class Pilot(Record):
    """A pilot of an initiative. `builds_on` names pilots on whose proof it rests.

    `starts` is the first day of the intake, `ends` the last day that counts; a draft has neither yet.
    """

    schema_: Text
    id: Id
    initiative: Id
    title: Text
    builds_on: tuple[Id, ...] = ()
    design: Design
    frozen: Frozen | None = None
    changes: tuple[Change, ...] = ()
    starts: Date | None = None
    ends: Date | None = None
    results: Results | None = None
    decision: Decision | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the design as it stands; what is recorded must equal it."""
        return digest(self.design)

    @property
    def recorded(self) -> str | None:
        """The digest that the design should have: that of the last change, or that at the freezing."""
        if self.frozen is None:
            return None
        return self.changes[-1].digest if self.changes else self.frozen.digest
