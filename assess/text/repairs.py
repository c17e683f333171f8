"""Puts repairs into a text; everything around them stays as it is, to the last blank and line end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assess.text.problems import Problem, is_break, line_end, line_starts

_BLANKS = " \t"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What to write in place of `text[start:end]`."""

    start: int
    end: int
    written: str


def edits(text: str, problems: Iterable[Problem]) -> list[Edit]:
    """The repairs of the problems in `text`, from the first on; of two that overlap only the first.

    What deletes the end of a line takes the blanks before it along, and a line that it leaves empty goes.
    """
    starts = line_starts(text)
    found: list[Edit] = []
    for edit in sorted({edit for problem in problems if (edit := _edit(text, starts, problem))}):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found


def repaired(text: str, changes: Iterable[Edit]) -> str:
    """The text with changes that stand in order and do not overlap."""
    pieces, at = [], 0
    for edit in changes:
        pieces += [text[at : edit.start], edit.written]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _edit(text: str, starts: Sequence[int], problem: Problem) -> Edit | None:
    if problem.instead is None:
        return None
    last, column = problem.end
    start, end = starts[problem.line - 1] + problem.column - 1, starts[last - 1] + column - 1
    return Edit(start, end, problem.instead) if problem.instead else _deletion(text, start, end)


def _deletion(text: str, start: int, end: int) -> Edit:
    stop, next_line = line_end(text, end)
    if text[end:stop].strip(_BLANKS):
        return Edit(start, end, "")
    begin = len(text[:start].rstrip(_BLANKS))
    is_alone = begin == 0 or is_break(text[begin - 1])
    return Edit(begin, next_line if is_alone else stop, "")
