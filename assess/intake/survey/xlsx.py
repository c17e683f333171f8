"""The first sheet of a survey tool's workbook, as texts."""

import datetime as dt

from assess.intake.spreadsheet import Refusal, RefusedError, sheets
from assess.intake.survey.tables import UnreadableError


def first_sheet(raw: bytes) -> list[list[str]]:
    """The rows of the first sheet that people see.

    Raises:
        MissingLibraryError: the library that reads workbooks is not installed.
        UnreadableError: it is no workbook, or too large.
    """
    try:
        found = sheets(raw)
    except RefusedError as error:
        is_too_much = error.refusal in {Refusal.TOO_LARGE, Refusal.TOO_WIDE}
        raise UnreadableError(str(error), _ALONE if is_too_much else _AGAIN) from None
    shown = [sheet for sheet in found if sheet.is_shown]
    if not shown:
        raise UnreadableError("the workbook has no sheet to be seen", _AGAIN)
    return [[_text(cell) for cell in row] for row in shown[0].rows]


_AGAIN = "Export it again as XLSX or CSV."
_ALONE = "Export the answers alone."


def _text(cell: object) -> str:
    """A cell as people see it: 3 and not 3.0, dates as in ISO 8601."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    return str(cell)
