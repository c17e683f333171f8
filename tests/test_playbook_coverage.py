"""Whatever stands in a company's way, the bundled playbook knows a next step."""

import pytest
from test_instrument import INITIATIVES, QUESTIONNAIRE, SCORED

from assess.model.condition import Condition
from assess.model.playbook import Initiative
from assess.model.questionnaire import Question

BY_ID = {initiative.id: initiative for initiative in INITIATIVES}


def needs(initiative: Initiative) -> set[str]:
    """The facts that it takes, those of what comes before it included."""
    found = set(initiative.needs)
    for name in initiative.prerequisites:
        found |= needs(BY_ID[name])
    return found


def movers(question: str, level: int) -> list[Initiative]:
    """Whose pilot or project leads there."""
    return [
        one
        for one in INITIATIVES
        if level in {one.moves.pilot.get(question), one.moves.project.get(question)}
    ]


def facts(condition: Condition | None) -> set[str]:
    """All facts that a condition names."""
    if condition is None:
        return set()
    inner = [*(condition.all_ or ()), *(condition.any_ or ()), *((condition.not_,) if condition.not_ else ())]
    own = {condition.fact} if condition.fact else set()
    return own.union(*(facts(one) for one in inner))


def asked_with(question: Question) -> set[str]:
    """The facts on which it depends whether the question is asked at all."""
    found = facts(question.when)
    for section in QUESTIONNAIRE.all_sections():
        if question.id in {inner.id for inner in section.questions}:
            found |= facts(getattr(section, "when", None))
    return found


def test_there_is_more_than_one_way_for_every_capability() -> None:
    assert len(INITIATIVES) >= 45
    assert len({one.title for one in INITIATIVES}) == len(INITIATIVES)
    for section in QUESTIONNAIRE.all_sections():
        if any(question.scored for question in section.questions):
            assert sum(one.capability == section.id for one in INITIATIVES) >= 2, section.id


@pytest.mark.parametrize("level", [2, 3, 4])
def test_every_question_is_moved_to_the_level(level: int) -> None:
    assert [question.id for question in SCORED if not movers(question.id, level)] == []


@pytest.mark.parametrize("level", [2, 3, 4])
def test_no_question_rises_only_where_a_channel_is_that_it_does_not_ask_about(level: int) -> None:
    bound = {
        question.id
        for question in SCORED
        if all(needs(one) - asked_with(question) for one in movers(question.id, level))
    }
    assert bound == set()


def test_second_steps_follow_those_that_lead_up_to_them() -> None:
    """What is raised to 4 by what follows others was raised before by one of these."""
    for one in INITIATIVES:
        before = [BY_ID[name].moves for name in one.prerequisites]
        led = {question for moves in before for question in {**moves.pilot, **moves.project}}
        own = set(one.moves.pilot) | led
        for question, level in one.moves.project.items():
            assert level < 4 or not one.follows or question in own, (one.id, question)
