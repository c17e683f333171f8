"""The business case as a record: every number that a report shows, with the sum that it comes from.

Money is in single units of the engagement's currency. Yearly effects and present values are never added.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assess.model.benefit import Driver


@dataclass(frozen=True)
class Formula:
    """A sum in words, the same with its numbers put in, and what comes out.

    `period` is that of its figures; `source` says where the formula comes from.
    """

    id: str
    name: str
    words: str
    numbers: str
    result: Decimal
    unit: str
    period: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class Comparison:
    """A figure that the engagement states beside the same one computed: of its own period, and the latest."""

    figure: str
    name: str
    stated: Decimal
    period: str
    stated_source: str
    same_period: Formula | None
    latest: Formula | None


@dataclass(frozen=True)
class Ask:
    """Something that is missing: what, in which unit, from whom, and what for."""

    id: str
    what: str
    unit: str
    whom: str
    why: str


@dataclass(frozen=True)
class NoCase:
    """Without these figures there is no business case: nothing is invented in their place."""

    message: str
    asks: tuple[Ask, ...]


class Certainty(StrEnum):
    """How an assumption is drawn."""

    FIXED = "fixed"
    """It has no range, and stays as it is."""
    RANGE = "range"
    """Between low and high, most often near the likely value: a triangular distribution."""
    INTERVAL = "interval"
    """A pilot's estimate with its 95 per cent interval: a normal distribution."""


@dataclass(frozen=True)
class Assumption:
    """One entry of the register. `low`, `likely` and `high` are in `unit`, as they were stated."""

    id: str
    what: str
    low: Decimal
    likely: Decimal
    high: Decimal
    unit: str
    period: str
    source: str
    owner: str
    date: dt.date | None
    agreed: bool
    certainty: Certainty


@dataclass(frozen=True)
class CustomerValue:
    """What a customer is worth and costs to win, by the figures of one period."""

    period: str
    kept: Formula
    """Yearly gross profit of a customer kept."""
    first_year: Formula
    renewal: Formula | None
    """Leaves out the first period. None where nobody ever leaves and later money counts in full."""
    lifetime: Formula | None
    acquisition_cost: Formula | None
    payback: Formula | None
    """Months of gross profit that pay for winning a customer."""
    retention_point: Formula


@dataclass(frozen=True)
class BaselineYear:
    """One year without the programme. `year` 1 is the first after the latest period."""

    year: int
    opening: Decimal
    retention: Decimal
    kept: Decimal
    won: Decimal
    revenue: Decimal
    gross_profit: Decimal

    @property
    def quarter(self) -> Decimal:
        """Gross profit of a quarter, the seasons left out."""
        return self.gross_profit / 4


@dataclass(frozen=True)
class Baseline:
    """The forecast without the programme. `trend` says what it rests on.

    `observed`: the same if the latest year's change in customers won goes on; empty without a year before.
    `floor` is the revenue to protect.
    """

    period: str
    gross_profit_now: Decimal
    trend: str
    years: tuple[BaselineYear, ...]
    observed_trend: str
    observed: tuple[BaselineYear, ...]
    formula: Formula
    floor: Decimal | None

    @property
    def below_floor(self) -> BaselineYear | None:
        """The first year with less revenue than that: with the latest trend, else by the forecast."""
        years = self.observed or self.years
        return next((year for year in years if self.floor is not None and year.revenue < self.floor), None)


@dataclass(frozen=True)
class StandingStill:
    """What not acting costs. `quarter_later`: gross profit less running cost lost by each quarter of delay.

    `fall`: gross profit lost over the years against today if the latest trend goes on, where that is a loss.
    `points_to_pay`: the points of retention, besides all stated effects, from which on a full year bears its
    running cost and a third of the pilots; None where it does already.
    """

    quarter_later: Formula
    fall: Formula | None
    points_to_pay: Formula | None


@dataclass(frozen=True)
class EffectCase:
    """One benefit of one initiative, computed. `annual` is gross profit, or money freed, in a full year.

    `low` and `high`: the same with the change at its ends. `latest`: with the latest figures, where the
    benefit names an earlier period. `begins` and `full` are labels of quarters; empty: not within the years.
    """

    initiative: str
    driver: Driver
    change: tuple[Decimal, Decimal, Decimal]
    change_unit: str
    from_pilot: bool
    annual: Formula
    low: Decimal
    high: Decimal
    one_unit: Formula
    latest: Formula | None
    freed: bool
    begins: str
    full: str
    source: str
    owner: str
    agreed: bool
    note: str


@dataclass(frozen=True)
class Range:
    """One scenario in ten lies below `low`, one in ten above `high`."""

    low: Decimal
    middle: Decimal
    high: Decimal


@dataclass(frozen=True)
class PaybackRange:
    """Quarters, as in `Range`; None: not paid back within the years looked at."""

    low: int | None
    middle: int | None
    high: int | None


@dataclass(frozen=True)
class Chances:
    """Of the drawn scenarios: `pays` with a present value above zero; `survives` in the plan.

    It survives where it is left after whatever lessens the worth of the plan in that scenario has been left
    out. `survives` is None where neither it nor anything that rests on it has a stated effect.
    """

    pays: Decimal
    survives: Decimal | None
    present_value: Range
    payback: PaybackRange

    @property
    def sturdy(self) -> bool:
        """Whether it survives in four scenarios of five."""
        return self.survives is not None and self.survives >= Decimal("0.8")


@dataclass(frozen=True)
class Tranche:
    """Money that a gate lets go. `spent`: what stopping there costs, for it cannot be got back.

    `releases`: money until the next gate; that of the last gate is the routine's first year. Both are likely
    values. Notice periods of contracts are not known here.
    """

    initiative: str
    title: str
    gate: str
    date: dt.date
    decides: tuple[str, ...]
    spent: Decimal
    releases: Decimal


@dataclass(frozen=True)
class InitiativeCase:
    """One initiative of the roadmap. Without `effects` it stands with its costs only; `remark` says why.

    `annual` is a full year's effect after `deducted`, the part that others in the plan bring as well.
    `payback`: quarters from its pilot's start until its money is back, None if not within the years looked
    at. `repaid`: months at full run until the pilot is repaid. `rests_on_it`: those that need it.
    """

    initiative: str
    title: str
    effects: tuple[EffectCase, ...]
    parts: Decimal
    deducted: Decimal
    annual: Decimal
    one_off: Decimal
    running: Decimal
    present_value: Decimal
    payback: int | None
    repaid: Formula | None
    break_even: Formula | None
    person_days: Decimal
    rests_on_it: tuple[str, ...]
    chances: Chances
    remark: str

    @property
    def has_effect(self) -> bool:
        """Whether what it earns is stated, can be computed, and comes within the years looked at."""
        return bool(self.effects)

    @property
    def after_running(self) -> Decimal:
        """A full year's effect less what the routine costs in that year."""
        return self.annual - self.running


@dataclass(frozen=True)
class Deduction:
    """What is taken off the sum of the parts because the same customers would count more than once."""

    what: str
    initiatives: tuple[str, ...]
    parts: Decimal
    deducted: Decimal
    words: str


@dataclass(frozen=True)
class CashQuarter:
    """Likely money of one quarter of the case; what goes out is positive in `pilots` and `running`.

    `cumulative_cost` leaves gross profit out: what the company is in for if nothing works.
    """

    quarter: int
    label: str
    pilots: Decimal
    running: Decimal
    freed: Decimal
    gross_profit: Decimal
    net: Decimal
    cumulative: Decimal
    cumulative_cost: Decimal

    @property
    def new(self) -> Decimal:
        """Money that has to be found besides what is freed; never below zero."""
        return max(Decimal(0), self.pilots + self.running - self.freed)


@dataclass(frozen=True)
class Peak:
    """The deepest point of the cumulative cash: an amount of zero or less, and the quarter in which it is."""

    amount: Decimal
    label: str


@dataclass(frozen=True)
class Bar:
    """The plan's present value with one assumption at its low and at its high end, all others likely."""

    assumption: str
    what: str
    unit: str
    low: Decimal
    high: Decimal
    at_low: Decimal
    at_high: Decimal

    @property
    def width(self) -> Decimal:
        return abs(self.at_high - self.at_low)


@dataclass(frozen=True)
class Total:
    """The plan. Yearly effects: `parts` less `deducted` is `annual`.

    `survives`: share of the drawn scenarios in which every initiative does that can; None where none can.
    """

    parts: Decimal
    deducted: Decimal
    annual: Decimal
    running: Decimal
    one_off: Decimal
    present_value: Decimal
    payback: int | None
    pays: Decimal
    survives: Decimal | None
    range: Range
    payback_range: PaybackRange


@dataclass(frozen=True)
class BusinessCase:
    """The whole. `years` are counted from the roadmap's first quarter; `discount_rate` is a share of one."""

    currency: str
    years: int
    discount_rate: Decimal
    seed: int
    draws: int
    customer: tuple[CustomerValue, ...]
    """The latest period first."""
    compared: tuple[Comparison, ...]
    baseline: Baseline
    standing_still: StandingStill
    initiatives: tuple[InitiativeCase, ...]
    deductions: tuple[Deduction, ...]
    total: Total
    quarters: tuple[CashQuarter, ...]
    peak: Peak
    peak_without_effect: Peak
    tranches: tuple[Tranche, ...]
    tornado: tuple[Bar, ...]
    register: tuple[Assumption, ...]
    asks: tuple[Ask, ...]
    people: Formula | None
    """What people's time costs, where a day's cost is stated. It stands beside the money and is not in it."""
    method: tuple[Formula, ...]
    """How present value, payback and ranges are computed."""

    @property
    def costs_only(self) -> tuple[InitiativeCase, ...]:
        """Initiatives that earn nothing here; their `remark` says why."""
        return tuple(one for one in self.initiatives if not one.has_effect)
