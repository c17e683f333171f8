"""`--fix` and `--diff`: what is safe is mended, and everything else stays as it was, to the last blank."""

import errno
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.cli.paths import Sought
from assess.cli.repairs import repair
from assess.cli.request import Request
from assess.files.documents import shown
from assess.text.problems import Problem, Severity
from assess.text.repairs import edits, repaired

Run = Callable[..., Any]
HEAD = 'schema: assess/answers@1\nquestionnaire: customer-centricity\nversion: "1.1"\nrespondent: anna\n'


def edit(line: int, start: int, end: int, instead: str) -> Problem:
    return Problem("DOC030", Severity.ERROR, "a.yaml", line, start, (line, end), "so", "", instead)


@pytest.mark.parametrize(
    ("text", "problems", "after"),
    [
        ("a: 1\nb: 2\n", [edit(2, 1, 2, "bee")], "a: 1\nbee: 2\n"),
        ("a: 1\r\nb: 2\r\n", [edit(1, 4, 5, "3"), edit(2, 4, 5, "4")], "a: 3\r\nb: 4\r\n"),
        ("ä: ü\n", [edit(1, 4, 5, "ö")], "ä: ö\n"),
        ("a: 1  # gone\nb: 2\n", [edit(1, 7, 13, "")], "a: 1\nb: 2\n"),
        ("a: 1\n  # gone\nb: 2\n", [edit(2, 3, 9, "")], "a: 1\nb: 2\n"),
        ("a: 1\r\n# gone\r\nb: 2\r\n", [edit(2, 1, 7, "")], "a: 1\r\nb: 2\r\n"),
        ("# gone", [edit(1, 1, 7, "")], ""),
        ("abc: 1\n", [edit(1, 1, 3, "x"), edit(1, 2, 4, "y")], "xc: 1\n"),
        ("a: 1\n", [], "a: 1\n"),
    ],
)
def test_text_is_spliced(text: str, problems: list[Problem], after: str) -> None:
    assert repaired(text, edits(text, problems)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("respondant: anna\n", "respondent: anna\n"),
        ("way: Interview\n", "way: interview\n"),
        ("answers:\n  F1.1: {value: 3, released: yes}\n", "answers:\n  F1.1: {value: 3, released: true}\n"),
        ("answers:\n  F1.1: {value:3}\n", "answers:\n  F1.1: {value: 3}\n"),
        ('answers:\n  F1.1: {value: "3"}\n', "answers:\n  F1.1: {value: 3}\n"),
        ("answers:\n  f1.1: {value: 3}\n", "answers:\n  F1.1: {value: 3}\n"),
        ("answers:\n  F1.1: {value: 2, note: 12}\n", 'answers:\n  F1.1: {value: 2, note: "12"}\n'),
        ("function: Marketing\n", "function: marketing\n"),
        ("way: form  # assess: ignore[VIS016] of no use\n", "way: form\n"),
    ],
)
def test_repair_that_is_safe_is_made(assess: Run, tmp_path: Path, before: str, after: str) -> None:
    head = HEAD.replace("respondent: anna\n", "") if "respond" in before else HEAD
    file = tmp_path / "anna.yaml"
    file.write_text(f"# Kept.\n{head}{before}# Kept, too.\n")
    ended = assess("validate", "--isolated", "--fix", file)
    assert file.read_text() == f"# Kept.\n{head}{after}# Kept, too.\n"
    assert "repair" in ended.err


@pytest.mark.parametrize(
    "text",
    [
        "respondant: bert\n",  # the right key is there as well
        "answers:\n  F1.1: {value: 9}\n",
        "answers:\n  f1.1: {value: 3}\n  F1.1: {value: 2}\n",
        "function: markting\n",  # near, but it may be another word
    ],
)
def test_repair_in_doubt_is_left_to_people(assess: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "anna.yaml"
    file.write_text(HEAD + text)
    assert assess("validate", "--isolated", "--fix", file).code == 1
    assert file.read_text() == HEAD + text


def test_line_ends_and_the_mark_of_the_byte_order_stay(assess: Run, tmp_path: Path) -> None:
    file = tmp_path / "anna.yaml"
    raw = (HEAD + "way: Form\n").replace("\n", "\r\n").encode("utf-8-sig")
    file.write_bytes(raw)
    assert assess("validate", "--fix", file).code == 0
    assert file.read_bytes() == raw.replace(b"Form", b"form")


def test_difference_is_shown_and_nothing_is_written(assess: Run, tmp_path: Path) -> None:
    file = tmp_path / "anna.yaml"
    file.write_text(HEAD + "way: Form\n")
    ended = assess("validate", "--diff", file)
    assert (ended.code, file.read_text()) == (1, HEAD + "way: Form\n")
    assert "-way: Form\n+way: form\n" in ended.out


def test_nothing_to_repair_shows_no_difference(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "anna.yaml").write_text(HEAD)
    ended = assess("validate", "--diff", tmp_path / "anna.yaml")
    assert (ended.code, ended.out) == (0, "")


def test_standard_input_is_repaired_onto_standard_output(process: Run, tmp_path: Path) -> None:
    text = HEAD + "way: Form\n"
    words = ("validate", "-", "--stdin-filename", tmp_path / "anna.yaml", "--fix")
    ended = process(*words, stdin=None, input=text.encode())
    assert (ended.code, ended.out) == (0, HEAD + "way: form\n")
    assert not (tmp_path / "anna.yaml").exists()


def test_file_that_cannot_be_written_is_told(
    assess: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "anna.yaml"
    file.write_text(HEAD + "way: Form\n")
    monkeypatch.setattr("os.fsync", full)
    ended = assess("validate", "--fix", file)
    assert (ended.code, file.read_text()) == (3, HEAD + "way: Form\n")
    assert "No space left on device" in ended.err


DOCUMENTS = sorted((Path(__file__).parent / "documents" / "invalid").rglob("*.yaml"))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.sampled_from(DOCUMENTS), st.integers(0, 2**32))
def test_repairing_twice_changes_nothing_more_and_adds_no_error(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    text = path.read_bytes().decode("utf-8", "replace")
    at = chance.randrange(len(text))
    text = (
        text[:at]
        + chance.choice(["yes", " ", "\n", "A", '"3"', "#", "\t"])
        + text[at + chance.randrange(2) :]
    )
    place = os.path.normpath(path.absolute())
    once = repair(Request([Sought(path, found=False)], {place: text.encode()}))
    first = Request([Sought(path, found=False)], {place: text.encode()}).check()
    unread = [
        sum(p.code.startswith("DOC0") for p in c.problems if p.file == shown(path))
        for c in (first, once.checked)
    ]
    assert unread[1] <= unread[0]
    after = next(iter(once.after.values()), text)
    assert repair(Request([Sought(path, found=False)], {place: after.encode()})).after == {}
