"""What is wrong with a document, where, and how to mend it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Severity(StrEnum):
    """An error makes a document unusable; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: 1-based lines and columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


START = Span(1, 1, 1, 1)

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@lru_cache(maxsize=8)
def lines(text: str) -> tuple[str, ...]:
    """The lines as YAML counts them. `str.splitlines` would break at form feeds and separators, too.

    Kept, because the many problems of one document all look at the same text.
    """
    return tuple(_BREAK.split(text))


def line_starts(text: str) -> list[int]:
    """For each line the position of its first character in the whole text."""
    return [0, *(found.end() for found in _BREAK.finditer(text))]


def line_end(text: str, at: int) -> tuple[int, int]:
    """Where the line that holds position `at` ends, and where the next one begins."""
    found = _BREAK.search(text, at)
    return found.span() if found else (len(text), len(text))


def is_break(sign: str) -> bool:
    """Whether a line ends with this character."""
    return _BREAK.fullmatch(sign) is not None


def end_of(text: str) -> Span:
    """The place of the character that would follow `text`."""
    above = lines(text)
    line, column = len(above), len(above[-1]) + 1
    return Span(line, column, line, column + 1)


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one document.

    `line` and `column` are 1-based, columns in code points; `end` is (line, column) just behind the last
    character. `hint` says in plain words how to repair it; it may be empty where the message already does.
    `instead` is what to write in place of the text from the place to `end`, where that is safe to do unasked.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    end: tuple[int, int]
    message: str
    hint: str = ""
    instead: str | None = None

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def problem_at(
    span: Span,
    file: str,
    code: str,
    message: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
    *,
    instead: str | None = None,
) -> Problem:
    """A problem that covers `span`, told in one line, even where it quotes a text of several."""
    end = (span.end_line, span.end_column)
    said, repair = printable(message), printable(hint)
    return Problem(code, severity, file, span.line, span.column, end, said, repair, instead)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file, then place, then code; the same finding is told once."""
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one was most likely meant to be."""
    from difflib import get_close_matches  # needed only where something is misspelt

    candidates = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = get_close_matches(word.casefold(), candidates, n=1, cutoff=_NEAR)
    return candidates[close[0]] if close else None


def alike(word: str, known: Iterable[str]) -> str | None:
    """The one known word that differs in capitals, dashes, underscores and blanks only."""
    found = {name for name in known if _letters(name) == _letters(word)}
    return found.pop() if len(found) == 1 else None


def _letters(word: str) -> str:
    return word.casefold().translate(_SIGNS)


_SIGNS = str.maketrans("", "", "-_ ")


def clearly_meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one can only have been meant to be: very near, and no other is near."""
    from difflib import SequenceMatcher, get_close_matches  # as above

    candidates = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), candidates, n=2, cutoff=_NEAR)
    if len(close) != 1 or SequenceMatcher(None, close[0], word.casefold()).ratio() < _VERY_NEAR:
        return None
    return candidates[close[0]]


_NEAR, _VERY_NEAR = 0.6, 0.8


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a misspelt key or id."""
    found = nearest(word, known)
    return f"Did you mean `{found}`?" if found else otherwise


def concise(problem: Problem) -> str:
    """`file:line:column: CODE message` in one line, the form that editors and CI logs understand."""
    return printable(f"{problem.place}: {problem.code} {problem.message}")


def full(problem: Problem, sources: Mapping[str, str]) -> str:
    """The concise line, the source line with a caret below the place, and the repair.

    `sources` maps file names to texts; a file that could not be read is not in it and told without its line.
    """
    told = [concise(problem)]
    source = lines(sources.get(problem.file, ""))
    if problem.file in sources and problem.line <= len(source):
        told += _excerpt(problem, source[problem.line - 1])
    if problem.hint:
        told.append(printable(f"  = {problem.hint}"))
    return "\n".join(told)


_WIDEST_EXCERPT = 100


def _excerpt(problem: Problem, line: str) -> list[str]:
    start = problem.column - 1
    stop = problem.end[1] - 1 if problem.end[0] == problem.line else len(line)
    skipped = max(0, start - _WIDEST_EXCERPT // 2)
    shown = printable(line[skipped : skipped + _WIDEST_EXCERPT])
    before = printable(line[skipped:start])
    marked = printable(line[start : min(stop, skipped + _WIDEST_EXCERPT)])
    gutter = f"{problem.line:>5} | "
    return [
        gutter + shown,
        " " * (len(gutter) - 2) + "| " + " " * cells(before) + "^" * max(1, cells(marked)),
    ]


_MOVING = frozenset({"Cc", "Cf", "Zl", "Zp"})


def printable(text: str) -> str:
    """One line that moves no cursor: tabs and line breaks become blanks, other controls visible."""
    if text.isprintable():
        return text
    return "".join(
        " " if c in "\t\n\r" else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in _MOVING else c
        for c in text
    )


def cells(text: str) -> int:
    """Terminal cells: wide East Asian characters take two, combining marks none (Unicode TR 11)."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1
        for c in text
    )
