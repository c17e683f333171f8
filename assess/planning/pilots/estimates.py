"""Effects and their intervals, from what was counted of units."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt
from typing import TYPE_CHECKING

from scipy.special import ndtri, stdtrit

from assess.model.pilot import Measure
from assess.planning.pilots.variation import PER_CENT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assess.model.pilot import ArmResult, Measured

Interval = tuple[float, float]


@dataclass(frozen=True)
class Estimate:
    """An effect in the unit of its measure: `reached` against `base`.

    `interval` gives the two-sided interval that leaves out a share alpha, half of it on each side.
    """

    base: float
    reached: float
    effect: float
    interval: Callable[[float], Interval]


def value(measured: Measured, result: ArmResult) -> float | None:
    """What an arm or a cluster shows; None where it was not counted, or cannot have been counted so."""
    match measured.measure:
        case Measure.PROPORTION if (result.events or 0) > result.units:
            return None
        case Measure.PROPORTION | Measure.COUNT if result.events is not None and result.units:
            return result.events / result.units * _scale(measured)
        case Measure.MEAN | Measure.NPS if result.mean is not None:
            return float(result.mean)
    return None


def between_units(measured: Measured, base: ArmResult, other: ArmResult) -> Estimate | None:
    """Of two independent arms.

    Proportions by Newcombe's hybrid score interval (Interval estimation for the difference between
    independent proportions, Statistics in Medicine 17 (1998), method 10), rates by the same construction on
    the score limits of each Poisson rate (Zou and Donner, Statistics in Medicine 27 (2008)), means and Net
    Promoter Scores by Welch's t.
    """
    first, second = value(measured, base), value(measured, other)
    if first is None or second is None:
        return None
    values = first, second
    if measured.measure in {Measure.MEAN, Measure.NPS}:
        return _welch((base, other), values)

    def interval(alpha: float) -> Interval:
        z = float(-ndtri(alpha / 2))
        return hybrid(_score(measured, base, z), _score(measured, other, z), values)

    return Estimate(first, second, second - first, interval)


def between_changes(
    measured: Measured, before: tuple[ArmResult, ArmResult], after: tuple[ArmResult, ArmResult]
) -> Estimate | None:
    """The change of the second arm less that of the first, from four independent counts, by Wald.

    Where the same units are counted twice they vary less, so that the interval is rather too wide.
    """
    groups = (*before, *after)
    values = [value(measured, group) for group in groups]
    variances = [_variance(measured, group) for group in groups]
    if None in values or None in variances:
        return None
    start, start_other, end, end_other = (number or 0.0 for number in values)
    expected = start_other + end - start
    effect = end_other - expected
    error = sqrt(sum(number or 0.0 for number in variances))
    return by_t(expected, effect, error, inf)


def by_t(base: float, effect: float, error: float, freedom: float) -> Estimate:
    """With a standard error, and degrees of freedom of Student's t; infinite ones give the normal."""

    def interval(alpha: float) -> Interval:
        factor = float(-ndtri(alpha / 2) if freedom == inf else -stdtrit(freedom, alpha / 2))
        return effect - factor * error, effect + factor * error

    return Estimate(base, base + effect, effect, interval)


def welch(spreads: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Standard error of a difference of means, and Satterthwaite's degrees of freedom; (sd, n) of each."""
    parts = [sd**2 / count for sd, count in spreads]
    total = sum(parts)
    if total == 0:
        return 0.0, inf
    return sqrt(total), total**2 / sum(part**2 / (n - 1) for part, (_, n) in zip(parts, spreads, strict=True))


def hybrid(base: Interval, other: Interval, values: tuple[float, float]) -> Interval:
    """Limits of a difference from those of its two sides."""
    first, second = values
    low = second - first - sqrt((second - other[0]) ** 2 + (base[1] - first) ** 2)
    high = second - first + sqrt((other[1] - second) ** 2 + (first - base[0]) ** 2)
    return low, high


def _welch(groups: tuple[ArmResult, ArmResult], values: tuple[float, float]) -> Estimate | None:
    spreads = [(float(group.sd), group.units) for group in groups if group.sd is not None and group.units > 1]
    if len(spreads) < len(groups):
        return None
    return by_t(values[0], values[1] - values[0], *welch(spreads))


def _score(measured: Measured, result: ArmResult, z: float) -> Interval:
    """Wilson's limits of a proportion, or the score limits of a rate, in the unit of the measure."""
    scale, n, events = _scale(measured), result.units, result.events or 0
    share = events / n
    if measured.measure == Measure.COUNT:
        extra = z**2 * float(measured.overdispersion) / n
        half = sqrt(extra * (share + extra / 4))
        return max(share + extra / 2 - half, 0) * scale, (share + extra / 2 + half) * scale
    middle, below = share + z**2 / (2 * n), 1 + z**2 / n
    half = z * sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return max(middle - half, 0) / below * scale, min(middle + half, below) / below * scale


def _variance(measured: Measured, result: ArmResult) -> float | None:
    """Of the arm's value."""
    shown = value(measured, result)
    if shown is None or not result.units:
        return None
    match measured.measure:
        case Measure.PROPORTION:
            return shown * (PER_CENT - shown) / result.units
        case Measure.COUNT:
            return shown * measured.per * float(measured.overdispersion) / result.units
        case _:
            return None if result.sd is None else float(result.sd) ** 2 / result.units


def _scale(measured: Measured) -> float:
    return PER_CENT if measured.measure == Measure.PROPORTION else float(measured.per)
