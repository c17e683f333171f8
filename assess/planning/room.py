"""What each quarter can still take: person-days by function, budget, and changes at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assess.model.engagement import Limits
from assess.model.playbook import Initiative, ThreePoint
from assess.planning.quarters import quarters_taken

_LIKELY = 1
_QUARTERS_IN_A_YEAR = 4

AT_ONCE = "at-once"
BUDGET = "budget"
"""Names of limits; every other limit is named by its function."""


@dataclass(frozen=True)
class Load:
    """What a step asks of each of its quarters: likely person-days by function, thousand of the currency."""

    quarters: int
    days: Mapping[str, Fraction]
    cost: Fraction


@dataclass(frozen=True)
class NoRoom:
    """A pilot or project without a place for its `quarters` from `earliest` on; `limits` stood in the way.

    No `limits`: the plan is too short. `alone`: the step asks more of the limit than an empty quarter has.
    """

    step: str
    quarters: int
    earliest: int
    limits: tuple[str, ...] = ()
    alone: bool = False
    asks: Fraction = Fraction(0)


def pilot_load(initiative: Initiative) -> Load:
    """Effort and cost of the whole pilot, spread evenly over its quarters."""
    quarters = initiative.duration.pilot
    cost = _likely(initiative.cost.pilot) if initiative.cost else Fraction(0)
    return Load(quarters, _spread(initiative.effort.pilot, quarters), cost / quarters)


def project_load(initiative: Initiative) -> Load:
    """Effort of the whole project, spread evenly; its cost is a year's, so each quarter bears a fourth."""
    quarters = initiative.duration.project
    return Load(quarters, _spread(initiative.effort.project, quarters), running_cost(initiative))


def running_cost(initiative: Initiative) -> Fraction:
    """What a quarter of the project, or of the routine that it becomes, costs."""
    return _likely(initiative.cost.project) / _QUARTERS_IN_A_YEAR if initiative.cost else Fraction(0)


def quarters_to_decision(initiative: Initiative) -> int:
    """From the pilot's start to the first quarter that begins after its end and after its last gate."""
    last = max(gate.week for gate in initiative.gates)
    return max(initiative.duration.pilot, quarters_taken(last))


class Room:
    """The plan's quarters as they fill up. What has no stated limit, function or budget, is not limited."""

    def __init__(self, limits: Limits, quarters: int) -> None:
        self.quarters = quarters
        self._limits: dict[str, Fraction] = {
            function: Fraction(days) for function, days in limits.days.items()
        }
        self._limits[AT_ONCE] = Fraction(limits.at_once)
        if limits.budget is not None:
            self._limits[BUDGET] = Fraction(limits.budget)
        self._used: list[dict[str, Fraction]] = [defaultdict(Fraction) for _ in range(quarters)]

    def first(self, load: Load, earliest: int, ignoring: Iterable[str] = ()) -> int | None:
        """The earliest quarter from which all of the step has room; None where the plan ends before."""
        ignored = frozenset(ignoring)
        starts = range(earliest, self.quarters - load.quarters + 1)
        return next((start for start in starts if not self._blocking(load, start) - ignored), None)

    def take(self, load: Load, start: int) -> None:
        """Fill the quarters of the step."""
        for used in self._used[start : start + load.quarters]:
            for limit, amount in _asks(load).items():
                used[limit] += amount

    def why_not(self, step: str, load: Load, earliest: int) -> NoRoom:
        """What keeps out a step for which there is no `first`."""
        if earliest + load.quarters > self.quarters:
            return NoRoom(step, load.quarters, earliest)
        asks = _asks(load)
        alone = next((name for name, most in self._limits.items() if asks.get(name, 0) > most), None)
        if alone:
            return NoRoom(step, load.quarters, earliest, (alone,), alone=True, asks=asks[alone])
        return NoRoom(step, load.quarters, earliest, self._blockers(load, earliest))

    def _blockers(self, load: Load, earliest: int) -> tuple[str, ...]:
        """The limits in the way: those of which lifting a single one would do, else all that ever block."""
        starts = range(earliest, self.quarters - load.quarters + 1)
        blocking: set[str] = set().union(*(self._blocking(load, start) for start in starts))
        alone = {limit for limit in blocking if self.first(load, earliest, (limit,)) is not None}
        return tuple(limit for limit in self._limits if limit in (alone or blocking))

    def _blocking(self, load: Load, start: int) -> set[str]:
        asks = _asks(load)
        return {
            limit
            for used in self._used[start : start + load.quarters]
            for limit, most in self._limits.items()
            if asks.get(limit, 0) > 0 and used[limit] + asks[limit] > most
        }


def _asks(load: Load) -> dict[str, Fraction]:
    return {**load.days, AT_ONCE: Fraction(1), BUDGET: load.cost}


def _spread(effort: Mapping[str, ThreePoint], quarters: int) -> dict[str, Fraction]:
    return {function: _likely(days) / quarters for function, days in effort.items()}


def _likely(estimate: ThreePoint) -> Fraction:
    return Fraction(estimate[_LIKELY])
