"""What pilots showed: the examples, each type and measure, and what keeps a pilot from being read."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.mixed_linear_model import MixedLM
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from assess.files.documents import Reading as Files
from assess.files.engagement_folder import load
from assess.model.pilot import (
    Arm,
    ArmResult,
    ClusterResult,
    Clusters,
    Decision,
    Design,
    Frozen,
    Guardrail,
    Look,
    Measure,
    Pilot,
    PilotRule,
    Results,
    Trial,
    TrialType,
    Verdict,
)
from assess.planning.pilots.clusters import between_clusters, in_steps
from assess.planning.pilots.estimates import between_changes, between_units
from assess.planning.pilots.findings import Because, Holding, Reading
from assess.planning.pilots.freezing import frozen
from assess.planning.pilots.learning import learnt
from assess.planning.pilots.reading import read

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
TODAY = dt.date(2026, 11, 27)
START, END = dt.date(2026, 2, 2), dt.date(2026, 6, 28)
PROPORTION = Trial(type=TrialType.RANDOMISED)
ARMS = (Arm(id="usual", share=Decimal(50), planned=1000), Arm(id="page", share=Decimal(50), planned=1000))
PROFIT = Guardrail(id="profit", name="Profit", measure=Measure.MEAN, unit="EUR", margin=Decimal(-1))


def kestrel() -> dict[str, Pilot]:
    opened = load(KESTREL, None, Files())
    assert opened is not None
    return {document.record.id: document.record for document in opened.pilots}


def pilot(
    *events: int,
    test: dict[str, Any] | None = None,
    rule: dict[str, Any] | None = None,
    guardrails: tuple[Guardrail, ...] = (),
    results: dict[str, Any] | None = None,
    **more: Any,
) -> Pilot:
    """Over, with 1,000 units in each arm of which so many had the event; without events no results."""
    given: dict[str, Any] = {
        "type": TrialType.RANDOMISED,
        "arms": ARMS,
        "baseline": Decimal(30),
        "smallest_effect": Decimal(5),
    }
    design = Design(
        hypothesis="A page helps.",
        test=Trial(**given | (test or {})),
        guardrails=guardrails,
        decision_rule=PilotRule(**rule or {}),
    )
    made = Pilot(schema_="assess/pilot@1", id="page", initiative="consent", title="A page", design=design)
    arms = {arm.id: ArmResult(units=1000, events=count) for arm, count in zip(ARMS, events, strict=False)}
    counted: dict[str, Any] = {"date": END, "arms": arms} | (results or {})
    found = Results(**counted) if events or results else None
    return frozen(made, START).model_copy(update={"starts": START, "ends": END, "results": found} | more)


def profit(base: float, other: float) -> dict[str, dict[str, ArmResult]]:
    """With a standard deviation of 10."""
    values = {"usual": base, "page": other}
    means = {arm: Decimal(str(mean)) for arm, mean in values.items()}
    return {"profit": {arm: ArmResult(units=1000, mean=mean, sd=Decimal(10)) for arm, mean in means.items()}}


def outcome(found: Reading) -> tuple[Verdict, Because]:
    return found.verdict, found.because


def test_first_sixty_days_scale() -> None:
    found = read(kestrel()["first-sixty-days-2026"], TODAY)
    assert outcome(found) == (Verdict.SCALE, Because.MET)
    assert found.reason == (
        "36.4 per cent with `messages` against 34.1 per cent with `usual` is 2.3 points more (95 per cent "
        "interval 0.9 to 3.7): above 0, above break-even at 0.87 points, and both guardrails hold."
    )
    assert found.cautions == ()


def test_loyalty_discount_stops_by_its_guardrail() -> None:
    found = read(kestrel()["loyalty-discount-2025"], TODAY)
    assert outcome(found) == (Verdict.STOP, Because.BROKEN)
    assert found.reason == (
        "“Gross profit an owner over 26 weeks” shows €3.40 less (95 per cent interval −€4.60 to −€2.20), "
        "wholly beyond its margin of −€1; the KPI shows 1.1 points more (95 per cent interval 0.1 to 2.1)."
    )


def test_preference_centre_is_not_read() -> None:
    found = read(kestrel()["preference-centre-2026"], TODAY)
    assert outcome(found) == (Verdict.NOT_YET, Because.RATIO)
    assert found.ratio is not None
    assert found.ratio.p == pytest.approx(1.59e-6, rel=0.01)
    assert found.reason == (
        "4,760 to 5,240 units where 5,000 to 5,000 were to be drawn: chance does that less than once "
        "in 100,000 times; nothing is read before the split is repaired and the pilot repeated."
    )


def test_two_promises_and_box_code_have_nothing_to_read() -> None:
    assert outcome(read(kestrel()["two-promises-2026"], TODAY)) == (Verdict.NOT_YET, Because.NOT_BEGUN)
    assert outcome(read(kestrel()["box-code"], TODAY)) == (Verdict.NOT_YET, Because.NOT_FROZEN)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (pilot(300, 360), (Verdict.SCALE, Because.MET)),
        (pilot(300, 360, rule={"break_even": Decimal(7)}), (Verdict.ITERATE, Because.BELOW_BREAK_EVEN)),
        (pilot(300, 310), (Verdict.ITERATE, Because.UNCLEAR)),
        (pilot(300, 310, rule={"break_even": Decimal(6)}), (Verdict.STOP, Because.TOO_SMALL)),
        (
            pilot(300, 310, rule={"break_even": Decimal(6), "stop_below": Decimal(0)}),
            (Verdict.ITERATE, Because.UNCLEAR),
        ),
        (pilot(360, 300), (Verdict.STOP, Because.TOO_SMALL)),
        (pilot(360, 300, test={"smallest_effect": Decimal(-5)}), (Verdict.SCALE, Because.MET)),
        (
            pilot(360, 300, test={"smallest_effect": Decimal(-5)}, rule={"break_even": Decimal(-7)}),
            (Verdict.ITERATE, Because.BELOW_BREAK_EVEN),
        ),
    ],
)  # fmt: skip
def test_the_rule_decides(made: Pilot, expected: tuple[Verdict, Because]) -> None:
    assert outcome(read(made, TODAY)) == expected


@pytest.mark.parametrize(
    ("values", "holding", "expected"),
    [
        ((40, 40), Holding.HOLDS, (Verdict.SCALE, Because.MET)),
        ((40, 39.2), Holding.OPEN, (Verdict.ITERATE, Because.GUARDRAIL_OPEN)),
        ((40, 38), Holding.BROKEN, (Verdict.STOP, Because.BROKEN)),
    ],
)
def test_guardrails_hold_or_break_or_are_open(
    values: tuple[float, float], holding: Holding, expected: tuple[Verdict, Because]
) -> None:
    found = read(pilot(300, 360, guardrails=(PROFIT,), results={"guardrails": profit(*values)}), TODAY)
    assert [one.holding for one in found.guardrails] == [holding]
    assert outcome(found) == expected


def test_guardrail_that_was_not_counted_keeps_it_from_scaling() -> None:
    found = read(pilot(300, 360, guardrails=(PROFIT,)), TODAY)
    assert outcome(found) == (Verdict.NOT_YET, Because.GUARDRAIL_NOT_COUNTED)
    assert found.reason.startswith(
        "“Profit” was not counted or has no margin, and has to hold before it scales;"
    )
    without = read(pilot(300, 360, guardrails=(PROFIT,), rule={"guardrails_hold": False}), TODAY)
    assert outcome(without) == (Verdict.SCALE, Because.MET)


@pytest.mark.parametrize(
    ("made", "because", "reason"),
    [
        (pilot(300, 360, test={"arms": ARMS[:1]}), Because.NO_TEST, "There is no test with two arms"),
        (pilot(300, 360, frozen=None), Because.NOT_FROZEN, "Its design was not frozen"),
        (
            pilot(300, 360, frozen=Frozen(date=START, digest="0004")),
            Because.CHANGED,
            "Its design is not the one on record",
        ),
        (pilot(starts=dt.date(2027, 1, 4)), Because.NOT_BEGUN, "It begins on 2027-01-04."),
        (pilot(ends=dt.date(2027, 1, 4)), Because.RUNNING, "It is still running; its end is 2027-01-04."),
        (pilot(ends=None), Because.RUNNING, "It is still running; no end has been set."),
        (pilot(), Because.NO_RESULTS, "It ended on 2026-06-28, and no results have been recorded."),
        (
            pilot(300, 360, results={"date": dt.date(2027, 1, 4)}),
            Because.TO_COME,
            "Its results are dated 2027-01-04, which is still to come.",
        ),
        (
            pilot(300, 360, results={"date": dt.date(2026, 5, 4)}),
            Because.TOO_EARLY,
            "No look was planned for 2026-05-04; its end is 2026-06-28.",
        ),
        (
            pilot(results={"arms": {arm.id: ArmResult(units=1000) for arm in ARMS}}),
            Because.NOT_COUNTED,
            "The KPI was not counted in every arm.",
        ),
        (
            pilot(300, 360, test={"type": TrialType.MATCHED_MARKETS}),
            Because.NOT_COUNTED,
            "What each cluster showed was not recorded in full",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(made: Pilot, because: Because, reason: str) -> None:
    found = read(made, TODAY)
    assert outcome(found) == (Verdict.NOT_YET, because)
    assert found.reason.startswith(reason)


def test_without_an_end_the_planned_size_is_the_end() -> None:
    assert outcome(read(pilot(300, 360, ends=None), TODAY)) == (Verdict.SCALE, Because.MET)
    short = {
        "arms": {
            arm.id: ArmResult(units=900, events=count) for arm, count in zip(ARMS, (270, 324), strict=True)
        }
    }
    assert outcome(read(pilot(results=short, ends=None), TODAY)) == (Verdict.NOT_YET, Because.TOO_EARLY)


def test_sample_ratio_counts_all_who_were_drawn() -> None:
    """1,100 to 900 were drawn; that 100 were excluded from one arm does not mend it."""
    found = read(pilot(300, 360, results={"drawn": {"usual": 1100, "page": 900}}), TODAY)
    assert outcome(found) == (Verdict.NOT_YET, Because.RATIO)
    assert found.ratio is not None
    assert found.ratio.p == pytest.approx(float(stats.chisquare([1100, 900]).pvalue))


def looked(*events: int, units: int = 500, on: dt.date = dt.date(2026, 4, 15), **test: Any) -> Reading:
    """At the one look that was planned, at half of the units."""
    looks = {"looks": (Look(date=dt.date(2026, 4, 13), information=Decimal(50)),)}
    arms = {arm.id: ArmResult(units=units, events=count) for arm, count in zip(ARMS, events, strict=True)}
    return read(pilot(test=looks | test, results={"date": on, "arms": arms}), TODAY)


def test_look_takes_more_to_decide_than_the_end() -> None:
    """4 points of 500 and 500 are z = 1.4; the bound at half time is 2.963."""
    assert outcome(looked(150, 180)) == (Verdict.NOT_YET, Because.GOES_ON)
    early = looked(150, 205)
    assert outcome(early) == (Verdict.SCALE, Because.MET)
    assert early.look is not None
    assert early.look.level == pytest.approx(0.00305, abs=0.00001)
    assert "99.7 per cent interval" in early.reason


def test_look_that_comes_late_is_none() -> None:
    assert outcome(looked(150, 205, on=dt.date(2026, 4, 22))) == (Verdict.NOT_YET, Because.TOO_EARLY)


def test_more_units_than_planned_at_a_look_let_more_of_alpha_be_spent() -> None:
    half, more = looked(150, 180).look, looked(210, 252, units=700).look
    assert half is not None
    assert more is not None
    assert (more.fractions, half.level < more.level) == ((0.7,), True)


def test_hopeless_pilot_stops_at_a_look_if_it_was_so_planned() -> None:
    assert outcome(looked(150, 130, futility=Decimal("0.1"))) == (Verdict.STOP, Because.FUTILE)
    assert outcome(looked(150, 130)) == (Verdict.NOT_YET, Because.GOES_ON)


def test_last_look_has_what_alpha_is_left() -> None:
    found = read(pilot(300, 360, test={"looks": (Look(information=Decimal(50)),)}), TODAY)
    assert found.look is not None
    assert found.look.final
    assert found.look.level == pytest.approx(0.049, abs=0.0001)  # z = 1.969


def test_best_of_several_arms_decides_and_alpha_is_shared() -> None:
    third = (*ARMS, Arm(id="call", share=Decimal(50), planned=1000))
    arms = {
        name: ArmResult(units=1000, events=count)
        for name, count in (("usual", 300), ("page", 310), ("call", 360))
    }
    found = read(pilot(test={"arms": third}, results={"arms": arms}), TODAY)
    assert outcome(found) == (Verdict.SCALE, Because.MET)
    assert found.effect is not None
    assert (found.effect.arm, found.effect.confidence) == ("call", 0.975)
    assert [one.arm for one in found.effects] == ["page", "call"]


def test_cautions_tell_what_the_figures_hide() -> None:
    made = pilot(300, 360, test={"type": TrialType.BEFORE_AFTER, "arms": tuple(
        arm.model_copy(update={"planned": 2000}) for arm in ARMS)})  # fmt: skip
    assert read(made, TODAY).cautions == (
        "Before and after are compared without a group beside them: the season counts, too.",
        "Of 4,000 units that were planned, 2,000 were counted.",
    )


@given(st.integers(5, 3000), st.integers(5, 3000), st.floats(0, 1), st.floats(0, 1))
def test_interval_of_proportions_is_newcombes(first: int, second: int, base: float, other: float) -> None:
    events = round(first * base), round(second * other)
    found = between_units(
        PROPORTION, ArmResult(units=first, events=events[0]), ArmResult(units=second, events=events[1])
    )
    assert found is not None
    theirs = confint_proportions_2indep(events[1], second, events[0], first, method="newcomb")
    assert found.interval(0.05) == pytest.approx([100 * float(end) for end in theirs], abs=1e-6)


def test_published_example_of_newcombe() -> None:
    """Newcombe (1998), table II, example (a): 56/70 - 48/80 is 0.0524 to 0.3339 by method 10."""
    found = between_units(PROPORTION, ArmResult(units=80, events=48), ArmResult(units=70, events=56))
    assert found is not None
    assert found.interval(0.05) == pytest.approx((5.24, 33.39), abs=0.01)


@given(
    st.lists(st.floats(-50, 50), min_size=3, max_size=40),
    st.lists(st.floats(-50, 50), min_size=3, max_size=40),
)
def test_interval_of_means_is_welchs(first: list[float], second: list[float]) -> None:
    groups = [np.array(first) + np.arange(len(first)), np.array(second) + np.arange(len(second))]
    arms = [
        ArmResult(
            units=len(group),
            mean=Decimal(repr(float(group.mean()))),
            sd=Decimal(repr(float(group.std(ddof=1)))),
        )
        for group in groups
    ]
    found = between_units(Trial(type=TrialType.RANDOMISED, measure=Measure.MEAN), arms[0], arms[1])
    assert found is not None
    compared = CompareMeans(DescrStatsW(groups[1]), DescrStatsW(groups[0]))
    theirs = compared.tconfint_diff(alpha=0.05, usevar="unequal")
    assert found.interval(0.05) == pytest.approx([float(end) for end in theirs], rel=1e-6, abs=1e-6)


def test_interval_of_rates_at_nothing_and_at_many() -> None:
    """At nothing the upper limit is z² / n beside the other arm's; at many it is that of Wald."""
    count = Trial(type=TrialType.RANDOMISED, measure=Measure.COUNT, per=1000)
    none = between_units(count, ArmResult(units=1000, events=0), ArmResult(units=1000, events=0))
    assert none is not None
    assert none.interval(0.05) == pytest.approx((-3.8415, 3.8415), abs=0.001)
    many = between_units(
        count, ArmResult(units=100_000, events=20_000), ArmResult(units=100_000, events=21_000)
    )
    assert many is not None
    half = 1.959964 * 1000 * (41_000 / 1e10) ** 0.5
    assert many.interval(0.05) == pytest.approx((10 - half, 10 + half), abs=0.01)


def test_changes_are_compared_with_the_comparisons_change() -> None:
    """Both rose from 30 per cent, one to 32 and the other to 37: 5 points, with the variance of all four."""
    arms = [ArmResult(units=1000, events=count) for count in (300, 300, 320, 370)]
    found = between_changes(PROPORTION, (arms[0], arms[1]), (arms[2], arms[3]))
    assert found is not None
    half = 1.959964 * ((30 * 70 * 2 + 32 * 68 + 37 * 63) / 1000) ** 0.5
    assert found.interval(0.05) == pytest.approx((5 - half, 5 + half), abs=1e-4)
    made = pilot(
        320, 370, test={"type": TrialType.BEFORE_AFTER, "counted_before": True},
        results={"before": {"usual": arms[0], "page": arms[1]}},
    )  # fmt: skip
    assert outcome(read(made, TODAY)) == (Verdict.ITERATE, Because.UNCLEAR)


def market(name: str, arm: str, mean: float, **more: Any) -> ClusterResult:
    return ClusterResult(id=name, arm=arm, units=100, mean=Decimal(repr(mean)), sd=Decimal(1), **more)


MEAN = Trial(type=TrialType.MATCHED_MARKETS, measure=Measure.MEAN)


def test_pairs_are_compared_by_their_differences() -> None:
    values = {"a": (10.0, 12.0), "b": (20.0, 21.0), "c": (15.0, 18.0)}
    rows = [
        market(f"{pair}{arm}", arm, values[pair][at], pair=pair)
        for pair in values
        for at, arm in enumerate(("no", "yes"))
    ]
    found = between_clusters(MEAN, rows, ("no", "yes"))
    assert found is not None
    theirs = stats.ttest_rel([12, 21, 18], [10, 20, 15]).confidence_interval(0.95)
    assert found.interval(0.05) == pytest.approx((float(theirs.low), float(theirs.high)))


def test_clusters_count_once_and_by_their_change_if_counted_before() -> None:
    rows = [
        market(f"{arm}{index}", arm, value, period=period)
        for arm, series in {
            "no": [(10, 11), (20, 20), (12, 13)],
            "yes": [(9, 12), (18, 23), (11, 14)],
        }.items()
        for index, pair in enumerate(series)
        for period, value in enumerate(pair)
    ]
    found = between_clusters(MEAN, rows, ("no", "yes"))
    assert found is not None
    theirs = stats.ttest_ind([3, 5, 3], [1, 0, 1], equal_var=False).confidence_interval(0.95)
    assert found.interval(0.05) == pytest.approx((float(theirs.low), float(theirs.high)))
    assert between_clusters(MEAN, rows[1:], ("no", "yes")) is None  # one was not counted before
    assert between_clusters(MEAN, [], ("no", "yes")) is None


def steps(seed: int, effect: float = 2.0, between: float = 3.0) -> list[ClusterResult]:
    """Eight shops in four steps of five periods."""
    chance = np.random.default_rng(seed)
    arms = ("longest", "third", "second", "first")
    rows = []
    for shop in range(8):
        level = chance.normal(20, between)
        for period in range(1, 6):
            on = period > len(arms) - shop // 2
            value = level + 0.5 * period + effect * on + chance.normal(0, 1)
            rows.append(market(f"s{shop}", arms[shop // 2], float(value), period=period))
    return rows


@pytest.mark.parametrize(("seed", "between"), [(1, 3.0), (2, 1.0), (3, 10.0)])
def test_steps_are_read_as_statsmodels_reads_its_mixed_model(seed: int, between: float) -> None:
    rows = steps(seed, between=between)
    arms = ("longest", "third", "second", "first")
    found = in_steps(Trial(type=TrialType.STEPPED_WEDGE, measure=Measure.MEAN), rows, arms)
    assert found is not None
    on = [float(row.period > 4 - arms.index(row.arm)) for row in rows]
    x = np.column_stack([on, np.tile(np.eye(5), (8, 1))])
    y = np.array([float(row.mean or 0) for row in rows])
    theirs = MixedLM(y, x, groups=np.repeat(np.arange(8), 5)).fit(reml=True)
    assert found.effect == pytest.approx(float(theirs.fe_params[0]), abs=1e-3)
    weight = np.kron(np.eye(8), np.linalg.inv(np.eye(5) * theirs.scale + theirs.cov_re))
    error = np.sqrt(np.linalg.inv(x.T @ weight @ x)[0, 0])
    low, high = found.interval(0.05)
    assert (high - low) / 2 == pytest.approx(float(error * stats.t.ppf(0.975, 40 - 8 - 5)), rel=1e-3)


def test_stepped_wedge_is_read_from_its_clusters() -> None:
    arms = tuple(Arm(id=name, planned=2) for name in ("longest", "third", "second", "first"))
    made = pilot(
        test={
            "type": TrialType.STEPPED_WEDGE,
            "measure": Measure.MEAN,
            "arms": arms,
            "clusters": Clusters(size=100, sd=Decimal(3)),
        },
        results={"arms": {arm.id: ArmResult(units=2) for arm in arms}, "clusters": tuple(steps(1))},
    )
    found = read(made, TODAY)
    assert outcome(found) == (Verdict.SCALE, Because.MET)
    assert found.reason.startswith("After the change there was 3.1 more (95 per cent interval 2.4 to 3.9)")


def test_steps_that_say_nothing_are_not_read() -> None:
    trial = Trial(type=TrialType.STEPPED_WEDGE, measure=Measure.MEAN)
    arms = ("longest", "third", "second", "first")
    assert in_steps(trial, [row for row in steps(1) if row.period == 3], arms) is None
    assert in_steps(trial, steps(1), ("a", "b")) is None


def test_plan_learns_by_initiative() -> None:
    found = learnt(kestrel().values(), TODAY)
    said = {name: (one.verdict, one.date.isoformat(), one.decided) for name, one in found.items()}
    assert said == {
        "first-sixty-days": (Verdict.SCALE, "2026-06-29", True),
        "loyalty-discount": (Verdict.STOP, "2026-05-18", True),
        "consent-on-record": (Verdict.ITERATE, "2026-05-25", True),
        "one-value-four-voices": (Verdict.ITERATE, "2026-06-29", True),
        "code-in-the-box": (Verdict.NOT_YET, "2026-09-21", True),
    }
    effect = found["first-sixty-days"].effect
    assert effect is not None
    assert round(effect.effect, 1) == 2.3
    assert found["consent-on-record"].effect is None


def test_plan_knows_nothing_that_was_decided_later() -> None:
    """In June the result is in and not decided on: the frozen rule speaks."""
    early = learnt(kestrel().values(), dt.date(2026, 6, 1))
    assert early["first-sixty-days"].verdict == Verdict.NOT_YET
    undecided = pilot(300, 360)
    one = learnt([undecided], TODAY)["consent"]
    assert (one.verdict, one.date, one.decided) == (Verdict.SCALE, END, False)


def test_latest_decision_of_an_initiative_stands() -> None:
    first = pilot(300, 360, decision=Decision(verdict=Verdict.ITERATE, date=END, reason="Once more."))
    again = pilot(id="again", decision=Decision(verdict=Verdict.STOP, date=TODAY, reason="No."))
    waiting = pilot(id="third", starts=None, ends=None)
    assert learnt([waiting, again, first], TODAY)["consent"].pilot == "again"
