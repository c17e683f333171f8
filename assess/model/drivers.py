"""What each driver of a benefit counts, in which unit, and which figures it falls back on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from assess.model.benefit import Driver


@dataclass(frozen=True)
class DriverKind:
    """`unit` is that of `change`, `one` is one unit in words; `scale` leads from it to what is multiplied.

    `reached` and `worth` are the figures that are taken where a benefit names none; where they are None, the
    benefit has to. `limited`: no more people can be changed than there are. `freed`: money not spent any more
    rather than gross profit.
    """

    unit: str
    one: str
    scale: Decimal
    reached: tuple[str, ...] | None = None
    worth: tuple[str, ...] | None = None
    limited: bool = False
    freed: bool = False


_HUNDREDTH, _ONE = Decimal("0.01"), Decimal(1)
_KEPT = ("revenue-per-retained-customer", "gross-margin-retained")
_WON = ("revenue-per-new-customer", "gross-margin-new")

DRIVERS: Mapping[Driver, DriverKind] = MappingProxyType(
    {
        Driver.RETENTION: DriverKind(
            "points", "one point", _HUNDREDTH, ("opening-customers",), _KEPT, limited=True
        ),
        Driver.CONVERSION: DriverKind("points", "one point", _HUNDREDTH, limited=True),
        Driver.ORDERS: DriverKind("orders a customer", "one order a customer", _ONE),
        Driver.MARGIN: DriverKind(
            "points of margin",
            "one point of margin",
            _HUNDREDTH,
            ("opening-customers", "retention"),
            _KEPT[:1],
        ),
        Driver.NEW_CUSTOMERS: DriverKind("customers a year", "one customer", _ONE, (), _WON),
        Driver.CONTACTS: DriverKind("contacts a customer", "one contact a customer", _ONE, freed=True),
        Driver.SPENDING: DriverKind("thousand a year", "one thousand", Decimal(1000), (), (), freed=True),
    }
)
