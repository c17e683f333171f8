"""The figures that the business case knows by their ids: what each means, its unit, its range, whom to ask.

A client may give any other figure under any other id; it is shown, and nothing is computed from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Measured(StrEnum):
    """What a figure is measured in."""

    PEOPLE = "people"
    PER_CENT = "per cent"
    MONEY = "money"
    POINTS = "points"
    YEARS = "years"


@dataclass(frozen=True)
class KnownFigure:
    """`low` and `high` are the values that are possible, in the unit that `of` says (money in single units).

    `ask` is the role that has the figure. `needed`: without it there is no business case.
    """

    what: str
    of: Measured
    ask: str
    low: Decimal | None = Decimal(0)
    high: Decimal | None = None
    needed: bool = False


def _per_cent(what: str, ask: str, *, high: int = 100, needed: bool = False) -> KnownFigure:
    return KnownFigure(what, Measured.PER_CENT, ask, high=Decimal(high), needed=needed)


_FINANCE, _CONTROL, _MARKETING = "Chief financial officer", "Commercial controller", "Head of marketing"

KNOWN: Mapping[str, KnownFigure] = MappingProxyType(
    {
        "opening-customers": KnownFigure(
            "Customers at the start of the year", Measured.PEOPLE, _CONTROL, low=Decimal(1), needed=True
        ),
        "retention": _per_cent("Opening customers who bought again in the year", _CONTROL, needed=True),
        "retained-customers": KnownFigure("Customers kept in the year", Measured.PEOPLE, _CONTROL),
        "new-customers": KnownFigure("Customers won in the year", Measured.PEOPLE, _CONTROL, needed=True),
        "revenue-per-retained-customer": KnownFigure(
            "Yearly revenue of a customer kept", Measured.MONEY, _CONTROL, needed=True
        ),
        "revenue-per-new-customer": KnownFigure(
            "First-year revenue of a customer won", Measured.MONEY, _CONTROL, needed=True
        ),
        "gross-margin-retained": _per_cent("Gross margin on customers kept", _FINANCE, needed=True),
        "gross-margin-new": _per_cent("Gross margin on customers won", _FINANCE, needed=True),
        "discount-rate": _per_cent("Discount rate a year", "Treasurer", high=50, needed=True),
        "marketing-to-win": KnownFigure("Marketing money to win customers", Measured.MONEY, _MARKETING),
        "marketing-to-keep": KnownFigure("Marketing money to keep customers", Measured.MONEY, _MARKETING),
        "acquisition-selling": KnownFigure(
            "Selling cost of winning customers", Measured.MONEY, "Head of sales"
        ),
        "revenue": KnownFigure("Revenue", Measured.MONEY, _FINANCE),
        "revenue-floor": KnownFigure("Revenue to protect", Measured.MONEY, _FINANCE),
        "gross-profit": KnownFigure("Gross profit", Measured.MONEY, _FINANCE, low=None),
        "gross-profit-existing": KnownFigure(
            "Gross profit from existing customers", Measured.MONEY, _FINANCE, low=None
        ),
        "gross-profit-new": KnownFigure(
            "Gross profit from new customers", Measured.MONEY, _FINANCE, low=None
        ),
        "acquisition-cost": KnownFigure("Cost of winning a customer", Measured.MONEY, _CONTROL),
        "renewal-value": KnownFigure(
            "Renewal value of a customer, first year left out", Measured.MONEY, _CONTROL
        ),
        "customer-value-agreed": KnownFigure("Agreed lifetime value of a customer", Measured.MONEY, _CONTROL),
        "retention-point-value": KnownFigure(
            "Yearly gross profit of one point of retention", Measured.MONEY, _CONTROL
        ),
        "trend-new-customers": KnownFigure(
            "Yearly change of customers won without the programme",
            Measured.PER_CENT,
            _MARKETING,
            low=Decimal(-100),
            high=Decimal(100),
        ),
        "trend-retention": KnownFigure(
            "Yearly change of retention without the programme, in points",
            Measured.POINTS,
            _MARKETING,
            low=Decimal(-100),
            high=Decimal(100),
        ),
        "person-day": KnownFigure("Cost of a day of the company's own people", Measured.MONEY, _FINANCE),
        "case-years": KnownFigure(
            "Years that the business case looks ahead",
            Measured.YEARS,
            _FINANCE,
            low=Decimal(1),
            high=Decimal(10),
        ),
    }
)


_SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000}
_MONEY = re.compile(r"(?P<currency>[A-Z]{3})(?: (?P<scale>k|thousand|m|million|bn))?(?= |$)")
_PER_CENT = re.compile(r"(per cent|percent|%)")
_POINTS = re.compile(r"points?\b")
_YEARS = re.compile(r"years?\b")


def per_cent(unit: str) -> bool:
    """Whether a number of this unit counts as a hundredth."""
    return bool(_PER_CENT.match(unit))


def multiplier(unit: str) -> int:
    """1,000,000 for `EUR m`; 1 for all that is no money in thousands or millions."""
    money = _MONEY.match(unit)
    return _SCALES[money["scale"] or ""] if money else 1


def fits(of: Measured, unit: str, currency: str) -> bool:
    """Whether a unit is one in which such a figure is measured."""
    money = _MONEY.match(unit)
    match of:
        case Measured.MONEY:
            return money is not None and money["currency"] == currency
        case Measured.PER_CENT:
            return per_cent(unit)
        case Measured.POINTS:
            return _POINTS.match(unit) is not None
        case Measured.YEARS:
            return _YEARS.match(unit) is not None
        case Measured.PEOPLE:
            return bool(unit) and not (money or per_cent(unit) or _POINTS.match(unit) or _YEARS.match(unit))


def expected_unit(of: Measured, currency: str) -> str:
    """How such a unit is written."""
    return {
        Measured.MONEY: f"{currency}, {currency} k or {currency} m",
        Measured.PER_CENT: "per cent",
        Measured.POINTS: "points",
        Measured.YEARS: "years",
        Measured.PEOPLE: "customers",
    }[of]
