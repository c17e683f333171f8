"""The case of one initiative, with its sums in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assess.model.benefit import Driver
from assess.model.playbook import Initiative
from assess.model.roadmap import Planned
from assess.planning.money.amounts import money, number
from assess.planning.money.effects import Effect, Part
from assess.planning.money.record import Chances, EffectCase, Formula, InitiativeCase
from assess.planning.money.schedule import Calendar
from assess.text.numbers import rounded

BREAK_EVEN_YEARS = 3
"""Years over which the pilot has to be earned back."""
_MONTHS = 12
_PRODUCT = "How many are reached × what changes for each × what one is worth"
_CHANGES = {
    Driver.RETENTION: "points more who stay",
    Driver.CONVERSION: "points more who do it",
    Driver.ORDERS: "orders more for each",
    Driver.MARGIN: "points of margin more",
    Driver.NEW_CUSTOMERS: "customers more in a year",
    Driver.CONTACTS: "contacts fewer for each",
    Driver.SPENDING: "thousand less spent in a year",
}


@dataclass(frozen=True)
class Found:
    """What has been computed of one initiative before it is put into words. Amounts are likely ones.

    `starts`: the first quarter of each effect. `remark` is said beside the numbers.
    """

    initiative: Initiative
    planned: Planned
    effects: tuple[Effect, ...]
    starts: tuple[int, ...]
    parts: Decimal
    annual: Decimal
    one_off: Decimal
    running: Decimal
    present_value: Decimal
    payback: int | None
    rests_on_it: tuple[str, ...]
    remark: str = ""


def case_of(
    found: Found,
    chances: Chances,
    latest: Callable[[Effect], Effect | None],
    dates: Calendar,
    currency: str,
) -> InitiativeCase:
    """`latest`: the same effect with the latest figures, where it names earlier ones."""
    return InitiativeCase(
        initiative=found.initiative.id,
        title=found.planned.title,
        effects=tuple(
            _effect(effect, start, latest(effect), dates, currency)
            for effect, start in zip(found.effects, found.starts, strict=True)
        ),
        parts=found.parts,
        deducted=found.parts - found.annual,
        annual=found.annual,
        one_off=found.one_off,
        running=found.running,
        present_value=found.present_value,
        payback=found.payback,
        repaid=_repaid(found, currency),
        break_even=_break_even(found, currency),
        person_days=found.planned.person_days,
        rests_on_it=found.rests_on_it,
        chances=chances,
        remark=found.remark,
    )


def product_in_words(effect: Effect, change: str = "") -> tuple[str, str]:
    """The product of an effect: its factors by name, and with their numbers. `change` stands for another."""
    names = [*_names(effect.reached), change or _CHANGES[effect.benefit.driver], *_names(effect.worth)]
    numbers = [
        *_written(effect.reached),
        change or f"{number(effect.likely)} {effect.kind.unit}",
        *_written(effect.worth),
    ]
    return " × ".join(names), " × ".join(numbers)


def _effect(effect: Effect, start: int, latest: Effect | None, dates: Calendar, currency: str) -> EffectCase:
    benefit = effect.benefit
    ends = sorted((effect.low * effect.one_unit, effect.high * effect.one_unit))
    return EffectCase(
        initiative=effect.initiative,
        driver=benefit.driver,
        change=(effect.low, effect.likely, effect.high),
        change_unit=effect.kind.unit,
        from_pilot=effect.from_pilot,
        annual=_annual(effect, currency),
        low=ends[0],
        high=ends[1],
        one_unit=_one_unit(effect, currency),
        latest=_annual(latest, currency) if latest else None,
        freed=effect.kind.freed,
        begins=dates.label(start),
        full=dates.label(start + benefit.ramp),
        source=benefit.source,
        owner=benefit.owner,
        agreed=benefit.agreed,
        note=benefit.note,
    )


def _annual(effect: Effect, currency: str) -> Formula:
    words, numbers = product_in_words(effect)
    return Formula(
        id=f"{effect.initiative}.annual",
        name="Money freed in a full year" if effect.kind.freed else "Gross profit of a full year",
        words=words,
        numbers=numbers,
        result=effect.annual,
        unit=f"{currency} a year",
        period=_periods(effect),
        source=_PRODUCT,
    )


def _one_unit(effect: Effect, currency: str) -> Formula:
    words, numbers = product_in_words(effect, effect.kind.one)
    return Formula(
        id=f"{effect.initiative}.one-unit",
        name=f"What {effect.kind.one} is worth in a year",
        words=words,
        numbers=numbers,
        result=effect.one_unit,
        unit=f"{currency} a year",
        period=_periods(effect),
        source=_PRODUCT,
    )


def _repaid(found: Found, currency: str) -> Formula | None:
    """Months at full run; None where a full year does not pay its own running cost, or nothing was paid."""
    left = found.annual - found.running
    if left <= 0 or found.one_off <= 0:
        return None
    return Formula(
        id=f"{found.initiative.id}.repaid",
        name="Months at full run until the pilot is repaid",
        words="cost of the pilot / (yearly effect − yearly running cost) × 12",
        numbers=(
            f"{money(found.one_off, currency)} / ({money(found.annual, currency)} − "
            f"{money(found.running, currency)}) × 12"
        ),
        result=rounded(found.one_off / left * _MONTHS, 1),
        unit="months",
        source="Definition",
    )


def _break_even(found: Found, currency: str) -> Formula | None:
    """Only of a single effect: of several, none can be said to carry the cost."""
    if len(found.effects) != 1 or found.effects[0].one_unit <= 0:
        return None
    effect = found.effects[0]
    return Formula(
        id=f"{found.initiative.id}.break-even",
        name="The change from which on it pays",
        words=(
            f"(yearly running cost + cost of the pilot / {BREAK_EVEN_YEARS} years) / yearly worth of "
            f"{effect.kind.one}"
        ),
        numbers=(
            f"({money(found.running, currency)} + {money(found.one_off, currency)} / {BREAK_EVEN_YEARS}) / "
            f"{money(effect.one_unit, currency)}"
        ),
        result=(found.running + found.one_off / BREAK_EVEN_YEARS) / effect.one_unit,
        unit=effect.kind.unit,
        source="Definition",
        note="Before deductions for what other initiatives bring as well.",
    )


def _names(parts: Sequence[Part]) -> list[str]:
    return [part.name for part in parts]


def _written(parts: Sequence[Part]) -> list[str]:
    return [part.written for part in parts]


def _periods(effect: Effect) -> str:
    named = (part.period for part in (*effect.reached, *effect.worth))
    return ", ".join(dict.fromkeys(period for period in named if period))
