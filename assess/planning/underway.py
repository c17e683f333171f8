"""What pilots mean for a plan: what runs, what has passed its gate, and what was stopped.

Only decisions that people took count; a reading that nobody has decided on changes no plan.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assess.model.pilot import DatedGate, Pilot, Verdict
from assess.model.playbook import EffectSource, Initiative
from assess.planning.portfolio import Begun
from assess.planning.quarters import Quarter


@dataclass(frozen=True)
class Underway:
    """The latest pilot of an initiative, as it stands on the day of planning.

    `begun`: what is left of it, nothing where it has passed its gate. `stopped`: it will not be planned.
    """

    pilot: Pilot
    begun: Begun | None = None
    stopped: bool = False

    @property
    def gates(self) -> tuple[DatedGate, ...]:
        """Those of a pilot that runs; of one that is decided none is to come."""
        return self.pilot.design.gates if self.begun and self.begun.to_decision else ()

    @property
    def decided_on(self) -> dt.date | None:
        """The day of the decision by which its project may begin."""
        decision = self.pilot.decision
        return decision.date if decision and self.begun and not self.stopped else None


def underway(pilots: Iterable[Pilot], on: dt.date, first: Quarter) -> Mapping[str, Underway]:
    """By initiative, for those whose pilot runs or was decided by a day. `first`: the plan's first quarter.

    A pilot that is to be repeated counts like one that has not begun: the next try is a pilot of its own.
    """
    found: dict[str, Underway] = {}
    for pilot in sorted(pilots, key=lambda one: (one.starts or dt.date.min, one.id)):
        found.pop(pilot.initiative, None)
        if one := _one(pilot, on, first):
            found[pilot.initiative] = one
    return found


def _one(pilot: Pilot, on: dt.date, first: Quarter) -> Underway | None:
    decision = pilot.decision if pilot.decision and pilot.decision.date <= on else None
    if decision and decision.verdict is Verdict.STOP:
        return Underway(pilot, stopped=True)
    if decision and decision.verdict is Verdict.SCALE:
        return Underway(pilot, Begun(0, 0))
    if decision or pilot.frozen is None or pilot.starts is None or pilot.starts > on:
        return None
    ends = pilot.ends or pilot.starts
    last = max((gate.date for gate in pilot.design.gates), default=ends)
    running = _quarters(ends, first)
    return Underway(pilot, Begun(running, max(running, _quarters(last, first))))


def _quarters(day: dt.date, first: Quarter) -> int:
    """Quarters of the plan until a day is over."""
    return max(0, Quarter.of(day).number - first.number + 1)


def begun(initiative: Initiative, found: Mapping[str, Underway]) -> Begun | None:
    """What is left of its pilot.

    An initiative that was written anew from its own pilot says itself how it goes on.
    """
    one = found.get(initiative.id)
    if one is None or initiative.effect_from is EffectSource.OWN_PILOT:
        return None
    return one.begun
