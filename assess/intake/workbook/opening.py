"""From the bytes of a file to sheets of cells; nothing in it can take more memory than it is allowed to.

A workbook is a zip of XML. What is in it is unpacked here, up to a limit, looked at, and packed anew, so that
the library reads what was looked at and nothing else. Macros, pictures and links stay behind.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from assess.intake.workbook import office
from assess.text.problems import START, Problem, problem_at

_MOST_BYTES = 50_000_000
_MOST_PARTS = 1_000
_MOST_ROWS, _MOST_COLUMNS = 20_000, 256
_MOST_TEXT = 1_000_000_000
"""Bytes that all cells would take if each held the longest text: cells may share one."""
_CHUNK = 1_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls files begin, and .xlsx files with a password."""
_TEXTS = "xl/sharedStrings.xml"
_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c(?=[\s/>])([^>]*)")
_PLACE = re.compile(rb"""(?<!\S)r\s*=\s*["']([^"']*)["']""")
_NAME = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")

Value = object
"""What a cell holds: a text, a number, a date, true or false; the empty text where it holds nothing."""


@dataclass(frozen=True)
class Table:
    """A sheet's cells; row and column begin with 1."""

    name: str
    rows: Sequence[Sequence[Value]]

    def at(self, row: int, column: int) -> Value:
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        return cells[column - 1] if column <= len(cells) else ""


class _RefusedError(Exception):
    """The file cannot be read, and why."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def tables(raw: bytes, file: str) -> tuple[Mapping[str, Table] | None, list[Problem]]:
    """The sheets by name, in their order, or why the file cannot be read."""
    library = office.reader()
    try:
        return _read(library, _repacked(raw)), []
    except _RefusedError as refused:
        return None, [problem_at(START, file, refused.code, refused.message, refused.hint)]


_SEND_AGAIN = "Ask for the file again, saved as an Excel workbook (.xlsx)."
_TOO_MUCH = "Copy the answers into a workbook that was written anew, and send that one."


def _damaged() -> _RefusedError:
    return _RefusedError("WBK001", "the file is damaged, or is no Excel workbook (.xlsx)", _SEND_AGAIN)


def _read(library: Any, packed: bytes) -> Mapping[str, Table]:
    try:
        with library.load_workbook(BytesIO(packed)) as book:
            return {
                name: Table(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in book.sheet_names
            }
    except Exception as error:  # the library has several, and some come from below it
        raise _damaged() from error


def _repacked(raw: bytes) -> bytes:
    """The workbook with nothing in it but XML that was looked at."""
    parts = dict(_parts(raw))
    if "xl/workbook.xml" not in parts:
        message = "the file is no Excel workbook (.xlsx)"
        raise _RefusedError("WBK001", message, "In the program that wrote it, save it as an Excel workbook.")
    _look_through(parts)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _parts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    if raw.startswith(_OLD_OFFICE):
        message = "the file is an old Excel workbook (.xls), or has a password"
        raise _RefusedError("WBK001", message, "Save it as an Excel workbook (.xlsx), without a password.")
    try:
        with ZipFile(BytesIO(raw)) as packed:
            names = [entry for entry in packed.infolist() if entry.filename.endswith((".xml", ".rels"))]
            if len(names) > _MOST_PARTS or len({entry.filename for entry in names}) < len(names):
                raise _damaged()
            left = _MOST_BYTES
            for entry in names:
                content = _unpacked(packed, entry.filename, left)
                left -= len(content)
                yield entry.filename, content
    except (
        BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise _damaged() from error


def _unpacked(packed: ZipFile, name: str, most: int) -> bytes:
    """One part, read piece by piece: what the zip says of its size need not be true."""
    content = bytearray()
    with packed.open(name) as part:
        while piece := part.read(_CHUNK):
            content += piece
            if len(content) > most:
                message = f"the file holds more than {_MOST_BYTES // 1_000_000} MB when it is unpacked"
                raise _RefusedError("WBK002", message, _TOO_MUCH)
    return bytes(content)


def _look_through(parts: Mapping[str, bytes]) -> None:
    """Refuses what would grow while it is read: declared entities, cells far out, texts in many cells."""
    longest = max(map(len, parts.get(_TEXTS, b"").split(b"si>")))
    for content in parts.values():
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise _damaged()
        if b"sheetData" not in content:
            continue
        cells = _CELL.findall(content)
        if len(cells) * longest > _MOST_TEXT or not all(map(_is_near, cells)):
            raise _RefusedError("WBK002", "the sheets hold far more than the questions need", _TOO_MUCH)


def _is_near(attributes: bytes) -> bool:
    """Whether a cell says where it stands, and that is within bounds: all between would be filled up."""
    names = [_NAME.fullmatch(place) for place in _PLACE.findall(attributes)]
    if len(names) != 1 or not names[0]:
        return False
    letters, digits = names[0].groups()
    return _column(letters) <= _MOST_COLUMNS and 1 <= int(digits) <= _MOST_ROWS


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
