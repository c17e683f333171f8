"""What a plan decides, in whole numbers: the same for the solver and for every plan that it is held against.

The objective. Each quarter counts how much of today's distance to the wanted levels is closed when it ends.
The *distance* is that of `gain`: over all questions below a wanted level, (wanted - now) x share of the
whole. Once a capability has reached its wanted level, all of its distance counts as closed, since nothing
more is wanted of it. A quarter counts 2 per cent less than the one before it, because what is near is surer
than what is far. A level that is reached by the day by which it is wanted counts, on top, as its distance in
every quarter of the plan: a promise that is kept outweighs being quick elsewhere. From the sum goes a
millionth of a level for every person-day, so that of plans that close as much the one with less work is
better. The unit is millionths of a level of the whole in a quarter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

MILLIONTHS = 1_000_000
A_QUARTER_LATER = Fraction(98, 100)

PILOT, PROJECT = "pilot", "project"


@dataclass(frozen=True, slots=True)
class Start:
    """The quarters in which pilot and project begin; `project` is None where there is none in the plan."""

    pilot: int
    project: int | None = None


Starts = Mapping[str, Start]
"""By initiative; those that are not named are not planned."""


@dataclass(frozen=True)
class Activity:
    """An initiative: how long it takes and what each of its quarters uses, in the units of `Program.limits`.

    `cost` is what pilot and project take from the objective. `begun`: its pilot runs already.
    """

    id: str
    quarters: Mapping[str, int]
    to_decision: int
    uses: Mapping[str, Mapping[str, int]]
    cost: Mapping[str, int]
    requires: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    begun: bool = False

    def decided(self, start: Start) -> int:
        """The first quarter that begins after the pilot's decision."""
        return start.pilot + self.to_decision

    def finished(self, start: Start) -> int | None:
        """The first quarter after the project."""
        return None if start.project is None else start.project + self.quarters[PROJECT]


@dataclass(frozen=True)
class Height:
    """A question raised to a value or above. Each of `through` does it: an initiative's pilot or project.

    `worth` is what the rise from the height below is worth in each quarter of the plan; nothing above the
    wanted level.
    """

    question: str
    value: Fraction
    through: frozenset[tuple[str, str]]
    worth: tuple[int, ...]


@dataclass(frozen=True)
class LevelTest:
    """One condition of a level: the sum of `weights` over the heights reached is at least `needed`."""

    needed: int
    weights: Mapping[int, int]


@dataclass(frozen=True)
class Wanted:
    """A wanted level that is not reached today. `heights` are indices into `Program.heights`.

    It is reached where all `tests` hold; never where `tests` is None, since an initiative that raises all
    that it knows does not lead there, or the section counts sections.
    `due` is the last quarter that ends by the day by which it is wanted, the plan's last where there is none;
    reached by then, it is worth `promise` on top.
    """

    capability: str
    level: int
    due: int
    heights: tuple[int, ...]
    tests: tuple[LevelTest, ...] | None
    promise: int = 0

    def is_reached(self, reached: frozenset[int]) -> bool:
        """With these heights."""
        return self.tests is not None and all(
            sum(weight for height, weight in test.weights.items() if height in reached) >= test.needed
            for test in self.tests
        )


@dataclass(frozen=True)
class Program:
    """Everything that a plan has to respect and to reach.

    `limits`: what each quarter may use at most, in `units` to a day, a thousand or a change.
    """

    quarters: int
    activities: tuple[Activity, ...]
    limits: Mapping[str, tuple[int, ...]]
    heights: tuple[Height, ...]
    wanted: tuple[Wanted, ...]
    units: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Activity]:
        """The activities."""
        return {activity.id: activity for activity in self.activities}

    def value(self, starts: Starts) -> int:
        """The objective of these starts, whether they keep the limits or not."""
        cost = sum(
            self.by_id[name].cost[PILOT] + (0 if start.project is None else self.by_id[name].cost[PROJECT])
            for name, start in starts.items()
        )
        reached = [self.reached(quarter, starts) for quarter in range(self.quarters)]
        kept = sum(
            wanted.promise
            for wanted in self.wanted
            if wanted.due >= 0 and wanted.is_reached(reached[wanted.due])
        )
        return sum(self._closed(quarter, now) for quarter, now in enumerate(reached)) + kept - cost

    def most(self) -> int:
        """The objective if all levels were reached from the first quarter on, at no cost."""
        everything = frozenset(range(len(self.heights)))
        closed = sum(self._closed(quarter, everything) for quarter in range(self.quarters))
        return closed + sum(wanted.promise for wanted in self.wanted)

    def reached_in(self, starts: Starts) -> dict[str, int | None]:
        """The first quarter whose end finds each wanted level reached."""
        reached = [self.reached(quarter, starts) for quarter in range(self.quarters)]
        return {
            wanted.capability: next((q for q, now in enumerate(reached) if wanted.is_reached(now)), None)
            for wanted in self.wanted
        }

    def broken(self, starts: Starts) -> list[str]:
        """What these starts do not keep; nothing where they are a plan."""
        return [*self._out_of_order(starts), *self._beyond(starts)]

    def reached(self, quarter: int, starts: Starts) -> frozenset[int]:
        """The heights reached when a quarter ends."""
        done = set[tuple[str, str]]()
        for name, start in starts.items():
            activity = self.by_id[name]
            finished = activity.finished(start)
            if activity.decided(start) <= quarter + 1:
                done.add((name, PILOT))
            if finished is not None and finished <= quarter + 1:
                done.add((name, PROJECT))
        return frozenset(i for i, height in enumerate(self.heights) if not height.through.isdisjoint(done))

    def _closed(self, quarter: int, reached: frozenset[int]) -> int:
        return sum(
            self.heights[height].worth[quarter]
            for wanted in self.wanted
            for height in wanted.heights
            if height in reached or wanted.is_reached(reached)
        )

    def _out_of_order(self, starts: Starts) -> Iterator[str]:
        for name, start in starts.items():
            activity = self.by_id[name]
            ends = [start.pilot + activity.quarters[PILOT]]
            if start.project is not None:
                ends.append(start.project + activity.quarters[PROJECT])
                if start.project < activity.decided(start):
                    yield f"the project of {name} begins before its pilot is decided"
            if start.pilot < 0 or max(ends) > self.quarters or (activity.begun and start.pilot):
                yield f"{name} lies outside its time"
            for other in activity.requires:
                if other not in starts or self.by_id[other].decided(starts[other]) > start.pilot:
                    yield f"{name} begins before the pilot of {other} is decided"
            for other in activity.follows:
                after = self.by_id[other].finished(starts[other]) if other in starts else None
                if after is None or after > start.pilot:
                    yield f"{name} begins before the project of {other} is finished"

    def _beyond(self, starts: Starts) -> Iterator[str]:
        for limit, most in self.limits.items():
            for quarter in range(self.quarters):
                used = sum(self.use(name, start, limit, quarter) for name, start in starts.items())
                if used > most[quarter]:
                    yield f"{limit} in quarter {quarter}: {used} of {most[quarter]}"

    def use(self, name: str, start: Start, limit: str, quarter: int) -> int:
        """What an initiative uses of a limit in a quarter."""
        activity = self.by_id[name]
        begins = {PILOT: start.pilot, PROJECT: start.project}
        return sum(
            activity.uses[step].get(limit, 0)
            for step, first in begins.items()
            if first is not None and first <= quarter < first + activity.quarters[step]
        )
