"""What a customer is worth, the forecast, and the figures that both come from, worked by hand."""

from decimal import Decimal

import pytest

from assess.model.engagement import Engagement
from assess.planning.money.amounts import money, number, per_cent
from assess.planning.money.baseline import InFullYear, baseline, standing_still
from assess.planning.money.customer import comparisons, customer_values
from assess.planning.money.ledger import Ledger
from assess.planning.money.needs import missing

D = Decimal

# Kestrel & Rowe in short. Last year: 205 x .56 = 114.80 a customer kept, 347 x .36 = 124.92 a customer won.
FIGURES: dict[str, tuple[str, str | int, str | int | None]] = {
    "opening-customers": ("customers", 790000, 820000),
    "retention": ("per cent of opening customers", 62, "64.2"),
    "new-customers": ("customers", 330200, 306560),
    "revenue-per-retained-customer": ("EUR", 205, 209),
    "revenue-per-new-customer": ("EUR", 347, 345),
    "gross-margin-retained": ("per cent of revenue", 56, 56),
    "gross-margin-new": ("per cent of revenue", 36, 36),
    "marketing-to-win": ("EUR m", "22.1", "20.8"),
    "acquisition-selling": ("EUR m", 6, 6),
    "discount-rate": ("per cent a year", 9, None),
}


def engagement(
    *more: dict[str, object], without: str = "", periods: tuple[str, ...] = ("FY25", "FY26"), **rest: object
) -> Engagement:
    figures = [
        {"id": name, "name": name, "value": D(value), "unit": unit, "period": period}
        for name, (unit, *values) in FIGURES.items()
        for period, value in zip(("FY25", "FY26"), values, strict=True)
        if value is not None and name != without and (period in periods or name == "discount-rate")
    ]
    return Engagement.model_validate(
        {
            "schema": "assess/engagement@1",
            "client": {"name": "Kestrel"},
            "questionnaire": "small",
            "version": "1.0",
            "figures": [*figures, *more],
            **rest,
        }
    )


def figure(name: str, value: str, unit: str, period: str = "FY26") -> dict[str, object]:
    return {"id": name, "name": name, "value": D(value), "unit": unit, "period": period, "source": "Accounts"}


@pytest.mark.parametrize(
    ("period", "renewal", "lifetime", "won_for", "months", "point"),
    [
        # 114.80 x .62 / (1 + .09 - .62) = 71.176 / .47;  28.1m / 330,200;  85.10 / 124.92 x 12
        ("FY25", "151.44", "276.36", "85.10", "8.2", 906_920),
        # 117.04 x .642 / (1.09 - .642) = 75.13968 / .448;  26.8m / 306,560;  87.42 / 124.20 x 12
        ("FY26", "167.72", "291.92", "87.42", "8.4", 959_728),
    ],
)
def test_a_customer_is_worth_what_can_be_worked_out_by_hand(
    period: str, renewal: str, lifetime: str, won_for: str, months: str, point: int
) -> None:
    value = {v.period: v for v in customer_values(Ledger(engagement()))}[period]
    assert value.acquisition_cost
    assert value.payback
    assert value.renewal
    assert value.lifetime
    assert round(value.renewal.result, 2) == D(renewal)
    assert round(value.lifetime.result, 2) == D(lifetime)
    assert round(value.acquisition_cost.result, 2) == D(won_for)
    assert value.payback.result == D(months)
    assert value.retention_point.result == point


def test_a_sum_stands_there_in_words_and_with_its_numbers() -> None:
    latest, before = customer_values(Ledger(engagement()))
    assert before.renewal
    assert latest.renewal
    assert before.renewal.words == "m × r / (1 + d − r): yearly gross profit m, retention r, discount rate d"
    assert before.renewal.numbers == "€114.8 × 0.62 / (1 + 0.09 − 0.62)"
    assert before.renewal.note == "It leaves out the first period, in which the customer is won."
    assert latest.renewal.note.endswith("The discount rate is that of FY25.")
    assert latest.retention_point.numbers == "820,000 × 1 per cent × €117"


def test_without_selling_cost_the_cost_of_winning_says_that_it_is_too_low() -> None:
    value = customer_values(Ledger(engagement(without="acquisition-selling")))[0]
    assert value.acquisition_cost
    assert value.acquisition_cost.numbers == "€20.8m / 306,560"
    assert value.acquisition_cost.note == "Selling cost is not stated, so the true cost is higher."


def test_without_marketing_money_nothing_is_said_of_the_cost_of_winning() -> None:
    value = customer_values(Ledger(engagement(without="marketing-to-win")))[0]
    assert (value.acquisition_cost, value.payback) == (None, None)


def test_a_stated_value_stands_beside_the_computed_ones_of_its_period_and_of_the_latest() -> None:
    ledger = Ledger(engagement(figure("renewal-value", "151", "EUR", "FY25")))
    (compared,) = comparisons(ledger, customer_values(ledger))
    assert compared.same_period
    assert compared.latest
    assert (compared.stated, compared.period) == (D(151), "FY25")
    assert (round(compared.same_period.result), compared.same_period.period) == (151, "FY25")
    assert (round(compared.latest.result), compared.latest.period) == (168, "FY26")


def test_the_forecast_goes_on_with_those_who_were_kept_and_won() -> None:
    # 820,000 x .642 = 526,440 kept; with 306,560 won they open the next year: 833,000 x .642 = 534,786.
    forecast = baseline(Ledger(engagement()), 2)
    assert forecast
    first = forecast.years[0]
    assert (first.opening, first.kept, first.won) == (D(833_000), D(534_786), D(306_560))
    assert first.gross_profit == D(534786) * D("117.04") + D(306560) * D("124.2")
    assert first.quarter == first.gross_profit / 4
    assert forecast.trend == "No trend is stated: customers won and retention stay as in FY26."


def test_a_stated_trend_is_followed() -> None:
    stated = engagement(
        figure("trend-new-customers", "-10", "per cent a year"),
        figure("trend-retention", "-1", "points a year"),
    )
    forecast = baseline(Ledger(stated), 2)
    assert forecast
    assert [year.won for year in forecast.years] == [D(275904), D("248313.6")]
    assert [year.retention for year in forecast.years] == [D("0.632"), D("0.622")]
    assert forecast.trend == (
        "As stated in the engagement, customers won change by −10 per cent a year and retention changes by "
        "−1 points a year."
    )


def test_the_latest_change_is_shown_beside_it_and_what_it_would_cost() -> None:
    forecast = baseline(Ledger(engagement()), 1)
    assert forecast
    assert forecast.observed_trend.startswith("Customers won fell by 7.2 per cent from FY25 to FY26")
    assert round(forecast.observed[0].won) == 284_612  # 306,560 x 306,560 / 330,200
    point = customer_values(Ledger(engagement()))[0].retention_point
    still = standing_still(forecast, InFullYear(D(300), D(100), D(60), point), "EUR")
    assert still.quarter_later.result == 50
    assert still.fall
    assert still.fall.result == forecast.gross_profit_now - forecast.observed[0].gross_profit
    assert still.points_to_pay is None  # 300 a year is more than 100 + 60 / 3


def test_a_plan_that_does_not_pay_says_how_much_retention_would_make_it_pay() -> None:
    forecast = baseline(Ledger(engagement()), 1)
    assert forecast
    point = customer_values(Ledger(engagement()))[0].retention_point
    still = standing_still(forecast, InFullYear(D(0), D(450_000), D(89592), point), "EUR")
    assert still.points_to_pay
    assert still.points_to_pay.result == D("0.5")  # (450,000 + 29,864) / 959,728


def test_without_an_earlier_year_no_trend_is_told() -> None:
    forecast = baseline(Ledger(engagement(periods=("FY26",))), 1)
    assert forecast
    assert (forecast.observed_trend, forecast.observed) == ("", ())


def test_what_is_missing_is_asked_for_by_role() -> None:
    asks = missing(Ledger(engagement(without="discount-rate")), "EUR")
    assert [(ask.id, ask.unit, ask.whom) for ask in asks] == [("discount-rate", "per cent", "Treasurer")]


def test_a_customer_who_never_leaves_has_no_finite_value_at_no_discount() -> None:
    forever = engagement(figure("retention", "100", "per cent"), figure("discount-rate", "0", "per cent"))
    value = customer_values(Ledger(forever))[0]
    assert (value.renewal, value.lifetime) == (None, None)


def test_a_figure_in_another_unit_is_asked_for_rather_than_computed_with() -> None:
    wrong = engagement(figure("retention", "64.2", "customers"), without="retention")
    assert [ask.id for ask in missing(Ledger(wrong), "EUR")] == ["retention"]


def test_the_forecast_says_when_revenue_falls_below_its_floor() -> None:
    # Year 1 with the latest trend: 534,786 x 209 + 284,612 x 345 = 209.96m; a year before it was 215.8m.
    stated = engagement(figure("revenue-floor", "213", "EUR m"))
    forecast = baseline(Ledger(stated), 3)
    assert forecast
    assert forecast.below_floor
    assert (forecast.below_floor.year, round(forecast.below_floor.revenue, -4)) == (1, D(209_960_000))
    unprotected = baseline(Ledger(engagement()), 3)
    assert unprotected
    assert unprotected.below_floor is None


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("62.328", "€62.3"),
        ("114.80", "€114.8"),
        ("9400", "€9,400"),
        ("156413.36", "€156k"),
        ("959728", "€0.96m"),
        ("6000000", "€6m"),
        ("99689289.6", "€99.7m"),
        ("-48000", "−€48k"),
        ("0", "€0"),
    ],
)
def test_money_is_written_without_digits_that_nobody_would_stand_for(amount: str, written: str) -> None:
    assert money(D(amount), "EUR") == written


def test_numbers_and_shares_are_written_as_people_write_them() -> None:
    assert (number(D(125476)), number(D("0.8695")), number(D(20))) == ("125,476", "0.87", "20")
    assert per_cent(D("0.642")) == "64.2 per cent"
    assert money(D(5), "CHF") == "CHF 5"
