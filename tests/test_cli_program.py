"""The program around the commands: exit codes, streams, terminals, and how a command may end."""

import errno
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from assess import __version__
from assess.cli.program import COMMANDS
from assess.model.roadmap import Stretch

Run = Callable[..., Any]


# Exit codes


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_version(process: Run, flag: str) -> None:
    assert (process(flag).out, process("--debug", flag).out) == (f"assess {__version__}\n",) * 2


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([name, "--help"] for name in COMMANDS)])
def test_help_goes_to_standard_output(assess: Run, words: list[str]) -> None:
    ended = assess(*words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("Usage: assess")


def test_help_lists_all_commands(assess: Run) -> None:
    out = assess("--help").out
    assert all(f"\n  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Usage: assess"),
        (["scroe"], "Did you mean 'score'?"),
        (["score", "--formt", "json"], "--format"),
        (["score", "--format", "xml"], "'xml'"),
        (["score", "nowhere"], "nowhere"),
        (["score", "--at", "yesterday"], "yesterday"),
        (["score", ".", "b"], "unexpected extra argument"),
        (["validate", "nowhere.yaml"], "nowhere.yaml"),
        (["--color", "green", "score"], "green"),
        (["plan", "nowhere"], "nowhere"),
        (["report", "nowhere"], "nowhere"),
        (["explain", "nowhere", "F1", "F2"], "give one folder and one id"),
        (["new"], "DIR"),
        (["schema", "answer"], "Did you mean `answers`?"),
        (["questionnaires", "customer-centrcity"], "Did you mean `customer-centricity`?"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_was_meant(
    assess: Run, words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = assess(*words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_problems_end_with_1(assess: Run, engagement: Path) -> None:
    (engagement / "vision.yaml").write_text("schema: assess/vision@1\nstatemnt: More.\n")
    ended = assess("plan", engagement)
    assert (ended.code, ended.out) == (1, "")
    assert "Did you mean `statement`?" in ended.err


def fault(_: object) -> NoReturn:
    message = "one\ntwo"
    raise RuntimeError(message)


def test_fault_of_the_program_ends_with_3_and_one_line(
    assess: Run, monkeypatch: pytest.MonkeyPatch, engagement: Path
) -> None:
    monkeypatch.setattr("assess.cli.score.scorecard", fault)
    ended = assess("score", engagement)
    assert ended.code == 3
    assert ended.err == (
        "assess: a fault in the program (RuntimeError: one two). Please report it with the output of: "
        f"assess --debug score {engagement}\n"
    )


def test_fault_of_a_record_is_told_without_the_pages_of_a_library(
    assess: Run, monkeypatch: pytest.MonkeyPatch, engagement: Path
) -> None:
    def faulty(_: object) -> NoReturn:
        Stretch.model_validate({"start": 1})
        raise AssertionError

    monkeypatch.setattr("assess.cli.score.scorecard", faulty)
    err = assess("score", engagement).err
    assert "(ValidationError: Stretch.quarters: Field required)" in err
    assert err.count("\n") == 1


def test_debug_shows_the_traceback_of_a_fault(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, engagement: Path
) -> None:
    from assess.cli.program import main

    monkeypatch.setattr("assess.cli.score.scorecard", fault)
    assert main(["--debug", "score", str(engagement)]) == 3
    assert "Traceback" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("number", "repair"),
    [
        (errno.ENOSPC, "Make room on the disk and run the command again."),
        (errno.EACCES, "Check the permissions, or name another folder."),
        (errno.EROFS, "Name a folder that can be written to."),
        (errno.EIO, ""),
    ],
)
def test_fault_of_the_machine_ends_with_3_and_what_to_do(
    assess: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int, repair: str
) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number), "a.yaml")

    monkeypatch.setattr("assess.cli.new.create", broken)
    ended = assess("new", tmp_path / "new")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err == f"assess: a.yaml: {os.strerror(number)}. {repair}".rstrip() + "\n"


# Interruption


def test_interruption_ends_with_130_and_the_command_to_go_on(
    assess: Run, monkeypatch: pytest.MonkeyPatch, engagement: Path
) -> None:
    def interrupted(_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("assess.cli.score.scorecard", interrupted)
    named = engagement.rename(engagement.parent / "Kestrel & Rowe")
    ended = assess("score", named)
    assert (ended.code, ended.out) == (130, "")
    assert ended.err == f"assess: interrupted; nothing is half-written. To go on: assess score '{named}'\n"


INTERRUPTED_IMPORT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test runner in the background ignores it
module, swallowed = sys.argv.pop(1), sys.argv.pop(1)
class Finder:
    def find_spec(name, path=None, target=None):
        if name == module:
            try:
                signal.raise_signal(signal.SIGINT)
            except KeyboardInterrupt:
                if swallowed == "yes":
                    raise SystemError("half imported") from None
                raise
sys.meta_path.insert(0, Finder)
from assess.cli.main import run
run()
"""


@pytest.mark.parametrize("swallowed", ["yes", "no"])
@pytest.mark.parametrize("module", ["typer", "assess.cli.score", "assess.model.questionnaire"])
def test_interruption_of_an_import_ends_with_130_even_where_the_import_swallows_it(
    engagement: Path, module: str, swallowed: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_IMPORT, module, swallowed, "score", str(engagement)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, "")
    assert re.fullmatch(r"assess: interrupted; [^\n]*\n", done.stderr), done.stderr


# Streams


@pytest.mark.parametrize("words", [["questionnaires", "customer-centricity"], ["--color", "always", "score"]])
def test_reader_that_stops_reading_is_no_error(words: list[str], engagement: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "assess", *words],
        cwd=engagement,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout
        assert started.stderr
        started.stdout.close()
        err = started.stderr.read()
    assert (started.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_full_standard_output_is_told_once(process: Run, engagement: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = process("score", engagement, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert ended.code == 3
    assert ended.err == (
        "assess: standard output: No space left on device. Make room on the disk and run the command again.\n"
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(closed: str, engagement: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$0" -m assess score {closed}', sys.executable],  # noqa: S607  # any sh
        cwd=engagement,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) == (">&- 2" not in closed and closed != ">&-")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_what_an_encoding_cannot_say_is_replaced(process: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.yaml").write_text("schema: assess/answers@1\nrespondent: Zoë ☕\n", "utf-8")
    ended = process("validate", tmp_path, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert ended.code == 1
    assert "?" in ended.out


def test_minus_and_currency_are_said_in_any_encoding(process: Run) -> None:
    kestrel = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
    pilot = ("pilot", "read", kestrel, "-p", "loyalty-discount-2025")
    told = process(*pilot, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}).out
    assert '"Gross profit an owner over 26 weeks" shows EUR 3.40 less' in told
    assert "interval -EUR 4.60 to -EUR 2.20" in told
    assert "?" not in told


def test_pipe_is_utf_8_whatever_the_locale(process: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: assess/answers@1\nrespondent: Zoë ☕\n", "utf-8")
    ended = process("validate", tmp_path, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"})
    assert "Zoë ☕" in ended.out


def test_name_of_a_file_that_is_no_text_is_told(process: Run, tmp_path: Path) -> None:
    strange = tmp_path / os.fsdecode(b"caf\xe9.yaml")
    try:
        strange.write_text("schema: assess/visoin@1\n")
    except OSError:
        pytest.skip("this file system knows texts only")
    ended = process("validate", tmp_path)
    assert ended.code == 1
    assert "DOC022" in ended.out


def test_name_of_a_file_does_not_break_the_line(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[2Jb.yaml").write_text("schema: assess/visoin@1\n")
    first = assess("validate", tmp_path, "-f", "concise").out.splitlines()
    assert len(first) == 1
    assert "\x1b" not in first[0]


# Terminals


def on_terminal(folder: Path, *words: str, columns: int = 80, **env: str) -> str:
    """What a terminal of so many columns would be sent."""
    try:
        master, slave = pty.openpty()
    except OSError:
        pytest.skip("no pseudo-terminal can be opened: /dev/pts is not mounted here")
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    with subprocess.Popen(
        [sys.executable, "-m", "assess", *words],
        cwd=folder,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=clean | {"TERM": "xterm-256color", "PYTHONUTF8": "1"} | env,
    ) as started:
        os.close(slave)
        sent = b""
        while piece := _read(master):
            sent += piece
    os.close(master)
    assert started.returncode == 0, sent
    return sent.decode()


def _read(master: int) -> bytes:
    try:
        return os.read(master, 4096)
    except OSError:  # Linux says so when the other side has closed
        return b""


def test_terminal_gets_a_drawn_table(engagement: Path) -> None:
    sent = on_terminal(engagement, "score")
    assert "─" in sent
    assert "\x1b[1m" in sent


def test_no_color_is_obeyed(engagement: Path) -> None:
    """https://no-color.org: no colour; bold and italics may stay."""
    colours = ("\x1b[3", "\x1b[9")
    sent = on_terminal(engagement, "score", NO_COLOR="1").replace("\x1b[3m", "")
    assert not any(colour in sent for colour in colours)
    sent = on_terminal(engagement, "--color", "never", "score").replace("\x1b[3m", "")
    assert not any(colour in sent for colour in colours)


def test_dumb_terminal_gets_plain_text(engagement: Path) -> None:
    assert "\x1b" not in on_terminal(engagement, "score", TERM="dumb")


@pytest.mark.parametrize("command", ["score", "questionnaires", "validate"])
def test_narrow_terminal_is_not_overrun(engagement: Path, command: str) -> None:
    words = [command, "customer-centricity"] if command == "questionnaires" else [command]
    sent = on_terminal(engagement, *words, columns=40, NO_COLOR="1")
    drawn = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in sent.replace("\r", "").split("\n")]
    assert max(map(len, drawn)) <= 40


def test_old_terminal_gets_signs_that_it_knows(engagement: Path) -> None:
    sent = on_terminal(engagement, "score", PYTHONIOENCODING="cp1252", PYTHONUTF8="0")
    assert "─" not in sent
    assert "F1" in sent


def test_colours_may_be_asked_for_in_a_pipe(assess: Run, engagement: Path) -> None:
    assert "\x1b[" in assess("--color", "always", "score", engagement).out
    assert "\x1b[" not in assess("score", engagement).out
