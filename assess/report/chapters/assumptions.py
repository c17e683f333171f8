"""Which assumptions matter, the register of all, and what is still to be asked: part of the business case."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assess.planning.money.amounts import money, number, thousands
from assess.planning.money.record import Ask, Assumption, Bar, BusinessCase
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Piece,
    Row,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.charts.tornado import Swing, Tornado

_MOST = 10
"""Bars that are drawn; the others move less."""
_PILOT, _RUNNING = ".pilot-cost", ".running-cost"
"""How the register's ids of costs end."""
_ADVICE = (
    "Put each figure into engagement.yaml with its period, source and owner, and whether finance has agreed.",
    "State the effect of each initiative as low, likely and high. Where nobody knows, the pilot finds out.",
)


def blocks(case: BusinessCase) -> Iterator[Block]:
    """The widest swings, the register, and open questions."""
    if case.tornado:
        yield Heading("Which assumptions matter most", "money-tornado")
        yield Figure(_chart(case), _caption(case))
    yield Heading("Register of assumptions", "money-register")
    yield Paragraph((_agreed(case),))
    yield from _register(case)
    if case.asks:
        yield Heading("What to ask for", "money-asks")
        yield _asks(case.asks)


def needed(asks: Sequence[Ask]) -> Iterator[Block]:
    """What has to be known before there can be a case."""
    yield Heading("What to ask for, and whom", "money-asks")
    yield _asks(asks)
    yield Bullets(tuple((text,) for text in _ADVICE))


def named(case: BusinessCase, what: str) -> str:
    """An assumption with its initiative's title where the register names it by its id."""
    name, colon, rest = what.partition(": ")
    title = next((one.title for one in case.initiatives if one.initiative == name), "")
    return f"{title}: {rest}" if colon and title else what


def _caption(case: BusinessCase) -> Words:
    widest = case.tornado[0]
    return words(
        f"“{named(case, widest.what)}” moves the present value most: from ",
        Mark("case.tornado.0.at_low", thousands(widest.at_low, case.currency)),
        " to ",
        Mark("case.tornado.0.at_high", thousands(widest.at_high, case.currency)),
        ".",
    )


def _chart(case: BusinessCase) -> Tornado:
    shown = case.tornado[:_MOST]
    swings = tuple(
        Swing(
            f"{named(case, bar.what)} ({_range(case, bar)})",
            float(bar.at_low),
            float(bar.at_high),
            _both(case, bar),
        )
        for bar in shown
    )
    told = "; ".join(f"{swing.label}: {swing.words}" for swing in swings)
    left = len(case.tornado) - len(shown)
    rest = f" {wording.capital(wording.several(left, 'more assumption'))} move it less." if left else ""
    likely = case.total.present_value
    return Tornado(
        "tornado-chart",
        f"What single assumptions do to the present value of {thousands(likely, case.currency)}",
        f"{told}.{rest}",
        swings,
        (float(likely), thousands(likely, case.currency)),
    )


def _both(case: BusinessCase, bar: Bar) -> str:
    low, high = (thousands(end, case.currency) for end in (bar.at_low, bar.at_high))
    return f"{low} to {high}"


def _agreed(case: BusinessCase) -> str:
    agreed, all_ = sum(entry.agreed for entry in case.register), len(case.register)
    orphans = sum(not entry.owner for entry in case.register)
    owner = f" {wording.capital(wording.small(orphans))} have no owner yet." if orphans > 1 else ""
    if agreed == all_:
        return f"Finance has agreed to all {all_} assumptions.{owner}"
    return (
        f"Finance has agreed to {agreed} of {all_} assumptions; the others are to be settled before the "
        f"first gate.{owner}"
    )


def _register(case: BusinessCase) -> Iterator[Table]:
    """Figures and effects; then, in a table of their own, the costs that the playbook states."""
    entries = [(at, entry) for at, entry in enumerate(case.register) if not _is_cost(entry)]
    yield Table(
        "Figures and effects that the case counts with",
        columns("Assumption", "Likely", "Range", "Source and owner", "Date", "Agreed", numeric=("Likely",)),
        tuple(
            _entry(case, at, entry, entries[place - 1][1] if place else None)
            for place, (at, entry) in enumerate(entries)
        ),
        "A range is drawn between its ends, most often near the likely value; without one the figure stays "
        "as it is. Agreed: by finance.",
    )
    if len(entries) < len(case.register):
        yield _costs(case)


def _is_cost(entry: Assumption) -> bool:
    return entry.id.endswith((_PILOT, _RUNNING))


def _entry(case: BusinessCase, at: int, entry: Assumption, before: Assumption | None) -> Row:
    period = f", {entry.period}" if entry.period else ""
    unit = "" if entry.unit.startswith(case.currency) else f" ({entry.unit})"
    return row(
        f"{named(case, entry.what)}{period}{unit if entry.unit not in entry.what else ''}",
        _likely(case, at, entry),
        _range(case, entry),
        "As above." if before and _from(before) == _from(entry) else _from(entry),
        wording.short_day(entry.date) if entry.date else "",
        "yes" if entry.agreed else "no",
    )


def _from(entry: Assumption) -> str:
    owner = f"Owner: {wording.inner(entry.owner)}." if entry.owner else "No owner yet."
    return f"{wording.sentence(entry.source)} {owner}"


def _likely(case: BusinessCase, at: int, entry: Assumption) -> Mark:
    return Mark(f"case.register.{at}.likely", _value(case, entry.unit, entry.likely))


def _range(case: BusinessCase, entry: Assumption | Bar) -> str:
    if entry.low >= entry.high:
        return ""
    return f"{_value(case, entry.unit, entry.low)} to {_value(case, entry.unit, entry.high)}"


def _value(case: BusinessCase, unit: str, value: Decimal) -> str:
    return money(value, case.currency) if unit.startswith(case.currency) else number(value)


def _costs(case: BusinessCase) -> Table:
    places = {entry.id: at for at, entry in enumerate(case.register)}
    titles = ("Pilot", "Range of it", "Running, a year", "Range of that")
    rows = []
    for one in case.initiatives:
        cells: list[Piece] = []
        for kind in (_PILOT, _RUNNING):
            at = places[f"{one.initiative}{kind}"]
            cells += _cost(at, case.register[at])
        rows.append(row(one.title, *cells))
    return Table(
        f"Costs as the playbook states them, {case.currency} thousand; none has an owner yet",
        columns("Initiative", *titles, numeric=titles),
        tuple(rows),
    )


def _cost(at: int, entry: Assumption) -> tuple[Mark, str]:
    """In thousands, and its range."""
    low, likely, high = (number(value / 1000, 1) for value in (entry.low, entry.likely, entry.high))
    return Mark(f"case.register.{at}.likely", likely), f"{low} to {high}" if entry.low < entry.high else ""


def _asks(asks: Sequence[Ask]) -> Table:
    """Without the column of reasons where all have the same: then it stands below."""
    reasons = dict.fromkeys(ask.why for ask in asks)
    if len(reasons) == 1:
        rows = tuple(row(ask.what, ask.unit, ask.whom) for ask in asks)
        return Table("Figures that are missing", columns("What", "Unit", "Whom to ask"), rows, *reasons)
    rows = tuple(row(ask.what, ask.unit, ask.whom, ask.why) for ask in asks)
    return Table("Figures that are missing", columns("What", "Unit", "Whom to ask", "Why"), rows)
