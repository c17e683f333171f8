"""The roadmap: pilots, gates and projects over quarters, and what must come before what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from assess.report.charts.palette import Palette

_ROW = 27
_BAR = 13
_PHONE = 480


@dataclass(frozen=True)
class Phase:
    """A stretch of work: first quarter (0 is the first column), how many quarters, words in the bar."""

    kind: Literal["pilot", "project"]
    start: float
    length: float
    words: str = ""


@dataclass(frozen=True)
class Bar:
    """An initiative: phases in order, gates as places in time, and the indexes of the bars it waits for.

    It begins once those in `after` are decided, and once those in `follows` are finished.
    """

    label: str
    phases: tuple[Phase, ...]
    gates: tuple[float, ...] = ()
    after: tuple[int, ...] = ()
    follows: tuple[int, ...] = ()
    heading: str = ""


@dataclass(frozen=True)
class Timeline:
    """Bars in the order given; `quarters` are the heads of the columns, such as "Q4 2026"."""

    id: str
    title: str
    description: str
    quarters: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class _Calendar:
    left: float
    quarter: float
    top: float

    def x(self, at: float) -> float:
        return self.left + at * self.quarter


def timeline(chart: Timeline, colours: Palette, width: float = svg.WIDE) -> str:
    """Pilots hatched, projects solid, gates open diamonds; thin lines lead from gates to what waits."""
    stacked = width < _PHONE
    widest = max((text_width(bar.label, svg.BODY) for bar in chart.bars), default=0)
    left = 0.0 if stacked else min(widest + 14, width * 0.32)
    legend, used = svg.key(_legend(chart, colours), width, 0, colours.muted)
    calendar = _Calendar(left, (width - left - 8) / len(chart.quarters), used + 10)
    heads, tall = _heads(chart, calendar, colours)
    labels, middles, bottom = _labels(chart, calendar, calendar.top + tall, width, colours)
    grid = [
        svg.line(calendar.x(at), calendar.top + tall, calendar.x(at), bottom, colours.rule, width=0.75)
        for at in range(len(chart.quarters) + 1)
    ]
    links = [
        _link(_ready(chart.bars[source], bar, source), bar, (middles[source], middles[at]), calendar, colours)
        for at, bar in enumerate(chart.bars)
        for source in dict.fromkeys((*bar.after, *bar.follows))
    ]
    bars = [_bar(chart, bar, y, calendar, colours) for bar, y in zip(chart.bars, middles, strict=True)]
    defs = svg.hatch(f"{chart.id}-pilot", colours.tints[0], colours.tints[2])
    body = [legend, heads, *grid, *links, labels, *bars]
    return svg.drawing(chart.id, chart.title, chart.description, width, bottom + 2, body, defs=defs)


def _heads(chart: Timeline, calendar: _Calendar, colours: Palette) -> tuple[str, float]:
    """Each quarter over its column; where a year is wider than that, it stands once, where it begins."""
    room = calendar.quarter - 2
    split = [name.partition(" ") for name in chart.quarters]
    is_narrow = any(text_width(year, svg.SMALL, 600) > room for *_, year in split)
    heads = [
        (quarter,) if is_narrow else wrap(name, room, svg.SMALL, 600, most=2)
        for name, (quarter, *_) in zip(chart.quarters, split, strict=True)
    ]
    step = svg.SMALL * svg.LEADING
    tall = (max(map(len, heads)) + is_narrow) * step
    drawn = [
        svg.lines(
            calendar.x(at + 0.5),
            calendar.top + (tall + is_narrow * step) / 2,
            head,
            colours.muted,
            size=svg.SMALL,
            weight=600,
            anchor="middle",
        )
        for at, head in enumerate(heads)
    ]
    if is_narrow:
        years = [year for *_, year in split]
        y = calendar.top + step * 0.8
        drawn += [
            svg.text(calendar.x(at) + 2, y, year, colours.muted, size=svg.SMALL, weight=600)
            for at, year in enumerate(years)
            if at == 0 or year != years[at - 1]
        ]
    return "".join(drawn), tall + 5


def _labels(
    chart: Timeline, calendar: _Calendar, top: float, width: float, colours: Palette
) -> tuple[str, list[float], float]:
    """The names of the initiatives, the middle of each bar, and where the last row ends."""
    stacked = calendar.left == 0
    room = width if stacked else calendar.left - 12
    drawn = [svg.line(0, top, width, top, colours.rule, width=0.75)]
    middles = []
    y = top
    for bar in chart.bars:
        if bar.heading:
            y += svg.BODY * 1.8
            drawn.append(svg.text(0, y - 5, bar.heading, colours.muted, size=svg.SMALL, weight=600))
        label = wrap(bar.label, room, svg.BODY)
        tall = len(label) * svg.BODY * svg.LEADING
        if stacked:
            drawn.append(
                svg.rect(0, y + 3, text_width(max(label, key=len), svg.BODY) + 4, tall + 1, colours.paper)
            )
            drawn.append(svg.lines(0, y + 4 + tall / 2, label, colours.ink))
            middles.append(y + tall + 7 + _BAR / 2)
            y += tall + _BAR + 14
        else:
            row = max(_ROW, tall + 8)
            drawn.append(svg.lines(0, y + row / 2, label, colours.ink))
            middles.append(y + row / 2)
            y += row
        drawn.append(svg.line(0, y, width, y, colours.rule, width=0.5))
    return "".join(drawn), middles, y


def _bar(chart: Timeline, bar: Bar, y: float, calendar: _Calendar, colours: Palette) -> str:
    drawn: list[str] = []
    for phase in bar.phases:
        start, end = calendar.x(phase.start) + 2, calendar.x(phase.start + phase.length) - 2
        pilot = phase.kind == "pilot"
        fill = f"url(#{chart.id}-pilot)" if pilot else colours.accent
        drawn.append(svg.rect(start, y - _BAR / 2, end - start, _BAR, fill, stroke=colours.accent))
        wide = text_width(phase.words, svg.SMALL, 600)
        if phase.words and wide + 18 <= end - start:
            middle = (start + end) / 2
            if pilot:
                drawn.append(
                    svg.rect(middle - wide / 2 - 3, y - _BAR / 2 + 1, wide + 6, _BAR - 2, colours.tints[0])
                )
            ink = colours.ink if pilot else colours.inks[4]
            drawn.append(
                svg.lines(middle, y, (phase.words,), ink, size=svg.SMALL, weight=600, anchor="middle")
            )
    drawn.extend(
        svg.diamond(calendar.x(gate), y, 7.5, colours.paper, stroke=colours.second, width=1.8)
        for gate in bar.gates
    )
    return "".join(drawn)


def _ready(source: Bar, target: Bar, at: int) -> float:
    """When what comes first is far enough: at its end for what builds on it, else at its gate."""
    end = max(phase.start + phase.length for phase in source.phases)
    return end if at in target.follows else min(source.gates, default=end)


def _link(ready: float, target: Bar, ys: tuple[float, float], calendar: _Calendar, colours: Palette) -> str:
    """From the gate or the end of what comes first, down or up, then along to what waits for it."""
    x = calendar.x(ready)
    start = calendar.x(min(phase.start for phase in target.phases)) + 2
    y1, y2 = ys
    sign = 1 if y2 > y1 else -1
    if start - x < 8:  # noqa: PLR2004 (no room for an arrow from the left: it comes from above or below)
        x = max(x, start + 5)
        y2 -= sign * _BAR / 2
        points = ((x, y1), (x, y2 - sign))
        head = ((x - 3.2, y2 - sign * 6), (x + 3.2, y2 - sign * 6), (x, y2 - sign))
    else:
        points = ((x, y1), (x, y2), (start - 2, y2))  # type: ignore[assignment]
        head = ((start - 7, y2 - 3.2), (start - 7, y2 + 3.2), (start - 1, y2))
    pen = colours.muted
    return svg.path(points, stroke=pen, width=1, closed=False) + svg.path(head, fill=pen)


def _legend(chart: Timeline, colours: Palette) -> list[tuple[str, float, str]]:
    pilot = svg.rect(-11, -5, 22, 10, f"url(#{chart.id}-pilot)", stroke=colours.accent)
    project = svg.rect(-11, -5, 22, 10, colours.accent, stroke=colours.accent)
    gate = svg.diamond(0, 0, 6, colours.paper, stroke=colours.second, width=1.8)
    marks = [(pilot, 22.0, "pilot"), (gate, 14.0, "gate: scale, iterate or stop"), (project, 22.0, "project")]
    if any(bar.after or bar.follows for bar in chart.bars):
        arrow = svg.line(-11, 0, 7, 0, colours.muted) + svg.path(
            ((5, -3.2), (5, 3.2), (11, 0)), fill=colours.muted
        )
        marks.append((arrow, 22.0, "must come first"))
    return marks
