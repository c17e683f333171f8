"""The interview in a real terminal, as it is seen: 80 columns and 44, without colour, cut off in between."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import select
import struct
import termios

import pyte

from assess.files.documents import Reading
from assess.model.answers import Answer

_PATIENCE = 20
"""Seconds that the program has to show what is waited for."""


class _Screen(pyte.Screen):
    """Answers the program's question where the cursor stands, as a terminal does."""

    def __init__(self, columns: int, rows: int, handle: int) -> None:
        super().__init__(columns, rows)
        self._handle = handle

    def write_process_input(self, data: str) -> None:
        os.write(self._handle, data.encode())


class Terminal:
    """The program in a pseudo-terminal of a size."""

    def __init__(self, command: list[str], columns: int, rows: int, **environment: str) -> None:
        self.handle, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.raw = b""
        self.screen = _Screen(columns, rows, self.handle)
        self.stream = pyte.ByteStream(self.screen)
        cleared = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "assess", *command],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            env=cleared | {"TERM": "xterm-256color"} | environment,
            start_new_session=True,
        )
        os.close(inside)

    def press(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def shows(self, text: str) -> str:
        """The screen once the text is on it, its lines joined by blanks."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            self._read(0.05)
            seen = " ".join(" ".join(self.screen.display).split())
            if text in seen:
                return seen
        raise AssertionError(f"{text!r} was never shown; the screen:\n" + "\n".join(self.screen.display))

    def ends(self) -> int:
        """The exit code."""
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self._read(0.05)
        self._read(0.05)
        return self.process.wait(timeout=1)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.handle)

    def _read(self, seconds: float) -> None:
        while select.select([self.handle], [], [], seconds)[0]:
            try:
                raw = os.read(self.handle, 65536)
            except OSError:  # the program has ended
                return
            if not raw:
                return
            self.raw += raw
            self.stream.feed(raw)


@pytest.fixture
def folder(tmp_path: Path, assess: Callable[..., Any]) -> Path:
    own = tmp_path / "acme"
    assert assess("new", own, "-r", "anna:marketing", "--date", "2026-10-05").code == 0
    return own


@pytest.fixture
def terminal(folder: Path) -> Iterator[Callable[..., Terminal]]:
    made: list[Terminal] = []

    def start(columns: int, rows: int, *words: str, **environment: str) -> Terminal:
        made.append(Terminal(["interview", str(folder), "-r", "anna", *words], columns, rows, **environment))
        return made[-1]

    yield start
    for one in made:
        one.close()


def on_file(folder: Path) -> dict[str, Answer]:
    reading = Reading()
    document = reading.document(folder / "assessments" / "2026-10-05" / "answers" / "anna.yaml")
    assert reading.problems == []
    assert document is not None
    return document.record.answers  # type: ignore[no-any-return]


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (44, 24), (120, 50), (30, 15)])
def test_asks_answers_and_stops(
    terminal: Callable[..., Terminal], folder: Path, columns: int, rows: int
) -> None:
    one = terminal(columns, rows, "--quick")
    one.shows("C1.1")
    one.press("3")
    one.shows("C2.1")
    assert str(on_file(folder)["C1.1"].value) == "3"  # on disk before the next question is seen
    one.press("uq")
    assert one.ends() == 0
    one.shows("Everything is kept; 20 without an answer.")
    assert on_file(folder)["C2.1"].state.value == "unknown"


def test_whole_question_fits_80_by_24(terminal: Callable[..., Terminal]) -> None:
    seen = terminal(80, 24, "--quick").shows("q stop")
    assert "C1.1 What did the briefs" in seen
    assert "1 A product, an offer or a date in the calendar, or no brief was written." in seen


def test_no_colour_and_no_escape_left_behind(terminal: Callable[..., Terminal]) -> None:
    one = terminal(80, 24, "--quick", NO_COLOR="1")
    one.shows("C1.1")
    one.press("\x1b[B")
    one.shows("> ")
    one.press("q")
    assert one.ends() == 0
    assert b"\x1b[38" not in one.raw
    assert b"\x1b[31" not in one.raw


def test_goes_on_after_the_line_was_cut(terminal: Callable[..., Terminal], folder: Path) -> None:
    one = terminal(80, 24)
    one.shows("C1.1")
    one.press("3")
    one.shows("C1.2")
    one.process.send_signal(signal.SIGHUP)
    assert one.ends() != 0
    two = terminal(80, 24)
    two.shows("C1.2")
    assert str(on_file(folder)["C1.1"].value) == "3"
    two.press("\x03")
    assert two.ends() == 130
    two.shows("To go on: assess interview")


def test_second_window_is_told(terminal: Callable[..., Terminal]) -> None:
    terminal(80, 24).shows("C1.1")
    two = terminal(80, 24)
    assert two.ends() == 2
    two.shows("anna is being asked in another window")


def test_dumb_terminal_asks_line_by_line(terminal: Callable[..., Terminal], folder: Path) -> None:
    one = terminal(80, 24, TERM="dumb")
    one.shows("? helps.")
    one.press("3\n")
    one.shows("C1.2")
    one.press("q\n")
    assert one.ends() == 0
    assert b"\x1b[" not in one.raw
    assert str(on_file(folder)["C1.1"].value) == "3"
