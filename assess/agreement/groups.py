"""Which functions may be shown by themselves, and which only together, so that nobody can be recognised."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assess.model.answers import Answers, State
from assess.model.engagement import Engagement
from assess.model.questionnaire import Questionnaire

NO_FUNCTION = "none"
"""Stands for respondents whose document names no function."""


class Visibility(StrEnum):
    """Whether a figure may be shown: hidden are those of fewer people than the smallest group."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    EMPTY = "empty"


@dataclass(frozen=True)
class Group:
    """One function, or several small ones pooled. `n`: how many took part; None if that gives them away."""

    functions: tuple[str, ...]
    n: int | None
    visibility: Visibility

    @property
    def id(self) -> str:
        """The functions' ids, joined."""
        return "+".join(self.functions)


@dataclass(frozen=True)
class Extent:
    """Lowest, median and highest value of a group's members, on the ladder. None unless shown."""

    group: Group
    n: int | None
    visibility: Visibility
    low: Fraction | None = None
    median: Fraction | None = None
    high: Fraction | None = None


def function_of(document: Answers) -> str:
    """Under which name the respondent's function is counted."""
    return document.function or NO_FUNCTION


def took_part(document: Answers) -> bool:
    """A respondent who gave at least one answer, be it that nobody knows."""
    return any(answer.state is not State.UNANSWERED for answer in document.answers.values())


def visibility(n: int, smallest: int) -> Visibility:
    """By the number of people behind a figure."""
    if n == 0:
        return Visibility.EMPTY
    return Visibility.SHOWN if n >= smallest else Visibility.HIDDEN


def groups(
    questionnaire: Questionnaire, documents: Iterable[Answers], engagement: Engagement
) -> tuple[Group, ...]:
    """Functions large enough by themselves, in the questionnaire's order; then the small ones as one group.

    If even the pool is too small, it is hidden. Functions that were invited and of which nobody took part
    stand last, empty, each by itself.
    """
    single = [document for document in documents if not document.is_consensus]
    present = Counter(function_of(document) for document in single if took_part(document))
    smallest = engagement.smallest_group
    known = in_order(questionnaire, {function_of(document) for document in single})
    large = [name for name in known if present[name] >= smallest]
    small = tuple(name for name in known if 0 < present[name] < smallest)
    pool = sum(present[name] for name in small)
    is_shown = visibility(pool, smallest)
    return (
        *(Group((name,), present[name], Visibility.SHOWN) for name in large),
        *((Group(small, pool if is_shown is Visibility.SHOWN else None, is_shown),) if small else ()),
        *(Group((name,), 0, Visibility.EMPTY) for name in known if present[name] == 0),
    )


def in_order(questionnaire: Questionnaire, functions: set[str]) -> list[str]:
    """The questionnaire's order; functions that it does not list follow by name."""
    listed = [function.id for function in questionnaire.functions]
    return [name for name in listed if name in functions] + sorted(functions.difference(listed))


def extent(group: Group, values: Sequence[Fraction], smallest: int) -> Extent:
    """What may be shown of these values: nothing if fewer people than the smallest group gave them."""
    state = visibility(len(values), smallest)
    if group.visibility is Visibility.HIDDEN and values:
        state = Visibility.HIDDEN
    if state is not Visibility.SHOWN:
        return Extent(group, 0 if state is Visibility.EMPTY else None, state)
    ordered = sorted(values)
    return Extent(group, len(ordered), state, ordered[0], middle(ordered), ordered[-1])


def middle(ordered: Sequence[Fraction]) -> Fraction:
    """The median of values in rising order; between two, their mean."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
