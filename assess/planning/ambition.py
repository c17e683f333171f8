"""Targets worth proposing: the fewest capabilities that bring the whole to its next level, a level a year."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from assess.planning.portfolio import lifts
from assess.planning.projection import raised, rescored
from assess.planning.situation import Basis
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.next_level import next_level


@dataclass(frozen=True)
class Proposal:
    """One capability: its level today and the level proposed, with the day by which.

    `brings` are the sections around it, outermost first, that reach their next level with it and the others
    proposed for the same day.
    """

    section: str
    title: str
    today: int | None
    level: int
    by: dt.date
    brings: tuple[str, ...]


def proposals(basis: Basis, day: dt.date, years: int = 1) -> list[Proposal]:
    """What to aim at by the end of so many years; nothing where nothing was answered.

    Each year brings the whole to its next level. No capability rises by more than one level a year, and what
    is not needed may stay where it is.
    """
    found: dict[str, Proposal] = {}
    card = basis.card
    answers = dict(raised(()))
    for year in range(1, years + 1):
        by = dt.date(day.year + year, 12, 31)
        for section, brings in _needed(card, card.overall, ()):
            level = (section.reach or 0) + 1
            now = basis.card.section(section.id)
            today = now.reach if now else None
            found[section.id] = Proposal(section.id, section.title, today, level, by, brings)
            answers |= raised(lifts(dict.fromkeys(_questions(section), level), basis.card))
        card = rescored(basis, answers)
    return list(found.values())


def _needed(
    card: Scorecard, section: SectionScore, around: tuple[str, ...]
) -> Iterator[tuple[SectionScore, tuple[str, ...]]]:
    """The innermost sections that have to rise for `section` to reach its next level."""
    step = next_level(card, section)
    if step is None:
        return
    if not section.sections:
        yield section, around
        return
    scores = {inner.id: inner.score or Fraction(0) for inner in section.sections}
    nearest = sorted(step.short, key=lambda one: (-one.weight, -scores.get(one.id, Fraction(0))))
    enough = {one.id for one in nearest[: len(step.enough or step.short)]}  # of equal weights the nearest
    for inner in section.sections:
        if inner.id in enough and inner.reach is not None:
            yield from _needed(card, inner, (*around, section.id))


def _questions(section: SectionScore) -> list[str]:
    return [leaf.id for leaf in section.branch.all_leaves()]
