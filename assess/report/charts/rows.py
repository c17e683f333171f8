"""Rows with a label at the left, a ruler in the middle and words at the right: the frame of two charts.

On a narrow drawing the label and the words stand above the ruler, so that a phone shows the same at a
readable size.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import Weight, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale

_GAP = 16
_STACKED_BELOW = 480


@dataclass(frozen=True)
class Row:
    """What a row says beside its ruler, and the heading that opens a group, if any."""

    label: str
    words: str
    heading: str = ""
    weight: Weight = 400


@dataclass(frozen=True)
class Frame:
    """Where the rulers run: left and right end, the middle of each row, the end of the last."""

    left: float
    right: float
    middles: tuple[float, ...]
    bottom: float
    drawn: str

    def x(self, scale: Scale, value: Position) -> float:
        """The place of a value on the ruler."""
        return self.left + scale.share(value) * (self.right - self.left)


def frame(rows: Sequence[Row], scale: Scale, colours: Palette, width: float, top: float = 0) -> Frame:
    """Labels, words, tick marks and the lines of the levels; the caller draws upon it."""
    stacked = width < _STACKED_BELOW
    left, right, label_width = _columns(rows, width, stacked=stacked)
    tick_line = top + svg.SMALL
    y = tick_line + 8
    drawn: list[str] = []
    middles: list[float] = []
    breaks = [y]
    for row in rows:
        if row.heading:
            y += svg.BODY * 1.9
            drawn.append(svg.text(0, y - 5, row.heading, colours.muted, size=svg.SMALL, weight=600))
        label = wrap(row.label, label_width, svg.BODY, row.weight)
        tall = len(label) * svg.BODY * svg.LEADING
        if stacked:
            drawn.append(svg.lines(0, y + 4 + tall / 2, label, colours.ink, weight=row.weight))
            drawn.append(
                svg.lines(width, y + 4 + tall / 2, (row.words,), colours.ink, anchor="end", weight=600)
            )
            middle, bottom = y + 4 + tall + 9, y + 4 + tall + 20
        else:
            middle, bottom = y + max(tall + 9, 23) / 2, y + max(tall + 9, 23)
            drawn.append(svg.lines(0, middle, label, colours.ink, weight=row.weight))
            drawn.append(svg.lines(width, middle, (row.words,), colours.ink, anchor="end", weight=600))
        middles.append(middle)
        breaks.append(bottom)
        y = bottom
    spans = [(middle - 9, middle + 9) for middle in middles] if stacked else [(tick_line + 5, y)]
    ends = _Ruler(scale, left, right, tick_line)
    grid = _grid(ends, spans, colours)
    rules = [] if stacked else [svg.line(0, at, width, at, colours.rule, width=0.5) for at in breaks]
    return Frame(left, right, tuple(middles), y, "".join((*rules, *grid, *drawn)))


def _columns(rows: Sequence[Row], width: float, *, stacked: bool) -> tuple[float, float, float]:
    words = max((text_width(row.words, svg.BODY, 600) for row in rows), default=0)
    if stacked:
        return 8, width - 8, width - words - _GAP
    widest = max((text_width(row.label, svg.BODY, row.weight) for row in rows), default=0)
    label = min(widest + 1, width * 0.34)
    return label + _GAP + 6, width - words - _GAP, label


@dataclass(frozen=True)
class _Ruler:
    scale: Scale
    left: float
    right: float
    line: float


def _grid(ruler: _Ruler, spans: Sequence[tuple[float, float]], colours: Palette) -> list[str]:
    drawn: list[str] = []
    for value in ruler.scale.ticks:
        x = ruler.left + ruler.scale.share(value) * (ruler.right - ruler.left)
        drawn.extend(svg.line(x, top, x, bottom, colours.rule, width=0.75) for top, bottom in spans)
        drawn.append(svg.text(x, ruler.line, str(value), colours.muted, size=svg.SMALL, anchor="middle"))
    return drawn
