"""Capabilities by functions: where the functions see different companies, and where nobody may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale

_ROW = 22
_GAP = 2
_PHONE = 480


@dataclass(frozen=True)
class Cell:
    """What one function said; a `hidden` cell is hatched, one without a value stays white with its text."""

    text: str
    value: Position | None = None
    hidden: bool = False


@dataclass(frozen=True)
class HeatRow:
    """A capability, one cell for each column; a heading opens a group of rows."""

    label: str
    cells: tuple[Cell, ...]
    heading: str = ""


@dataclass(frozen=True)
class HeatMap:
    """Rows and columns in the order given; `hidden_means` is the legend's sentence for hatched cells."""

    id: str
    title: str
    description: str
    scale: Scale
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    hidden_means: str = "not shown, so that nobody can be recognised"


@dataclass(frozen=True)
class _Grid:
    left: float
    column: float
    top: float

    def x(self, at: int) -> float:
        return self.left + at * self.column


def heat_map(chart: HeatMap, colours: Palette, width: float = svg.WIDE) -> str:
    """Each cell is written as well as tinted; the tints grow darker with the level."""
    labels = max((text_width(row.label, svg.BODY) for row in chart.rows), default=0)
    left = min(labels + 1, width * (0.34 if width < _PHONE else 0.32)) + 10
    column = min((width - left) / len(chart.columns), 86)
    legend, used = svg.key(_legend(chart, colours), width, 0, colours.muted)
    heads, tall = _heads(chart.columns, left, column, used + 12, colours)
    grid = _Grid(left, column, used + 12 + tall + 6)
    rows, bottom = _rows(chart, grid, colours)
    defs = svg.hatch(f"{chart.id}-hatch", colours.wash, colours.rule)
    body = [legend, heads, rows]
    return svg.drawing(chart.id, chart.title, chart.description, width, bottom, body, defs=defs)


def _heads(
    columns: Sequence[str], left: float, column: float, top: float, colours: Palette
) -> tuple[str, float]:
    """Column heads upright if every word fits, else turned to be read from below."""
    room = column - 4
    upright = all(text_width(word, svg.SMALL, 600) <= room for name in columns for word in name.split())
    if upright:
        heads = [wrap(name, room, svg.SMALL, 600) for name in columns]
        tall = max(len(head) for head in heads) * svg.SMALL * svg.LEADING
        drawn = [
            svg.lines(
                left + (at + 0.5) * column - _GAP / 2,
                top + tall - len(head) * svg.SMALL * svg.LEADING / 2,
                head,
                colours.ink,
                size=svg.SMALL,
                weight=600,
                anchor="middle",
            )
            for at, head in enumerate(heads)
        ]
        return "".join(drawn), tall
    tall = min(max(text_width(name, svg.SMALL, 600) for name in columns), 150)
    turned = [
        svg.text(
            left + (at + 0.5) * column + svg.SMALL * 0.36 - _GAP / 2,
            top + tall,
            name if text_width(name, svg.SMALL, 600) <= tall else wrap(name, tall, svg.SMALL, 600, most=1)[0],
            colours.ink,
            size=svg.SMALL,
            weight=600,
            turned=-90,
        )
        for at, name in enumerate(columns)
    ]
    return "".join(turned), tall


def _rows(chart: HeatMap, grid: _Grid, colours: Palette) -> tuple[str, float]:
    drawn: list[str] = []
    y = grid.top
    for row in chart.rows:
        if row.heading:
            y += svg.BODY * 1.7
            drawn.append(svg.text(0, y - 5, row.heading, colours.muted, size=svg.SMALL, weight=600))
        label = wrap(row.label, grid.left - 10, svg.BODY)
        tall = max(_ROW, len(label) * svg.BODY * svg.LEADING + 4)
        drawn.append(svg.lines(0, y + tall / 2, label, colours.ink))
        for at, cell in enumerate(row.cells):
            drawn.append(_cell(chart, cell, grid.x(at), y, (grid.column - _GAP, tall), colours))
        y += tall + _GAP
    return "".join(drawn), y


def _cell(chart: HeatMap, cell: Cell, x: float, y: float, size: tuple[float, float], colours: Palette) -> str:
    width, height = size
    room = width - 4
    words = cell.text if text_width(cell.text, svg.SMALL) <= room else "*" if cell.hidden else "–"
    middle = (x + width / 2, y + height / 2)
    if cell.hidden:
        plate = text_width(words, svg.SMALL) + 6
        return (
            svg.rect(x, y, width, height, f"url(#{chart.id}-hatch)")
            + svg.rect(middle[0] - plate / 2, middle[1] - 7, plate, 14, colours.paper)
            + svg.lines(*middle, (words,), colours.muted, size=svg.SMALL, anchor="middle")
        )
    if cell.value is None:
        return svg.rect(
            x + 0.5, y + 0.5, width - 1, height - 1, colours.paper, stroke=colours.rule
        ) + svg.lines(*middle, (words,), colours.muted, size=svg.SMALL, anchor="middle")
    tint = chart.scale.tint(cell.value)
    return svg.rect(x, y, width, height, colours.tints[tint]) + svg.lines(
        *middle, (words,), colours.inks[tint], anchor="middle", weight=600
    )


def _legend(chart: HeatMap, colours: Palette) -> list[tuple[str, float, str]]:
    marks = []
    for value, name in zip(chart.scale.ticks, chart.scale.names, strict=True):
        tint = chart.scale.tint(value)
        swatch = svg.rect(-9, -7, 18, 14, colours.tints[tint])
        swatch += svg.lines(
            0, 0, (str(value),), colours.inks[tint], size=svg.SMALL, anchor="middle", weight=600
        )
        marks.append((swatch, 18.0, name))
    cells = [cell for row in chart.rows for cell in row.cells]
    if any(cell.hidden for cell in cells):
        swatch = svg.rect(-9, -7, 18, 14, f"url(#{chart.id}-hatch)", stroke=colours.rule)
        marks.append((swatch, 18.0, chart.hidden_means))
    return marks
