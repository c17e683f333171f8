"""Charts can be read by everybody: on paper, on a phone, in greyscale, by ear, with answers missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from assess.report.charts import (
    Axis,
    Bar,
    CashFlow,
    Cell,
    Chart,
    DotRange,
    Flow,
    Gap,
    GapBars,
    HeatMap,
    HeatRow,
    Hourglass,
    Ladder,
    Phase,
    Radar,
    Scale,
    Share,
    ShareBars,
    Spread,
    Stage,
    Swing,
    Timeline,
    Tornado,
    draw,
    gap_bars,
    palette,
)
from assess.report.charts.palette import PAPER, contrast, luminance
from assess.report.charts.svg import number
from assess.report.charts.typeface import shorten, text_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
FONTS = Path(__file__).parents[1] / "report_templates" / "fonts"
LADDER = Scale(("Holding course", "Taking bearings", "Turning", "On the new heading", "Customer-led"))
COLOURS = palette()
HEADINGS = {0: "FINANCIAL", 5: "CREATIVE", 11: "TECHNOLOGY", 16: "STRATEGY"}
FUNCTIONS = ("Marketing", "Finance", "Technology", "Sales", "Service", "Product and executive", "Everybody")

SHORT = "Customer value"
LONG = "Interdepartmental responsibility for customers' first sixty days of ownership & what follows them"


def labels(count: int, label: str) -> list[str]:
    return [f"F{at + 1} {label}" for at in range(count)]


def value(at: int) -> Fraction | None:
    """A spread of values over the ladder, with every seventh missing."""
    return None if at % 7 == 5 else Fraction(10 + at * 13 % 41, 10)


def words(at: int) -> str:
    now = value(at)
    return "no answer → 3" if now is None else f"{float(now):.1f} → 3"


def every_chart(count: int, label: str) -> list[Chart]:
    """One of each kind with so many rows."""
    names = labels(count, label)
    cells = [
        tuple(
            Cell("hidden", hidden=True)
            if (row + column) % 9 == 4
            else Cell("no answer")
            if value(row + column) is None
            else Cell(f"{float(value(row + column) or 0):.1f}", value(row + column))
            for column in range(len(FUNCTIONS))
        )
        for row in range(count)
    ]
    return [
        *([Radar("radar", "Radar", "Now.", LADDER, axes(names))] if count > 2 else []),
        HeatMap(
            "heat",
            "Heat",
            "Medians.",
            LADDER,
            FUNCTIONS,
            tuple(HeatRow(name, cells[at], HEADINGS.get(at, "")) for at, name in enumerate(names)),
        ),
        GapBars(
            "gaps", "Gaps", "Gaps.", LADDER, tuple(Gap(n, value(i), 3, words(i)) for i, n in enumerate(names))
        ),
        DotRange("dots", "Dots", "Dots.", LADDER, tuple(spread(at, name) for at, name in enumerate(names))),
        Timeline(
            "time",
            "Roadmap",
            "Bars.",
            tuple(f"Q{at % 4 + 1} {2026 + at // 4}" for at in range(8)),
            tuple(bar(at, name) for at, name in enumerate(names)),
        ),
        Hourglass(
            "glass",
            "Hourglass",
            "Stages.",
            LADDER,
            tuple(
                Stage(name, f"{float(value(at) or 0):.1f}", value(at)) for at, name in enumerate(names[:8])
            ),
            min(4, count),
            "Before the sale 2.6 on average.",
            "After the sale 1.8 on average, where most of the gross profit is earned.",
        ),
        Ladder("steps", "Level 2", "Of five.", LADDER, 2, 2.3, "2.3 (2.1 to 2.6)", 2.1, 2.6, 5),
        ShareBars("shares", "Shares", "Two.", tuple(Share(name, "58 %", 0.58) for name in names[:3])),
        cash(count),
        Tornado(
            "swings", "Swings", "Widest first.", tuple(map(swing, range(count), names)), (-422, "−€422k")
        ),
    ]


def cash(count: int) -> CashFlow:
    """Pilots, then running cost, then what comes of it; deepest in the fourth quarter, or the last."""
    flows = tuple(
        Flow(f"Q{at % 4 + 1} {2027 + at // 4}", 40 if at < 2 else 0, at * 5, at * 8, -40 - 3 * min(at, 3))
        for at in range(count)
    )
    ticks = tuple((value, f"−€{-value}k" if value < 0 else f"€{value}k") for value in range(-200, 300, 100))
    return CashFlow("cash", "Cash", "Deepest.", flows, ticks, (min(3, count - 1), "−€49k"))


def swing(at: int, name: str) -> Swing:
    """From loss to gain at first, then ever narrower; every third is better at its low end."""
    low, high = -422 - 300 / (at + 1), -422 + 450 / (at + 1)
    return Swing(name, *((high, low) if at % 3 == 2 else (low, high)), f"−€{-low:.0f}k to €{high:.0f}k")


def axes(names: list[str]) -> tuple[Axis, ...]:
    return tuple(Axis(f"F{at + 1}", name, words(at), value(at), 3) for at, name in enumerate(names))


def spread(at: int, name: str) -> Spread:
    heading = HEADINGS.get(at, "")
    if at % 5 == 3:
        return Spread(name, "–", hidden="fewer than 3 people", heading=heading)
    middle = value(at)
    if middle is None:
        return Spread(name, "–", heading=heading)
    return Spread(
        name,
        f"{float(middle):.1f} (4 people)",
        max(middle - 1, Fraction(1)),
        middle,
        min(middle + 1, Fraction(5)),
        heading=heading,
    )


def bar(at: int, name: str) -> Bar:
    start = at % 4
    phases = (Phase("pilot", start, 1, "Pilot"), Phase("project", start + 1, 2, "Project"))
    return Bar(name, phases, (start + 1,), (at - 1,) if at else ())


SETS = [
    pytest.param(count, label, id=f"{count} {kind}")
    for count in (1, 4, 8, 22, 24)
    for kind, label in (("short", SHORT), ("long", LONG))
]


def parsed(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 (written by the code under test)


@dataclass(frozen=True)
class Box:
    """Where a line of text lies."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def boxes(node: ET.Element, dx: float = 0, dy: float = 0) -> Iterator[Box]:
    """All lines of text with their places, groups moved and turned texts laid flat."""
    moved = re.fullmatch(r"translate\((\S+) (\S+)\)", node.get("transform", ""))
    if moved:
        dx, dy = dx + float(moved[1]), dy + float(moved[2])
    if node.tag == f"{SVG}text":
        size, text = float(node.get("font-size", "")), node.text or ""
        wide = (
            text_width(text, size, 600 if node.get("font-weight") else 400) * 0.97
        )  # the tables are generous
        x, y = float(node.get("x", "")) + dx, float(node.get("y", "")) + dy
        if node.get("transform", "").startswith("rotate(-90"):
            yield Box(text, x - size * 0.75, y - wide, x + size * 0.1, y)
        else:
            start = {"middle": x - wide / 2, "end": x - wide}.get(node.get("text-anchor", ""), x)
            yield Box(text, start, y - size * 0.75, start + wide, y + size * 0.1)
    for child in node:
        yield from boxes(child, dx, dy)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize(("count", "label"), SETS)
def test_no_text_covers_another_or_leaves_the_drawing(count: int, label: str, *, narrow: bool) -> None:
    for chart in every_chart(count, label):
        root = parsed(draw(chart, COLOURS, narrow=narrow))
        width, height = (float(side) for side in root.get("viewBox", "").split()[2:])
        placed = list(boxes(root))
        for one, other in combinations(placed, 2):
            assert not one.touches(other), (chart.id, one, other)
        for box in placed:
            assert box.left > -1, (chart.id, box)
            assert box.right < width + 1, (chart.id, box)
            assert box.top > -1, (chart.id, box)
            assert box.bottom < height + 1, (chart.id, box)


@pytest.mark.parametrize("narrow", [False, True])
def test_text_prints_at_seven_and_a_half_points_or_more(*, narrow: bool) -> None:
    for chart in every_chart(22, SHORT):
        sizes = re.findall(r'font-size="([\d.]+)"', draw(chart, COLOURS, narrow=narrow))
        assert min(float(size) for size in sizes) * 0.75 >= 7.5


def test_every_drawing_has_a_title_a_description_and_a_role() -> None:
    for chart in every_chart(4, SHORT):
        root = parsed(draw(chart, COLOURS))
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{chart.id}-title"
        assert root.findtext(f"{SVG}title") == chart.title
        assert root.findtext(f"{SVG}desc") == chart.description


def test_a_page_can_hold_all_drawings_wide_and_narrow_without_two_of_one_id() -> None:
    page = "".join(
        draw(chart, COLOURS, narrow=narrow) for chart in every_chart(8, SHORT) for narrow in (False, True)
    )
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_what_people_wrote_is_escaped() -> None:
    label = '<script>alert("&")</script>'
    for chart in every_chart(4, label):
        drawn = draw(chart, COLOURS)
        assert "<script" not in drawn
        parsed(drawn)
    titled = GapBars("g", label, label, LADDER, ())
    assert parsed(gap_bars(titled, COLOURS)).findtext(f"{SVG}title") == label


def test_colours_are_literal_because_a_pdf_gives_drawings_no_styles() -> None:
    for chart in every_chart(8, SHORT):
        drawn = draw(chart, COLOURS)
        assert not re.search(r"style=|class=|currentColor|var\(|<filter|foreignObject|textPath", drawn)
        painted = re.findall(r'(?:fill|stroke)="([^"]+)"', drawn)
        assert all(re.fullmatch(r"#[0-9a-f]{6}|none|url\(#[\w-]+\)", colour) for colour in painted)


def test_the_same_facts_draw_the_same_bytes() -> None:
    assert [draw(chart, COLOURS) for chart in every_chart(22, LONG)] == [
        draw(chart, COLOURS) for chart in every_chart(22, LONG)
    ]


def test_the_widest_gap_stands_first_and_an_unanswered_one_last() -> None:
    gaps = (
        Gap("Narrow", 2, 3, "2 → 3"),
        Gap("Unknown", None, 3, "no answer → 3"),
        Gap("Wide", 1, 4, "1 → 4"),
    )
    drawn = gap_bars(GapBars("g", "Gaps", "", LADDER, gaps), COLOURS)
    assert drawn.index("Wide") < drawn.index("Narrow") < drawn.index("Unknown")


def test_a_missing_answer_is_no_point() -> None:
    answered = Radar("r", "t", "d", LADDER, tuple(Axis("A", "A", "2", 2) for _ in range(4)))
    missing = Radar("r", "t", "d", LADDER, (*answered.axes[:3], Axis("A", "A", "no answer")))
    points = f'r="3.6" fill="{COLOURS.accent}"'
    assert draw(answered, COLOURS).count(points) == draw(missing, COLOURS).count(points) + 1
    assert ">no answer<" in draw(missing, COLOURS)


def test_a_small_group_shows_its_median_and_nobodys_answer() -> None:
    drawn = draw(DotRange("d", "t", "d", LADDER, (Spread("Sales", "1.8 (3 people)", median=1.8),)), COLOURS)
    assert ">median<" in drawn
    assert "lowest" not in drawn
    assert f'stroke="{COLOURS.tints[3]}"' not in drawn


def test_a_hidden_group_is_hatched_and_says_so() -> None:
    row = HeatRow("F1", (Cell("hidden", hidden=True),))
    drawn = draw(HeatMap("h", "t", "d", LADDER, ("Sales",), (row,)), COLOURS)
    assert 'fill="url(#h-hatch)"' in drawn
    assert ">hidden<" in drawn
    assert ">not shown, so that nobody can be recognised<" in drawn


@pytest.mark.parametrize(
    ("given_", "written"),
    [(1.0, "1"), (0.1 + 0.2, "0.3"), (-0.001, "0"), (1234.567, "1234.57"), (20, "20"), (100.0, "100")],
)
def test_numbers_are_written_shortly_and_alike(given_: float, written: str) -> None:
    assert number(given_) == written


def test_a_place_that_is_no_number_is_an_error() -> None:
    with pytest.raises(ValueError, match="no place for nan"):
        number(float("nan"))


@pytest.mark.parametrize(
    ("value_", "tint"), [(1, 0), (1.9, 0), (2, 1), (Fraction(29, 10), 1), (5, 4), (0, 0)]
)
def test_a_tint_stands_for_the_step_that_was_reached(value_: float | Fraction, tint: int) -> None:
    assert LADDER.tint(value_) == tint


@given(st.integers(0, 0xFFFFFF).map(lambda rgb: f"#{rgb:06x}"))
def test_any_accent_gives_readable_tints_that_grow_darker(accent: str) -> None:
    colours = palette(accent)
    assert contrast(colours.accent, PAPER) >= 4.5
    assert contrast(colours.second, PAPER) >= 4.5
    assert all(contrast(ink, tint) >= 4.5 for ink, tint in zip(colours.inks, colours.tints, strict=True))
    shades = [luminance(tint) for tint in colours.tints]
    assert all(darker < lighter - 0.03 for lighter, darker in pairwise(shades))
    assert (colours.accent == accent) == (colours.warning is None)


def test_an_accent_too_pale_is_darkened_and_the_person_told() -> None:
    colours = palette("#ffcc00")
    assert colours.accent != "#ffcc00"
    assert colours.warning == (
        "The accent #ffcc00 has a contrast of only 1.5:1 on white (text needs 4.5:1); "
        f"{colours.accent} is used."
    )


def test_an_accent_that_is_no_colour_is_replaced() -> None:
    assert (
        palette("teal").warning == "The accent 'teal' is not a colour such as '#0b5d57'; the default is used."
    )


def test_an_orange_accent_gets_another_colour_beside_it() -> None:
    assert palette("#a3480f").second != palette().second


@pytest.mark.parametrize(("file", "weight"), [("Inter-Regular.woff2", 400), ("Inter-SemiBold.woff2", 600)])
def test_measured_widths_are_never_less_than_the_fonts(file: str, weight: int) -> None:
    font = TTFont(FONTS / file)
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    for letter in "".join(map(chr, range(32, 127))) + "–—→€×äéñçÅ½\u00a0":
        measured = text_width(letter, 1000, 400 if weight == 400 else 600)
        drawn = advances[glyphs[ord(letter)]][0] * 1000 / font["head"].unitsPerEm
        assert drawn <= measured <= drawn + 100, letter


def test_long_labels_wrap_and_very_long_ones_end_in_an_ellipsis() -> None:
    assert wrap("First sixty days of ownership", 100, 11) == ("First sixty days of", "ownership")
    assert wrap("one two three four five six seven", 50, 11, most=2)[1].endswith("…")
    assert wrap("Customer-led", 62, 11) == ("Customer-", "led")
    assert wrap("58\u00a0% of profit", 40, 11)[0] == "58\u00a0%"
    assert shorten("short", 100, 11) == "short"
