"""Drawn scenarios. The seed comes in as an argument, so that the same inputs always give the same ranges.

Ranges are drawn from triangular distributions (low, most likely, high), each by itself: D. Johnson, The
triangular distribution as a proxy for the beta distribution in risk analysis, The Statistician 46, 1997.
Floats are used here only.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from statistics import NormalDist

from assess.planning.money.record import Assumption, Certainty, Chances, PaybackRange, Range
from assess.planning.money.survivors import Survivors
from assess.planning.money.terms import Programme, present_values, yearly
from assess.planning.money.worth import Payback

_Z = 1.959963984540054
"""Of a 95 per cent interval."""


@dataclass(frozen=True)
class Drawn:
    """What the scenarios say of each initiative and of the whole plan."""

    chances: Mapping[str, Chances]
    present_value: Range
    payback: PaybackRange
    pays: Decimal
    survives: Decimal | None


@dataclass
class _Tally:
    """What is counted for one initiative, or for the whole."""

    payback: Payback[float]
    values: list[float] = field(default_factory=list)
    paybacks: list[float] = field(default_factory=list)
    survived: int = 0

    def count(self, value: float, values: Sequence[float], net: Sequence[float], *, survived: bool) -> None:
        self.values.append(value)
        self.paybacks.append(self.payback.quarters(values, net))
        self.survived += survived


def draw(
    programme: Programme[float],
    register: Sequence[Assumption],
    rests: Mapping[str, frozenset[str]],
    seed: int,
    draws: int,
) -> Drawn:
    """`rests`: by initiative, itself and all that could not be planned without it."""
    tallies = {name: _Tally(Payback(programme, frozenset({name}))) for name in programme.ids}
    whole = _Tally(Payback(programme, frozenset(programme.ids)))
    survivors = Survivors(programme, rests)
    for values in _scenarios(register, seed, draws):
        net = yearly(programme, values).net
        worth = present_values(programme, values, net)
        left = survivors.of(values, worth)
        for name, tally in tallies.items():
            tally.count(worth[name], values, net, survived=name in left)
        whole.count(sum(worth.values()), values, net, survived=len(left) == len(survivors.judged))
    return Drawn(
        chances={
            name: Chances(
                pays=_share(sum(value > 0 for value in tally.values), draws),
                survives=_share(tally.survived, draws) if name in survivors.judged else None,
                present_value=_range(tally.values),
                payback=_paybacks(tally.paybacks),
            )
            for name, tally in tallies.items()
        },
        present_value=_range(whole.values),
        payback=_paybacks(whole.paybacks),
        pays=_share(sum(value > 0 for value in whole.values), draws),
        survives=_share(whole.survived, draws) if survivors.judged else None,
    )


def _scenarios(register: Sequence[Assumption], seed: int, draws: int) -> Iterator[list[float]]:
    chance = Random(seed)  # noqa: S311  # scenarios, not secrets
    likely = [float(entry.likely) for entry in register]
    drawn = [(place, entry) for place, entry in enumerate(register) if entry.certainty is not Certainty.FIXED]
    samplers = [(place, _sampler(entry)) for place, entry in drawn]
    for _ in range(draws):
        values = likely.copy()
        for place, sampler in samplers:
            values[place] = sampler(chance.random())
        yield values


class _Triangle:
    """The inverse of a triangular distribution's cumulative function."""

    def __init__(self, low: float, likely: float, high: float) -> None:
        self.low, self.high = low, high
        self.rise, self.fall = (high - low) * (likely - low), (high - low) * (high - likely)
        self.turn = (likely - low) / (high - low)

    def __call__(self, chance: float) -> float:
        if chance < self.turn:
            return self.low + math.sqrt(chance * self.rise)
        return self.high - math.sqrt((1 - chance) * self.fall)


class _Normal:
    """A pilot's estimate, by the width of its 95 per cent interval."""

    def __init__(self, low: float, likely: float, high: float) -> None:
        self.inverse = NormalDist(likely, (high - low) / (2 * _Z)).inv_cdf

    def __call__(self, chance: float) -> float:
        return self.inverse(min(max(chance, 1e-12), 1 - 1e-12))


def _sampler(entry: Assumption) -> "_Triangle | _Normal":
    kind = _Normal if entry.certainty is Certainty.INTERVAL else _Triangle
    return kind(float(entry.low), float(entry.likely), float(entry.high))


def _share(count: int, draws: int) -> Decimal:
    return (Decimal(count) / draws).quantize(Decimal("0.001"))


def _range(values: list[float]) -> Range:
    ordered = sorted(values)
    low, middle, high = (Decimal(round(ordered[_rank(part, len(ordered))])) for part in (10, 50, 90))
    return Range(low, middle, high)


def _paybacks(values: list[float]) -> PaybackRange:
    ordered = sorted(values)
    low, middle, high = (ordered[_rank(part, len(ordered))] for part in (10, 50, 90))
    return PaybackRange(*(None if math.isinf(one) else int(one) for one in (low, middle, high)))


def _rank(part: int, of: int) -> int:
    """The place of a percentile by the nearest rank."""
    return max(0, -(-part * of // 100) - 1)
