"""Writes that either happen whole or not at all."""

import contextlib
import errno
import os
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Replace or create `path`: readers see the old file or the new one, never a piece of either.

    The content is on disk before the name points to it; a failed write leaves nothing behind. A device or a
    pipe, such as /dev/stdout, is written into: another file in its place would take it from everybody. A file
    that is read-only stays as it is.

    Raises:
        OSError: no space, no permission, not a folder; it names `path`.
    """
    if _is_read_only(path):  # another file in its place would need no leave
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if _takes_bytes_only(path):
        _pour(path, content)
    else:
        _put(path.resolve() if path.is_symlink() else path, content, os.replace)


def replace(path: Path, content: str, known: str) -> bool:
    """Like `write`, but only where the file still holds the text `known`; whether it did.

    Of two processes that both read it before, one writes and the other finds it changed.

    Raises:
        OSError: as `write`.
    """
    with _alone_in(path.parent) as alone:
        try:
            if not alone or path.read_bytes().removeprefix(_MARK) != known.encode():
                return False
        except FileNotFoundError:
            return False
        write(path, content)
        return True


_MARK = b"\xef\xbb\xbf"
"""With which some editors begin a file in UTF-8."""


def create(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Like `write`, but an existing file stays unless `force`, even one that another process has just made.

    Raises:
        FileExistsError: something of that name is there already.
        OSError: as `write`.
    """
    if force:
        write(path, content)
    else:
        _put(path, content, _link)


def _is_read_only(path: Path) -> bool:
    as_who_writes = os.access in os.supports_effective_ids
    return os.access(path, os.F_OK) and not os.access(path, os.W_OK, effective_ids=as_who_writes)


def _takes_bytes_only(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:  # nothing is there, or nobody may look: writing will tell
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _pour(path: Path, content: str | bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _put(target: Path, content: str | bytes, place: Callable[[Path, Path], None]) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _undisturbed():
            made = _beside(target, content.encode() if isinstance(content, str) else content)
            try:
                place(made, target)
            finally:
                made.unlink(missing_ok=True)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    _sync_folder(target.parent)


@contextlib.contextmanager
def _alone_in(folder: Path) -> Iterator[bool]:
    """Whether no other process replaces a file of this folder just now; where nothing can be locked, yes."""
    if sys.platform == "win32":
        yield True
        return
    import fcntl  # only where there is one

    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        except OSError:  # a file system without locks
            pass
        yield True
    finally:
        os.close(handle)


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C waits until the write is done or undone, or it would leave a hidden file behind.

    Only the main thread is ever interrupted, and only it may change how.
    """
    usual = signal.getsignal(signal.SIGINT)
    if not callable(usual) or threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if pressed:
            signal.raise_signal(signal.SIGINT)


def _beside(target: Path, raw: bytes) -> Path:
    """The content on disk under another name, in the same folder, so that it can be renamed in one step."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=target.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    return made


def _link(made: Path, target: Path) -> None:
    """A second name for `made`: one step that fails where `target` exists, which a rename does not."""
    try:
        os.link(made, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, such as a USB stick's
        if os.path.lexists(target):
            raise FileExistsError(17, "exists already", str(target)) from None
        made.replace(target)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where folders can be opened: not on Windows, nor in every network."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
