"""From a score, or from what the children reach, to a maturity level. All comparisons are exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.model.questionnaire import LevelMethod, LevelMethodName

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
    """One level's test: the share (per cent) that reaches it, the share needed, and who falls short."""

    level: int
    share: Fraction
    needed: Fraction
    passes: bool
    short: tuple[str, ...]


def by_thresholds(score: Fraction, method: LevelMethod, ladder: Sequence[int]) -> int:
    """The highest level whose lower threshold the score reaches; every score has exactly one level.

    Thresholds belong to the ladder's levels from the lowest on.
    """
    bounds = zip(ladder, method.from_ or (), strict=False)
    return max((level for level, bound in bounds if score >= Fraction(bound)), default=BELOW)


def cumulative_steps(
    children: Sequence[Reached], method: LevelMethod, ladder: Sequence[int]
) -> tuple[Step, ...]:
    """For every level: the weighted share of children that reach it."""
    total = sum((child.weight for child in children), Fraction(0))
    return tuple(
        _step(level, [(c.id, c.weight, c.value >= level) for c in children], total, method)
        for level in ladder
    )


def practice_steps(
    practices: Sequence[Practised], method: LevelMethod, ladder: Sequence[int]
) -> tuple[Step, ...]:
    """For every level: the share of its own practices that pass.

    A level without practices passes, but an empty lowest level does not: nothing shows that the ladder was reached.
    """
    steps = []
    for level in ladder:
        own = [(p.id, p.weight, p.passes) for p in practices if p.level == level]
        if own:
            steps.append(_step(level, own, sum((p[1] for p in own), Fraction(0)), method))
        else:
            passes = level != ladder[0]
            steps.append(Step(level, Fraction(100 if passes else 0), _share(method), passes, ()))
    return tuple(steps)


def highest(steps: Sequence[Step]) -> int:
    """The highest level such that it and every level below pass."""
    level = BELOW
    for step in steps:
        if not step.passes:
            break
        level = step.level
    return level


def _step(
    level: int, children: Sequence[tuple[str, Fraction, bool]], total: Fraction, method: LevelMethod
) -> Step:
    share = 100 * sum((weight for _, weight, reaches in children if reaches), Fraction(0)) / total
    short = tuple(name for name, _, reaches in children if not reaches)
    return Step(level, share, _share(method), share >= _share(method), short)


def _share(method: LevelMethod) -> Fraction:
    """All practices must pass where the method states no share."""
    return (
        Fraction(method.share)
        if method.method is LevelMethodName.CUMULATIVE and method.share
        else Fraction(100)
    )
