"""Which assumptions move the plan's present value most: each at its ends, the others as is likely."""

from collections.abc import Sequence
from decimal import Decimal

from assess.planning.money.effects import figure_assumption
from assess.planning.money.ledger import Amount
from assess.planning.money.record import Assumption, Bar
from assess.planning.money.terms import Programme, present_values, yearly
from assess.planning.money.worth import rediscounted


def tornado(
    programme: Programme[Decimal], register: Sequence[Assumption], discount: Amount, quarters: int
) -> tuple[Bar, ...]:
    """The widest first; assumptions without a range, or without any influence, are left out."""
    likely = [entry.likely for entry in register]
    bars = []
    for place, entry in enumerate(register):
        if entry.low < entry.high:
            ends = [
                _total(programme, [*likely[:place], end, *likely[place + 1 :]])
                for end in (entry.low, entry.high)
            ]
            bars.append(Bar(entry.id, entry.what, entry.unit, entry.low, entry.high, *ends))
    rate = figure_assumption(discount)
    if rate.low < rate.high:
        at = [
            _total(rediscounted(programme, end * discount.scale, quarters), likely)
            for end in (rate.low, rate.high)
        ]
        bars.append(Bar(rate.id, rate.what, rate.unit, rate.low, rate.high, *at))
    return tuple(sorted((bar for bar in bars if bar.width), key=lambda bar: (-bar.width, bar.assumption)))


def _total(programme: Programme[Decimal], values: Sequence[Decimal]) -> Decimal:
    return sum(present_values(programme, values, yearly(programme, values).net).values(), Decimal(0))
