"""`assess validate --fix`: makes the repairs that are safe, round by round, and writes what they come to."""

import codecs
import difflib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assess.cli import terminal
from assess.cli.request import Checked, Request
from assess.files.atomic import write
from assess.files.documents import place, shown
from assess.text.problems import Problem, Severity
from assess.text.repairs import edits, repaired
from assess.text.safe_yaml import decode
from assess.text.yaml_events import MOST_PROBLEMS

_MOST_CHECKS = 60
"""Far more than people's documents need: most are mended in one round, and the next finds nothing more."""

_NOT_YAML = frozenset({"DOC001", "DOC002", "DOC003", "DOC004", "DOC005", "DOC006", "DOC040"})

_Key = tuple[str, str, str, str | None]


@dataclass(frozen=True)
class Repairs:
    """What there is to tell after `count` repairs; texts before and after, by the names that problems use."""

    checked: Checked
    count: int = 0
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)

    def difference(self) -> str:
        """What changes, as a unified diff that `patch -p0` takes."""
        return "".join(
            line
            for name in sorted(self.after)
            for line in _changes(name, self.before[name], self.after[name])
        )

    def save(self, standard_input: Mapping[str, bytes]) -> None:
        """Write the repaired files; links stay links, and a mark of the byte order stays.

        What came from standard input goes to standard output, repaired or as it came.

        Raises:
            OSError: a file cannot be written; it names the file.
        """
        for name in sorted(self.after):
            if place(Path(name)) not in standard_input:
                _write(Path(name), self.before[name], self.after[name])
        mended = {place(Path(name)): text for name, text in self.after.items()}
        for path, raw in standard_input.items():
            terminal.out_exactly(_encoded(mended[path], raw) if path in mended else raw)


def repair(request: Request) -> Repairs:
    """Make every safe repair in the documents of a request. Nothing is written here.

    A repair may show that another is possible, so there are rounds, each of which is checked. Where one makes
    something worse, half of its repairs are tried, down to the single one that does; that is left out.
    """
    done = Repairs(request.check())
    refused: set[_Key] = set()
    wanted = _possible(done.checked, refused)
    for _ in range(_MOST_CHECKS):
        if not wanted:
            break
        after = _with(done, wanted, request)
        if after is None and len(wanted) > 1:
            wanted = wanted[: len(wanted) // 2]
            continue
        refused |= set() if after else {_key(wanted[0])}
        done = after or done
        wanted = _possible(done.checked, refused)
    return done


def _possible(checked: Checked, refused: Collection[_Key]) -> list[Problem]:
    """In the documents of the request; what they are checked with is not ours to change."""
    ours = frozenset(checked.files)
    return [
        problem
        for problem in checked.problems
        if problem.instead is not None and problem.file in ours and _key(problem) not in refused
    ]


def _key(problem: Problem) -> _Key:
    """What a repair is known by when the lines around it have moved."""
    return problem.file, problem.code, problem.message, problem.instead


def _with(done: Repairs, problems: Sequence[Problem], request: Request) -> Repairs | None:
    """After these repairs, too; None if they change nothing or make something worse."""
    texts = done.checked.reading.texts
    count, before, after = done.count, dict(done.before), dict(done.after)
    edited = {problem.file for problem in problems}
    for name in edited:
        changes = edits(texts[name], (problem for problem in problems if problem.file == name))
        before.setdefault(name, texts[name])
        after[name] = repaired(texts[name], changes)
        count += len(changes)
    if all(after[name] == texts[name] for name in edited):
        return None
    put = {place(Path(name)): text.encode() for name, text in after.items()}
    checked = request.check({**request.unsaved, **put})
    return None if _is_worse(done.checked, checked, edited) else Repairs(checked, count, before, after)


def _is_worse(before: Checked, after: Checked, edited: Collection[str]) -> bool:
    """Whether there are errors that the repairs made, and did not only bring to light.

    A file that can be read further than before shows what could not be seen, in itself and in those that
    belong to it. Of very many errors only the first are found, so when they are mended the next follow.
    """
    old, left = _errors(before), _errors(after)
    stages = {name: (_stage(old, name), _stage(left, name)) for name in edited}
    full = {name for name in edited if _unread(left, name) <= _unread(old, name) >= MOST_PROBLEMS}
    further = {name for name, (then, now) in stages.items() if now > then}
    freed = full | {name for name in edited if _unread(left, name) < _unread(old, name)}

    def is_brought_to_light(name: str, code: str) -> bool:
        if name not in edited:
            return bool(further | freed)
        return name in further | full or (name in freed and not code.startswith("DOC"))

    return any(now < then for then, now in stages.values()) or not all(
        is_brought_to_light(name, code) for name, code, _ in left - old
    )


_Errors = Counter[tuple[str, str, str]]
"""How many there are by file, code and message."""


def _stage(errors: _Errors, name: str) -> int:
    """How far a file could be read: 0 it is no YAML, 1 keys or values are wrong, 2 to the end."""
    codes = {code for file, code, _ in errors if file == name}
    if codes & _NOT_YAML:
        return 0
    return 1 if any(code.startswith("DOC") for code in codes) else 2


def _unread(errors: _Errors, name: str) -> int:
    """How many keys and values of a file could not be read."""
    return sum(n for (file, code, _), n in errors.items() if file == name and code.startswith("DOC"))


def _errors(checked: Checked) -> _Errors:
    return Counter((p.file, p.code, p.message) for p in checked.found if p.severity is Severity.ERROR)


def _write(path: Path, before: str, after: str) -> None:
    """A file that somebody has changed meanwhile is left alone; one with two names may be mended already."""
    raw = path.read_bytes()
    now, _ = decode(raw, shown(path))
    if now == before:
        write(path, _encoded(after, raw))
    elif now != after:
        terminal.say(f"{shown(path)} was changed meanwhile and is left as it is; run the command again.")


def _encoded(text: str, before: bytes) -> bytes:
    return codecs.BOM_UTF8 * before.startswith(codecs.BOM_UTF8) + text.encode()


def _changes(name: str, before: str, after: str) -> Iterator[str]:
    for line in difflib.unified_diff(_lines(before), _lines(after), name, name):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """As `patch` counts them; `str.splitlines` would break at other signs, too."""
    whole = [f"{line}\n" for line in text.split("\n")]
    return [*whole[:-1], *([last] if (last := whole[-1][:-1]) else [])]
