"""What a pilot needs and can show: worked examples, published tables, and statsmodels beside them."""

from decimal import Decimal
from math import inf, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.power import NormalIndPower, TTestIndPower, TTestPower

from assess.model.pilot import Arm, Clusters, Guardrail, Look, Measure, Trial, TrialType
from assess.planning.pilots.looks import bounds, conditional_power, power, spent
from assess.planning.pilots.precision import precision
from assess.planning.pilots.sizing import sized

RANDOMISED: dict[str, Any] = {
    "type": TrialType.RANDOMISED,
    "unit": "household",
    "arms": (Arm(id="usual", planned=8925), Arm(id="messages", planned=8925)),
    "baseline": Decimal(34),
    "smallest_effect": Decimal(2),
    "alpha": Decimal("0.05"),
    "power": Decimal("0.8"),
    "weekly_volume": 2413,
    "intake_weeks": 8,
    "follow_up_weeks": 13,
}


def trial(**changes: Any) -> Trial:
    return Trial(**RANDOMISED | changes)


def arms(*planned: int, shares: tuple[int, ...] = ()) -> tuple[Arm, ...]:
    return tuple(
        Arm(id=f"a{index}", planned=count or None, share=Decimal(shares[index]) if shares else None)
        for index, count in enumerate(planned)
    )


def test_the_worked_example() -> None:
    found = sized(trial())
    assert found.required == (8925, 8925)
    assert (found.intake_weeks, found.weeks) == (8, 21)
    assert found.power == pytest.approx(0.80, abs=0.0005)
    assert found.detectable == pytest.approx(2.0, abs=0.0005)
    assert found.says == (
        (
            "With 8,925 households in each arm, 17,850 in all, the pilot can show an effect of 2 points "
            "with a chance of 80 per cent."
        ),
        "At 2,413 a week that takes an intake of 8 weeks, then 13 weeks of follow-up.",
    )


@pytest.mark.parametrize(
    ("baseline", "effect", "required"), [(58, "1.5", 16904), (30, "2.6", 4990), (6, "2", 2551)]
)
def test_sizes_of_the_other_pilots(baseline: int, effect: str, required: int) -> None:
    found = sized(trial(baseline=Decimal(baseline), smallest_effect=Decimal(effect)))
    assert found.required == (required, required)


@pytest.mark.parametrize(
    ("d", "wanted", "required"),
    [("0.2", "0.8", 394), ("0.5", "0.8", 64), ("0.8", "0.8", 26), ("0.5", "0.9", 86), ("0.2", "0.9", 527)],
)
def test_sizes_of_means_as_in_cohens_table(d: str, wanted: str, required: int) -> None:
    """Cohen (1988), table 2.4.1: two-sided 5 per cent; 393 and 85, 526 there by interpolation are 1 less."""
    changes = {
        "measure": Measure.MEAN,
        "sd": Decimal(1),
        "smallest_effect": Decimal(d),
        "power": Decimal(wanted),
    }
    assert sized(trial(**changes)).required == (required, required)


@given(st.integers(5, 400), st.integers(1, 9), st.floats(0.05, 1.5))
def test_power_of_means_is_that_of_statsmodels(first: int, ratio: int, d: float) -> None:
    here = trial(measure=Measure.MEAN, sd=Decimal(1), baseline=None)
    found = precision(here, (first, first * ratio), 1, d)
    assert found is not None
    theirs = TTestIndPower().power(d, first, 0.05, ratio=ratio, alternative="larger")
    assert found.power(d, 0.05, 1) == pytest.approx(float(theirs), abs=1e-6)


@given(st.integers(2, 60), st.floats(0.1, 2))
def test_power_of_pairs_is_that_of_statsmodels(pairs: int, d: float) -> None:
    here = trial(type=TrialType.MATCHED_MARKETS, sd=Decimal(1))
    found = precision(here, (pairs, pairs), 1, d)
    assert found is not None
    theirs = TTestPower().power(d, pairs, 0.05, alternative="larger")
    assert found.power(d, 0.05, 1) == pytest.approx(float(theirs), abs=1e-6)


def test_power_of_proportions_is_that_of_statsmodels() -> None:
    """Whose two-sided power counts the wrong side, too, which here is less than a millionth."""
    effect = 2 / sqrt((34 * 66 + 36 * 64) / 2)
    theirs = NormalIndPower().power(effect, 8925, 0.05, alternative="two-sided")
    assert sized(trial()).power == pytest.approx(float(theirs), abs=1e-6)


@given(st.integers(10, 90), st.integers(1, 9), st.sampled_from([1, 2]), st.sampled_from(["0.8", "0.9"]))
def test_required_size_is_the_smallest_that_is_enough(
    base: int, effect: int, sides: int, wanted: str
) -> None:
    here = trial(
        baseline=Decimal(base),
        smallest_effect=Decimal(effect),
        sides=sides,
        power=Decimal(wanted),
        arms=arms(0, 0),
    )
    required = sized(here).required
    assert required is not None
    for size, enough in ((required[0], True), (required[0] - 1, False)):
        planned = sized(here.model_copy(update={"arms": arms(size, size)}))
        assert planned.power is not None
        assert (planned.power >= float(wanted)) is enough


def test_small_holdout_needs_more_than_equal_arms_and_says_so() -> None:
    here = trial(type=TrialType.HOLDOUT, arms=arms(1000, 9000, shares=(10, 90)))
    found = sized(here)
    assert found.required is not None
    assert sum(found.required) > 2 * 17850
    assert found.required[1] == pytest.approx(9 * found.required[0], abs=9)
    assert any(line.startswith("In arms of one size 17,850 in all would do") for line in found.says)


def test_three_pairs_of_shops_show_nothing_below_eight_points() -> None:
    found = sized(
        trial(
            type=TrialType.MATCHED_MARKETS,
            unit="shop",
            sd=Decimal("2.5"),
            baseline=Decimal(22),
            smallest_effect=Decimal(1),
            arms=arms(3, 3),
            weekly_volume=None,
        )
    )
    assert not found.enough
    assert found.required == (52, 52)
    assert found.detectable == pytest.approx(8.16, abs=0.01)
    assert found.says[0] == (
        "This pilot cannot answer its question: 3 pairs would show an effect of 1 point with a chance "
        "of 6 per cent only."
    )
    assert any("stepped wedge" in line for line in found.says)


def test_stepped_wedge_over_24_shops_shows_one_point() -> None:
    found = sized(wedge())
    assert found.enough
    assert found.required == (6, 6, 6, 6)
    assert found.detectable == pytest.approx(0.97, abs=0.005)


def wedge(**changes: Any) -> Trial:
    given = {
        "type": TrialType.STEPPED_WEDGE,
        "unit": "shop",
        "baseline": Decimal(22),
        "smallest_effect": Decimal(1),
        "arms": arms(6, 6, 6, 6),
        "clusters": Clusters(size=1600, sd=Decimal(3)),
        "weekly_volume": None,
    }
    return trial(**given | changes)


@pytest.mark.parametrize("sizes", [(6, 6, 6, 6), (2, 3, 1), (1, 1, 1, 1, 4)])
@pytest.mark.parametrize("between", ["0.1", "3", "12"])
def test_variance_of_steps_is_that_of_generalised_least_squares(sizes: tuple[int, ...], between: str) -> None:
    """Hussey and Hughes (2007), equation 8, beside the same model written out as matrices."""
    here = wedge(arms=arms(*sizes), clusters=Clusters(size=1500, sd=Decimal(between)))
    found = precision(here, sizes, 1, 1.0)
    assert found is not None
    periods, clusters = len(sizes) + 1, sum(sizes)
    steps = [step for step, size in enumerate(sizes, 1) for _ in range(size)]
    treated = np.array([[float(period >= periods - step) for period in range(periods)] for step in steps])
    x = np.column_stack([treated.ravel(), np.tile(np.eye(periods), (clusters, 1))])
    block = np.eye(periods) * 22 * 78 / 1500 + float(between) ** 2
    weight = np.kron(np.eye(clusters), np.linalg.inv(block))
    assert found.error == pytest.approx(float(np.sqrt(np.linalg.inv(x.T @ weight @ x)[0, 0])), rel=1e-9)


def test_steps_may_tell_likeness_by_correlation_or_by_spread() -> None:
    """A spread of 3 beside the 41.4 of a visitor is a correlation of 9 in 9 + 1,716."""
    spread, share = wedge(), wedge(clusters=Clusters(size=1600, correlation=Decimal("0.00521739")))
    errors = [found.error for one in (spread, share) if (found := precision(one, (6, 6, 6, 6), 1, 1.0))]
    assert errors[1] == pytest.approx(errors[0], rel=0.005)


@pytest.mark.parametrize(
    ("type_", "planned", "sd"), [(TrialType.MATCHED_MARKETS, 1, "2.5"), (TrialType.RANDOMISED, 1, "30")]
)
def test_one_of_each_shows_nothing(type_: TrialType, planned: int, sd: str) -> None:
    mean = {"measure": Measure.MEAN, "sd": Decimal(sd)}
    found = sized(trial(type=type_, arms=arms(planned, planned), **mean))
    assert found.power == 0
    assert found.detectable is None
    assert "No effect that is possible would be shown with a chance of 80 per cent." in found.says


def test_alike_units_of_a_cluster_count_for_less() -> None:
    here = trial(clusters=Clusters(size=100, correlation=Decimal("0.01")), arms=arms(90, 90))
    alone, together = precision(trial(), (9000, 9000), 1, 2.0), precision(here, (90, 90), 1, 2.0)
    assert alone is not None
    assert together is not None
    assert together.error == pytest.approx(alone.error * sqrt(1 + 99 * 0.01))
    assert together.freedom == 178


def test_counting_before_doubles_the_variance_where_nothing_changes() -> None:
    plain, both = trial(), trial(type=TrialType.BEFORE_AFTER, counted_before=True)
    errors = [found.error for one in (plain, both) if (found := precision(one, (500, 500), 1, 0.0))]
    assert errors[1] == pytest.approx(errors[0] * sqrt(2))


def test_rates_vary_as_poisson_counts_with_their_overdispersion() -> None:
    """2 complaints in 10,000 messages: each arm's rate varies by sqrt(2 x 10,000 / 50,000)."""
    here = trial(measure=Measure.COUNT, baseline=Decimal(2), per=10_000, overdispersion=Decimal(4))
    found = precision(here, (50_000, 50_000), 1, 0.0)
    assert found is not None
    assert found.error == pytest.approx(2 * sqrt(2 * 2 * 10_000 / 50_000))
    assert found.freedom == inf


def test_score_varies_by_its_shares() -> None:
    """40 per cent promoters and 20 detractors: 100 x sqrt(.6 - .04)."""
    shares = {"measure": Measure.NPS, "promoters": Decimal(40), "detractors": Decimal(20)}
    found = precision(trial(**shares), (100, 100), 1, 5.0)
    assert found is not None
    assert found.error == pytest.approx(100 * sqrt(0.56) * sqrt(2 / 100))


@pytest.mark.parametrize(
    ("looks", "table"),
    [
        (2, (2.963, 1.969)),
        (3, (3.710, 2.511, 1.993)),
        (4, (4.333, 2.963, 2.359, 2.014)),
        (5, (4.877, 3.357, 2.680, 2.290, 2.031)),
    ],
)
def test_bounds_are_those_of_lan_and_demets(looks: int, table: tuple[float, ...]) -> None:
    """Two-sided 5 per cent at equal steps, as in Reboussin, DeMets, Kim and Lan (2000), program LD98."""
    found = bounds(0.05, 2, tuple(number / looks for number in range(1, looks + 1)))
    assert found == pytest.approx(table, abs=0.0006)


@given(
    st.lists(st.floats(0.1, 0.95), min_size=1, max_size=4, unique_by=lambda at: round(at, 1)).map(sorted),
    st.sampled_from([1, 2]),
)
def test_all_looks_together_spend_alpha_and_no_more(at: list[float], sides: int) -> None:
    fractions = (*at, 1.0)
    assert power(0.0, 0.05, sides, fractions) == pytest.approx(0.05 / sides, abs=1e-6)


def test_alpha_is_spent_late() -> None:
    assert [round(spent(0.025, at), 5) for at in (0.2, 0.5, 1)] == [0.0, 0.00153, 0.025]


def test_looks_cost_a_few_units() -> None:
    none, two = (
        sized(trial()),
        sized(trial(looks=(Look(information=Decimal(33)), Look(information=Decimal(67))))),
    )
    assert none.required is not None
    assert two.required is not None
    assert 1.005 < two.required[0] / none.required[0] < 1.02


def test_conditional_power_at_the_end_of_hope() -> None:
    """Lan and Wittes: nothing found at half time, and a planned drift of 2.8 left for the other half."""
    assert conditional_power(0.0, 0.5, 2.8, 1.96) == pytest.approx(0.2141, abs=0.0005)


def test_guardrails_have_power_of_their_own() -> None:
    guardrails = (
        Guardrail(id="profit", name="Profit", measure=Measure.MEAN, margin=Decimal(-2), sd=Decimal(45)),
        Guardrail(id="opt-outs", name="Opt-outs", margin=Decimal("0.6"), baseline=Decimal(2)),
        Guardrail(id="narrow", name="Narrow", margin=Decimal("0.1"), baseline=Decimal(2)),
        Guardrail(id="unknown", name="Unknown", margin=Decimal(1)),
        Guardrail(id="none", name="None", margin=Decimal(0), baseline=Decimal(2)),
    )
    found = sized(trial(), guardrails)
    chances = [one.power for one in found.guardrails]
    assert chances[:3] == pytest.approx([0.907, 0.888, 0.122], abs=0.001)
    assert chances[3] is None
    assert found.says[2] == (
        "Were “Narrow” unchanged, it would be seen to hold with a chance of 12 per cent only: the margin of "
        "0.1 is narrow for so few."
    )
    assert found.says[3].endswith("Missing: where the KPI stands today (`baseline`).")
    assert found.says[4].startswith("A margin of 0 means that “None” has to get better before it holds.")


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"baseline": None}, ("baseline",)),
        ({"smallest_effect": None}, ("smallest_effect",)),
        ({"baseline": Decimal(99)}, ("smallest_effect",)),  # 101 per cent
        ({"arms": arms(10)}, ("arms",)),
        ({"measure": Measure.MEAN}, ("sd",)),
        ({"measure": Measure.NPS}, ("promoters", "detractors")),
        ({"type": TrialType.MATCHED_MARKETS}, ("sd",)),
        ({"type": TrialType.STEPPED_WEDGE}, ("clusters",)),
        ({"clusters": Clusters(size=10)}, ("clusters",)),
    ],
)
def test_what_is_missing_is_named(changes: dict[str, Any], lacks: tuple[str, ...]) -> None:
    found = sized(trial(**changes))
    assert found.lacks == lacks
    assert found.required is None
    assert found.says[0].startswith("Its size cannot be worked out yet. Missing: ")


def test_too_short_an_intake_names_the_long_one() -> None:
    found = sized(trial(arms=arms(3000, 3000), intake_weeks=3))
    assert not found.enough
    assert found.says[-1] == (
        "At 2,413 a week that takes an intake of 8 weeks instead of 3, then 13 weeks of follow-up."
    )


def test_pilot_of_years_is_told_to_be_another_one() -> None:
    found = sized(trial(smallest_effect=Decimal("0.5")))
    assert found.says[-1].startswith("More than 2 years is too long.")


def test_before_and_after_are_told_what_no_number_cures() -> None:
    found = sized(trial(type=TrialType.BEFORE_AFTER))
    assert "no number of units cures" in found.says[-1]
    assert "no number of units cures" not in str(
        sized(trial(type=TrialType.BEFORE_AFTER, counted_before=True)).says
    )


def test_several_arms_share_alpha() -> None:
    two, three = sized(trial(arms=arms(0, 0))), sized(trial(arms=arms(0, 0, 0)))
    half = sized(trial(arms=arms(0, 0), alpha=Decimal("0.025")))
    assert two.required is not None
    assert three.required is not None
    assert half.required is not None
    assert three.required == (half.required[0],) * 3
    assert three.required[0] > two.required[0]
