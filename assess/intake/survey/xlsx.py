"""The first sheet of a workbook as texts, looked through before it is unpacked into memory.

A small archive can hold gigabytes, and a sheet with two cells, one in each corner, is laid out by its reader
as seventeen thousand million. Both are counted first.
"""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from assess.intake.libraries import MissingLibraryError
from assess.intake.survey.tables import MOST_CELLS, UnreadableError

MOST_UNPACKED = 200 << 20
_MOST_FILES = 2_000
_AT_ONCE = 1 << 20
_OVERLAP = 64
"""Longer than anything that is looked for, which may lie across two pieces."""

_TOKEN = re.compile(
    rb"<(?:[\w-]+:)?(?P<tag>sheetData|row|c)[\s>/]|\br\s*=\s*[\"'](?P<letters>[A-Za-z]{0,3})(?P<digits>\d{1,7})[\"']"
)


def first_sheet(raw: bytes) -> list[list[str]]:
    """The rows of the first visible sheet.

    Raises:
        MissingLibraryError: the library that reads workbooks is not installed.
        UnreadableError: it is no workbook, or too large.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum
    except ImportError:
        raise MissingLibraryError("reading an XLSX file", "python-calamine") from None
    _look_through(raw)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]
        if not names:
            raise UnreadableError("the workbook has no sheet to be seen", _AGAIN)
        rows = workbook.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
    except CalamineError as error:
        raise UnreadableError(f"the workbook cannot be read: {error}", _AGAIN) from None
    return [[_text(cell) for cell in row] for row in rows]


_AGAIN = "Export it again as XLSX or CSV."


def _text(cell: object) -> str:
    """A cell as people see it: 3 and not 3.0, dates as in ISO 8601."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    return str(cell)


def _look_through(raw: bytes) -> None:
    """Refuse what would fill the memory. Everything is unpacked, since what an archive says may be a lie."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_FILES or sum(one.file_size for one in members) > MOST_UNPACKED:
                raise UnreadableError(f"the workbook unpacks to more than {MOST_UNPACKED >> 20} MB", _ALONE)
            for member in members:
                with archive.open(member) as file:
                    _look_at(file)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise UnreadableError("the workbook is broken or encrypted", _AGAIN) from None


_ALONE = "Export the answers alone."


def _look_at(file: IO[bytes]) -> None:
    """To the end, where a wrong size or a wrong sum is found. A sheet may have any name."""
    corner = _Corner()
    rest = b""
    while piece := file.read(_AT_ONCE):
        rest = corner.look(rest + piece, is_last=False)
    corner.look(rest, is_last=True)


class _Corner:
    """How far a sheet reaches, by what its cells and rows say, and by their number where they say nothing."""

    def __init__(self) -> None:
        self._is_sheet = False
        self._rows = self._columns = self._at = 0

    def look(self, text: bytes, *, is_last: bool) -> bytes:
        """What has to be looked at again together with what follows."""
        seen = 0
        for token in self._tokens(text, is_last=is_last):
            seen = token.end()
            self._note(token)
            if self._rows * self._columns > MOST_CELLS:
                raise UnreadableError(f"the sheet reaches over more than {MOST_CELLS:,} cells", _ALONE)
        return text[max(seen, len(text) - _OVERLAP) :]

    @staticmethod
    def _tokens(text: bytes, *, is_last: bool) -> Iterator[re.Match[bytes]]:
        for token in _TOKEN.finditer(text):
            if not is_last and token.end() == len(text):
                return
            yield token

    def _note(self, token: re.Match[bytes]) -> None:
        tag, letters, digits = token.group("tag", "letters", "digits")
        if tag == b"sheetData":
            self._is_sheet = True
        elif not self._is_sheet:
            return
        elif tag == b"row":
            self._rows, self._at = self._rows + 1, 0
        elif tag:
            self._at += 1
            self._columns = max(self._columns, self._at)
        else:
            self._rows = max(self._rows, int(digits))
            self._columns = max(self._columns, _number(letters))


def _number(letters: bytes) -> int:
    """The column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
