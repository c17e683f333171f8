"""Step 1: where the company stands, review by review and capability by capability."""

from assess.model.answers import State
from assess.model.questionnaire import LevelMethodName
from assess.report import wording
from assess.report.blocks import (
    Block,
    Chapter,
    Definitions,
    Figure,
    Heading,
    Meaning,
    Paragraph,
    Table,
    Words,
    columns,
    paragraphs,
    row,
    words,
)
from assess.report.charts.radar import Axis, Radar
from assess.report.inputs import Inputs, by_score
from assess.report.reasons import apart, in_the_way, stands_clear, uncertainty
from assess.scoring.card import SectionScore

_FEWEST_AXES = 3
_INDICATIVE = "The level is an indication: at least half of what it rests on has too few answers for a level."


def chapter(inputs: Inputs) -> Chapter:
    """Overall picture first, then each review with its capabilities."""
    overall = inputs.card.overall
    blocks: list[Block] = [
        *_picture(inputs),
        *paragraphs(apart(inputs.card, overall), uncertainty(overall)),
        Heading("The ladder", "ladder"),
        _ladder(inputs),
    ]
    if inputs.is_nested:
        for review in inputs.reviews:
            blocks += _review(inputs, review)
    else:
        sections = tuple(overall.walk())[1:]
        blocks += [
            Heading("The sections", "sections"),
            _table(inputs, "Sections, and what they reach", sections),
        ]
        for section in sections:
            blocks += _capability(inputs, section)
    return Chapter("standing", "Step 1", "Where you stand", _lead(inputs), tuple(blocks))


def _lead(inputs: Inputs) -> Words:
    return words(_standing(inputs), _extremes(inputs))


def _standing(inputs: Inputs) -> Words:
    overall = inputs.card.overall
    if overall.score is None:
        if overall.counts[State.ANSWERED]:
            return ("Some answers that a sum needs are missing, so there is a range and no score yet.",)
        return ("No question has an answer yet, so there is no score and no level.",)
    score = wording.score(overall)
    if overall.level is not None:
        return words(
            f"{inputs.client} stands at level ",
            wording.bare_level(overall),
            f", {wording.level_name(inputs.card, overall.level)}, with a score of ",
            score,
            f" on a ladder from {inputs.scale.low} to {inputs.scale.high}." if inputs.is_on_ladder else ".",
            f" {_INDICATIVE}" if overall.indicative else "",
        )
    if overall.branch.level.method is LevelMethodName.NONE:
        return (
            f"{inputs.client} has a score of ",
            score,
            "; this questionnaire gives no level to the whole.",
        )
    return (
        f"{inputs.client} has a score of ",
        score,
        ". There are too few answers for a level; what follows is indicative.",
    )


def _extremes(inputs: Inputs) -> Words:
    """The highest and the lowest review, if they can be compared and are clearly apart."""
    ranked = by_score(inputs.reviews)
    if not inputs.is_on_ladder or not ranked or not stands_clear(ranked[-1], ranked[0]):
        return ()
    number, pieces = len(inputs.reviews), wording.parts(inputs.card, inputs.card.overall)
    return (
        f" Of the {wording.small(number)} {pieces}, {wording.the(inputs.card, ranked[-1])} stands highest (",
        wording.score(ranked[-1]),
        f") and {wording.the(inputs.card, ranked[0])} lowest (",
        wording.score(ranked[0]),
        ").",
    )


def _picture(inputs: Inputs) -> list[Block]:
    """Two axes are no radar, and scores beyond the ladder would be drawn at its edge."""
    if len(inputs.capabilities) < _FEWEST_AXES or not inputs.is_on_ladder:
        return []
    return [Figure(_radar(inputs), _radar_caption(inputs))]


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
    text = "; ".join(f"{axis.label} {axis.words}" for axis in axes)
    title = f"Scores of all {inputs.capability_nouns}"
    return Radar("radar-capabilities", title, f"{text}.", inputs.scale, axes)


def _radar_caption(inputs: Inputs) -> Words:
    ranked = inputs.ranked
    if not ranked:
        return ("Nothing has an answer yet.",)
    if ranked[0].shown == ranked[-1].shown:
        return ("All that were answered stand at ", wording.score(ranked[0]), ".")
    return (
        f"Furthest out: {ranked[-1].title} (",
        wording.score(ranked[-1]),
        f"). Closest to the centre: {ranked[0].title} (",
        wording.score(ranked[0]),
        ").",
    )


def _ladder(inputs: Inputs) -> Table:
    """Columns in which the questionnaire says nothing are left out."""
    ladder, here = inputs.card.questionnaire.ladder, inputs.card.overall.level
    has_meaning = any(step.meaning for step in ladder)
    has_boardroom = any(step.boardroom for step in ladder)
    rows = tuple(
        row(
            f"{step.value} {step.name}",
            *((step.meaning,) if has_meaning else ()),
            *((step.boardroom,) if has_boardroom else ()),
            emphasis=step.value == here,
        )
        for step in ladder
    )
    titles = ["Level", *(["What it means"] * has_meaning), *(["Seen from the boardroom"] * has_boardroom)]
    caption = "The ladder; the level reached is set in bold" if here else "The ladder"
    note = f"Level {ladder[-1].value} is not everyone's target: whether it pays is a question of economics."
    return Table(caption, columns(*titles), rows, note)


def _review(inputs: Inputs, review: SectionScore) -> list[Block]:
    record = inputs.records[review.id]
    title = wording.review_title(review.title)
    caption = f"{wording.parts(inputs.card, review).capitalize()} of the {wording.inner(title)}"
    sections = tuple(section for section in review.walk() if section is not review or section.branch.leaves)
    blocks: list[Block] = [
        Heading(title, f"review-{review.id}"),
        Paragraph(words(record.asks, " " if record.asks else "", _named_result(inputs, review))),
        *paragraphs(apart(inputs.card, review)),
        _table(inputs, caption, sections),
    ]
    for section in sections:
        blocks += _capability(inputs, section)
    return blocks


def _named_result(inputs: Inputs, section: SectionScore) -> Words:
    if section.level is None or section.score is None:
        return wording.result(section)
    *said, _ = wording.result(section)
    return words(*said, f", {wording.level_name(inputs.card, section.level)}.")


def _table(inputs: Inputs, caption: str, sections: tuple[SectionScore, ...]) -> Table:
    first = inputs.capability_noun.capitalize()
    has_wanted = any(section.id in inputs.targets for section in sections)
    has_range = any(wording.spread(section) for section in sections)
    numeric = ("Score", "Level", *(["Wanted"] * has_wanted), *(["Range"] * has_range), "Answered")
    rows = tuple(
        row(
            wording.label(section.id, section.title),
            wording.score(section),
            wording.level(section),
            *((_wanted(inputs, section),) if has_wanted else ()),
            *((wording.spread(section),) if has_range else ()),
            _answered(section),
        )
        for section in sections
    )
    return Table(caption, columns(first, *numeric, numeric=numeric), rows)


def _wanted(inputs: Inputs, section: SectionScore) -> Words:
    target = inputs.targets.get(section.id)
    return (wording.wanted(section.id, target.level),) if target else ()


def _answered(section: SectionScore) -> Words:
    asked = sum(section.counts.values()) - section.counts["not-asked"]
    return (wording.counted(section, State.ANSWERED), f" of {asked}")


def _capability(inputs: Inputs, capability: SectionScore) -> list[Block]:
    claim = inputs.records[capability.id].claim
    items = tuple(_items(inputs, capability))
    blocks: list[Block] = [
        Heading(wording.label(capability.id, capability.title), f"capability-{capability.id}", depth=3),
        Paragraph(words(claim, " " if claim else "", wording.result(capability))),
    ]
    return [*blocks, Definitions(items)] if items else blocks


def _items(inputs: Inputs, capability: SectionScore) -> list[tuple[str, Meaning]]:
    """What this level and the next usually look like, what was found here, and why level and score differ."""
    seen = {step.level: step.text for step in inputs.records[capability.id].levels}
    reach = -1 if capability.reach is None else capability.reach
    items = [
        (f"Typical of level {reach}", words(seen.get(reach, ""))),
        (f"Typical of level {reach + 1}", words(seen.get(reach + 1, "")) if reach >= 0 else ()),
        ("Here", _strongest_and_weakest(inputs, capability)),
        ("In the way", in_the_way(inputs.card, capability)),
        ("Score and level", apart(inputs.card, capability)),
    ]
    return [(term, meaning) for term, meaning in items if meaning]


def _strongest_and_weakest(inputs: Inputs, capability: SectionScore) -> Words:
    """The highest and the lowest answer, where they differ."""
    valued = [
        (value, leaf.id)
        for leaf in capability.branch.leaves
        if (value := inputs.card.counting.value(leaf.id)) is not None
    ]
    if not valued:
        return ()
    (high, strongest), (low, weakest) = (
        max(valued, key=lambda pair: pair[0]),
        min(valued, key=lambda pair: pair[0]),
    )
    if high == low:
        return ()
    return words(
        f"Strongest: {inputs.card.cells[strongest].question.label} (",
        wording.value(inputs.card, strongest),
        f"). Weakest: {inputs.card.cells[weakest].question.label} (",
        wording.value(inputs.card, weakest),
        ").",
    )
