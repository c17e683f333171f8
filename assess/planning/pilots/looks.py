"""Looks on the way, and what each costs: alpha spent as Lan and DeMets spend it for O'Brien and Fleming.

Lan and DeMets, Discrete sequential boundaries for clinical trials, Biometrika 70 (1983); Armitage, McPherson
and Rowe, Repeated significance tests on accumulating data, JRSS A 132 (1969), for the recursion. Bounds are
for the standardised effect, information fractions ascend and end at or below 1.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import sqrt
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

_FAR = 8.0
"""Beyond so many standard deviations lies less than 1e-15."""
_NODES = 160
_Array = Any
"""A vector of floats."""


def spent(alpha: float, fraction: float) -> float:
    """Of the one-sided `alpha`, what may be used up at an information fraction: 2 - 2 Φ(z(α/2) / √t)."""
    if fraction >= 1:
        return alpha
    return float(2 * ndtr(ndtri(alpha / 2) / sqrt(fraction)))


@cache
def bounds(alpha: float, sides: int, fractions: tuple[float, ...]) -> tuple[float, ...]:
    """The bound at each look. Two-sided bounds are symmetric, with half of `alpha` on each side."""
    one_sided = alpha / sides
    density, found, used = None, list[float](), 0.0
    for index, fraction in enumerate(fractions):
        due = spent(one_sided, fraction)
        step = _Step(fraction, fractions[index - 1] if index else 0.0, density)
        found.append(_falling(step.above, due - used, 0.0, _FAR))
        density, used = step.below(found[-1], sides), due
    return tuple(found)


def nominal(alpha: float, sides: int, fractions: tuple[float, ...]) -> float:
    """The level, on `sides` sides, at which an interval is drawn at the last of these looks."""
    if len(fractions) == 1 and fractions[0] >= 1:
        return alpha
    return float(sides * ndtr(-bounds(alpha, sides, fractions)[-1]))


def power(drift: float, alpha: float, sides: int, fractions: tuple[float, ...]) -> float:
    """The chance to cross the upper bound at some look; `drift`: the expected z at the last one."""
    total, density = 0.0, None
    for index, (fraction, bound) in enumerate(zip(fractions, bounds(alpha, sides, fractions), strict=True)):
        step = _Step(fraction, fractions[index - 1] if index else 0.0, density, drift)
        total += step.above(bound)
        density = step.below(bound, sides)
    return total


def conditional_power(z: float, fraction: float, drift: float, bound: float) -> float:
    """The chance to end beyond `bound`, from z at an information fraction on, if the drift is as planned.

    Lan and Wittes, The B-value, Biometrics 44 (1988).
    """
    left = 1 - fraction
    return float(ndtr((z * sqrt(fraction) + drift * left - bound) / sqrt(left)))


@dataclass(frozen=True)
class _Density:
    """Of the Brownian motion of those who go on: values at nodes, with the weights of the quadrature."""

    nodes: _Array
    mass: _Array


@dataclass(frozen=True)
class _Step:
    """From the look before to this one; `before` is None at the first."""

    fraction: float
    previous: float
    before: _Density | None
    drift: float = 0.0

    def above(self, bound: float) -> float:
        """The chance to go on until here and to be above the bound then."""
        edge, width = bound * sqrt(self.fraction), sqrt(self.fraction - self.previous)
        moved = self.drift * (self.fraction - self.previous)
        if self.before is None:
            return float(ndtr((moved - edge) / width))
        return float(self.before.mass @ ndtr((self.before.nodes + moved - edge) / width))

    def below(self, bound: float, sides: int) -> _Density:
        """Those between the bounds. One-sided, there is no lower bound."""
        width, moved = sqrt(self.fraction - self.previous), self.drift * (self.fraction - self.previous)
        high = bound * sqrt(self.fraction)
        far = self.drift * self.fraction - _FAR * sqrt(self.fraction)
        low = min(far, high - _FAR) if sides == 1 else -high
        nodes, weights = _quadrature(_NODES)
        nodes = (nodes + 1) / 2 * (high - low) + low
        weights = weights * (high - low) / 2
        if self.before is None:
            return _Density(nodes, weights * _normal((nodes - moved) / width) / width)
        apart = (nodes[:, None] - self.before.nodes[None, :] - moved) / width
        return _Density(nodes, weights * (_normal(apart) / width @ self.before.mass))


@cache
def _quadrature(nodes: int) -> tuple[_Array, _Array]:
    return np.polynomial.legendre.leggauss(nodes)


def _normal(x: _Array) -> _Array:
    return np.exp(-x * x / 2) / sqrt(2 * np.pi)


def _falling(function: Callable[[float], float], value: float, low: float, high: float) -> float:
    """Where a falling function has a value, by halving."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > value else (low, middle)
    return (low + high) / 2


def ascending(fractions: Sequence[float]) -> tuple[float, ...]:
    """Each above the one before; a look that brought no more units than the last is the same look."""
    kept: list[float] = []
    for fraction in fractions:
        if not kept or fraction > kept[-1]:
            kept.append(fraction)
    return tuple(kept)
