"""Taking out what would come too late to raise anything: reached by others before its turn."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assess.model.roadmap import Because
from assess.planning.gain import Aims, aims, today
from assess.planning.portfolio import Candidate, Left, Lift
from assess.planning.projection import projected
from assess.planning.sequence import Placed, Schedule, arrange
from assess.planning.situation import Basis, Frame, Situation
from assess.scoring.card import Scorecard

Arrange = Callable[[Sequence[Candidate], Frame], Schedule]
"""What puts initiatives in order without regard to levels."""


def greedy(candidates: Sequence[Candidate], situation: Situation) -> Schedule:
    """The greedy order, without what comes too late."""
    return arranged(arrange, candidates, situation)


def arranged(order: Arrange, candidates: Sequence[Candidate], situation: Situation) -> Schedule:
    """The order without initiatives that raise nothing below a wanted level any more when they would start.

    The order itself counts gains question by question, while a capability reaches its level before the last
    of its questions does. So each initiative is held against the projection for the day of its start; those
    that have come too late are taken out, and the others are put in order again with the room that this
    leaves. Should one of them be of use after all in that new order, the first order stands, without them.
    """
    first = order(candidates, situation.frame)
    schedule, late = first, _too_late(first.placed, situation)
    out: dict[str, Candidate] = {}
    while late:
        out |= late
        schedule = order([c for c in candidates if c.id not in out], situation.frame)
        late = _too_late(schedule.placed, situation)
    if out and _is_missed(out.values(), schedule, situation):
        schedule, out = first, _too_late(first.placed, situation)
    return _without(schedule, out)


def _too_late(placed: Sequence[Placed], situation: Situation) -> dict[str, Candidate]:
    """Those that find nothing to raise, unless an initiative that does find something requires them."""
    ends = [_Aimed.at(card, situation) for card in projected(*_course(placed, situation))]
    idle = {p.id: p for p in placed if p.start > 0 and not ends[p.start - 1].gains(_lifts(p))}
    needed = set(_required([p for p in placed if p.id not in idle], placed))
    return {name: p.candidate for name, p in idle.items() if name not in needed}


def _is_missed(out: Collection[Candidate], schedule: Schedule, situation: Situation) -> bool:
    end = _Aimed.at(projected(*_course(schedule.placed, situation))[-1], situation)
    return any(end.gains(candidate.lifts) for candidate in out)


@dataclass(frozen=True)
class _Aimed:
    """A scorecard with what is still wanted of it."""

    aims: Aims
    card: Scorecard

    @classmethod
    def at(cls, card: Scorecard, situation: Situation) -> "_Aimed":
        return cls(aims(card, situation.vision), card)

    def gains(self, lifts: Sequence[Lift]) -> bool:
        return self.aims.gain(lifts, today(self.card)) > 0


def _course(placed: Sequence[Placed], situation: Situation) -> tuple[Basis, Sequence[Placed], int]:
    return situation.basis, placed, situation.frame.quarters


def _lifts(placed: Placed) -> tuple[Lift, ...]:
    return placed.candidate.pilot if placed.project is None else placed.candidate.lifts


def _required(useful: Sequence[Placed], placed: Sequence[Placed]) -> Iterator[str]:
    """All that these require, directly or through others."""
    known = {p.id: p for p in placed}
    ahead, found = [p.id for p in useful], set[str]()
    while ahead:
        for name in known[ahead.pop()].candidate.initiative.prerequisites:
            if name in known and name not in found:
                found.add(name)
                ahead.append(name)
                yield name


def _without(schedule: Schedule, out: dict[str, Candidate]) -> Schedule:
    placed = tuple(
        replace(p, enables=tuple(name for name in p.enables if name not in out))
        for p in schedule.placed
        if p.id not in out
    )
    left = [*schedule.left, *(Left(c.initiative, Because.REACHED_BEFORE) for c in out.values())]
    return Schedule(placed, tuple(sorted(left, key=lambda one: one.initiative.id)))
