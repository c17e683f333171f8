"""The business case as finance reads it: every number comes from the record, and bad news is told first."""

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from test_chapters import ALL_TWO, aims, given, initiative, planned, said
from test_report import all_marks, inputs

from assess.model.pilot import Arm, ArmResult, Design, Pilot, Results, Trial, TrialType
from assess.model.roadmap import Lever, Relaxed, Roadmap
from assess.planning.money.record import BusinessCase, NoCase
from assess.planning.pilots.freezing import frozen
from assess.report.blocks import Chapter, Figure, Table
from assess.report.chapters import cash, limits, money, reckoning, summary
from assess.report.charts import CashFlow, Tornado
from assess.report.inputs import Inputs
from assess.report.priced import Priced, share, span

D = Decimal
FIGURES: tuple[tuple[str, float, str], ...] = (
    ("opening-customers", 10_000, "customers"),
    ("retention", 60, "per cent"),
    ("new-customers", 4_000, "customers"),
    ("revenue-per-retained-customer", 100, "EUR"),
    ("revenue-per-new-customer", 200, "EUR"),
    ("gross-margin-retained", 50, "per cent"),
    ("gross-margin-new", 40, "per cent"),
    ("discount-rate", 10, "per cent"),
)


def figures(without: str = "") -> list[dict[str, Any]]:
    return [
        {"id": name, "name": name.capitalize(), "value": D(value), "unit": unit, "period": "2025"}
        for name, value, unit in FIGURES
        if name != without
    ]


def staying(name: str, points: str, **more: Any) -> dict[str, Any]:
    """So many points more of all customers stay."""
    low, likely, high = (D(point) for point in points.split())
    return {
        "initiative": name,
        "driver": "retention",
        "change": [low, likely, high],
        "source": "Guessed",
        "owner": "Controller",
    } | more


def priced(*benefits: dict[str, Any], without: str = "", cost: int = 10) -> Inputs:
    """A plan of one initiative that costs so many thousand, and half of that a year."""
    start = given(("service", ALL_TWO), currency="EUR", figures=figures(without), benefits=list(benefits))
    costs = {"pilot": [D(cost)] * 3, "project": [D(cost) / 2] * 3}
    effort = {"pilot": {"sales": [D(1), D(2), D(3)]}, "project": {"sales": [D(1), D(2), D(3)]}}
    return planned(start, aims(C1=3), initiative("calls", effort=effort, cost=costs))


@cache
def kestrel() -> Inputs:
    return inputs("kestrel-rowe")


def case_of(found: Inputs) -> BusinessCase:
    assert isinstance(found.case, BusinessCase)
    return found.case


def chapter(found: Inputs) -> Chapter:
    assert found.case
    return money.chapter(found, found.case)


def table(found: Inputs, caption: str) -> Table:
    return next(
        block
        for block in chapter(found).blocks
        if isinstance(block, Table) and block.caption.startswith(caption)
    )


class TestResultFirst:
    def test_a_plan_that_does_not_pay_says_so_in_its_first_sentence(self) -> None:
        found = priced(staying("calls", "0 0.1 0.2"), cost=100)
        lead = "With the effects that have been stated so far, the plan costs €"
        assert case_of(found).total.present_value < 0
        assert said(chapter(found).lead).startswith(lead)
        assert "What would have to be true for it to pay" in said(chapter(found))

    def test_a_plan_that_pays_says_what_it_rests_on(self) -> None:
        found = priced(staying("calls", "3 4 5"))
        assert case_of(found).total.present_value > 0
        assert said(chapter(found).lead).startswith("The plan is worth €")
        text = said(chapter(found))
        assert "What the result rests on" in text
        assert "No single assumption at its unfavourable end turns the result" in text

    def test_what_survives_is_named_or_what_comes_nearest(self) -> None:
        kept = "the plan keeps in at least four scenarios of five: Calls."
        assert kept in said(chapter(priced(staying("calls", "3 4 5"))))
        none = "the plan keeps nothing in four scenarios of five; Calls comes nearest, with "
        assert none in said(chapter(priced(staying("calls", "0 1 3"), cost=10)))

    def test_one_assumption_that_turns_the_result_is_named_with_its_end(self) -> None:
        found = priced(staying("calls", "0 0.3 4"), cost=10)
        turned = "By itself, “Calls: what changes, in points” at 4 would turn the result to €"
        assert turned in said(chapter(found))

    def test_initiatives_without_a_stated_effect_take_off_what_they_cost(self) -> None:
        found = priced(cost=10)
        text = said(chapter(found))
        taken = Priced("EUR").rough("", -case_of(found).total.present_value)
        assert f"It takes {taken} off the present value. Whom to ask" in text
        assert "Calls: nobody has stated an effect, so only costs stand here." in text

    def test_the_points_that_would_be_enough(self) -> None:
        """5 running + 10 / 3 thousand a year, over 10,000 customers x 1 per cent x 50 EUR = 5,000 a point."""
        text = said(chapter(priced(cost=10)))
        assert "It takes 1.67 points of retention more" in text


class TestMissingFigures:
    def test_what_to_ask_for_and_whom(self) -> None:
        found = priced(without="retention")
        assert isinstance(found.case, NoCase)
        text = said(chapter(found))
        assert "figures are missing that nobody can make up" in text
        assert "Commercial controller" in text
        assert "€" not in text

    def test_without_a_roadmap_there_is_no_chapter(self) -> None:
        assert given(("service", ALL_TWO)).case is None

    def test_the_second_example_has_no_invented_number(self) -> None:
        found = inputs("tarnbeck")
        assert isinstance(found.case, NoCase)
        assert list(all_marks(chapter(found))) == []


class TestKestrel:
    def test_every_mark_is_the_number_of_the_record(self) -> None:
        """Fields that name a place in the record are looked up there, and must round to what is printed."""
        case = case_of(kestrel())
        compared = 0
        for mark in all_marks(chapter(kestrel())):
            value = looked_up(case, mark.field)
            if value is None or "over" in mark.text:
                continue
            compared += 1
            assert close(read(mark.text), abs(value)), (mark, value)
        assert compared > 250

    def test_no_present_value_to_the_euro(self) -> None:
        texts = [m.text for m in all_marks(chapter(kestrel())) if "present_value" in m.field]
        assert texts
        assert [text for text in texts if not re.fullmatch("−?€(0|\\d+k|\\d+(\\.\\d+)?m)", text)] == []

    def test_yearly_effects_and_present_values_never_share_a_table(self) -> None:
        for block in chapter(kestrel()).blocks:
            if isinstance(block, Table):
                fields = " ".join(mark.field for mark in all_marks(block))
                assert not (".annual" in fields and "present_value" in fields)

    def test_cash_adds_up_to_where_it_ends(self) -> None:
        case = case_of(kestrel())
        rows = table(kestrel(), "Likely cash").rows
        nets = [read_signed(str(row.cells[5][0])) for row in rows[:-1]]
        assert abs(sum(nets) - case.quarters[-1].cumulative / 1000) < len(rows)
        assert read_signed(str(rows[-1].cells[5][0])) == round(case.quarters[-1].cumulative / 1000)

    def test_every_assumption_is_in_the_register(self) -> None:
        fields = {mark.field for mark in all_marks(chapter(kestrel()))}
        fields = {field for field in fields if field.startswith("case.register.")}
        assert len(fields) == len(case_of(kestrel()).register)

    def test_charts_say_their_message(self) -> None:
        charts = [block.chart for block in chapter(kestrel()).blocks if isinstance(block, Figure)]
        flow = next(chart for chart in charts if isinstance(chart, CashFlow))
        swings = next(chart for chart in charts if isinstance(chart, Tornado))
        assert flow.title.startswith("Cash of the plan: ")
        assert {0} < {value for value, _ in flow.ticks}
        widths = [abs(float(swing.at_high) - float(swing.at_low)) for swing in swings.swings]
        assert widths == sorted(widths, reverse=True)

    def test_the_summary_names_present_value_payback_peak_and_first_tranche(self) -> None:
        text = said(summary.summary(kestrel()).earns)
        assert re.search(r"Present value −?€\S+ \(\S+ to \S+\), payback [^,]+, peak cash €\S+; ", text)
        assert "; first tranche €" in text
        assert "not known before the pilots report" not in said(summary.summary(kestrel()).money)


def looked_up(case: BusinessCase, field: str) -> Decimal | None:
    """The value at `case.initiatives.consent.annual`; None for sums and differences that have no place."""
    value: Any = case
    for name in field.split(".")[1:]:
        if isinstance(value, tuple):
            by_id = {getattr(one, "initiative", None): one for one in value}
            if name not in by_id and not (name.isdigit() and int(name) < len(value)):
                return None
            value = by_id[name] if name in by_id else value[int(name)]
        else:
            value = getattr(value, name, None)
    return D(value) if isinstance(value, Decimal | int) else None


def read(text: str) -> tuple[Decimal, Decimal]:
    """A printed number without its sign, and the value of its last digit."""
    found = re.search(r"([\d,]+)(?:\.(\d+))?([¼½¾]?)(k|m)?", text)
    assert found, text
    whole, decimals, part, unit = found.groups()
    scale = {"k": D(1000), "m": D(1_000_000)}.get(unit, D(1))
    number = D(f"{whole.replace(',', '')}.{decimals or 0}") + D("0.25") * " ¼½¾".index(part or " ")
    return number * scale, scale / 10 ** len(decimals or "")


def read_signed(text: str) -> int:
    return int(text.replace("−", "-").replace(",", ""))


def close(printed: tuple[Decimal, Decimal], value: Decimal) -> bool:
    """In single units, thousands, per cent, months or years."""
    number, last = printed
    return any(
        abs(number - value * factor) <= last / 2 + D("1e-9")
        for factor in (D(1), D("0.001"), D(100), D(3), D("0.25"))
    )


class TestTicks:
    @pytest.mark.parametrize(
        ("low", "high", "found"),
        [
            (-516_000, 65_000, (-600_000, -500_000, -400_000, -300_000, -200_000, -100_000, 0, 100_000)),
            (-44, 0, (-50, -40, -30, -20, -10, 0)),
            (0, 0, (0, 1)),
        ],
    )
    def test_round_numbers_about_zero(self, low: float, high: float, found: tuple[int, ...]) -> None:
        assert cash.steps(low, high) == found


class TestPriced:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("-234243", "−€234k"),
            ("-5359", "−€5k"),
            ("-499", "€0"),
            ("899999", "€900k"),
            ("959728", "€0.96m"),
            ("99689289", "€99.7m"),
        ],
    )
    def test_forecasts_to_the_thousand(self, value: str, text: str) -> None:
        assert Priced("EUR").rough("x", D(value)).text == text

    @pytest.mark.parametrize(
        ("part", "text"), [("0", "0 %"), ("0.001", "under 1 %"), ("0.088", "9 %"), ("0.9999", "over 99 %")]
    )
    def test_shares_are_never_rounded_to_none_or_all(self, part: str, text: str) -> None:
        assert share("x", D(part)).text.replace("\u00a0", " ") == text

    @pytest.mark.parametrize(
        ("quarters", "text"), [(1, "3 months"), (8, "24 months"), (19, "4¾ years"), (None, "over 5 years")]
    )
    def test_spans(self, quarters: int | None, text: str) -> None:
        assert span("x", quarters, 5).text == text


class TestLimits:
    def roadmap(self, **more: Any) -> Roadmap:
        found = priced().roadmap
        assert found
        assert found.proof
        return found.model_copy(update=more)

    def test_the_plan_is_judged_in_the_roadmap_s_own_words(self) -> None:
        found = self.roadmap()
        assert found.proof
        assert found.proof.says in said(tuple(limits.blocks(found)))

    def test_levers_and_missed_levels_in_their_own_sentences(self) -> None:
        lever = Lever(limit="at-once", adds=D(1), since=0, worth=D(77), says="One more change would help.")
        missed = Relaxed(capabilities=("C1",), says="C1: time stands in the way.")
        text = said(tuple(limits.blocks(self.roadmap(levers=(lever,), relaxed=(missed,)))))
        assert "One more change would help." in text
        assert "C1: time stands in the way." in text

    def test_nothing_is_said_where_nothing_was_left_to_close(self) -> None:
        assert list(limits.blocks(self.roadmap(proof=None))) == []


class TestReckoning:
    def test_only_what_the_report_holds(self) -> None:
        assert list(reckoning.blocks(given(("service", ALL_TWO)))) == []
        without_case = said(tuple(reckoning.blocks(priced(without="retention"))))
        assert "HiGHS" in without_case
        assert "Gupta" not in without_case

    def test_rate_draws_and_seed_are_the_case_s(self) -> None:
        text = said(tuple(reckoning.blocks(priced())))
        assert "discounted at 10 per cent a year over 5 years" in text
        assert "10,000 drawn scenarios" in text
        assert "(2011)" in text

    def test_what_pilots_have_shown_goes_into_the_case_once_it_is_known(self) -> None:
        stated = priced(staying("calls", "0 0.3 1", by_pilot=True))
        assert case_of(stated).total.annual == D("0.3") * 5_000
        # 300 of 1,000 against 330: 3 points more, counted a week after the report's date.
        later = replace(stated, pilots=(counted(stated.date + dt.timedelta(days=7)),))
        assert case_of(later).total.annual == D("0.3") * 5_000
        assert later.roadmap
        planned_on = later.date + dt.timedelta(days=8)
        replanned = replace(later, roadmap=later.roadmap.model_copy(update={"planned_on": planned_on}))
        assert case_of(replanned).total.annual == 3 * 5_000


def counted(day: dt.date) -> Pilot:
    """A pilot of “calls”, over the day before its results."""
    arms = (Arm(id="usual", share=D(50), planned=1000), Arm(id="calls", share=D(50), planned=1000))
    test = Trial(type=TrialType.RANDOMISED, arms=arms, baseline=D(30), smallest_effect=D(5))
    made = Pilot(
        schema_="assess/pilot@1",
        id="calls-1",
        initiative="calls",
        title="Calls",
        design=Design(hypothesis="They stay.", test=test),
    )
    start = day - dt.timedelta(days=60)
    results = Results(
        date=day,
        arms={"usual": ArmResult(units=1000, events=300), "calls": ArmResult(units=1000, events=330)},
    )
    return frozen(made, start).model_copy(
        update={"starts": start, "ends": day - dt.timedelta(days=1), "results": results}
    )
