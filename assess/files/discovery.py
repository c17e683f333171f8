"""Which documents a path on the command line means."""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def documents(path: Path, *, is_excluded: Callable[[Path], bool] = lambda _: False) -> Iterator[Path]:
    """The file itself, or every YAML file below the folder in a fixed order.

    Hidden files, folders called `out` and links to folders are left out: a loop of links would never end. So
    is what is excluded, but for a file that is named itself. A folder that may not be read stands for its
    files, so that whoever reads them finds out.
    """
    if not path.is_dir():
        yield path
        return
    try:
        entries = sorted(path.iterdir())
    except OSError:
        yield path
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == "out" or is_excluded(entry):
            continue
        if not entry.is_dir():
            yield from [entry] if entry.suffix in SUFFIXES else []
        elif not entry.is_symlink():
            yield from documents(entry, is_excluded=is_excluded)


def named(pattern: str) -> list[Path]:
    """What a word on the command line means: the path that it is, or all that fit it as a pattern, sorted.

    `*`, `?` and `[…]` stand for parts of a name, `**` for folders of any depth. Nothing fits: an empty list.
    """
    if os.path.lexists(pattern):
        return [Path(pattern)]
    return [Path(found) for found in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207  # a pattern may be absolute


def engagement_folder(path: Path) -> Path | None:
    """The engagement that a document belongs to: the nearest folder above it with an engagement.yaml."""
    above = Path(os.path.normpath(path.absolute())).parents  # links keep the names that they were given
    found = next((folder for folder in above if (folder / "engagement.yaml").is_file()), None)
    return found if found is None or path.is_absolute() else Path(os.path.relpath(found))
