"""What the initiatives of a plan really raise, one after the other, and what is as high before."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assess.model.roadmap import Already, Raise
from assess.planning.portfolio import Lift
from assess.planning.sequence import Placed
from assess.scoring.card import Scorecard
from assess.scoring.rounding import shown


@dataclass(frozen=True)
class Effects:
    """Of one initiative."""

    raises: tuple[Raise, ...]
    already: tuple[Already, ...]


@dataclass(frozen=True)
class _Height:
    """How high a question is at some time, and through which initiative; None is today's answers."""

    value: Fraction
    through: str | None = None


_Done = tuple[str, str, str]
"""Initiative, question, and `pilot` or `project`."""


def effects(placed: Sequence[Placed], card: Scorecard) -> dict[str, Effects]:
    """By initiative. Of several that raise a question to the same level, the one that is done first does."""
    heights = {
        name: _Height(cell.value)
        for name, cell in card.cells.items()
        if cell.value is not None and name in card.asked
    }
    raised: dict[_Done, Decimal] = {}
    found: dict[tuple[str, str], _Height] = {}
    for p, step, lifts in _landings(placed):
        moves = p.candidate.initiative.moves
        for question in moves.pilot if step == "pilot" else moves.project:
            if question in heights:
                found[p.id, question] = heights[question]
        for lift in lifts:
            if lift.reaches > heights[lift.question].value:
                raised[p.id, lift.question, step] = _level(lift.reaches)
                heights[lift.question] = _Height(lift.reaches, p.id)
    return {p.id: _effects(p, raised, found, card) for p in placed}


def _landings(placed: Sequence[Placed]) -> Iterator[tuple[Placed, str, tuple[Lift, ...]]]:
    """Pilots and projects in the order in which they are done; last the projects without a place."""
    steps = [
        (when, index, step, lifts)
        for index, p in enumerate(placed)
        for when, step, lifts in (
            (p.decided, "pilot", p.candidate.pilot),
            (math.inf if p.finished is None else p.finished, "project", p.candidate.project),
        )
    ]
    for _, index, step, lifts in sorted(steps, key=lambda one: one[:3]):
        yield placed[index], step, lifts


def _effects(
    placed: Placed, raised: dict[_Done, Decimal], found: dict[tuple[str, str], _Height], card: Scorecard
) -> Effects:
    moves = placed.candidate.initiative.moves
    raises: list[Raise] = []
    already: list[Already] = []
    for question in {**moves.pilot, **moves.project}:
        now = card.shown(question)
        if now is None or (placed.id, question) not in found:
            continue
        pilot = raised.get((placed.id, question, "pilot"))
        project = raised.get((placed.id, question, "project"))
        height = found[placed.id, question]
        if pilot is not None or project is not None:
            raises.append(Raise(question=question, from_=now, pilot=pilot, project=project))
        else:
            at = now if height.through is None else _level(height.value)
            already.append(Already(question=question, at=at, through=height.through))
    return Effects(tuple(raises), tuple(already))


def _level(value: Fraction) -> Decimal:
    return Decimal(value.numerator) if value.denominator == 1 else shown(value)
