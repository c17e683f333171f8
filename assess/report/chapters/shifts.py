"""Step 4: the changes to begin with, what each replaces, and those that come later in short."""

from collections import Counter

from assess.model.playbook import Initiative
from assess.model.roadmap import LeftOut, Planned, Roadmap
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
from assess.report.chapters import pilots
from assess.report.chapters.initiatives import (
    becomes,
    chartered,
    effort,
    measure,
    moves,
    rule,
)
from assess.report.inputs import Inputs

TITLE = "Subtle shifts first"
_MOST_NAMED = 15


def chapter(inputs: Inputs) -> Chapter:
    """All changes in a table, what stays off the plan, then a card for each whose charter is not due yet."""
    roadmap = inputs.roadmap
    shown = pilots.blocks(inputs)
    if roadmap is None:
        lead = (_lead(inputs), " There is no roadmap yet.")
        return Chapter("shifts", "Step 4", TITLE, lead, tuple(shown))
    blocks: list[Block] = [_overview(inputs)] if roadmap.initiatives else []
    blocks += shown
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
            _starts(inputs, planned),
            *((initiative.stops if initiative else "",) if has_stops else ()),
        )
        for planned, initiative in found
    )
    return Table(f"The changes in the order of their starts{replaces}", columns(*titles), rows)


def _starts(inputs: Inputs, planned: Planned) -> str:
    if planned.passed:
        return "gate passed"
    return "running" if planned.begun else inputs.quarter(planned.pilot.start)


def _card(inputs: Inputs, planned: Planned, initiative: Initiative) -> Card:
    parts: list[tuple[str, Meaning]] = [
        ("Hypothesis", (initiative.hypothesis,)),
        ("Measure", (measure(initiative.kpi),)),
        ("Decision rule", rule(initiative.decision_rule)),
        ("Moves", tuple(moves(inputs, planned))),
        ("Effort of the pilot", effort(inputs, initiative)),
        ("Leave it if", words(initiative.not_for_you_if)),
        ("If it scales", words(becomes(initiative.project) if initiative.project else "")),
    ]
    return Card(
        initiative.title,
        f"initiative-{initiative.id}",
        (inputs.label(planned.capability),),
        (initiative.summary,),
        tuple((term, meaning) for term, meaning in parts if meaning),
    )


def _left_out(inputs: Inputs, roadmap: Roadmap) -> Definitions:
    """One entry for each reason, so that the same sentence is not read a dozen times.

    Of very many with the same reason only their number is told, by capability.
    """
    groups: dict[str, list[LeftOut]] = {}
    for item in roadmap.left_out:
        groups.setdefault(item.reason, []).append(item)
    return Definitions(tuple((reason, _named(inputs, items)) for reason, items in groups.items()))


def _named(inputs: Inputs, items: list[LeftOut]) -> Words:
    if len(items) <= _MOST_NAMED:
        names = (f"{item.title} ({inputs.label(item.capability)})" for item in items)
        return (f"{'; '.join(names)}.",)
    counts = Counter(item.capability for item in items)
    each = (f"{inputs.label(name)} ({number})" for name, number in counts.items())
    return (f"{len(items)} initiatives: {'; '.join(each)}.",)
