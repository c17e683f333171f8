"""Step 1: where the company stands, review by review and capability by capability."""

from assess.model.questionnaire import Section
from assess.report import wording
from assess.report.blocks import (
    Block,
    Chapter,
    Column,
    Definitions,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
)
from assess.report.charts.radar import Axis, Radar
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore
from assess.scoring.explain import Cause, stands_apart
from assess.scoring.levels import Step
from assess.scoring.next_level import next_level


def chapter(inputs: Inputs) -> Chapter:
    """Overall picture first, then each review with its capabilities."""
    overall = inputs.card.overall
    blocks: list[Block] = [
        Figure(_radar(inputs), _radar_caption(inputs)),
        *_paragraph(apart(inputs, overall)),
        *_paragraph(_uncertainty(overall)),
        Heading("The ladder", "ladder"),
        _ladder(inputs),
    ]
    for review in inputs.reviews:
        blocks += _review(inputs, review)
    return Chapter("standing", "Step 1", "Where you stand", _lead(inputs), tuple(blocks))


def apart(inputs: Inputs, section: SectionScore) -> Words:
    """Why the level is not the score rounded down; empty where it is."""
    found = stands_apart(section)
    if found is None:
        return ()
    start: Words = (
        "The score is ",
        wording.score(section),
        ", yet the level is ",
        wording.level(section),
        ". ",
    )
    if found.step is None:
        return (*start, "The levels of this part begin at thresholds of their own, not at whole numbers.")
    behind = [_name(inputs, section, child) for child in found.children]
    if found.cause is Cause.HELD_BACK:
        return (
            *start,
            (
                f"Level {found.step.level} counts only when {_needed(found.step)} {_children(section)} have reached it, and "
                f"{wording.listed(behind)} {'has' if len(behind) == 1 else 'have'} not. "
                "A good average can hide them; the level does not."
            ),
        )
    who = wording.listed(behind) if behind else "a few low answers"
    return (
        *start,
        (
            f"{_needed(found.step).capitalize()} {_children(section)} have reached that level, which is enough; "
            f"{who} {'pulls' if len(behind) == 1 else 'pull'} the average down."
        ),
    )


def in_the_way(inputs: Inputs, section: SectionScore) -> Words:
    """What stands between a capability and its next level."""
    ahead = next_level(inputs.card, section)
    if ahead is None or not section.steps:
        return ()
    words: list[str | Mark] = [
        (
            f"Level {ahead.level} needs at least {wording.plain(ahead.needed)} per cent of the questions at {ahead.level} or above. "
            "Short of it: "
        )
    ]
    for index, part in enumerate(ahead.short):
        words += [
            ", " if index else "",
            f"{_name(inputs, section, part.id)} (",
            wording.value(inputs.card, part.id),
            ")",
        ]
    return wording.cleaned((*words, "."))


def _lead(inputs: Inputs) -> Words:
    overall = inputs.card.overall
    name = wording.level_name(inputs.card, overall.level)
    if overall.level is None:
        return (
            f"{inputs.client} has a score of ",
            wording.score(overall),
            ". There are too few answers for a level; what follows is indicative.",
        )
    low, high = _extremes(inputs)
    return (
        f"{inputs.client} stands at level ",
        wording.level(overall),
        f", {name}, with a score of ",
        wording.score(overall),
        f" on a ladder from {inputs.scale.low} to {inputs.scale.high}. ",
        f"Of the reviews, {high.title} stands highest (",
        wording.score(high),
        f") and {low.title} lowest (",
        wording.score(low),
        ").",
    )


def _extremes(inputs: Inputs) -> tuple[SectionScore, SectionScore]:
    ranked = sorted(
        (review for review in inputs.reviews if review.score is not None), key=lambda r: r.score or 0
    )
    return (ranked[0], ranked[-1]) if ranked else (inputs.card.overall, inputs.card.overall)


def _radar(inputs: Inputs) -> Radar:
    axes = tuple(
        Axis(
            short=section.id,
            label=section.title,
            words=str(wording.score(section)),
            now=section.score,
            wanted=inputs.targets[section.id].level if section.id in inputs.targets else None,
        )
        for section in inputs.capabilities
    )
    return Radar(
        "radar-capabilities",
        "Scores of all capabilities",
        "; ".join(f"{axis.label} {axis.words}" for axis in axes) + ".",
        inputs.scale,
        axes,
    )


def _radar_caption(inputs: Inputs) -> Words:
    ranked = sorted((c for c in inputs.capabilities if c.score is not None), key=lambda c: c.score or 0)
    if not ranked:
        return ("No capability has an answer yet.",)
    return (
        f"Furthest out: {ranked[-1].title} (",
        wording.score(ranked[-1]),
        f"). Closest to the centre: {ranked[0].title} (",
        wording.score(ranked[0]),
        ").",
    )


def _uncertainty(section: SectionScore) -> Words:
    spread = wording.spread(section)
    if not spread:
        return ()
    return (
        wording.counted(section, "unknown"),
        " questions were asked and nobody could say; ",
        wording.counted(section, "unanswered"),
        " have no answer yet. With the worst and the best of the missing answers the score would be ",
        *spread,
        ".",
    )


def _ladder(inputs: Inputs) -> Table:
    here = inputs.card.overall.level
    rows = tuple(
        Row(
            (
                (f"{step.value} {step.name}",),
                (step.meaning,),
                (step.boardroom,),
            ),
            emphasis=step.value == here,
        )
        for step in inputs.card.questionnaire.ladder
    )
    columns = (Column("Level"), Column("What it means"), Column("Seen from the boardroom"))
    note = "Level 5 is not everyone's target: whether it pays is a question of economics."
    return Table("The ladder; the level reached is set in bold", columns, rows, note)


def _review(inputs: Inputs, review: SectionScore) -> list[Block]:
    section = section_of(inputs, review.id)
    blocks: list[Block] = [
        Heading(f"{review.title} review", f"review-{review.id}"),
        Paragraph(
            (
                f"{section.asks} " if section.asks else "",
                "Score ",
                wording.score(review),
                ", level ",
                wording.level(review),
                f", {wording.level_name(inputs.card, review.level)}." if review.level is not None else ".",
            )
        ),
        *_paragraph(apart(inputs, review)),
        _capability_table(inputs, review),
    ]
    for capability in review.walk():
        if capability.branch.leaves:
            blocks += _capability(inputs, capability)
    return blocks


def _capability_table(inputs: Inputs, review: SectionScore) -> Table:
    columns = (
        Column("Capability"),
        Column("Score", numeric=True),
        Column("Level", numeric=True),
        Column("Wanted", numeric=True),
        Column("Range"),
        Column("Answered", numeric=True),
    )
    rows = tuple(
        Row(
            (
                (f"{section.id} {section.title}",),
                (wording.score(section),),
                (wording.level(section),),
                _wanted(inputs, section),
                wording.spread(section),
                (
                    wording.counted(section, "answered"),
                    f" of {sum(section.counts.values()) - section.counts['not-asked']}",
                ),
            )
        )
        for section in review.walk()
        if section.branch.leaves
    )
    return Table(f"Capabilities of the {review.title.lower()} review", columns, rows)


def _wanted(inputs: Inputs, section: SectionScore) -> Words:
    target = inputs.targets.get(section.id)
    return (Mark(f"{section.id}.wanted", str(target.level)),) if target else ()


def _capability(inputs: Inputs, capability: SectionScore) -> list[Block]:
    section = section_of(inputs, capability.id)
    seen = {step.level: step.text for step in section.levels}
    items: list[tuple[str, Words]] = []
    reach = capability.reach
    if reach is not None and reach in seen:
        items.append(("Today", (seen[reach],)))
    if reach is not None and reach + 1 in seen:
        items.append((f"At level {reach + 1}", (seen[reach + 1],)))
    short = in_the_way(inputs, capability)
    if short:
        items.append(("In the way", short))
    reason = apart(inputs, capability)
    if reason:
        items.append(("Score and level", reason))
    blocks: list[Block] = [
        Heading(f"{capability.id} {capability.title}", f"capability-{capability.id}", depth=3),
        Paragraph(
            (
                f"{section.claim} " if section.claim else "",
                "Score ",
                wording.score(capability),
                ", level ",
                wording.level(capability),
                ".",
            )
        ),
    ]
    return [*blocks, Definitions(tuple(items))] if items else blocks


def section_of(inputs: Inputs, section_id: str) -> Section:
    """The questionnaire's record of a scored section."""
    return next(s for s in inputs.card.questionnaire.all_sections() if s.id == section_id)


def _name(inputs: Inputs, section: SectionScore, child: str) -> str:
    titles = {inner.id: inner.title for inner in section.sections}
    return titles.get(child) or inputs.card.cells[child].question.label


def _children(section: SectionScore) -> str:
    if not section.sections:
        return "of its questions"
    return "of the reviews" if any(inner.sections for inner in section.sections) else "of its capabilities"


def _needed(step: Step) -> str:
    return f"at least {wording.plain(step.needed)} per cent"


def _paragraph(words: Words) -> list[Block]:
    return [Paragraph(words)] if words else []
