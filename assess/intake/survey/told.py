"""Problems of cells, told once where the same is wrong in many rows."""

from dataclasses import dataclass, field, replace

from assess.intake.survey.tables import Table
from assess.text.problems import Problem, Severity

_WARNINGS = frozenset({"SUR007", "SUR010"})


@dataclass
class Told:
    """Gathers problems: the same words about the same column are told at the first row, with a count."""

    table: Table
    _found: dict[tuple[int, str, str], tuple[Problem, int]] = field(default_factory=dict)

    def cell(self, row: int, column: int, code: str, message: str, hint: str = "") -> None:
        """Something wrong with a cell, both counted from 0."""
        key = (column, code, message)
        if key in self._found:
            problem, times = self._found[key]
            self._found[key] = problem, times + 1
            return
        problem = self.table.problem(row, column, code, message, hint)
        if code in _WARNINGS:
            problem = replace(problem, severity=Severity.WARNING)
        self._found[key] = problem, 1

    def problems(self) -> list[Problem]:
        """Each with the number of rows that it holds for, where these are several."""
        return [
            problem if times == 1 else replace(problem, message=f"{problem.message} (in {times} rows)")
            for problem, times in self._found.values()
        ]
