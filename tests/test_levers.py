"""The best plan on a small questionnaire, what limits it, and what would change with other limits."""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction as Q
from functools import partial
from itertools import product
from typing import Any

import pytest
from plans import (
    ASSESSED,
    QUESTIONNAIRE,
    TODAY,
    assembled,
    engagement,
    initiative,
    inputs,
    limits,
    off,
    on,
    outlook,
    starts,
    vision,
)

from assess.model.engagement import Limits
from assess.model.roadmap import Because, Moved, Roadmap, Search
from assess.planning.best import best
from assess.planning.gain import aims, today
from assess.planning.portfolio import Candidate, portfolio
from assess.planning.posing import program
from assess.planning.program import MILLIONTHS, PILOT, PROJECT, Start
from assess.planning.projection import projected, raised, rescored
from assess.planning.quarters import first_after
from assess.planning.roadmap import Inputs, plan
from assess.planning.room import capacity
from assess.planning.scenarios import NotUnderstoodError, changed, changes
from assess.planning.situation import Basis, Frame, Situation
from assess.planning.solver import Patience
from assess.scoring.card import Scorecard, score


def planned(*initiatives: dict[str, Any], **more: Any) -> Roadmap:
    found = plan(inputs(*initiatives, **more), best)
    assert isinstance(found, Roadmap), found
    return found


def situation(given: Inputs) -> tuple[tuple[Candidate, ...], Situation]:
    assert given.date
    assert given.vision
    card = score(given.assembled, given.answers, given.engagement, given.date)
    choice = portfolio(card, given.playbook, None)
    first = first_after(given.date)
    frame = Frame(aims(card, given.vision), today(card), capacity(given.engagement.limits, first, 4), 4)
    return choice.candidates, Situation(Basis(given.answers, card), given.vision, frame, first)


def distance(card: Scorecard, given: Inputs) -> Q:
    """How far the wanted levels are, by the scoring function and `gain` alone."""
    assert given.vision
    wanted = aims(card, given.vision)
    values = today(card)
    return sum(
        (wanted.shares[name] * max(Q(0), level - values[name]) for name, level in wanted.wanted.items()), Q(0)
    )


FOUR = (
    initiative("one", {"A1": 2}, {"A1": 3}),
    initiative("two", {"B1": 3}),
    initiative("three", project={"B2": 3, "A2": 4}),
    initiative("four", {"B3": 3}, follows=["one"]),
)


def test_objective_is_the_distance_closed_by_the_scoring_function_quarter_by_quarter() -> None:
    given = inputs(*FOUR, wanted=vision("2027-12-31", A=3, B=3))
    candidates, where = situation(given)
    found = best(candidates, where, explained=False)
    whole = program(candidates, where)
    at_start = distance(where.basis.card, given)
    cards = projected(where.basis, found.placed, 4)
    closed = Q(0)
    for quarter, card in enumerate(cards):
        closed += (at_start - distance(card, given)) * Q(98, 100) ** quarter
    reached = [one for one in ("A", "B") if (section := cards[-1].section(one)) and (section.reach or 0) >= 3]
    wanted, today_ = where.frame.aims, where.frame.values
    for question, capability in wanted.nearest.items():
        if capability in reached:  # in time, since the plan ends when they are wanted
            closed += 4 * wanted.shares[question] * max(Q(0), wanted.wanted[question] - today_[question])
    days = sum(round(p.candidate.person_days) for p in found.placed)
    assert found.proof
    assert abs(found.proof.value - (closed * MILLIONTHS - days)) <= 50  # each height is rounded by itself
    assert found.proof.value == whole.value({p.id: Start(p.start, p.project) for p in found.placed})


@pytest.mark.parametrize(
    ("method", "level"),
    [
        ("method: cumulative, share: 65", 2),
        ("method: cumulative, share: 65", 3),
        ("method: cumulative, share: 40", 3),
        ("method: thresholds, from: [1, 1.6, 2.5, 3.2, 4.5]", 2),
        ("method: thresholds, from: [1, 1.6, 2.5, 3.2, 4.5]", 3),
        ("method: thresholds, from: [1, 2, 2.25, 3.5, 5]", 3),
    ],
)
def test_levels_are_reached_where_the_scoring_function_gives_them(method: str, level: int) -> None:
    text = QUESTIONNAIRE.replace("method: cumulative, share: 65", method)
    given = inputs(*FOUR, wanted=vision("2027-12-31", A=level, B=level), assembled=assembled(text))
    candidates, where = situation(given)
    whole = program(candidates, where)
    useful = [one for one in candidates if one.id in whole.by_id]
    seen = set[bool]()
    for done in product([(), (PILOT,), (PILOT, PROJECT)], repeat=len(useful)):
        steps = {(one.id, step) for one, taken in zip(useful, done, strict=True) for step in taken}
        lifts = [
            lift
            for one in useful
            for step, raises in ((PILOT, one.pilot), (PROJECT, one.project))
            if (one.id, step) in steps
            for lift in raises
        ]
        reached = frozenset(i for i, height in enumerate(whole.heights) if height.through & steps)
        card = rescored(where.basis, raised(lifts))
        for wanted in whole.wanted:
            section = card.section(wanted.capability)
            assert section
            assert section.reach is not None
            assert wanted.is_reached(reached) == (section.reach >= level), (wanted.capability, steps)
            seen.add(wanted.is_reached(reached))
    assert seen == {True, False}


def test_second_step_waits_for_the_project_of_the_first() -> None:
    roadmap = planned(*FOUR, wanted=vision(A=3, B=4))
    assert starts(roadmap)["one"] == (0, 1)
    assert starts(roadmap)["four"][0] == 2
    assert on(roadmap, "four").follows == ("one",)


def test_promise_that_can_be_kept_comes_first() -> None:
    pair = (initiative("one", {"A1": 3, "A2": 3}), initiative("two", {"B1": 3, "B2": 3}))
    single: dict[str, Any] = {"engagement": engagement(**limits(at_once=1))}
    wanted = vision(A=3, B=3)
    # A closes 1.5/4 and B 3/4: left to themselves B comes first, wanted in the first quarter A does.
    assert starts(planned(*pair, wanted=wanted, **single))["two"][0] == 0
    a, b = wanted.targets
    urgent = wanted.model_copy(update={"targets": (a.model_copy(update={"by": dt.date(2027, 3, 31)}), b)})
    roadmap = planned(*pair, wanted=urgent, **single)
    assert starts(roadmap)["one"][0] == 0
    assert all(one.met for one in roadmap.targets)


def test_what_a_level_does_not_need_is_left_out() -> None:
    # Two of the three questions of B make level 3.
    three = [
        initiative(name, {f"B{index}": 3}, days=2 * index)
        for index, name in enumerate(("one", "two", "three"), 1)
    ]
    roadmap = planned(*three, wanted=vision(B=3), engagement=engagement(**limits(at_once=1)))
    assert off(roadmap, "three").because is Because.REACHED_BEFORE
    assert outlook(roadmap, "B").reached_in == 1


def test_best_plan_is_told_with_its_proof() -> None:
    proof = planned(*FOUR).proof
    assert proof
    assert (proof.stopped_by, proof.at_most) == (Search.PROVEN, proof.worth)
    assert proof.greedy <= proof.worth < 100
    assert (
        f"This plan counts {proof.worth:.1f}; it is proven that no plan under the same limits" in proof.says
    )


def test_limit_that_buys_something_is_named_with_what_it_buys() -> None:
    pair = (initiative("one", {"A1": 3, "A2": 3}), initiative("two", {"B1": 3, "B2": 3}))
    roadmap = planned(*pair, wanted=vision(A=3, B=3), engagement=engagement(**limits(at_once=1, sales=500)))
    (lever,) = roadmap.levers
    assert (lever.limit, lever.adds, lever.since) == ("at-once", Decimal(1), 0)
    assert lever.moved == (Moved(capability="A", before=1, after=0),)
    assert re.fullmatch(
        r"One more change at a time would make it count [\d.]+ instead of [\d.]+: "
        r"A would reach level 3 a quarter earlier\.",
        lever.says,
    )


def test_one_more_person_works_from_the_third_quarter_on() -> None:
    big = initiative("one", project={"B1": 3, "B2": 3, "B3": 3}, days=160)
    roadmap = planned(big, wanted=vision(B=3), engagement=engagement(**limits(sales=60)))
    assert starts(roadmap) == {}
    (lever,) = roadmap.levers
    assert lever.says.startswith(
        "One more person in Sales from Q3 2027 on (55 days a quarter) would make it count "
    )
    assert lever.says.endswith(": B would reach level 3 in Q4 2027.")


def test_missed_level_says_what_it_would_take() -> None:
    big = initiative("one", project={"B1": 3, "B2": 3}, days=140)
    roadmap = planned(big, wanted=vision(B=3), engagement=engagement(**limits(sales=60)))
    assert [one.says for one in roadmap.relaxed] == [
        "B: reached in time with 10 more person-days a quarter of Sales."
    ]


def test_time_that_is_too_short_is_told_as_such() -> None:
    roadmap = planned(initiative("one", project={"A1": 3, "A2": 3}), wanted=vision(by="2027-03-31", A=3))
    (relaxed,) = roadmap.relaxed
    assert (relaxed.adds, relaxed.earliest) == (None, 1)
    assert (
        relaxed.says
        == "A: time stands in the way, not a limit. Q2 2027 is the earliest that any plan could make."
    )


def test_level_that_no_plan_reaches_is_told_as_such() -> None:
    roadmap = planned(initiative("one", project={"A1": 3}), wanted=vision(A=5))
    assert roadmap.relaxed[0].says == "A: no plan gets there before the end of Q4 2028, whatever the limits."


def test_stop_by_the_clock_is_on_record() -> None:
    given = inputs(*FOUR)
    found = plan(given, partial(best, patience=Patience(seconds=1e-9), explained=False))
    assert isinstance(found, Roadmap)
    assert found.proof
    assert found.proof.stopped_by in {Search.CLOCK, Search.PROVEN}
    assert found.proof.worth <= found.proof.at_most


# Limits as they might be


LIMITS = Limits.model_validate({"days": {"sales": 30}, "budget": 200, "at_once": 4})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("budget=+20%", {"budget": Decimal(240)}),
        ("sales=-10, at-once=5", {"days": {"sales": Decimal(20)}, "at_once": 5}),
        ("sales=-50", {"days": {"sales": Decimal(0)}}),
        ("budget=150", {"budget": Decimal(150)}),
    ],
)
def test_change_of_a_limit_reads_as_it_is_written(text: str, expected: dict[str, Any]) -> None:
    assert changed(LIMITS, changes(text)) == LIMITS.model_copy(update=expected)


def test_change_from_a_day_on_keeps_what_was_before() -> None:
    found = changed(LIMITS, changes("sales=+55 from 2027-07-01"))
    first = first_after(ASSESSED)
    assert capacity(found, first, 4)["sales"] == tuple(map(Q, (30, 30, 85, 85)))
    again = changed(found, changes("sales=+5"))
    assert capacity(again, first, 4)["sales"] == tuple(map(Q, (35, 35, 90, 90)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("budget", "is no change of a limit"),
        ("care=+5", "the engagement has no limit `care`; it has at-once, budget, sales"),
        ("budget=+5 from 2027-02-30", "2027-02-30 is no day of the calendar"),
        ("at-once=0", "at least one change has to be possible at a time"),
    ],
)
def test_change_that_cannot_be_read_says_so(text: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError, match=said):
        changed(LIMITS, changes(text))


def test_limits_that_change_with_time_are_kept_quarter_by_quarter() -> None:
    later = {"limits": {"at_once": 1, "later": [{"from": "2027-04-01", "at_once": 2}]}}
    pair = (initiative("one", {"A1": 3}), initiative("two", {"B1": 3}), initiative("three", {"B2": 3}))
    roadmap = planned(*pair, wanted=vision(A=3, B=4), engagement=engagement(**later), answers=(TODAY,))
    assert [len(q.pilots) + len(q.projects) for q in roadmap.quarters[:2]] == [1, 2]


def test_change_begins_from_the_limit_of_its_day_in_whatever_order_they_stand() -> None:
    may, march = (
        {"from": f"2027-{month}-01", "days": {"sales": days}} for month, days in (("05", 30), ("03", 7))
    )
    limits = Limits.model_validate({"days": {"sales": 1}, "later": [may, march]})
    begun = changed(limits, changes("sales=+5 from 2027-07-01")).later[2]
    assert (begun.from_, begun.days) == (dt.date(2027, 7, 1), {"sales": Decimal(35)})


def test_revenue_at_risk_is_a_limit_like_the_others() -> None:
    risky: dict[str, Any] = {"revenue_at_risk": {"pilot": 10, "project": 8}}
    pair = (initiative("one", {"A1": 3, "A2": 3}, **risky), initiative("two", {"B1": 3, "B2": 3}, **risky))

    def begun(at_risk: int) -> dict[str, tuple[int, int | None]]:
        own = {"limits": {"at_once": 9, "revenue_at_risk": at_risk}}
        return starts(planned(*pair, wanted=vision(A=3, B=3), engagement=engagement(**own)))

    assert begun(20) == {"one": (0, 1), "two": (0, 1)}
    assert {name: pilot for name, (pilot, _) in begun(19).items()} == {"one": 1, "two": 0}
    tight = {"limits": {"at_once": 9, "revenue_at_risk": 9}}
    roadmap = planned(pair[0], wanted=vision(A=3), engagement=engagement(**tight))
    assert off(roadmap, "one").reason == (
        "Its pilot puts 10 per cent of revenue at risk, "
        "which is more than the limit of 9 per cent of revenue at risk."
    )
    assert changed(Limits(revenue_at_risk=Decimal(10)), changes("revenue-at-risk=+50%")) == Limits(
        revenue_at_risk=Decimal(15)
    )
    with pytest.raises(NotUnderstoodError, match="one limit for the whole plan; leave the date away"):
        changed(Limits(revenue_at_risk=Decimal(10)), changes("revenue-at-risk=+5 from 2027-07-01"))


def test_change_keeps_to_what_a_later_step_names() -> None:
    """A step that names no budget goes on with the one before it, whatever that becomes."""
    stepped = Limits.model_validate(
        {
            "days": {"sales": 20},
            "budget": 100,
            "later": [{"from": "2027-07-01", "days": {"sales": 30}}, {"from": "2028-01-01", "budget": 80}],
        }
    )
    first = first_after(ASSESSED)
    for text, budgets in (
        ("budget=+50%", (150, 150, 150, 150, 120, 120)),
        ("budget=50 from 2027-10-01", (100, 100, 100, 50, 50, 50)),
    ):
        assert capacity(changed(stepped, changes(text)), first, 6)["budget"] == tuple(map(Q, budgets))
