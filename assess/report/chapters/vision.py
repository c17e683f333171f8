"""Step 2: where the company wants to go, and how far that is."""

from assess.model.vision import Need, Vision
from assess.report import wording
from assess.report.blocks import (
    Block,
    CallOut,
    Chapter,
    Definitions,
    Figure,
    Heading,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
)
from assess.report.charts.gaps import Gap, GapBars
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore


def chapter(inputs: Inputs) -> Chapter:
    """On the first page where the company wants to go; then what that rests on and who asked for it."""
    vision = inputs.vision
    if vision is None:
        return Chapter("vision", "Step 2", "The vision", (_unwritten(inputs),), ())
    blocks: list[Block] = []
    if vision.changes_for_customers:
        blocks.append(CallOut("What changes for customers", ((vision.changes_for_customers,),)))
    if vision.needs:
        blocks += [Heading("What customers need, and what follows from it", "needs"), _follows(vision)]
    if vision.targets:
        blocks += _way(inputs)
    blocks += [Heading("What the vision rests on", "rests-on"), Paragraph((_rests_on(vision),))]
    if vision.needs:
        blocks.append(Definitions(tuple((need.text, (_evidence(need),)) for need in vision.needs)))
    if vision.themes:
        blocks.append(_themes(vision))
    if vision.targets:
        blocks.append(_targets(inputs, vision))
    return Chapter("vision", "Step 2", "The vision", (vision.statement,), tuple(blocks))


def _follows(vision: Vision) -> Definitions:
    """Each need with the themes that name it first, or else with those that name it at all."""
    return Definitions(tuple((need.text, (_themes_of(vision, need),)) for need in vision.needs))


def _themes_of(vision: Vision, need: Need) -> str:
    derived = [theme for theme in vision.themes if need.id in theme.from_]
    first = [theme for theme in derived if theme.from_[0] == need.id]
    return " ".join(wording.sentence(theme.text) for theme in first or derived) or "Nothing yet."


def _unwritten(inputs: Inputs) -> str:
    no_roadmap = ", and so this report proposes no roadmap" if inputs.roadmap is None else ""
    return (
        f"{inputs.client} has not written a vision yet. It needs a statement that begins with what customers "
        f"need, the evidence for those needs, and a wanted level for the {inputs.capability_nouns} that "
        f"matter. Without it there is no gap to close, only our opinion{no_roadmap}."
    )


def _rests_on(vision: Vision) -> str:
    """Only what is true of this vision."""
    lead = "Customers' needs guide what the company offers next."
    asked_for = bool(vision.targets) and all(target.wanted_by for target in vision.targets)
    if vision.themes and asked_for:
        lead += (
            " Each theme below is derived from a need, and each wanted level was asked for by a named role."
        )
    elif vision.themes:
        lead += " Each theme below is derived from a need."
    elif asked_for:
        lead += " Each wanted level below was asked for by a named role."
    return f"{lead} The horizon is {wording.day(vision.horizon)}." if vision.horizon else lead


def _evidence(need: Need) -> str:
    return f"How we know: {need.evidence}" if need.evidence else "No evidence is named yet."


def _themes(vision: Vision) -> Table:
    needs = {need.id: need.text for need in vision.needs}
    rows = tuple(
        row(theme.text, " ".join(wording.sentence(needs.get(name, name)) for name in theme.from_))
        for theme in vision.themes
    )
    return Table("Themes, each with the need that it comes from", columns("Theme", "Derived from"), rows)


def _way(inputs: Inputs) -> list[Block]:
    """The chart of the gaps, with a sentence; the sentence alone where nothing can be drawn."""
    if inputs.gaps and inputs.is_on_ladder:
        return [Figure(_gaps(inputs), _gap_caption(inputs))]
    return [Paragraph(_gap_caption(inputs))]


def _gaps(inputs: Inputs) -> GapBars:
    bars = tuple(
        Gap(
            label=inputs.label(section.id),
            now=section.score,
            wanted=level,
            words=f"{wording.score(section)} to {level}",
        )
        for section, level in inputs.gaps
    )
    text = "; ".join(f"{bar.label}: {bar.words}" for bar in bars)
    return GapBars("gaps", "From today's score to the wanted level", f"{text}.", inputs.scale, bars)


def _gap_caption(inputs: Inputs) -> Words:
    if inputs.gaps:
        section, level = inputs.gaps[0]
        return (
            f"The longest way: {section.title}, from ",
            wording.score(section),
            " to level ",
            wording.wanted(section.id, level),
            ".",
        )
    aimed_at = [section for section in inputs.card.overall.walk() if section.id in inputs.targets]
    if any(section.score is None for section in aimed_at):
        return ("What has a wanted level and no score yet cannot be compared; the rest is reached.",)
    return ("Every wanted level is reached.",)


def _targets(inputs: Inputs, vision: Vision) -> Table:
    titles = columns(
        inputs.capability_noun.capitalize(),
        "Score",
        "Level",
        "Wanted",
        "By",
        "Asked for by",
        "Why",
        numeric=("Score", "Level", "Wanted"),
    )
    aimed_at = (section for section in inputs.card.overall.walk() if section.id in inputs.targets)
    return Table("Wanted levels", titles, tuple(_target(inputs, vision, section) for section in aimed_at))


def _target(inputs: Inputs, vision: Vision, section: SectionScore) -> Row:
    target = inputs.targets[section.id]
    by = target.by or vision.horizon
    return row(
        inputs.label(section.id),
        wording.score(section),
        wording.level(section),
        wording.wanted(section.id, target.level),
        wording.short_day(by) if by else "",
        target.wanted_by,
        target.why,
    )
