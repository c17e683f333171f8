"""Problems in colour on a terminal, and never in a pipe unasked."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.cli import terminal
from assess.cli.colours import colored
from assess.text.problems import Span, full, problem_at


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


PROBLEM = problem_at(Span(1, 4, 1, 8), "a.yaml", "QUE010", "the id `A` is used twice", "Choose another id.")
TEXT = full(PROBLEM, {"a.yaml": "id: abcd\n"})


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "_chosen", terminal.Color.AUTO)


def test_place_code_carets_and_repair() -> None:
    lines = colored(TEXT, [PROBLEM], _Terminal()).splitlines()
    assert lines[0] == "\x1b[1ma.yaml:1:4\x1b[0m: \x1b[31m\x1b[1mQUE010\x1b[0m the id `A` is used twice"
    assert lines[2].endswith("\x1b[31m^^^^\x1b[0m")
    assert lines[3] == "\x1b[36m  = Choose another id.\x1b[0m"
    assert "\x1b[33m" in colored(TEXT, [], _Terminal())  # a warning


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_plain_where_it_is_not_wanted(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert colored(TEXT, [PROBLEM], _Terminal()) == TEXT


def test_plain_in_a_pipe_unless_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert colored(TEXT, [PROBLEM], io.StringIO()) == TEXT
    monkeypatch.setattr(terminal, "_chosen", terminal.Color.ALWAYS)
    assert colored(TEXT, [PROBLEM], io.StringIO()) != TEXT
    monkeypatch.setattr("assess.cli.colours.sys.platform", "win32")
    monkeypatch.setattr(terminal, "_chosen", terminal.Color.AUTO)
    assert colored(TEXT, [PROBLEM], _Terminal()) == TEXT


def test_programs_get_none(assess: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("schema: x\n", "utf-8")
    assert "\x1b[" in assess("--color", "always", "validate", file).out
    assert "\x1b[" not in assess("--color", "always", "validate", file, "-f", "github").out
    assert "\x1b[" not in assess("validate", file).out
