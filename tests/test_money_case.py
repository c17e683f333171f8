"""The business case of small roadmaps, worked by hand, and what holds for every one of them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.model.engagement import BusinessFigure, Engagement
from assess.model.playbook import Initiative
from assess.model.roadmap import Roadmap, Stretch
from assess.planning.money.case import business_case
from assess.planning.money.effects import Learnt
from assess.planning.money.record import BusinessCase, Certainty, InitiativeCase, NoCase, PaybackRange

D = Decimal

FIGURES = {
    "opening-customers": ("customers", "1000"),
    "retention": ("per cent", "60"),
    "new-customers": ("customers", "330200"),
    "revenue-per-retained-customer": ("EUR", "200"),
    "revenue-per-new-customer": ("EUR", "300"),
    "gross-margin-retained": ("per cent", "56"),
    "gross-margin-new": ("per cent", "36"),
    "discount-rate": ("per cent a year", "0"),
    "case-years": ("years", "2"),
}
ORDERS = {
    "initiative": "first",
    "driver": "conversion",
    "change": [D("0.9"), D(2), D("3.7")],
    "by_pilot": True,
    "baseline": D(34),
    "reached": [
        {"figure": "new-customers"},
        {"what": "Registered", "value": D(38), "unit": "per cent"},
    ],
    "worth": [
        {"what": "Further orders", "value": D("2.1"), "unit": "orders"},
        {"what": "Revenue of an order", "value": D(53), "unit": "EUR"},
        {"figure": "gross-margin-retained"},
    ],
    "source": "Pilot",
    "owner": "Commercial controller",
}
"""The worked example: 330,200 x 38 per cent = 125,476 owners, 2.1 x 53 x 56 per cent = 62.328 each."""


def engagement(*benefits: dict[str, Any], without: str = "", **figures: str) -> Engagement:
    given = {
        name: (unit, figures.get(name.replace("-", "_"), value)) for name, (unit, value) in FIGURES.items()
    }
    return Engagement.model_validate(
        {
            "schema": "assess/engagement@1",
            "client": {"name": "Small"},
            "questionnaire": "small",
            "version": "1.0",
            "figures": [
                {"id": name, "name": name, "value": D(value), "unit": unit, "period": "FY26"}
                for name, (unit, value) in given.items()
                if name != without
            ],
            "benefits": benefits,
        }
    )


def staying(initiative: str, points: str = "1", **more: Any) -> dict[str, Any]:
    """Of 1,000 customers 400 leave; one who stays is worth 200 x .56 = 112: a point is 10 x 112 = 1,120."""
    change = [D(points)] * 3
    stated = {"initiative": initiative, "driver": "retention", "change": change, "source": "S", "owner": "O"}
    return {**stated, **more}


def initiative(
    name: str, pilot: Sequence[int] = (60,) * 3, project: Sequence[int] = (48,) * 3, **more: Any
) -> Initiative:
    return Initiative.model_validate(
        {
            "id": name,
            "title": name.title(),
            "capability": "A",
            "summary": "S",
            "moves": {},
            "hypothesis": "H",
            "kpi": {"name": "Orders", "baseline": "B", "source": "S", "owner": "Controller"},
            "test": "T",
            "guardrails": ["G"],
            "decision_rule": {"scale": "S", "stop": "S", "iterate": "I"},
            "gates": [
                {"week": 0, "name": "Signed", "decides": ["CFO"]},
                {"week": 13, "name": "Operations", "decides": ["CRM lead"]},
                {"week": 21, "name": "Decision", "decides": ["CFO"]},
            ],
            "cost": {"pilot": [D(one) for one in pilot], "project": [D(one) for one in project]},
            "duration": {"pilot": 2, "project": 2},
            **more,
        }
    )


def roadmap(*names: str, project: int | None = 2) -> Roadmap:
    """Pilots in quarters 0 and 1 of 2027, projects from quarter 2 on, in a plan of one year."""
    days = [dt.date(2027, 1, 4), dt.date(2027, 4, 2), dt.date(2027, 5, 28)]
    estimate = {"low": D(0), "likely": D(0), "high": D(0)}
    outcome = {"score_now": None, "level_now": None, "score_then": None, "level_then": None}
    return Roadmap.model_validate(
        {
            "schema": "assess/roadmap@1",
            "inputs": "i",
            "content": "c",
            "assessment": dt.date(2026, 10, 5),
            "method": "m",
            "assumption": "a",
            "starts": dt.date(2027, 1, 4),
            "decide_by": dt.date(2026, 12, 18),
            "ends": dt.date(2027, 12, 31),
            "at_once": 3,
            "outcome": {**outcome, "wanted": 0, "reached": 0},
            "total": {"person_days": estimate, "money": estimate, "by": dt.date(2027, 12, 31)},
            "initiatives": [
                {
                    "initiative": name,
                    "title": name.title(),
                    "capability": "A",
                    "starts": dt.date(2027, 1, 4),
                    "decided": dt.date(2027, 5, 28),
                    "pilot": {"start": 0, "quarters": 2},
                    "project": None if project is None else {"start": project, "quarters": 2},
                    "gates": [
                        {"name": gate, "date": day, "decides": ["CFO"]}
                        for gate, day in zip(("Signed", "Operations", "Decision"), days, strict=True)
                    ],
                    "gain": D(0),
                    "person_days": D(10),
                }
                for name in names
            ],
            "quarters": [
                {
                    "quarter": index,
                    "label": f"Q{index + 1} 2027",
                    "starts": dt.date(2027, 3 * index + 1, 1),
                    "ends": dt.date(2027, 3 * index + 3, 30),
                    "opens": dt.date(2027, 3 * index + 1, 4),
                    "cost": D(0),
                    "running": D(0),
                }
                for index in range(4)
            ],
        }
    )


def case(
    stated: Engagement,
    *initiatives: Initiative,
    learnt: dict[str, Learnt] | None = None,
    draws: int = 200,
    **how: Any,
) -> BusinessCase:
    plan = roadmap(*(one.id for one in initiatives), **how)
    found = business_case(stated, plan, initiatives, seed=1, draws=draws, learnt=learnt or {})
    assert isinstance(found, BusinessCase)
    return found


def only(found: BusinessCase) -> InitiativeCase:
    (one,) = found.initiatives
    return one


class TestWorkedExample:
    """First sixty days: two points more of 125,476 owners, 62.33 each; pilot 60k, running 48k a year."""

    found = case(engagement(ORDERS), initiative("first"))

    def test_a_full_year_brings_what_the_example_says_to_the_euro(self) -> None:
        (effect,) = only(self.found).effects
        assert effect.annual.numbers == "330,200 × 38 per cent × 2 points × 2.1 × €53 × 56 per cent"
        assert round(effect.annual.result) == 156_413
        assert round(effect.one_unit.result) == 78_207
        assert (round(effect.low), round(effect.high)) == (70_386, 289_365)
        assert round(only(self.found).after_running) == 108_413

    def test_it_breaks_even_at_0_87_points(self) -> None:
        even = only(self.found).break_even
        assert even
        assert even.numbers == "(€48k + €60k / 3) / €78k"
        assert round(even.result, 2) == D("0.87")

    def test_the_pilot_is_repaid_in_about_seven_months(self) -> None:
        repaid = only(self.found).repaid
        assert repaid
        assert repaid.numbers == "€60k / (€156k − €48k) × 12"
        assert repaid.result == D("6.6")

    def test_cash_by_quarter_and_its_deepest_point(self) -> None:
        # 30k a quarter for the pilot, then 156,413 / 4 - 12,000 = 27,103 a quarter.
        quarters = self.found.quarters
        assert [quarter.label for quarter in quarters[:3]] == ["Q1 2027", "Q2 2027", "Q3 2027"]
        assert [round(quarter.net) for quarter in quarters[:4]] == [-30_000, -30_000, 27_103, 27_103]
        assert [round(quarter.cumulative) for quarter in quarters[:4]] == [-30_000, -60_000, -32_897, -5_793]
        assert (self.found.peak.amount, self.found.peak.label) == (D(-60_000), "Q2 2027")
        assert (self.found.peak_without_effect.amount, self.found.peak_without_effect.label) == (
            D(-84_000),
            "Q4 2027",
        )
        assert [quarter.new for quarter in quarters[1:3]] == [30_000, 12_000]

    def test_at_no_discount_the_present_value_is_what_is_left_in_cash(self) -> None:
        # Six quarters of 27,103.34 less 60,000.
        assert round(only(self.found).present_value) == 102_620
        assert round(self.found.quarters[-1].cumulative) == 102_620
        assert only(self.found).payback == 5  # back at the end of quarter 5, Q1 2028

    def test_each_gate_lets_a_tranche_go_and_says_what_stopping_costs(self) -> None:
        signed, operations, decision = self.found.tranches
        assert (signed.spent, signed.releases) == (D(0), D(30_000))  # week 13 of 26
        assert (operations.spent, operations.releases) == (D(30_000), D(30_000))
        assert (decision.spent, decision.releases) == (D(60_000), D(48_000))

    def test_what_the_pilot_shows_takes_the_place_of_the_assumption(self) -> None:
        shown = Learnt(D("0.9"), D("2.3"), D("3.7"), "Pilot of spring 2026")
        found = case(engagement(ORDERS), initiative("first"), learnt={"first": shown})
        (effect,) = only(found).effects
        (entry,) = [one for one in found.register if one.id == "first.change"]
        assert effect.from_pilot
        assert round(effect.annual.result) == 179_875  # 2.3 x 78,206.68
        assert (entry.likely, entry.source, entry.certainty) == (D("2.3"), shown.source, Certainty.INTERVAL)


def test_money_later_is_worth_less() -> None:
    # At 21 per cent the quarter has a factor of 1.21^(1/4) = 1.0488; the pilot costs 10k at the ends of two.
    found = case(engagement(discount_rate="21"), initiative("first", (20,) * 3, (0,) * 3))
    assert round(only(found).present_value, 2) == round(
        -10_000 / D("1.21") ** D("0.25") - 10_000 / D("1.1"), 2
    )


def test_without_figures_there_is_no_case_but_a_list_of_what_to_ask_for() -> None:
    plan = roadmap("first")
    found = business_case(engagement(ORDERS, without="retention"), plan, [initiative("first")], seed=1)
    assert isinstance(found, NoCase)
    assert [(ask.id, ask.whom) for ask in found.asks] == [("retention", "Commercial controller")]


def test_an_initiative_without_a_stated_effect_has_costs_only_and_is_named() -> None:
    found = case(engagement(), initiative("first"))
    (costly,) = found.costs_only
    assert (costly.annual, costly.present_value, costly.payback) == (D(0), D(-132_000), None)
    assert costly.remark == "Nobody has stated an effect, so only costs stand here."
    assert [(ask.id, ask.whom) for ask in found.asks][:1] == [("first", "Controller")]
    assert found.total.payback_range == PaybackRange(None, None, None)
    assert costly.chances.survives is None


def test_a_benefit_whose_figure_is_missing_is_asked_for_and_not_counted() -> None:
    unknown = ORDERS | {"reached": [{"figure": "visitors"}]}
    found = case(engagement(unknown), initiative("first"))
    assert only(found).remark == "The effect cannot be computed yet: figures are missing."
    assert [ask.id for ask in found.asks][:1] == ["visitors"]


def test_a_pilot_whose_project_has_no_place_leaves_no_effect_behind() -> None:
    found = case(engagement(ORDERS), initiative("first"), project=None)
    assert only(found).effects == ()
    assert only(found).present_value == -60_000
    assert found.tranches[-1].releases == 0


@pytest.mark.parametrize(
    ("begins", "ramp", "decay", "quarters"),
    [
        ("project-starts", 0, 0, [0, 0, 280, 280, 280, 280, 280, 280]),
        ("project-ends", 0, 0, [0, 0, 0, 0, 280, 280, 280, 280]),
        ("pilot-decided", 0, 0, [0, 0, 280, 280, 280, 280, 280, 280]),
        ("project-starts", 3, 0, [0, 0, 70, 140, 210, 280, 280, 280]),
        ("project-starts", 0, 50, [0, 0, 280, 280, 280, 280, 140, 140]),
    ],
)
def test_an_effect_sets_in_grows_and_fades_as_stated(
    begins: str, ramp: int, decay: int, quarters: list[int]
) -> None:
    stated = staying("first", begins=begins, ramp=ramp, decay=D(decay))  # 1,120 a year
    found = case(engagement(stated), initiative("first"))
    assert [quarter.gross_profit for quarter in found.quarters] == quarters


@pytest.mark.parametrize(
    ("benefit", "annual"),
    [
        (staying("first", "2.5"), 2_800),
        # 1,000 x 60 per cent stay, half a point on 200 each
        (staying("first", "0.5", driver="margin"), 600),
        # 100 more, 300 x 36 per cent each
        (staying("first", "100", driver="new-customers"), 10_800),
        (staying("first", "12", driver="spending"), 12_000),
        (
            staying(
                "first",
                "0.04",
                driver="contacts",
                reached=[{"what": "Writers", "value": D(118_000), "unit": "customers"}],
                worth=[{"what": "Cost of a contact", "value": D("6.8"), "unit": "EUR"}],
            ),
            32_096,
        ),
        (
            staying(
                "first",
                "0.5",
                driver="orders",
                reached=[{"what": "Owners", "value": D(1_000), "unit": "owners"}],
                worth=[
                    {"what": "Revenue of an order", "value": D(53), "unit": "EUR"},
                    {"figure": "gross-margin-new"},
                ],
            ),
            9_540,
        ),
    ],
)
def test_each_driver_is_a_product_of_what_it_reaches_changes_and_earns(
    benefit: dict[str, Any], annual: int
) -> None:
    assert only(case(engagement(benefit), initiative("first"))).annual == annual


def test_money_freed_is_told_apart_from_gross_profit() -> None:
    found = case(engagement(staying("first", "40", driver="spending")), initiative("first"))
    third = found.quarters[2]
    assert (third.freed, third.gross_profit, third.running, third.new) == (
        D(10_000),
        D(0),
        D(12_000),
        D(2_000),
    )


def test_the_same_customers_count_once() -> None:
    # Of 400 who would leave, 40 and 80 are kept: a tenth and a fifth. Together 1 - .9 x .8 = .28, or 112.
    both = engagement(staying("first", "4"), staying("second", "8"))
    found = case(both, initiative("first"), initiative("second"))
    (deduction,) = found.deductions
    assert found.total.parts == 13_440
    assert round(found.total.annual) == 12_544  # 112 x 112
    assert round(deduction.deducted) == 896
    assert deduction.words.startswith("Each works only on those of 400 people who would leave")


def test_people_of_other_groups_are_not_the_same() -> None:
    apart = engagement(staying("first", "4", group="east"), staying("second", "8", group="west"))
    found = case(apart, initiative("first"), initiative("second"))
    assert (found.deductions, found.total.deducted) == ((), D(0))


def test_nobody_keeps_more_customers_than_would_leave() -> None:
    found = case(engagement(staying("first", "100")), initiative("first"))
    assert found.total.annual == 400 * 112
    assert found.total.deducted == 600 * 112


def test_a_stated_overlap_is_deducted_while_both_are_planned() -> None:
    shared = engagement(ORDERS, staying("second", "1", overlaps={"first": D(25)}))
    (deduction,) = case(shared, initiative("first"), initiative("second")).deductions
    assert deduction.deducted == 280
    assert deduction.words == "“Second” shares with “First” (25 per cent of its effect)."
    assert case(shared, initiative("second")).deductions == ()


def test_what_others_rest_on_survives_with_them() -> None:
    enabling = initiative("record", (5,) * 3, (5,) * 3)
    certain = ORDERS | {"change": [D(2)] * 3}
    found = case(engagement(certain), enabling, initiative("first", requires=["record"]))
    record, first = found.initiatives
    assert record.rests_on_it == ("first",)
    assert (record.chances.pays, record.chances.survives, record.chances.sturdy) == (D(0), D(1), True)
    assert (first.chances.pays, first.rests_on_it) == (D(1), ())


def test_a_costly_basis_does_not_survive() -> None:
    enabling = initiative("record", (900,) * 3, (900,) * 3)
    record, _ = case(engagement(ORDERS), enabling, initiative("first", requires=["record"])).initiatives
    assert record.chances.survives == 0


def test_nothing_is_blamed_for_what_rests_on_it_and_can_still_be_stopped() -> None:
    certain = ORDERS | {"change": [D(2)] * 3}
    costly = initiative("second", (900,) * 3, (900,) * 3, requires=["first"])
    first, second = case(engagement(certain, staying("second")), initiative("first"), costly).initiatives
    assert first.rests_on_it == ("second",)
    assert (first.chances.survives, second.chances.survives) == (D(1), D(0))


def test_the_tornado_shows_what_moves_the_result_most() -> None:
    found = case(engagement(ORDERS), initiative("first", (50, 60, 70)))
    change, pilot = found.tornado
    assert (change.assumption, change.low, change.high) == ("first.change", D("0.9"), D("3.7"))
    assert round(change.width) == 328_468  # 2.8 points x 78,206.68 x 1.5 years
    assert (pilot.assumption, pilot.width) == ("first.pilot-cost", D(20_000))
    assert pilot.at_low > pilot.at_high


def test_every_assumption_is_registered_once_with_its_owner() -> None:
    found = case(engagement(ORDERS, staying("second")), initiative("first"), initiative("second"))
    ids = [entry.id for entry in found.register]
    assert len(ids) == len(set(ids))
    assert {
        "new-customers.FY26",
        "gross-margin-retained.FY26",
        "first.worth-1",
        "second.running-cost",
    } <= set(ids)
    (change,) = [entry for entry in found.register if entry.id == "first.change"]
    assert (change.low, change.likely, change.high) == (D("0.9"), D(2), D("3.7"))
    assert (change.owner, change.agreed, change.certainty) == (
        "Commercial controller",
        False,
        Certainty.RANGE,
    )


def test_an_effect_of_an_earlier_period_is_shown_with_the_latest_figures() -> None:
    older = ORDERS | {"reached": [{"figure": "new-customers", "period": "FY25"}]}
    stated = engagement(older)
    earlier = stated.figures[2].model_copy(update={"value": D(1000), "period": "FY25"})
    stated = stated.model_copy(update={"figures": (earlier, *stated.figures)})
    (effect,) = only(case(stated, initiative("first"))).effects
    assert effect.latest
    assert (effect.annual.period, effect.latest.period) == ("FY25, FY26", "FY26")
    assert effect.latest.result == effect.annual.result * D("330.2")


def test_the_same_seed_draws_the_same_scenarios() -> None:
    def drawn(seed: int) -> BusinessCase | NoCase:
        return business_case(
            engagement(ORDERS), roadmap("first"), [initiative("first", (0, 60, 90))], seed, 300
        )

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


def test_ranges_agree_with_the_distribution_that_they_are_drawn_from() -> None:
    # The pilot alone is uncertain, between 0 and 100 with 50 most likely: one in ten costs more than
    # 100 - sqrt(.1 x 100 x 50) = 77.64, half more than 50.
    found = case(engagement(), initiative("first", (0, 50, 100), (0,) * 3), draws=4000)
    value = only(found).chances.present_value
    assert abs(value.low + 77_639) < 1_000
    assert abs(value.middle + 50_000) < 1_000


def test_a_pilot_says_nothing_of_what_falls() -> None:
    freed = staying("first", "40", driver="spending", by_pilot=True)
    found = case(engagement(freed), initiative("first"), learnt={"first": Learnt(D(-9), D(-5), D(-1))})
    assert only(found).annual == 40_000


def test_a_figure_with_a_range_is_drawn_and_the_discount_rate_is_shown_at_its_ends() -> None:
    stated = engagement(staying("first", "10"), discount_rate="8")
    ranges = {"opening-customers": (900, 1100), "discount-rate": (6, 12)}
    figures = tuple(
        figure.model_copy(update={"low": D(ranges[figure.id][0]), "high": D(ranges[figure.id][1])})
        if figure.id in ranges
        else figure
        for figure in stated.figures
    )
    found = case(stated.model_copy(update={"figures": figures}), initiative("first", (0,) * 3, (0,) * 3))
    assert [bar.assumption for bar in found.tornado] == ["opening-customers.FY26", "discount-rate.FY26"]
    customers, rate = found.tornado
    assert customers.at_low < customers.at_high
    assert rate.at_low > rate.at_high
    value = only(found).chances.present_value
    assert value.low < value.middle < value.high


def test_an_effect_that_begins_after_the_years_is_not_counted_but_explained() -> None:
    late = initiative("first", duration={"pilot": 2, "project": 9})
    plan = roadmap("first").model_copy(deep=True)
    long = plan.initiatives[0].model_copy(update={"project": Stretch(start=2, quarters=9)})
    plan = plan.model_copy(update={"initiatives": (long,)})
    found = business_case(engagement(staying("first", begins="project-ends")), plan, [late], seed=1, draws=10)
    assert isinstance(found, BusinessCase)
    assert only(found).remark.startswith("The effect begins after the years looked at")
    assert found.total.survives is None


def test_peoples_time_stands_beside_the_money() -> None:
    day = {"id": "person-day", "name": "A day", "value": D(400), "unit": "EUR", "period": "FY26"}
    stated = engagement()
    stated = stated.model_copy(update={"figures": (*stated.figures, BusinessFigure.model_validate(day))})
    found = case(stated, initiative("first"))
    assert found.people
    assert (found.people.numbers, found.people.result) == ("10 × €400", D(4_000))
    assert only(found).present_value == -132_000


def test_of_two_that_win_the_same_people_one_survives() -> None:
    # Each keeps all 400 who would leave: without one of them the other still would.
    both = engagement(staying("first", "40"), staying("second", "40"))
    free = (initiative("first", (1,) * 3, (1,) * 3), initiative("second", (1,) * 3, (1,) * 3))
    first, second = case(both, *free).initiatives
    assert (first.chances.pays, second.chances.pays) == (D(1), D(1))
    assert sorted([first.chances.survives or D(0), second.chances.survives or D(0)]) == [D(0), D(1)]


@given(more=st.integers(0, 500), pilot=st.integers(0, 500), running=st.integers(0, 500))
@settings(max_examples=15, deadline=None)
def test_more_cost_never_makes_a_case_better(more: int, pilot: int, running: int) -> None:
    before, after = (
        case(engagement(ORDERS), initiative("first", (p,) * 3, (r,) * 3), draws=10).total.present_value
        for p, r in ((pilot, running), (pilot + more, running + more))
    )
    assert after <= before


@given(points=st.lists(st.integers(-5, 100), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_parts_less_deductions_are_the_total_and_at_most_the_base(points: list[int]) -> None:
    names = [f"i{at}" for at in range(len(points))]
    stated = engagement(*(staying(name, str(point)) for name, point in zip(names, points, strict=True)))
    found = case(stated, *(initiative(name) for name in names), draws=5)
    deducted = sum(one.deducted for one in found.deductions)
    assert abs(found.total.parts - deducted - found.total.annual) < D("0.0001")
    assert found.total.annual <= 400 * 112 + D("0.0001")
    assert abs(sum(one.annual for one in found.initiatives) - found.total.annual) < D("0.0001")
    assert abs(sum(one.present_value for one in found.initiatives) - found.total.present_value) < D("0.0001")
    assert abs(sum(quarter.net for quarter in found.quarters) - found.total.present_value) < D("0.0001")
