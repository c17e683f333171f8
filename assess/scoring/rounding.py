"""The one rounding for people: half up to one decimal, never across a threshold."""

import math
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction


def shown(score: Fraction, thresholds: Iterable[Fraction] = ()) -> Decimal:
    """One decimal on the same side of every threshold as the score itself (2.96 below 3 shows as 2.9).

    Where thresholds lie so close that no decimal fits between them, plain rounding is shown.
    """
    tenths = math.floor(score * 10 + Fraction(1, 2))
    candidates = sorted((math.floor(score * 10), math.ceil(score * 10)), key=lambda n: n != tenths)
    bounds = tuple(thresholds)
    for candidate in candidates:
        if all((Fraction(candidate, 10) >= bound) == (score >= bound) for bound in bounds):
            return _decimal(candidate)
    return _decimal(tenths)


def _decimal(tenths: int) -> Decimal:
    return Decimal(tenths).scaleb(-1)
