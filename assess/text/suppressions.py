"""Comments by which an author says that a warning is known, and why it may stay.

    text: Do you always greet regulars by name?  # assess: ignore[QUE062] the regulars' own words

A comment at the end of a line is about what begins in that line, one on a line of its own about the next
line, and `ignore-file`, before the first key, about the whole file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from assess.text.problems import Span, lines
from assess.text.safe_yaml import Source

_SIGN = "assess:"
_COMMENT = re.compile(
    r"(?:^|(?<=[ \t]))#[ \t]*assess:[ \t]*ignore(-file)?\b[ \t]*(?:\[([^\]]*)\])?[ \t]*(.*?)[ \t]*$"
)
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
    found = [(n, match) for n, line in enumerate(written, 1) if (match := _COMMENT.search(line))]
    if not found:
        return ()
    scalars = list(_scalars(source.root))
    reach = _reach(scalars)
    first_key = source.root.start_mark.line + 1
    return tuple(
        _suppression(n, match, written, reach, first_key)
        for n, match in found
        if not _is_text(scalars, written, n, match.start())
    )


def _suppression(
    number: int, match: re.Match[str], written: tuple[str, ...], reach: dict[int, int], first_key: int
) -> Suppression:
    span = Span(number, match.start() + 1, number, match.end() + 1)
    named = tuple(
        Named(
            code.group(),
            Span(number, match.start(2) + code.start() + 1, number, match.start(2) + code.end() + 1),
        )
        for code in _CODE.finditer(match[2] or "")
    )
    if match[1] and number < first_key:
        return Suppression(span, named, match[3], 1, len(written) + 1)
    line = number
    if not written[number - 1][: match.start()].strip():  # on a line of its own: the next that says something
        after = range(number + 1, len(written) + 1)
        line = next(
            (n for n in after if written[n - 1].strip() and not written[n - 1].lstrip().startswith("#")),
            number,
        )
    return Suppression(span, named, match[3], line, max(line, reach.get(line, line)))


def _scalars(root: yaml.Node) -> Iterator[yaml.ScalarNode]:
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


def _reach(scalars: list[yaml.ScalarNode]) -> dict[int, int]:
    """For lines in which a text of several lines begins, the line in which it ends."""
    reach: dict[int, int] = {}
    for scalar in scalars:
        begins, ends = scalar.start_mark.line + 1, scalar.end_mark.line + (scalar.end_mark.column > 0)
        if ends > begins:
            reach[begins] = max(ends, reach.get(begins, 0))
    return reach


def _is_text(scalars: list[yaml.ScalarNode], written: tuple[str, ...], number: int, column: int) -> bool:
    return any(
        scalar.style is not None
        and _covers(scalar, number - 1, column)
        and not _is_beside(scalar, written, number)
        for scalar in scalars
    )


def _covers(scalar: yaml.ScalarNode, line: int, column: int) -> bool:
    start, end = scalar.start_mark, scalar.end_mark
    return (start.line, start.column) <= (line, column) < (end.line, end.column)


def _is_beside(scalar: yaml.ScalarNode, written: tuple[str, ...], number: int) -> bool:
    """Whether the line is no part of a block text that libyaml says covers it.

    Comments stand behind the sign that opens the block, and below it, less indented than its text: the mark
    that ends a block lies behind them.
    """
    opened = scalar.start_mark.line + 1
    if scalar.style not in {"|", ">"} or number == opened:
        return scalar.style in {"|", ">"}
    texts = (line for line in written[opened:] if line.strip())
    indent = _indent(next(texts, ""))
    return _indent(written[number - 1]) < indent


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
