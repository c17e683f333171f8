"""Which documents a path on the command line means."""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from assess.files.documents import is_file, is_folder

SUFFIXES = (".yaml", ".yml")


def documents(path: Path, *, is_excluded: Callable[[Path], bool] = lambda _: False) -> Iterator[Path]:
    """The file itself, or every YAML file below the folder in a fixed order.

    Hidden files, folders called `out` and links to folders are left out: a loop of links would never end. So
    is what is excluded, but for a file that is named itself. A folder that may not be read stands for its
    files, so that whoever reads them finds out.
    """
    if not is_folder(path):
        yield path
        return
    ahead = [path]
    while ahead:
        entry = ahead.pop()
        if not is_folder(entry):
            yield from [entry] if entry.suffix in SUFFIXES else []
        elif entry is path or not entry.is_symlink():
            inside = _inside(entry)
            if inside is None:
                yield entry
            else:
                ahead += [one for one in reversed(inside) if not _is_left_out(one) and not is_excluded(one)]


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
    steps = list(path.relative_to(path.anchor).parts)
    while steps[1:] and steps[-1] == "**":  # the folder in front of it will be searched to any depth
        steps.pop()
    found = [Path(path.anchor)]
    for step in steps:
        found = list(dict.fromkeys(one for folder in found for one in _fitting(folder, step)))
    return sorted(found)


def _fitting(folder: Path, step: str) -> Iterator[Path]:
    if not _is_pattern(step):
        yield from [folder / step] if os.path.lexists(folder / step) else []
    elif step == "**":
        yield from _folders(folder)
    elif is_folder(folder):
        inside = _inside(folder)
        if inside is None:
            yield folder
        shows_hidden = step.startswith(".")
        for entry in inside or ():
            if fnmatch(entry.name, step) and (shows_hidden or not entry.name.startswith(".")):
                yield entry


def _folders(folder: Path) -> Iterator[Path]:
    """The folder, and all below it that a search would look into."""
    ahead = [folder]
    while ahead:
        here = ahead.pop()
        yield here
        ahead += [
            one
            for one in _inside(here) or ()
            if not _is_left_out(one) and is_folder(one) and not one.is_symlink()
        ]


def _inside(folder: Path) -> list[Path] | None:
    """What is in a folder, in a fixed order; None if it may not be read or entered."""
    try:
        os.stat(f"{folder}/.")  # noqa: PTH116  # pathlib would take the dot away
        return sorted(folder.iterdir())
    except OSError:
        return None


def _is_pattern(word: str) -> bool:
    return any(sign in word for sign in "*?[")


def _is_left_out(entry: Path) -> bool:
    return entry.name.startswith(".") or entry.name == "out"


def engagement_folder(path: Path) -> Path | None:
    """The engagement that a document belongs to: the nearest folder above it with an engagement.yaml."""
    above = Path(os.path.normpath(path.absolute())).parents  # links keep the names that they were given
    found = next((folder for folder in above if is_file(folder / "engagement.yaml")), None)
    return found if found is None or path.is_absolute() else Path(os.path.relpath(found))
