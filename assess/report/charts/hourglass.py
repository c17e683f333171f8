"""The customer hourglass: narrowest at the purchase, each stage filled as far as the company has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position, Scale

_STAGE = 34
_GAP = 3
_PHONE = 480
_NOTES = 132


@dataclass(frozen=True)
class Stage:
    """A stage with its score and what is read beside it; without a score the band stays empty."""

    label: str
    words: str
    now: Position | None = None


@dataclass(frozen=True)
class Hourglass:
    """Stages in order; the purchase is the last of the first `before`. The words sum up the two halves."""

    id: str
    title: str
    description: str
    scale: Scale
    stages: tuple[Stage, ...]
    before: int = 4
    before_words: str = ""
    after_words: str = ""


@dataclass(frozen=True)
class _Glass:
    middle: float
    half: float
    left: float
    right: float


def hourglass(chart: Hourglass, colours: Palette, width: float = svg.WIDE) -> str:
    """The outline is the highest level, the filled part is today; the sale divides before from after."""
    legend, used = svg.key(_legend(colours), width, 0, colours.muted)
    words = max(text_width(stage.words, svg.BODY, 600) for stage in chart.stages)
    notes = _NOTES if width >= _PHONE and _notes_fit(chart) else 0
    left = min(max(text_width(stage.label, svg.BODY) for stage in chart.stages) + 8, width * 0.3)
    right = width - notes - words - 8
    glass = _Glass((left + right) / 2, (right - left) / 2 - 6, left, right)
    top = used + 14
    shares = _silhouette(len(chart.stages), chart.before - 1)
    body = [legend]
    for at, stage in enumerate(chart.stages):
        y = top + at * (_STAGE + _GAP)
        body.append(_band(chart, stage, glass, y, (shares[at], shares[at + 1]), colours))
    bottom = top + len(chart.stages) * (_STAGE + _GAP) - _GAP
    if notes:
        body.append(_notes(chart, top, bottom, (width - notes + 14, width), colours))
    elif chart.before_words or chart.after_words:
        summary = wrap(f"{chart.before_words} {chart.after_words}".strip(), width, svg.BODY)
        tall = len(summary) * svg.BODY * svg.LEADING
        body.append(svg.lines(0, bottom + 10 + tall / 2, summary, colours.muted))
        bottom += 12 + tall
    return svg.drawing(chart.id, chart.title, chart.description, width, bottom + 2, body)


def _notes_fit(chart: Hourglass) -> bool:
    """Whether each half is as tall as its words in the margin."""
    halves = ((chart.before_words, chart.before), (chart.after_words, len(chart.stages) - chart.before))
    return all(
        len(_note(words)) * svg.BODY * svg.LEADING < stages * (_STAGE + _GAP) - 8
        for words, stages in halves
        if words
    )


def _note(words: str) -> tuple[str, ...]:
    return wrap(words, _NOTES - 18, svg.BODY, most=6)


def _silhouette(stages: int, neck: int) -> list[float]:
    """Half-widths at the borders of the bands: 1 at both ends, narrow on both sides of the neck."""
    narrow = 0.42
    above = [1 - (1 - narrow) * (at / max(neck, 1)) ** 0.85 for at in range(neck + 1)]
    rest = stages - neck - 1
    below = [narrow + (1 - narrow) * (at / max(rest, 1)) ** 1.15 for at in range(rest + 1)]
    return [*above, *below]


def _band(
    chart: Hourglass, stage: Stage, glass: _Glass, y: float, shares: tuple[float, float], colours: Palette
) -> str:
    middle = y + _STAGE / 2
    drawn = [
        svg.path(_trapezium(glass, y, shares, 1), fill=colours.wash, stroke=colours.rule, width=0.75),
        svg.lines(0, middle, wrap(stage.label, glass.left - 8, svg.BODY, most=2), colours.ink),
        svg.lines(glass.right + 8, middle, (stage.words,), colours.ink, weight=600),
    ]
    if stage.now is None:
        drawn.append(
            svg.lines(glass.middle, middle, ("no answer",), colours.muted, size=svg.SMALL, anchor="middle")
        )
        return "".join(drawn)
    fill = float(stage.now) / chart.scale.high
    drawn.insert(1, svg.path(_trapezium(glass, y, shares, fill), fill=colours.tints[3]))
    return "".join(drawn)


def _trapezium(
    glass: _Glass, y: float, shares: tuple[float, float], fill: float
) -> Sequence[tuple[float, float]]:
    above, below = (share * glass.half * fill for share in shares)
    return (
        (glass.middle - above, y),
        (glass.middle + above, y),
        (glass.middle + below, y + _STAGE),
        (glass.middle - below, y + _STAGE),
    )


def _notes(chart: Hourglass, top: float, bottom: float, ends: tuple[float, float], colours: Palette) -> str:
    """A bracket for each half with its summary, and the line of the sale between them."""
    left, right = ends
    sale = top + (chart.before) * (_STAGE + _GAP) - _GAP / 2
    drawn = [svg.line(0, sale, right, sale, colours.ink, width=1)]
    for words, start, end in ((chart.before_words, top, sale - 4), (chart.after_words, sale + 4, bottom)):
        if words:
            drawn.append(svg.line(left - 8, start, left - 8, end, colours.rule, width=1.5))
            drawn.append(svg.lines(left + 2, (start + end) / 2, _note(words), colours.ink))
    return "".join(drawn)


def _legend(colours: Palette) -> list[tuple[str, float, str]]:
    full = svg.rect(-9, -6, 18, 12, colours.tints[3])
    empty = svg.rect(-9, -6, 18, 12, colours.wash, stroke=colours.rule)
    return [(full, 18, "today, as a part of the highest level"), (empty, 18, "the highest level")]
