"""What keeps a section from its next level, and the fewest children that would be enough."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.model.questionnaire import Band, Option, ScoreMethod
from assess.scoring.card import Scorecard, SectionScore, children
from assess.scoring.levels import Step, bounds
from assess.scoring.values import counting_value, turned


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One child that falls short: from `value` to `to`.

    A question goes from the value that counts (a practice: on its own scale, reverse-coding undone) to that
    of `choice`, the first of its answers that suffices. A section goes from level to level, under thresholds
    from score to score. `to` is None where nothing suffices.
    """

    id: str
    weight: Fraction
    value: Fraction
    to: Fraction | None
    choice: Option | Band | None = None


@dataclass(frozen=True, slots=True)
class NextLevel:
    """The test of the next level. `reached` and `needed` are shares in per cent, under thresholds scores.

    `enough` is a smallest set of the children in `short` that passes the test, heaviest first; None where
    there is none.
    """

    level: int
    reached: Fraction
    needed: Fraction
    short: tuple[Shortfall, ...]
    enough: tuple[Shortfall, ...] | None


def next_level(card: Scorecard, section: SectionScore) -> NextLevel | None:
    """What blocks the next level; None at the top of the ladder, and where there is no level."""
    if section.reach is None:
        return None
    if failing := next((step for step in section.steps if not step.passes), None):
        return _by_share(card, section, failing)
    for level, bound in bounds(section.branch.level, section.ladder):
        if level > section.reach and section.score is not None:
            return _by_score(card, section, section.score, level, bound)
    return None


def _by_share(card: Scorecard, section: SectionScore, step: Step) -> NextLevel:
    """Whoever reaches the level adds the whole weight: the heaviest first, of equals the nearest."""
    short = [one for one in _short_of(card, section, step.level) if one.id in step.short]
    enough, share, level = [], step.share, Fraction(step.level)
    for one in sorted(short, key=lambda one: (-one.weight, (one.to or level) - one.value)):
        if share < step.needed and one.to is not None:
            enough.append(one)
            share += 100 * one.weight / step.total
    return NextLevel(
        step.level, step.share, step.needed, tuple(short), tuple(enough) if share >= step.needed else None
    )


def _short_of(card: Scorecard, section: SectionScore, level: int) -> Iterator[Shortfall]:
    """Every child that counts, as if it fell short of the level."""
    practices = {leaf.id: leaf.practice for leaf in section.branch.leaves if leaf.practice}
    for child in children(section.branch, section.sections, card.counting):
        practice = practices.get(child.id)
        value = card.counting.turned(child.id) if practice else child.reach
        if value is not None:
            goal = Fraction(practice.from_ if practice else level)
            to, choice = _first_from(card, child.id, goal, on_own_scale=practice is not None)
            yield Shortfall(child.id, child.weight, value, to, choice)


def _by_score(
    card: Scorecard, section: SectionScore, score: Fraction, level: int, bound: Fraction
) -> NextLevel:
    """Under `min` all that lie below the bound must rise; else those first that have most to add."""
    tops = {leaf.id: card.cells[leaf.id].highest for leaf in section.branch.leaves}
    tops |= {inner.id: inner.interval[1] for inner in section.sections if inner.interval}
    scored = [c for c in children(section.branch, section.sections, card.counting) if c.score is not None]
    rising = [_Rising(c.id, c.weight, c.score, tops[c.id]) for c in scored if c.score is not None]
    if section.branch.score is ScoreMethod.MIN:
        short = [_raised(card, one, bound) for one in rising if one.value < bound]
        enough = None if any(one.to is None for one in short) else tuple(short)
        return NextLevel(level, score, bound, tuple(short), enough)
    rising = [one for one in rising if one.room > 0]
    weight = sum(c.weight for c in scored) if section.branch.score is ScoreMethod.MEAN else Fraction(1)
    enough = _filling(card, rising, (bound - score) * weight)
    return NextLevel(level, score, bound, tuple(_raised(card, one, one.top) for one in rising), enough)


@dataclass(frozen=True, slots=True)
class _Rising:
    """A child with its score and the highest that it can have."""

    id: str
    weight: Fraction
    value: Fraction
    top: Fraction

    @property
    def room(self) -> Fraction:
        return self.weight * (self.top - self.value)


def _filling(card: Scorecard, rising: Sequence[_Rising], gap: Fraction) -> tuple[Shortfall, ...] | None:
    """Each rises as far as it can, the last only as far as it must."""
    enough = []
    for one in sorted(rising, key=lambda one: -one.room):
        if gap <= 0:
            break
        enough.append(_raised(card, one, min(one.top, one.value + gap / one.weight)))
        gap -= one.room
    return tuple(enough) if gap <= 0 else None


def _raised(card: Scorecard, one: _Rising, goal: Fraction) -> Shortfall:
    to, choice = _first_from(card, one.id, goal) if goal <= one.top else (None, None)
    return Shortfall(one.id, one.weight, one.value, to, choice)


def _first_from(
    card: Scorecard, child_id: str, goal: Fraction, *, on_own_scale: bool = False
) -> tuple[Fraction | None, Option | Band | None]:
    """The lowest value that suffices and, of a question, the answer that has it."""
    if child_id not in card.cells:
        return goal, None
    question = card.cells[child_id].question
    values = sorted(
        (
            turned(question, Fraction(choice.value))
            if on_own_scale
            else counting_value(question, Fraction(choice.value), card.questionnaire),
            index,
        )
        for index, choice in enumerate(question.choices)
    )
    return next(((value, question.choices[i]) for value, i in values if value >= goal), (None, None))
