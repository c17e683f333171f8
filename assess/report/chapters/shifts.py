"""Step 4: the changes to begin with, each with its measure, its test and its decision rule."""

from assess.model.playbook import EffectSource, Initiative
from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.blocks import Block, Card, Chapter, Column, Heading, Mark, Row, Table, Words
from assess.report.inputs import Inputs

_EFFECTS = {
    EffectSource.ASSUMED: "assumed; the pilot is there to find out",
    EffectSource.LITERATURE: "taken from the literature; the pilot is there to find out whether it holds here",
    EffectSource.OWN_PILOT: "measured in a pilot of the company's own",
}


def chapter(inputs: Inputs) -> Chapter:
    """A card for every initiative on the roadmap, then what had to stay off it."""
    lead: Words = (
        (
            "The company has to go on selling while it changes. So the first moves are small, each takes something away to make "
            "room, and each says beforehand which result would scale it and which would stop it."
        ),
    )
    roadmap = inputs.roadmap
    if roadmap is None:
        return Chapter("shifts", "Step 4", "Subtle shifts first", (*lead, " There is no roadmap yet."), ())
    blocks: list[Block] = [_overview(inputs)]
    for planned in roadmap.initiatives:
        initiative = (inputs.initiatives or {}).get(planned.initiative)
        if initiative:
            blocks.append(_card(inputs, planned, initiative))
    if roadmap.left_out:
        blocks += [Heading("What is not on the roadmap", "left-out"), _left_out(inputs)]
    return Chapter("shifts", "Step 4", "Subtle shifts first", lead, tuple(blocks))


def days_of(initiative: Initiative, step: str) -> tuple[int, int, int]:
    """Person-days of all functions together: low, likely, high."""
    effort = initiative.effort.pilot if step == "pilot" else initiative.effort.project
    low, likely, high = (sum((days[i] for days in effort.values()), start=0) for i in range(3))
    return int(low), int(likely), int(high)


def _overview(inputs: Inputs) -> Table:
    columns = (
        Column("Initiative"),
        Column("Capability"),
        Column("Pilot starts"),
        Column("What stops to make room"),
    )
    labels = [quarter.label for quarter in inputs.roadmap.quarters] if inputs.roadmap else []
    rows = []
    for planned in inputs.roadmap.initiatives if inputs.roadmap else ():
        initiative = (inputs.initiatives or {}).get(planned.initiative)
        rows.append(
            Row(
                (
                    (planned.title,),
                    (_capability(inputs, planned.capability),),
                    (_label(labels, planned.pilot.start),),
                    (initiative.stops if initiative else "",),
                )
            )
        )
    return Table("The changes in the order of their starts, and what each one replaces", columns, tuple(rows))


def _card(inputs: Inputs, planned: Planned, initiative: Initiative) -> Card:
    low, likely, high = days_of(initiative, "pilot")
    rule = initiative.decision_rule
    parts: list[tuple[str, Words | tuple[Words, ...]]] = [
        ("Hypothesis", (initiative.hypothesis,)),
        (
            "Measure",
            (
                f"{wording.sentence(initiative.kpi.name)} Baseline: {wording.inner(initiative.kpi.baseline)}. Source: {wording.inner(initiative.kpi.source)}. Owner: {wording.inner(initiative.kpi.owner)}.",
            ),
        ),
        ("Test", (initiative.test,)),
        ("Guardrails", tuple((guardrail,) for guardrail in initiative.guardrails)),
        (
            "Decision rule",
            (
                (f"Scale: {rule.scale}",),
                (f"Stop: {rule.stop}",),
                (f"Iterate: {rule.iterate}",),
            ),
        ),
        ("Moves", _moves(inputs, initiative)),
    ]
    if likely:
        parts.append(
            (
                "Effort of the pilot",
                (
                    Mark(f"initiative.{initiative.id}.pilot_days", str(likely)),
                    f" person-days, likely ({low} to {high})",
                    _cost(inputs, initiative),
                ),
            )
        )
    if initiative.stops:
        parts.append(("What stops", (initiative.stops,)))
    if initiative.not_for_you_if:
        parts.append(("Not for you if", (initiative.not_for_you_if,)))
    if initiative.legal:
        parts.append(("Legal check", (initiative.legal,)))
    if initiative.project:
        parts.append(
            (
                "If it scales",
                (
                    f"{wording.sentence(initiative.project.scope)} Owner: {wording.inner(initiative.project.owner)}. Kept for comparison: {wording.inner(initiative.project.holdout)}.",
                ),
            )
        )
    parts.append(("Expected effect", (f"{_EFFECTS[initiative.effect_from].capitalize()}.",)))
    subtitle = (_capability(inputs, planned.capability),)
    return Card(
        initiative.title, f"initiative-{initiative.id}", subtitle, (initiative.summary,), tuple(parts)
    )


def _moves(inputs: Inputs, initiative: Initiative) -> tuple[Words, ...]:
    """What each answer is today and what it would be."""
    words: list[Words] = []
    for name in dict.fromkeys((*initiative.moves.pilot, *initiative.moves.project)):
        cell = inputs.card.cells.get(name)
        if cell is None:
            continue
        steps = [
            f"{step} {moves[name]}"
            for step, moves in (("pilot", initiative.moves.pilot), ("project", initiative.moves.project))
            if name in moves
        ]
        words.append(
            (
                f"{cell.question.label}: today ",
                wording.value(inputs.card, name),
                f", after the {', after the '.join(steps)}",
            )
        )
    return tuple(words)


def _cost(inputs: Inputs, initiative: Initiative) -> str:
    if initiative.cost is None:
        return "."
    low, likely, high = (wording.plain(amount) for amount in initiative.cost.pilot)
    return f"; {inputs.engagement.currency} {likely} thousand besides ({low} to {high})."


def _left_out(inputs: Inputs) -> Table:
    rows = tuple(
        Row(((item.title,), (_capability(inputs, item.capability),), (item.reason,)))
        for item in (inputs.roadmap.left_out if inputs.roadmap else ())
    )
    return Table(
        "Initiatives of the playbook that wait or do not apply",
        (Column("Initiative"), Column("Capability"), Column("Why")),
        rows,
    )


def _capability(inputs: Inputs, section_id: str) -> str:
    section = inputs.card.section(section_id)
    return f"{section_id} {section.title}" if section else section_id


def _label(labels: list[str], quarter: int) -> str:
    return labels[quarter] if quarter < len(labels) else ""
