"""A cell as it arrives: where it stands, and what it says, whatever Excel has made of it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from assess.intake.workbook.columns import cell_name
from assess.text.problems import Problem, Severity, Span, problem_at


@dataclass(frozen=True)
class Cell:
    """One cell; row and column begin with 1."""

    sheet: str
    row: int
    column: int
    value: object = ""

    @property
    def place(self) -> str:
        """Where a person finds it."""
        return f"sheet {self.sheet}, cell {cell_name(self.row, self.column)}"

    @property
    def text(self) -> str:
        """What it says, without blanks around it."""
        return written(self.value).strip()

    @property
    def words(self) -> str:
        """Its text in one line, with single blanks."""
        return " ".join(self.text.split())

    def problem(
        self, file: str, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> Problem:
        """Something wrong with what the cell says."""
        span = Span(self.row, self.column, self.row, self.column + 1)
        return problem_at(span, file, code, f"{self.place}: {message}", hint, severity)


def written(value: object) -> str:
    """Numbers without needless decimals, dates as 2026-10-05, lines ended as everywhere here."""
    match value:
        case str():
            return value.replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return str(value).upper()
        case int() | float():
            return format(decimal_of(value), "f")
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case _:
            return str(value)


def decimal_of(value: float) -> Decimal:
    """The number that was typed, and not the nearest binary one."""
    return Decimal(int(value)) if float(value).is_integer() else Decimal(str(value))


def quoted(text: str) -> str:
    """A text inside a message: its beginning is enough."""
    return f"`{text}`" if len(text) <= _LONGEST_QUOTE else f"`{text[:_LONGEST_QUOTE].rstrip()}…`"


_LONGEST_QUOTE = 60
