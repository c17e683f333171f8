"""Present values and payback: what effects and costs are worth when they fall due as they do."""

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from operator import mul
from typing import Generic

from assess.planning.money.terms import Costs, Line, N, Product, Programme

QUARTERS = 4


def discounts(rate: Decimal, quarters: int) -> tuple[Decimal, ...]:
    """What one unit at the end of each quarter is worth on the first day."""
    return tuple((1 + rate) ** (-Decimal(quarter + 1) / QUARTERS) for quarter in range(quarters))


def present(timing: Sequence[Decimal], discount: Sequence[Decimal]) -> Decimal:
    """The sum of what falls due, discounted."""
    return sum((part * factor for part, factor in zip(timing, discount, strict=True)), Decimal(0))


def rediscounted(programme: Programme[Decimal], rate: Decimal, quarters: int) -> Programme[Decimal]:
    """The same programme at another discount rate."""
    factors = discounts(rate, quarters)
    return Programme(
        lines=tuple(
            Line(
                line.initiative,
                line.changed,
                line.worth,
                line.timing,
                present(line.timing, factors),
                line.pool,
                line.base,
                line.overlaps,
            )
            for line in programme.lines
        ),
        costs=tuple(
            Costs(
                cost.initiative,
                cost.one_off,
                cost.running,
                cost.one_off_timing,
                cost.running_timing,
                present(cost.one_off_timing, factors),
                present(cost.running_timing, factors),
            )
            for cost in programme.costs
        ),
    )


def in_floats(programme: Programme[Decimal]) -> Programme[float]:
    """For the draws, which need speed and no last digit."""
    return Programme(
        lines=tuple(
            Line(
                line.initiative,
                _product(line.changed),
                _product(line.worth),
                _floats(line.timing),
                float(line.present),
                line.pool,
                float(line.base),
                tuple((name, float(rest)) for name, rest in line.overlaps),
            )
            for line in programme.lines
        ),
        costs=tuple(
            Costs(
                cost.initiative,
                cost.one_off,
                cost.running,
                _floats(cost.one_off_timing),
                _floats(cost.running_timing),
                float(cost.one_off_present),
                float(cost.running_present),
            )
            for cost in programme.costs
        ),
    )


class Payback(Generic[N]):
    """When the money of some initiatives is back. Made once, and asked for every scenario."""

    def __init__(self, programme: Programme[N], of: frozenset[str]) -> None:
        lines = [(at, line) for at, line in enumerate(programme.lines) if line.initiative in of]
        costs = [cost for cost in programme.costs if cost.initiative in of]
        self._lines = [at for at, _ in lines]
        self._costs = [place for cost in costs for place in (cost.one_off, cost.running)]
        timings = [line.timing for _, line in lines]
        timings += [timing for cost in costs for timing in (cost.one_off_timing, cost.running_timing)]
        self._columns = list(zip(*(accumulate(timing) for timing in timings), strict=True))
        self._begun = next((quarter for quarter, column in enumerate(self._columns) if any(column)), 0)

    def quarters(self, values: Sequence[N], net: Sequence[N]) -> float:
        """From the first cost on, until it is back and stays so; infinite if not within the years."""
        if not self._lines:
            return math.inf
        amounts = [net[at] for at in self._lines] + [-values[place] for place in self._costs]
        last = len(self._columns) - 1
        for quarter in range(last, -1, -1):
            if sum(map(mul, amounts, self._columns[quarter])) < 0:
                return quarter + 2 - self._begun if quarter < last else math.inf
        return 0


def _product(product: Product[Decimal]) -> Product[float]:
    return Product(float(product.scale), product.terms)


def _floats(numbers: Sequence[Decimal]) -> tuple[float, ...]:
    return tuple(float(number) for number in numbers)
