"""All areas round one centre, with the wanted level as an outline: a shape, not a scale to read off."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale

_FEW = 8  # so many labels have room round the circle; more stand in two columns
_PHONE = 480
_CLEAR = 9
_INNERMOST = 0.2  # the lowest level is a ring, not a point


@dataclass(frozen=True)
class Axis:
    """One area: `short` is its code, `words` what is read under the label, such as "1.9 → 3"."""

    short: str
    label: str
    words: str
    now: Position | None = None
    wanted: Position | None = None


@dataclass(frozen=True)
class Radar:
    """Three axes or more, clockwise from the top."""

    id: str
    title: str
    description: str
    scale: Scale
    axes: tuple[Axis, ...]


@dataclass(frozen=True)
class _Ring:
    x: float
    y: float
    radius: float
    scale: Scale
    angles: tuple[float, ...]

    def at(self, axis: int, share: float) -> tuple[float, float]:
        angle = self.angles[axis]
        return self.x + self.radius * share * sin(angle), self.y - self.radius * share * cos(angle)

    def point(self, axis: int, value: Position) -> tuple[float, float]:
        return self.at(axis, _INNERMOST + (1 - _INNERMOST) * self.scale.share(value))


def radar(chart: Radar, colours: Palette, width: float = svg.WIDE) -> str:
    """Today as a filled shape, the wanted level as a dashed outline; a gap where nobody answered."""
    count = len(chart.axes)
    few = count <= _FEW
    first = 0.0 if few else pi / count
    angles = tuple(first + 2 * pi * at / count for at in range(count))
    legend, used = svg.key(_legend(chart, colours), width, 0, colours.muted)
    radius = min(width * (0.27 if few else 0.24), 150) if width >= _PHONE or few else width * 0.36
    if few or width < _PHONE:
        labels, top, height = _round_about(chart, angles, radius, width, colours)
    else:
        labels, top, height = _columns(chart, angles, radius, width, colours)
    ring = _Ring(width / 2, used + 10 + top, radius, chart.scale, angles)
    placed = svg.element("g", labels, transform=f"translate({svg.number(width / 2)} {svg.number(ring.y)})")
    body = [
        legend,
        _shape(chart, ring, colours),
        _web(chart, ring, colours),
        _lines(chart, ring, colours),
        placed,
    ]
    return svg.drawing(chart.id, chart.title, chart.description, width, used + 10 + height, body)


def _shape(chart: Radar, ring: _Ring, colours: Palette) -> str:
    """The area, as triangles from the centre between neighbours that both have a score."""
    around = [*range(len(chart.axes)), 0]
    drawn: list[str] = []
    for one, other in pairwise(around):
        now, beside = chart.axes[one].now, chart.axes[other].now
        if now is not None and beside is not None:
            corners = ((ring.x, ring.y), ring.point(one, now), ring.point(other, beside))
            fill = colours.tints[0]
            drawn.append(svg.path(corners, fill=fill, stroke=fill, width=0.5))
    return "".join(drawn)


def _web(chart: Radar, ring: _Ring, colours: Palette) -> str:
    drawn: list[str] = []
    for value in chart.scale.ticks:
        corners = [ring.point(at, value) for at in range(len(chart.axes))]
        edge = value == chart.scale.high
        drawn.append(svg.path(corners, stroke=colours.muted if edge else colours.rule, width=0.75))
    for at, axis in enumerate(chart.axes):
        dash = "2 3" if axis.now is None else None
        drawn.append(svg.line(ring.x, ring.y, *ring.at(at, 1), colours.rule, width=0.75, dash=dash))
    return "".join(drawn)


def _lines(chart: Radar, ring: _Ring, colours: Palette) -> str:
    around = [*range(len(chart.axes)), 0]
    drawn: list[str] = []
    for one, other in pairwise(around):
        a, b = chart.axes[one], chart.axes[other]
        if a.wanted is not None and b.wanted is not None:
            ends = (ring.point(one, a.wanted), ring.point(other, b.wanted))
            drawn.append(svg.path(ends, stroke=colours.second, width=1.4, dash="5 3", closed=False))
        if a.now is not None and b.now is not None:
            ends = (ring.point(one, a.now), ring.point(other, b.now))
            drawn.append(svg.path(ends, stroke=colours.accent, width=2, closed=False))
    for at, axis in enumerate(chart.axes):
        if axis.wanted is not None:
            x, y = ring.point(at, axis.wanted)
            drawn.append(svg.diamond(x, y, 4, colours.paper, stroke=colours.second, width=1.4))
        if axis.now is not None:
            x, y = ring.point(at, axis.now)
            drawn.append(svg.circle(x, y, 3.6, colours.accent, stroke=colours.paper, width=0.8))
    drawn.extend(_ring_numbers(chart, ring, colours))
    return "".join(drawn)


def _ring_numbers(chart: Radar, ring: _Ring, colours: Palette) -> list[str]:
    """The levels, where the fewest lines are in their way; one that would touch a line is left out."""
    sectors = [_sector(chart, ring, at) for at in range(len(chart.axes))]
    clearest = max(sectors, key=len)
    drawn: list[str] = []
    for value, x, y in clearest:
        drawn.append(svg.circle(x, y, 5.6, colours.paper))
        drawn.append(svg.lines(x, y, (str(value),), colours.muted, size=svg.SMALL, anchor="middle"))
    return drawn


def _sector(chart: Radar, ring: _Ring, one: int) -> list[tuple[int, float, float]]:
    """The level numbers that have room midway between an axis and the next."""
    other = (one + 1) % len(chart.axes)
    a, b = chart.axes[one], chart.axes[other]
    sides = [
        (ring.point(one, start), ring.point(other, end))
        for start, end in ((a.now, b.now), (a.wanted, b.wanted))
        if start is not None and end is not None
    ]
    free = []
    for value in chart.scale.ticks:
        (x1, y1), (x2, y2) = ring.point(one, value), ring.point(other, value)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        if all(_distance((x, y), *side) > _CLEAR for side in sides):
            free.append((value, x, y))
    return free


def _distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """From a point to the line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    away = (point[0] - start[0], point[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    share = min(max((along[0] * away[0] + along[1] * away[1]) / length, 0), 1) if length else 0
    return hypot(away[0] - share * along[0], away[1] - share * along[1])


def _round_about(
    chart: Radar, angles: Sequence[float], radius: float, width: float, colours: Palette
) -> tuple[str, float, float]:
    """Labels where the axes end; with many axes on a phone only their codes."""
    coded = len(chart.axes) > _FEW
    drawn: list[str] = []
    top = bottom = radius + 10
    for axis, angle in zip(chart.axes, angles, strict=True):
        side = sin(angle)
        x, y = (radius + 14) * sin(angle), -(radius + 14) * cos(angle)
        if coded:
            drawn.append(svg.lines(x, y, (axis.short,), colours.ink, size=svg.SMALL, anchor="middle"))
            continue
        upright = abs(side) < 0.2  # noqa: PLR2004 (straight up or down)
        anchor: svg.Anchor = "middle" if upright else "start" if side > 0 else "end"
        room = width * 0.6 if upright else width / 2 - abs(x)
        label = wrap(axis.label, room, svg.BODY, 600)
        words = wrap(axis.words, room, svg.BODY)
        tall = (len(label) + len(words)) * svg.BODY * svg.LEADING
        middle = y - tall / 2 + 4 if upright and y < 0 else y + tall / 2 - 4 if upright else y
        label_middle = middle - len(words) * svg.BODY * svg.LEADING / 2
        words_middle = middle + len(label) * svg.BODY * svg.LEADING / 2
        drawn.append(svg.lines(x, label_middle, label, colours.ink, weight=600, anchor=anchor))
        drawn.append(svg.lines(x, words_middle, words, colours.muted, anchor=anchor))
        top = max(top, tall / 2 - middle)
        bottom = max(bottom, tall / 2 + middle)
    spare = 14 if coded else 4
    return "".join(drawn), top + spare, top + bottom + 2 * spare


def _columns(
    chart: Radar, angles: Sequence[float], radius: float, width: float, colours: Palette
) -> tuple[str, float, float]:
    """Labels in a column at each side, in the order of the axes, each joined to its axis by a thin line."""
    inner = radius + 34
    room = width / 2 - inner
    drawn: list[str] = []
    lowest = highest = radius
    for sign in (1, -1):
        side = [
            (axis, angle)
            for axis, angle in zip(chart.axes, angles, strict=True)
            if (sin(angle) > 0) == (sign > 0)
        ]
        side = side if sign > 0 else side[::-1]
        blocks = [
            (wrap(axis.label, room, svg.BODY), wrap(axis.words, room, svg.BODY, 600)) for axis, _ in side
        ]
        heights = [(len(a) + len(b)) * svg.BODY * svg.LEADING + 5 for a, b in blocks]
        middles = _spaced([-(radius + 16) * cos(angle) for _, angle in side], heights)
        anchor: svg.Anchor = "start" if sign > 0 else "end"
        for (_, angle), (label, words), middle in zip(side, blocks, middles, strict=True):
            tip = (radius + 3) * sin(angle), -(radius + 3) * cos(angle)
            knee = (sign * (radius + 18), middle)
            points = (tip, knee, (sign * (inner - 4), middle))
            drawn.append(svg.path(points, stroke=colours.rule, width=0.75, closed=False))
            above, below = len(words) * svg.BODY * svg.LEADING / 2, len(label) * svg.BODY * svg.LEADING / 2
            drawn.append(svg.lines(sign * inner, middle - above, label, colours.ink, anchor=anchor))
            drawn.append(
                svg.lines(sign * inner, middle + below, words, colours.ink, weight=600, anchor=anchor)
            )
        highest = max(highest, heights[0] / 2 - middles[0])
        lowest = max(lowest, heights[-1] / 2 + middles[-1])
    return "".join(drawn), highest + 2, highest + lowest + 4


def _spaced(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles as near to the wanted ones as blocks of these heights allow without touching."""
    placed: list[float] = []
    for want, height in zip(wanted, heights, strict=True):
        least = placed[-1] + (heights[len(placed) - 1] + height) / 2 if placed else want
        placed.append(max(want, least))
    shift = (wanted[0] + wanted[-1] - placed[0] - placed[-1]) / 2
    return [middle + shift for middle in placed]


def _legend(chart: Radar, colours: Palette) -> list[tuple[str, float, str]]:
    today = svg.line(-12, 0, 12, 0, colours.accent, width=2) + svg.circle(0, 0, 3.6, colours.accent)
    marks = [(today, 24.0, "today")]
    if any(axis.wanted is not None for axis in chart.axes):
        wanted = svg.line(-14, 0, 14, 0, colours.second, width=1.4, dash="5 3")
        wanted += svg.diamond(0, 0, 4, colours.paper, stroke=colours.second, width=1.4)
        marks.append((wanted, 28.0, "wanted"))
    if any(axis.now is None for axis in chart.axes):
        marks.append((svg.line(-12, 0, 12, 0, colours.muted, dash="2 3"), 24.0, "no answer"))
    ends = f"{chart.scale.low} {chart.scale.names[0]}, {chart.scale.high} {chart.scale.names[-1]}"
    if text_width(ends, svg.SMALL) < 300:  # noqa: PLR2004 (longer names would crowd the key out)
        marks.append(("", 0.0, ends))
    return marks
