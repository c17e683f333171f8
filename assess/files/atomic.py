"""Writes that either happen whole or not at all."""

import os
import tempfile
from pathlib import Path


def write(path: Path, content: str | bytes) -> None:
    """Replace or create `path`: readers see the old file or the new one, never a piece of either.

    The content is on disk before the name points to it; a failed write leaves nothing behind.

    Raises:
        OSError: no space, no permission, not a folder.
    """
    raw = content.encode() if isinstance(content, str) else content
    target = path.resolve() if path.is_symlink() else path
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def create(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Like `write`, but an existing file stays unless `force`.

    Raises:
        FileExistsError: something of that name is there already.
    """
    if not force and (path.exists() or path.is_symlink()):
        raise FileExistsError(17, "exists already", str(path))
    write(path, content)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where folders can be opened (not on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
