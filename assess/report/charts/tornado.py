"""Which assumptions move a result most: each at its low and at its high end, the others as is likely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position

_PHONE = 480
_BAR = 13.0


@dataclass(frozen=True)
class Swing:
    """An assumption, the result with it low and high, and both results as words for the right side."""

    label: str
    at_low: Position
    at_high: Position
    words: str


@dataclass(frozen=True)
class Tornado:
    """Swings in the order given; `likely` is the result as it is likely, with its words."""

    id: str
    title: str
    description: str
    swings: tuple[Swing, ...]
    likely: tuple[Position, str]


@dataclass(frozen=True)
class _Ruler:
    left: float
    right: float
    low: float
    high: float

    def x(self, value: Position) -> float:
        share = (float(value) - self.low) / ((self.high - self.low) or 1)
        return self.left + share * (self.right - self.left)


def tornado(chart: Tornado, colours: Palette, width: float = svg.WIDE) -> str:
    """Open towards the assumption's low end, solid towards its high end, about the likely result."""
    stacked = width < _PHONE
    legend, used = svg.key(_legend(chart, colours), width, 0, colours.muted)
    ruler, room = _ruler(chart, width, stacked=stacked)
    top = used + 10 + svg.SMALL + 6
    rows, middles, bottom = _rows(chart, top, (width, room), colours, stacked=stacked)
    body = [legend, *rows]
    for value, words, dash in _marks(chart, ruler):
        x = ruler.x(value)
        spans = [(y - 10, y + 10) for y in middles] if stacked else [(top - 2, bottom)]
        body += [svg.line(x, start, x, end, colours.ink, width=0.9, dash=dash) for start, end in spans]
        near = text_width(words, svg.SMALL) / 2
        at = min(max(x, ruler.left + near), ruler.right - near)
        body.append(svg.text(at, top - 6, words, colours.muted, size=svg.SMALL, anchor="middle"))
    body += [
        _swing(swing, chart.likely[0], ruler, y, colours)
        for swing, y in zip(chart.swings, middles, strict=True)
    ]
    return svg.drawing(chart.id, chart.title, chart.description, width, bottom + 2, body)


def _ruler(chart: Tornado, width: float, *, stacked: bool) -> tuple[_Ruler, float]:
    """Where bars run, and how wide a label may be."""
    words = max((text_width(swing.words, svg.BODY, 600) for swing in chart.swings), default=0)
    ends = [float(end) for swing in chart.swings for end in (swing.at_low, swing.at_high)]
    ends.append(float(chart.likely[0]))
    if stacked:
        return _Ruler(4, width - 4, min(ends), max(ends)), width - words - 12
    label = width * 0.36
    return _Ruler(label + 14, width - words - 16, min(ends), max(ends)), label


def _marks(chart: Tornado, ruler: _Ruler) -> list[tuple[Position, str, str | None]]:
    """The likely result; and where the result turns, if that lies within and their words do not meet."""
    likely, words = chart.likely
    found: list[tuple[Position, str, str | None]] = [(likely, words, None)]
    if ruler.low < 0 < ruler.high:
        apart = abs(ruler.x(0) - ruler.x(likely))
        room = (text_width(words, svg.SMALL) + text_width("0", svg.SMALL)) / 2 + 6
        found.append((0.0, "0" if apart > room else "", "3 3"))
    return found


def _rows(
    chart: Tornado, top: float, sizes: tuple[float, float], colours: Palette, *, stacked: bool
) -> tuple[list[str], list[float], float]:
    width, room = sizes
    drawn = [svg.line(0, top, width, top, colours.rule, width=0.75)]
    middles = []
    y = top
    for swing in chart.swings:
        label = wrap(swing.label, room, svg.BODY, most=3)
        tall = len(label) * svg.BODY * svg.LEADING
        if stacked:
            middle, words_at, end = y + tall + 14, y + 4 + tall / 2, y + tall + 26
        else:
            end = y + max(tall + 8, 23)
            middle = words_at = (y + end) / 2
        drawn.append(svg.lines(0, words_at, label, colours.ink))
        drawn.append(svg.lines(width, words_at, (swing.words,), colours.ink, anchor="end", weight=600))
        drawn.append(svg.line(0, end, width, end, colours.rule, width=0.5))
        middles.append(middle)
        y = end
    return drawn, middles, y


def _swing(swing: Swing, likely: Position, ruler: _Ruler, y: float, colours: Palette) -> str:
    drawn = []
    for value, fill in ((swing.at_low, colours.tints[0]), (swing.at_high, colours.accent)):
        start, end = sorted((ruler.x(value), ruler.x(likely)))
        drawn.append(svg.rect(start, y - _BAR / 2, end - start, _BAR, fill, stroke=colours.accent))
    return "".join(drawn)


def _legend(chart: Tornado, colours: Palette) -> Sequence[tuple[str, float, str]]:
    likely = svg.line(0, -7, 0, 7, colours.ink)
    return [
        (
            svg.rect(-8, -5, 16, 10, colours.tints[0], stroke=colours.accent),
            16.0,
            "at its low end",
        ),
        (svg.rect(-8, -5, 16, 10, colours.accent), 16.0, "at its high end"),
        (likely, 4.0, f"everything as is likely: {chart.likely[1]}"),
    ]
