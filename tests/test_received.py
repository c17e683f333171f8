"""Files that come back are told apart by what is in them, and each is refused with what helps."""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from assess.intake.on_file import read_answers

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = Path(shutil.copytree(KESTREL, tmp_path / "kestrel"))
    (own / "assessments" / "2026-10-05" / "answers" / "marketing-3.yaml").unlink()
    return own


def table(*rows: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def test_workbook_of_ours(assess: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    assert assess("workbook", KESTREL, "-r", "marketing-3", "-o", tmp_path).code == 0
    ended = assess("import", folder, tmp_path / "marketing-3.xlsx")
    assert ended.out == "marketing-3 (new): 44 new\n"
    made = folder / "assessments" / "2026-10-05" / "answers" / "marketing-3.yaml"
    assert read_answers(made).record.way.value == "workbook"


def test_workbook_of_a_survey_tool(assess: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "survey.xlsx"
    file.write_bytes(table(("F1.1", "F1.2"), ("2", "3")))
    ended = assess("import", folder, file)
    assert ended.code == 0, ended.err
    assert "survey-1 (new): 2 new" in ended.out


def test_workbook_of_another_questionnaire(assess: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    assess("workbook", KESTREL, "-r", "marketing-3", "-o", tmp_path)
    other = tmp_path / "other"
    assess("questionnaires", "--copy", "customer-centricity", folder / "questionnaire")
    root = folder / "questionnaire" / "questionnaire.yaml"
    root.write_text(root.read_text("utf-8").replace('version: "1.1"', 'version: "2.0"'), "utf-8")
    engagement = folder / "engagement.yaml"
    text = engagement.read_text("utf-8").replace('version: "1.1"', 'version: "2.0"')
    engagement.write_text(text, "utf-8")
    ended = assess("import", folder, tmp_path / "marketing-3.xlsx")
    assert ended.code == 1
    assert "WBK006" in ended.err
    assert "Nothing was taken in." in ended.err
    assert not other.exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "WBK001"),
        ("a.xlsx", b"PK\x03\x04nothing", "WBK001"),
        ("a.csv", b"", "SUR001"),
        ("a.json", b"{", "DOC001"),
        ("a.yaml", b"\x00", "DOC004"),
        ("a.json", b'{"schema": "assess/vision@1", "statement": "x"}', "DOC023"),
    ],
)
def test_what_cannot_be_read_is_told(
    assess: Callable[..., Any], folder: Path, tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    ended = assess("import", folder, file)
    assert ended.code == 1
    assert code in ended.err
    assert "Nothing was taken in." in ended.err


def test_mapping_with_problems(assess: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
    survey, mapping = tmp_path / "survey.csv", tmp_path / "mapping.yaml"
    survey.write_text("a\n1\n", "utf-8")
    mapping.write_text("schema: assess/mapping@1\nquestionnaire: customer-centricity\n", "utf-8")
    assert "DOC031" in assess("import", folder, survey, "--mapping", mapping).err
    mapping.write_text(f"{mapping.read_text('utf-8')}version: '1.1'\ncolumns: {{a: F9.9}}\n", "utf-8")
    assert "MAP010" in assess("import", folder, survey, "--mapping", mapping).err


def test_without_the_libraries_for_workbooks(
    assess: Callable[..., Any], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(table(("F1.1",), ("2",)))
    for library in ("xlsxwriter", "python_calamine"):
        monkeypatch.setitem(sys.modules, library, None)
    for command in (
        ("import", folder, file),
        ("workbook", folder, "-o", tmp_path),
        ("export", folder, "-t", "xlsform", "-o", tmp_path / "x.xlsx"),
    ):
        ended = assess(*command)
        assert ended.code == 3
        assert 'pip install "customer-maturity-assess[office]"' in ended.err
