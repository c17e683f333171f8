"""The sheets of a workbook that comes back, by name, or why it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assess.intake.spreadsheet import Refusal, RefusedError, Value, sheets
from assess.text.problems import START, Problem, problem_at


@dataclass(frozen=True)
class Table:
    """A sheet's cells; row and column begin with 1."""

    name: str
    rows: Sequence[Sequence[Value]]

    def at(self, row: int, column: int) -> Value:
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else ""


def tables(raw: bytes, file: str) -> tuple[Mapping[str, Table] | None, list[Problem]]:
    """The sheets by name, in their order, or why the file cannot be read.

    Raises:
        MissingLibraryError: the library that reads workbooks is not installed.
    """
    try:
        found = sheets(raw, want_places=True)  # a cell that moves would answer another question
    except RefusedError as error:
        code, hint = _TOLD[error.refusal]
        return None, [problem_at(START, file, code, str(error), hint)]
    return {sheet.name: Table(sheet.name, sheet.rows) for sheet in found}, []


_SEND_AGAIN = "Ask for the file again, saved as an Excel workbook (.xlsx)."
_TOO_MUCH = "Copy the answers into a workbook that was written anew, and send that one."
_TOLD = {
    Refusal.DAMAGED: ("WBK001", _SEND_AGAIN),
    Refusal.NO_WORKBOOK: ("WBK001", "In the program that wrote it, save it as an Excel workbook."),
    Refusal.OLD: ("WBK001", "Save it as an Excel workbook (.xlsx), without a password."),
    Refusal.TOO_LARGE: ("WBK002", _TOO_MUCH),
    Refusal.TOO_WIDE: ("WBK002", _TOO_MUCH),
}
