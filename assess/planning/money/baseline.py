"""Gross profit without the programme: a forecast, never zero; and what standing still costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assess.planning.money.amounts import money, number, per_cent
from assess.planning.money.initiative import BREAK_EVEN_YEARS
from assess.planning.money.ledger import Amount, Ledger
from assess.planning.money.record import Baseline, BaselineYear, Formula, StandingStill


@dataclass(frozen=True)
class _Start:
    """The latest figures, from which the forecast goes on."""

    opening: Amount
    retention: Amount
    new: Amount
    kept_revenue: Decimal
    new_revenue: Decimal
    kept_margin: Decimal
    new_margin: Decimal
    currency: str

    @property
    def kept_profit(self) -> Decimal:
        return self.kept_revenue * self.kept_margin

    @property
    def new_profit(self) -> Decimal:
        return self.new_revenue * self.new_margin

    @property
    def period(self) -> str:
        return self.opening.figure.period

    @property
    def kept(self) -> Decimal:
        return self.opening.number * self.retention.number

    @property
    def gross_profit(self) -> Decimal:
        return self.kept * self.kept_profit + self.new.number * self.new_profit


@dataclass(frozen=True)
class _Trend:
    """Yearly change: of customers won as a share of one, of retention as points of one."""

    new: Decimal = Decimal(0)
    retention: Decimal = Decimal(0)


def baseline(ledger: Ledger, years: int) -> Baseline | None:
    """The forecast by the trend that the engagement states; without one, the latest year goes on."""
    start = _start(ledger)
    if start is None:
        return None
    new, retention = ledger.find("trend-new-customers"), ledger.find("trend-retention")
    trend = _Trend(new.number if new else Decimal(0), retention.number / 100 if retention else Decimal(0))
    observed, told = _observed(ledger, start)
    floor = ledger.find("revenue-floor")
    return Baseline(
        period=start.period,
        gross_profit_now=start.gross_profit,
        trend=_told(new, retention, start.period),
        years=tuple(_years(start, trend, years)),
        observed_trend=told,
        observed=tuple(_years(start, observed, years)) if observed else (),
        formula=_formula(start),
        floor=floor.number if floor else None,
    )


@dataclass(frozen=True)
class InFullYear:
    """The plan in a full year, and its pilots. `point` is the worth of a point of retention."""

    annual: Decimal
    running: Decimal
    one_off: Decimal
    point: Formula


def standing_still(base: Baseline, plan: InFullYear, currency: str) -> StandingStill:
    """What each quarter of delay loses at full run, and what the latest trend costs if it goes on."""
    annual, running = plan.annual, plan.running
    later = Formula(
        id="quarter-later",
        name="What each quarter of delay costs, at full run",
        words="(yearly effect of the plan after deductions − yearly running cost) / 4",
        numbers=f"({money(annual, currency)} − {money(running, currency)}) / 4",
        result=(annual - running) / 4,
        unit=currency,
        source="Definition",
    )
    return StandingStill(later, _fall(base, currency), _points_to_pay(plan, currency))


def _points_to_pay(plan: InFullYear, currency: str) -> Formula | None:
    needed = plan.running + plan.one_off / BREAK_EVEN_YEARS - plan.annual
    if needed <= 0 or plan.point.result <= 0:
        return None
    return Formula(
        id="points-to-pay",
        name="Points of retention from which on a full year pays, besides all stated effects",
        words=(
            f"(yearly running cost + pilots / {BREAK_EVEN_YEARS} years − yearly effect after deductions) / "
            "yearly gross profit of one point of retention"
        ),
        numbers=(
            f"({money(plan.running, currency)} + {money(plan.one_off, currency)} / {BREAK_EVEN_YEARS} − "
            f"{money(plan.annual, currency)}) / {money(plan.point.result, currency)}"
        ),
        result=needed / plan.point.result,
        unit="points",
        period=plan.point.period,
        source="Definition",
        note="Initiatives whose effect nobody has stated stand in the plan with their costs only.",
    )


def _start(ledger: Ledger) -> _Start | None:
    names = ("opening-customers", "retention", "new-customers")
    money_names = (
        "revenue-per-retained-customer",
        "revenue-per-new-customer",
        "gross-margin-retained",
        "gross-margin-new",
    )
    opening, retention, new = (ledger.find(name) for name in names)
    given = [found.number for name in money_names if (found := ledger.find(name))]
    if not (opening and retention and new) or len(given) < len(money_names):
        return None
    kept, won, kept_margin, new_margin = given
    return _Start(opening, retention, new, kept, won, kept_margin, new_margin, ledger.currency)


def _years(start: _Start, trend: _Trend, years: int) -> Iterator[BaselineYear]:
    """Opening customers of a year are those kept and won in the year before; prices and margins stay."""
    opening, retention, won = start.kept + start.new.number, start.retention.number, start.new.number
    for year in range(1, years + 1):
        retention = min(Decimal(1), max(Decimal(0), retention + trend.retention))
        won *= 1 + trend.new
        kept = opening * retention
        revenue = kept * start.kept_revenue + won * start.new_revenue
        profit = kept * start.kept_profit + won * start.new_profit
        yield BaselineYear(year, opening, retention, kept, won, revenue, profit)
        opening = kept + won


def _observed(ledger: Ledger, start: _Start) -> tuple[_Trend | None, str]:
    periods = ledger.periods(("new-customers",))
    before = ledger.find("new-customers", periods[1]) if len(periods) > 1 else None
    if before is None or not before.number:
        return None, ""
    change = start.new.number / before.number - 1
    way = "fell" if change < 0 else "rose"
    told = (
        f"Customers won {way} by {per_cent(abs(change))} from {before.figure.period} to "
        f"{start.new.figure.period}; here they go on doing so, and retention stays."
    )
    return _Trend(new=change), told


def _told(new: Amount | None, retention: Amount | None, period: str) -> str:
    if new is None and retention is None:
        return f"No trend is stated: customers won and retention stay as in {period}."
    said = []
    if new:
        said.append(f"customers won change by {new.words} a year")
    if retention:
        said.append(f"retention changes by {number(retention.number)} points a year")
    return f"As stated in the engagement, {' and '.join(said)}."


def _formula(start: _Start) -> Formula:
    currency = start.currency
    return Formula(
        id="baseline",
        name="Gross profit without the programme",
        words=(
            "opening customers × retention × gross profit of a customer kept + customers won × gross "
            "profit of a customer won; who is kept or won opens the next year"
        ),
        numbers=(
            f"{start.opening.words} × {start.retention.words} × {money(start.kept_profit, currency)} + "
            f"{start.new.words} × {money(start.new_profit, currency)}"
        ),
        result=start.gross_profit,
        unit=f"{currency} a year",
        period=start.period,
        source="Definition",
        note="Prices, margins and buying stay as they are; seasons are left out.",
    )


def _fall(base: Baseline, currency: str) -> Formula | None:
    lost = sum((base.gross_profit_now - year.gross_profit for year in base.observed), Decimal(0))
    if lost <= 0:
        return None
    return Formula(
        id="fall",
        name="Gross profit lost if the latest trend goes on",
        words=f"{len(base.observed)} years of today's gross profit − the forecast with the trend",
        numbers=" + ".join(
            f"({money(base.gross_profit_now, currency)} − {money(year.gross_profit, currency)})"
            for year in base.observed
        ),
        result=lost,
        unit=currency,
        period=base.period,
        source="Definition",
        note=f"{base.observed_trend} This is what is at stake, not what the programme brings.",
    )
