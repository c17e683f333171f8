"""The journal: whole lines only, one writer, and a torn line harms nobody."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assess.files.journal import InUseError, Journal, entries


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal" / "anna.jsonl"


def test_lines_come_back_in_order(path: Path) -> None:
    with Journal.open(path) as journal:
        journal.append({"n": 1, "text": "é\n"})
        journal.append({"n": 2})
        assert [entry["n"] for entry in journal.entries()] == [1, 2]
    assert entries(path) == [{"n": 1, "text": "é\n"}, {"n": 2}]


def test_none_yet(path: Path) -> None:
    assert entries(path) == []


@pytest.mark.parametrize("torn", [b'{"n": 2, "te', b"\x00\x00\x00", b"\xff", b"[3]"])
def test_torn_last_line_is_closed_and_passed_over(path: Path, torn: bytes) -> None:
    with Journal.open(path) as journal:
        journal.append({"n": 1})
    path.write_bytes(path.read_bytes() + torn)
    with Journal.open(path) as journal:
        journal.append({"n": 3})
    assert entries(path) == [{"n": 1}, {"n": 3}]


def test_second_process_is_told(path: Path) -> None:
    other = f"""
from pathlib import Path
from assess.files.journal import InUseError, Journal
try:
    Journal.open(Path({str(path)!r}))
except InUseError:
    print("in use")
"""
    with Journal.open(path), pytest.raises(InUseError):
        Journal.open(path)
    with Journal.open(path):
        done = subprocess.run([sys.executable, "-c", other], capture_output=True, text=True, check=True)
        assert done.stdout == "in use\n"
    Journal.open(path).close()


def test_what_a_full_disk_kept_of_a_line_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def full(handle: int, raw: bytes) -> int:
        if len(raw) > 5:
            return real(handle, raw[:5])
        raise OSError(errno.ENOSPC, "No space left on device")

    with Journal.open(path) as journal:
        journal.append({"n": 1})
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space left") as error:
            journal.append({"n": 2})
        monkeypatch.undo()
        assert error.value.filename == str(path)
        journal.append({"n": 3})
    assert entries(path) == [{"n": 1}, {"n": 3}]
    assert path.read_bytes().count(b"\n") == 2


def test_journal_from_a_file_system_without_locks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows locks in another way")

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", none)
    with Journal.open(path) as journal:
        journal.append({"n": 1})
    assert entries(path) == [{"n": 1}]
