"""Money, shares and spans of a business case as marked texts; a field names its place in the record."""

from dataclasses import dataclass
from decimal import Decimal

from assess.planning.money import amounts
from assess.planning.money.record import Formula
from assess.report import wording
from assess.report.blocks import Mark, Words
from assess.text.numbers import rounded

_QUARTERS = ("", "¼", "½", "¾")
_MONTHS_UP_TO = 8
"""Quarters; longer spans are told in years."""
_FEW = Decimal(10)


@dataclass(frozen=True)
class Priced:
    """Amounts in single units of the currency."""

    currency: str

    def rough(self, field: str, value: Decimal) -> Mark:
        """To the thousand, or the hundredth of a million: for whatever rests on a forecast."""
        return Mark(field, amounts.thousands(value, self.currency))

    def exact(self, field: str, value: Decimal) -> Mark:
        """With the cents of what one customer or one contact brings."""
        return Mark(field, amounts.money(value, self.currency))

    def result(self, field: str, formula: Formula) -> Words:
        """What comes out of a sum, with its unit."""
        name = f"{field}.result"
        if formula.unit.startswith(self.currency):
            return (self.exact(name, formula.result),)
        places = 1 if abs(formula.result) >= _FEW or formula.unit == "months" else 2
        return (Mark(name, amounts.number(formula.result, places)), f" {formula.unit}")


def share(field: str, part: Decimal) -> Mark:
    """A share of drawn scenarios; never rounded to none or all."""
    whole = rounded(part * 100)
    if 0 < part < 1 and whole in {0, 100}:
        return Mark(field, "under 1\u00a0%" if whole == 0 else "over 99\u00a0%")
    return Mark(field, f"{whole}\u00a0%")


def span(field: str, quarters: int | None, years: int) -> Mark:
    """`9 months`, `4¾ years`, `over 5 years`."""
    if quarters is None:
        return Mark(field, f"over {years} years")
    if quarters <= _MONTHS_UP_TO:
        return Mark(field, wording.plural(quarters * 3, "month"))
    return Mark(field, f"{quarters // 4}{_QUARTERS[quarters % 4]} years")
