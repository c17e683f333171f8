"""Who is asked what: the core by everybody, the rest by the functions that know, shared among colleagues."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.model.engagement import Scope
from assess.model.questionnaire import Question, Questionnaire, Section
from assess.scoring.asked import is_asked_of

MOST_QUESTIONS = 45
"""Scored questions that one person answers with care; beyond that, colleagues share."""
_MINUTES = Fraction(25, MOST_QUESTIONS)
"""A question's time: the instrument allows 25 minutes for the most that one person is asked."""
_STEP = 5


@dataclass(frozen=True)
class Invited:
    """Somebody who is to answer."""

    name: str
    function: str


def minutes(questions: int) -> int:
    """How long so many questions take, rounded up to five minutes: a promise that is rather kept."""
    return _STEP * math.ceil(questions * _MINUTES / _STEP)


def in_turn(questionnaire: Questionnaire, function: str) -> list[Section]:
    """The reviews in a function's order: its own first, then those that follow, and round to the beginning.

    Its own is the one in which it owns most questions. So nobody begins with what others know better, and no
    review is always answered by tired people. What is not scored comes last.
    """
    scored = [section for section in questionnaire.sections if any(q.scored for q in _within(section))]
    owned = [sum(q.owner == function for q in _within(section)) for section in scored]
    own = owned.index(max(owned, default=0)) if owned else 0
    rest = [section for section in questionnaire.sections if section not in scored]
    return [*scored[own:], *scored[:own], *rest]


def _within(section: Section) -> Iterator[Question]:
    yield from section.questions
    for inner in section.sections:
        yield from _within(inner)


def shares(
    questionnaire: Questionnaire, people: Sequence[Invited], scope: Scope
) -> Mapping[str, frozenset[str]]:
    """The ids of the questions for each person, by name.

    Where a function's questions are more than one person should answer, its people take the capabilities in
    turn; the core and what is not scored stays with each of them.
    """
    given: dict[str, frozenset[str]] = {}
    for function in dict.fromkeys(person.function for person in people):
        names = [person.name for person in people if person.function == function]
        given |= _dealt(questionnaire, function, names, scope)
    return given


def _dealt(
    questionnaire: Questionnaire, function: str, names: Sequence[str], scope: Scope
) -> Iterator[tuple[str, frozenset[str]]]:
    asked = [q for q in questionnaire.all_questions() if is_asked_of(q, function, scope)]
    everybody = {q.id for q in asked if q.core or not q.scored}
    piles = [
        {q.id for q in section.questions if q in asked} - everybody
        for section in questionnaire.all_sections()
    ]
    piles = [pile for pile in piles if pile]
    if sum(q.scored for q in asked) <= MOST_QUESTIONS:
        for name in names:
            yield name, frozenset(everybody.union(*piles))
        return
    for turn, name in enumerate(names):
        yield name, frozenset(everybody.union(*piles[turn :: len(names)]))
