"""Comments by which an author says that a warning is known, and why it may stay.

    text: Do you always greet regulars by name?  # assess: ignore[QUE062] the regulars' own words

A comment at the end of a line is about what begins in that line, one on a line of its own about the next
line, and `ignore-file`, before the first key, about the whole file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import yaml

from assess.text.problems import Span, lines
from assess.text.safe_yaml import Source

_SIGN = "assess:"
_COMMENT = re.compile(r"(?<![^ \t])#[ \t]*assess:[ \t]*ignore(-file)?\b[ \t]*(?:\[([^\]#]*)\])?")
MOST_COMMENTS = 1_000
"""Far more than anybody writes, one after the other or in all; what stands beyond them suppresses nothing."""

MOST_CODES = 50
"""In one comment, likewise."""

_CODE = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A code as the comment spells it, and where."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the codes that it names, and the lines `first` to `last` that it is about."""

    span: Span
    named: tuple[Named, ...]
    reason: str
    first: int
    last: int


def suppressions(source: Source) -> tuple[Suppression, ...]:
    """All of a document's, in the order of its lines. A `#` inside a text is no comment."""
    if _SIGN not in source.text or source.root is None:
        return ()
    written = lines(source.text)
    found = list(islice(_perhaps(written), MOST_COMMENTS))
    if not found:
        return ()
    scalars = _Scalars(source.root)
    first_key = source.root.start_mark.line + 1
    by_line: dict[int, Suppression] = {}
    for n, match in found:
        if n not in by_line and not scalars.hold(n, match.start(), written):
            by_line[n] = _suppression(n, match, written, scalars, first_key)
    return tuple(by_line.values())


def _perhaps(written: tuple[str, ...]) -> Iterator[tuple[int, re.Match[str]]]:
    """What looks like one, with its line."""
    return (
        (n, match) for n, line in enumerate(written, 1) if _SIGN in line for match in _COMMENT.finditer(line)
    )


def _suppression(
    number: int, match: re.Match[str], written: tuple[str, ...], scalars: "_Scalars", first_key: int
) -> Suppression:
    text = written[number - 1]
    span = Span(number, match.start() + 1, number, len(text.rstrip(" \t")) + 1)
    reason = text[match.end() :].strip(" \t")
    named = tuple(
        Named(
            code.group(),
            Span(number, match.start(2) + code.start() + 1, number, match.start(2) + code.end() + 1),
        )
        for code in islice(_CODE.finditer(match[2] or ""), MOST_CODES)
    )
    if match[1] and number < first_key:
        return Suppression(span, named, reason, 1, len(written) + 1)
    if text[: match.start()].strip():
        line = scalars.begins.get(number, number)
    else:  # on a line of its own: about the next one that says something
        below = enumerate(written[number : number + MOST_COMMENTS], number + 1)
        line = next((n for n, told in below if told.strip() and not told.lstrip().startswith("#")), number)
    return Suppression(span, named, reason, line, max(line, scalars.ends.get(line, line)))


class _Scalars:
    """Texts, numbers and keys of a document, by their places; no two overlap.

    `ends` leads from a line in which a text of several lines begins to the one in which it ends, `begins`
    back from there: only behind its last line can a text in quotes, or in none, have a comment.
    """

    def __init__(self, root: yaml.Node) -> None:
        self._all = sorted(_walk(root), key=_place)
        self._starts = [_place(scalar)[:2] for scalar in self._all]
        self.ends: dict[int, int] = {}
        self.begins: dict[int, int] = {}
        for scalar in self._all:
            first, last = scalar.start_mark.line + 1, scalar.end_mark.line + (scalar.end_mark.column > 0)
            if last > first:
                self.ends[first] = max(last, self.ends.get(first, 0))
                if scalar.style not in _BLOCK:
                    self.begins.setdefault(last, first)

    def hold(self, number: int, column: int, written: tuple[str, ...]) -> bool:
        """Whether what stands in line `number` from `column` on (from 0) is part of a text."""
        at = bisect_right(self._starts, (number - 1, column)) - 1
        if at < 0:
            return False
        scalar = self._all[at]
        if (number - 1, column) >= _place(scalar)[2:]:
            return False
        return scalar.style not in _BLOCK or _is_in_block(scalar, number, written)


_BLOCK = ("|", ">")


def _is_in_block(scalar: yaml.ScalarNode, number: int, written: tuple[str, ...]) -> bool:
    """Comments stand behind the sign that opens a block text, and below the text, less indented.

    libyaml's mark for the end of the block lies behind them. Where the sign says how far the text is
    indented, its first line need not be indented like that.
    """
    opened = scalar.start_mark.line + 1
    if number == opened:
        return False
    head = written[opened - 1][scalar.start_mark.column :].partition("#")[0]
    if any(sign.isdigit() for sign in head):
        return written[number - 1].strip() in scalar.value
    first = next((line for line in written[opened:number] if line.strip()), "")
    return _indent(written[number - 1]) >= _indent(first) > 0


def _walk(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Every text, number and key. A node that an alias leads to is met once."""
    ahead, met = [root], set[int]()
    while ahead:
        node = ahead.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.MappingNode):
            ahead.extend(inner for pair in node.value for inner in pair)
        else:
            ahead.extend(node.value)


def _place(scalar: yaml.ScalarNode) -> tuple[int, int, int, int]:
    start, end = scalar.start_mark, scalar.end_mark
    return start.line, start.column, end.line, end.column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
