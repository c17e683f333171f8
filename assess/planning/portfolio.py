"""Which initiatives apply to this client, and what each of them would move."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from assess.model.answers import State
from assess.model.playbook import Initiative, Playbook
from assess.model.questionnaire import Question, Questionnaire
from assess.model.roadmap import Because
from assess.planning.room import Load, NoRoom, pilot_load, project_load, quarters_to_decision
from assess.scoring.card import Scorecard
from assess.scoring.values import Cell, counting_value

_UNMEASURED = (Because.NOT_ASKED, Because.NOT_ANSWERED)


@dataclass(frozen=True, slots=True)
class Lift:
    """One answer raised: the counting value that it reaches, and the option or number with this value."""

    question: str
    reaches: Fraction
    answer: Decimal


@dataclass(frozen=True, slots=True)
class Begun:
    """What is left of a pilot when the plan starts: its own quarters, and those to its decision."""

    quarters: int
    to_decision: int


@dataclass(frozen=True)
class Candidate:
    """An initiative that applies, with what its pilot and its project would raise above today's answers.

    `unmeasured`: nobody was asked, or could answer, what it moves. It gains nothing then, but others may
    require it. `begun`: its pilot runs or is over.
    """

    initiative: Initiative
    pilot: tuple[Lift, ...]
    project: tuple[Lift, ...]
    unmeasured: "Left | None" = None
    begun: Begun | None = None

    @property
    def id(self) -> str:
        """The initiative's."""
        return self.initiative.id

    @property
    def lifts(self) -> tuple[Lift, ...]:
        """What is raised when both pilot and project are done."""
        return self.pilot + self.project

    @cached_property
    def pilot_load(self) -> Load:
        """What each quarter of the pilot asks, so far as it is still to come."""
        return pilot_load(self.initiative, self.begun.quarters if self.begun else None)

    @cached_property
    def project_load(self) -> Load:
        """What each quarter of the project asks."""
        return project_load(self.initiative)

    @property
    def to_decision(self) -> int:
        """From the pilot's start, or the plan's, to the first quarter after its decision."""
        return self.begun.to_decision if self.begun else quarters_to_decision(self.initiative)

    @cached_property
    def person_days(self) -> Fraction:
        """Likely days of pilot and project that are still to come, all functions together."""
        loads = (self.pilot_load, self.project_load)
        return sum((days * load.quarters for load in loads for days in load.days.values()), Fraction(0))


@dataclass(frozen=True)
class Left:
    """An initiative that is not planned. `names`: the facts, questions or initiatives that decide it."""

    initiative: Initiative
    because: Because
    names: tuple[str, ...] = ()
    no_room: NoRoom | None = None


@dataclass(frozen=True)
class Portfolio:
    """What can be planned, and what cannot.

    `done`: ids whose pilot would raise nothing any more; `finished`: those whose project would not either.
    """

    candidates: tuple[Candidate, ...]
    left: tuple[Left, ...]
    done: frozenset[str]
    finished: frozenset[str]


def merged(bundled: Playbook | None, own: Playbook | None) -> tuple[Initiative, ...]:
    """The bundled initiatives, the client's version in place of one with its id, then the client's own."""
    mine = {initiative.id: initiative for initiative in own.initiatives} if own else {}
    theirs = bundled.initiatives if bundled else ()
    known = {initiative.id for initiative in theirs}
    together = (
        *(mine.get(initiative.id, initiative) for initiative in theirs),
        *(initiative for initiative in mine.values() if initiative.id not in known),
    )
    off = own.switched_off if own else ()
    return tuple(initiative for initiative in together if initiative.id not in off)


def portfolio(
    card: Scorecard,
    bundled: Playbook | None,
    own: Playbook | None,
    begun: Mapping[str, Begun] = MappingProxyType({}),
    stopped: Collection[str] = (),
) -> Portfolio:
    """Every initiative of both playbooks, as a candidate or as left out.

    `begun`: what is left of pilots that run or are over; `stopped`: initiatives whose pilot ended them.
    """
    candidates: list[Candidate] = []
    left = _switched_off(bundled, own)
    done: set[str] = set()
    finished: set[str] = set()
    for initiative in merged(bundled, own):
        pilot, project = lifts(initiative.moves.pilot, card), lifts(initiative.moves.project, card)
        obstacle = _lacking(initiative, card) or (
            None if pilot or project else _nothing_to_lift(initiative, card)
        )
        if initiative.id in stopped:
            left.append(Left(initiative, Because.STOPPED))
            continue
        if obstacle is None or obstacle.because in _UNMEASURED:
            candidates.append(Candidate(initiative, pilot, project, obstacle, begun.get(initiative.id)))
        else:
            left.append(obstacle)
        if not pilot and _measured(initiative.moves.pilot, card):
            done.add(initiative.id)
        both = {**initiative.moves.pilot, **initiative.moves.project}
        if not pilot and not project and _measured(both, card):
            finished.add(initiative.id)
    return Portfolio(tuple(candidates), tuple(left), frozenset(done), frozenset(finished))


def lifts(moves: Mapping[str, int], card: Scorecard) -> tuple[Lift, ...]:
    """The moves that raise an answer. Where there is none, nobody knows what there is to raise."""
    raised = (
        lift(card.cells[name], level, card.questionnaire)
        for name, level in moves.items()
        if _counts(name, card)
    )
    return tuple(found for found in raised if found)


def lift(cell: Cell, level: int, questionnaire: Questionnaire) -> Lift | None:
    """The lowest option or band that counts at least `level`; None where it would raise nothing.

    Compared by counting value, so that for a reverse-coded question the lift is an option with a smaller
    value.
    """
    question = cell.question
    reaching = [
        (value, answer)
        for own, answer in _offered(question)
        if (value := counting_value(question, own, questionnaire)) >= level
    ]
    if not reaching or cell.value is None:
        return None
    value, answer = min(reaching)
    return Lift(question.id, value, answer) if value > cell.value else None


def _offered(question: Question) -> list[tuple[Fraction, Decimal]]:
    """The value of every option or band on the question's own scale, and an answer that has it.

    A band is answered with its lower bound; the lowest, which has none, with a number one below the next
    band.
    """
    if question.options:
        return [(Fraction(option.value), option.value) for option in question.options]
    bands = question.bands or ()
    bounds = [band.from_ for band in bands]
    return [
        (Fraction(band.value), bound if bound is not None else (bounds[1] or Decimal(0)) - 1)
        for band, bound in zip(bands, bounds, strict=True)
    ]


def _counts(question: str, card: Scorecard) -> bool:
    return question in card.asked and question in card.cells and card.cells[question].value is not None


def _applying(moves: Mapping[str, int], card: Scorecard) -> list[str]:
    """The questions among `moves` that are asked and applicable."""
    asked = (name for name in moves if name in card.asked)
    return [name for name in asked if card.cells[name].state is not State.NOT_APPLICABLE]


def _measured(moves: Mapping[str, int], card: Scorecard) -> bool:
    applying = _applying(moves, card)
    return bool(applying) and all(_counts(name, card) for name in applying)


def _lacking(initiative: Initiative, card: Scorecard) -> Left | None:
    """What the client would have to have: an undeclared fact is not taken for granted."""
    facts = card.engagement.facts if card.engagement else {}
    lacking = tuple(need for need in initiative.needs if facts.get(need) is not True)
    return Left(initiative, Because.NEEDS_FACT, lacking) if lacking else None


def _nothing_to_lift(initiative: Initiative, card: Scorecard) -> Left:
    moves = {**initiative.moves.pilot, **initiative.moves.project}
    applying = _applying(moves, card)
    if not applying:
        is_asked = any(name in card.asked for name in moves)
        return Left(initiative, Because.NOT_APPLICABLE if is_asked else Because.NOT_ASKED)
    unanswered = tuple(name for name in applying if not _counts(name, card))
    if unanswered:
        return Left(initiative, Because.NOT_ANSWERED, unanswered)
    return Left(initiative, Because.REACHED, () if len(applying) == len(moves) else tuple(applying))


def _switched_off(bundled: Playbook | None, own: Playbook | None) -> list[Left]:
    everything = {i.id: i for playbook in (bundled, own) if playbook for i in playbook.initiatives}
    return [
        Left(initiative, Because.SWITCHED_OFF)
        for name in (own.switched_off if own else ())
        if (initiative := everything.get(name))
    ]
