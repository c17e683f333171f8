"""Files that are no workbooks, or workbooks made to do harm: each is refused in words, in little memory."""

import datetime as dt
import random
import re
import resource
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.intake.handout import Handout
from assess.intake.routing import Invited
from assess.intake.workbook import read_workbook, workbook_bytes
from assess.model.engagement import Engagement

QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: tiny
version: "1"
title: Tiny
ladder: [{value: 1, name: One}, {value: 2, name: Two}]
sections:
  - id: A
    title: Only
    questions: [{id: A.1, text: Is it?, options: [{value: 1, text: No.}, {value: 2, text: Yes.}]}]
"""
ENGAGEMENT = {
    "schema": "assess/engagement@1",
    "client": {"name": "T"},
    "questionnaire": "tiny",
    "version": "1",
}
SHEET, TEXTS = "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"
REFUSED = re.compile("WBK00[123]")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("tiny") / "questionnaire.yaml"
    path.write_text(QUESTIONNAIRE, "utf-8")
    found = questionnaires.load(path, Reading())
    assert found
    engagement = Engagement.model_validate(ENGAGEMENT)
    given = Handout(
        found.questionnaire, "d", engagement, Invited("a", "b"), dt.date(2026, 1, 2), frozenset({"A.1"})
    )
    return workbook_bytes(given)


def told(raw: bytes) -> list[str]:
    arrived, problems = read_workbook(raw, "a.xlsx")
    assert arrived is None
    assert all(problem.hint for problem in problems)
    return [problem.code for problem in problems]


def changed(raw: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed, or added."""
    with ZipFile(BytesIO(raw)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = change(parts.get(part, b""))
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "damaged"),
        (b"question,answer\nA.1,2\n", "damaged"),
        (b"PK\x03\x04 and no more", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "(.xls), or has a password"),
    ],
    ids=["empty", "csv", "torn off", "old or with a password"],
)
def test_file_that_is_no_workbook_is_refused_in_words(content: bytes, words: str) -> None:
    _, problems = read_workbook(content, "a.xlsx")
    assert [problem.code for problem in problems] == ["WBK001"]
    assert words in problems[0].message


@pytest.mark.parametrize("name", ["content.xml", "xl/workbook.bin", "word/document.xml"])
def test_other_office_files_are_refused(name: str) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as packed:
        packed.writestr(name, "<x/>")
    assert told(buffer.getvalue()) == ["WBK001"]


def test_workbook_of_somebody_else_is_refused(raw: bytes) -> None:
    assert told(changed(raw, "xl/workbook.xml", lambda text: text.replace(b'"assess"', b'"mine"'))) == [
        "WBK003"
    ]


def test_macros_are_left_behind(raw: bytes) -> None:
    arrived, problems = read_workbook(changed(raw, "xl/vbaProject.bin", lambda _: b"\0" * 10_000), "a.xlsm")
    assert arrived
    assert problems == []


BOMBS: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "blanks": (SHEET, lambda text: text + b" " * 60_000_000, "WBK002"),
    "blanks in a part that nobody reads": ("docProps/a.xml", lambda _: b" " * 60_000_000, "WBK002"),
    "a cell in the last row": (SHEET, lambda text: text.replace(b'r="E4"', b'r="E1048576"'), "WBK002"),
    "a cell in the last column": (SHEET, lambda text: text.replace(b'r="E4"', b'r="XFD4"'), "WBK002"),
    "a cell without a place": (SHEET, lambda text: text.replace(b' r="E4"', b""), "WBK002"),
    "a cell beyond numbers": (SHEET, lambda text: text.replace(b'r="E4"', b'r="E4999999999999"'), "WBK002"),
    "a cell at two places": (SHEET, lambda text: text.replace(b'r="E4"', b'r="E4" r="XFD9"'), "WBK002"),
    "a cell by another name": (SHEET, lambda text: text.replace(b'<c r="E4"', b'<x:c r="XFD9"'), "WBK002"),
    "one long text in many cells": (
        TEXTS,
        lambda text: text.replace(b"<si><t>", b"<si><t>" + b"x" * 40_000_000, 1),
        "WBK002",
    ),
    "entities": (
        SHEET,
        lambda text: text.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aa">]><worksheet', 1),
        "WBK001",
    ),
    "no XML": (SHEET, lambda _: b"\xff\xfe<", "WBK001"),
}


@pytest.mark.parametrize(("part", "change", "code"), BOMBS.values(), ids=BOMBS)
def test_what_would_grow_is_refused(
    raw: bytes, part: str, change: Callable[[bytes], bytes], code: str
) -> None:
    assert told(changed(raw, part, change)) == [code]


def test_size_that_a_zip_claims_is_not_believed(raw: bytes) -> None:
    """The directory says 100 bytes; there are 60 million."""
    bomb = bytearray(changed(raw, "docProps/z.xml", lambda _: b" " * 60_000_000))
    size = (60_000_000).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (100).to_bytes(4, "little")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read_workbook(bytes(bomb), "a.xlsx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_part_that_is_there_twice_is_refused(raw: bytes) -> None:
    buffer = BytesIO(raw)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(buffer, "a") as packed:
        packed.writestr(SHEET, "<x/>")
    assert told(buffer.getvalue()) == ["WBK001"]


@pytest.mark.parametrize("seed", range(8))
def test_damage_anywhere_is_told_or_harmless(raw: bytes, seed: int) -> None:
    """Single bytes of the file, or of what is packed in it, are changed, as a bad disk would."""
    chance = random.Random(seed)
    with ZipFile(BytesIO(raw)) as packed:
        names = packed.namelist()
    for _ in range(25):
        arrived, problems = read_workbook(scarred(raw, chance), "a.xlsx")
        assert arrived or problems
        inside = changed(raw, chance.choice(names), lambda content: scarred(content, chance))
        arrived, problems = read_workbook(inside, "a.xlsx")
        assert arrived or problems


def scarred(content: bytes, chance: random.Random) -> bytes:
    scars = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        scars[chance.randrange(len(scars))] = chance.randrange(256)
    return bytes(scars[: chance.randint(len(scars) // 2, 2 * len(scars))])
