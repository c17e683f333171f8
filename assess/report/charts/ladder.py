"""The five steps with a marker: where the company stands, how sure that is, and where it wants to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import Weight, text_width, wrap

if TYPE_CHECKING:
    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale

_STEP = 34
_GAP = 3
_PHONE = 480


@dataclass(frozen=True)
class Ladder:
    """`level` is the step reached (None: none yet); score, range and wanted level are marked beside it."""

    id: str
    title: str
    description: str
    scale: Scale
    level: int | None = None
    score: Position | None = None
    score_words: str = ""
    low: Position | None = None
    high: Position | None = None
    wanted: Position | None = None


def ladder(chart: Ladder, colours: Palette, width: float = svg.WIDE) -> str:
    """Five steps of equal width, the reached one filled, and a marker for the score.

    A score of 2.5 stands in the middle of step 2: a step reaches from its own value to the next.
    """
    count = len(chart.scale.names)
    step = (width + _GAP) / count
    size = svg.SMALL if width < _PHONE else svg.BODY
    names = [wrap(name, step - _GAP - 8, size, 600) for name in chart.scale.names]
    tall = max(max(len(name) for name in names) * size * svg.LEADING + 24, _STEP)
    top = 30.0 if chart.score is not None else 2.0
    body = [
        _step(chart, at, name, (at * step, top, step - _GAP, tall), size, colours)
        for at, name in enumerate(names)
    ]
    body.append(_marker(chart, step, top, width, colours))
    bottom = top + tall
    if chart.wanted is not None:
        body.append(_wanted(chart.scale, chart.wanted, step, bottom, colours))
        bottom += 16
    return svg.drawing(chart.id, chart.title, chart.description, width, bottom + 2, body)


def _place(scale: Scale, value: Position, step: float) -> float:
    """Each step reaches from its own value to the next; nothing is drawn beyond the last step's middle."""
    return min(max(float(value - scale.low), 0), len(scale.names) - 0.5) * step


def _step(
    chart: Ladder,
    at: int,
    name: tuple[str, ...],
    box: tuple[float, float, float, float],
    size: float,
    colours: Palette,
) -> str:
    x, y, width, height = box
    value = chart.scale.low + at
    here = value == chart.level
    fill = colours.accent if here else colours.wash
    ink = colours.inks[4] if here else colours.ink
    weight: Weight = 600 if here else 400
    return "".join(
        (
            svg.rect(x, y, width, height, fill, stroke=None if here else colours.rule, stroke_width=0.75),
            svg.text(x + 7, y + 16, str(value), ink, size=13, weight=600),
            svg.lines(
                x + 7, y + 22 + len(name) * size * svg.LEADING / 2, name, ink, size=size, weight=weight
            ),
        )
    )


def _marker(chart: Ladder, step: float, top: float, width: float, colours: Palette) -> str:
    if chart.score is None:
        return ""
    x = _place(chart.scale, chart.score, step)
    wide = text_width(chart.score_words, svg.BODY, 600)
    at = min(max(x, wide / 2), width - wide / 2)
    drawn = [svg.path(((x - 5.5, top - 9), (x + 5.5, top - 9), (x, top - 1)), fill=colours.ink)]
    if chart.low is not None and chart.high is not None and chart.high > chart.low:
        low, high = (_place(chart.scale, value, step) for value in (chart.low, chart.high))
        drawn.append(svg.line(low, top - 9, high, top - 9, colours.ink, width=1.5))
        drawn.extend(svg.line(end, top - 13, end, top - 5, colours.ink, width=1.5) for end in (low, high))
    drawn.append(svg.text(at, top - 17, chart.score_words, colours.ink, weight=600, anchor="middle"))
    return "".join(drawn)


def _wanted(scale: Scale, wanted: Position, step: float, bottom: float, colours: Palette) -> str:
    x = _place(scale, wanted, step)
    x = x or 7
    right = x + 12 + text_width("wanted", svg.SMALL) < step * len(scale.names)
    side: svg.Anchor = "start" if right else "end"
    mark = svg.diamond(x, bottom + 9, 5, colours.paper, stroke=colours.second, width=1.8)
    return mark + svg.lines(
        x + (10 if right else -10), bottom + 9, ("wanted",), colours.muted, size=svg.SMALL, anchor=side
    )
