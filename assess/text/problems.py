"""What is wrong with a document, where, and how to mend it."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in one document.

    `line` and `column` are 1-based, columns in code points; `end` is (line, column) just behind the last character.
    `hint` says in plain words how to repair it and may be empty only where the message already does.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    end: tuple[int, int]
    message: str
    hint: str = ""

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def problem_at(
    span: Span, file: str, code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(
        code, severity, file, span.line, span.column, (span.end_line, span.end_column), message, hint
    )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By file, then place, then code; the same finding is told once."""
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a misspelt one was most likely meant to be."""
    candidates = {name.casefold(): name for name in sorted(known, reverse=True)}
    close = get_close_matches(word.casefold(), candidates, n=1, cutoff=0.6)
    return candidates[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The hint for a misspelt key or id."""
    found = nearest(word, known)
    return f"Did you mean `{found}`?" if found else otherwise


def concise(problem: Problem) -> str:
    """`file:line:column: CODE message`, the form that editors and CI logs understand."""
    return f"{problem.place}: {problem.code} {problem.message}"


def full(problem: Problem, sources: Mapping[str, str]) -> str:
    """The concise line, the source line with a caret below the place, and the repair.

    `sources` maps file names to texts; a file that is not in it (it could not be read) is told without its line.
    """
    told = [concise(problem)]
    lines = sources.get(problem.file, "").splitlines()
    if problem.line <= len(lines):
        told += _excerpt(problem, lines[problem.line - 1])
    if problem.hint:
        told.append(f"  = {problem.hint}")
    return "\n".join(told)


_WIDEST_EXCERPT = 100


def _excerpt(problem: Problem, line: str) -> list[str]:
    start = problem.column - 1
    stop = problem.end[1] - 1 if problem.end[0] == problem.line else len(line)
    skipped = max(0, start - _WIDEST_EXCERPT // 2)
    shown = _printable(line[skipped : skipped + _WIDEST_EXCERPT])
    before = _printable(line[skipped:start])
    marked = _printable(line[start : min(stop, skipped + _WIDEST_EXCERPT)])
    gutter = f"{problem.line:>5} | "
    return [
        gutter + shown,
        " " * (len(gutter) - 2) + "| " + " " * _cells(before) + "^" * max(1, _cells(marked)),
    ]


def _printable(text: str) -> str:
    """Tabs widen to one blank and control characters become visible, so that nothing moves a terminal's cursor."""
    return "".join(
        " " if c == "\t" else "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) in {"Cc", "Cf"} else c
        for c in text
    )


def _cells(text: str) -> int:
    """Terminal cells: wide East Asian characters take two, combining marks none (Unicode TR 11)."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1
        for c in text
    )
