"""`assess validate --fix`: makes the repairs that are safe, round by round, and writes what they come to."""

import codecs
import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assess.cli.request import Checked, Request
from assess.files.atomic import write
from assess.text.problems import Problem, Severity
from assess.text.repairs import repaired

_MOST_ROUNDS = 10
"""One repair can bring the next to light, as that of a key its value's."""


@dataclass(frozen=True)
class Repairs:
    """Texts before and after, by the names that problems use, and what there is to tell after them."""

    checked: Checked
    count: int = 0
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def difference(self) -> str:
        """What changes, as a unified diff."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for name, text in sorted(self.after.items())
            for line in difflib.unified_diff(
                self.before[name].splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"{name} (as it is)",
                f"{name} (repaired)",
            )
        )

    def save(self) -> None:
        """Write the repaired files; links stay links, and a mark of the byte order stays.

        Raises:
            OSError: a file cannot be written; it names the file.
        """
        for name, text in sorted(self.after.items()):
            write(Path(name), _encoded(text, Path(name)))


def repair(request: Request) -> Repairs:
    """Repair the documents of a request until nothing more is safe to repair.

    A file that could be read less well than before stays as it is; what its rules find then was there before,
    and could only not be seen. Nothing is written here.
    """
    texts = dict(request.unsaved)
    done = Repairs(request.check(texts))
    refused: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        ready = _ready(done.checked) - refused
        if not ready:
            break
        old = {name: done.checked.reading.texts[name] for name in ready}
        new = {name: repaired(old[name], _of(done.checked, name)) for name in ready}
        put = {_place(name): text.encode() for name, text in new.items()}
        checked = request.check(texts | put)
        worse = {name for name in ready if _errors(checked, name) > _errors(done.checked, name)}
        refused |= worse
        if not worse:
            texts |= put
            count = done.count + sum(p.instead is not None for name in ready for p in _of(done.checked, name))
            done = Repairs(checked, count, old | dict(done.before), dict(done.after) | new)
    return done


def _ready(checked: Checked) -> set[str]:
    """Documents of the request with something to repair; what they are checked with is not ours to change."""
    return {p.file for p in checked.problems if p.instead is not None} & set(checked.files)


def _of(checked: Checked, name: str) -> list[Problem]:
    return [problem for problem in checked.problems if problem.file == name]


def _errors(checked: Checked, name: str) -> int:
    """What stands in the way of reading the file."""
    wrong = (problem for problem in _of(checked, name) if problem.severity is Severity.ERROR)
    return sum(problem.code.startswith("DOC") for problem in wrong)


def _place(name: str) -> str:
    return os.path.normpath(Path(name).absolute())


def _encoded(text: str, path: Path) -> bytes:
    has_mark = path.read_bytes()[: len(codecs.BOM_UTF8)] == codecs.BOM_UTF8
    return (codecs.BOM_UTF8 if has_mark else b"") + text.encode()
