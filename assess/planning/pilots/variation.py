"""How much a measure varies from unit to unit, in its own unit: points, euros, events."""

from math import sqrt

from assess.model.pilot import Measure, Measured

PER_CENT = 100.0


def unit_sd(measured: Measured, value: float) -> float | None:
    """Standard deviation of one unit where the measure stands at `value`; None where nobody stated it.

    Proportions are in per cent and vary as Bernoulli trials, counts on `per` units as Poisson counts times
    their overdispersion, a Net Promoter Score as -100, 0 and 100 with the shares of detractors and promoters.
    """
    match measured.measure:
        case Measure.PROPORTION:
            return sqrt(max(value * (PER_CENT - value), 0))
        case Measure.COUNT:
            return sqrt(max(value * measured.per * float(measured.overdispersion), 0))
        case Measure.NPS if measured.sd is None:
            return _nps_sd(measured)
        case _:
            return None if measured.sd is None else float(measured.sd)


def lacking(measured: Measured) -> list[str]:
    """The keys without which nobody can say how much it varies."""
    match measured.measure:
        case Measure.PROPORTION | Measure.COUNT:
            return ["baseline"] if measured.baseline is None else []
        case Measure.NPS if measured.sd is None and _nps_sd(measured) is None:
            return ["promoters", "detractors"]
        case Measure.MEAN if measured.sd is None:
            return ["sd"]
    return []


def _nps_sd(measured: Measured) -> float | None:
    if measured.promoters is None or measured.detractors is None:
        return None
    promoters, detractors = float(measured.promoters) / PER_CENT, float(measured.detractors) / PER_CENT
    return PER_CENT * sqrt(max(promoters + detractors - (promoters - detractors) ** 2, 0))
