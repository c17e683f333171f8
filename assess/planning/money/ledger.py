"""The engagement's figures as numbers: money in single units, per cent as shares of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assess.model.engagement import BusinessFigure, Engagement
from assess.model.figures import KNOWN, fits, multiplier, per_cent
from assess.planning.money import amounts


@dataclass(frozen=True)
class Amount:
    """A figure that is a number. `scale` leads from the value as stated to `number`."""

    figure: BusinessFigure
    currency: str

    @property
    def stated(self) -> Decimal:
        """As it stands in the engagement."""
        return Decimal(self.figure.value)

    @property
    def scale(self) -> Decimal:
        """1,000,000 for millions, 0.01 for per cent, else 1."""
        return scale(self.figure.unit)

    @property
    def number(self) -> Decimal:
        return self.stated * self.scale

    @property
    def is_money(self) -> bool:
        return self.figure.unit.startswith(self.currency)

    @property
    def words(self) -> str:
        """As it is put into a sum."""
        if per_cent(self.figure.unit):
            return amounts.per_cent(self.number)
        if self.is_money:
            return amounts.money(self.number, self.currency)
        return amounts.number(self.number)


def _is_usable(figure: BusinessFigure, currency: str) -> bool:
    """A known figure in another unit would be computed with all the same: better to ask for it."""
    known = KNOWN.get(figure.id)
    return known is None or fits(known.of, figure.unit, currency)


def scale(unit: str) -> Decimal:
    """What a number of this unit is multiplied by before it is used."""
    return Decimal("0.01") if per_cent(unit) else Decimal(multiplier(unit))


class Ledger:
    """Figures by id; of several periods the last that is written is the latest, as everywhere."""

    def __init__(self, engagement: Engagement) -> None:
        self.currency = engagement.currency
        self._given: dict[str, list[Amount]] = {}
        for figure in engagement.figures:
            if isinstance(figure.value, Decimal) and _is_usable(figure, engagement.currency):
                self._given.setdefault(figure.id, []).append(Amount(figure, engagement.currency))

    def find(self, name: str, period: str | None = None) -> Amount | None:
        """The figure of that period, or the latest."""
        given = [one for one in self._given.get(name, ()) if period in (None, one.figure.period)]
        return given[-1] if given else None

    def periods(self, names: Sequence[str]) -> tuple[str, ...]:
        """Periods for which all of these are given, the latest first."""
        first, *others = names
        own = [one.figure.period for one in reversed(self._given.get(first, ()))]
        return tuple(period for period in own if all(self.find(name, period) for name in others))
