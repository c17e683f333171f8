"""From what children score and reach to a section's score and maturity level. All comparisons are exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.model.questionnaire import LevelMethod, ScoreMethod

BELOW = 0
"""The level below the ladder."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far one child has come: its weight and the value (question) or level (section) that counts."""

    id: str
    weight: Fraction
    value: Fraction


@dataclass(frozen=True, slots=True)
class Practised:
    """One practice: the level that it belongs to, and whether it passes."""

    id: str
    weight: Fraction
    level: int
    passes: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One level's test: the share (per cent) that reaches it, the share needed, and who falls short.

    `total` is the weight that was tested; without any, the level has no practices that count.
    """

    level: int
    share: Fraction
    needed: Fraction
    passes: bool
    short: tuple[str, ...]
    total: Fraction


def section_score(method: ScoreMethod, children: Sequence[tuple[Fraction, Fraction]]) -> Fraction | None:
    """The score over (weight, score) of the children that count; None without any.

    Weights are positive. They are ignored by `min`; in a `sum` they multiply.
    """
    if not children:
        return None
    if method is ScoreMethod.MIN:
        return min(score for _, score in children)
    total = sum((weight * score for weight, score in children), Fraction(0))
    return total if method is ScoreMethod.SUM else total / sum(weight for weight, _ in children)


def by_thresholds(score: Fraction, method: LevelMethod, ladder: Sequence[int]) -> int:
    """The highest level whose lower threshold the score reaches; every score has exactly one level.

    Thresholds belong to the ladder's levels from the lowest on.
    """
    reached = (level for level, bound in bounds(method, ladder) if score >= bound)
    return max(reached, default=BELOW)


def bounds(method: LevelMethod, ladder: Sequence[int]) -> tuple[tuple[int, Fraction], ...]:
    """Each level of the ladder with its lower threshold."""
    return tuple((level, Fraction(bound)) for level, bound in zip(ladder, method.from_ or (), strict=False))


def cumulative_steps(
    children: Sequence[Reached], method: LevelMethod, ladder: Sequence[int]
) -> tuple[Step, ...]:
    """For every level: the weighted share of children that reach it."""
    return tuple(
        _step(level, [(c.id, c.weight, c.value >= level) for c in children], method) for level in ladder
    )


def practice_steps(
    practices: Sequence[Practised], method: LevelMethod, ladder: Sequence[int]
) -> tuple[Step, ...]:
    """For every level: the share of its own practices that pass.

    A level without practices passes, but an empty lowest level does not: nothing shows that the ladder was
    reached.
    """
    steps = []
    for level in ladder:
        own = [(p.id, p.weight, p.passes) for p in practices if p.level == level]
        steps.append(_step(level, own, method) if own else _empty_step(level, method, level != ladder[0]))
    return tuple(steps)


def highest(steps: Iterable[Step]) -> int:
    """The highest level such that it and every level below pass."""
    level = BELOW
    for step in steps:
        if not step.passes:
            break
        level = step.level
    return level


def _step(level: int, children: Sequence[tuple[str, Fraction, bool]], method: LevelMethod) -> Step:
    total = sum((weight for _, weight, _ in children), Fraction(0))
    reached = sum((weight for _, weight, reaches in children if reaches), Fraction(0))
    share, needed = 100 * reached / total, _needed(method)
    short = tuple(name for name, _, reaches in children if not reaches)
    return Step(level, share, needed, share >= needed, short, total)


def _empty_step(level: int, method: LevelMethod, passes: bool) -> Step:  # noqa: FBT001  # a field of the step
    return Step(level, Fraction(100 if passes else 0), _needed(method), passes, (), Fraction(0))


def _needed(method: LevelMethod) -> Fraction:
    """The share in per cent; all practices must pass where the method states none."""
    return Fraction(100 if method.share is None else method.share)
