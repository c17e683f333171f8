"""Each initiative's yearly effect, present value and chances: part of the business case."""

from collections.abc import Iterator
from decimal import Decimal

from assess.planning.money.amounts import money, number
from assess.planning.money.record import BusinessCase, EffectCase, Formula, InitiativeCase
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
    Card,
    Heading,
    Mark,
    Meaning,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.priced import Priced, share, span

_APART = "First one full year, then the whole time, discounted; the two are never added."
NOT_STATED = "not stated"
_YEARLY = ("As stated", "Deducted", "Effect", "Running cost", "Left in a year")
_OVER_YEARS = ("Pilot", "Present value", "Eight scenarios of ten", "Payback", "Pays in", "Survives in")


def blocks(case: BusinessCase) -> Iterator[Block]:
    """A full year first, then the whole time; the two are never added."""
    yield Heading("Initiative by initiative", "money-initiatives")
    yield Paragraph((_APART,))
    yield _yearly(case)
    yield from _deductions(case)
    yield _over_years(case)
    yield from _bare(case)
    for one in case.initiatives:
        if one.has_effect:
            yield _card(case, one)


def _yearly(case: BusinessCase) -> Table:
    priced, total = Priced(case.currency), case.total
    rows = tuple(_year(priced, one) for one in case.initiatives)
    names = ("parts", "deducted", "annual", "running")
    sums = (priced.rough(f"case.total.{name}", getattr(total, name)) for name in names)
    left = priced.rough("case.total.after_running", total.annual - total.running)
    return Table(
        "A full year at full run",
        columns("Initiative", *_YEARLY, numeric=_YEARLY),
        (*rows, row("The plan", *sums, left, emphasis=True)),
        "Gross profit and money freed, never revenue. Deducted: what others in the plan bring too"
        f"{_no_overlap(case)}.",
    )


def _no_overlap(case: BusinessCase) -> str:
    several = sum(one.has_effect for one in case.initiatives) > 1
    return "; none is stated" if several and not case.deductions else ""


def _year(priced: Priced, one: InitiativeCase) -> Row:
    field = f"case.initiatives.{one.initiative}"
    running = priced.rough(f"{field}.running", one.running)
    left = priced.rough(f"{field}.after_running", one.after_running)
    if not one.has_effect:
        return row(one.title, NOT_STATED, "", "", running, left)
    amounts = (
        priced.rough(f"{field}.{name}", getattr(one, name)) for name in ("parts", "deducted", "annual")
    )
    return row(one.title, *amounts, running, left)


def _deductions(case: BusinessCase) -> Iterator[Block]:
    """What is taken off, and why."""
    priced = Priced(case.currency)
    told = tuple(
        words(
            f"{one.what}: of ",
            priced.rough(f"case.deductions.{at}.parts", one.parts),
            " a year, ",
            priced.rough(f"case.deductions.{at}.deducted", one.deducted),
            f" is taken off. {one.words}",
        )
        for at, one in enumerate(case.deductions)
    )
    if told:
        yield Bullets(told)


def _over_years(case: BusinessCase) -> Table:
    priced, total = Priced(case.currency), case.total
    whole = row(
        "The plan",
        priced.rough("case.total.one_off", total.one_off),
        priced.rough("case.total.present_value", total.present_value),
        _range(priced, "case.total.range", total.range.low, total.range.high),
        span("case.total.payback", total.payback, case.years),
        share("case.total.pays", total.pays),
        share("case.total.survives", total.survives) if total.survives is not None else "–",
        emphasis=True,
    )
    return Table(
        f"The whole time of {case.years} years, discounted",
        columns("Initiative", *_OVER_YEARS, numeric=_OVER_YEARS),
        (*(_whole(case, one) for one in case.initiatives), whole),
        "Pays: present value above zero. Survives: is left when the plan is cut down to what pays in that "
        "scenario, with all that this rests on; in the last row, all at once. –: no effect to judge by. "
        "Payback is from the pilot's start.",
    )


def _whole(case: BusinessCase, one: InitiativeCase) -> Row:
    priced, field, chances = Priced(case.currency), f"case.initiatives.{one.initiative}", one.chances
    return row(
        one.title,
        priced.rough(f"{field}.one_off", one.one_off),
        priced.rough(f"{field}.present_value", one.present_value),
        _range(
            priced, f"{field}.chances.present_value", chances.present_value.low, chances.present_value.high
        ),
        span(f"{field}.payback", one.payback, case.years) if one.has_effect else "–",
        share(f"{field}.chances.pays", chances.pays) if one.has_effect else "–",
        share(f"{field}.chances.survives", chances.survives) if chances.survives is not None else "–",
    )


def _range(priced: Priced, field: str, low: Decimal, high: Decimal) -> Words:
    return words(
        priced.rough(f"{field}.low", low),
        " to ",
        priced.rough(f"{field}.high", high),
    )


def _bare(case: BusinessCase) -> Iterator[Block]:
    """Those with costs only, by what is said of them."""
    remarks = dict.fromkeys(one.remark for one in case.costs_only)
    said = tuple(
        words(
            f"{wording.listed([one.title for one in case.costs_only if one.remark == remark])}: ",
            wording.inner(remark),
            ".",
        )
        for remark in remarks
        if remark
    )
    if said:
        yield Bullets(said)


# One initiative


def _card(case: BusinessCase, one: InitiativeCase) -> Card:
    priced, field = Priced(case.currency), f"case.initiatives.{one.initiative}"
    effects = tuple(enumerate(one.effects))
    titles = {other.initiative: other.title for other in case.initiatives}
    resting = wording.listed([titles[name] for name in one.rests_on_it])
    parts: list[tuple[str, Meaning]] = [
        ("What changes", _one_or_list([_change(effect) for _, effect in effects])),
        (
            "In a full year",
            _one_or_list([_annual(priced, f"{field}.effects.{at}", effect) for at, effect in effects]),
        ),
        ("Where it comes from", _one_or_list([_source(effect) for _, effect in effects])),
        ("Pays from", _sum(priced, f"{field}.break_even", one.break_even)),
        ("Pilot repaid", _sum(priced, f"{field}.repaid", one.repaid)),
        (
            "People's time",
            (Mark(f"{field}.person_days", wording.whole(one.person_days)), " likely person-days"),
        ),
        ("Rests on it", words(resting)),
        ("Remark", words(one.remark)),
    ]
    lead = words(
        "Present value ",
        priced.rough(f"{field}.present_value", one.present_value),
        "; pays in ",
        share(f"{field}.chances.pays", one.chances.pays),
        " of the scenarios",
    )
    if one.chances.survives is not None:
        lead = words(lead, ", survives in ", share(f"{field}.chances.survives", one.chances.survives))
    return Card(
        one.title, f"case-{one.initiative}", (), words(lead, "."), tuple(part for part in parts if part[1])
    )


def _one_or_list(said: list[Words]) -> Meaning:
    return said[0] if len(said) == 1 else tuple(said)


def _change(effect: EffectCase) -> Words:
    low, likely, high = effect.change
    begins = f", from {effect.begins}" if effect.begins else ""
    full = f", in full from {effect.full}" if effect.full and effect.full != effect.begins else ""
    measured = ", as measured in the company's own pilot" if effect.from_pilot else ""
    spread = f" ({number(low)} to {number(high)})" if low != high else ""
    return (f"{number(likely)} {effect.change_unit}{spread}{measured}{begins}{full}.",)


def _annual(priced: Priced, field: str, effect: EffectCase) -> Words:
    formula = effect.annual
    kind = "Freed" if effect.freed else "Gross profit"
    factors = " × ".join(wording.inner(name) for name in formula.words.split(" × "))
    period = f" of {formula.period}" if formula.period else ""
    newer = ""
    if effect.latest:
        newer = (
            f" With the figures of {effect.latest.period}: {money(effect.latest.result, priced.currency)}."
        )
    return words(
        f"{kind}: {factors}. With the figures{period}: {formula.numbers} = ",
        priced.rough(f"{field}.annual.result", formula.result),
        " (",
        priced.rough(f"{field}.low", effect.low),
        " to ",
        priced.rough(f"{field}.high", effect.high),
        f").{newer}",
    )


def _source(effect: EffectCase) -> Words:
    agreed = "agreed by finance" if effect.agreed else "not yet agreed by finance"
    note = f" {wording.sentence(effect.note)}" if effect.note else ""
    return (f"{wording.sentence(effect.source)} Owner: {wording.inner(effect.owner)}; {agreed}.{note}",)


def _sum(priced: Priced, field: str, formula: Formula | None) -> Words:
    if formula is None:
        return ()
    note = f" {formula.note}" if formula.note else ""
    return words(priced.result(field, formula), f" = {formula.numbers}.{note}")
