"""An append-only file of JSON lines: each is on disk before `append` returns, and none is ever changed."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

MOST_BYTES = 50_000_000


class InUseError(Exception):
    """Another process holds the journal."""


class Journal:
    """A journal that this process alone writes to, from `open` to `close`; also a context manager.

    A last line that a crash has torn is closed with a line end before the next one is written, and passed
    over when the journal is read.
    """

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    @classmethod
    def open(cls, path: Path) -> Self:
        """Make or open the journal and hold it.

        Raises:
            InUseError: another process holds it.
            OSError: it cannot be made or written; the error names `path`.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        handle = os.open(path, flags, 0o666)
        try:
            _hold(handle)
        except BaseException:
            os.close(handle)
            raise
        return cls(path, handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        os.close(self._handle)

    def append(self, entry: Mapping[str, Any]) -> None:
        """Add one line.

        Raises:
            OSError: the disk is full or gone; it names the file. What was written of the line is taken back.
        """
        size = os.fstat(self._handle).st_size
        line = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode() + b"\n"
        try:
            _write(self._handle, line if _ends_whole(self._handle, size) else b"\n" + line)
            os.fsync(self._handle)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._handle, size)
            raise OSError(error.errno, error.strerror, str(self.path)) from error

    def entries(self) -> Iterator[dict[str, Any]]:
        """All whole lines, the oldest first."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        with os.fdopen(os.dup(self._handle), "rb") as file:
            yield from _whole(file.read(MOST_BYTES))


def entries(path: Path) -> list[dict[str, Any]]:
    """All whole lines of a journal that need not be there, without holding it.

    Raises:
        OSError: it may not be read.
    """
    if not path.exists():
        return []
    with path.open("rb") as file:
        return list(_whole(file.read(MOST_BYTES)))


def _whole(raw: bytes) -> Iterator[dict[str, Any]]:
    for line in raw.split(b"\n"):
        try:
            entry = json.loads(line, parse_float=Decimal)
        except ValueError:  # torn by a crash
            continue
        if isinstance(entry, dict):
            yield entry


def _ends_whole(handle: int, size: int) -> bool:
    if not size:
        return True
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1) == b"\n"


def _write(handle: int, raw: bytes) -> None:
    while raw:
        raw = raw[os.write(handle, raw) :]


def _hold(handle: int) -> None:
    """A lock that the system takes back when the process ends, however it ends.

    Where a file system knows no locks there is none: better to ask one person twice than nobody.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as error:
        raise InUseError from error
    except OSError:
        return
