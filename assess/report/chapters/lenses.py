"""The same answers through the other frameworks: a table each, and the hourglass drawn."""

from assess.model.questionnaire import Lens, LensSection
from assess.report import wording
from assess.report.blocks import Block, Chapter, Column, Figure, Heading, Paragraph, Row, Table, Tone, Words
from assess.report.charts.hourglass import Hourglass, Stage
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore

HOURGLASS = "hourglass"


def chapter(inputs: Inputs) -> Chapter:
    """All lenses in the questionnaire's order."""
    blocks: list[Block] = []
    for lens, scored in zip(inputs.card.questionnaire.lenses, inputs.card.lenses, strict=True):
        blocks += _lens(inputs, lens, scored)
    lead = (
        (
            "Nobody answered anything twice for this part. Each lens puts the same answers in another order, as its "
            "authors see the customer relationship, and counts every question once."
        ),
    )
    return Chapter("lenses", "", "The same answers, seen four more ways", lead, tuple(blocks))


def _lens(inputs: Inputs, lens: Lens, scored: SectionScore) -> list[Block]:
    blocks: list[Block] = [Heading(lens.title, f"lens-{lens.id}")]
    if lens.asks:
        blocks.append(Paragraph((lens.asks, *_result(scored))))
    if lens.summary:
        blocks.append(Paragraph((lens.summary,)))
    if lens.id == HOURGLASS:
        blocks.append(Figure(_hourglass(inputs, scored), _balance(scored)))
    blocks.append(_table(lens, scored))
    source = next((s for s in inputs.card.questionnaire.sources if s.id == lens.source), None)
    if source:
        year = f" ({source.year})" if source.year else ""
        blocks.append(Paragraph((f"After {source.author}, {source.title}{year}.",), Tone.SMALL))
    return blocks


def _result(scored: SectionScore) -> Words:
    return (" Score ", wording.score(scored), ", level ", wording.level(scored), ".")


def _hourglass(inputs: Inputs, scored: SectionScore) -> Hourglass:
    stages = tuple(
        Stage(label=leaf.title, words=str(wording.score(leaf)), now=leaf.score)
        for leaf in scored.walk()
        if leaf.branch.leaves
    )
    before = len([leaf for leaf in scored.sections[0].walk() if leaf.branch.leaves]) if scored.sections else 0
    text = "; ".join(f"{stage.label} {stage.words}" for stage in stages) + "."
    return Hourglass(
        "hourglass", "Maturity at each stage of the customer hourglass", text, inputs.scale, stages, before
    )


def _balance(scored: SectionScore) -> Words:
    """Before and after the sale, side by side."""
    if len(scored.sections) != 2 or any(half.score is None for half in scored.sections):  # noqa: PLR2004  # two halves
        return ("Maturity at each stage, before and after the sale.",)
    before, after = scored.sections
    first, second = wording.score(before), wording.score(after)
    if first.text == second.text:
        verdict = "the company is as able after the sale as before it."
    elif (before.score or 0) > (after.score or 0):
        verdict = "the company is more able to win customers than to keep them."
    else:
        verdict = "the company is more able to keep customers than to win them."
    return (f"{before.title} ", first, f", {after.title.lower()} ", second, f": {verdict}")


def _table(lens: Lens, scored: SectionScore) -> Table:
    claims = {section.id: section.claim for section in _all(lens.sections)}
    columns = (
        Column("Part"),
        Column("Score", numeric=True),
        Column("Level", numeric=True),
        Column("Range"),
        Column("Questions", numeric=True),
    )
    rows = tuple(
        Row(
            (
                (f"{leaf.title}. {claims.get(leaf.id, '')}".rstrip(),),
                (wording.score(leaf),),
                (wording.level(leaf),),
                wording.spread(leaf),
                (wording.counted(leaf, "answered"),),
            ),
            emphasis=not leaf.branch.leaves,
        )
        for leaf in scored.walk()
        if leaf is not scored
    )
    return Table(
        f"{lens.title}: scores and levels",
        columns,
        rows,
        "Questions: how many with an answer stand behind the score.",
    )


def _all(sections: tuple[LensSection, ...]) -> list[LensSection]:
    return [inner for section in sections for inner in (section, *_all(section.sections))]
