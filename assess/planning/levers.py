"""What limits a plan: what each limit would buy if it were looser, and what the missing levels would take."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assess.planning.formulation import formulation
from assess.planning.portfolio import Candidate
from assess.planning.posing import program
from assess.planning.program import Program, Starts, Wanted
from assess.planning.room import AT_ONCE, AT_RISK, BUDGET, Capacity
from assess.planning.sequence import Lever, Relaxation
from assess.planning.situation import Situation
from assess.planning.solver import Found, Patience, least, solve

A_PERSON = Fraction(55)
"""Working days of one person in a quarter: thirteen weeks of five, less holidays, leave and illness."""
UNTIL_HIRED = 2
"""Quarters until one more person works."""
A_QUARTER_MORE = Fraction(5, 4)
_STEP_DAYS = Fraction(5)


def levers(
    candidates: Sequence[Candidate], situation: Situation, known: Found, patience: Patience
) -> tuple[Lever, ...]:
    """Of all limits those that buy something, the one that buys most first.

    What all limits of a group buy nothing together none of them buys alone, so groups are halved until single
    limits are left.
    """
    capacity = situation.frame.capacity
    looser = {limit: _looser(limit, max(amounts)) for limit, amounts in capacity.items()}
    found: list[Lever] = []
    ahead = [[AT_ONCE], [limit for limit in looser if limit != AT_ONCE]]
    while ahead:
        group = ahead.pop()
        whole = program(candidates, _with(situation, {limit: looser[limit] for limit in group}))
        best = solve(whole, known.starts, patience) if group else known
        if best.value <= known.bound:
            continue
        if len(group) == 1:
            adds, since = looser[group[0]]
            found.append(Lever(group[0], adds, since, best.value, whole.reached_in(best.starts)))
        else:
            ahead += [group[: len(group) // 2], group[len(group) // 2 :]]
    return tuple(sorted(found, key=lambda lever: (-lever.value, lever.limit)))


def _looser(limit: str, most: Fraction) -> tuple[Fraction, int]:
    if limit == AT_ONCE:
        return Fraction(1), 0
    if limit in {BUDGET, AT_RISK}:
        return most * (A_QUARTER_MORE - 1), 0
    return A_PERSON, UNTIL_HIRED


def _with(situation: Situation, more: Mapping[str, tuple[Fraction, int]]) -> Situation:
    capacity: Capacity = {
        limit: tuple(
            amount + (more[limit][0] if limit in more and quarter >= more[limit][1] else 0)
            for quarter, amount in enumerate(amounts)
        )
        for limit, amounts in situation.frame.capacity.items()
    }
    return replace(situation, frame=replace(situation.frame, capacity=capacity))


def relaxations(
    candidates: Sequence[Candidate], situation: Situation, known: Starts, patience: Patience
) -> tuple[Relaxation, ...]:
    """One for each level that the plan misses or reaches too late, then one for all of them together."""
    whole = program(candidates, situation)
    reached = whole.reached_in(known)
    missed = [wanted for wanted in whole.wanted if not _is_in_time(wanted, reached)]
    kept = [wanted for wanted in whole.wanted if wanted not in missed]
    earliest = {wanted.capability: _earliest(whole, wanted, patience) for wanted in missed}
    possible = [wanted for wanted in missed if _is_in_time(wanted, earliest)]
    found = [
        Relaxation((wanted.capability,), None, earliest[wanted.capability])
        for wanted in missed
        if wanted not in possible
    ]
    for some in [[wanted] for wanted in possible] + ([possible] if len(possible) > 1 else []):
        names = tuple(wanted.capability for wanted in some)
        adds = _least(whole, situation, [*kept, *some], patience)
        if adds is not None:
            found.append(Relaxation(names, adds))
    return tuple(found)


def _is_in_time(wanted: Wanted, reached: Mapping[str, int | None]) -> bool:
    quarter = reached[wanted.capability]
    return quarter is not None and quarter <= wanted.due


def _earliest(whole: Program, wanted: Wanted, patience: Patience) -> int | None:
    """The first quarter that can find the level reached where nothing is limited."""
    model = formulation(replace(whole, limits={}))
    levels = {
        q: model.levels[wanted.capability, q]
        for q in range(whole.quarters)
        if (wanted.capability, q) in model.levels
    }
    if not levels:
        return None
    cost = dict.fromkeys(levels.values(), -1)
    columns = least(model, cost, patience)
    if columns is None:
        return None
    return next((quarter for quarter, column in levels.items() if columns[column] > 1 / 2), None)


def _least(
    whole: Program, situation: Situation, wanted: Sequence[Wanted], patience: Patience
) -> dict[str, Fraction] | None:
    """The least to add; None where the search ends before anything is found."""
    steps = {limit: _step(limit, max(amounts)) for limit, amounts in situation.frame.capacity.items()}
    model = formulation(whole, {limit: int(step * whole.units[limit]) for limit, step in steps.items()})
    for one in wanted:
        column = model.levels.get((one.capability, one.due))
        if column is None:
            return None
        model.low[column] = 1
    cost = {
        column: max(1, round(1000 * steps[limit] / max(*situation.frame.capacity[limit], steps[limit])))
        for limit, column in model.added.items()
    }
    columns = least(model, cost, patience)
    if columns is None:
        return None
    return {
        limit: steps[limit] * round(columns[column])
        for limit, column in model.added.items()
        if round(columns[column])
    }


def _step(limit: str, most: Fraction) -> Fraction:
    """How finely a limit is loosened: one change, five days, a twentieth of the budget."""
    if limit == AT_ONCE:
        return Fraction(1)
    if limit in {BUDGET, AT_RISK}:
        return max(Fraction(1), Fraction(round(most / 20)))
    return _STEP_DAYS
