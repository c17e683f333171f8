"""The program of a situation: its candidates as activities, and its wanted levels as heights and tests."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

from assess.model.questionnaire import LevelMethodName, ScoreMethod
from assess.planning.portfolio import Candidate, Lift
from assess.planning.program import (
    A_QUARTER_LATER,
    MILLIONTHS,
    PILOT,
    PROJECT,
    Activity,
    Height,
    LevelTest,
    Program,
    Wanted,
)
from assess.planning.quarters import until
from assess.planning.room import Capacity, Load, asks
from assess.planning.situation import Situation
from assess.scoring.card import SectionScore, children
from assess.scoring.levels import bounds


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
