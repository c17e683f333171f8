"""What each function sees, and where they differ: part of the chapter on constituents."""

from fractions import Fraction

from assess.agreement.groups import Extent, Group, Visibility
from assess.agreement.questions import Disagreement
from assess.report import wording
from assess.report.blocks import (
    Block,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Tone,
    Words,
    columns,
    row,
    words,
)
from assess.report.charts import Cell, DotRange, HeatMap, HeatRow, Spread
from assess.report.inputs import Inputs, leaves
from assess.scoring.card import SectionScore

HIDDEN = "not shown, too few people"
SHOWS_EXTREMES = 5
"""With fewer people the lowest and the highest answer would give single ones away; their median does not."""
_WHITE = "White: nobody in that function was asked, or all questions are facts that another function owns."
_MOST_DISPUTED = 5


def seen(inputs: Inputs) -> list[Block]:
    """The overall score by function, the questions that divide them, and each capability by function."""
    if not inputs.is_on_ladder:
        return _disputed(inputs)
    chart = _heat_map(inputs)
    is_white = any(not cell.text for line in chart.rows for cell in line.cells)
    return [
        Figure(_overall(inputs), _overall_caption(inputs)),
        *_disputed(inputs),
        Figure(chart, _heat_caption(inputs)),
        *([Paragraph((_WHITE,), Tone.SMALL)] if is_white else ()),
    ]


def sharpest(inputs: Inputs) -> Words:
    """The sharpest disagreement in a sentence."""
    found = inputs.agreement.sharpest
    if found is not None:
        return words(
            f"{found.label}: ",
            _side(inputs, found, found.higher),
            "; ",
            _side(inputs, found, found.lower, inside=True),
            ".",
        )
    comparable = [group for group in inputs.agreement.groups if group.visibility is Visibility.SHOWN]
    if len(comparable) < 2:  # noqa: PLR2004  # two can differ
        return ("Too few people answered to show what one function sees beside another.",)
    return ("No two functions that may be shown differ on a question that both were asked.",)


def group_name(inputs: Inputs, group: Group) -> str:
    """One function, or several pooled."""
    return wording.named([inputs.function(name) for name in group.functions])


def _side(inputs: Inputs, found: Disagreement, extents: tuple[Extent, ...], *, inside: bool = False) -> Words:
    names = wording.named([group_name(inputs, extent.group) for extent in extents])
    return (f"{wording.inner(names) if inside else names} ", _median(found, extents))


def _median(found: Disagreement, extents: tuple[Extent, ...]) -> Mark:
    """The groups on one side of a disagreement share their median, so the first one's stands for all."""
    first = extents[0]
    return Mark(f"{found.question}.{first.group.id}.median", wording.one_decimal(first.median or Fraction(0)))


def _overall(inputs: Inputs) -> DotRange:
    overall = inputs.card.overall
    spread = inputs.agreement.section(overall.id)
    spreads = tuple(
        Spread(
            label=group_name(inputs, extent.group),
            low=extent.low if _shows_extremes(extent) else None,
            median=extent.median,
            high=extent.high if _shows_extremes(extent) else None,
            hidden="" if extent.median is not None else _in_words(extent, overall),
            words=_in_words(extent, overall),
        )
        for extent in (spread.extents if spread else ())
    )
    text = "; ".join(f"{spread.label}: {spread.words}" for spread in spreads)
    title = "Overall score by function"
    return DotRange("by-function", title, f"{text}.", inputs.scale, spreads)


def _in_words(extent: Extent, section: SectionScore) -> str:
    if extent.low is None or extent.median is None or extent.high is None:
        return HIDDEN if extent.visibility is Visibility.HIDDEN else "nobody answered"
    low, median, high = (
        wording.one_decimal(value, section.thresholds) for value in (extent.low, extent.median, extent.high)
    )
    return f"{median} ({low} to {high})" if _shows_extremes(extent) else median


def _shows_extremes(extent: Extent) -> bool:
    return (extent.n or 0) >= SHOWS_EXTREMES


def _overall_caption(inputs: Inputs) -> Words:
    people = sum(group.n or 0 for group in inputs.agreement.groups)
    if not people:
        return ("Too few people answered to be shown by function.",)
    return words(
        "How ",
        Mark("respondents.shown", str(people)),
        f" {wording.noun(people, 'person scores', 'people score')} the company, each by their own answers; "
        "the dot is the median of a function.",
    )


def _heat_map(inputs: Inputs) -> HeatMap:
    groups = [group for group in inputs.agreement.groups if group.visibility is not Visibility.EMPTY]
    names = tuple(group_name(inputs, group) for group in groups)
    rows = tuple(
        HeatRow(
            label=inputs.label(section.id),
            cells=_cells(inputs, section, groups),
            heading=review.title if inputs.is_nested and index == 0 else "",
        )
        for review in inputs.reviews
        for index, section in enumerate(leaves(review))
    )
    text = "; ".join(f"{line.label}: {_line(names, line)}" for line in rows)
    title = f"Median score of each {inputs.capability_noun} by function"
    return HeatMap("heat-map", title, f"{text}.", inputs.scale, names, rows)


def _cells(inputs: Inputs, section: SectionScore, groups: list[Group]) -> tuple[Cell, ...]:
    spread = inputs.agreement.section(section.id)
    extents = {extent.group.id: extent for extent in (spread.extents if spread else ())}
    return tuple(_cell(extents.get(group.id), section) for group in groups)


def _cell(extent: Extent | None, section: SectionScore) -> Cell:
    if extent is None or extent.visibility is Visibility.EMPTY:
        return Cell("")
    if extent.median is None:
        return Cell("few", hidden=True)
    return Cell(wording.one_decimal(extent.median, section.thresholds), extent.median)


def _line(names: tuple[str, ...], line: HeatRow) -> str:
    said = (f"{name} {cell.text or 'not asked'}" for name, cell in zip(names, line.cells, strict=True))
    return ", ".join(said)


def _heat_caption(inputs: Inputs) -> Words:
    ids = {section.id for section in inputs.capabilities}
    gaps = [(one, one.gap) for one in inputs.agreement.sections if one.gap and one.section in ids]
    gaps = [(one, gap) for one, gap in gaps if gap.size > 0]
    if not gaps:
        return (f"Each {inputs.capability_noun} by function.",)
    widest, gap = max(gaps, key=lambda pair: pair[1].size)
    higher, lower = group_name(inputs, gap.higher), group_name(inputs, gap.lower)
    sees = wording.noun(len(gap.higher.functions), "sees", "see")
    return (
        f"Furthest apart: {widest.title}, where {wording.inner(higher)} {sees} ",
        Mark(f"{widest.section}.gap", wording.one_decimal(gap.size)),
        f" more than {wording.inner(lower)} on the questions that both answered.",
    )


def _disputed(inputs: Inputs) -> list[Block]:
    found = inputs.agreement.disagreements[:_MOST_DISPUTED]
    if not found:
        return []
    titles = columns("Question that everybody was asked", "Highest", "Lowest", "Apart", numeric=("Apart",))
    caption = "Questions that divide the functions most (medians)"
    return [
        Heading("Where they differ", "disagreement"),
        Table(caption, titles, tuple(_dispute(inputs, one) for one in found)),
    ]


def _dispute(inputs: Inputs, one: Disagreement) -> Row:
    highest, lowest = (
        (
            f"{wording.named([group_name(inputs, extent.group) for extent in extents])}: ",
            _median(one, extents),
        )
        for extents in (one.higher, one.lower)
    )
    apart = Mark(f"{one.question}.apart", wording.one_decimal(one.size))
    return row(wording.label(one.question, one.label), highest, lowest, apart)
