"""Which documents a path on the command line means."""

from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def documents(path: Path) -> Iterator[Path]:
    """The file itself, or every YAML file below the folder in a fixed order; hidden ones and `out` folders are left out.

    Links to folders are not followed, so that a loop of links ends.
    """
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith(".") or entry.name == "out":
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from documents(entry)
        elif entry.suffix in SUFFIXES:
            yield entry


def engagement_folder(path: Path) -> Path | None:
    """The engagement that a document belongs to: the nearest folder above it with an engagement.yaml."""
    return next((folder for folder in path.resolve().parents if (folder / "engagement.yaml").is_file()), None)
