"""The same answers through the other frameworks: a table each, and the hourglass drawn."""

from collections.abc import Iterable

from assess.model.answers import State
from assess.model.questionnaire import Lens, LensSection
from assess.report import wording
from assess.report.blocks import (
    Block,
    Chapter,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    Tone,
    Words,
    columns,
    paragraphs,
    row,
    words,
)
from assess.report.charts.hourglass import Hourglass, Stage
from assess.report.inputs import Inputs, leaves
from assess.scoring.card import SectionScore

HOURGLASS = "hourglass"
_HALVES = 2


def chapter(inputs: Inputs) -> Chapter:
    """All lenses in the questionnaire's order."""
    blocks: list[Block] = []
    for lens, scored in zip(inputs.card.questionnaire.lenses, inputs.card.lenses, strict=True):
        blocks += _lens(inputs, lens, scored)
    ways = wording.several(len(inputs.card.lenses), "more way")
    authors = ", as its authors see the customer relationship" if inputs.is_customer_centricity else ""
    lead = (
        "Nobody answered anything twice for this part. Each lens takes those answers that bear on its "
        f"question and puts them in another order{authors}; it counts none twice."
    )
    return Chapter("lenses", "", f"The same answers, seen {ways}", (lead,), tuple(blocks))


def _lens(inputs: Inputs, lens: Lens, scored: SectionScore) -> list[Block]:
    blocks: list[Block] = [
        Heading(lens.title, f"lens-{lens.id}"),
        Paragraph(words(lens.asks, " " if lens.asks else "", wording.result(scored))),
        *paragraphs(words(lens.summary)),
    ]
    if lens.id == HOURGLASS and inputs.is_on_ladder:
        blocks.append(Figure(_hourglass(inputs, scored), _balance(scored)))
    blocks.append(_table(lens, scored))
    source = next((one for one in inputs.card.questionnaire.sources if one.id == lens.source), None)
    if source:
        year = f" ({source.year})" if source.year else ""
        blocks.append(Paragraph((f"After {source.author}, {source.title}{year}.",), Tone.SMALL))
    return blocks


def _hourglass(inputs: Inputs, scored: SectionScore) -> Hourglass:
    stages = tuple(
        Stage(label=leaf.title, words=str(wording.score(leaf)), now=leaf.score) for leaf in leaves(scored)
    )
    before = len(leaves(scored.sections[0])) if scored.sections else 0
    text = "; ".join(f"{stage.label} {stage.words}" for stage in stages)
    return Hourglass(
        "hourglass",
        "Maturity at each stage of the customer hourglass",
        f"{text}.",
        inputs.scale,
        stages,
        before,
    )


def _balance(scored: SectionScore) -> Words:
    """Before and after the sale, side by side."""
    halves = [(half, half.score) for half in scored.sections if half.score is not None]
    if len(halves) != _HALVES or len(scored.sections) != _HALVES:
        return ("Maturity at each stage, before and after the sale.",)
    (before, first), (after, second) = halves
    if before.shown == after.shown:
        verdict = "the company is as able after the sale as before it."
    elif first > second:
        verdict = "the company is more able to win customers than to keep them."
    else:
        verdict = "the company is more able to keep customers than to win them."
    return (
        f"{before.title} ",
        wording.score(before),
        f", {wording.inner(after.title)} ",
        wording.score(after),
        f": {verdict}",
    )


def _table(lens: Lens, scored: SectionScore) -> Table:
    claims = {section.id: section.claim for section in _all(lens.sections)}
    titles = columns("Part", "Score", "Level", "Range", "Questions", numeric=("Score", "Level", "Questions"))
    rows = tuple(_row(section, claims[section.id]) for section in scored.walk() if section is not scored)
    note = "Questions: how many answered ones stand behind the score."
    return Table(f"{lens.title}: scores and levels", titles, rows, note)


def _row(section: SectionScore, claim: str) -> Row:
    return row(
        f"{section.title}. {claim}" if claim else section.title,
        wording.score(section),
        wording.level(section),
        wording.spread(section),
        wording.counted(section, State.ANSWERED),
        emphasis=not section.branch.leaves,
    )


def _all(sections: Iterable[LensSection]) -> list[LensSection]:
    return [one for section in sections for one in (section, *_all(section.sections))]
