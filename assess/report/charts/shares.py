"""Two or three shares side by side: what existing customers earn, beside what is spent on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.report.charts import svg
from assess.report.charts.typeface import text_width, wrap

if TYPE_CHECKING:
    from assess.report.charts.palette import Palette
    from assess.report.charts.scale import Position

_BAR = 16


@dataclass(frozen=True)
class Share:
    """A part of a whole from 0 to 1, its label, and the text of its number, such as "58 %"."""

    label: str
    words: str
    part: Position | None = None


@dataclass(frozen=True)
class ShareBars:
    """The shares in the order given, all of wholes that are drawn equally long."""

    id: str
    title: str
    description: str
    shares: tuple[Share, ...]


def share_bars(chart: ShareBars, colours: Palette, width: float = 300) -> str:
    """Each number stands before its label, above its bar; an unknown one leaves it empty and says so."""
    body: list[str] = []
    y = 0.0
    for at, share in enumerate(chart.shares):
        number = text_width(share.words, 20, 600)
        label = wrap(share.label, width - number - 12, svg.BODY)
        tall = max(len(label) * svg.BODY * svg.LEADING, 22)
        body.append(svg.lines(number + 10, y + tall / 2, label, colours.ink))
        body.append(svg.text(0, y + tall / 2 + 7.2, share.words, colours.ink, size=20, weight=600))
        y += tall + 4
        body.append(svg.rect(0, y, width, _BAR, colours.wash))
        if share.part is None:
            body.append(svg.lines(6, y + _BAR / 2, ("no figure",), colours.muted, size=svg.SMALL))
        else:
            length = min(max(float(share.part), 0), 1) * width
            fill = colours.accent if at == 0 else colours.second
            body.append(svg.rect(0, y, length, _BAR, fill))
        body.append(svg.rect(0.5, y + 0.5, width - 1, _BAR - 1, "none", stroke=colours.rule))
        y += _BAR + 12
    return svg.drawing(chart.id, chart.title, chart.description, width, y - 10, body)
