"""The roadmap: which initiatives, in which quarters, and what the scorecard would then be.

Quarters are counted from 0, the first calendar quarter that begins at least eight weeks after the assessment;
`quarters` gives each its dates. What starts in a quarter starts on its first Monday that is a working day.
"""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from assess.model.record import Count, Date, Flag, Id, Number, Record, Text, Whole

ASSUMPTION = "if every pilot succeeds"
"""What every projection takes for granted, in the words that stand beside it."""


class Stretch(Record):
    """Quarters from `start` on; none of a pilot that is over."""

    start: Count
    quarters: Count

    @property
    def end(self) -> int:
        """The first quarter after it."""
        return self.start + self.quarters


class Estimate(Record):
    """Low, likely and high, each the sum of the initiatives' own."""

    low: Number
    likely: Number
    high: Number


class Raise(Record):
    """A question that an initiative raises: `from` today's combined value, as every output shows it.

    `pilot` is the level once its pilot is decided, `project` once its project is finished; the one that is
    missing raises nothing. A project's is stated even where the project has no place within the plan.
    """

    question: Id
    from_: Number
    pilot: Number | None = None
    project: Number | None = None


class Already(Record):
    """A question that an initiative would raise if it were not as high before: its value `at` that time.

    `through` is the other initiative on the roadmap that has raised it by then; without one it is so today.
    """

    question: Id
    at: Number
    through: Id | None = None


class PlannedGate(Record):
    """A decision point of a pilot on its day."""

    name: Text
    date: Date
    decides: tuple[Text, ...]
    question: Text = ""


class Planned(Record):
    """One initiative on the roadmap, in the order of their starts.

    `gain` is the part of the distance to the wanted levels that it closes beyond those before it, in levels
    of the whole. `person_days` are likely days of pilot and project together. Without `project`, `no_project`
    says why. `enables` names those on the roadmap that wait for it; `requires` and `follows` those on the
    roadmap that it waits for, to be decided and to be finished; others are reached already.
    The pilot begins on `starts` and is `decided` at its last gate; the project begins on `project_starts`. A
    pilot that has begun before the plan is named in `begun`, and one whose gate is passed in `passed`.
    Every question that it is to move and that has a value is either among `raises` or among `already`.
    """

    initiative: Id
    title: Text
    capability: Id
    starts: Date
    decided: Date
    pilot: Stretch
    gates: tuple[PlannedGate, ...] = ()
    project: Stretch | None = None
    project_starts: Date | None = None
    no_project: Text | None = None
    gain: Number
    person_days: Number
    requires: tuple[Id, ...] = ()
    follows: tuple[Id, ...] = ()
    enables: tuple[Id, ...] = ()
    begun: Id | None = None
    passed: Id | None = None
    raises: tuple[Raise, ...] = ()
    already: tuple[Already, ...] = ()


class Because(StrEnum):
    """Why an initiative is not on the roadmap."""

    SWITCHED_OFF = "switched-off"
    STOPPED = "stopped"
    NEEDS_FACT = "needs-fact"
    NOT_ASKED = "not-asked"
    NOT_APPLICABLE = "not-applicable"
    NOT_ANSWERED = "not-answered"
    REACHED = "reached"
    REACHED_BEFORE = "reached-before"
    TOO_LITTLE = "too-little"
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
    """One quarter, from its first to its last calendar day, and what the plan uses in it.

    `opens`: the first Monday that is a working day, on which starts what starts in it. `days`: likely
    person-days by function. `cost`: thousand of the engagement's currency for pilots and projects, which the
    budget limits. `running`: what finished projects cost in the quarter, on top and outside that limit.
    """

    quarter: Count
    label: Text
    starts: Date
    ends: Date
    opens: Date
    pilots: tuple[Id, ...] = ()
    projects: tuple[Id, ...] = ()
    days: dict[Id, Number] = Field(default_factory=dict)
    cost: Number
    running: Number


class Projection(Record):
    """What the scoring function says once the work finished by the end of `quarter` has raised the answers.

    `scores` are as every output shows them. `levels` of the sections in `indicative` rest on too few answers.
    `changed` names the sections with another shown score or level than a quarter before, or than today in the
    first quarter; where it is missing, nothing changes in this quarter.
    """

    quarter: Count
    scores: dict[Id, Number]
    levels: dict[Id, Whole]
    indicative: tuple[Id, ...] = ()
    changed: tuple[Id, ...] = ()


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
    not, `because` and `reason` say why; `reason` begins with *Reached in* a quarter, which is too late, or
    with *Not reached by* the plan's last day.
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


class Takes(Record):
    """What initiatives take, all quarters together.

    `person_days` are of all functions, `days` the likely ones of each function. `money` is thousand of the
    engagement's currency besides people's time, for pilots and for projects while they run; `running` is what
    finished projects cost on top until the plan ends. All is spent by the working day `by`.
    """

    person_days: Estimate
    days: dict[Id, Number] = Field(default_factory=dict)
    money: Estimate
    running: Number = Decimal(0)
    by: Date


class FirstPilots(Takes):
    """What the pilots that start in the first quarter take until they are over, and which they are."""

    initiatives: tuple[Id, ...]


class Outcome(Record):
    """The whole, today and when the plan ends, if every pilot succeeds; and how the wanted levels fare.

    Scores are as every output shows them. Of `wanted` levels `reached` are reached by the end of the plan,
    among them those that are `late` (after their date); `unreached` are not. Levels are named by capability.
    """

    score_now: Number | None
    level_now: Whole | None
    score_then: Number | None
    level_then: Whole | None
    wanted: Count
    reached: Count
    late: tuple[Id, ...] = ()
    unreached: tuple[Id, ...] = ()


class Search(StrEnum):
    """What ended the search for a better plan."""

    PROVEN = "proven"
    NODES = "nodes"
    CLOCK = "clock"


class Proof(Record):
    """How good the plan is, in per cent of what it would be worth to reach all wanted levels at once.

    Counted as the method says. The plan has `worth`; no plan under these limits could have more than
    `at_most`; taking the largest gain per person-day first would have `greedy`. `stopped_by` says what ended
    the search: the proof that nothing is better, the limit of `nodes`, or the clock. Where nothing is left to
    close there is nothing to prove. `says` tells it in sentences.
    """

    worth: Number
    at_most: Number
    greedy: Number
    stopped_by: Search
    nodes: Count
    says: Text


class Moved(Record):
    """The first quarter whose end finds a wanted level reached, in the plan (`before`) and in another one."""

    capability: Id
    before: Count | None = None
    after: Count | None = None


class Lever(Record):
    """A limit that buys something: raised by `adds` in each quarter from the quarter `since` on.

    Days, thousand of the currency, or changes at a time. The plan would then have `worth` per cent, and the
    levels in `moved` would be reached earlier or later; `says` tells it in a sentence.
    """

    limit: Id
    adds: Number
    since: Count
    worth: Number
    moved: tuple[Moved, ...] = ()
    says: Text


class Relaxed(Record):
    """The least that it would take to reach wanted levels in time that the plan does not.

    `adds` to each quarter's limits; empty where the same limits would do if these levels came before others.
    Without `adds` time is too short, whatever the limits; `earliest` is the first quarter that could find the
    level reached.
    """

    capabilities: tuple[Id, ...]
    adds: dict[Id, Number] | None = None
    earliest: Count | None = None
    says: Text


class Roadmap(Record):
    """roadmap.yaml, written by `assess plan`.

    `inputs` is the digest of what it was computed from, `content` that of everything else in it: so that a
    roadmap can be called stale, or edited by hand. `planned_on` is the day up to which pilots were heard. The
    first pilots start on the Monday `starts`; what they need is decided by the working day `decide_by`, two
    weeks before at the latest. The plan is over with the calendar day `ends`. `first_pilots` is what the
    pilots of the first quarter take in whole, also where they run on into later quarters; it is missing where
    none starts then. `total` is what the whole plan takes.
    """

    schema_: Text
    inputs: Text
    content: Text
    assessment: Date
    planned_on: Date | None = None
    method: Text
    assumption: Text
    starts: Date
    decide_by: Date
    ends: Date
    at_once: Count
    proof: Proof | None = None
    levers: tuple[Lever, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    outcome: Outcome
    first_pilots: FirstPilots | None = None
    total: Takes
    targets: tuple[Outlook, ...] = ()
    initiatives: tuple[Planned, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    quarters: tuple[PlannedQuarter, ...] = ()
    projections: tuple[Projection, ...] = ()
