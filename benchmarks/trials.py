"""Trials of every kind, at the size that they require, and results drawn as chance would have them."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from typing import Any

import numpy as np

from assess.model.pilot import Arm, ArmResult, ClusterResult, Clusters, Measure, Results, Trial, TrialType
from assess.planning.pilots.sizing import sized

END = dt.date(2026, 6, 28)

Draw = Callable[[np.random.Generator, Trial, float], Results]


@dataclass(frozen=True)
class Kind:
    """A design, how its results are drawn, and how far its shares may lie from the nominal ones."""

    name: str
    trial: Trial
    draw: Draw
    off: float = 0.002
    off_power: float = 0.01


def exact(number: float) -> Decimal:
    """Nine digits are enough, and are what a report would carry."""
    return Decimal(f"{number:.9g}")


def lots(chance: np.random.Generator, trial: Trial) -> tuple[int, int]:
    """How many fall into each arm."""
    first, second = (arm.planned or 0 for arm in trial.arms)
    drawn = int(chance.binomial(first + second, first / (first + second)))
    return drawn, first + second - drawn


def by_units(
    chance: np.random.Generator, trial: Trial, effect: float, one: Callable[[int, float], ArmResult]
) -> Results:
    """Results of two arms, of which `one` makes an arm of so many units at a value."""
    base = float(trial.baseline or 0)
    sizes = lots(chance, trial)
    values = (base, base + effect)
    arms = {arm.id: one(size, value) for arm, size, value in zip(trial.arms, sizes, values, strict=True)}
    return Results(date=END, arms=arms)


def proportions(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Each unit has the event or not."""

    def one(size: int, value: float) -> ArmResult:
        return ArmResult(units=size, events=int(chance.binomial(size, value / 100)))

    return by_units(chance, trial, effect, one)


def means(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Skewed as money is: of a gamma distribution with the stated standard deviation."""
    sd = float(trial.sd or 0)

    def one(size: int, value: float) -> ArmResult:
        spent = chance.gamma((30 / sd) ** 2, sd**2 / 30, size) + value - 30
        return ArmResult(units=size, mean=exact(spent.mean()), sd=exact(spent.std(ddof=1)))

    return by_units(chance, trial, effect, one)


def rates(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Negative binomial with the stated overdispersion, or Poisson."""
    spread = float(trial.overdispersion)

    def one(size: int, value: float) -> ArmResult:
        expected = size * value / trial.per
        if spread == 1:
            return ArmResult(units=size, events=int(chance.poisson(expected)))
        return ArmResult(
            units=size, events=int(chance.negative_binomial(expected / (spread - 1), 1 / spread))
        )

    return by_units(chance, trial, effect, one)


def scores(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """The effect turns detractors into promoters, half and half by way of the passives."""

    def one(size: int, value: float) -> ArmResult:
        moved = (value - float(trial.baseline or 0)) / 2
        up, down = float(trial.promoters or 0) + moved, float(trial.detractors or 0) - moved
        promoters, detractors, _ = chance.multinomial(size, [up / 100, down / 100, 1 - (up + down) / 100])
        mean = (promoters - detractors) / size
        sd = sqrt(((promoters + detractors) / size - mean**2) * size / (size - 1))
        return ArmResult(units=size, mean=exact(100 * mean), sd=exact(100 * sd))

    return by_units(chance, trial, effect, one)


def changes(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Both arms rise by two points with the season."""
    base = float(trial.baseline or 0)

    def arms(values: Sequence[float]) -> dict[str, ArmResult]:
        counted = {
            arm.id: (arm.planned or 0, value / 100) for arm, value in zip(trial.arms, values, strict=True)
        }
        return {
            name: ArmResult(units=size, events=int(chance.binomial(size, p)))
            for name, (size, p) in counted.items()
        }

    return Results(date=END, before=arms((base, base)), arms=arms((base + 2, base + 2 + effect)))


def pairs(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Markets of a pair are alike; their difference varies as stated."""
    each = float(trial.sd or 0) / sqrt(2)
    rows = []
    for pair in range(trial.arms[0].planned or 0):
        level = chance.normal(22, 4)
        for arm, value in zip(trial.arms, (level, level + effect), strict=True):
            rows.append(cell(f"{pair}{arm.id}", arm.id, chance.normal(value, each), 1, f"p{pair}"))
    return with_clusters(trial, rows)


def clusters(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Shops differ by what the correlation says, and their visitors by the rest."""
    alike = trial.clusters or Clusters(size=1)
    sd, between = float(trial.sd or 0), float(alike.correlation or 0)
    spread = sd * sqrt(between + (1 - between) / alike.size)
    rows = [
        cell(f"{arm.id}{index}", arm.id, chance.normal(value, spread), 1)
        for arm, value in zip(trial.arms, (0, effect), strict=True)
        for index in range(arm.planned or 0)
    ]
    return with_clusters(trial, rows)


def steps(chance: np.random.Generator, trial: Trial, effect: float) -> Results:
    """Visitors buy or not, in shops that differ as stated, while the season rises."""
    differ = trial.clusters or Clusters(size=1)
    size, rows = differ.size, []
    for order, arm in enumerate(trial.arms):
        for index in range(arm.planned or 0):
            level = chance.normal(float(trial.baseline or 0), float(differ.sd or 0))
            for period in range(1, len(trial.arms) + 2):
                on = period > len(trial.arms) - order
                share = min(max((level + 0.3 * period + effect * on) / 100, 0.01), 0.99)
                events = int(chance.binomial(size, share))
                rows.append(
                    ClusterResult(id=f"{arm.id}{index}", arm=arm.id, period=period, units=size, events=events)
                )
    return with_clusters(trial, rows)


def cell(name: str, arm: str, value: float, period: int, pair: str | None = None) -> ClusterResult:
    """A cluster of which only the mean is used."""
    return ClusterResult(
        id=name, arm=arm, units=100, mean=exact(value), sd=Decimal(1), period=period, pair=pair
    )


def with_clusters(trial: Trial, rows: Sequence[ClusterResult]) -> Results:
    """The totals by arm are not read."""
    return Results(date=END, arms={arm.id: ArmResult(units=1) for arm in trial.arms}, clusters=tuple(rows))


def trial(type_: TrialType, arms: int = 2, shares: Sequence[int] = (), **more: Any) -> Trial:
    """At the size that is required for its effect; two-sided 5 per cent, power 80."""
    names = tuple(
        Arm(id=f"a{index}", share=Decimal(shares[index]) if shares else None) for index in range(arms)
    )
    given: dict[str, Any] = {"type": type_, "arms": names, "alpha": Decimal("0.05"), "power": Decimal("0.8")}
    drafted = Trial(**given | more)
    required = sized(drafted).required or ()
    full = tuple(arm.model_copy(update={"planned": size}) for arm, size in zip(names, required, strict=True))
    return drafted.model_copy(update={"arms": full})


def kinds() -> Iterator[Kind]:
    """Each type and each measure at least once."""
    yield from _of_units()
    share: dict[str, Any] = {"baseline": Decimal(30), "smallest_effect": Decimal(5)}
    compared = trial(TrialType.BEFORE_AFTER, counted_before=True, **share)
    yield Kind("before and after, with comparison", compared, changes)
    mean: dict[str, Any] = {"measure": Measure.MEAN}
    markets = trial(TrialType.MATCHED_MARKETS, sd=Decimal("2.5"), smallest_effect=Decimal(2), **mean)
    yield Kind("matched markets, mean", markets, pairs)
    alike = Clusters(size=50, correlation=Decimal("0.05"))
    shops = trial(TrialType.RANDOMISED, clusters=alike, sd=Decimal(30), smallest_effect=Decimal(8), **mean)
    yield Kind("clusters, mean", shops, clusters)
    differ = Clusters(size=1600, sd=Decimal(3))
    one: dict[str, Any] = {"baseline": Decimal(22), "smallest_effect": Decimal(1)}
    wedge = trial(TrialType.STEPPED_WEDGE, 4, clusters=differ, **one)
    yield Kind("stepped wedge, 24 shops", wedge, steps, off_power=0.02)


def _of_units() -> Iterator[Kind]:
    share: dict[str, Any] = {"baseline": Decimal(30), "smallest_effect": Decimal(5)}
    yield Kind("proportion", trial(TrialType.RANDOMISED, **share), proportions)
    yield Kind("proportion, holdout 10:90", trial(TrialType.HOLDOUT, shares=(10, 90), **share), proportions)
    rare: dict[str, Any] = {"baseline": Decimal(2), "smallest_effect": Decimal(-1)}
    yield Kind("proportion, rare", trial(TrialType.RANDOMISED, **rare), proportions)
    money: dict[str, Any] = {"measure": Measure.MEAN, "baseline": Decimal(40), "smallest_effect": Decimal(3)}
    yield Kind("mean, skewed", trial(TrialType.RANDOMISED, sd=Decimal(30), **money), means)
    rate: dict[str, Any] = {"measure": Measure.COUNT, "baseline": Decimal(20), "per": 1000}
    rate |= {"smallest_effect": Decimal(-4)}
    yield Kind("count", trial(TrialType.RANDOMISED, **rate), rates)
    over = trial(TrialType.RANDOMISED, overdispersion=Decimal(3), **rate)
    yield Kind("count, overdispersed", over, rates)
    score: dict[str, Any] = {"measure": Measure.NPS, "baseline": Decimal(20), "smallest_effect": Decimal(6)}
    score |= {"promoters": Decimal(45), "detractors": Decimal(25)}
    yield Kind("NPS", trial(TrialType.RANDOMISED, **score), scores)
