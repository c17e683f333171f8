"""Present values and payback: what effects and costs are worth when they fall due as they do."""

import math
from collections.abc import Sequence
from decimal import Decimal

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


def flows(
    programme: Programme[N], values: Sequence[N], net: Sequence[N], of: frozenset[str]
) -> tuple[N, ...]:
    """Cash of these initiatives in each quarter, not discounted."""
    parts = [
        (amount, line.timing)
        for line, amount in zip(programme.lines, net, strict=True)
        if line.initiative in of
    ]
    for cost in programme.costs:
        if cost.initiative in of:
            parts += [(-values[cost.one_off], cost.one_off_timing)]
            parts += [(-values[cost.running], cost.running_timing)]
    return tuple(
        sum(column) for column in zip(*([a * t for t in timing] for a, timing in parts), strict=True)
    )


def first_paid(programme: Programme[N], values: Sequence[N], net: Sequence[N], of: frozenset[str]) -> float:
    """Quarters from the first cost until the money is back and stays so; infinite if not within the years."""
    cash = flows(programme, values, net, of)
    begun = next((quarter for quarter, amount in enumerate(cash) if amount), 0)
    total, back = cash[0] * 0, math.inf
    for quarter, amount in enumerate(cash):
        total += amount
        if total < 0:
            back = math.inf
        elif math.isinf(back):
            back = quarter + 1 - begun
    return back


def _product(product: Product[Decimal]) -> Product[float]:
    return Product(float(product.scale), product.terms)


def _floats(numbers: Sequence[Decimal]) -> tuple[float, ...]:
    return tuple(float(number) for number in numbers)
