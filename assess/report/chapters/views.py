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
_CLEARLY_HIGHER = Fraction(3, 10)


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
        _highest_group(inputs),
        "How ",
        Mark("respondents.shown", str(people)),
        f" {wording.noun(people, 'person scores', 'people score')} the company, each by their own answers; "
        "the dot is the median of a function.",
    )


def _highest_group(inputs: Inputs) -> Words:
    """Said where one group sees the company clearly better than all others do."""
    spread = inputs.agreement.section(inputs.card.overall.id)
    found = [(one.median, one.group) for one in (spread.extents if spread else ()) if one.median is not None]
    found = sorted(found, key=lambda pair: -pair[0])
    if len(found) < 2 or found[0][0] - found[1][0] < _CLEARLY_HIGHER:  # noqa: PLR2004  # one and the next
        return ()
    name = group_name(inputs, found[0][1])
    thresholds = inputs.card.overall.thresholds
    top, second, last = (wording.one_decimal(found[at][0], thresholds) for at in (0, 1, -1))
    others = second if second == last else f"{last} to {second}"
    rates = wording.noun(len(found[0][1].functions), "scores", "score")
    return words(
        f"{name} {rates} the company highest, {top}; the others {others}. Where people rate their own work "
        "above those who receive it, trust the evidence before the score. "
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
    """The widest distance between two medians that are printed in one row."""
    widest: tuple[Fraction, SectionScore, Extent, Extent] | None = None
    for section in inputs.capabilities:
        spread = inputs.agreement.section(section.id)
        shown = [one for one in (spread.extents if spread else ()) if one.median is not None]
        if len(shown) < 2:  # noqa: PLR2004  # a distance has two ends
            continue
        high, low = max(shown, key=_middle), min(shown, key=_middle)
        if widest is None or _middle(high) - _middle(low) > widest[0]:
            widest = (_middle(high) - _middle(low), section, high, low)
    if widest is None or not widest[0]:
        return (f"Each {inputs.capability_noun} by function.",)
    _, section, high, low = widest
    return words(
        f"Furthest apart: {section.title}, {wording.inner(group_name(inputs, high.group))} ",
        _section_median(section, high),
        f", {wording.inner(group_name(inputs, low.group))} ",
        _section_median(section, low),
        ".",
    )


def _middle(extent: Extent) -> Fraction:
    return extent.median if extent.median is not None else Fraction(0)


def _section_median(section: SectionScore, extent: Extent) -> Mark:
    text = wording.one_decimal(_middle(extent), section.thresholds)
    return Mark(f"{section.id}.{extent.group.id}.median", text)


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
