"""The same answers through the other frameworks: a table each, and the hourglass drawn."""

from collections.abc import Iterable

from assess.model.answers import State
from assess.model.questionnaire import Lens, LensSection
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
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
from assess.report.inputs import Inputs, by_score, leaves
from assess.report.reasons import apart, stands_clear
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
        Heading(lens.title, f"lens-{lens.id}", opens_page=lens is not inputs.card.questionnaire.lenses[0]),
        Paragraph(words(lens.asks, " " if lens.asks else "", wording.result(scored))),
        *paragraphs(words(lens.summary), apart(inputs.card, scored)),
    ]
    if lens.id == HOURGLASS and inputs.is_on_ladder:
        blocks.append(Figure(_hourglass(inputs, scored), _balance(scored)))
    blocks.append(_table(lens, scored))
    reasons = [(part, apart(inputs.card, part)) for part in scored.walk() if part is not scored]
    said = tuple(words(f"{part.title}. ", reason) for part, reason in reasons if reason)
    if said:
        blocks += [Heading("Where level and score part", f"apart-{lens.id}", depth=3), Bullets(said)]
    source = next((one for one in inputs.card.questionnaire.sources if one.id == lens.source), None)
    if source:
        author = f" Author: {wording.sentence(source.author)}" if source.author else ""
        blocks.append(Paragraph((f"After {wording.titled(source)}.{author}",), Tone.SMALL))
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
    """Before and after the sale, side by side; a verdict only where the two are clearly apart."""
    if len(scored.sections) != _HALVES or any(half.score is None for half in scored.sections):
        return ("Maturity at each stage, before and after the sale.",)
    before, after = scored.sections
    said = words(
        f"{before.title} ", _with_range(before), f", {wording.inner(after.title)} ", _with_range(after)
    )
    if stands_clear(before, after):
        return words(said, ": the company is more able to win customers than to keep them.")
    if stands_clear(after, before):
        return words(said, ": the company is more able to keep customers than to win them.")
    return words(said, ": too close to say that one half is stronger.", _weakest(scored))


def _with_range(section: SectionScore) -> Words:
    spread = wording.spread(section)
    return words(wording.score(section), " (" if spread else "", spread, ")" if spread else "")


def _weakest(scored: SectionScore) -> Words:
    ranked = by_score(leaves(scored))
    lowest = [stage for stage in ranked if stage.shown == ranked[0].shown]
    if len(lowest) == len(ranked):
        return ()
    names = wording.listed([stage.title for stage in lowest])
    return (f" Weakest {wording.noun(len(lowest), 'stage')}: {names} (", wording.score(lowest[0]), ").")


def _table(lens: Lens, scored: SectionScore) -> Table:
    claims = {section.id: section.claim for section in _all(lens.sections)}
    sections = [section for section in scored.walk() if section is not scored]
    has_range = any(wording.spread(section) for section in sections)
    numeric = ("Score", "Level", *(["Range"] * has_range), "Questions")
    titles = columns("Part", *numeric, numeric=numeric)
    rows = tuple(_row(section, claims[section.id], has_range=has_range) for section in sections)
    note = "Questions: how many answered ones stand behind the score."
    return Table(f"{lens.title}: scores and levels", titles, rows, note)


def _row(section: SectionScore, claim: str, *, has_range: bool) -> Row:
    return row(
        f"{section.title}. {claim}" if claim else section.title,
        wording.score(section),
        wording.level(section),
        *((wording.spread(section),) if has_range else ()),
        wording.counted(section, State.ANSWERED),
        emphasis=not section.branch.leaves,
    )


def _all(sections: Iterable[LensSection]) -> list[LensSection]:
    return [one for section in sections for one in (section, *_all(section.sections))]
