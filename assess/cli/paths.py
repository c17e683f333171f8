"""From the words on the command line to the documents to be checked."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

from assess.cli.endings import usage
from assess.cli.output import STANDARD, standard_input
from assess.files.discovery import documents, named
from assess.files.documents import is_folder, names_in, place, shown
from assess.rules.selection import fits
from assess.text.problems import did_you_mean


@dataclass(frozen=True)
class Sought:
    """A document to be checked; `found` in a folder, it may be no document of ours at all."""

    file: Path
    found: bool


Exclusion = Callable[[Path], bool]


def exclusion(typed: Sequence[str], settled: Sequence[str], here: str) -> Exclusion:
    """Whether a path is to be passed over: by patterns as typed, or by the settings' own.

    `here` is the current folder as seen from that of the settings.
    """

    def is_excluded(path: Path) -> bool:
        if not typed and not settled:
            return False
        name = shown(path)
        from_settings = normpath(join(here, name))
        return any(fits(name, one) for one in typed) or any(fits(from_settings, one) for one in settled)

    return is_excluded


def sought(
    words: Sequence[str], is_excluded: Exclusion, stdin_name: Path | None, unsaved: dict[str, bytes]
) -> list[Sought]:
    """Every document once, in the order of the words. What is on standard input is put into `unsaved`.

    Raises:
        Ended: a word that means nothing, all of them at once; standard input without anything on it, or only
            its name.
    """
    if stdin_name and STANDARD not in words:
        raise usage("--stdin-filename is the name of what `-` reads; write `-`, too.")
    paths = {word: named(word) for word in words if word != STANDARD}
    if missing := [word for word, fitting in paths.items() if not fitting]:
        raise usage("\n".join(map(_told, missing)))
    found: dict[str, Sought] = {}
    for word in dict.fromkeys(words):
        if word == STANDARD:
            file = stdin_name or Path(STANDARD)
            unsaved[place(file)] = standard_input()
            found[shown(file)] = Sought(file, found=False)
            continue
        for one in _in(paths[word], is_excluded):
            known = found.get(shown(one.file))
            if known is None or known.found:  # named is more than found
                found[shown(one.file)] = one
    return list(found.values())


def _in(paths: Sequence[Path], is_excluded: Exclusion) -> Iterator[Sought]:
    for path in paths:
        was_searched = is_folder(path)
        for file in documents(path, is_excluded=is_excluded):
            yield Sought(file, found=was_searched)


def _told(word: str) -> str:
    path = Path(word)
    if any(sign in word for sign in "*?["):
        return f"nothing fits the pattern {word}"
    return f"there is no file or folder {word}. {did_you_mean(path.name, names_in(path.parent))}".rstrip()
