"""The program as a mixed-integer one: columns to choose and rows to keep.

Time-indexed, with a column for every quarter *by* which a pilot or project may have begun (the step
formulation of Bianco and Caramia 2013, "A new formulation for the project scheduling problem under limited
resources"). What runs is the difference of two columns, and an order between two steps is kept quarter by
quarter, which is tighter than comparing their dates. Heights and levels follow from the starts and need no
branching of their own but for the levels.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from assess.planning.program import PILOT, PROJECT, Activity, Program, Start, Starts, Wanted

Terms = dict[int, int]
"""Column -> coefficient."""


@dataclass(frozen=True)
class Row:
    """`low` <= the sum of the terms <= `high`; None is no bound."""

    terms: Terms
    low: int | None
    high: int | None


@dataclass
class Formulation:
    """Columns between their bounds, rows, and the sum of `worth` to be made as large as possible.

    `begun`: the columns of each step by quarter, from the first that it can begin in. `heights` and `levels`:
    by quarter, those of the program that something can reach. `added`: by how many steps a limit is loosened.
    """

    program: Program
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    worth: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    begun: dict[tuple[str, str], dict[int, int]] = field(default_factory=dict)
    heights: dict[tuple[int, int], int] = field(default_factory=dict)
    closed: dict[tuple[int, int], int] = field(default_factory=dict)
    levels: dict[tuple[str, int], int] = field(default_factory=dict)
    counted: dict[tuple[int, int], int] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)

    def column(self, worth: int = 0, low: int = 0, high: int = 1, *, whole: bool = False) -> int:
        """A new one between `low` and `high`."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        self.worth.append(worth)
        return len(self.worth) - 1

    def row(self, *parts: Mapping[int, int], low: int | None = None, high: int | None = None) -> None:
        """A new one over the sum of the parts."""
        terms: Terms = {}
        for part in parts:
            for column, coefficient in part.items():
                terms[column] = terms.get(column, 0) + coefficient
        self.rows.append(Row(terms, low, high))

    def by(self, name: str, step: str, quarter: int) -> Terms:
        """One where the step has begun by the end of the quarter; nothing where it cannot have."""
        columns = self.begun[name, step]
        known = [q for q in columns if q <= quarter]
        return {columns[known[-1]]: 1} if known else {}

    def running(self, name: str, step: str, quarter: int) -> Terms:
        """One where the step has begun by the quarter and is not over before it."""
        quarters = self.program.by_id[name].quarters[step]
        terms = self.by(name, step, quarter)
        for column in self.by(name, step, quarter - quarters):
            terms[column] = terms.get(column, 0) - 1
        return {column: coefficient for column, coefficient in terms.items() if coefficient}

    def starts(self, columns: Iterable[float]) -> dict[str, Start]:
        """The starts that a solution stands for."""
        chosen = list(columns)
        found: dict[tuple[str, str], int] = {
            step: first
            for step, by_quarter in self.begun.items()
            if (first := next((q for q, column in by_quarter.items() if chosen[column] > 1 / 2), None))
            is not None
        }
        return {
            name: Start(quarter, found.get((name, PROJECT)))
            for (name, step), quarter in sorted(found.items())
            if step == PILOT
        }

    def solution(self, starts: Starts) -> list[float]:
        """The columns of a plan, to begin a search from."""
        columns = [0.0] * len(self.worth)
        for name, start in starts.items():
            for step, first in ((PILOT, start.pilot), (PROJECT, start.project)):
                for quarter, column in self.begun[name, step].items():
                    columns[column] = float(first is not None and first <= quarter)
        reached = [self.program.reached(quarter, starts) for quarter in range(self.program.quarters)]
        for (height, quarter), column in self.heights.items():
            columns[column] = float(height in reached[quarter])
        for wanted in self.program.wanted:
            for quarter, now in enumerate(reached):
                self._level(columns, wanted, quarter, now)
        return columns

    def _level(self, columns: list[float], wanted: Wanted, quarter: int, reached: frozenset[int]) -> None:
        level = wanted.is_reached(reached)
        if (wanted.capability, quarter) in self.levels:
            columns[self.levels[wanted.capability, quarter]] = float(level)
        for height in wanted.heights:
            if (height, quarter) in self.closed:
                columns[self.closed[height, quarter]] = float(level or height in reached)
            if (height, quarter) in self.counted:
                columns[self.counted[height, quarter]] = float(level and height in reached)


MOST_STEPS = 40


def formulation(program: Program, steps: Mapping[str, int] | None = None) -> Formulation:
    """All of the program, in the order of its activities, limits and wanted levels.

    Limits named in `steps` may be loosened in every quarter, so much a step and at most `MOST_STEPS` times.
    """
    model = Formulation(program)
    for limit in steps or {}:
        model.added[limit] = model.column(high=MOST_STEPS, whole=True)
    for activity in program.activities:
        _begin(model, activity)
    for activity in program.activities:
        _keep_order(model, activity)
    for limit in program.limits:
        _keep_limit(model, limit, (steps or {}).get(limit, 0))
    for index in range(len(program.heights)):
        _follow(model, index)
    for index in range(len(program.wanted)):
        _reach(model, index)
    return model


def _begin(model: Formulation, activity: Activity) -> None:
    """A pilot that runs already begins with the plan. What has begun stays so."""
    quarters = model.program.quarters
    first = {PILOT: 0, PROJECT: activity.to_decision}
    for step in (PILOT, PROJECT):
        is_set = step == PILOT and activity.begun
        last = 0 if is_set else quarters - activity.quarters[step]
        columns = {q: model.column(low=int(is_set), whole=True) for q in range(first[step], last + 1)}
        model.begun[activity.id, step] = columns
        if columns:
            model.worth[columns[last]] = -activity.cost[step]
        for quarter in range(first[step] + 1, last + 1):
            model.row({columns[quarter - 1]: 1, columns[quarter]: -1}, high=0)


def _keep_order(model: Formulation, activity: Activity) -> None:
    by_id = model.program.by_id
    for quarter in model.begun[activity.id, PROJECT]:
        decided = model.by(activity.id, PILOT, quarter - activity.to_decision)
        model.row(model.by(activity.id, PROJECT, quarter), _less(decided), high=0)
    for quarter in () if activity.begun else model.begun[activity.id, PILOT]:
        begun = model.by(activity.id, PILOT, quarter)
        for name in activity.requires:
            ready = model.by(name, PILOT, quarter - by_id[name].to_decision)
            model.row(begun, _less(ready), high=0)
        for name in activity.follows:
            ready = model.by(name, PROJECT, quarter - by_id[name].quarters[PROJECT])
            model.row(begun, _less(ready), high=0)


def _keep_limit(model: Formulation, limit: str, looser: int) -> None:
    """Rows that nothing could break are left out."""
    for quarter, most in enumerate(model.program.limits[limit]):
        terms: Terms = {}
        possible = 0
        for activity in model.program.activities:
            for step in (PILOT, PROJECT):
                uses = activity.uses[step].get(limit, 0)
                running = model.running(activity.id, step, quarter) if uses else {}
                possible += uses if running else 0
                for column, sign in running.items():
                    terms[column] = terms.get(column, 0) + sign * uses
        if possible > most:
            model.row(terms, {model.added[limit]: -looser} if looser else {}, high=most)


def _follow(model: Formulation, index: int) -> None:
    """A height is reached by the end of a quarter where one of the steps through which it is is done."""
    program = model.program
    height = program.heights[index]
    for quarter in range(program.quarters):
        through: Terms = {}
        for name, step in sorted(height.through):
            activity = program.by_id[name]
            takes = activity.to_decision if step == PILOT else activity.quarters[PROJECT]
            through |= model.by(name, step, quarter + 1 - takes)
        if through:
            model.heights[index, quarter] = column = model.column()
            model.row({column: 1}, _less(through), high=0)


def _reach(model: Formulation, index: int) -> None:
    """Distance is closed by height, and all of it once the level is reached."""
    program = model.program
    wanted = program.wanted[index]
    for quarter in range(program.quarters):
        level = _level(model, wanted, quarter)
        if level is not None and quarter == wanted.due:
            model.worth[level] = wanted.promise
        for height in wanted.heights:
            worth = program.heights[height].worth[quarter]
            reached = model.heights.get((height, quarter))
            if worth and (level is not None or reached is not None):
                model.closed[height, quarter] = column = model.column(worth)
                sources = dict.fromkeys([one for one in (level, reached) if one is not None], -1)
                counted = model.counted.get((height, quarter))
                model.row({column: 1}, sources, {} if counted is None else {counted: 1}, high=0)


def _level(model: Formulation, wanted: Wanted, quarter: int) -> int | None:
    """The column of the level; None where it cannot be reached by then.

    What a height adds to the level is `counted` apart, at most the height and at most the level. That leaves
    the solver no level in part: two halves of two questions are not one half of a level (the convex hull of
    *no level* and *level with its heights*, Balas 1985, "Disjunctive programming and a hierarchy of
    relaxations"). And where both are reached, the distance is closed once and not twice.
    """
    if wanted.tests is None:
        return None
    weights = [
        {height: weight for height, weight in test.weights.items() if (height, quarter) in model.heights}
        for test in wanted.tests
    ]
    tests = list(zip((test.needed for test in wanted.tests), weights, strict=True))
    if any(sum(possible.values()) < needed for needed, possible in tests):
        return None
    model.levels[wanted.capability, quarter] = level = model.column(whole=True)
    for needed, possible in tests:
        if needed > 0:
            model.row(
                {_counted(model, height, quarter, level): weight for height, weight in possible.items()},
                {level: -needed},
                low=0,
            )
    return level


def _counted(model: Formulation, height: int, quarter: int, level: int) -> int:
    known = model.counted.get((height, quarter))
    if known is not None:
        return known
    model.counted[height, quarter] = column = model.column()
    model.row({column: 1, model.heights[height, quarter]: -1}, high=0)
    model.row({column: 1, level: -1}, high=0)
    return column


def _less(terms: Terms) -> Terms:
    return dict.fromkeys(terms, -1)
