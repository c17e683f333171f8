"""An Excel workbook from outside as sheets of cells; nothing in it takes more memory than it is allowed to.

A workbook is a zip of XML. What is in it is unpacked here, up to a limit, looked at, and packed anew, so that
the library reads what was looked at and nothing else. Macros, pictures and links stay behind.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from assess.intake import libraries

MOST_BYTES = 50_000_000
MOST_CELLS = 5_000_000
"""From the first cell to the farthest: all between is laid out when a sheet is read."""
_MOST_COLUMNS = 2_000
_MOST_PARTS = 1_000
_MOST_TEXT = 1_000_000_000
"""Bytes that all cells would take if each held the longest text: cells may share one."""
_CHUNK = 1_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How .xls files begin, and .xlsx files with a password."""
_TEXTS = "xl/sharedStrings.xml"
_TAG = re.compile(rb"<(?:[^\s<>/:]+:)?(row|c)(?=[\s/>])([^>]*)")
_PLACE = re.compile(rb"""(?<!\S)r\s*=\s*["']([^"']*)["']""")
_NAME = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")

Value = object
"""What a cell holds: a text, a number, a date, true or false; the empty text where it holds nothing."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's rows of cells from the first on; whether people see it."""

    name: str
    rows: Sequence[Sequence[Value]]
    is_shown: bool


class Refusal(Enum):
    """Why a file is not read."""

    NO_WORKBOOK = "the file is no Excel workbook (.xlsx)"
    OLD = "the file is an old Excel workbook (.xls), or has a password"
    DAMAGED = "the file is damaged, or is no Excel workbook (.xlsx)"
    TOO_LARGE = "the file holds more than {most} MB when it is unpacked"
    TOO_WIDE = "the sheets reach over far more cells than they fill"


class RefusedError(Exception):
    """The file cannot be read, and why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value.format(most=MOST_BYTES // 1_000_000))
        self.refusal = refusal


def sheets(raw: bytes, *, want_places: bool = False) -> list[Sheet]:
    """The sheets in their order. With `want_places` every cell has to say where it stands.

    Raises:
        RefusedError: it is no workbook, or would take too much memory.
        MissingLibraryError: the library that reads workbooks is not installed.
    """
    library = libraries.workbook_reader()
    packed = _repacked(raw, want_places=want_places)
    try:
        with library.load_workbook(BytesIO(packed)) as book:
            return [
                Sheet(
                    one.name,
                    book.get_sheet_by_name(one.name).to_python(skip_empty_area=False),
                    one.visible == library.SheetVisibleEnum.Visible,
                )
                for one in book.sheets_metadata
                if one.typ == library.SheetTypeEnum.WorkSheet
            ]
    except Exception as error:  # the library has several, and some come from below it
        raise RefusedError(Refusal.DAMAGED) from error


def _repacked(raw: bytes, *, want_places: bool) -> bytes:
    """The workbook with nothing in it but XML that was looked at."""
    parts = dict(_parts(raw))
    if "xl/workbook.xml" not in parts:
        raise RefusedError(Refusal.NO_WORKBOOK)
    _look_through(parts, want_places=want_places)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def _parts(raw: bytes) -> Iterator[tuple[str, bytes]]:
    if raw.startswith(_OLD_OFFICE):
        raise RefusedError(Refusal.OLD)
    try:
        with ZipFile(BytesIO(raw)) as packed:
            names = [entry for entry in packed.infolist() if entry.filename.endswith((".xml", ".rels"))]
            if len(names) > _MOST_PARTS or len({entry.filename for entry in names}) < len(names):
                raise RefusedError(Refusal.DAMAGED)
            left = MOST_BYTES
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
        raise RefusedError(Refusal.DAMAGED) from error


def _unpacked(packed: ZipFile, name: str, most: int) -> bytes:
    """One part, read piece by piece: what the zip says of its size need not be true."""
    content = bytearray()
    with packed.open(name) as part:
        while piece := part.read(_CHUNK):
            content += piece
            if len(content) > most:
                raise RefusedError(Refusal.TOO_LARGE)
    return bytes(content)


def _look_through(parts: Mapping[str, bytes], *, want_places: bool) -> None:
    """Refuses what would grow while it is read: declared entities, cells far out, texts in many cells."""
    longest = max(map(len, parts.get(_TEXTS, b"").split(b"si>")))
    for content in parts.values():
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise RefusedError(Refusal.DAMAGED)
        if b"sheetData" in content:
            reach = _Reach(want_places=want_places)
            for tag in _TAG.finditer(content):
                reach.note(*tag.groups())
            if reach.cells * longest > _MOST_TEXT:
                raise RefusedError(Refusal.TOO_WIDE)


class _Reach:
    """How far a sheet goes by what its rows and cells say, and by their number where they say nothing."""

    def __init__(self, *, want_places: bool) -> None:
        self.cells = 0
        self._want_places = want_places
        self._rows = self._columns = self._at = 0

    def note(self, tag: bytes, attributes: bytes) -> None:
        """One row or cell."""
        names = [_NAME.fullmatch(place) for place in _PLACE.findall(attributes)]
        is_row = tag == b"row"
        if len(names) > 1 or not all(names) or (self._want_places and not is_row and not names):
            raise RefusedError(Refusal.TOO_WIDE)
        letters, digits = names[0].groups() if names and names[0] else (b"", b"0")
        if is_row:
            self._at = 0
            self._rows = max(self._rows + 1, int(digits))
        else:
            self.cells += 1
            self._at = _column(letters) or self._at + 1
            self._columns = max(self._columns, self._at)
            self._rows = max(self._rows, int(digits), 1)
        if self._columns > _MOST_COLUMNS or self._rows * self._columns > MOST_CELLS:
            raise RefusedError(Refusal.TOO_WIDE)


def _column(letters: bytes) -> int:
    """A is 1, AA is 27; 0 without a letter."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
