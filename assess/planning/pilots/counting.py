"""From a table of units to the results by arm: what was drawn, what counts, and what each arm shows.

Nothing in a cell is evaluated; a formula is a text that is no number.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from assess.model.pilot import ArmResult, Measure, Results
from assess.text.problems import Span, lines, problem_at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.pilot import Design
    from assess.text.problems import Problem

UNIT, ARM, KPI, EXCLUDED = "unit", "arm", "kpi", "excluded"
_YES = {"1", "yes", "true", "1.0"}
_NO = {"0", "no", "false", "0.0"}
_LONGEST = 200
_DIGITS = 18
_PLACES = Decimal("0.000001")
_MOST_SCORE, _PROMOTER, _DETRACTOR = 10, 9, 6


@dataclass
class _Sums:
    """Of one column in one arm; `squares` is the sum of squares."""

    units: int = 0
    total: Decimal = Decimal(0)
    squares: Decimal = Decimal(0)

    def add(self, value: Decimal) -> None:
        self.units += 1
        self.total += value
        self.squares += value * value

    def result(self, measure: Measure) -> ArmResult:
        if measure in {Measure.PROPORTION, Measure.COUNT}:
            return ArmResult(units=self.units, events=int(self.total))
        if not self.units:
            return ArmResult(units=0)
        mean = self.total / self.units
        around = max(self.squares - self.total * mean, Decimal(0))
        sd = (around / (self.units - 1)).sqrt() if self.units > 1 else Decimal(0)
        return ArmResult(units=self.units, mean=mean.quantize(_PLACES), sd=sd.quantize(_PLACES))


@dataclass
class _Count:
    """What has been read so far; `seen` holds the line on which each unit stands first."""

    measures: Mapping[str, Measure]
    arms: tuple[str, ...]
    file: str
    drawn: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    sums: dict[tuple[str, str], _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    seen: dict[str, int] = field(default_factory=dict)

    def take(self, row: Mapping[str, str], line: int) -> Iterator[Problem]:
        """Counts a row, or says what is wrong with it; a row with a problem does not count."""
        unit, arm = row[UNIT], row[ARM]
        if not unit:
            yield self._problem(line, "UNI002", "the unit has no name", "Write its id under `unit`.")
            return
        if unit in self.seen:
            message = f"the unit `{_short(unit)}` stands in line {self.seen[unit]}, too"
            yield self._problem(line, "UNI002", message, "Keep the row of its first draw.")
            return
        self.seen[unit] = line
        if arm not in self.arms:
            hint = f"The arms of the design are {', '.join(f'`{name}`' for name in self.arms)}."
            yield self._problem(line, "UNI003", f"the design has no arm `{_short(arm)}`", hint)
            return
        self.drawn[arm] += 1
        if row.get(EXCLUDED, "").lower() not in {"", *_NO}:
            return
        values = {name: _value(row[name], measure) for name, measure in self.measures.items()}
        wrong = [name for name, value in values.items() if value is None]
        for name in wrong:
            hint = f"Write {_WANTED[self.measures[name]]}, or a reason under `{EXCLUDED}`."
            said = f"`{_short(row[name])}` is no value of" if row[name] else "there is no value of"
            yield self._problem(line, "UNI004", f"{said} `{name}`", hint)
        if not wrong:
            for name, value in values.items():
                self.sums[name, arm].add(value or Decimal(0))

    def results(self, name: str) -> dict[str, ArmResult]:
        return {arm: self.sums[name, arm].result(self.measures[name]) for arm in self.arms}

    def _problem(self, line: int, code: str, message: str, hint: str) -> Problem:
        return problem_at(Span(line, 1, line, 2), self.file, code, message, hint)


_WANTED = {
    Measure.PROPORTION: "1 or 0",
    Measure.MEAN: "a number such as 38.20",
    Measure.COUNT: "a whole number from 0 on",
    Measure.NPS: "a whole number from 0 to 10",
}


def counted(
    text: str, design: Design, date: dt.date, source: str = "", file: str = "units.csv"
) -> tuple[Results | None, list[Problem]]:
    """The results of a CSV table with a row for each unit; None, and all that is wrong, if anything is.

    Columns: `unit`, `arm`, `kpi`, one for each guardrail by its id, and perhaps `excluded`; others are left
    alone. Units with a reason under `excluded` count as drawn and nowhere else.
    """
    arms = tuple(arm.id for arm in design.test.arms) if design.test else ()
    count = _Count(_measures(design), arms, file)
    problems: list[Problem] = []
    rows = _rows(text, file, problems)
    header = [name.strip().lower() for name in next(rows, (1, []))[1]]
    needed = (UNIT, ARM, *count.measures)
    missing = [name for name in needed if name.lower() not in header]
    if missing:
        message = f"the table has no column {' and no column '.join(f'`{name}`' for name in missing)}"
        hint = f"The columns are {', '.join(needed)}, and perhaps {EXCLUDED}."
        return None, problems or [problem_at(Span(1, 1, 1, 2), file, "UNI001", message, hint)]
    places = {name: header.index(name.lower()) for name in (*needed, EXCLUDED) if name.lower() in header}
    for line, row in rows:
        problems += count.take({name: _cell(row, at) for name, at in places.items()}, line)
    if not count.seen and not problems:
        problems.append(problem_at(Span(1, 1, 1, 2), file, "UNI001", "the table has no units"))
    if problems:
        return None, problems
    found = Results(
        date=date,
        arms=count.results(KPI),
        drawn={arm: count.drawn[arm] for arm in arms},
        guardrails={one.id: count.results(one.id) for one in design.guardrails},
    )
    return found.model_copy(update={"source": source}), []


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _measures(design: Design) -> dict[str, Measure]:
    kpi = design.test.measure if design.test else Measure.PROPORTION
    return {KPI: kpi} | {one.id: one.measure for one in design.guardrails}


def _rows(text: str, file: str, problems: list[Problem]) -> Iterator[tuple[int, Sequence[str]]]:
    """Each row with the line on which it begins; empty ones are left out. A table that ends badly is told."""
    written = lines(text.removeprefix("\ufeff"))
    separator = ";" if written[0].count(";") > written[0].count(",") else ","
    reader = csv.reader(written, delimiter=separator, strict=True)
    begins = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        hint = "Export the table again; quotation marks come in pairs."
        message = f"no row of a table: {error}"
        problems.append(problem_at(Span(begins, 1, begins, 2), file, "UNI001", message, hint))


def _value(cell: str, measure: Measure) -> Decimal | None:
    """None where it is no value of the measure."""
    if measure == Measure.PROPORTION:
        low = cell.lower()
        return Decimal(1) if low in _YES else Decimal(0) if low in _NO else None
    number = _number(cell)
    if number is None or measure == Measure.MEAN:
        return number
    if number < 0 or number != number.to_integral_value():
        return None
    if measure == Measure.COUNT:
        return number
    if number > _MOST_SCORE:
        return None
    return Decimal(100) if number >= _PROMOTER else Decimal(-100) if number <= _DETRACTOR else Decimal(0)


def _number(cell: str) -> Decimal | None:
    """Finite, and of a size that a measurement has."""
    if len(cell) > _DIGITS + 2 or "_" in cell:
        return None
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _DIGITS else None


def _short(cell: str) -> str:
    return cell if len(cell) <= _LONGEST else f"{cell[:_LONGEST]}…"
