"""Cash by quarter, and what each gate lets go: part of the business case."""

from collections.abc import Iterator
from decimal import Decimal

from assess.planning.money.amounts import thousands
from assess.planning.money.record import BusinessCase, CashQuarter, Tranche
from assess.report import wording
from assess.report.blocks import (
    Block,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.charts.cash import CashFlow, Flow
from assess.report.priced import Priced

_PARTS = ("pilots", "running", "freed", "gross_profit", "net", "cumulative")
_TITLES = ("Pilots", "Running cost", "Freed", "Gross profit", "Net", "Cumulative")
_TICKS = 6
_IN_A_YEAR = 4


def blocks(case: BusinessCase) -> Iterator[Block]:
    """The table behind the chart, and the tranches."""
    yield Heading("Cash by quarter", "money-cash")
    yield Paragraph(_split(case))
    yield _table(case)
    if case.tranches:
        yield Heading("A tranche at each gate, and what stopping costs", "money-tranches")
        yield Paragraph(_stopping(case))
        yield _tranches(case)


def figure(case: BusinessCase) -> Figure:
    """The whole in one picture."""
    return Figure(_chart(case), _caption(case))


def _split(case: BusinessCase) -> Words:
    """One-off and running, freed and new."""
    priced = Priced(case.currency)
    sums = {
        name: sum((getattr(one, name) for one in case.quarters), Decimal(0))
        for name in ("pilots", "running", "freed", "new")
    }
    marks = {name: priced.rough(f"case.quarters.sum.{name}", value) for name, value in sums.items()}
    said = words(
        f"In {wording.several(case.years, 'year')} ",
        marks["pilots"],
        " goes out once, for pilots, and ",
        marks["running"],
        " as running cost. ",
    )
    if not sums["freed"]:
        return words(said, "Nothing is freed elsewhere by what is stated, so all of it is new money.")
    return words(said, marks["freed"], " is freed elsewhere, so that ", marks["new"], " is new money.")


def _caption(case: BusinessCase) -> Words:
    priced, deepest = Priced(case.currency), case.peak
    if deepest.amount == 0:
        return ("The plan never needs more cash than it has brought in.",)
    return words(
        "At its deepest the plan is ",
        priced.rough("case.peak.amount", -deepest.amount),
        f" out, in {deepest.label}. Likely money, not discounted.",
    )


def _chart(case: BusinessCase) -> CashFlow:
    flows = tuple(
        Flow(
            one.label,
            float(one.pilots),
            float(one.running),
            float(one.freed + one.gross_profit),
            float(one.cumulative),
        )
        for one in case.quarters
    )
    values = [value for flow in flows for value in (-flow.pilots - flow.running, flow.into, flow.total)]
    ticks = tuple(
        (tick, thousands(Decimal(tick), case.currency))
        for tick in steps(min(0.0, *map(float, values)), max(0.0, *map(float, values)))
    )
    labels = [one.label for one in case.quarters]
    peak = (labels.index(case.peak.label), thousands(case.peak.amount, case.currency))
    last = case.quarters[-1]
    return CashFlow(
        "cash-chart",
        f"Cash of the plan: {thousands(last.cumulative, case.currency)} at the end of {last.label}",
        f"Deepest point {peak[1]} in {case.peak.label}.",
        flows,
        ticks,
        peak if case.peak.amount else None,
    )


def steps(low: float, high: float) -> tuple[int, ...]:
    """Round numbers from at most `low` to at least `high`, at most seven or so, with zero among them."""
    least = max((high - low) / _TICKS, 1.0)
    size = next(times * 10**power for power in range(30) for times in (1, 2, 5) if times * 10**power >= least)
    first, last = int(low // size), int(-(-high // size))
    return tuple(at * size for at in range(first, max(last, first + 1) + 1))


def _table(case: BusinessCase) -> Table:
    """By quarter while anything begins; the years after that, in which nothing new does, as a whole."""
    single = max([at + 1 for at in range(1, len(case.quarters)) if _differ(case, at)], default=1)
    rows = [_quarters(one.label, (one,)) for one in case.quarters[:single]]
    rest = case.quarters[single:]
    for year in dict.fromkeys(_year(one) for one in rest):
        within = tuple(one for one in rest if _year(one) == year)
        label = year if len(within) == _IN_A_YEAR else f"{within[0].label} to {within[-1].label}"
        rows.append(_quarters(within[0].label if len(within) == 1 else label, within))
    total = row("All together", *_quarters("", case.quarters).cells[1:-1], "", emphasis=True)
    return Table(
        f"Likely cash, {case.currency} thousand",
        columns("Quarter", *_TITLES, numeric=_TITLES),
        (*rows, total),
        "Pilots and running cost go out, money freed and gross profit come in. Rounded one by one, so sums "
        "may be off by one.",
    )


def _differ(case: BusinessCase, at: int) -> bool:
    """Whether a quarter is unlike the one before it."""
    return any(
        abs(getattr(case.quarters[at], name) - getattr(case.quarters[at - 1], name)) >= 1
        for name in _PARTS[:-2]
    )


def _year(one: CashQuarter) -> str:
    return one.label.rpartition(" ")[2]


def _quarters(label: str, within: tuple[CashQuarter, ...]) -> Row:
    """Sums of the parts, and where the last of these quarters ends."""
    first, last = within[0].quarter, within[-1].quarter
    field = f"case.quarters.{first}" if first == last else f"case.quarters.{first}-{last}"
    sums = {name: sum((getattr(one, name) for one in within), Decimal(0)) for name in _PARTS[:-1]}
    cells = (_thousand(f"{field}.{name}", value) for name, value in sums.items())
    return row(label, *cells, _thousand(f"case.quarters.{last}.cumulative", within[-1].cumulative))


def _thousand(field: str, value: Decimal) -> Mark:
    text = wording.whole(abs(value) / 1000)
    return Mark(field, f"\N{MINUS SIGN}{text}" if value < 0 and text != "0" else text)


# Tranches


def first_tranche(case: BusinessCase) -> Words:
    """What the first day of gates lets go."""
    day = case.tranches[0].date
    first = sum((one.releases for one in case.tranches if one.date == day), Decimal(0))
    amount = Priced(case.currency).rough("case.first_tranche", first)
    return words(f"The first tranche, on {wording.day(day)}, is ", amount)


def _stopping(case: BusinessCase) -> Words:
    return words(
        "No money is asked for all at once. ",
        first_tranche(case),
        "; every later one waits for its gate. Stopping at a gate costs what has been spent until then; "
        "notice periods of contracts are not known here.",
    )


def _tranches(case: BusinessCase) -> Table:
    titles = ("Spent", "Released")
    return Table(
        "Money that each gate releases, by date",
        columns("Date", "Pilot", "Gate", "Who decides", *titles, numeric=titles),
        tuple(_tranche(case, at, one) for at, one in enumerate(case.tranches)),
        "Spent: what stopping there costs. A pilot's decision releases the first year of its running cost.",
    )


def _tranche(case: BusinessCase, at: int, one: Tranche) -> Row:
    priced, field = Priced(case.currency), f"case.tranches.{at}"
    return row(
        wording.short_day(one.date),
        one.title,
        one.gate,
        wording.named(one.decides),
        priced.rough(f"{field}.spent", one.spent),
        priced.rough(f"{field}.releases", one.releases),
    )
