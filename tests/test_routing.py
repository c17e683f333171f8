"""Who is asked what."""

from pathlib import Path

import pytest

from assess.files.documents import Reading
from assess.files.questionnaires import load
from assess.intake.routing import MOST_QUESTIONS, Invited, in_turn, minutes, shares
from assess.model.engagement import Scope
from assess.model.questionnaire import Questionnaire


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    folder = Path(__file__).parents[1] / "questionnaires" / "customer-centricity"
    assembled = load(folder, Reading())
    assert assembled is not None
    return assembled.questionnaire


def test_one_person_alone_is_asked_all_that_the_function_knows(questionnaire: Questionnaire) -> None:
    given = shares(questionnaire, [Invited("anna", "marketing")], Scope.FULL)
    scored = [q.id for q in questionnaire.all_questions() if q.scored and q.id in given["anna"]]
    assert len(scored) > MOST_QUESTIONS


def test_colleagues_share_what_is_too_much_for_one(questionnaire: Questionnaire) -> None:
    people = [Invited(name, "marketing") for name in ("anna", "ben", "cleo", "dora")]
    given = shares(questionnaire, people, Scope.FULL)
    alone = shares(questionnaire, people[:1], Scope.FULL)["anna"]
    scored = {q.id for q in questionnaire.all_questions() if q.scored}
    core = {q.id for q in questionnaire.all_questions() if q.core}
    assert frozenset().union(*given.values()) == alone
    assert all(core <= questions for questions in given.values())
    assert all(len(questions & scored) <= MOST_QUESTIONS for questions in given.values())


def test_everybody_answers_what_is_not_too_much(questionnaire: Questionnaire) -> None:
    people = [Invited("eli", "finance"), Invited("fay", "finance")]
    given = shares(questionnaire, people, Scope.FULL)
    assert given["eli"] == given["fay"]


@pytest.mark.parametrize(("questions", "time"), [(1, 5), (22, 15), (37, 25), (45, 25), (88, 50)])
def test_time_is_rounded_up_to_five_minutes(questions: int, time: int) -> None:
    assert minutes(questions) == time


@pytest.mark.parametrize(
    ("function", "order"),
    [
        ("finance", ["financial", "creative", "technology", "strategy"]),
        ("technology", ["technology", "strategy", "financial", "creative"]),
        ("executive", ["strategy", "financial", "creative", "technology"]),
        ("nobody", ["financial", "creative", "technology", "strategy"]),
    ],
)
def test_own_review_comes_first_and_the_others_follow_round(
    questionnaire: Questionnaire, function: str, order: list[str]
) -> None:
    turns = [section.id for section in in_turn(questionnaire, function)]
    assert turns[:4] == order
    assert sorted(turns) == sorted(section.id for section in questionnaire.sections)
