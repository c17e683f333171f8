"""Numbers in sentences: as exact as the interval allows, and never rounded across a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10
from typing import TYPE_CHECKING

from assess.model.pilot import Measure
from assess.text.numbers import CURRENCIES, MINUS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 6
_CENTS = 2


def decimals(width: float) -> int:
    """How many decimals an interval of this width deserves: two figures of it, and no more."""
    return 1 if width <= 0 else min(max(1 - floor(log10(width)), 0), _MOST)


def written(value: float, places: int = 1, thresholds: Iterable[float] = ()) -> str:
    """With a thousands separator and a real minus; with more decimals where a threshold would be crossed."""
    bounds = tuple(thresholds)
    for more in range(places, _MOST + 1):
        rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-more), ROUND_HALF_UP)
        if all(_side(float(rounded), bound) == _side(value, bound) for bound in bounds):
            break
    return f"{rounded + 0:,}".replace("-", MINUS)


def _side(value: float, bound: float) -> int:
    return (value > bound) - (value < bound)


def number(value: Decimal | float) -> str:
    """A figure of the design as it was written down."""
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.6g}")
    whole, _, part = plain(abs(exact)).partition(".")
    text = f"{int(whole):,}" + (f".{part}" if part else "")
    return f"{MINUS}{text}" if exact < 0 else text


def amount(value: float, width: float, measured: Unit, thresholds: Iterable[float] = ()) -> str:
    """A size with its unit, for an interval of this width: €3.40, 2.3 points, 12 minutes."""
    places = max(decimals(width), _CENTS) if measured.unit in CURRENCIES else decimals(width)
    return with_unit(written(value, places, thresholds), measured)


def with_unit(text: str, measured: Unit, *, one: bool = False) -> str:
    """A written figure with its unit, or with the sign of its currency in front."""
    sign = CURRENCIES.get(measured.unit)
    if sign is None:
        return text + unit_of(measured.measure, measured.unit, one=one)
    return f"{MINUS}{sign}{text[1:]}" if text.startswith(MINUS) else sign + text


@dataclass(frozen=True)
class Unit:
    """Of a measure: what is computed, and the unit in which it is told."""

    measure: Measure
    unit: str = ""


def units(count: int) -> str:
    """8,925."""
    return f"{count:,}"


def per_cent(share: float) -> str:
    """A probability as a whole per cent; 99 and not 100 where it is not certain, and 1 instead of 0."""
    return f"{min(max(floor(share * 100 + 0.5), 1), 99)} per cent"


def unit_of(measure: Measure, unit: str = "", *, one: bool = False) -> str:
    """The unit that stands behind an effect, with its blank; points where it is per cent or a score."""
    if measure in {Measure.PROPORTION, Measure.NPS} or unit == "points":
        return " point" if one else " points"
    return f" {unit}" if unit else ""
