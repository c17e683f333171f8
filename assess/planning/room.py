"""What each quarter can still take: person-days by function, budget, and changes at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assess.model.engagement import Limits
from assess.model.playbook import Initiative, ThreePoint
from assess.planning.quarters import Quarter, quarters_taken

_LIKELY = 1
QUARTERS_IN_A_YEAR = 4

AT_ONCE = "at-once"
BUDGET = "budget"
AT_RISK = "revenue-at-risk"
"""Names of limits; every other limit is named by its function."""


_Start = Callable[[tuple[str, ...]], int | None]
"""Where a step would begin if certain limits were lifted."""


Capacity = Mapping[str, tuple[Fraction, ...]]
"""What each quarter of the plan can take, by the name of the limit."""


@dataclass(frozen=True)
class Load:
    """What a step asks of each of its quarters: likely person-days by function, thousand of the currency.

    `at_risk`: per cent of the year's revenue.
    """

    quarters: int
    days: Mapping[str, Fraction]
    cost: Fraction
    at_risk: Fraction = Fraction(0)


@dataclass(frozen=True)
class NoRoom:
    """A pilot or project without a place for its `quarters` from `earliest` on; `limits` stood in the way.

    No `limits`: the plan is too short. `alone`: the step asks more of the limit than an empty quarter has.
    `after`: the initiative that has to be decided or finished, and is so just before `earliest`.
    """

    step: str
    quarters: int
    earliest: int
    limits: tuple[str, ...] = ()
    alone: bool = False
    asks: Fraction = Fraction(0)
    after: str | None = None


def pilot_load(initiative: Initiative, still: int | None = None) -> Load:
    """Effort and cost of the whole pilot, spread evenly over its quarters, of which `still` are to come."""
    quarters = initiative.duration.pilot
    cost = _likely(initiative.cost.pilot) if initiative.cost else Fraction(0)
    left = quarters if still is None else still
    at_risk = Fraction(initiative.revenue_at_risk.pilot)
    return Load(left, _spread(initiative.effort.pilot, quarters), cost / quarters, at_risk)


def project_load(initiative: Initiative) -> Load:
    """Effort of the whole project, spread evenly; its cost is a year's, so each quarter bears a fourth."""
    quarters = initiative.duration.project
    at_risk = Fraction(initiative.revenue_at_risk.project)
    return Load(quarters, _spread(initiative.effort.project, quarters), running_cost(initiative), at_risk)


def running_cost(initiative: Initiative) -> Fraction:
    """What a quarter of the project, or of the routine that it becomes, costs."""
    return _likely(initiative.cost.project) / QUARTERS_IN_A_YEAR if initiative.cost else Fraction(0)


def quarters_to_decision(initiative: Initiative) -> int:
    """From the pilot's start to the first quarter that begins after its end and after its last gate."""
    last = max(gate.week for gate in initiative.gates)
    return max(initiative.duration.pilot, quarters_taken(last))


def capacity(limits: Limits, first: Quarter, quarters: int) -> Capacity:
    """The limits of each quarter. What has no stated limit, function or budget, is not limited."""
    steps = [_amounts(limits, first.later(index)) for index in range(quarters)]
    names = dict.fromkeys(name for step in steps for name in step)
    return {name: tuple(step[name] for step in steps) for name in names}


def _amounts(limits: Limits, quarter: Quarter) -> dict[str, Fraction]:
    """Of one quarter: the limits that hold from the start, and what was changed since."""
    days, budget, at_once = dict(limits.days), limits.budget, limits.at_once
    for later in sorted(limits.later, key=lambda one: one.from_):
        if Quarter.of(later.from_) <= quarter:
            days |= {name: amount for name, amount in later.days.items() if name in days}
            budget = budget if later.budget is None else later.budget
            at_once = at_once if later.at_once is None else later.at_once
    amounts = {function: Fraction(amount) for function, amount in days.items()}
    amounts[AT_ONCE] = Fraction(at_once)
    if limits.budget is not None and budget is not None:
        amounts[BUDGET] = Fraction(budget)
    if limits.revenue_at_risk is not None:
        amounts[AT_RISK] = Fraction(limits.revenue_at_risk)
    return amounts


class Room:
    """The plan's quarters as they fill up."""

    def __init__(self, capacity: Capacity, quarters: int) -> None:
        self.quarters = quarters
        self._limits = capacity
        self._used: list[dict[str, Fraction]] = [defaultdict(Fraction) for _ in range(quarters)]

    def first(self, load: Load, earliest: int, ignoring: Iterable[str] = ()) -> int | None:
        """The earliest quarter from which all of the step has room; None where the plan ends before."""
        ignored = frozenset(ignoring)
        starts = range(earliest, self.quarters - load.quarters + 1)
        return next((start for start in starts if not self._blocking(load, start) - ignored), None)

    def take(self, load: Load, start: int) -> None:
        """Fill the quarters of the step."""
        for used in self._used[start : start + load.quarters]:
            for limit, amount in asks(load).items():
                used[limit] += amount

    def why_not(self, step: str, load: Load, earliest: int) -> NoRoom:
        """What keeps out a step for which there is no `first`."""
        return self._why_not(step, load, earliest, lambda ignoring: self.first(load, earliest, ignoring))

    def why_not_both(self, pilot: Load, project: Load, earliest: int, to_decision: int) -> NoRoom:
        """What keeps out a project, be it that its pilot (from `earliest` on) finds room too late."""

        def start(ignoring: tuple[str, ...]) -> int | None:
            piloted = self.first(pilot, earliest, ignoring)
            return None if piloted is None else self.first(project, piloted + to_decision, ignoring)

        return self._why_not("project", project, earliest + to_decision, start)

    def _why_not(self, step: str, load: Load, earliest: int, start: _Start) -> NoRoom:
        """Named are the limits of which lifting one would do; if none would, those that it takes together."""
        if earliest + load.quarters > self.quarters:
            return NoRoom(step, load.quarters, earliest)
        asked = asks(load)
        alone = next((name for name, most in self._limits.items() if asked.get(name, 0) > max(most)), None)
        if alone:
            return NoRoom(step, load.quarters, earliest, (alone,), alone=True, asks=asked[alone])
        single = tuple(limit for limit in self._limits if start((limit,)) is not None)
        return NoRoom(step, load.quarters, earliest, single or self._together(start))

    def _together(self, start: _Start) -> tuple[str, ...]:
        """Of all limits, those that cannot be kept if the others are lifted; found one by one, in order."""
        lifted = tuple(self._limits)
        for limit in self._limits:
            fewer = tuple(name for name in lifted if name != limit)
            if start(fewer) is not None:
                lifted = fewer
        return lifted

    def _blocking(self, load: Load, start: int) -> set[str]:
        asked = asks(load)
        return {
            limit
            for quarter in range(start, start + load.quarters)
            for limit, most in self._limits.items()
            if asked.get(limit, 0) > 0 and self._used[quarter][limit] + asked[limit] > most[quarter]
        }


def asks(load: Load) -> dict[str, Fraction]:
    """Of every limit, by its name."""
    return {**load.days, AT_ONCE: Fraction(1), BUDGET: load.cost, AT_RISK: load.at_risk}


def _spread(effort: Mapping[str, ThreePoint], quarters: int) -> dict[str, Fraction]:
    return {function: _likely(days) / quarters for function, days in effort.items()}


def _likely(estimate: ThreePoint) -> Fraction:
    return Fraction(estimate[_LIKELY])
