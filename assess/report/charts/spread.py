"""Lowest, median and highest answer of each function: where colleagues see different companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.rows import Frame, Row, frame
from assess.report.charts.typeface import text_width

if TYPE_CHECKING:
    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale


@dataclass(frozen=True)
class Spread:
    """A function's answers; only the median where low or high is None; `hidden` says why nothing is drawn."""

    label: str
    words: str
    low: Position | None = None
    median: Position | None = None
    high: Position | None = None
    hidden: str = ""
    heading: str = ""


@dataclass(frozen=True)
class DotRange:
    """Rows in the order given; a heading opens a group."""

    id: str
    title: str
    description: str
    scale: Scale
    spreads: tuple[Spread, ...]


def dot_range(chart: DotRange, colours: Palette, width: float = svg.WIDE) -> str:
    """From the lowest to the highest answer, the median as a dot; hatching where a group is too small."""
    legend, used = svg.key(_legend(chart, colours), width, 0, colours.muted)
    rows = [Row(spread.label, spread.words, spread.heading) for spread in chart.spreads]
    plan = frame(rows, chart.scale, colours, width, used + 8)
    body = [legend, plan.drawn]
    for spread, y in zip(chart.spreads, plan.middles, strict=True):
        body.append(_drawn(spread, chart, plan, y, colours))
    defs = svg.hatch(f"{chart.id}-hatch", colours.wash, colours.rule)
    return svg.drawing(chart.id, chart.title, chart.description, width, plan.bottom + 2, body, defs=defs)


def _drawn(spread: Spread, chart: DotRange, plan: Frame, y: float, colours: Palette) -> str:
    if spread.median is None:
        words = spread.hidden or "no answer"
        wide = text_width(words, svg.SMALL) + 12
        middle = (plan.left + plan.right) / 2
        hatching = svg.rect(plan.left, y - 7.5, plan.right - plan.left, 15, f"url(#{chart.id}-hatch)")
        return (
            (hatching if spread.hidden else "")
            + svg.rect(middle - wide / 2, y - 7.5, wide, 15, colours.paper)
            + svg.lines(middle, y, (words,), colours.muted, size=svg.SMALL, anchor="middle")
        )
    median = plan.x(chart.scale, spread.median)
    if spread.low is None or spread.high is None:
        return _median(median, y, colours)
    return _range(plan.x(chart.scale, spread.low), median, plan.x(chart.scale, spread.high), y, colours)


def _median(x: float, y: float, colours: Palette) -> str:
    return svg.circle(x, y, 5, colours.accent, stroke=colours.paper, width=1)


def _range(low: float, median: float, high: float, y: float, colours: Palette) -> str:
    return "".join(
        (
            svg.line(low, y, high, y, colours.tints[3], width=2.5),
            svg.line(low, y - 5, low, y + 5, colours.tints[3], width=2),
            svg.line(high, y - 5, high, y + 5, colours.tints[3], width=2),
            _median(median, y, colours),
        )
    )


def _legend(chart: DotRange, colours: Palette) -> list[tuple[str, float, str]]:
    marks = [(_median(0, 0, colours), 10.0, "median")]
    if any(spread.low is not None for spread in chart.spreads):
        marks = [(_range(-20, 0, 20, 0, colours), 44.0, "lowest, median and highest answer")]
    if any(spread.hidden for spread in chart.spreads):
        mark = svg.rect(-11, -5, 22, 10, f"url(#{chart.id}-hatch)", stroke=colours.rule)
        marks.append((mark, 22.0, "not shown, so that nobody can be recognised"))
    return marks
