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

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm

from assess.model.questionnaire import LevelMethodName, ScoreMethod
from assess.planning.portfolio import Candidate, Lift
from assess.planning.quarters import until
from assess.planning.room import Capacity, Load, asks
from assess.planning.situation import Situation
from assess.scoring.card import SectionScore, children
from assess.scoring.levels import bounds

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


def program(candidates: Sequence[Candidate], situation: Situation) -> Program:
    """The program of candidates that close something or lead to it, and whose requirements can be had."""
    possible = _useful(_possible(candidates, situation), situation)
    units = _units(possible, situation.frame.capacity)
    activities = tuple(_activity(candidate, situation, units) for candidate in possible)
    heights, wanted = _heights(possible, situation)
    limits = {
        name: tuple(
            max(int(amount * units[name]), _begun(activities, name, quarter))
            for quarter, amount in enumerate(amounts)
        )
        for name, amounts in situation.frame.capacity.items()
    }
    return Program(situation.quarters, activities, limits, heights, wanted, units)


def _begun(activities: Iterable[Activity], limit: str, quarter: int) -> int:
    """What pilots that run already use: it is granted, even where a limit was lowered since."""
    return sum(
        activity.uses[PILOT].get(limit, 0)
        for activity in activities
        if activity.begun and quarter < activity.quarters[PILOT]
    )


def _possible(candidates: Sequence[Candidate], situation: Situation) -> list[Candidate]:
    """Without those that wait for what neither can be planned nor is done, directly or through others."""
    found = {candidate.id: candidate for candidate in sorted(candidates, key=lambda one: one.id)}
    while True:
        lost = [
            name
            for name, candidate in found.items()
            if any(
                one not in found and one not in situation.frame.done for one in candidate.initiative.requires
            )
            or any(
                one not in found and one not in situation.frame.finished
                for one in candidate.initiative.follows
            )
        ]
        if not lost:
            return list(found.values())
        for name in lost:
            del found[name]


def _useful(candidates: Sequence[Candidate], situation: Situation) -> list[Candidate]:
    """Those that close something, what comes before these, and what runs already."""
    frame, known = situation.frame, {candidate.id: candidate for candidate in candidates}
    useful = {one.id for one in candidates if one.begun or frame.aims.gain(one.lifts, frame.values) > 0}
    ahead = list(useful)
    while ahead:
        before = set(known[ahead.pop()].initiative.prerequisites) & known.keys() - useful
        useful |= before
        ahead += before
    return [candidate for candidate in candidates if candidate.id in useful]


def _units(candidates: Iterable[Candidate], capacity: Capacity) -> dict[str, int]:
    """By limit the number by which all amounts become whole."""
    amounts = {name: list(values) for name, values in capacity.items()}
    for candidate in candidates:
        for load in (candidate.pilot_load, candidate.project_load):
            for name, amount in asks(load).items():
                if name in amounts:
                    amounts[name].append(amount)
    return {name: lcm(*(amount.denominator for amount in values)) for name, values in amounts.items()}


def _activity(candidate: Candidate, situation: Situation, units: Mapping[str, int]) -> Activity:
    initiative = candidate.initiative
    loads = {PILOT: candidate.pilot_load, PROJECT: candidate.project_load}
    return Activity(
        id=candidate.id,
        quarters={step: load.quarters for step, load in loads.items()},
        to_decision=candidate.to_decision,
        uses={step: _uses(load, units) for step, load in loads.items()},
        cost={step: round(sum(load.days.values()) * load.quarters) for step, load in loads.items()},
        requires=tuple(name for name in initiative.requires if name not in situation.frame.done),
        follows=tuple(name for name in initiative.follows if name not in situation.frame.finished),
        begun=candidate.begun is not None,
    )


def _uses(load: Load, units: Mapping[str, int]) -> dict[str, int]:
    return {
        name: int(amount * units[name]) for name, amount in asks(load).items() if name in units and amount
    }


def _heights(
    candidates: Sequence[Candidate], situation: Situation
) -> tuple[tuple[Height, ...], tuple[Wanted, ...]]:
    through = _through(candidates)
    weights = [A_QUARTER_LATER**quarter for quarter in range(situation.quarters)]
    heights: list[Height] = []
    wanted: list[Wanted] = []
    for section, level, due in _unmet(situation):
        questions = [leaf.id for leaf in section.branch.all_leaves()]
        inside = [name for name in questions if name in situation.frame.values]
        index: dict[tuple[str, Fraction], int] = {}
        for question in inside:
            is_nearest = situation.frame.aims.nearest.get(question) == section.id
            for height in _of_question(
                question, through.get(question, []), situation, weights, counts=is_nearest
            ):
                index[question, height.value] = len(heights)
                heights.append(height)
        last = situation.quarters - 1 if due is None else min(due, situation.quarters - 1)
        tests = _tests(section, level, situation, index)
        promise = _promise(section, situation) if last >= 0 else 0
        wanted.append(Wanted(section.id, level, last, tuple(index.values()), tests, promise))
    return tuple(heights), tuple(wanted)


def _unmet(situation: Situation) -> Iterator[tuple[SectionScore, int, int | None]]:
    """Each section with a wanted level that is not reached; of several for one section the highest."""
    levels: dict[str, int] = {}
    days: dict[str, list[int]] = {}
    for target in situation.vision.targets:
        if target.level >= levels.get(target.capability, 0):
            levels[target.capability] = target.level
        if target.by:
            days.setdefault(target.capability, []).append(until(situation.first, target.by) - 1)
    for section in situation.basis.card.overall.walk():
        if section.id in levels and (section.reach is None or section.reach < levels[section.id]):
            yield section, levels[section.id], min(days[section.id]) if section.id in days else None


def _promise(section: SectionScore, situation: Situation) -> int:
    """The section's distance, in every quarter of the plan."""
    aims, values = situation.frame.aims, situation.frame.values
    distance = sum(
        (
            aims.shares[question] * max(Fraction(0), aims.wanted[question] - values[question])
            for question, nearest in aims.nearest.items()
            if nearest == section.id and question in values
        ),
        Fraction(0),
    )
    return round(distance * situation.quarters * MILLIONTHS)


def _through(candidates: Sequence[Candidate]) -> dict[str, list[tuple[Lift, tuple[str, str]]]]:
    found: dict[str, list[tuple[Lift, tuple[str, str]]]] = {}
    for candidate in candidates:
        for step, lifts in ((PILOT, candidate.pilot), (PROJECT, candidate.project)):
            for lift in lifts:
                found.setdefault(lift.question, []).append((lift, (candidate.id, step)))
    return found


def _of_question(
    question: str,
    lifts: Sequence[tuple[Lift, tuple[str, str]]],
    situation: Situation,
    weights: Sequence[Fraction],
    *,
    counts: bool,
) -> Iterator[Height]:
    """Each value to which something raises the question; last the wanted one where nothing leads there."""
    now, share = situation.frame.values[question], situation.frame.aims.shares[question]
    wanted = Fraction(situation.frame.aims.wanted.get(question, 0)) if counts else Fraction(0)
    values = sorted({lift.reaches for lift, _ in lifts if lift.reaches > now})
    below = now
    for value in values:
        rise = max(Fraction(0), min(value, wanted) - below)
        through = frozenset(step for lift, step in lifts if lift.reaches >= value)
        yield Height(question, value, through, _worth(rise * share, weights))
        below = max(below, min(value, wanted)) if counts else value
    if counts and below < wanted:
        yield Height(question, wanted, frozenset(), _worth((wanted - below) * share, weights))


def _worth(gain: Fraction, weights: Sequence[Fraction]) -> tuple[int, ...]:
    return tuple(round(gain * weight * MILLIONTHS) for weight in weights)


def _tests(
    section: SectionScore, level: int, situation: Situation, index: Mapping[tuple[str, Fraction], int]
) -> tuple[LevelTest, ...] | None:
    """The conditions of the level over the questions that count; None where it counts something else."""
    method = section.branch.level
    if section.sections or section.score is None:
        return None
    parts = [
        (child.id, child.weight, child.score)
        for child in children(section.branch, section.sections, situation.basis.card.counting)
        if child.score is not None
    ]
    if method.method is LevelMethodName.CUMULATIVE and not any(
        leaf.practice for leaf in section.branch.leaves
    ):
        share = Fraction(100 if method.share is None else method.share) / 100
        total = sum((weight for _, weight, _ in parts), Fraction(0))
        return tuple(
            _share_test(parts, Fraction(step), share * total, index)
            for step in section.ladder
            if step <= level
        )
    if method.method is LevelMethodName.THRESHOLDS and section.branch.score is ScoreMethod.MEAN:
        bound = max(bound for step, bound in bounds(method, section.ladder) if step <= level)
        return (_mean_test(parts, bound, index),)
    return None


def _share_test(
    parts: Sequence[tuple[str, Fraction, Fraction]],
    level: Fraction,
    needed: Fraction,
    index: Mapping[tuple[str, Fraction], int],
) -> LevelTest:
    terms: dict[int, Fraction] = {}
    for question, weight, value in parts:
        if value >= level:
            needed -= weight
        elif higher := [height for (name, height) in index if name == question and height >= level]:
            terms[index[question, min(higher)]] = weight
    return _whole(needed, terms)


def _mean_test(
    parts: Sequence[tuple[str, Fraction, Fraction]],
    bound: Fraction,
    index: Mapping[tuple[str, Fraction], int],
) -> LevelTest:
    needed, terms = Fraction(0), dict[int, Fraction]()
    for question, weight, value in parts:
        needed += weight * (bound - value)
        below = value
        for height in sorted(height for (name, height) in index if name == question):
            terms[index[question, height]] = weight * (height - below)
            below = height
    return _whole(needed, terms)


def _whole(needed: Fraction, terms: Mapping[int, Fraction]) -> LevelTest:
    factor = lcm(needed.denominator, *(weight.denominator for weight in terms.values()))
    return LevelTest(int(needed * factor), {height: int(weight * factor) for height, weight in terms.items()})
