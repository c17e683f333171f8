"""Survey files of any encoding, separator and format become rows of texts; hostile ones are refused."""

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from assess.intake import spreadsheet
from assess.intake.libraries import MissingLibraryError
from assess.intake.survey import tables
from assess.intake.survey.tables import Table, read_table

SURVEYS = Path(__file__).parent / "surveys"


def read(raw: bytes) -> Table:
    table, problems = read_table(raw, "survey.csv")
    assert problems == []
    assert table is not None
    return table


def refused(raw: bytes) -> str:
    table, problems = read_table(raw, "survey.csv")
    assert table is None
    assert [(p.code, p.line, p.column) for p in problems] == [("SUR001", 1, 1)]
    assert problems[0].hint
    return problems[0].message


def workbook(write: Callable[[Any], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        write(book.add_worksheet("Answers"))
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encoding_and_separator_are_found_out(encoding: str, separator: str) -> None:
    text = f'Wo?{separator}Wie oft?\r\nBüro{separator}"oft; sehr, oft"\r\n'
    assert read(text.encode(encoding)).rows == (("Wo?", "Wie oft?"), ("Büro", "oft; sehr, oft"))


def test_german_file_may_come_from_a_spreadsheet_program() -> None:
    text = (SURVEYS / "google-forms-german.csv").read_text("utf-8")
    assert read(text.encode("cp1252")).rows == read(text.encode()).rows
    assert read(text.encode()).rows[2][2] == "Büro"


def test_semicolons_in_cells_do_not_separate() -> None:
    """Microsoft Forms ends every chosen option with one."""
    assert read((SURVEYS / "microsoft-forms.csv").read_bytes()).width == 9


def test_line_that_says_the_separator_is_no_row() -> None:
    table = read(b"sep=;\na,b;c\n1;2\n")
    assert table.rows == (("a,b", "c"), ("1", "2"))
    assert table.problem(1, 0, "SUR003", "wrong").place == "survey.csv:3:1"


def test_rows_become_as_long_as_the_longest() -> None:
    assert read(b"a,b,\n1\n\n2,3,4\n,,\n").rows == (
        ("a", "b", ""),
        ("1", "", ""),
        ("", "", ""),
        ("2", "3", "4"),
    )


def test_line_breaks_stay_in_cells() -> None:
    assert read(b'a,b\n"one\ntwo",2\n').rows[1] == ("one\ntwo", "2")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "the file is empty"),
        (b"\n , \n", "the file is empty"),
        (b"\xff\xfea", "the file is no text"),
        (bytes(range(128, 160)), "the file is no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "the file is an old or encrypted workbook"),
        (b"PK\x03\x04nothing", "the file is damaged, or is no Excel workbook (.xlsx)"),
        (
            b"a,b\n" + b"x" * (1 << 20) + b"y,2\n",
            "the file is no CSV: field larger than field limit (1048576)",
        ),
        (b"a" * (21 << 20), "the file is larger than 20 MB"),
        (b"," * 5_000 + b"x\n" + b"a\n" * 1_000, "the table has more than 5,000,000 cells"),
    ],
)
def test_what_is_no_table_is_refused(raw: bytes, why: str) -> None:
    assert refused(raw) == why


@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_table_or_a_problem(raw: bytes) -> None:
    table, problems = read_table(raw, "survey.csv")
    assert (table is None) == (problems != [])


def test_workbook_gives_texts_as_people_see_them() -> None:
    def write(sheet: Any) -> None:
        sheet.write_row(0, 0, ["ID", "Share", "Yes", "When", "Text"])
        sheet.write_row(2, 0, [3, 0.25, True])
        sheet.write_datetime(2, 3, dt.datetime(2026, 11, 2, 9, 12))  # noqa: DTZ001  # a sheet knows no zones

    assert read(workbook(write)).rows == (
        ("ID", "Share", "Yes", "When", "Text"),
        ("", "", "", "", ""),
        ("3", "0.25", "TRUE", "2026-11-02 09:12:00", ""),
    )


def test_first_sheet_that_can_be_seen_is_read() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        hidden, shown = book.add_worksheet("Settings"), book.add_worksheet("Answers")
        hidden.write(0, 0, "secret")
        shown.write(0, 0, "ID")
        shown.activate()
        shown.set_first_sheet()
        hidden.hide()
    assert read(out.getvalue()).rows == (("ID",),)


def test_two_cells_in_far_corners_are_not_laid_out() -> None:
    def write(sheet: Any) -> None:
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 1)

    assert refused(workbook(write)) == "the sheets reach over far more cells than they fill"


def repacked(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its files changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return out.getvalue()


def test_cells_that_do_not_say_where_they_are_are_counted() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 3_000 + b"</row>"
    far = b'<row r="1048576"><c><v>1</v></c></row>'
    raw = repacked(
        workbook(lambda sheet: sheet.write(0, 0, 1)),
        "xl/worksheets/sheet1.xml",
        lambda old: (
            old[: old.index(b"<sheetData>")] + b"<sheetData>" + row + far + b"</sheetData></worksheet>"
        ),
    )
    assert refused(raw) == "the sheets reach over far more cells than they fill"


def test_cells_are_counted_to_the_farthest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 100)
    monkeypatch.setattr(spreadsheet, "MOST_CELLS", 100)
    assert read(workbook(lambda sheet: sheet.write(9, 9, 1))).width == 10
    assert refused(workbook(lambda sheet: sheet.write(9, 10, 1))).startswith("the sheets reach")


def test_archive_that_unpacks_to_very_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 1_000_000)
    raw = repacked(
        workbook(lambda sheet: sheet.write(0, 0, 1)), "docProps/app.xml", lambda _: b" " * (2 << 20)
    )
    assert refused(raw) == "the file holds more than 1 MB when it is unpacked"


def test_archive_that_lies_about_its_size_is_refused() -> None:
    raw = workbook(lambda sheet: sheet.write(0, 0, 1))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    assert refused(raw.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))).startswith(
        "the file is damaged"
    )


def test_missing_library_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(MissingLibraryError, match="python-calamine; install it with the extra `office`"):
        read_table(workbook(lambda sheet: sheet.write(0, 0, 1)), "survey.xlsx")
