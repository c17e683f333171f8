"""Step 2: where the company wants to go, and how far that is."""

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
from assess.report.charts.gaps import Gap, GapBars
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore


def chapter(inputs: Inputs) -> Chapter:
    """The vision document, then each wanted level beside today's."""
    vision = inputs.vision
    if vision is None:
        return Chapter("vision", "Step 2", "The vision", _unwritten(inputs), ())
    blocks: list[Block] = [Paragraph((vision.statement,), Tone.LEAD)]
    if vision.changes_for_customers:
        blocks.append(CallOut("What changes for customers", ((vision.changes_for_customers,),)))
    if vision.needs:
        blocks += [
            Heading("What customers need", "needs"),
            Definitions(
                tuple(
                    (
                        need.text,
                        (f"How we know: {need.evidence}" if need.evidence else "No evidence is named yet.",),
                    )
                    for need in vision.needs
                )
            ),
        ]
    if vision.themes:
        blocks += [Heading("Where innovation should come from", "themes"), _themes(inputs)]
    if vision.targets:
        blocks += [
            Heading("Wanted levels", "targets"),
            Figure(_gaps(inputs), _gap_caption(inputs)),
            _targets(inputs),
        ]
    horizon = f" The horizon is {wording.day(vision.horizon)}." if vision.horizon else ""
    lead = (
        (
            "Customers' needs guide what the company offers next. Each theme below is derived from a need, and each "
            f"wanted level was asked for by a named role.{horizon}"
        ),
    )
    return Chapter("vision", "Step 2", "The vision", lead, tuple(blocks))


def gaps(inputs: Inputs) -> list[tuple[SectionScore, int]]:
    """Capabilities whose wanted level is above today's score, the widest gap first."""
    wanted = [
        (section, inputs.targets[section.id].level)
        for section in inputs.card.overall.walk()
        if section.id in inputs.targets and section.score is not None
    ]
    ahead = [(section, level) for section, level in wanted if (section.score or 0) < level]
    return sorted(ahead, key=lambda pair: ((pair[0].score or 0) - pair[1], pair[0].id))


def _unwritten(inputs: Inputs) -> Words:
    return (
        (
            f"{inputs.client} has not written a vision yet. It needs a statement that begins with what customers need, the "
            "evidence for those needs, and a wanted level for the capabilities that matter. Without it there is no gap to "
            "close, only our opinion, and so this report proposes no roadmap."
        ),
    )


def _themes(inputs: Inputs) -> Table:
    needs = {need.id: need.text for need in (inputs.vision.needs if inputs.vision else ())}
    rows = tuple(
        Row(((theme.text,), (" ".join(wording.sentence(needs.get(name, name)) for name in theme.from_),)))
        for theme in (inputs.vision.themes if inputs.vision else ())
    )
    return Table(
        "Themes, each with the need that it comes from", (Column("Theme"), Column("Derived from")), rows
    )


def _gaps(inputs: Inputs) -> GapBars:
    bars = tuple(
        Gap(
            label=f"{section.id} {section.title}",
            now=section.score,
            wanted=level,
            words=f"{wording.score(section)} to {level}",
        )
        for section, level in gaps(inputs)
    )
    text = "; ".join(f"{bar.label}: {bar.words}" for bar in bars) + "."
    return GapBars("gaps", "From today's score to the wanted level", text, inputs.scale, bars)


def _gap_caption(inputs: Inputs) -> Words:
    ahead = gaps(inputs)
    if not ahead:
        return ("Every wanted level is reached.",)
    section, level = ahead[0]
    return (
        f"The longest way: {section.title}, from ",
        wording.score(section),
        " to level ",
        Mark(f"{section.id}.wanted", str(level)),
        ".",
    )


def _targets(inputs: Inputs) -> Table:
    columns = (
        Column("Capability"),
        Column("Score", numeric=True),
        Column("Level", numeric=True),
        Column("Wanted", numeric=True),
        Column("By"),
        Column("Asked for by"),
        Column("Why"),
    )
    rows = []
    for section in inputs.card.overall.walk():
        target = inputs.targets.get(section.id)
        if target is None:
            continue
        by = target.by or (inputs.vision.horizon if inputs.vision else None)
        rows.append(
            Row(
                (
                    (f"{section.id} {section.title}",),
                    (wording.score(section),),
                    (wording.level(section),),
                    (Mark(f"{section.id}.wanted", str(target.level)),),
                    (wording.short_day(by) if by else "",),
                    (target.wanted_by,),
                    (target.why,),
                )
            )
        )
    return Table("Wanted levels", columns, tuple(rows))
