"""The best plan against all plans, on instances small enough to try every one."""

import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from assess.model.roadmap import Search
from assess.planning.program import PILOT, PROJECT, Activity, Height, LevelTest, Program, Start, Wanted
from assess.planning.solver import Patience, solve

QUARTERS = 4


def drawn(seed: int) -> Program:
    """Four initiatives, two capabilities of four questions, three limits that bind now and then."""
    chance = random.Random(seed)  # an example, not a secret
    names = [f"i{index}" for index in range(4)]
    activities = []
    for index, name in enumerate(names):
        before = names[:index]
        quarters = {PILOT: chance.choice([1, 1, 2]), PROJECT: chance.choice([1, 2])}
        activities.append(
            Activity(
                id=name,
                quarters=quarters,
                to_decision=quarters[PILOT] + chance.choice([0, 0, 1]),
                uses={
                    step: {"at-once": 1, "sales": chance.randint(0, 9), "budget": chance.randint(0, 40)}
                    for step in (PILOT, PROJECT)
                },
                cost={PILOT: chance.randint(1, 30), PROJECT: chance.randint(1, 60)},
                requires=tuple(n for n in before if chance.random() < 0.2),
                follows=tuple(n for n in before if chance.random() < 0.1),
                begun=index == 0 and chance.random() < 0.2,
            )
        )
    heights: list[Height] = []
    wanted = []
    for capability in ("A", "B"):
        own = []
        for question in range(4):
            for value in (2, 3):
                through = {
                    (chance.choice(names), chance.choice([PILOT, PROJECT]))
                    for _ in range(chance.randint(0, 2))
                }
                worth = chance.randint(0, 5_000)
                own.append(len(heights))
                heights.append(
                    Height(
                        f"{capability}{question}",
                        Fraction(value),
                        frozenset(through),
                        tuple(worth * (2 if quarter > 1 else 1) for quarter in range(QUARTERS)),
                    )
                )
        tests = (
            LevelTest(chance.randint(1, 3), dict.fromkeys(own[::2], 1)),
            LevelTest(chance.randint(1, 3), dict.fromkeys(own[1::2], 1)),
        )
        wanted.append(
            Wanted(
                capability,
                3,
                chance.randint(0, 2),
                tuple(own),
                tests if chance.random() < 0.8 else None,
                chance.randint(0, 30_000),
            )
        )
    limits = {
        "at-once": (chance.randint(1, 3),) * QUARTERS,
        "sales": tuple(chance.randint(9, 14) for _ in range(QUARTERS)),
        "budget": (chance.randint(40, 90),) * QUARTERS,
    }
    return Program(QUARTERS, tuple(activities), limits, tuple(heights), tuple(wanted))


def every_plan(program: Program) -> Iterator[dict[str, Start]]:
    """Every combination of starts that keeps order and limits."""
    choices: list[list[Start | None]] = []
    for activity in program.activities:
        pilots = [0] if activity.begun else range(QUARTERS)
        some: list[Start | None] = [] if activity.begun else [None]
        some += [Start(pilot) for pilot in pilots]
        some += [Start(pilot, project) for pilot in pilots for project in range(pilot + 1, QUARTERS)]
        choices.append([one for one in some if one is None or fits_alone(program, activity, one)])
    for chosen in product(*choices):
        starts = {a.id: one for a, one in zip(program.activities, chosen, strict=True) if one is not None}
        if not program.broken(starts):
            yield starts


def fits_alone(program: Program, activity: Activity, start: Start) -> bool:
    """Without regard to others: spares combinations that cannot be."""
    alone = Program(
        program.quarters,
        (Activity(activity.id, activity.quarters, activity.to_decision, activity.uses, activity.cost),),
        program.limits,
        (),
        (),
    )
    return not alone.broken({activity.id: start})


@pytest.mark.parametrize("seed", range(12))
def test_best_plan_is_the_best_of_all_plans(seed: int) -> None:
    program = drawn(seed)
    plans = {program.value(starts) for starts in every_plan(program)}
    known = {a.id: Start(0) for a in program.activities if a.begun}
    found = solve(program, known)
    assert found.value == max(plans)
    assert (found.bound, found.stop) == (found.value, Search.PROVEN)
    assert program.broken(found.starts) == []


@pytest.mark.parametrize("seed", range(12))
def test_looser_limits_never_worsen_the_best_plan(seed: int) -> None:
    program = drawn(seed)
    known = {a.id: Start(0) for a in program.activities if a.begun}
    before = solve(program, known)
    for limit, most in program.limits.items():
        looser = {**program.limits, limit: tuple(amount + 5 for amount in most)}
        assert solve(replace(program, limits=looser), known).value >= before.value


def test_search_ends_at_its_limit_of_nodes_with_a_bound_that_holds() -> None:
    program = drawn(3)
    best = solve(program, {}).value
    found = solve(program, {}, Patience(nodes=0))
    assert found.value <= best <= found.bound
    assert found.stop in {Search.NODES, Search.PROVEN}
    assert program.broken(found.starts) == []


def test_known_plan_is_never_made_worse() -> None:
    program = drawn(5)
    best = solve(program, {})
    assert solve(program, best.starts, Patience(nodes=0)).value == best.value


def test_the_same_program_gives_the_same_plan() -> None:
    assert solve(drawn(7), {}).starts == solve(drawn(7), {}).starts
