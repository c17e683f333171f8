"""Step 3: who must stand with the change, and how differently they see the company."""

from assess.agreement.groups import Visibility
from assess.agreement.participation import Participation
from assess.agreement.questions import KnowledgeGap
from assess.model.engagement import Scope
from assess.report import wording
from assess.report.blocks import (
    Block,
    CallOut,
    Chapter,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.chapters import terms, views
from assess.report.chapters.views import SHOWS_EXTREMES, group_name
from assess.report.inputs import Inputs

_ABSENT = "What this function sees is missing from every combined value."
_COUNTS = {
    "invited": "Invited",
    "took_part": "Took part",
    "completed": "Answered all",
    "unknown": "Unknown",
    "not_applicable": "Not applicable",
    "unanswered": "Unanswered",
}


def chapter(inputs: Inputs) -> Chapter:
    """By function: what they see, where they differ, on which terms they would come along."""
    found = inputs.agreement
    answered = any(group.visibility is not Visibility.EMPTY for group in found.groups)
    blocks: list[Block] = [
        *(views.seen(inputs) if answered else ()),
        *_knowledge_gaps(inputs),
        *terms.blocks(inputs),
        Heading("Who answered", "participation"),
        _participation(inputs) if found.participation else Paragraph(("Nobody has answered yet.",)),
        *_consequences(inputs),
    ]
    return Chapter("constituents", "Step 3", "Who must stand with you", (_lead(inputs),), tuple(blocks))


def _lead(inputs: Inputs) -> str:
    lead = "Without committed partners the change is slow and wasteful. "
    if inputs.is_customer_centricity:
        lead += (
            "Finance has to value customers today and in the future; technology has to put them first in its "
            "queue; sales has to accept less of what it has always done. "
        )
    if inputs.has_functions:
        return f"{lead}Where functions see different companies, that is a finding and not noise."
    return f"{lead}No respondent named a function, so what functions see cannot be compared here."


def _knowledge_gaps(inputs: Inputs) -> list[Block]:
    gaps = sorted(
        inputs.agreement.knowledge_gaps, key=lambda gap: (-abs(gap.median - gap.value), gap.question)
    )
    if not gaps:
        return []
    titles = columns("Fact", "Owner's answer", "What others believed, median", "People", numeric=("People",))
    note = "Beliefs are not counted in any score. They show what the company does not know about itself."
    caption = "Facts, as their owners answered and as others guessed"
    rows = tuple(_knowledge_gap(inputs, gap) for gap in gaps)
    return [
        Heading("What others believe about facts", "knowledge-gaps"),
        Table(caption, titles, rows, note),
    ]


def _knowledge_gap(inputs: Inputs, gap: KnowledgeGap) -> Row:
    between = f" ({wording.one_decimal(gap.low)} to {wording.one_decimal(gap.high)})"
    return row(
        wording.label(gap.question, gap.label),
        (wording.value(inputs.card, gap.question), f" ({wording.inner(inputs.function(gap.owner))})"),
        words(
            Mark(f"{gap.question}.guesses.median", wording.one_decimal(gap.median)),
            between if gap.n >= SHOWS_EXTREMES else "",
        ),
        Mark(f"{gap.question}.guesses.n", str(gap.n)),
    )


def _participation(inputs: Inputs) -> Table:
    titles = columns("Function", *_COUNTS.values(), numeric=tuple(_COUNTS.values()))
    rows = tuple(
        row(group_name(inputs, one.group), *(_counted(one, name) for name in _COUNTS))
        for one in inputs.agreement.participation
    )
    return Table("Respondents, and the answers in their documents", titles, rows)


def _counted(one: Participation, name: str) -> Mark | str:
    number = getattr(one, name)
    return "not shown" if number is None else Mark(f"participation.{one.group.id}.{name}", str(number))


def _consequences(inputs: Inputs) -> list[Block]:
    """What follows from who did not answer, or answered without reading; single people without function."""
    found = inputs.agreement.participation
    items = [
        words(f"{group_name(inputs, one.group)}: nobody answered. {_ABSENT}")
        for one in found
        if one.took_part == 0
    ]
    straight = sum(one.straight_lining or 0 for one in found)
    if straight:
        counted = wording.noun(straight, "it is counted", "they are counted")
        said = f" gave the same answer to nearly every question; {counted}."
        items.append(_people(straight, "straight_lining", said))
    core_only = sum(one.core_only or 0 for one in found)
    if core_only and inputs.engagement.scope is Scope.FULL:
        items.append(_people(core_only, "core_only", " answered the core questions only."))
    return [CallOut("What follows from how it was answered", tuple(items))] if items else []


def _people(number: int, field: str, said: str) -> Words:
    return (Mark(f"participation.{field}", str(number)), f" {wording.noun(number, 'respondent')}{said}")
