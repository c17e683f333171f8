"""Whether a condition can hold and can fail at all, whatever is answered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from assess.model.condition import Condition
from assess.model.questionnaire import Question
from assess.scoring.asked import compares
from assess.scoring.values import own_interval
from assess.text.safe_yaml import Path

Room = Mapping[str, frozenset[Fraction | bool]]
"""The answers that are left, by the id of a question, or of a fact with a `?` before it. Others are free."""

_MOST_BOUNDS = 50
"""Values that one condition compares a question with; with more, none of them is judged."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A condition that always or never holds; `path` leads to the piece of it that makes it so."""

    condition: Condition
    holds: bool
    path: Path


def settled(condition: Condition, questions: Mapping[str, Question]) -> Iterator[Settled]:
    """The innermost conditions that hold always or never.

    All of them do. One may be missed that is settled only by several questions or facts together, beyond
    parts of one `all` or `any` that exclude, or complete, one another.
    """
    return _settled(condition, _possible(condition, questions), ())


def parts(condition: Condition) -> tuple[tuple[Path, Condition], ...]:
    """The conditions that one is made of, with their places in it."""
    several = (("all", condition.all_ or ()), ("any", condition.any_ or ()))
    listed = (((name, index), one) for name, ones in several for index, one in enumerate(ones))
    return (*listed, *(((("not",), condition.not_),) if condition.not_ else ()))


def _settled(condition: Condition, possible: Room, path: Path) -> Iterator[Settled]:
    inner = [found for step, one in parts(condition) for found in _settled(one, possible, path + step)]
    yield from inner
    if not inner:
        for holds in (False, True):
            if _room(condition, possible, holds=not holds) is None:
                yield Settled(condition, holds, path + _decisive(condition, possible, holds=not holds))
                return


def _room(condition: Condition, possible: Room, *, holds: bool) -> Room | None:
    """What may be answered for a condition to hold, or to fail; None where nothing would do."""
    if condition.not_ is not None:
        return _room(condition.not_, possible, holds=not holds)
    if condition.fact is not None:
        return {f"?{condition.fact}": frozenset({holds})}
    if condition.question is not None:
        return _compared(condition, condition.question, possible, holds=holds)
    rooms = [_room(one, possible, holds=holds) for _, one in parts(condition)]
    return _both(rooms) if (condition.all_ is not None) is holds else _either(rooms)


def _compared(condition: Condition, name: str, possible: Room, *, holds: bool) -> Room | None:
    if name not in possible:
        return {}
    left = frozenset(own for own in possible[name] if compares(condition, Fraction(own)) is holds)
    return {name: left} if left else None


def _both(rooms: Iterable[Room | None]) -> Room | None:
    left: dict[str, frozenset[Fraction | bool]] = {}
    return left if all(_narrowed(left, room) for room in rooms) else None


def _narrowed(left: dict[str, frozenset[Fraction | bool]], room: Room | None) -> bool:
    """Takes from `left` what the room does not hold; False where nothing remains of it."""
    for name, answers in (room or {}).items():
        left[name] = left[name] & answers if name in left else answers
        if not left[name]:
            return False
    return room is not None


def _either(rooms: Sequence[Room | None]) -> Room | None:
    """More room than there is, where rooms differ in several answers at once."""
    possible = [room for room in rooms if room is not None]
    if not possible:
        return None
    names = set(possible[0]).intersection(*possible)
    return {name: frozenset().union(*(room[name] for room in possible)) for name in names}


def _decisive(condition: Condition, possible: Room, *, holds: bool) -> Path:
    """What is compared, or the first part that those before it leave no room for."""
    if condition.question is not None:
        tests = {"at_least": condition.at_least, "at_most": condition.at_most, "is": condition.is_}
        given = next(name for name, test in tests.items() if test is not None)
        return (given,) if possible[condition.question] else ("question",)
    left: dict[str, frozenset[Fraction | bool]] = {}
    rooms = ((step, _room(one, possible, holds=holds)) for step, one in parts(condition))
    return next((step for step, room in rooms if not _narrowed(left, room)), ())


def _possible(condition: Condition, questions: Mapping[str, Question]) -> Room:
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
    for _, one in parts(condition):
        _gather(one, bounds)


def _values(question: Question, bounds: set[Fraction]) -> frozenset[Fraction | bool]:
    """The bounds themselves, one value between each two, and one beyond them, within what can be answered."""
    if question.open:
        return frozenset()
    low, high = _limits(question)
    points = sorted({*bounds, *(end for end in (low, high) if end is not None)})
    around = [points[0] - 1, *points, points[-1] + 1, *((a + b) / 2 for a, b in pairwise(points))]
    return frozenset(one for one in around if (low is None or one >= low) and (high is None or one <= high))


def _limits(question: Question) -> tuple[Fraction | None, Fraction | None]:
    if question.number is None:
        return own_interval(question)
    least, most = question.number.least, question.number.most
    return None if least is None else Fraction(least), None if most is None else Fraction(most)
