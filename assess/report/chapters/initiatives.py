"""What is said of an initiative, on a pilot's charter and on the card of a later one."""

from collections.abc import Iterator

from assess.model.playbook import DecisionRule, EffectSource, Initiative, Kpi, Project, ThreePoint
from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.blocks import Mark, Words, words
from assess.report.inputs import Inputs

EFFECTS = {
    EffectSource.ASSUMED: "",
    EffectSource.LITERATURE: (
        "Taken from the literature; the pilot is there to find out whether it holds here."
    ),
    EffectSource.OWN_PILOT: "Measured in a pilot of the company's own; see how its worth is reckoned.",
}
SOON = 2
"""A pilot that starts in the first two quarters of a plan has a charter."""
FEW = 5
"""Of a plan with at most five pilots, all have one."""


def chartered(inputs: Inputs) -> tuple[Planned, ...]:
    """The pilots with a charter: those that start in the first two quarters, or all where they are few."""
    known = [one for one in inputs.planned if one.initiative in inputs.initiatives and not one.passed]
    if len(known) <= FEW:
        return tuple(known)
    return tuple(one for one in known if one.pilot.start < SOON)


def leader(initiative: Initiative) -> str:
    """The role that leads: the owner of the project to be, or who answers for the measure."""
    found = initiative.project.owner if initiative.project else initiative.kpi.owner
    return found.partition(",")[0]


def measure(kpi: Kpi) -> str:
    """The measure with its baseline, source and owner."""
    said = (("Baseline", kpi.baseline), ("Source", kpi.source), ("Owner", kpi.owner))
    return " ".join(
        [wording.sentence(kpi.name), *(f"{name}: {wording.inner(text)}." for name, text in said if text)]
    )


def rule(found: DecisionRule) -> tuple[Words, ...]:
    """Scale, stop and iterate, each in a sentence."""
    return ((f"Scale: {found.scale}",), (f"Stop: {found.stop}",), (f"Iterate: {found.iterate}",))


def becomes(project: Project) -> str:
    """What the pilot becomes, who owns it then, and who goes on without it."""
    return (
        f"{wording.sentence(project.scope)} Owner: {wording.inner(project.owner)}. "
        f"Kept for comparison: {wording.inner(project.holdout)}."
    )


def moves(inputs: Inputs, planned: Planned) -> Iterator[Words]:
    """What each answer is today, what pilot and project raise it to, and what is as high without them."""
    for one in planned.raises:
        cell = inputs.card.cells[one.question]
        stages = (("pilot", one.pilot), ("project", one.project))
        steps = [f", {stage} {wording.plain(to)}" for stage, to in stages if to is not None]
        today = wording.value(inputs.card, one.question)
        yield words(f"{cell.question.label}: ", today, " today", *steps)
    here = [inputs.card.cells[one.question].question.label for one in planned.already if not one.through]
    if here:
        yield (f"As high already today: {'; '.join(here)}",)
    for one_more in planned.already:
        if one_more.through:
            name = inputs.card.cells[one_more.question].question.label
            yield (f"{name}: raised before by {inputs.planned_title(one_more.through)}",)


def person_days(initiative: Initiative) -> Words:
    """Of all functions together: `32 (24 to 50)`, without the unit; nothing where no effort is named."""
    estimate = _together(initiative.effort.pilot)
    if not any(estimate):
        return ()
    likely, extent = wording.extent(estimate)
    return (Mark(f"initiative.{initiative.id}.pilot_days", likely), f" ({extent})")


def money(inputs: Inputs, estimate: ThreePoint) -> str:
    """`EUR 10 thousand (6 to 16)`; nothing where it costs nothing."""
    if not any(estimate):
        return ""
    likely, extent = wording.extent(estimate)
    return f"{inputs.engagement.currency} {likely} thousand ({extent})"


def effort(inputs: Inputs, initiative: Initiative) -> Words:
    """The person-days of all functions together, and the money besides."""
    costs = money(inputs, initiative.cost.pilot) if initiative.cost else ""
    days = person_days(initiative)
    if not days:
        return words(f"Likely {costs}." if costs else "")
    one = str(days[0]) == "1"
    besides = f", and {costs} besides." if costs else "."
    return words("Likely ", days[0], f" {'person-day' if one else 'person-days'}", *days[1:], besides)


def by_function(inputs: Inputs, days: dict[str, ThreePoint]) -> str:
    """`Marketing 8 (5 to 12), finance 3 (2 to 4)`: the likely days of each function and their range."""
    return wording.capital(", ".join(_days_of(inputs, name, estimate) for name, estimate in days.items()))


def _days_of(inputs: Inputs, name: str, estimate: ThreePoint) -> str:
    likely, extent = wording.extent(estimate)
    return f"{wording.inner(inputs.function(name))} {likely} ({extent})"


def _together(days: dict[str, ThreePoint]) -> ThreePoint:
    return tuple(sum(amounts) for amounts in zip(*days.values(), strict=True))
