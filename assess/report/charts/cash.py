"""Money by quarter: what goes out, what comes in, and where that leaves the company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position

_TALL = 190.0
_LABELLED = 4
"""Every so many columns have their label below them: with quarters, once a year."""


@dataclass(frozen=True)
class Flow:
    """One quarter. What goes out is positive in `pilots` and `running`; `total` is all up to its end."""

    label: str
    pilots: Position
    running: Position
    into: Position
    total: Position


@dataclass(frozen=True)
class CashFlow:
    """`ticks` are places on the upright scale with their words; `deepest` the column of the peak, and its."""

    id: str
    title: str
    description: str
    flows: tuple[Flow, ...]
    ticks: tuple[tuple[Position, str], ...]
    deepest: tuple[int, str] | None = None


@dataclass(frozen=True)
class _Plot:
    left: float
    top: float
    column: float
    low: float
    high: float

    def x(self, at: float) -> float:
        return self.left + at * self.column

    def y(self, value: Position) -> float:
        return self.top + (self.high - float(value)) / (self.high - self.low) * _TALL


def cash_flow(chart: CashFlow, colours: Palette, width: float = svg.WIDE) -> str:
    """Bars up for what comes in, down for what goes out; the line is all of it together."""
    legend, used = svg.key(_legend(chart, colours), width, 0, colours.muted)
    left = max((text_width(words, svg.SMALL) for _, words in chart.ticks), default=0) + 8
    ends = [float(value) for value, _ in chart.ticks]
    count = max(len(chart.flows), 1)
    plot = _Plot(left, used + 14, (width - left - 4) / count, min(ends), max(ends))
    body = [legend, *_grid(chart, plot, width, colours)]
    for at, flow in enumerate(chart.flows):
        body += _columns(chart, flow, plot, at, colours)
    points = [(plot.x(at + 0.5), plot.y(flow.total)) for at, flow in enumerate(chart.flows)]
    body.append(svg.path(points, stroke=colours.ink, width=1.8, closed=False))
    body += [svg.circle(x, y, 2, colours.ink) for x, y in points]
    if chart.deepest:
        body += _peak(chart.deepest, points, colours)
    bottom = plot.top + _TALL + 8
    labels, tall = _labels(chart, plot, bottom, colours)
    defs = svg.hatch(f"{chart.id}-pilot", colours.tints[0], colours.tints[2])
    return svg.drawing(
        chart.id, chart.title, chart.description, width, bottom + tall, [*body, *labels], defs=defs
    )


def _grid(chart: CashFlow, plot: _Plot, width: float, colours: Palette) -> list[str]:
    drawn = []
    for value, words in chart.ticks:
        y = plot.y(value)
        is_zero = value == 0
        pen = colours.ink if is_zero else colours.rule
        drawn.append(svg.line(plot.left, y, width, y, pen, width=1 if is_zero else 0.75))
        drawn.append(svg.text(plot.left - 8, y + 3.5, words, colours.muted, size=svg.SMALL, anchor="end"))
    return drawn


def _columns(chart: CashFlow, flow: Flow, plot: _Plot, at: int, colours: Palette) -> list[str]:
    wide = plot.column * 0.62
    x = plot.x(at + 0.5) - wide / 2
    zero = plot.y(0)
    into, running = plot.y(flow.into), plot.y(-flow.running)
    out = plot.y(-flow.running - flow.pilots)
    drawn = []
    if into < zero:
        drawn.append(svg.rect(x, into, wide, zero - into, colours.accent))
    if running > zero:
        drawn.append(svg.rect(x, zero, wide, running - zero, colours.tints[1], stroke=colours.accent))
    if out > running:
        fill = f"url(#{chart.id}-pilot)"
        drawn.append(svg.rect(x, running, wide, out - running, fill, stroke=colours.accent))
    return drawn


def _peak(deepest: tuple[int, str], points: list[tuple[float, float]], colours: Palette) -> list[str]:
    at, words = deepest
    x, y = points[at]
    wide = text_width(words, svg.SMALL, 600)
    on_left = x - wide / 2 < points[0][0]
    on_right = x + wide / 2 > points[-1][0]
    anchor: svg.Anchor = "start" if on_left else "end" if on_right else "middle"
    return [
        svg.diamond(x, y, 6.5, colours.paper, stroke=colours.second, width=1.8),
        svg.text(x, y + 20, words, colours.ink, size=svg.SMALL, weight=600, anchor=anchor),
    ]


def _labels(chart: CashFlow, plot: _Plot, top: float, colours: Palette) -> tuple[list[str], float]:
    drawn, lines = [], 1
    for at, flow in enumerate(chart.flows):
        if at % _LABELLED == 0 and at + _LABELLED <= max(len(chart.flows), _LABELLED):
            label = wrap(flow.label, plot.column * _LABELLED - 4, svg.SMALL, most=2)
            lines = max(lines, len(label))
            middle = top + len(label) * svg.SMALL * svg.LEADING / 2
            drawn.append(svg.lines(plot.x(at), middle, label, colours.muted, size=svg.SMALL))
    return drawn, lines * svg.SMALL * svg.LEADING + 4


def _legend(chart: CashFlow, colours: Palette) -> list[tuple[str, float, str]]:
    pilots = svg.rect(-8, -5, 16, 10, f"url(#{chart.id}-pilot)", stroke=colours.accent)
    running = svg.rect(-8, -5, 16, 10, colours.tints[1], stroke=colours.accent)
    total = svg.line(-11, 0, 11, 0, colours.ink, width=1.8) + svg.circle(0, 0, 2.2, colours.ink)
    marks = [
        (svg.rect(-8, -5, 16, 10, colours.accent), 16.0, "earned and freed"),
        (running, 16.0, "running cost"),
        (pilots, 16.0, "pilots"),
        (total, 22.0, "all together so far"),
    ]
    if chart.deepest:
        peak = svg.diamond(0, 0, 6, colours.paper, stroke=colours.second, width=1.8)
        marks.append((peak, 14.0, "deepest point"))
    return marks
