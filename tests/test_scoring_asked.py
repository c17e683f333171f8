"""Of whom a question is asked, and which count: scope, then conditions, on the combined values."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.engagement import Engagement, Scope
from assess.model.questionnaire import Question, Questionnaire
from assess.scoring.asked import asked, is_asked_of
from assess.scoring.card import Scorecard, score
from assess.scoring.document import document
from assess.scoring.values import cells

CONDITIONS = Path(__file__).parent / "documents" / "valid" / "scoring" / "conditions.yaml"
UNKNOWN = {"state": "unknown"}
NOT_APPLICABLE = {"state": "not-applicable", "reason": "There is none."}


def answered(*people: dict[str, Any], facts: dict[str, bool] | None = None, scope: str = "full") -> Scorecard:
    found = questionnaires.load(CONDITIONS, Reading())
    assert found
    documents = [
        {
            "schema": "assess/answers@1",
            "questionnaire": "conditions",
            "version": "1.0",
            "respondent": f"r{number}",
            "answers": {
                key: given if isinstance(given, dict) else {"value": Decimal(given)}
                for key, given in answers.items()
            },
        }
        for number, answers in enumerate(people)
    ]
    engagement = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": "conditions",
        "version": "1.0",
        "scope": scope,
        "facts": facts or {},
    }
    return score(found, [Answers.model_validate(d) for d in documents], Engagement.model_validate(engagement))


@pytest.mark.parametrize(
    ("facts", "question", "is_asked"),
    [
        ({"shops": True}, "in-shops", True),
        ({"shops": False}, "in-shops", False),
        ({}, "in-shops", True),  # nobody said, so it is asked
        ({"shops": True}, "no-shops", False),
        ({"shops": False}, "no-shops", True),
        ({}, "no-shops", True),  # the opposite of an open question is open
        # all: one false decides, else one open keeps it open
        ({"shops": True, "web_shop": True}, "both", True),
        ({"shops": True, "web_shop": False}, "both", False),
        ({"web_shop": False}, "both", False),
        ({"web_shop": True}, "both", True),
        # any: one true decides
        ({"shops": False, "web_shop": False}, "either", False),
        ({"shops": False, "web_shop": True}, "either", True),
        ({"shops": False}, "either", True),
        ({"shops": True}, "either", True),
    ],
)
def test_facts_decide_in_three_valued_logic(facts: dict[str, bool], question: str, *, is_asked: bool) -> None:
    assert (question in answered({}, facts=facts).asked) is is_asked


@pytest.mark.parametrize(
    ("start", "asked_"),
    [
        (2, {"to-three"}),
        (3, {"from-three", "to-three", "at-three"}),
        (4, {"from-three"}),
        (UNKNOWN, {"from-three", "to-three", "at-three"}),  # undecidable counts as asked
        (NOT_APPLICABLE, {"from-three", "to-three", "at-three"}),
    ],
)
def test_answers_decide(start: Any, asked_: set[str]) -> None:
    asked = answered({"start": start}).asked
    assert asked & {"from-three", "to-three", "at-three"} == asked_


def test_the_combined_value_decides_and_not_a_single_one() -> None:
    # 2, 3 and 3 have the median 3
    assert "from-three" in answered({"start": 2}, {"start": 3}, {"start": 3}).asked
    # 2 and 3 have the median 2.5, which is neither from three on nor three
    asked = answered({"start": 2}, {"start": 3}).asked
    assert asked & {"from-three", "to-three", "at-three"} == {"to-three"}


def test_what_is_not_asked_does_not_count_although_an_answer_is_on_file() -> None:
    card = answered({"start": 2, "from-three": 5, "in-shops": 5, "to-three": 4}, facts={"shops": False})
    whole = card.section("all-questions")
    assert whole
    assert whole.score == 3  # (2 + 4) / 2: neither of the two fives
    assert card.state("from-three") == "not-asked"
    assert card.shown("from-three") is None
    assert whole.counts["answered"] == 2
    written = {question.id: question for question in document(card).questions}
    assert (written["from-three"].value, written["from-three"].respondents) == (None, 0)
    assert (written["to-three"].value, written["to-three"].respondents) == (4, 1)
    assert whole.counts["not-asked"] == 4  # in-shops, from-three, at-three, both


def test_a_mixture_with_not_applicable_matters_only_where_it_is_asked() -> None:
    card = answered({"in-shops": 2}, {"in-shops": NOT_APPLICABLE}, facts={"shops": False})
    assert not any(question.mixed_not_applicable for question in document(card).questions)


def test_an_answer_that_does_not_count_decides_nothing() -> None:
    # from-three is not asked, so its answer on file leaves `after` undecided
    assert "after" in answered({"start": 2, "from-three": 1}).asked
    assert "after" not in answered({"start": 3, "from-three": 1}).asked


def test_ranges_never_change_what_is_asked() -> None:
    card = answered({"start": UNKNOWN})
    assert "from-three" in card.asked
    assert card.overall.low == 1  # at worst `start` is 1, and from-three still counts in the range
    whole = card.section("all-questions")
    assert whole
    assert whole.missing == 9


def test_a_condition_looks_at_the_value_as_the_option_states_it() -> None:
    card = answered({"trouble": 4, "much": 3})
    assert card.cells["trouble"].value == 2  # reverse-coded: 1 + 5 - 4
    assert "much" in card.asked
    assert "much" not in answered({"trouble": 3}).asked


def test_unscored_figures_can_decide() -> None:
    assert "shown" in answered({"figure": 50}).asked
    assert "shown" not in answered({"figure": 49}).asked


def test_the_core_scope_asks_core_questions_and_what_is_unscored() -> None:
    assert answered({"trouble": 5}, scope="core").asked == {"start", "trouble", "much", "figure"}


def test_conditions_hold_within_the_scope_too() -> None:
    assert "much" not in answered({"trouble": 1}, scope="core").asked


def question(**keys: object) -> Question:
    return Question.model_validate({"id": "Q", "text": "Is it so?", "scale": "likert"} | keys)


def test_core_questions_are_asked_of_everybody() -> None:
    assert is_asked_of(question(core=True, asked_of=("finance",)), "sales", Scope.FULL)


def test_other_questions_follow_their_routing_and_only_in_full_scope() -> None:
    routed = question(asked_of=("finance",))
    assert is_asked_of(routed, "finance", Scope.FULL)
    assert not is_asked_of(routed, "sales", Scope.FULL)
    assert not is_asked_of(routed, "finance", Scope.CORE)


def test_without_routing_everybody_is_asked() -> None:
    assert is_asked_of(question(), "sales", Scope.FULL)


def test_chain_of_conditions_is_followed_to_its_end_however_long() -> None:
    """Each question is asked if the next is answered with 2; the last one is, and all before it."""
    names = [f"q{number}" for number in range(2_000)]
    conditions = [{"when": {"question": name, "is": Decimal(2)}} for name in names[1:]]
    options = [{"value": Decimal(value), "text": "It is so."} for value in (1, 2)]
    questions = [
        {"id": name, "text": "Is it so?", "options": options} | when
        for name, when in zip(names, [*conditions, {}], strict=True)
    ]
    chain = Questionnaire.model_validate(
        {
            "schema": "assess/questionnaire@1",
            "id": "chain",
            "version": "1.0",
            "title": "A chain",
            "ladder": [{"value": 1, "name": "One"}, {"value": 2, "name": "Two"}],
            "sections": [{"id": "A", "title": "A", "questions": questions}],
        }
    )
    answers = Answers.model_validate(
        {
            "schema": "assess/answers@1",
            "questionnaire": "chain",
            "version": "1.0",
            "respondent": "anna",
            "answers": {name: {"value": Decimal(2)} for name in names},
        }
    )
    assert asked(chain, cells(chain, [answers])) == set(names)
