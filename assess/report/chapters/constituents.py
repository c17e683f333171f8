"""Step 3: who must stand with the change, and how differently they see the company."""

from collections.abc import Iterator
from fractions import Fraction

from assess.agreement.agreement import Agreement
from assess.agreement.groups import Extent, Group, Visibility
from assess.agreement.participation import Participation
from assess.agreement.questions import Disagreement
from assess.model.answers import Answer, State
from assess.report import wording
from assess.report.blocks import (
    Block,
    CallOut,
    Chapter,
    Column,
    Definitions,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Tone,
    Words,
)
from assess.report.charts import Cell, DotRange, HeatMap, HeatRow, Spread
from assess.report.inputs import Inputs
from assess.scoring.rounding import shown

_WHITE_CELLS = (
    "White: nobody in that function was asked, or all questions are facts that another function owns."
)
BLOCK = "constituents"
"""The questionnaire's section that asks partners for their terms."""
_MOST_DISPUTED = 5


def chapter(inputs: Inputs) -> Chapter:
    """By function: what they see, where they differ, on which terms they would come along."""
    lead: Words = (
        (
            "Without committed partners the change is slow and wasteful. Finance has to value customers today and in the "
            "future; technology has to put them first in its queue; sales has to accept less of what it has always done. "
            "Where functions see different companies, that is a finding and not noise."
        ),
    )
    answered = any(group.visibility is not Visibility.EMPTY for group in inputs.agreement.groups)
    blocks: list[Block] = [
        *(_seen(inputs) if answered else ()),
        *_knowledge_gaps(inputs),
        *_terms(inputs),
        Heading("Who answered", "participation"),
        _participation(inputs),
        *_consequences(inputs),
    ]
    return Chapter("constituents", "Step 3", "Who must stand with you", lead, tuple(blocks))


def _seen(inputs: Inputs) -> list[Block]:
    return [
        Figure(_overall(inputs), _overall_caption(inputs.agreement)),
        *_disputed(inputs),
        Figure(_heat_map(inputs), _heat_caption(inputs)),
        Paragraph((_WHITE_CELLS,), Tone.SMALL),
    ]


def sharpest(inputs: Inputs) -> Words:
    """The sharpest disagreement in a sentence."""
    found = inputs.agreement.sharpest
    if found is None:
        return ("No two functions that may be shown differ on a question that both were asked.",)
    return (f"{found.label}: ", *_sides(inputs, found), ".")


def group_name(inputs: Inputs, group: Group) -> str:
    """One function, or several pooled."""
    return wording.listed(
        [
            inputs.function(name) if not i else wording.inner(inputs.function(name))
            for i, name in enumerate(group.functions)
        ]
    )


def _sides(inputs: Inputs, found: Disagreement) -> Words:
    words: list[str | Mark] = []
    for extents, joint in ((found.higher, ""), (found.lower, ", ")):
        names = [group_name(inputs, extent.group) for extent in extents]
        median = extents[0].median if extents else None
        words += [
            f"{joint}{wording.listed([names[0], *map(wording.inner, names[1:])]) if not joint else wording.listed([wording.inner(n) for n in names])} ",
            _median(found.question, extents[0].group, median),
        ]
    return tuple(words)


def _median(field: str, group: Group, median: Fraction | None) -> Mark:
    return Mark(f"{field}.{group.id}.median", "" if median is None else wording.one_decimal(shown(median)))


def _overall(inputs: Inputs) -> DotRange:
    section = inputs.agreement.section(inputs.card.overall.id)
    spreads = tuple(
        Spread(
            label=group_name(inputs, extent.group),
            low=extent.low,
            median=extent.median,
            high=extent.high,
            hidden="" if extent.median is not None else _extent_words(extent),
            words=_extent_words(extent),
        )
        for extent in (section.extents if section else ())
    )
    text = "; ".join(f"{spread.label}: {spread.words}" for spread in spreads)
    return DotRange(
        "by-function", "Overall score by function: lowest, median, highest", f"{text}.", inputs.scale, spreads
    )


def _extent_words(extent: Extent) -> str:
    if extent.low is None or extent.median is None or extent.high is None:
        return _HIDDEN if extent.visibility is Visibility.HIDDEN else "nobody answered"
    low, median, high = (
        wording.one_decimal(shown(value)) for value in (extent.low, extent.median, extent.high)
    )
    return f"{median} ({low} to {high})"


_HIDDEN = "not shown, too few people"


def _overall_caption(agreement: Agreement) -> Words:
    people = sum(group.n or 0 for group in agreement.groups)
    return (
        "How ",
        Mark("respondents.shown", str(people)),
        " people score the company, each by their own answers.",
    )


def _heat_map(inputs: Inputs) -> HeatMap:
    agreement = inputs.agreement
    columns = [group for group in agreement.groups if group.visibility is not Visibility.EMPTY]
    rows: list[HeatRow] = []
    for review in inputs.reviews:
        capabilities = [section for section in review.walk() if section.branch.leaves]
        for index, capability in enumerate(capabilities):
            spread = agreement.section(capability.id)
            extents = {extent.group.id: extent for extent in (spread.extents if spread else ())}
            rows.append(
                HeatRow(
                    label=f"{capability.id} {capability.title}",
                    cells=tuple(_cell(extents.get(group.id)) for group in columns),
                    heading=review.title if index == 0 else "",
                )
            )
    return HeatMap(
        "heat-map",
        "Median score of each capability by function",
        "; ".join(
            f"{row.label}: {', '.join(f'{group_name(inputs, g)} {cell.text}' for g, cell in zip(columns, row.cells, strict=True))}"
            for row in rows
        )
        + ".",
        inputs.scale,
        tuple(group_name(inputs, group) for group in columns),
        tuple(rows),
    )


def _cell(extent: Extent | None) -> Cell:
    if extent is None or extent.visibility is Visibility.EMPTY:
        return Cell("")
    if extent.median is None:
        return Cell("few", hidden=True)
    return Cell(wording.one_decimal(shown(extent.median)), extent.median)


def _heat_caption(inputs: Inputs) -> Words:
    widest = max(
        (s for s in inputs.agreement.sections if s.gap and inputs.is_capability(s.section)),
        key=lambda s: s.gap.size if s.gap else Fraction(0),
        default=None,
    )
    if widest is None or widest.gap is None:
        return ("Each capability by function.",)
    return (
        f"Furthest apart: {widest.title}, where {wording.inner(group_name(inputs, widest.gap.higher))} sees ",
        Mark(f"{widest.section}.gap", wording.one_decimal(shown(widest.gap.size))),
        f" more than {wording.inner(group_name(inputs, widest.gap.lower))} on the questions that both answered.",
    )


def _disputed(inputs: Inputs) -> list[Block]:
    found = inputs.agreement.disagreements[:_MOST_DISPUTED]
    if not found:
        return []
    rows = tuple(Row(((f"{one.question} {one.label}",), *_both_sides(inputs, one))) for one in found)
    columns = (
        Column("Question that everybody was asked"),
        Column("Highest"),
        Column("Lowest"),
        Column("Apart", numeric=True),
    )
    table = Table("Questions that divide the functions most (medians)", columns, rows)
    return [Heading("Where they differ", "disagreement"), table]


def _both_sides(inputs: Inputs, one: Disagreement) -> Iterator[Words]:
    for extents in (one.higher, one.lower):
        names = wording.listed([group_name(inputs, extent.group) for extent in extents])
        yield (f"{names}: ", _median(one.question, extents[0].group, extents[0].median))
    yield (Mark(f"{one.question}.apart", wording.one_decimal(shown(one.size))),)


def _knowledge_gaps(inputs: Inputs) -> list[Block]:
    gaps = sorted(
        inputs.agreement.knowledge_gaps, key=lambda gap: (-abs(gap.median - gap.value), gap.question)
    )
    if not gaps:
        return []
    rows = tuple(
        Row(
            (
                (f"{gap.question} {gap.label}",),
                (wording.value(inputs.card, gap.question), f" ({inputs.function(gap.owner).lower()})"),
                (
                    Mark(f"{gap.question}.guesses.median", wording.one_decimal(shown(gap.median))),
                    f" ({wording.one_decimal(shown(gap.low))} to {wording.one_decimal(shown(gap.high))})",
                ),
                (Mark(f"{gap.question}.guesses.n", str(gap.n)),),
            )
        )
        for gap in gaps
    )
    columns = (
        Column("Fact"),
        Column("Owner's answer"),
        Column("What others believed, median"),
        Column("People", numeric=True),
    )
    note = "Beliefs are not counted in any score. They show what the company does not know about itself."
    return [
        Heading("What others believe about facts", "knowledge-gaps"),
        Table("Facts, as their owners answered and as others guessed", columns, rows, note),
    ]


def _terms(inputs: Inputs) -> list[Block]:
    """What partners said they need. Words are printed only if they were released, and never by name."""
    section = next((s for s in inputs.card.questionnaire.sections if s.id == BLOCK), None)
    if section is None:
        return []
    released: list[tuple[str, Words | tuple[Words, ...]]] = []
    for question in section.questions:
        said = [(a.function, answer) for a in inputs.answers if (answer := a.answers.get(question.id))]
        if question.open:
            quotes = [
                (f"{inputs.function(function or '')}: {answer.value}",)
                for function, answer in said
                if _may_print(answer)
            ]
            if quotes:
                released.append((question.label, tuple(quotes)))
    blocks: list[Block] = [Heading("On which terms they would come along", "terms")]
    partners = [(c.partner, inputs.function(c.function)) for c in inputs.engagement.constituents if c.partner]
    if partners:
        named = tuple(
            Row(((function,), (partner,), *_willing(inputs, function))) for partner, function in partners
        )
        blocks.append(
            Table(
                "Partners, and how far their people would go today",
                (Column("Function"), Column("Speaks for it"), Column("Willingness")),
                named,
            )
        )
    if released:
        blocks.append(Definitions(tuple(released)))
    else:
        blocks.append(
            Paragraph(
                (
                    "The terms that partners gave in their own words are not released for this report; ask them.",
                )
            )
        )
    return blocks


def _may_print(answer: Answer) -> bool:
    return answer.state is State.ANSWERED and answer.released


def _willing(inputs: Inputs, function_name: str) -> Iterator[Words]:
    """The statement that the function's median reached, where enough people answered to show it."""
    question = next((q for q in inputs.card.questionnaire.all_questions() if q.id == WILLINGNESS), None)
    chosen = sorted(
        Fraction(answer.value)
        for a in inputs.answers
        if inputs.function(a.function or "") == function_name
        and (answer := a.answers.get(WILLINGNESS))
        and answer.state is State.ANSWERED
    )
    if question is None or not chosen:
        yield ("not asked",)
    elif len(chosen) < inputs.engagement.smallest_group:
        yield (_HIDDEN,)
    else:
        median = chosen[(len(chosen) - 1) // 2]
        text = next((option.text for option in question.choices if option.value == median), "")
        yield (Mark(f"{WILLINGNESS}.{function_name}", wording.plain(median)), f": {text}")


WILLINGNESS = "K5"


def _participation(inputs: Inputs) -> Table:
    columns = (
        Column("Function"),
        Column("Invited", numeric=True),
        Column("Took part", numeric=True),
        Column("Answered all", numeric=True),
        Column("Unknown", numeric=True),
        Column("Not applicable", numeric=True),
        Column("Unanswered", numeric=True),
    )
    rows = tuple(
        Row(((group_name(inputs, one.group),), *(_counted(one, name) for name in _COUNTS)))
        for one in inputs.agreement.participation
    )
    return Table("Respondents, and the answers in their documents", columns, rows)


_COUNTS = ("invited", "took_part", "completed", "unknown", "not_applicable", "unanswered")


def _counted(one: Participation, name: str) -> Words:
    number = getattr(one, name)
    return ("not shown",) if number is None else (Mark(f"participation.{one.group.id}.{name}", str(number)),)


def _consequences(inputs: Inputs) -> list[Block]:
    """What follows from who did not answer, or answered without reading."""
    items: list[Words] = []
    for one in inputs.agreement.participation:
        name = group_name(inputs, one.group)
        if one.took_part == 0:
            items.append(
                (f"{name}: nobody answered. What this function sees is missing from every combined value.",)
            )
        if one.straight_lining:
            items.append(
                (
                    f"{name}: ",
                    Mark(f"participation.{one.group.id}.straight_lining", str(one.straight_lining)),
                    " respondent gave the same answer to nearly every question; it is counted, and deserves a conversation."
                    if one.straight_lining == 1
                    else " respondents gave the same answer to nearly every question; they are counted, and deserve a conversation.",
                )
            )
        if one.core_only:
            items.append(
                (
                    f"{name}: ",
                    Mark(f"participation.{one.group.id}.core_only", str(one.core_only)),
                    " answered the core questions only.",
                )
            )
    return [CallOut("What follows from how it was answered", tuple(items))] if items else []
