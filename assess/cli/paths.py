"""From the words on the command line to the documents to be checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assess.cli.endings import usage
from assess.cli.output import STANDARD, standard_input
from assess.files.discovery import documents, named
from assess.files.documents import place, shown
from assess.rules.selection import fits
from assess.text.problems import did_you_mean


@dataclass(frozen=True)
class Sought:
    """A document to be checked; `found` in a folder, it may be no document of ours at all."""

    file: Path
    found: bool


def sought(
    words: Sequence[str], excluded: Sequence[str], stdin_name: Path | None, unsaved: dict[str, bytes]
) -> list[Sought]:
    """Every document once, in the order of the words. What is on standard input is put into `unsaved`.

    Raises:
        Ended: a word that means nothing, all of them at once; standard input without anything on it.
    """
    missing = [word for word in words if word != STANDARD and not named(word)]
    if missing:
        raise usage("\n".join(map(_told, missing)))
    found: dict[str, Sought] = {}
    for word in words:
        for one in _meant(word, excluded, stdin_name, unsaved):
            known = found.get(shown(one.file))
            if known is None or known.found:  # named is more than found
                found[shown(one.file)] = one
    return list(found.values())


def _meant(
    word: str, excluded: Sequence[str], stdin_name: Path | None, unsaved: dict[str, bytes]
) -> Iterator[Sought]:
    if word == STANDARD:
        file = stdin_name or Path(STANDARD)
        unsaved[place(file)] = standard_input()
        yield Sought(file, found=False)
        return
    for path in named(word):
        is_folder = path.is_dir()
        for file in documents(path, is_excluded=_exclusion(excluded)):
            yield Sought(file, found=is_folder)


def _exclusion(patterns: Sequence[str]) -> Callable[[Path], bool]:
    return lambda path: any(fits(shown(path), pattern) for pattern in patterns)


def _told(word: str) -> str:
    path = Path(word)
    if any(sign in word for sign in "*?["):
        return f"nothing fits the pattern {word}"
    beside = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return f"there is no file or folder {word}. {did_you_mean(path.name, beside)}".rstrip()
