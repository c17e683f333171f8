"""The standard error that a design of a certain size will have."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, sqrt

from scipy.special import nctdtr, ndtr, ndtri, stdtrit

from assess.model.pilot import Measure, Measured, Trial, TrialType
from assess.planning.pilots import looks
from assess.planning.pilots.variation import unit_sd


@dataclass(frozen=True)
class Precision:
    """Standard error of the effect in the unit of the measure, and degrees of freedom of its test."""

    error: float
    freedom: float = inf

    def power(self, effect: float, alpha: float, sides: int, fractions: tuple[float, ...] = (1.0,)) -> float:
        """The chance to show an effect on its own side; by Student's t where few units estimate the spread.

        Cohen, Statistical power analysis for the behavioral sciences (1988). Looks are reckoned with z.
        """
        if self.error == 0:
            return 1.0 if effect else alpha / sides
        drift = abs(effect) / self.error
        if len(fractions) > 1:
            return looks.power(drift, alpha, sides, fractions)
        if self.freedom == inf:
            return float(ndtr(drift - float(ndtri(1 - alpha / sides))))
        critical = float(stdtrit(self.freedom, 1 - alpha / sides))
        return 1 - float(nctdtr(self.freedom, drift, critical))


def precision(
    trial: Trial, sizes: Sequence[int], arm: int, effect: float, measured: Measured | None = None
) -> Precision | None:
    """Of the arm at an index against the first, with so many units or clusters in each arm.

    None where the baseline or a spread is missing, or where there are too few to estimate one.
    """
    measured = measured or trial
    if trial.type == TrialType.MATCHED_MARKETS and trial.clusters is None:
        return _pairs(measured, min(sizes[0], sizes[arm]))
    base = float(measured.baseline or 0)
    here, there = unit_sd(measured, base), unit_sd(measured, base + effect)
    if here is None or there is None:
        return None
    if trial.type == TrialType.STEPPED_WEDGE:
        return _steps(trial, sizes, here)
    if min(sizes[0], sizes[arm]) < 1:
        return None
    return _parallel(trial, (sizes[0], sizes[arm]), (here, there), measured.measure)


def _parallel(
    trial: Trial, sizes: tuple[int, int], spreads: tuple[float, float], measure: Measure
) -> Precision | None:
    """Two arms side by side; variances are those of each arm, not pooled (Fleiss 1981, without correction).

    Clusters inflate them by 1 + (m - 1) ICC (Donner and Klar, Design and analysis of cluster randomization
    trials, 2000). Counting before as well adds the variance of both arms at the baseline.
    """
    effective = [float(size) for size in sizes]
    freedom = inf if measure in {Measure.PROPORTION, Measure.COUNT} else sum(effective) - 2
    if trial.clusters:
        between = correlation(trial)
        if between is None:
            return None
        inflated = 1 + (trial.clusters.size - 1) * between
        effective = [size * trial.clusters.size / inflated for size in sizes]
        freedom = sum(sizes) - 2
    variance = sum(spread**2 / size for spread, size in zip(spreads, effective, strict=True))
    if trial.counted_before:
        variance += sum(spreads[0] ** 2 / size for size in effective)
    return Precision(sqrt(variance), freedom) if freedom > 0 else None


def _pairs(measured: Measured, pairs: int) -> Precision | None:
    """By a paired t test on the markets' values; `sd` is that of the difference within a pair."""
    if measured.sd is None or pairs < 2:  # noqa: PLR2004  # one difference has no spread
        return None
    return Precision(float(measured.sd) / sqrt(pairs), pairs - 1)


def correlation(trial: Trial) -> float | None:
    """Within clusters, as stated or as it follows from the spread between them."""
    if trial.clusters is None:
        return None
    if trial.clusters.correlation is not None:
        return float(trial.clusters.correlation)
    within = unit_sd(trial, float(trial.baseline or 0))
    if trial.clusters.sd is None or not within:
        return None
    between = float(trial.clusters.sd) ** 2
    return between / (between + within**2)


def _steps(trial: Trial, sizes: Sequence[int], spread: float) -> Precision | None:
    """By equation 8 of Hussey and Hughes (2007); there is one period more than arms.

    Design and analysis of stepped wedge cluster randomized trials, Contemporary Clinical Trials 28. The
    degrees of freedom are those with which it is read.
    """
    between = correlation(trial)
    if trial.clusters is None or between is None:
        return None
    within = spread**2 / trial.clusters.size
    if trial.clusters.correlation is not None:
        within *= 1 - between
        shared = between * spread**2
    else:
        shared = between / (1 - between) * spread**2
    periods = len(sizes) + 1
    exposed = [size * step for step, size in enumerate(sizes, 1)]
    by_period = [sum(sizes[len(sizes) - period :]) for period in range(periods)]
    clusters, u, w = sum(sizes), sum(exposed), sum(count**2 for count in by_period)
    v = sum(size * step**2 for step, size in enumerate(sizes, 1))
    below = (clusters * u - w) * within
    below += (u**2 + clusters * periods * u - periods * w - clusters * v) * shared
    freedom = clusters * periods - clusters - periods
    if below <= 0 or freedom < 1:
        return None
    return Precision(sqrt(clusters * within * (within + periods * shared) / below), freedom)
