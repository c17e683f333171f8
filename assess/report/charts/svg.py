"""Small pure builders of SVG elements, coloured by attributes: styles do not reach a PDF's charts.

One unit is a CSS pixel when a chart is drawn as wide as it was made, so a text of 10 units prints at 7.5
points. Text from outside is escaped here and nowhere else; numbers are written with at most two decimals,
always alike.
"""

from __future__ import annotations

from html import escape
from math import isfinite
from typing import TYPE_CHECKING, Literal

from assess.report.charts.typeface import Weight, text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Anchor = Literal["start", "middle", "end"]

WIDE = 640
NARROW = 350  # a phone of 390 pixels without its margins
BODY = 11.0
SMALL = 10.2
LEADING = 1.22
FAMILY = "Inter, Helvetica Neue, Arial, sans-serif"


def number(value: float) -> str:
    """At most two decimals, no trailing zeros, never "-0"; ValueError for what is not finite."""
    if not isfinite(value):
        raise ValueError(f"a chart has no place for {value}")
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, content: str | None = None, /, **attributes: str | float | None) -> str:
    """An element; an attribute of None is left out, and an underscore in a name becomes a hyphen."""
    written = "".join(
        f' {key.strip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}/>" if content is None else f"<{name}{written}>{content}</{name}>"


def rect(  # noqa: PLR0913 (a rectangle has this many sides to it)
    x: float,
    y: float,
    width: float,
    height: float,
    fill: str,
    *,
    stroke: str | None = None,
    stroke_width: float | None = None,
    rx: float | None = None,
    dash: str | None = None,
) -> str:
    """A rectangle; a stroke lies half inside, half outside of it."""
    return element(
        "rect",
        x=x,
        y=y,
        width=max(width, 0),
        height=max(height, 0),
        fill=fill,
        stroke=stroke,
        stroke_width=stroke_width,
        rx=rx,
        stroke_dasharray=dash,
    )


def line(
    x1: float, y1: float, x2: float, y2: float, stroke: str, *, width: float = 1, dash: str | None = None
) -> str:
    """A straight line."""
    return element(
        "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=stroke, stroke_width=width, stroke_dasharray=dash
    )


def circle(
    x: float, y: float, radius: float, fill: str, *, stroke: str | None = None, width: float | None = None
) -> str:
    """A circle."""
    return element("circle", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=width)


def path(
    points: Iterable[Sequence[float]],
    *,
    fill: str = "none",
    stroke: str | None = None,
    width: float | None = None,
    dash: str | None = None,
    closed: bool = True,
) -> str:
    """A polygon, or an open line through the points."""
    drawn = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + ("Z" if closed else "")
    return element(
        "path",
        d=drawn,
        fill=fill,
        stroke=stroke,
        stroke_width=width,
        stroke_dasharray=dash,
        stroke_linejoin="round",
    )


def diamond(x: float, y: float, radius: float, fill: str, *, stroke: str, width: float = 1.5) -> str:
    """A square on its corner, `radius` from the middle to each corner."""
    return path(
        ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)),
        fill=fill,
        stroke=stroke,
        width=width,
    )


def text(  # noqa: PLR0913 (a place, a text and a face)
    x: float,
    y: float,
    words: str,
    fill: str,
    *,
    size: float = BODY,
    weight: Weight = 400,
    anchor: Anchor = "start",
    turned: float | None = None,
) -> str:
    """One line of text with its baseline at y; `turned` is in degrees about its own start."""
    return element(
        "text",
        escape(words, quote=False),
        x=x,
        y=y,
        fill=fill,
        font_size=size,
        font_weight=str(weight) if weight != 400 else None,  # noqa: PLR2004 (the root's own weight)
        text_anchor=anchor if anchor != "start" else None,
        transform=None if turned is None else f"rotate({number(turned)} {number(x)} {number(y)})",
    )


def lines(
    x: float,
    middle: float,
    words: Sequence[str],
    fill: str,
    *,
    size: float = BODY,
    weight: Weight = 400,
    anchor: Anchor = "start",
) -> str:
    """Several lines as one block whose middle is at the given height."""
    first = middle - (len(words) - 1) * size * LEADING / 2 + size * 0.36
    return "".join(
        text(x, first + at * size * LEADING, part, fill, size=size, weight=weight, anchor=anchor)
        for at, part in enumerate(words)
    )


def hatch(name: str, ground: str, stroke: str) -> str:
    """A pattern of slanted lines: the mark of what is known but not shown."""
    strokes = "".join(
        line(x1, y1, x2, y2, stroke, width=1.1)
        for x1, y1, x2, y2 in ((-1, 6, 6, -1), (-1, 1, 1, -1), (5, 7, 7, 5))
    )
    return element(
        "pattern",
        rect(0, 0, 6, 6, ground) + strokes,
        id=name,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
    )


def key(marks: Sequence[tuple[str, float, str]], width: float, y: float, ink: str) -> tuple[str, float]:
    """The legend and its height: marks (drawn about 0,0; their width; their meaning) in rows."""
    drawn: list[str] = []
    x = 0.0
    row = y + SMALL
    for mark, mark_width, meaning in marks:
        gap = 6 if mark_width else 0
        needed = mark_width + gap + text_width(meaning, SMALL)
        if x and x + needed > width:
            x = 0.0
            row += SMALL * 1.7
        place = f"translate({number(x + mark_width / 2)} {number(row - SMALL * 0.36)})"
        drawn.append(element("g", mark, transform=place))
        drawn.append(text(x + mark_width + gap, row, meaning, ink, size=SMALL))
        x += needed + 18
    return "".join(drawn), row - y + 4


def drawing(
    name: str,
    title: str,
    description: str,
    width: float,
    height: float,
    body: Iterable[str],
    *,
    defs: str = "",
) -> str:
    """A whole drawing with its title and description; `name` must be unique in the document."""
    head = element("title", escape(title, quote=False), id=f"{name}-title")
    head += element("desc", escape(description, quote=False), id=f"{name}-desc")
    head += element("defs", defs) if defs else ""
    return element(
        "svg",
        head + "".join(body),
        xmlns="http://www.w3.org/2000/svg",
        id=name,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        font_family=FAMILY,
        font_weight="400",
    )
