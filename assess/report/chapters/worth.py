"""What happens without the programme, and what a customer is worth: part of the business case."""

from collections.abc import Iterator

from assess.planning.money.amounts import money, per_cent
from assess.planning.money.record import (
    Baseline,
    BaselineYear,
    BusinessCase,
    Comparison,
    CustomerValue,
    Formula,
)
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
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
from assess.report.priced import Priced

_SUMS = ("kept", "first_year", "renewal", "lifetime", "acquisition_cost", "payback", "retention_point")
"""The fields of a customer's value, in the order of reading."""
_NO_SOURCE = "Definition"


def without_programme(case: BusinessCase) -> Iterator[Block]:
    """The forecast that the plan is compared with, and what standing still costs."""
    base = case.baseline
    yield Heading("Without the programme", "money-baseline")
    yield Paragraph(
        words(
            f"The plan is measured against this forecast, not against zero. {base.trend} "
            f"Gross profit in {base.period}: ",
            Priced(case.currency).exact("case.baseline.gross_profit_now", base.gross_profit_now),
            ".",
        )
    )
    yield _forecast(case)
    yield Heading("The cost of standing still", "money-standing-still", depth=3)
    yield Bullets(tuple(_standing_still(case)))


def _forecast(case: BusinessCase) -> Table:
    base = case.baseline
    trend = "Gross profit, latest trend"
    titles = [
        "Customers at the start",
        "Kept",
        "Won",
        "Revenue",
        "Gross profit",
        *([trend] * bool(base.observed)),
    ]
    rows = tuple(_year(case, at, year) for at, year in enumerate(base.years))
    sums = f"{wording.sentence(base.formula.words)} In {base.period}: {base.formula.numbers}."
    observed = f" Latest trend: {wording.inner(base.observed_trend)}." if base.observed else ""
    return Table(
        "Customers, revenue and gross profit without the programme",
        columns("Year", *titles, numeric=tuple(titles)),
        rows,
        f"Year 1 follows {base.period}. {sums} {base.formula.note}{observed}",
    )


def _year(case: BusinessCase, at: int, year: BaselineYear) -> Row:
    priced, field = Priced(case.currency), f"case.baseline.years.{at}"
    observed = case.baseline.observed
    cells = [
        Mark(f"{field}.opening", wording.whole(year.opening)),
        Mark(f"{field}.kept", wording.whole(year.kept)),
        Mark(f"{field}.won", wording.whole(year.won)),
        priced.rough(f"{field}.revenue", year.revenue),
        priced.rough(f"{field}.gross_profit", year.gross_profit),
    ]
    if observed:
        profit = observed[at].gross_profit
        cells.append(priced.rough(f"case.baseline.observed.{at}.gross_profit", profit))
    return row(f"Year {year.year}", *cells)


def _standing_still(case: BusinessCase) -> Iterator[Words]:
    priced, found = Priced(case.currency), case.standing_still
    later = found.quarter_later
    field = "case.standing_still.quarter_later.result"
    if later.result > 0:
        amount = priced.rough(field, later.result)
        yield words("Each quarter of delay costs ", amount, f" at full run: {later.numbers}.")
    else:
        yield words(
            "Delay costs nothing by the effects stated so far: a quarter of the plan at full run comes to ",
            priced.rough(field, later.result),
            f", {later.numbers}.",
        )
    if found.fall:
        yield words(
            "If the latest trend goes on, ",
            priced.rough("case.standing_still.fall.result", found.fall.result),
            f" of gross profit is lost over these years against {case.baseline.period}. "
            "This is what is at stake, not what the programme brings.",
        )
    yield from _floor(case, case.baseline)


def _floor(case: BusinessCase, base: Baseline) -> Iterator[Words]:
    below = base.below_floor
    if base.floor is None:
        return
    floor = words("the revenue to protect, ", Priced(case.currency).exact("case.baseline.floor", base.floor))
    if below is None:
        yield words("Revenue stays above ", floor, ", in all of these years.")
        return
    revenue = Priced(case.currency).rough("case.baseline.below_floor.revenue", below.revenue)
    trend = "with the latest trend" if base.observed else "by the forecast"
    yield words(f"In year {below.year}, {trend}, revenue is ", revenue, " and so below ", floor, ".")


# What a customer is worth


def of_customers(case: BusinessCase) -> Iterator[Block]:
    """Each figure with its sum, by period; and beside it what the company has stated."""
    if not case.customer:
        return
    latest = case.customer[0]
    yield Heading("What a customer is worth", "money-customer")
    yield Table(
        "What a customer is worth and costs to win",
        columns(
            "Figure",
            f"Sum, with the figures of {latest.period}",
            *(value.period for value in case.customer),
            numeric=tuple(value.period for value in case.customer),
        ),
        tuple(_figure(case, name) for name in _SUMS if getattr(latest, name)),
        _sources([getattr(latest, name) for name in _SUMS]),
    )
    if case.compared:
        yield _compared(case)


def _figure(case: BusinessCase, name: str) -> Row:
    priced = Priced(case.currency)
    formula: Formula = getattr(case.customer[0], name)
    return row(
        formula.name,
        f"{formula.words}: {formula.numbers}",
        *(
            _value(priced, f"case.customer.{at}.{name}", value, name)
            for at, value in enumerate(case.customer)
        ),
    )


def _value(priced: Priced, field: str, value: CustomerValue, name: str) -> Words:
    formula: Formula | None = getattr(value, name)
    return priced.result(field, formula) if formula else ()


def _sources(formulas: list[Formula | None]) -> str:
    found = [formula for formula in formulas if formula]
    sources = dict.fromkeys(formula.source for formula in found if formula.source != _NO_SOURCE)
    notes = dict.fromkeys(
        f"{formula.name}: {wording.inner(formula.note)}." for formula in found if formula.note
    )
    said = [f"Sources: {'; '.join(sources)}."] if sources else []
    return " ".join([*said, *notes])


def _compared(case: BusinessCase) -> Table:
    latest = case.customer[0].period
    meaning = f"Computed: for the period of what is stated. {latest}: with the latest figures."
    titles = ("Stated", "Computed", latest)
    return Table(
        "What the company states, beside the same figure computed",
        columns("Figure", "Period", *titles, "Source as stated", numeric=titles),
        tuple(_comparison(case, at, one) for at, one in enumerate(case.compared)),
        f"{meaning} {_drift(case)}".rstrip(),
    )


def _comparison(case: BusinessCase, at: int, one: Comparison) -> Row:
    priced, field = Priced(case.currency), f"case.compared.{at}"
    same = priced.result(f"{field}.same_period", one.same_period) if one.same_period else ()
    latest = priced.result(f"{field}.latest", one.latest) if one.latest else ()
    stated = priced.exact(f"{field}.stated", one.stated)
    return row(one.name, one.period, stated, same, latest, wording.sentence(one.stated_source))


def _drift(case: BusinessCase) -> str:
    """Where a stated figure is no longer what the same sum gives today."""
    moved = [
        f"“{one.name}” {_change(one)}"
        for one in case.compared
        if one.latest
        and one.stated
        and money(one.stated, case.currency) != money(one.latest.result, case.currency)
    ]
    return f"{wording.sentence(wording.listed(moved))} The case counts with the latest." if moved else ""


def _change(one: Comparison) -> str:
    assert one.latest is not None  # noqa: S101  # the caller has looked
    change = one.latest.result / one.stated - 1
    return f"is now {per_cent(abs(change))} {'higher' if change > 0 else 'lower'}"
