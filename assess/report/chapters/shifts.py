"""Step 4: the changes to begin with, what each replaces, and those that come later in short."""

from assess.model.playbook import Initiative
from assess.model.roadmap import Planned, PlannedGate, Roadmap
from assess.report import wording
from assess.report.blocks import (
    Block,
    Card,
    Chapter,
    Definitions,
    Heading,
    Meaning,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.chapters.initiatives import (
    EFFECTS,
    becomes,
    chartered,
    effort,
    measure,
    moves,
    rule,
)
from assess.report.inputs import Inputs

TITLE = "Subtle shifts first"


def chapter(inputs: Inputs) -> Chapter:
    """All changes in a table, what stays off the plan, then a card for each whose charter is not due yet."""
    roadmap = inputs.roadmap
    if roadmap is None:
        return Chapter("shifts", "Step 4", TITLE, (_lead(inputs), " There is no roadmap yet."), ())
    blocks: list[Block] = [_overview(inputs)] if roadmap.initiatives else []
    if roadmap.left_out:
        blocks += [Heading("What is not on the roadmap", "left-out"), _left_out(inputs, roadmap)]
    if cards := _cards(inputs):
        blocks += [Heading("Later pilots in short", "later-pilots"), *cards]
    return Chapter("shifts", "Step 4", TITLE, (_lead(inputs),), tuple(blocks))


def _cards(inputs: Inputs) -> list[Card]:
    soon = {one.initiative for one in chartered(inputs)}
    later = (one for one in inputs.planned if one.initiative not in soon)
    known = ((one, inputs.initiatives.get(one.initiative)) for one in later)
    return [_card(inputs, one, initiative) for one, initiative in known if initiative]


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
        "each says beforehand which result would scale it and which would stop it. Where no expected effect "
        "is named, nobody knows it yet: the pilot is there to find out. A pilot often raises no answer by "
        "itself; it buys the proof on which the project rests."
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
        ("Measure", (measure(initiative.kpi),)),
        ("How its worth is reckoned", words(initiative.kpi.unit_value)),
        ("Test", (initiative.test,)),
        ("Guardrails", tuple((guardrail,) for guardrail in initiative.guardrails)),
        ("Decision rule", rule(initiative.decision_rule)),
        ("Gates", tuple(_gate(gate) for gate in planned.gates)),
        ("Moves", tuple(moves(inputs, planned))),
        ("Effort of the pilot", effort(inputs, initiative)),
        ("What stops", words(initiative.stops)),
        ("Leave it if", words(initiative.not_for_you_if)),
        ("Legal check", words(initiative.legal)),
        ("If it scales", words(becomes(initiative.project) if initiative.project else "")),
        ("Expected effect", words(EFFECTS[initiative.effect_from])),
    ]
    return Card(
        initiative.title,
        f"initiative-{initiative.id}",
        (inputs.label(planned.capability),),
        (initiative.summary,),
        tuple((term, meaning) for term, meaning in parts if meaning),
    )


def _gate(gate: PlannedGate) -> Words:
    question = f": {gate.question}" if gate.question else "."
    return (f"{wording.short_day(gate.date)}, {wording.inner(gate.name)}{question}",)


def _left_out(inputs: Inputs, roadmap: Roadmap) -> Definitions:
    """One entry for each reason, so that the same sentence is not read a dozen times."""
    groups: dict[str, list[str]] = {}
    for item in roadmap.left_out:
        groups.setdefault(item.reason, []).append(f"{item.title} ({inputs.label(item.capability)})")
    return Definitions(tuple((reason, (f"{'; '.join(names)}.",)) for reason, names in groups.items()))
