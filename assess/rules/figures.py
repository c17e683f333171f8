"""Rules for the figures from which the business case is computed."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from assess.model.benefit import Benefit
from assess.model.engagement import BusinessFigure
from assess.model.figures import KNOWN, expected_unit, fits, multiplier, per_cent
from assess.rules.rule import Finding, Rule, Subject
from assess.text.numbers import plain
from assess.text.problems import Severity
from assess.text.safe_yaml import Path

_SLACK = Decimal("0.01")
"""Parts are rounded one by one: a hundredth is no contradiction."""


def known_figures_have_their_unit(subject: Subject) -> Iterator[Finding]:
    """A figure that the business case knows is a number in the unit that it is computed with.

    A retention of 64 customers, or a margin in another currency, would be multiplied all the same, and nobody
    would see it in the result. Other figures may have any id, unit and text.

    Fails:

        figures:
          - {id: retention, name: Retention, value: 64.2, unit: customers, period: FY26, source: Till}
          #                                                     ^^^^^^^^^
          - {id: new-customers, name: Customers won, value: many, unit: customers, period: FY26, source: Till}
          #                                                 ^^^^

    Passes:

        figures:
          - {id: retention, name: Retention, value: 64.2, unit: per cent, period: FY26, source: Till}
          - {id: new-customers, name: Customers won, value: 900, unit: customers, period: FY26, source: Till}
    """
    currency = subject.record.currency
    for index, figure in enumerate(subject.record.figures):
        known = KNOWN.get(figure.id)
        if known is None:
            continue
        if not isinstance(figure.value, Decimal):
            hint = f"{known.what}: write a number, or choose another id."
            message = f"`{figure.id}` is computed with, and this is no number"
            yield Finding(subject.place, message, hint, ("figures", index, "value"))
        elif not figure.unit:
            hint = f"{known.what}: add `unit:`, such as {expected_unit(known.of, currency)}."
            message = f"`{figure.id}` is computed with, and has no unit"
            yield Finding(subject.place, message, hint, ("figures", index, "id"))
        elif not fits(known.of, figure.unit, currency):
            hint = f"{known.what}: write {expected_unit(known.of, currency)}, or choose another id."
            message = f"`{figure.id}` is not measured in `{figure.unit}`"
            yield Finding(subject.place, message, hint, ("figures", index, "unit"))


def known_figures_are_possible(subject: Subject) -> Iterator[Finding]:
    """A figure that the business case knows has a value that is possible.

    More than all customers cannot stay, and a discount rate of 900 per cent is a slip of the pen.

    Fails:

        figures:
          - {id: retention, name: Retention, value: 642, unit: per cent, period: FY26, source: Till}
          #                                         ^^^

    Passes:

        figures:
          - {id: retention, name: Retention, value: 64.2, unit: per cent, period: FY26, source: Till}
    """
    for index, figure in enumerate(subject.record.figures):
        known = KNOWN.get(figure.id)
        if known is None or not isinstance(figure.value, Decimal):
            continue
        path = ("figures", index, "value")
        if known.low is not None and figure.value < known.low:
            message = f"`{figure.id}` is at least {plain(known.low)}"
            yield Finding(subject.place, message, f"{known.what}: look it up again.", path)
        elif known.high is not None and figure.value > known.high:
            message = f"`{figure.id}` is at most {plain(known.high)}"
            yield Finding(subject.place, message, f"{known.what}: look it up again.", path)


def figures_agree(subject: Subject) -> Iterator[Finding]:
    """Figures of one period add up, a hundredth for rounding allowed.

    A reader who adds them up first will believe none of the others.

    Fails:

        figures:
          - {id: opening-customers, name: At the start, value: 1000, unit: guests, period: FY26, source: Till}
          - {id: retention, name: Retention, value: 60, unit: per cent, period: FY26, source: Till}
          - {id: retained-customers, name: Kept, value: 700, unit: guests, period: FY26, source: Till}
          #                                             ^^^

    Passes:

        figures:
          - {id: opening-customers, name: At the start, value: 1000, unit: guests, period: FY26, source: Till}
          - {id: retention, name: Retention, value: 60, unit: per cent, period: FY26, source: Till}
          - {id: retained-customers, name: Kept, value: 600, unit: guests, period: FY26, source: Till}
    """
    given = sorted(
        (
            (figure.period, index, figure)
            for index, figure in enumerate(subject.record.figures)
            if figure.id in KNOWN and isinstance(figure.value, Decimal)
        ),
        key=lambda one: one[:2],
    )
    for period, members in groupby(given, key=lambda one: one[0]):
        places = {figure.id: (index, _number(figure)) for _, index, figure in members}
        values = {name: value for name, (_, value) in places.items()}
        for name, said, should_be in _sums(values):
            if abs(values[name] - should_be) > _SLACK * abs(should_be):
                of = f" for {period}" if period else ""
                message = f"`{name}` is not {said}{of}"
                hint = f"These come to {plain(should_be.quantize(Decimal(1)))}: mend the one that is wrong."
                yield Finding(subject.place, message, hint, ("figures", places[name][0], "value"))


def _number(figure: BusinessFigure) -> Decimal:
    """In single units; per cent as a share of one."""
    value = Decimal(figure.value)
    return value / 100 if per_cent(figure.unit) else value * multiplier(figure.unit)


def _sums(values: dict[str, Decimal]) -> Iterator[tuple[str, str, Decimal]]:
    """What follows from other figures: its id, the sum in words, and its value."""
    opening, retention = values.get("opening-customers"), values.get("retention")
    kept, won = values.get("retained-customers"), values.get("new-customers")
    if kept is not None and opening is not None and retention is not None:
        yield "retained-customers", "`opening-customers` × `retention`", opening * retention
        kept = opening * retention  # so that one wrong number is told once
    each, new_each = values.get("revenue-per-retained-customer"), values.get("revenue-per-new-customer")
    if "revenue" in values and None not in (kept, won, each, new_each):
        said = "customers kept and won, each times their revenue"
        yield "revenue", said, sum((a * b for a, b in ((kept, each), (won, new_each)) if a and b), Decimal(0))
    existing, new = values.get("gross-profit-existing"), values.get("gross-profit-new")
    if "gross-profit" in values and existing is not None and new is not None:
        yield "gross-profit", "`gross-profit-existing` + `gross-profit-new`", existing + new


def ranges_hold_the_likely_value(subject: Subject) -> Iterator[Finding]:
    """The likely value lies between low and high, and a change is low, likely, high.

    Scenarios are drawn between the ends; from a range that does not hold its own middle nothing can be drawn.

    Fails:

        figures:
          - {id: regulars, name: Regulars, value: 140, low: 150, unit: guests, period: FY26, source: Till}
          #                                                 ^^^
        benefits:
          - initiative: order-book
            driver: retention
            change: [2, 1, 3]
            #           ^
            source: Till
            owner: Owner

    Passes:

        figures:
          - {id: regulars, name: Regulars, value: 140, low: 120, unit: guests, period: FY26, source: Till}
        benefits:
          - initiative: order-book
            driver: retention
            change: [1, 2, 3]
            source: Till
            owner: Owner
    """
    for index, figure in enumerate(subject.record.figures):
        if isinstance(figure.value, Decimal):
            yield from _outside(subject, figure.low, figure.value, figure.high, ("figures", index))
    for index, benefit in enumerate(subject.record.benefits):
        yield from _outside_of_benefit(subject, benefit, ("benefits", index))


def _outside_of_benefit(subject: Subject, benefit: Benefit, path: Path) -> Iterator[Finding]:
    low, likely, high = benefit.change
    if not low <= likely <= high:
        falling = 1 if likely < low else 2
        message = "a change is low, likely, high, and this number is smaller than the one before"
        hint = f"In order: [{', '.join(plain(number) for number in sorted(benefit.change))}]."
        yield Finding(subject.place, message, hint, (*path, "change", falling))
    for key, factors in (("reached", benefit.reached), ("worth", benefit.worth)):
        for at, factor in enumerate(factors):
            if factor.value is not None:
                yield from _outside(subject, factor.low, factor.value, factor.high, (*path, key, at))


def _outside(
    subject: Subject, low: Decimal | None, value: Decimal, high: Decimal | None, path: Path
) -> Iterator[Finding]:
    for key, end, is_wrong in (
        ("low", low, low is not None and low > value),
        ("high", high, high is not None and high < value),
    ):
        if is_wrong and end is not None:
            side = "above" if key == "low" else "below"
            message = f"`{key}` is {side} the likely value {plain(value)}"
            yield Finding(subject.place, message, f"Write `{key}:` on the other side of it.", (*path, key))


FIGURE_RULES: tuple[Rule, ...] = (
    Rule("ENG023", known_figures_have_their_unit),
    Rule("ENG024", known_figures_are_possible),
    Rule("ENG025", figures_agree, Severity.WARNING, of_sound_only=True),
    Rule("ENG026", ranges_hold_the_likely_value),
)
