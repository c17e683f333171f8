"""Planning on a small questionnaire whose numbers can be worked by hand."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction as Q
from typing import Any

import pytest
from plans import (
    ASSESSED,
    QUESTIONNAIRE,
    TODAY,
    answered,
    assembled,
    engagement,
    initiative,
    inputs,
    limits,
    off,
    on,
    outlook,
    planned,
    playbook,
    starts,
    vision,
)

from assess.model.answers import Answers
from assess.model.roadmap import (
    Already,
    Because,
    Estimate,
    Outcome,
    Raise,
    Roadmap,
    Shortfall,
)
from assess.planning import reasons
from assess.planning.gain import aims, today
from assess.planning.portfolio import Candidate, lifts, merged, portfolio
from assess.planning.projection import raised, rescored
from assess.planning.roadmap import Lack, NoRoadmap, is_edited, is_stale, plan
from assess.planning.sequence import greedy
from assess.planning.situation import Basis
from assess.scoring.card import Scorecard, score


def card(*documents: Answers, **more: Any) -> Scorecard:
    return score(assembled(), documents or (TODAY,), engagement(**more), ASSESSED)


def gain(moves: dict[str, int], of: Scorecard | None = None, **levels: Any) -> Q:
    now = of or card()
    return aims(now, vision(**levels)).gain(lifts(moves, now), today(now))


# Gain


def test_lifting_all_of_a_capability_gains_wanted_minus_now_times_its_share() -> None:
    assert gain({"A1": 3, "A2": 3}, A=3) == (3 - Q(3, 2)) * Q(1, 4)


def test_lifting_a_part_gains_that_part() -> None:
    assert gain({"A1": 3}, A=3) == (3 - 1) * Q(1, 8)


def test_lift_counts_up_to_the_wanted_level_only() -> None:
    assert gain({"A1": 5}, A=2) == (2 - 1) * Q(1, 8)


def test_nothing_is_gained_where_no_level_is_wanted_or_the_wanted_one_is_reached() -> None:
    assert gain({"A1": 3}, B=3) == 0
    assert gain({"B1": 3}, B=2) == 0


def test_the_nearest_target_counts() -> None:
    of_the_whole = aims(card(), vision(small=4, A=2))
    assert of_the_whole.wanted == {"A1": 2, "A2": 2, "B1": 4, "B2": 4, "B3": 4}


def test_share_is_of_what_is_applicable() -> None:
    alone = card(answered(A1=1, A2={"state": "not-applicable", "reason": "None"}, B1=2))
    assert gain({"A1": 3}, alone, A=3) == 2 * Q(1, 4)


def test_gain_is_the_rise_of_the_whole_where_scores_are_means_and_nothing_exceeds_the_wanted_level() -> None:
    now = card()
    raising = lifts({"A1": 3, "B1": 3}, now)
    after = rescored(Basis((TODAY,), now), raised(raising))
    assert after.overall.score is not None
    assert now.overall.score is not None
    assert after.overall.score - now.overall.score == gain({"A1": 3, "B1": 3}, A=3, B=3)


# Portfolio


@pytest.mark.parametrize(
    ("question", "level", "answer", "reaches"),
    [
        ("A1", 3, 3, 3),
        ("B2", 3, 3, 3),  # reverse-coded: the option 3 counts 3, the option 2 counts 4
        ("B2", 4, 2, 4),
        ("B3", 3, 50, 3),  # a band is answered with its lower bound
        ("B3", 4, 80, 5),  # there is no band that counts 4
    ],
)
def test_lift_is_the_lowest_answer_that_counts_the_level(
    question: str, level: int, answer: int, reaches: int
) -> None:
    (found,) = lifts({question: level}, card())
    assert (found.answer, found.reaches) == (Decimal(answer), Q(reaches))


def test_nothing_is_lifted_that_is_as_high_or_not_answered() -> None:
    assert lifts({"A2": 2, "B1": 1}, card()) == ()
    assert lifts({"A1": 3}, card(answered(A1=None, A2=2))) == ()


def test_lowest_band_that_reaches_is_answered_with_a_number_below_the_next_one() -> None:
    falling = QUESTIONNAIRE.replace("{value: 1, text: none}", "{value: 5, text: none}").replace(
        "{value: 5, text: most, from: 80}", "{value: 1, text: most, from: 80}"
    )
    now = score(assembled(falling), [TODAY], engagement())
    (found,) = lifts({"B3": 4}, now)
    assert (found.answer, found.reaches) == (Decimal(9), Q(5))


def test_own_playbook_replaces_adds_and_switches_off() -> None:
    bundled = playbook(initiative("one"), initiative("two"), initiative("three"))
    own = playbook(initiative("four"), initiative("two", title="My own"), switched_off=("three",))
    assert [(i.id, i.title) for i in merged(bundled, own)] == [
        ("one", "One"),
        ("two", "My own"),
        ("four", "Four"),
    ]


def test_missing_fact_leaves_out() -> None:
    shops = initiative("till", {"A1": 3}, needs=["shops"])
    without = planned(shops, engagement=engagement(facts={"shops": False}))
    assert off(without, "till").reason == "It is for companies of which this holds: The company runs shops."
    silent = planned(shops)
    assert off(silent, "till").because is Because.NEEDS_FACT
    assert "does not say" in off(silent, "till").reason
    assert starts(planned(shops, engagement=engagement(facts={"shops": True}))) == {"till": (0, 1)}


def test_reached_unanswered_unasked_and_inapplicable_leave_out_with_the_reason() -> None:
    of = (answered(A1=3, A2={"state": "not-applicable", "reason": "None"}, B1=None, B2=4),)
    roadmap = planned(
        initiative("done", {"A1": 2}, {"A1": 3}),
        initiative("moot", {"A2": 3}),
        initiative("dark", {"B1": 3}),
        initiative("unwanted", {"B2": 3}),
        answers=of,
        wanted=vision(A=4),
    )
    assert {left.initiative: left.because for left in roadmap.left_out} == {
        "done": Because.REACHED,
        "moot": Because.NOT_APPLICABLE,
        "dark": Because.NOT_ANSWERED,
        "unwanted": Because.NOT_WANTED,
    }
    assert off(roadmap, "dark").reason == "Nobody has answered B1 (Third). Ask, and plan again."
    core = planned(initiative("beyond", {"A2": 3}), engagement=engagement(scope="core"))
    assert off(core, "beyond").because is Because.NOT_ASKED


def test_unmeasured_initiative_is_no_obstacle_to_those_that_require_it() -> None:
    dark = initiative("dark", {"A2": 3})
    needs_it = initiative("next", {"A1": 3}, requires=["dark"])
    of = (answered(A1=1, A2=None, B1=2, B2=4, B3=20),)
    assert starts(planned(dark, needs_it, answers=of)) == {"dark": (0, 1), "next": (1, 2)}


# Sequence


def test_largest_gain_per_person_day_comes_first() -> None:
    # 2/8 in 20 days, 1/4 in 10, and 1/8 in 10.
    roadmap = planned(
        initiative("slow", project={"A1": 3}, days=20),
        initiative("quick", project={"B1": 3}, days=10),
        initiative("small", project={"A2": 3}, days=10),
        engagement=engagement(**limits(at_once=1)),
    )
    assert starts(roadmap) == {"quick": (0, 1), "slow": (2, 3), "small": (4, 5)}


def test_requirement_is_piloted_first_with_the_turn_of_what_it_enables() -> None:
    roadmap = planned(
        initiative("base", project={"A2": 3}, days=100),
        initiative("top", project={"B1": 3}, requires=["base"]),
        initiative("other", project={"A1": 2}),
        engagement=engagement(**limits(at_once=1)),
    )
    # 1/8 in 100 days would be last; what it enables gains 1/4 in 10 days.
    assert starts(roadmap) == {"base": (0, 1), "top": (2, 3), "other": (4, 5)}
    assert on(roadmap, "base").enables == ("top",)


def test_requirement_alone_is_not_planned_when_what_needs_it_finds_no_room() -> None:
    roadmap = planned(
        initiative("base", {"B1": 3}, days=2),
        initiative("top", {"A1": 3}, requires=["base"], days=400),
        wanted=vision(A=3),
        engagement=engagement(**limits(sales=100)),
    )
    assert starts(roadmap) == {}
    assert off(roadmap, "top").reason == (
        "Its pilot takes 200 person-days a quarter of Sales, "
        "which is more than the limit of 100 person-days a quarter for Sales."
    )
    assert off(roadmap, "base").reason == "It would only prepare for “Top”, which found no room."


def test_requirement_that_is_reached_need_not_be_planned() -> None:
    roadmap = planned(
        initiative("base", {"B1": 2}), initiative("top", {"A1": 3}, requires=["base"]), wanted=vision(A=3)
    )
    assert starts(roadmap) == {"top": (0, 1)}


def test_requirement_that_cannot_be_had_leaves_out() -> None:
    roadmap = planned(
        initiative("till", {"A2": 3}, needs=["shops"]),
        initiative("top", {"A1": 3}, requires=["till"]),
        initiative("lost", {"B1": 3}, requires=["nowhere"]),
    )
    assert off(roadmap, "top").reason == "It has to wait for “Till”, which is not on the roadmap."
    assert off(roadmap, "lost").reason == "It requires `nowhere`, which no playbook in use holds."


def test_circle_of_requirements_ends() -> None:
    roadmap = planned(
        initiative("hen", {"A1": 3}, requires=["egg"]), initiative("egg", {"A2": 3}, requires=["hen"])
    )
    assert [left.because for left in roadmap.left_out] == [Because.WAITS, Because.WAITS]


def test_days_of_a_function_are_kept_in_every_quarter() -> None:
    # 30 days in the pilot's quarter and 30 in the project's: two do not fit beside each other.
    pair = (initiative("one", project={"B1": 3}, days=60), initiative("two", project={"A1": 3}, days=60))
    assert starts(planned(*pair, engagement=engagement(**limits(sales=59)))) == {"one": (0, 1), "two": (2, 3)}
    assert starts(planned(*pair, engagement=engagement(**limits(sales=60)))) == {"one": (0, 1), "two": (0, 1)}


def test_effort_and_cost_are_spread_evenly_and_a_projects_cost_is_a_years() -> None:
    roadmap = planned(LONG, wanted=vision("2028-06-30", B=3))
    use = [
        (q.label, {f: float(days) for f, days in q.days.items()}, float(q.cost), float(q.running))
        for q in roadmap.quarters
    ]
    assert use == [
        ("Q1 2027", {"sales": 10, "care": 1.5}, 15, 0),
        ("Q2 2027", {"sales": 10, "care": 1.5}, 15, 0),
        ("Q3 2027", {"care": 4.5}, 10, 0),
        ("Q4 2027", {"care": 4.5}, 10, 0),
        ("Q1 2028", {}, 0, 10),
        ("Q2 2028", {}, 0, 10),
    ]


def test_budget_is_kept_in_every_quarter() -> None:
    cost: dict[str, Any] = {"cost": {"pilot": [0, 30, 90], "project": [0, 120, 900]}}
    pair = (initiative("one", project={"B1": 3}, **cost), initiative("two", project={"A1": 3}, **cost))
    assert starts(planned(*pair, engagement=engagement(**limits(budget=59)))) == {
        "one": (0, 1),
        "two": (2, 3),
    }
    tight = planned(*pair, engagement=engagement(**limits(budget=29)))
    assert off(tight, "one").reason == (
        "Its pilot costs 30 thousand EUR a quarter, "
        "which is more than the budget of 29 thousand EUR a quarter."
    )


def test_project_waits_for_the_last_gate() -> None:
    assert starts(planned(initiative("one", {"A1": 2}, {"A1": 3}, week=20))) == {"one": (0, 2)}


def test_pilot_stays_alone_where_its_project_finds_no_time() -> None:
    roadmap = planned(initiative("one", {"A1": 2}, {"A1": 3}), wanted=vision("2027-03-31", A=3))
    assert starts(roadmap) == {"one": (0, None)}
    assert on(roadmap, "one").no_project == "Its project could start only after the plan ends with Q1 2027."
    assert on(roadmap, "one").gain == Decimal("0.125")


def test_pilot_that_gains_nothing_is_not_planned_without_its_project() -> None:
    roadmap = planned(initiative("one", {}, {"A1": 3}), wanted=vision("2027-03-31", A=3))
    assert off(roadmap, "one").because is Because.NO_ROOM


def test_limit_that_stands_in_the_way_is_named() -> None:
    roadmap = planned(
        initiative("one", project={"B1": 3}),
        initiative("two", project={"A1": 3}),
        wanted=vision("2027-06-30", A=3, B=3),
        engagement=engagement(**limits(at_once=1, sales=500)),
    )
    assert off(roadmap, "two").reason == (
        "There is no room for its pilot before the plan ends with Q2 2027: "
        "the limit of 1 change at a time is taken up by initiatives that together close more."
    )


def test_project_that_closes_nothing_more_gives_way() -> None:
    # The pilot of "far" reaches what is wanted; its project is left for the quarters that nobody else needs.
    roadmap = planned(
        initiative("far", {"B1": 3}, {"B1": 4}),
        initiative("near", {"A1": 2}, {"A1": 3}, days=20),
        engagement=engagement(**limits(at_once=1)),
    )
    assert starts(roadmap) == {"far": (0, 3), "near": (1, 2)}


def test_what_others_have_closed_counts_once() -> None:
    roadmap = planned(initiative("one", {"A1": 3}), initiative("two", {"A1": 3}, days=20))
    assert starts(roadmap) == {"one": (0, 1)}
    assert off(roadmap, "two").reason == "“One” would already close the gap that it aims at."


ONE_AT_A_TIME: dict[str, Any] = {"engagement": engagement(**limits(at_once=1))}


# What is raised


def test_only_what_rises_is_listed_and_the_rest_is_there_already() -> None:
    roadmap = planned(
        initiative("one", {"A1": 2, "A2": 2}, {"A1": 3, "A2": 2}, days=2),
        initiative("two", {"A1": 2, "B1": 3}, {"B2": 3, "B1": 3}),
        **ONE_AT_A_TIME,
    )
    one, two = on(roadmap, "one"), on(roadmap, "two")
    assert starts(roadmap) == {"one": (0, 1), "two": (2, 3)}
    assert one.raises == (Raise(question="A1", from_=Decimal(1), pilot=Decimal(2), project=Decimal(3)),)
    assert one.already == (Already(question="A2", at=Decimal(2)),)
    assert two.raises == (
        Raise(question="B1", from_=Decimal(2), pilot=Decimal(3)),
        Raise(question="B2", from_=Decimal(2), project=Decimal(3)),
    )
    assert two.already == (Already(question="A1", at=Decimal(3), through="one"),)


def test_project_without_a_place_still_says_what_it_would_raise() -> None:
    roadmap = planned(initiative("one", {"A1": 2}, {"A1": 3}), wanted=vision("2027-03-31", A=3))
    assert on(roadmap, "one").raises == (
        Raise(question="A1", from_=Decimal(1), pilot=Decimal(2), project=Decimal(3)),
    )


def test_value_of_today_is_the_combined_one_as_shown() -> None:
    of = (TODAY, answered(respondent="r2", A1=2))
    (first,) = on(planned(initiative("one", {"A1": 3}), answers=of), "one").raises
    assert (first.from_, first.pilot) == (Decimal("1.5"), Decimal(3))


# Totals and outcome

LONG = initiative(
    "long",
    {"B1": 3},
    duration={"pilot": 2, "project": 2},
    effort={"pilot": {"sales": [10, 20, 90], "care": [1, 3, 5]}, "project": {"care": [1, 9, 9]}},
    cost={"pilot": [0, 30, 90], "project": [0, 40, 90]},
)


def estimate(low: int, likely: int, high: int) -> Estimate:
    return Estimate(low=Decimal(low), likely=Decimal(likely), high=Decimal(high))


def test_totals_are_of_the_whole_plan_and_of_the_pilots_that_start_first() -> None:
    later = initiative("later", {"A1": 3}, requires=["long"])
    roadmap = planned(LONG, later, wanted=vision("2028-06-30", A=3, B=3))
    first = roadmap.first_pilots
    assert first
    assert first.initiatives == ("long",)
    assert first.person_days == estimate(11, 23, 95)
    assert first.days == {"sales": 20, "care": 3}
    assert first.money == estimate(0, 30, 90)
    assert first.by == dt.date(2027, 6, 30)
    total = roadmap.total
    # "Later" adds 5 days of sales in its pilot and 5 in its project.
    assert total.person_days == estimate(11 + 1 + 10, 23 + 9 + 10, 95 + 9 + 10)
    assert total.days == {"sales": 30, "care": 12}
    # Two of a year's four quarters of the project, and two more once it is finished.
    assert total.money == estimate(0, 30 + 20, 90 + 45)
    assert total.running == 20
    assert total.by == dt.date(2027, 12, 23)
    assert sum(quarter.cost for quarter in roadmap.quarters) == total.money.likely


def test_outcome_is_told_in_one_place() -> None:
    roadmap = planned(
        initiative("one", {"A1": 3, "A2": 3}), wanted=vision(by="2027-03-30", A=3, B=3), answers=(TODAY,)
    )
    # 1/4 x 1.5 + 3/4 x 2 today, and 1/4 x 3 + 3/4 x 2 in the end.
    assert roadmap.outcome == Outcome(
        score_now=Decimal("1.9"),
        level_now=2,
        score_then=Decimal("2.3"),
        level_then=2,
        wanted=2,
        reached=1,
        late=("A",),
        unreached=("B",),
    )


def test_quarter_in_which_nothing_changes_says_so() -> None:
    roadmap = planned(
        initiative("one", {"A1": 2}, {"A1": 3, "A2": 3}, duration={"pilot": 1, "project": 2}),
        wanted=vision("2028-03-31", A=3),
    )
    assert [set(projection.changed) for projection in roadmap.projections] == [
        {"small", "A"},
        set(),
        {"small", "A"},
        set(),
        set(),
    ]


# Projection


def test_pilots_count_when_decided_and_projects_when_finished() -> None:
    roadmap = planned(
        initiative("one", {"A1": 2}, {"A1": 3, "A2": 3}, duration={"pilot": 1, "project": 2}),
        wanted=vision("2028-03-31", A=3),
    )
    # A: (2 + 2) / 2, then (3 + 3) / 2.
    assert [p.scores["A"] for p in roadmap.projections] == [2, 2, 3, 3, 3]
    assert [p.levels["A"] for p in roadmap.projections] == [2, 2, 3, 3, 3]
    assert roadmap.assumption == "if every pilot succeeds"


def test_only_what_is_raised_changes() -> None:
    room = answered(respondent="consensus", B1=5)
    other = answered(respondent="r2", A1=2, A2=1)
    basis = Basis((TODAY, other, room), card(TODAY, other, room))
    after = rescored(basis, raised(lifts({"A1": 3, "B1": 4}, basis.card)))
    values = {name: cell.value for name, cell in after.cells.items()}
    assert values == {"A1": 3, "A2": Q(3, 2), "B1": 5, "B2": 2, "B3": 2}


# Roadmap


def test_quarters_carry_the_calendars_labels_and_gates_their_dates() -> None:
    gates = [
        {"week": 0, "name": "Design", "decides": ["CFO"]},
        {"week": 3, "name": "Look", "decides": ["CFO"]},
        {"week": 26, "name": "Decision", "decides": ["CFO"]},
    ]
    roadmap = planned(initiative("one", {"A1": 3}, gates=gates, duration={"pilot": 2, "project": 1}))
    assert (roadmap.quarters[0].label, roadmap.quarters[-1].label) == ("Q1 2027", "Q4 2028")
    assert (roadmap.starts, roadmap.ends) == (dt.date(2027, 1, 4), dt.date(2028, 12, 31))
    # Monday, 4 January; the Friday of the third week; the last Friday of June.
    assert [g.date.isoformat() for g in on(roadmap, "one").gates] == [
        "2027-01-04",
        "2027-01-22",
        "2027-06-25",
    ]
    assert starts(roadmap) == {"one": (0, 2)}
    one = on(roadmap, "one")
    assert [day.isoformat() for day in (one.starts, one.decided, one.project_starts) if day] == [
        "2027-01-04",
        "2027-06-25",
        "2027-07-05",
    ]
    # Two whole weeks before the start.
    assert roadmap.decide_by == dt.date(2026, 12, 18)


def test_length_follows_the_horizon_then_the_last_target_then_two_years() -> None:
    one = initiative("one", {"A1": 3})
    assert len(planned(one, wanted=vision("2027-09-30", A=3)).quarters) == 3
    assert len(planned(one, wanted=vision(None, "2027-06-30", A=3)).quarters) == 2
    assert len(planned(one, wanted=vision(None, A=3)).quarters) == 8


def test_target_is_met_in_time_or_late() -> None:
    one = initiative("one", {"A1": 2}, {"A1": 3, "A2": 3})
    in_time = outlook(planned(one, wanted=vision(by="2027-06-30", A=3)), "A")
    assert (in_time.now, in_time.then, in_time.reached_in, in_time.met) == (0 + 1, 3, 1, True)
    late = outlook(planned(one, wanted=vision(by="2027-06-29", A=3)), "A")
    assert (late.met, late.because) == (False, Shortfall.LATE)
    assert late.reason == "Reached in Q2 2027, after 29 June 2027, by which it is wanted."
    past = outlook(planned(one, wanted=vision(by="2026-06-30", A=3)), "A")
    assert past.because is Shortfall.PAST
    assert past.reason == (
        "Reached in Q2 2027, after 30 June 2026, by which it is wanted; "
        "the first quarter that can be planned is Q1 2027."
    )


def test_target_that_is_reached_already_is_met() -> None:
    found = outlook(planned(initiative("one", {"A1": 3}), wanted=vision(A=1)), "A")
    assert (found.met, found.reached_in) == (True, None)


def test_target_is_missed_for_want_of_room_of_initiatives_or_of_answers() -> None:
    big = initiative("big", {"A1": 3, "A2": 3}, days=400)
    crowded = outlook(planned(big, wanted=vision(A=3), engagement=engagement(**limits(sales=9))), "A")
    assert (crowded.because, crowded.reason) == (
        Shortfall.LEFT_OUT,
        (
            "Not reached by 31 December 2028. "
            "“Big” would be needed, which has no place before the end of Q4 2028."
        ),
    )
    beyond = outlook(planned(initiative("half", {"A1": 3}), wanted=vision(A=3)), "A")
    assert (beyond.because, beyond.reason) == (
        Shortfall.BEYOND_PLAYBOOK,
        (
            "Not reached by 31 December 2028. No initiative that applies here leads that far. "
            "Still below would be A2 (Second)."
        ),
    )
    dark = planned(initiative("half", {"B1": 3}), wanted=vision(A=3), answers=(answered(A1=None, B1=2),))
    assert (outlook(dark, "A").because, outlook(dark, "A").reason) == (
        Shortfall.NOT_ANSWERED,
        (
            "Not reached by 31 December 2028. "
            "Nobody has answered A1 (First) and A2 (Second). Ask, and plan again."
        ),
    )


def test_unreached_target_names_the_missing_projects_with_the_days_of_their_decisions() -> None:
    effort = {"pilot": {"sales": [5, 5, 5]}, "project": {"sales": [50, 50, 50]}}
    one = initiative("one", {"A1": 2}, {"A1": 3}, effort=effort)
    single = planned(one, initiative("three", {"A2": 3}), wanted=vision("2027-03-31", A=3))
    assert outlook(single, "A").reason == (
        "Not reached by 31 March 2027. The project of “One” would be needed; "
        "its pilot is decided on 25 March 2027, too late for a project within the plan."
    )
    # Of 54 days in the second quarter the project of "two" takes 5; that of "one" needs 50.
    two = initiative("two", {"B1": 3}, {"A2": 3})
    crowd = engagement(**limits(sales=54))
    both = planned(one, two, wanted=vision("2027-06-30", A=3, B=3), engagement=crowd)
    assert outlook(both, "A").reason == (
        "Not reached by 30 June 2027. The project of “One” would be needed; its pilot is decided on "
        "25 March 2027, after which a project finds no room before the end of Q2 2027."
    )


def test_unreached_target_names_only_what_could_not_be_spared() -> None:
    # Level 3 of B takes two of its three questions; "one" brings the first, "two" or "three" the second.
    roadmap = planned(
        initiative("one", {"B1": 3}),
        initiative("two", {"B2": 2, "A1": 2}, {"B2": 3}),
        initiative("three", {"B3": 3}, days=400),
        wanted=vision("2027-03-31", A=2, B=3),
        engagement=engagement(**limits(sales=30)),
    )
    assert outlook(roadmap, "B").reason == (
        "Not reached by 31 March 2027. The project of “Two” would be needed; "
        "its pilot is decided on 25 March 2027, too late for a project within the plan."
    )


def test_days_of_one_year_name_the_year_once() -> None:
    days = [dt.date(2028, 9, 22), dt.date(2028, 6, 16), dt.date(2029, 1, 12)]
    assert reasons.days(days[:2]) == "16 June and 22 September 2028"
    assert reasons.days(days) == "16 June, 22 September 2028 and 12 January 2029"


@pytest.mark.parametrize(
    ("lacks", "change"),
    [
        (Lack.VISION, {"vision": None}),
        (Lack.TARGETS, {"vision": vision()}),
        (Lack.ANSWERS, {"answers": ()}),
        (Lack.ANSWERS, {"date": None}),
        (Lack.PLAYBOOK, {"playbook": None}),
        (Lack.TIME, {"vision": vision("2027-03-30", A=3)}),
    ],
)
def test_without_its_foundations_there_is_no_roadmap_but_advice(lacks: Lack, change: dict[str, Any]) -> None:
    found = plan(inputs(initiative("one", {"A1": 3}), **change), greedy)
    assert isinstance(found, NoRoadmap)
    assert found.lack is lacks
    assert found.hint.endswith(".")


def test_roadmap_is_stale_when_an_input_changes_but_not_when_files_change_places() -> None:
    second = answered(respondent="r2", A1=2)
    given = inputs(initiative("one", {"A1": 3}), answers=(TODAY, second))
    roadmap = plan(given, greedy)
    assert isinstance(roadmap, Roadmap)
    assert not is_stale(roadmap, given)
    assert not is_stale(roadmap, inputs(initiative("one", {"A1": 3}), answers=(second, TODAY)))
    assert is_stale(roadmap, inputs(initiative("one", {"A1": 3})))
    assert is_stale(roadmap, inputs(initiative("one", {"A1": 4}), answers=(TODAY, second)))
    assert is_stale(
        roadmap, inputs(initiative("one", {"A1": 3}), answers=(TODAY, second), wanted=vision(A=3, B=4))
    )


def test_roadmap_knows_that_it_was_edited() -> None:
    roadmap = planned(initiative("one", {"A1": 3}))
    assert not is_edited(roadmap)
    assert is_edited(roadmap.model_copy(update={"at_once": 2}))


def test_initiative_left_out_before_planning_keeps_its_lifts_out_of_the_candidates() -> None:
    choice = portfolio(card(), playbook(initiative("one", {"A1": 1}), initiative("two", {"A1": 2})), None)
    assert [(c.id, len(c.lifts)) for c in choice.candidates] == [("two", 1)]
    assert isinstance(choice.candidates[0], Candidate)
    assert choice.done == {"one"}
