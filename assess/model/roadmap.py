"""The roadmap: which initiatives, in which quarters, and what the scorecard would then be.

Quarters are counted from 0, the calendar quarter after the assessment; `quarters` gives each its dates.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assess.model.record import Count, Date, Flag, Id, Number, Record, Text, Whole

ASSUMPTION = "if every pilot succeeds"
"""What every projection takes for granted, in the words that stand beside it."""


class Stretch(Record):
    """Quarters from `start` on."""

    start: Count
    quarters: Annotated[Count, Field(ge=1)]

    @property
    def end(self) -> int:
        """The first quarter after it."""
        return self.start + self.quarters


class PlannedGate(Record):
    """A decision point of a pilot on its day."""

    name: Text
    date: Date
    decides: tuple[Text, ...]
    question: Text = ""


class Planned(Record):
    """One initiative on the roadmap, in the order of their starts.

    `gain` is the part of the distance to the wanted levels that it closes, in levels of the whole; `priority`
    is what decided its turn: gain per likely person-day, its own or, where `enables` names any, the largest
    of those that need it. `person_days` are likely days of pilot and project together. Without `project`,
    `no_project` says why. `requires` names those on the roadmap; other requirements are reached already.
    """

    initiative: Id
    title: Text
    capability: Id
    pilot: Stretch
    gates: tuple[PlannedGate, ...] = ()
    project: Stretch | None = None
    no_project: Text | None = None
    gain: Number
    person_days: Number
    priority: Number
    requires: tuple[Id, ...] = ()
    enables: tuple[Id, ...] = ()


class Because(StrEnum):
    """Why an initiative is not on the roadmap."""

    SWITCHED_OFF = "switched-off"
    NEEDS_FACT = "needs-fact"
    NOT_ASKED = "not-asked"
    NOT_APPLICABLE = "not-applicable"
    NOT_ANSWERED = "not-answered"
    REACHED = "reached"
    NOT_WANTED = "not-wanted"
    COVERED = "covered"
    WAITS = "waits"
    NO_ROOM = "no-room"


class LeftOut(Record):
    """An initiative of the playbook that is not on the roadmap, and why in plain words."""

    initiative: Id
    title: Text
    capability: Id
    because: Because
    reason: Text


class PlannedQuarter(Record):
    """One quarter and what the plan uses in it.

    `days`: likely person-days by function. `cost`: thousand of the engagement's currency for pilots and
    projects, which the budget limits. `running`: what finished projects cost in the quarter, on top and
    outside that limit.
    """

    quarter: Count
    label: Text
    starts: Date
    ends: Date
    pilots: tuple[Id, ...] = ()
    projects: tuple[Id, ...] = ()
    days: dict[Id, Number] = Field(default_factory=dict)
    cost: Number
    running: Number


class Projection(Record):
    """What the scoring function says once the work finished by the end of `quarter` has raised the answers.

    `scores` are as every output shows them. `levels` of the sections in `indicative` rest on too few answers.
    """

    quarter: Count
    scores: dict[Id, Number]
    levels: dict[Id, Whole]
    indicative: tuple[Id, ...] = ()


class Shortfall(StrEnum):
    """Why the plan does not reach a wanted level in time."""

    PAST = "past"
    LATE = "late"
    LEFT_OUT = "left-out"
    BEYOND_PLAYBOOK = "beyond-playbook"
    NOT_ANSWERED = "not-answered"


class Outlook(Record):
    """What becomes of one wanted level: `now`, at the end of the plan (`then`), and from which quarter on.

    `reached_in` is the first quarter whose end finds it reached. `met` says whether it is reached in time; if
    not, `because` and `reason` say why.
    """

    capability: Id
    wanted: Whole
    by: Date | None = None
    now: Whole | None
    then: Whole | None
    reached_in: Count | None = None
    met: Flag
    because: Shortfall | None = None
    reason: Text | None = None


class Roadmap(Record):
    """roadmap.yaml, written by `assess plan`.

    `inputs` is the digest of what it was computed from, `content` that of everything else in it: so that a
    roadmap can be called stale, or edited by hand.
    """

    schema_: Text
    inputs: Text
    content: Text
    assessment: Date
    method: Text
    assumption: Text
    starts: Date
    ends: Date
    at_once: Count
    targets: tuple[Outlook, ...] = ()
    initiatives: tuple[Planned, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    quarters: tuple[PlannedQuarter, ...] = ()
    projections: tuple[Projection, ...] = ()
