"""What the board is asked to decide: part of the summary."""

from collections.abc import Iterable

from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.blocks import Mark, Words, words
from assess.report.inputs import Inputs, by_score
from assess.report.record import Decision

TEAM = "Executive team"
_CHIEF = "Chief marketing officer"


def decisions(inputs: Inputs) -> tuple[Decision, ...]:
    """What, who, and by when."""
    if inputs.roadmap is None or not inputs.planned:
        return _before_a_plan(inputs)
    before = f"by {wording.day(inputs.roadmap.decide_by)}"
    released = [
        Decision((f"{_release(inputs)}.",), (f"{wording.named(deciders(inputs.starting))}, {before}",))
    ]
    return (
        Decision(words("Confirm ", levels(inputs), "."), (f"{TEAM}, {before}",)),
        *(released if inputs.starting else ()),
        Decision((f"{rules()}.",), (f"{TEAM}, {before}",)),
    )


def rules() -> str:
    """What the board accepts beforehand."""
    return "Accept the decision rules: a pilot that fails its rule is stopped, and its money goes to the next"


def levels(inputs: Inputs) -> Words:
    """How many levels there are to confirm or change: the plan is computed from them."""
    number = len(inputs.targets)
    said = wording.noun(number, "level, or change it", "levels, or change them")
    return (Mark("targets", str(number)), f" wanted {said}")


def _release(inputs: Inputs) -> str:
    """The first pilots, by name."""
    number = len(inputs.starting)
    pilots = f"the first {wording.small(number)} pilots" if number > 1 else "the first pilot"
    names = wording.listed([planned.title for planned in inputs.starting])
    return f"Release people and money for {pilots}: {names}"


def deciders(starting: Iterable[Planned]) -> tuple[str, ...]:
    """Who releases pilots: the roles at their first gates, or else the executive team."""
    roles = (role for planned in starting for gate in planned.gates[:1] for role in gate.decides)
    return tuple(dict.fromkeys(roles)) or (TEAM,)


def _before_a_plan(inputs: Inputs) -> tuple[Decision, ...]:
    """Without a roadmap, what has to be decided so that there can be one."""
    chief = _CHIEF if inputs.is_customer_centricity else TEAM
    found = [
        Decision(words("Confirm ", levels(inputs), ", so that a plan can follow."), (TEAM,))
        if inputs.targets
        else Decision((_vision(inputs),), (chief,))
    ]
    if len(inputs.reviews) > 1 and inputs.is_on_ladder:
        found.append(
            Decision((f"Name who answers for the measures of {_whose(inputs)}.",), ("Chief executive",))
        )
    if inputs.is_customer_centricity:
        what = "Agree what would make finance and technology commit."
        found.append(Decision((what,), ("Their leaders, with the chief marketing officer",)))
    return tuple(found)


def _whose(inputs: Inputs) -> str:
    ranked = by_score(inputs.reviews)
    if len(ranked) > 1 and ranked[0].shown != ranked[1].shown:
        return f"{wording.the(inputs.card, ranked[0])}, which stands lowest"
    return f"each {'review' if inputs.is_nested else 'section'}"


def _vision(inputs: Inputs) -> str:
    if inputs.is_customer_centricity:
        return "Write the vision: what customers need, and a wanted level for the capabilities that matter."
    return f"Write the vision, with a wanted level for the {inputs.capability_nouns} that matter."
