"""What becomes of each wanted level, and what keeps it from being reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assess.model.answers import State
from assess.model.roadmap import Outlook, Shortfall
from assess.model.vision import Target, Vision
from assess.planning import reasons
from assess.planning.portfolio import Candidate, Lift, Portfolio
from assess.planning.projection import lifts_by, raised, rescored
from assess.planning.reasons import Names
from assess.planning.sequence import Schedule
from assess.planning.situation import Basis
from assess.scoring.card import Scorecard

_MISSING = (State.UNKNOWN, State.UNANSWERED)


@dataclass(frozen=True)
class Course:
    """Today, what could be done, what is planned, and the scorecards at the end of every quarter."""

    basis: Basis
    choice: Portfolio
    schedule: Schedule
    cards: tuple[Scorecard, ...]

    @cached_property
    def everything(self) -> Scorecard:
        """The scorecard if all initiatives that apply were done in full, whatever they take."""
        return rescored(self.basis, raised(lift for c in self.choice.candidates for lift in c.lifts))

    @cached_property
    def finished(self) -> tuple[Lift, ...]:
        """All that is raised when the plan ends."""
        return tuple(lifts_by(self.schedule.placed, len(self.cards) - 1))

    def lacking(self, target: Target) -> tuple[str, ...]:
        """Initiatives that would have to be done to their end to reach the target, and are not planned so.

        None of those named could be spared. Where others would do as well, those that the plan pilots anyway
        are named.
        """
        inside = _questions(self.basis.card, target.capability)
        end = {name: cell.value for name, cell in self.cards[-1].cells.items() if name in inside}
        piloted = {placed.id for placed in self.schedule.placed}
        whole = {placed.id for placed in self.schedule.placed if placed.project is not None}
        order = sorted(self.choice.candidates, key=lambda c: (c.id in piloted, c.id))
        unfinished = [candidate for candidate in order if candidate.id not in whole and candidate.lifts]
        needed = [c for c in unfinished if any(_adds(lift, end) for lift in c.lifts)]
        if not self._reaches(target, needed):
            # An answer elsewhere can change what is asked inside.
            needed = unfinished
        for candidate in list(needed):
            fewer = [other for other in needed if other is not candidate]
            if self._reaches(target, fewer):
                needed = fewer
        return tuple(candidate.id for candidate in needed)

    def _reaches(self, target: Target, also: Sequence[Candidate]) -> bool:
        lifts = [*self.finished, *(lift for candidate in also for lift in candidate.lifts)]
        level = reach(rescored(self.basis, raised(lifts)), target.capability)
        return level is not None and level >= target.level


def _adds(lift: Lift, values: Mapping[str, Fraction | None]) -> bool:
    value = values.get(lift.question)
    return value is not None and lift.reaches > value


def outlooks(vision: Vision, course: Course, names: Names) -> tuple[Outlook, ...]:
    """One for every target that names a section of the questionnaire, in the vision's order."""
    known = (target for target in vision.targets if course.basis.card.section(target.capability))
    return tuple(_outlook(target, course, names) for target in known)


def _outlook(target: Target, course: Course, names: Names) -> Outlook:
    levels = [reach(card, target.capability) for card in (course.basis.card, *course.cards)]
    reaching = (i for i, level in enumerate(levels) if level is not None and level >= target.level)
    found = next(reaching, None)
    known = Outlook(
        capability=target.capability,
        wanted=target.level,
        by=target.by,
        now=levels[0],
        then=levels[-1],
        reached_in=found - 1 if found else None,
        met=True,
    )
    if found == 0:
        return known
    why = _late(target, found - 1, names) if found else _never(target, course, names)
    if why is None:
        return known
    return known.model_copy(update={"met": False, "because": why[0], "reason": why[1]})


def _late(target: Target, reached_in: int, names: Names) -> tuple[Shortfall, str] | None:
    if target.by is None or names.first.later(reached_in).ends <= target.by:
        return None
    because = Shortfall.PAST if target.by < names.first.ends else Shortfall.LATE
    return because, reasons.late(target.by, reached_in, names)


def _never(target: Target, course: Course, names: Names) -> tuple[Shortfall, str]:
    inside = _questions(course.basis.card, target.capability)
    best = reach(course.everything, target.capability)
    if best is not None and best >= target.level:
        lacking = course.lacking(target)
        piloted = [placed for placed in course.schedule.placed if placed.id in lacking]
        others = [name for name in lacking if name not in {placed.id for placed in piloted}]
        return Shortfall.LEFT_OUT, reasons.held_back(piloted, others, names)
    values = {name: course.everything.cells[name].value for name in inside}
    below = [name for name, value in values.items() if value is not None and value < target.level]
    missing = [name for name in inside if course.basis.card.cells[name].state in _MISSING]
    if missing and not below:
        return Shortfall.NOT_ANSWERED, reasons.not_answered(missing, names)
    return Shortfall.BEYOND_PLAYBOOK, reasons.beyond_playbook(below, names)


def reach(card: Scorecard, section_id: str) -> int | None:
    """The section's level, or the one that too few answers suggest."""
    section = card.section(section_id)
    return section.reach if section else None


def _questions(card: Scorecard, section_id: str) -> list[str]:
    section = card.section(section_id)
    return [leaf.id for leaf in section.branch.all_leaves() if leaf.id in card.asked] if section else []
