"""How wide the columns of a table are on paper, decided from its words.

To measure every cell while the page is laid out took a fifth of a PDF's time, and tables with the same
columns came out with different widths. Here they are measured together, so that they look alike. Widths are
in em of the table's text.
"""

from __future__ import annotations

from itertools import permutations
from math import ceil
from typing import TYPE_CHECKING

from assess.report.charts.typeface import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assess.report.blocks import Column, Row, Table, Words
    from assess.report.charts.typeface import Weight

PAGE = 57.0  # 170 mm, at 8.4 points
HALF_PAGE = 27.0  # a column of the summary, 81 mm, at 8.2 points
_HEAD = 0.84  # size of a column's head
_BETWEEN = 1.1  # the space between two columns, and once more between a number and a text
_KEPT_WHOLE = 6.5  # a cell up to this width is a date, a quarter or a number, and is never broken
_STEPS = (1, 2, 4)  # in em; a name may need several at once to stand on one line
_HALF_A_WORD = 2.0  # what a broken line leaves empty

Shares = tuple[str, ...]
"""The width of each column as CSS, in per cent: "12.50%"."""


def shares(tables: Iterable[Table], room: float = PAGE) -> Mapping[tuple[Column, ...], Shares]:
    """The widths for each set of columns, over all tables that have it. `room`: the table's width in em."""
    rows: dict[tuple[Column, ...], list[Row]] = {}
    for table in tables:
        rows.setdefault(table.columns, []).extend(table.rows)
    return {columns: _as_css(_fitted(columns, found, room)) for columns, found in rows.items()}


def _as_css(widths: Sequence[float]) -> Shares:
    whole = sum(widths)
    return tuple(f"{100 * width / whole:.2f}%" for width in widths)


def _fitted(columns: tuple[Column, ...], rows: Sequence[Row], room: float) -> list[float]:
    cells = [[_natural(row, at) for at in range(len(columns))] for row in rows]
    least = [
        _least(column, rows, at) + (_BETWEEN if at and columns[at - 1].numeric and not column.numeric else 0)
        for at, column in enumerate(columns)
    ]
    most = [
        max(least[at], _head(column.title), *(row[at] + _BETWEEN for row in cells), 0)
        for at, column in enumerate(columns)
    ]
    if sum(least) >= room:
        return least
    if sum(most) <= room:
        return [width * room / sum(most) for width in most]
    part = (room - sum(least)) / (sum(most) - sum(least))
    start = [low + (high - low) * part for low, high in zip(least, most, strict=True)]
    return _with_fewest_lines(start, least, cells)


def _natural(row: Row, at: int) -> float:
    """The width of a cell on one line; a row may have fewer cells than the table has columns."""
    return text_width(_text(row.cells[at]), 1, _weight(row)) if at < len(row.cells) else 0


def _weight(row: Row) -> Weight:
    return 600 if row.emphasis else 400


def _least(column: Column, rows: Sequence[Row], at: int) -> float:
    """The longest word, or the longest cell where cells must not be broken."""
    longest = max((text_width(word, _HEAD, 600) for word in column.title.split()), default=0)
    for row in rows:
        width = _natural(row, at)
        if not (column.numeric or width <= _KEPT_WHOLE):
            width = max(text_width(word, 1, _weight(row)) for word in _text(row.cells[at]).split(" "))
        longest = max(longest, width)
    return longest + _BETWEEN


def _head(title: str) -> float:
    return text_width(title, _HEAD, 600) + _BETWEEN


def _text(cell: Words) -> str:
    return "".join(str(piece) for piece in cell)


def _with_fewest_lines(
    widths: list[float], least: Sequence[float], cells: Sequence[Sequence[float]]
) -> list[float]:
    """Move some em from one column to another for as long as that saves lines."""
    best = _lines(widths, cells)
    for _ in range(40):  # more moves than any table has taken
        moved = [
            (_lines(other, cells), other)
            for giver, taker in permutations(range(len(widths)), 2)
            for step in _STEPS
            if widths[giver] - step >= least[giver]
            for other in ([w + step * ((at == taker) - (at == giver)) for at, w in enumerate(widths)],)
        ]
        lines, found = min(moved, default=(best, widths))
        if lines >= best:
            break
        best, widths = lines, found
    return widths


def _lines(widths: Sequence[float], cells: Sequence[Sequence[float]]) -> tuple[int, int]:
    """The height of the table, and the lines of all its cells, which decides between equals."""
    heights = [
        [_broken(cell, width - _BETWEEN) for cell, width in zip(row, widths, strict=True)] for row in cells
    ]
    return sum(max(row) for row in heights), sum(map(sum, heights))


def _broken(cell: float, width: float) -> int:
    """How many lines a cell takes, as far as that can be said without breaking it."""
    return 1 if cell <= width else max(2, ceil(cell / max(width - _HALF_A_WORD, 1)))
