"""From the bytes of a survey file to rows of texts, whatever the encoding, separator or file format.

People open exports in a spreadsheet program and save them again, so a CSV file may come in the Windows code
page and with semicolons. Files arrive from outside: their size is bounded before anything is unpacked.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assess.text.problems import Problem, Span, problem_at

MOST_BYTES = 20 << 20
MOST_CELLS = 5_000_000
_SAMPLE = 1 << 16
_SAMPLE_ROWS = 50
_SEPARATORS = ",;\t"
_LONGEST_CELL = 1 << 20


@dataclass(frozen=True)
class Table:
    """Rows of texts, all of the same length. `first` is the number of the first row in the file."""

    file: str
    rows: tuple[tuple[str, ...], ...]
    first: int = 1

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def problem(self, row: int, column: int, code: str, message: str, hint: str = "") -> Problem:
        """A problem of one cell, both counted from 0; it is told by row and column as spreadsheets do."""
        line = row + self.first
        return problem_at(Span(line, column + 1, line, column + 2), self.file, code, message, hint)


class UnreadableError(Exception):
    """The file is no table; the message says why, `hint` what helps."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def read_table(raw: bytes, file: str) -> tuple[Table | None, list[Problem]]:
    """The table in a CSV or XLSX file; None, and what is wrong, if there is none.

    Raises:
        MissingLibraryError: it is XLSX, and the library that reads it is not installed.
    """
    try:
        return _table(raw, file), []
    except UnreadableError as error:
        return None, [problem_at(Span(1, 1, 1, 2), file, "SUR001", str(error), error.hint)]


def _table(raw: bytes, file: str) -> Table:
    if len(raw) > MOST_BYTES:
        raise UnreadableError(f"the file is larger than {MOST_BYTES >> 20} MB", "Export the answers alone.")
    if raw.startswith(b"PK\x03\x04"):
        from assess.intake.survey.xlsx import first_sheet  # most exports are CSV

        return padded(file, first_sheet(raw))
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError("the file is an old or encrypted workbook", "Save it as XLSX or CSV.")
    return _csv(_decoded(raw), file)


def padded(file: str, rows: Iterable[Sequence[str]], first: int = 1) -> Table:
    """A table of rows as long as the longest; columns and rows that are empty to the end are cut off."""
    kept = [_without_end(row) for row in rows]
    while kept and not kept[-1]:
        kept.pop()
    if not kept:
        raise UnreadableError("the file is empty", "Export the answers again.")
    width = max(map(len, kept))
    if width * len(kept) > MOST_CELLS:
        raise UnreadableError(f"the table has more than {MOST_CELLS:,} cells", "Export the answers alone.")
    return Table(file, tuple((*row, *[""] * (width - len(row))) for row in kept), first)


def _without_end(row: Sequence[str]) -> tuple[str, ...]:
    length = len(row)
    while length and not row[length - 1].strip():
        length -= 1
    return tuple(row[:length])


_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def _decoded(raw: bytes) -> str:
    """The text: by its mark, as UTF-8, as UTF-16 without a mark, or else in the code page of Windows."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _decoded_as(raw, encoding)
    if b"\x00" in raw[:4]:
        return _decoded_as(raw, "utf-16-be" if raw[:1] == b"\x00" else "utf-16-le")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return _decoded_as(raw, "cp1252")


def _decoded_as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError("the file is no text", "Export it again as CSV in UTF-8, or as XLSX.") from None


def _csv(text: str, file: str) -> Table:
    separator, text, first = _told_separator(text)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        separator = separator or _separator(text)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableError(f"the file is no CSV: {error}", "Export it again as CSV or XLSX.") from None
    return padded(file, rows, first)


def _told_separator(text: str) -> tuple[str, str, int]:
    """Excel lets a first line `sep=;` say the separator; the rest, and the number of its first row."""
    line, _, rest = text.partition("\n")
    line = line.strip().strip('"')
    if line.startswith("sep=") and len(line) == len("sep=;"):
        return line[-1], rest, 2
    return "", text, 1


def _separator(text: str) -> str:
    """The one that most rows agree on; of several the one that makes most columns."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(_SEPARATORS, key=lambda separator: _agreement(sample, separator))


def _agreement(sample: str, separator: str) -> tuple[bool, float, int]:
    rows = []
    for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
        rows.append(len(row))
        if len(rows) == _SAMPLE_ROWS:
            break
    if not rows:
        return False, 0, 0
    alike = sum(length == rows[0] for length in rows) / len(rows)
    return rows[0] > 1, alike, rows[0]
