"""Whether a condition can hold and can fail at all, whatever is answered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assess.model.condition import Condition
from assess.model.questionnaire import Question
from assess.scoring.asked import compares
from assess.scoring.values import own_interval
from assess.text.safe_yaml import Path

Possible = Mapping[str, tuple[Fraction, ...]]
"""By the id of a question, values that stand for all that its answers can be combined to."""
Room = Mapping[str, frozenset[int]]
"""Which of those are left, by their positions; for a fact, with a `?` before its id, 1 stands for true.

What is not named is free.
"""

_MOST_BOUNDS = 50
"""Values that one condition compares a question with; with more, none of them is judged."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A condition that always or never holds; `path` leads to the piece of it that makes it so."""

    condition: Condition
    holds: bool
    path: Path


def settled(condition: Condition, questions: Mapping[str, Question]) -> Sequence[Settled]:
    """The innermost conditions that hold always or never.

    All of them do. One may be missed that is settled only by several questions or facts together, beyond
    parts of one `all` or `any` that exclude, or complete, one another.
    """
    return _judged(condition, _possible(condition, questions), ()).settled


@dataclass(frozen=True, slots=True)
class _Judged:
    """What may be answered for a condition to hold, and for it to fail; None where nothing would do."""

    holds: Room | None
    fails: Room | None
    settled: tuple[Settled, ...] = ()


def _judged(condition: Condition, possible: Possible, path: Path) -> _Judged:
    if condition.fact is not None:
        name = f"?{condition.fact}"
        return _Judged({name: frozenset({1})}, {name: frozenset({0})})
    if condition.question is not None:
        return _compared(condition, possible.get(condition.question), path)
    inner = [(path + step, _judged(one, possible, path + step)) for step, one in condition.parts()]
    found = tuple(one for _, judged in inner for one in judged.settled)
    if condition.not_ is not None:
        [(_, judged)] = inner
        return _Judged(judged.fails, judged.holds, found)
    holding, failing = ([(step, j.holds) for step, j in inner], [(step, j.fails) for step, j in inner])
    every, some = (holding, failing) if condition.all_ is not None else (failing, holding)
    left, until = _both(every, path)
    other = _either([room for _, room in some])
    holds, fails = (left, other) if condition.all_ is not None else (other, left)
    if not found and (holds is None or fails is None):
        found = (Settled(condition, holds is not None, until),)
    return _Judged(holds, fails, found)


def _compared(condition: Condition, answers: tuple[Fraction, ...] | None, path: Path) -> _Judged:
    name = condition.question or ""
    if answers is None:
        return _Judged({}, {})
    met = frozenset(at for at, own in enumerate(answers) if compares(condition, own))
    others = frozenset(range(len(answers))) - met
    holds, fails = {name: met} if met else None, {name: others} if others else None
    if holds and fails:
        return _Judged(holds, fails)
    tests = {"at_least": condition.at_least, "at_most": condition.at_most, "is": condition.is_}
    compared = next(test for test, value in tests.items() if value is not None)
    place = (*path, compared if answers else "question")
    return _Judged(holds, fails, (Settled(condition, holds is not None, place),))


def _both(rooms: Iterable[tuple[Path, Room | None]], path: Path) -> tuple[Room | None, Path]:
    """What all leave, and the first of them, if any, that those before it leave nothing for."""
    left: dict[str, frozenset[int]] = {}
    for step, room in rooms:
        for name, answers in (room or {}).items():
            left[name] = left[name] & answers if name in left else answers
        if room is None or not all(left[name] for name in room):
            return None, step
    return left, path


def _either(rooms: Sequence[Room | None]) -> Room | None:
    """More room than there is, where rooms differ in several answers at once."""
    possible = [room for room in rooms if room is not None]
    if not possible:
        return None
    names = set(possible[0]).intersection(*possible)
    return {name: frozenset().union(*(room[name] for room in possible)) for name in names}


def _possible(condition: Condition, questions: Mapping[str, Question]) -> Possible:
    """The own values that answers to each question can be combined to, as far as comparisons can tell them.

    Several people's values are combined, so that between two options everything can be reached.
    """
    bounds: dict[str, set[Fraction]] = defaultdict(set)
    _gather(condition, bounds)
    looked_at = {name: questions[name] for name in bounds if name in questions}
    return {
        name: _values(question, bounds[name])
        for name, question in looked_at.items()
        if len(bounds[name]) <= _MOST_BOUNDS and (question.choices or not question.scale)
    }


def _gather(condition: Condition, bounds: dict[str, set[Fraction]]) -> None:
    tests = (condition.at_least, condition.at_most, condition.is_)
    if condition.question is not None:
        bounds[condition.question].update(Fraction(test) for test in tests if test is not None)
    for _, one in condition.parts():
        _gather(one, bounds)


def _values(question: Question, bounds: set[Fraction]) -> tuple[Fraction, ...]:
    """The bounds themselves, one value between each two, and one beyond them, within what can be answered."""
    if question.open:
        return ()
    low, high = _limits(question)
    points = sorted({*bounds, *(end for end in (low, high) if end is not None)})
    around = [points[0] - 1, *points, points[-1] + 1, *((a + b) / 2 for a, b in pairwise(points))]
    return tuple(one for one in around if (low is None or one >= low) and (high is None or one <= high))


def _limits(question: Question) -> tuple[Fraction | None, Fraction | None]:
    if question.number is None:
        return own_interval(question)
    least, most = question.number.least, question.number.most
    return None if least is None else Fraction(least), None if most is None else Fraction(most)
