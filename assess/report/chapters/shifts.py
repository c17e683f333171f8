"""Step 4: the changes to begin with, each with its measure, its test and its decision rule."""

from collections.abc import Iterator

from assess.model.playbook import DecisionRule, EffectSource, Initiative, Kpi, Project
from assess.model.roadmap import Planned, Roadmap
from assess.report import wording
from assess.report.blocks import (
    Block,
    Card,
    Chapter,
    Definitions,
    Heading,
    Mark,
    Meaning,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.inputs import Inputs

TITLE = "Subtle shifts first"
_EFFECTS = {
    EffectSource.ASSUMED: "",
    EffectSource.LITERATURE: (
        "Taken from the literature; the pilot is there to find out whether it holds here."
    ),
    EffectSource.OWN_PILOT: "Measured in a pilot of the company's own; see how its worth is reckoned.",
}


def chapter(inputs: Inputs) -> Chapter:
    """A card for every initiative on the roadmap, then what had to stay off it."""
    roadmap = inputs.roadmap
    if roadmap is None:
        return Chapter("shifts", "Step 4", TITLE, (_lead(inputs), " There is no roadmap yet."), ())
    blocks: list[Block] = [_overview(inputs)] if roadmap.initiatives else []
    for planned in roadmap.initiatives:
        initiative = inputs.initiatives.get(planned.initiative)
        if initiative:
            blocks.append(_card(inputs, planned, initiative))
    if roadmap.left_out:
        blocks += [Heading("What is not on the roadmap", "left-out"), _left_out(inputs, roadmap)]
    return Chapter("shifts", "Step 4", TITLE, (_lead(inputs),), tuple(blocks))


def _lead(inputs: Inputs) -> str:
    """That each move makes room is said only where each one names what stops."""
    initiatives = [inputs.initiatives.get(planned.initiative) for planned in inputs.planned]
    room = (
        "each takes something away to make room, and "
        if all(one and one.stops for one in initiatives)
        else ""
    )
    return (
        f"The company has to go on selling while it changes. So the first moves are small, {room or 'and '}"
        "each says beforehand which result would scale it and which would stop it. Where a card names no "
        "expected effect, nobody knows it yet: the pilot is there to find out. A pilot often raises no "
        "answer by itself; it buys the proof on which the project rests."
    )


def _overview(inputs: Inputs) -> Table:
    found = [(planned, inputs.initiatives.get(planned.initiative)) for planned in inputs.planned]
    has_stops = any(initiative and initiative.stops for _, initiative in found)
    capability = inputs.capability_noun.capitalize()
    titles = ["Initiative", capability, "Pilot starts", *(["What stops to make room"] * has_stops)]
    replaces = ", and what each one replaces" if has_stops else ""
    rows = tuple(
        row(
            planned.title,
            inputs.label(planned.capability),
            inputs.quarter(planned.pilot.start),
            *((initiative.stops if initiative else "",) if has_stops else ()),
        )
        for planned, initiative in found
    )
    return Table(f"The changes in the order of their starts{replaces}", columns(*titles), rows)


def _card(inputs: Inputs, planned: Planned, initiative: Initiative) -> Card:
    parts: list[tuple[str, Meaning]] = [
        ("Hypothesis", (initiative.hypothesis,)),
        ("Measure", (_measure(initiative.kpi),)),
        ("How its worth is reckoned", words(initiative.kpi.unit_value)),
        ("Test", (initiative.test,)),
        ("Guardrails", tuple((guardrail,) for guardrail in initiative.guardrails)),
        ("Decision rule", _rule(initiative.decision_rule)),
        ("Moves", tuple(_moves(inputs, planned))),
        ("Effort of the pilot", _effort(inputs, initiative)),
        ("What stops", words(initiative.stops)),
        ("Leave it if", words(initiative.not_for_you_if)),
        ("Legal check", words(initiative.legal)),
        ("If it scales", words(_project(initiative.project) if initiative.project else "")),
        ("Expected effect", words(_EFFECTS[initiative.effect_from])),
    ]
    return Card(
        initiative.title,
        f"initiative-{initiative.id}",
        (inputs.label(planned.capability),),
        (initiative.summary,),
        tuple((term, meaning) for term, meaning in parts if meaning),
    )


def _measure(kpi: Kpi) -> str:
    return (
        f"{wording.sentence(kpi.name)} Baseline: {wording.inner(kpi.baseline)}. "
        f"Source: {wording.inner(kpi.source)}. Owner: {wording.inner(kpi.owner)}."
    )


def _rule(rule: DecisionRule) -> tuple[Words, ...]:
    return ((f"Scale: {rule.scale}",), (f"Stop: {rule.stop}",), (f"Iterate: {rule.iterate}",))


def _project(project: Project) -> str:
    return (
        f"{wording.sentence(project.scope)} Owner: {wording.inner(project.owner)}. "
        f"Kept for comparison: {wording.inner(project.holdout)}."
    )


def _moves(inputs: Inputs, planned: Planned) -> Iterator[Words]:
    """What each answer is today, what pilot and project raise it to, and what is as high without them."""
    for one in planned.raises:
        cell = inputs.card.cells[one.question]
        stages = (("pilot", one.pilot), ("project", one.project))
        steps = [f", {wording.plain(to)} after the {stage}" for stage, to in stages if to is not None]
        today = wording.value(inputs.card, one.question)
        yield words(f"{cell.question.label}: ", today, " today", *steps)
    here = [inputs.card.cells[one.question].question.label for one in planned.already if not one.through]
    if here:
        yield (f"As high already today: {'; '.join(here)}",)
    titles = {other.initiative: other.title for other in inputs.planned}
    for one_more in planned.already:
        if one_more.through:
            name = inputs.card.cells[one_more.question].question.label
            yield (f"{name}: raised before by {titles.get(one_more.through, one_more.through)}",)


def _effort(inputs: Inputs, initiative: Initiative) -> Words:
    """The person-days of all functions together, and the money besides."""
    estimates = initiative.effort.pilot.values()
    days = tuple(sum(amounts) for amounts in zip(*estimates, strict=True))
    money = ""
    if initiative.cost and any(initiative.cost.pilot):
        likely, extent = wording.extent(initiative.cost.pilot)
        money = f"{inputs.engagement.currency} {likely} thousand ({extent})"
    if not any(days):
        return words(f"Likely {money}." if money else "")
    likely, extent = wording.extent(days)
    return words(
        "Likely ",
        Mark(f"initiative.{initiative.id}.pilot_days", likely),
        f" {'person-day' if likely == '1' else 'person-days'} ({extent})",
        f", and {money} besides." if money else ".",
    )


def _left_out(inputs: Inputs, roadmap: Roadmap) -> Definitions:
    """One entry for each reason, so that the same sentence is not read a dozen times."""
    groups: dict[str, list[str]] = {}
    for item in roadmap.left_out:
        groups.setdefault(item.reason, []).append(f"{item.title} ({inputs.label(item.capability)})")
    return Definitions(tuple((reason, (f"{'; '.join(names)}.",)) for reason, names in groups.items()))
