"""Which documents a path on the command line means."""

import os
from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def documents(path: Path) -> Iterator[Path]:
    """The file itself, or every YAML file below the folder in a fixed order.

    Hidden files, folders called `out` and links to folders are left out: a loop of links would never end. A
    folder that may not be read stands for its files, so that whoever reads them finds out.
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
        if entry.name.startswith(".") or entry.name == "out":
            continue
        if not entry.is_dir():
            yield from [entry] if entry.suffix in SUFFIXES else []
        elif not entry.is_symlink():
            yield from documents(entry)


def engagement_folder(path: Path) -> Path | None:
    """The engagement that a document belongs to: the nearest folder above it with an engagement.yaml."""
    above = Path(os.path.normpath(path.absolute())).parents  # links keep the names that they were given
    found = next((folder for folder in above if (folder / "engagement.yaml").is_file()), None)
    return found if found is None or path.is_absolute() else Path(os.path.relpath(found))
