"""Splices repairs into a text: what they do not touch stays as it is, to the last blank and line end."""

from collections.abc import Iterable

from assess.text.problems import Problem, line_starts


def repaired(text: str, problems: Iterable[Problem]) -> str:
    """The text with the repairs of its problems; of two that overlap the first, the other in another round.

    A repair that leaves nothing takes the blanks in front with it, and the line where nothing else is left.
    """
    starts = line_starts(text)
    edits = sorted(
        (starts[p.line - 1] + p.column - 1, starts[p.end[0] - 1] + p.end[1] - 1, p.instead)
        for p in problems
        if p.instead is not None
    )
    pieces, done = [], 0
    for start, end, instead in edits:
        begin, stop = (start, end) if instead else _with_blanks(text, start, end, starts)
        if begin >= done:
            pieces += [text[done:begin], instead]
            done = stop
    return "".join([*pieces, text[done:]])


def _with_blanks(text: str, start: int, end: int, starts: list[int]) -> tuple[int, int]:
    begin = len(text[:start].rstrip(" \t"))
    next_line = next((at for at in starts if at >= end), len(text))
    is_alone = begin in starts and not text[end:next_line].strip()
    return (begin, next_line) if is_alone else (begin, end)
