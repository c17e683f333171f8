"""From today to the wanted level, the widest gap first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.rows import Row, frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale


@dataclass(frozen=True)
class Gap:
    """A capability today and as it is wanted; `words` is what is read at the right, such as "1.9 → 3"."""

    label: str
    now: Position | None
    wanted: Position | None
    words: str


@dataclass(frozen=True)
class GapBars:
    """Up to some two dozen gaps; those without both ends come last, in the order given."""

    id: str
    title: str
    description: str
    scale: Scale
    gaps: tuple[Gap, ...]


def gap_bars(chart: GapBars, colours: Palette, width: float = svg.WIDE) -> str:
    """A filled dot is today, an open diamond is wanted, the bar between them is the way to go."""
    gaps = sorted(chart.gaps, key=_widest_first)
    legend, used = svg.key(_legend(colours), width, 0, colours.muted)
    plan = frame([Row(gap.label, gap.words) for gap in gaps], chart.scale, colours, width, used + 8)
    body = [legend, plan.drawn]
    for gap, y in zip(gaps, plan.middles, strict=True):
        body.append(_drawn(gap, lambda value: plan.x(chart.scale, value), y, colours))
    return svg.drawing(chart.id, chart.title, chart.description, width, plan.bottom + 2, body)


def _widest_first(gap: Gap) -> float:
    if gap.now is None or gap.wanted is None:
        return 1000.0
    return -float(gap.wanted - gap.now)


def _drawn(gap: Gap, place: Callable[[Position], float], y: float, colours: Palette) -> str:
    body = []
    if gap.now is not None and gap.wanted is not None and gap.wanted > gap.now:
        start, end = place(gap.now), place(gap.wanted)
        body.append(svg.rect(start, y - 3.5, end - start, 7, colours.tints[1]))
    if gap.wanted is not None:
        body.append(svg.diamond(place(gap.wanted), y, 6, colours.paper, stroke=colours.second, width=1.8))
    if gap.now is not None:
        body.append(svg.circle(place(gap.now), y, 4.6, colours.accent, stroke=colours.paper, width=1))
    return "".join(body)


def _legend(colours: Palette) -> list[tuple[str, float, str]]:
    return [
        (svg.circle(0, 0, 4.6, colours.accent), 10, "today"),
        (svg.rect(-11, -3.5, 22, 7, colours.tints[1]), 22, "the way to go"),
        (svg.diamond(0, 0, 5.5, colours.paper, stroke=colours.second, width=1.8), 12, "wanted"),
    ]
