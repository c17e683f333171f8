"""Which documents a path on the command line means."""

import os
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
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
        if _is_left_out(entry) or is_excluded(entry):
            continue
        if not entry.is_dir():
            yield from [entry] if entry.suffix in SUFFIXES else []
        elif not entry.is_symlink():
            yield from documents(entry, is_excluded=is_excluded)


def named(pattern: str) -> list[Path]:
    """What a word on the command line means: the path that it is, or all that fit it as a pattern, sorted.

    `*`, `?` and `[…]` stand for parts of a name, `**` for folders of any depth: those that a search would
    look into, too. Nothing fits: an empty list. A folder that may not be read stands for what is in it.
    """
    if os.path.lexists(pattern):
        return [Path(pattern)]
    if not _is_pattern(pattern):
        return []
    path = Path(pattern)
    steps = path.relative_to(path.anchor).parts
    return sorted(set(_fitting(Path(path.anchor), steps)))


def _fitting(folder: Path, steps: Sequence[str]) -> Iterator[Path]:
    if not steps:
        yield folder
    elif _is_pattern(steps[0]):
        yield from _fitting_inside(folder, steps[0], steps[1:])
    elif os.path.lexists(folder / steps[0]):
        yield from _fitting(folder / steps[0], steps[1:])


def _fitting_inside(folder: Path, step: str, rest: Sequence[str]) -> Iterator[Path]:
    is_any_depth = step == "**"
    if is_any_depth:
        yield from _fitting(folder, rest)
    try:
        entries = sorted(folder.iterdir())
    except NotADirectoryError:
        return
    except OSError:
        yield folder
        return
    for entry in entries:
        if is_any_depth:
            if entry.is_dir() and not entry.is_symlink() and not _is_left_out(entry):
                yield from _fitting_inside(entry, step, rest)
        elif fnmatch(entry.name, step) and (step.startswith(".") or not entry.name.startswith(".")):
            yield from _fitting(entry, rest)


def _is_pattern(word: str) -> bool:
    return any(sign in word for sign in "*?[")


def _is_left_out(entry: Path) -> bool:
    return entry.name.startswith(".") or entry.name == "out"


def engagement_folder(path: Path) -> Path | None:
    """The engagement that a document belongs to: the nearest folder above it with an engagement.yaml."""
    above = Path(os.path.normpath(path.absolute())).parents  # links keep the names that they were given
    found = next((folder for folder in above if (folder / "engagement.yaml").is_file()), None)
    return found if found is None or path.is_absolute() else Path(os.path.relpath(found))
