"""Effects from what clusters showed: shops, markets, in pairs or in steps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import exp, inf, log, sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING, Any

import numpy as np

from assess.planning.pilots.estimates import Estimate, by_t, value, welch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.model.pilot import ClusterResult, Measured

_FEWEST = 2
_RATIOS = (1e-6, 1e6)
_STEPS = 40
_GOLDEN = (sqrt(5) - 1) / 2
_Array = Any
"""Floats; a vector or a matrix."""


@dataclass(frozen=True)
class _Cell:
    cluster: str
    arm: str
    pair: str | None
    period: int
    value: float


def between_clusters(
    measured: Measured, rows: Sequence[ClusterResult], arms: tuple[str, str]
) -> Estimate | None:
    """Each cluster counts once: its value, or its change where it was counted before the start (period 0).

    In pairs by the t test of their differences, else by Welch's. None where something is missing.
    """
    found = _once(_cells(measured, rows))
    if found is None:
        return None
    base, other = ([cell for cell in found if cell.arm == arm] for arm in arms)
    if all(cell.pair is not None for cell in (*base, *other)):
        return _in_pairs(base, other)
    if min(len(base), len(other)) < _FEWEST:
        return None
    sides = [[cell.value for cell in side] for side in (base, other)]
    error, freedom = welch([(stdev(side), len(side)) for side in sides])
    return by_t(fmean(sides[0]), fmean(sides[1]) - fmean(sides[0]), error, freedom)


def in_steps(measured: Measured, rows: Sequence[ClusterResult], arms: Sequence[str]) -> Estimate | None:
    """The effect of a stepped wedge: cluster at random, periods and treatment fixed, cells of one weight.

    The model of Hussey and Hughes (2007) with the variances estimated by restricted maximum likelihood, and t
    with the degrees of freedom that are left within clusters. Periods are numbered from 1 to one more than
    there are arms; the arm at index a (0 waits longest) has changed over after the period `arms - a`.
    """
    cells = _cells(measured, rows)
    order = {arm: index for index, arm in enumerate(arms)}
    if cells is None or any(cell.arm not in order for cell in cells):
        return None
    treated = [cell.period > len(arms) - order[cell.arm] for cell in cells]
    periods = sorted({cell.period for cell in cells})
    names = {name: index for index, name in enumerate(dict.fromkeys(cell.cluster for cell in cells))}
    fixed = np.array(
        [
            [float(on), *(float(cell.period == period) for period in periods)]
            for on, cell in zip(treated, cells, strict=True)
        ]
    )
    freedom = len(cells) - len(names) - len(periods)
    if freedom < 1 or len(set(treated)) < _FEWEST or np.linalg.matrix_rank(fixed) < fixed.shape[1]:
        return None
    model = _Mixed(
        np.array([cell.value for cell in cells]), fixed, np.array([names[c.cluster] for c in cells])
    )
    effect, error = model.fitted()
    base = fmean(cell.value for cell, on in zip(cells, treated, strict=True) if not on)
    return by_t(base, effect, error, freedom)


@dataclass(frozen=True)
class _Mixed:
    """y = X b + cluster + rest; `ratio` is the variance between clusters by that within.

    For a given ratio, subtracting a share of each cluster's mean makes all independent (Fuller and Battese,
    Estimation of linear models with crossed-error structure, Journal of Econometrics 2 (1974)).
    """

    y: _Array
    x: _Array
    cluster: _Array

    def fitted(self) -> tuple[float, float]:
        """The first coefficient and its standard error, where the restricted likelihood is greatest."""
        ratio = self._best()
        fit = self._fit(ratio)
        return float(fit.coefficients[0]), sqrt(max(fit.rest / fit.freedom * fit.inverse[0, 0], 0.0))

    def _best(self) -> float:
        """By the golden section on the logarithm of the ratio; 0 where nothing is more likely."""
        low, high = log(_RATIOS[0]), log(_RATIOS[1])
        left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
        at_left, at_right = self._likelihood(exp(left)), self._likelihood(exp(right))
        for _ in range(_STEPS):
            if at_left > at_right:
                high, right, at_right = right, left, at_left
                left = high - _GOLDEN * (high - low)
                at_left = self._likelihood(exp(left))
            else:
                low, left, at_left = left, right, at_right
                right = low + _GOLDEN * (high - low)
                at_right = self._likelihood(exp(right))
        found = exp((low + high) / 2)
        return found if self._likelihood(found) > self._likelihood(0.0) else 0.0

    def _likelihood(self, ratio: float) -> float:
        """The restricted log-likelihood but for a constant, with the variance within at its best."""
        fit = self._fit(ratio)
        if fit.rest <= 0:
            return inf
        shrunk = float(np.sum(np.log1p(ratio * np.bincount(self.cluster))))
        return -(fit.freedom * log(fit.rest) + shrunk - float(np.linalg.slogdet(fit.inverse)[1])) / 2

    def _fit(self, ratio: float) -> _Fit:
        sizes = np.bincount(self.cluster)
        share = (1 - 1 / np.sqrt(1 + ratio * sizes))[self.cluster]
        y = self.y - share * (np.bincount(self.cluster, self.y) / sizes)[self.cluster]
        means = np.stack([np.bincount(self.cluster, column) / sizes for column in self.x.T], axis=1)
        x = self.x - share[:, None] * means[self.cluster]
        inverse = np.linalg.inv(x.T @ x)
        coefficients = inverse @ x.T @ y
        left = y - x @ coefficients
        return _Fit(coefficients, inverse, float(left @ left), len(y) - x.shape[1])


@dataclass(frozen=True)
class _Fit:
    """`rest`: the sum of squares that is left; `freedom`: its degrees of freedom."""

    coefficients: _Array
    inverse: _Array
    rest: float
    freedom: int


def _cells(measured: Measured, rows: Sequence[ClusterResult]) -> list[_Cell] | None:
    values = [value(measured, row) for row in rows]
    if not rows or None in values:
        return None
    return [
        _Cell(row.id, row.arm, row.pair, row.period, number or 0.0)
        for row, number in zip(rows, values, strict=True)
    ]


def _once(cells: list[_Cell] | None) -> list[_Cell] | None:
    """One cell a cluster; None where some were counted before the start and others were not."""
    if cells is None:
        return None
    by_cluster: dict[str, list[_Cell]] = defaultdict(list)
    for cell in cells:
        by_cluster[cell.cluster].append(cell)
    before = {name: [c.value for c in own if c.period == 0] for name, own in by_cluster.items()}
    during = {name: [c.value for c in own if c.period > 0] for name, own in by_cluster.items()}
    if not all(during.values()) or len({len(values) for values in before.values()}) > 1:
        return None
    return [
        _Cell(
            name,
            own[0].arm,
            own[0].pair,
            1,
            fmean(during[name]) - (fmean(before[name]) if before[name] else 0),
        )
        for name, own in by_cluster.items()
    ]


def _in_pairs(base: Sequence[_Cell], other: Sequence[_Cell]) -> Estimate | None:
    first, second = ({cell.pair: cell.value for cell in side} for side in (base, other))
    if first.keys() != second.keys() or len(first) < _FEWEST or len(first) < len(base):
        return None
    apart = [second[pair] - first[pair] for pair in first]
    return by_t(fmean(first.values()), fmean(apart), stdev(apart) / sqrt(len(apart)), len(apart) - 1)
