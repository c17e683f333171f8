"""What a customer is worth, what winning one costs, and what one point of retention brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assess.planning.money.amounts import money, number
from assess.planning.money.ledger import Amount, Ledger
from assess.planning.money.record import Comparison, CustomerValue, Formula
from assess.text.numbers import rounded

LIFETIME = (
    "Gupta and Lehmann, Customers as assets (Journal of Interactive Marketing, 2003) and Managing Customers "
    "as Investments (2005): margin and retention stay the same from year to year"
)
_OWN = "Definition"
_WHOLE = ("opening-customers", "retention", "revenue-per-retained-customer", "gross-margin-retained")
_NEW = ("revenue-per-new-customer", "gross-margin-new")
_MONTHS = 12


@dataclass(frozen=True)
class _Year:
    """The figures of one period; the discount rate, where it is older, is the latest."""

    period: str
    opening: Amount
    retention: Amount
    revenue_kept: Amount
    margin_kept: Amount
    revenue_new: Amount
    margin_new: Amount
    discount: Amount
    new: Amount | None
    to_win: Amount | None
    selling: Amount | None


def customer_values(ledger: Ledger) -> tuple[CustomerValue, ...]:
    """For each period that has the figures, the latest first; of mixed periods where none has them all."""
    periods = ledger.periods((*_WHOLE, *_NEW)) or (None,)
    years = (_year(ledger, period) for period in periods)
    return tuple(_value(year, ledger.currency) for year in years if year)


def comparisons(ledger: Ledger, values: Sequence[CustomerValue]) -> tuple[Comparison, ...]:
    """What the engagement states of itself, beside the same computed."""
    found = (_compared(ledger, name, values) for name in _COMPUTED)
    return tuple(one for one in found if one)


def _year(ledger: Ledger, period: str | None) -> _Year | None:
    given = [ledger.find(name, period) for name in (*_WHOLE, *_NEW)]
    discount = ledger.find("discount-rate", period) or ledger.find("discount-rate")
    opening, retention, revenue_kept, margin_kept, revenue_new, margin_new = given
    if not (
        opening and retention and revenue_kept and margin_kept and revenue_new and margin_new and discount
    ):
        return None
    cost = (
        ledger.find(name, period) for name in ("new-customers", "marketing-to-win", "acquisition-selling")
    )
    return _Year(
        period or "latest figures",
        opening,
        retention,
        revenue_kept,
        margin_kept,
        revenue_new,
        margin_new,
        discount,
        *cost,
    )


def _value(year: _Year, currency: str) -> CustomerValue:
    kept = _product(
        "kept", "Yearly gross profit of a customer kept", year.revenue_kept, year.margin_kept, year
    )
    first = _product(
        "first-year", "First-year gross profit of a customer won", year.revenue_new, year.margin_new, year
    )
    renewal = _renewal(year, kept.result, currency)
    cost = _acquisition(year, currency)
    return CustomerValue(
        period=year.period,
        kept=kept,
        first_year=first,
        renewal=renewal,
        lifetime=_lifetime(first, renewal, currency) if renewal else None,
        acquisition_cost=cost,
        payback=_payback(cost, first, currency) if cost else None,
        retention_point=_point(year, kept.result, currency),
    )


def _product(name: str, title: str, revenue: Amount, margin: Amount, year: _Year) -> Formula:
    return Formula(
        id=name,
        name=title,
        words="revenue a customer × gross margin",
        numbers=f"{revenue.words} × {margin.words}",
        result=revenue.number * margin.number,
        unit=revenue.currency,
        period=year.period,
        source=_OWN,
    )


def _renewal(year: _Year, margin: Decimal, currency: str) -> Formula | None:
    stay, rate = year.retention.number, year.discount.number
    if 1 + rate <= stay:
        return None
    r, d = number(stay, 3), number(rate, 3)
    older = year.discount.figure.period != year.period
    of = f" The discount rate is that of {year.discount.figure.period}." if older else ""
    return Formula(
        id="renewal",
        name="Renewal value of a customer",
        words="m × r / (1 + d − r): yearly gross profit m, retention r, discount rate d",
        numbers=f"{money(margin, currency)} × {r} / (1 + {d} − {r})",
        result=margin * stay / (1 + rate - stay),
        unit=currency,
        period=year.period,
        source=LIFETIME,
        note=f"It leaves out the first period, in which the customer is won.{of}",
    )


def _lifetime(first: Formula, renewal: Formula, currency: str) -> Formula:
    return Formula(
        id="lifetime",
        name="Lifetime value of a customer",
        words="first-year gross profit + renewal value",
        numbers=f"{money(first.result, currency)} + {money(renewal.result, currency)}",
        result=first.result + renewal.result,
        unit=currency,
        period=first.period,
        source=LIFETIME,
        note="The cost of winning the customer is not taken off.",
    )


def _acquisition(year: _Year, currency: str) -> Formula | None:
    if not (year.to_win and year.new and year.new.number):
        return None
    selling = year.selling
    spent = year.to_win.number + (selling.number if selling else 0)
    numbers = f"({year.to_win.words} + {selling.words})" if selling else year.to_win.words
    return Formula(
        id="acquisition-cost",
        name="Cost of winning a customer",
        words=f"{'(marketing + selling)' if selling else 'marketing'} to win customers / customers won",
        numbers=f"{numbers} / {year.new.words}",
        result=spent / year.new.number,
        unit=currency,
        period=year.period,
        source=_OWN,
        note="" if selling else "Selling cost is not stated, so the true cost is higher.",
    )


def _payback(cost: Formula, first: Formula, currency: str) -> Formula | None:
    if first.result <= 0:
        return None
    return Formula(
        id="acquisition-payback",
        name="Months until the cost of winning is back",
        words="cost of winning / first-year gross profit × 12",
        numbers=f"{money(cost.result, currency)} / {money(first.result, currency)} × 12",
        result=rounded(cost.result / first.result * _MONTHS, 1),
        unit="months",
        period=cost.period,
        source=_OWN,
    )


def _point(year: _Year, margin: Decimal, currency: str) -> Formula:
    return Formula(
        id="retention-point",
        name="Yearly gross profit of one point of retention",
        words="opening customers × 1 per cent × yearly gross profit of a customer kept",
        numbers=f"{year.opening.words} × 1 per cent × {money(margin, currency)}",
        result=year.opening.number / 100 * margin,
        unit=f"{currency} a year",
        period=year.period,
        source=_OWN,
    )


_COMPUTED = {
    "renewal-value": "renewal",
    "customer-value-agreed": "lifetime",
    "retention-point-value": "retention_point",
    "acquisition-cost": "acquisition_cost",
}


def _compared(ledger: Ledger, name: str, values: Sequence[CustomerValue]) -> Comparison | None:
    stated = ledger.find(name)
    if stated is None or not values:
        return None
    by_period: dict[str, Formula | None] = {value.period: getattr(value, _COMPUTED[name]) for value in values}
    return Comparison(
        figure=name,
        name=stated.figure.name,
        stated=stated.number,
        period=stated.figure.period,
        stated_source=stated.figure.source,
        same_period=by_period.get(stated.figure.period),
        latest=getattr(values[0], _COMPUTED[name]),
    )
