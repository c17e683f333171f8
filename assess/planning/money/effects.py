"""From the benefits that the engagement states to products over registered assumptions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assess.model.benefit import Benefit, Driver, Factor
from assess.model.drivers import DRIVERS, DriverKind
from assess.model.engagement import Engagement
from assess.model.figures import KNOWN
from assess.model.playbook import Initiative
from assess.planning.money.amounts import money, number, per_cent
from assess.planning.money.ledger import Amount, Ledger, scale
from assess.planning.money.record import Ask, Assumption, Certainty
from assess.planning.money.terms import Product, Register


@dataclass(frozen=True)
class Learnt:
    """What a pilot has shown of its KPI: the estimate with its 95 per cent interval, in the KPI's unit."""

    low: Decimal
    likely: Decimal
    high: Decimal
    source: str = "Own pilot"


@dataclass(frozen=True)
class Part:
    """One factor of a product: its place in the register, its scale, its value as it stands in a sum."""

    place: int
    scale: Decimal
    name: str
    written: str
    value: Decimal
    period: str = ""


@dataclass(frozen=True)
class Effect:
    """A benefit with its factors found: how many are reached, what changes, what one is worth.

    `low`, `likely`, `high` are the change in the driver's unit, from the pilot where there is one.
    """

    benefit: Benefit
    kind: DriverKind
    change: Part
    low: Decimal
    likely: Decimal
    high: Decimal
    learnt: Learnt | None
    reached: tuple[Part, ...]
    worth: tuple[Part, ...]
    base: Decimal | None

    @property
    def from_pilot(self) -> bool:
        return self.learnt is not None

    @property
    def initiative(self) -> str:
        return self.benefit.initiative

    @property
    def pool(self) -> str | None:
        """Whose people it draws on; None where their number is no limit."""
        if self.base is None:
            return None
        usual = "customers" if self.benefit.driver is Driver.RETENTION else self.initiative
        return f"{self.benefit.driver.value}:{self.benefit.group or usual}"

    @property
    def changed(self) -> Product[Decimal]:
        return _product((self.change, *self.reached))

    @property
    def earned(self) -> Product[Decimal]:
        return _product(self.worth)

    @property
    def one_unit(self) -> Decimal:
        """What one unit of the change brings in a year, at likely values."""
        return self.change.scale * _value(self.reached) * _value(self.worth)

    @property
    def annual(self) -> Decimal:
        """What a full year brings, at likely values, before deductions."""
        return self.likely * self.one_unit


class Workings:
    """Turns benefits into effects, and registers each assumption on the way."""

    def __init__(self, engagement: Engagement, ledger: Ledger, register: Register) -> None:
        self._currency = engagement.currency
        self._ledger = ledger
        self._register = register

    def effect(self, benefit: Benefit, name: str, learnt: Learnt | None) -> Effect | tuple[Ask, ...]:
        """The effect, or what is missing for it. `name` begins the ids of its assumptions."""
        kind = DRIVERS[benefit.driver]
        reached = benefit.reached or _figures(kind.reached)
        worth = benefit.worth or _figures(kind.worth)
        if asks := tuple(self._missing(benefit, kind, (*reached, *worth))):
            return asks
        shown = learnt if benefit.by_pilot and not kind.freed else None
        low, likely, high = (shown.low, shown.likely, shown.high) if shown else benefit.change
        people = tuple(self._part(f, benefit, f"{name}.reached-{at}") for at, f in enumerate(reached, 1))
        return Effect(
            benefit=benefit,
            kind=kind,
            change=self._change(benefit, kind, name, shown),
            low=low,
            likely=likely,
            high=high,
            learnt=shown,
            reached=people,
            worth=tuple(self._part(f, benefit, f"{name}.worth-{at}") for at, f in enumerate(worth, 1)),
            base=self._base(benefit, kind, people),
        )

    def with_latest(self, benefit: Benefit) -> Benefit | None:
        """The benefit with the latest figures; None where it uses no earlier one."""
        parts = {"reached": benefit.reached, "worth": benefit.worth}
        if not any(self._is_older(factor) for factors in parts.values() for factor in factors):
            return None
        newer = {
            key: tuple(factor.model_copy(update={"period": None}) for factor in factors)
            for key, factors in parts.items()
        }
        return benefit.model_copy(update=newer)

    def cost(self, initiative: Initiative, name: str, what: str, estimate: tuple[Decimal, ...]) -> int:
        """Registers a cost in single units of the currency."""
        low, likely, high = estimate
        return self._register.add(
            Assumption(
                id=f"{initiative.id}.{name}",
                what=f"{initiative.title}: {what}",
                low=low,
                likely=likely,
                high=high,
                unit=f"{self._currency}{' a year' if name == 'running-cost' else ''}",
                period="",
                source="Playbook",
                owner="",
                date=None,
                agreed=False,
                certainty=_certainty(low, high),
            )
        )

    def _missing(self, benefit: Benefit, kind: DriverKind, factors: tuple[Factor, ...]) -> Iterator[Ask]:
        for given, usual, what in (
            (benefit.reached, kind.reached, "How many are reached in a year"),
            (benefit.worth, kind.worth, "What one of them is worth"),
        ):
            if not given and usual is None:
                yield Ask(benefit.initiative, what, "a number", benefit.owner, self._why(benefit))
        for factor in factors:
            if factor.figure and self._ledger.find(factor.figure, factor.period) is None:
                known = KNOWN.get(factor.figure)
                what = known.what if known else factor.what or factor.figure
                whom = known.ask if known else benefit.owner
                yield Ask(factor.figure, what, known.of.value if known else "", whom, self._why(benefit))

    def _why(self, benefit: Benefit) -> str:
        return f"Without it the effect of {benefit.initiative} cannot be computed."

    def _is_older(self, factor: Factor) -> bool:
        latest = self._ledger.find(factor.figure) if factor.figure else None
        return bool(latest and factor.period and factor.period != latest.figure.period)

    def _change(self, benefit: Benefit, kind: DriverKind, name: str, learnt: Learnt | None) -> Part:
        low, likely, high = (learnt.low, learnt.likely, learnt.high) if learnt else benefit.change
        certainty = _certainty(low, high)
        place = self._register.add(
            Assumption(
                id=f"{name}.change",
                what=f"{benefit.initiative}: what changes, in {kind.unit}",
                low=low,
                likely=likely,
                high=high,
                unit=kind.unit,
                period="",
                source=learnt.source if learnt else benefit.source,
                owner=benefit.owner,
                date=benefit.date,
                agreed=benefit.agreed,
                certainty=Certainty.INTERVAL if learnt and low < high else certainty,
            )
        )
        written = f"{number(likely)} {kind.unit}"
        return Part(place, kind.scale, "change", written, likely * kind.scale)

    def _part(self, factor: Factor, benefit: Benefit, name: str) -> Part:
        given = self._ledger.find(factor.figure, factor.period) if factor.figure else None
        if given:
            figure = given.figure
            place = self._register.add(figure_assumption(given))
            return Part(
                place, given.scale, factor.what or figure.name, given.words, given.number, figure.period
            )
        likely = factor.value if factor.value is not None else Decimal(0)
        low = likely if factor.low is None else factor.low
        high = likely if factor.high is None else factor.high
        entry = Assumption(
            id=name,
            what=f"{benefit.initiative}: {factor.what}",
            low=low,
            likely=likely,
            high=high,
            unit=factor.unit,
            period=factor.period or "",
            source=benefit.source,
            owner=benefit.owner,
            date=benefit.date,
            agreed=benefit.agreed,
            certainty=_certainty(low, high),
        )
        size = scale(factor.unit)
        value = likely * size
        return Part(
            self._register.add(entry),
            size,
            factor.what,
            self._written(factor, value),
            value,
            factor.period or "",
        )

    def _written(self, factor: Factor, value: Decimal) -> str:
        if factor.unit.startswith(self._currency):
            return money(value, self._currency)
        return per_cent(value) if scale(factor.unit) < 1 else number(value)

    def _base(self, benefit: Benefit, kind: DriverKind, people: tuple[Part, ...]) -> Decimal | None:
        """People who can still be changed: those who would leave, or who do not yet do it."""
        if not kind.limited:
            return None
        if benefit.driver is Driver.RETENTION:
            retention = self._ledger.find("retention")
            already = retention.number if retention else Decimal(0)
        else:
            already = (benefit.baseline or Decimal(0)) / 100
        base = _value(people) * (1 - already)
        return base if base > 0 else None


def figure_assumption(given: Amount) -> Assumption:
    """A figure of the engagement as an entry of the register, in the unit in which it was stated."""
    figure = given.figure
    low = given.stated if figure.low is None else figure.low
    high = given.stated if figure.high is None else figure.high
    return Assumption(
        id=f"{figure.id}.{figure.period}" if figure.period else figure.id,
        what=figure.name,
        low=low,
        likely=given.stated,
        high=high,
        unit=figure.unit,
        period=figure.period,
        source=figure.source,
        owner=figure.owner,
        date=figure.date,
        agreed=figure.agreed,
        certainty=_certainty(low, high),
    )


def names(benefits: tuple[Benefit, ...]) -> Mapping[int, str]:
    """How the assumptions of each benefit are called, by its position: as its initiative, then numbered."""
    seen: dict[str, int] = {}
    found = {}
    for at, benefit in enumerate(benefits):
        seen[benefit.initiative] = seen.get(benefit.initiative, 0) + 1
        count = seen[benefit.initiative]
        found[at] = benefit.initiative if count == 1 else f"{benefit.initiative}-{count}"
    return found


def _figures(known: tuple[str, ...] | None) -> tuple[Factor, ...]:
    return tuple(Factor(figure=name) for name in known or ())


def _certainty(low: Decimal, high: Decimal) -> Certainty:
    return Certainty.RANGE if low < high else Certainty.FIXED


def _product(parts: tuple[Part, ...]) -> Product[Decimal]:
    size = Decimal(1)
    for part in parts:
        size *= part.scale
    return Product(size, tuple(part.place for part in parts))


def _value(parts: tuple[Part, ...]) -> Decimal:
    result = Decimal(1)
    for part in parts:
        result *= part.value
    return result
