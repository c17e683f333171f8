"""From a table of units to the results by arm: what was drawn, what counts, and what each arm shows.

Nothing in a cell is evaluated; a formula is a text that is no number.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from assess.model.pilot import UNIT_COLUMNS, ArmResult, ClusterResult, Measure, Results, TrialType
from assess.model.record import ID
from assess.text.problems import Span, lines, problem_at

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from assess.model.pilot import Design, Trial
    from assess.text.problems import Problem

UNIT, ARM, KPI, CLUSTER, PERIOD, PAIR, EXCLUDED = UNIT_COLUMNS
_PERHAPS = (PERIOD, PAIR, EXCLUDED)
_ID = re.compile(ID)
_MOST_PERIOD_DIGITS = 4
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


@dataclass(frozen=True)
class _Cell:
    """What is added up: a column in an arm, and there in a cluster and a period."""

    name: str
    arm: str
    period: int
    cluster: str = ""
    pair: str = ""


@dataclass
class _Count:
    """What has been read so far; `seen` holds the line on which each unit stands first, by period."""

    measures: Mapping[str, Measure]
    arms: tuple[str, ...]
    by_cluster: bool
    file: str
    sums: dict[_Cell, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    seen: dict[tuple[str, int], int] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)

    def take(self, row: Mapping[str, str], line: int) -> Iterator[Problem]:
        """Counts a row, or says what is wrong with it; a row with a problem does not count."""
        period = _period(row)
        problems = [
            problem_at(Span(line, 1, line, 2), self.file, code, message, hint)
            for code, message, hint in self._misplaced(row, period)
        ]
        if problems or period is None:
            yield from problems
            return
        self.seen[row[UNIT], period] = line
        self.drawn[row[UNIT]] = row[ARM]
        if self.by_cluster:
            self.homes[row[CLUSTER]] = row[ARM]
        if row.get(EXCLUDED, "").lower() not in {"", *_NO}:
            return
        values = {name: _value(row[name], measure) for name, measure in self.measures.items()}
        for name in (name for name, value in values.items() if value is None):
            hint = f"Write {_WANTED[self.measures[name]]}, or a reason under `{EXCLUDED}`."
            said = f"`{_short(row[name])}` is no value of" if row[name] else "there is no value of"
            yield problem_at(Span(line, 1, line, 2), self.file, "UNI004", f"{said} `{name}`", hint)
        for name, value in values.items():
            if value is not None:
                cell = _Cell(name, row[ARM], period, row.get(CLUSTER, ""), row.get(PAIR, ""))
                self.sums[cell].add(value)

    def _misplaced(self, row: Mapping[str, str], period: int | None) -> Iterator[tuple[str, str, str]]:
        """Code, message and hint of what keeps a row from standing where it stands."""
        unit, arm, cluster = row[UNIT], row[ARM], row.get(CLUSTER, "")
        pair = row.get(PAIR) or cluster  # a pair may be left out
        if not unit:
            yield "UNI002", "the unit has no name", "Write its id under `unit`."
        elif period is not None and (unit, period) in self.seen:
            message = f"the unit `{_short(unit)}` stands in line {self.seen[unit, period]}, too"
            yield "UNI002", message, "Keep the row of its first draw."
        elif self.drawn.get(unit, arm) != arm:
            message = f"the unit `{_short(unit)}` was drawn into `{self.drawn[unit]}`, too"
            yield "UNI002", message, "A unit stays in the arm of its first draw."
        if arm not in self.arms:
            hint = f"The arms of the design are {', '.join(f'`{name}`' for name in self.arms)}."
            yield "UNI003", f"the design has no arm `{_short(arm)}`" if arm else "the unit has no arm", hint
        elif self.by_cluster and (strange := [one for one in (cluster, pair) if not _ID.fullmatch(one)]):
            named = f"`{_short(strange[0])}` is no name of a cluster or pair"
            message = named if cluster else "the unit has no cluster"
            yield "UNI003", message, "Write an id of letters, digits, dots and dashes."
        elif self.by_cluster and self.homes.get(cluster, arm) != arm:
            message = f"the cluster `{cluster}` belongs to the arm `{self.homes[cluster]}`, too"
            yield "UNI003", message, "A cluster is drawn into one arm as a whole."
        if period is None:
            said = f"`{_short(row[PERIOD])}` is no number of a period"
            yield "UNI004", said, "Write 0 for before the start, and 1, 2, … from the start on."

    def results(self, name: str, *, before: bool = False) -> dict[str, ArmResult]:
        """By arm, before the start or from then on."""
        return {arm: self._added(name, arm, before=before).result(self.measures[name]) for arm in self.arms}

    def _added(self, name: str, arm: str, *, before: bool) -> _Sums:
        whole = _Sums()
        for cell, sums in self.sums.items():
            if (cell.name, cell.arm, cell.period == 0) == (name, arm, before):
                whole.units += sums.units
                whole.total += sums.total
                whole.squares += sums.squares
        return whole

    def clusters(self) -> Iterator[ClusterResult]:
        """By cluster and period, the KPI first."""
        for cell in sorted(
            self.sums, key=lambda one: (list(self.measures).index(one.name), one.cluster, one.period)
        ):
            counted = self.sums[cell].result(self.measures[cell.name])
            rest: dict[str, Any] = {
                "guardrail": None if cell.name == KPI else cell.name,
                "pair": cell.pair or None,
            }
            yield ClusterResult(id=cell.cluster, arm=cell.arm, period=cell.period, **rest, **vars(counted))


_WANTED = {
    Measure.PROPORTION: "1 or 0",
    Measure.MEAN: "a number such as 38.20",
    Measure.COUNT: "a whole number from 0 on",
    Measure.NPS: "a whole number from 0 to 10",
}


def counted(
    text: str, design: Design, date: dt.date, file: str = "units.csv"
) -> tuple[Results | None, list[Problem]]:
    """The results of a CSV table with a row for each unit; None, and all that is wrong, if anything is.

    Columns: `unit`, `arm`, `kpi`, one for each guardrail by its id, `cluster` where clusters are drawn, and
    perhaps `period` (0 before the start), `pair` and `excluded`; others are left alone. Units with a reason
    under `excluded` count as drawn and nowhere else.
    """
    problems: list[Problem] = []
    trial = design.test
    arms = tuple(arm.id for arm in trial.arms) if trial else ()
    count = _Count(_measures(design), arms, trial is not None and _by_cluster(trial), file)
    rows = _rows(text, file, problems)
    header = [name.strip().lower() for name in next(rows, (1, []))[1]]
    needed = columns(design)
    missing = [name for name in needed if name.lower() not in header]
    if missing:
        message = f"the table has no column {' and no column '.join(f'`{name}`' for name in missing)}"
        hint = f"The columns are {', '.join(needed)}, and perhaps {', '.join(_PERHAPS)}."
        return None, problems or [problem_at(Span(1, 1, 1, 2), file, "UNI001", message, hint)]
    if twice := [name for name in (*needed, *_PERHAPS) if header.count(name.lower()) > 1]:
        message = f"the table has two columns {' and two columns '.join(f'`{name}`' for name in twice)}"
        hint = "Leave the one that counts, and give the other another name."
        return None, [problem_at(Span(1, 1, 1, 2), file, "UNI001", message, hint)]
    places = {name: header.index(name.lower()) for name in (*needed, *_PERHAPS) if name.lower() in header}
    for line, row in rows:
        if any(cell.strip() for cell in row[len(header) :]):
            message = "the row has more cells than the table has columns"
            hint = (
                "A cell with a comma in it, such as 3,50, stands in quotation marks; write numbers as 3.50."
            )
            problems.append(problem_at(Span(line, 1, line, 2), file, "UNI001", message, hint))
            continue
        problems += count.take({name: _cell(row, at) for name, at in places.items()}, line)
    if not count.seen and not problems:
        problems.append(problem_at(Span(1, 1, 1, 2), file, "UNI001", "the table has no units"))
    return (None, problems) if problems else (_results(count, design, date), [])


def columns(design: Design) -> tuple[str, ...]:
    """What the table has to hold."""
    by_cluster = design.test is not None and _by_cluster(design.test)
    return (UNIT, ARM, *((CLUSTER,) if by_cluster else ()), *_measures(design))


def _by_cluster(trial: Trial) -> bool:
    return trial.clusters is not None or trial.type in {TrialType.MATCHED_MARKETS, TrialType.STEPPED_WEDGE}


def _results(count: _Count, design: Design, date: dt.date) -> Results:
    """Without `drawn` where clusters were: of their units nobody drew lots."""
    arms, drawn = count.results(KPI), Counter(count.drawn.values())
    if count.by_cluster:
        return Results(date=date, arms=arms, clusters=tuple(count.clusters()))
    return Results(
        date=date,
        arms=arms,
        drawn={arm: drawn[arm] for arm in count.arms},
        before=count.results(KPI, before=True) if design.test and design.test.counted_before else {},
        guardrails={one.id: count.results(one.id) for one in design.guardrails},
    )


def _period(row: Mapping[str, str]) -> int | None:
    """1 where nothing else is said; None where it is no number of a period."""
    text = row.get(PERIOD, "")
    if not text:
        return 1
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_PERIOD_DIGITS else None


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
