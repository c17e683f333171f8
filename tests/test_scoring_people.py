"""Several respondents: how their answers combine, whose answers count, what a consensus replaces."""

from decimal import Decimal
from fractions import Fraction as Q
from pathlib import Path
from typing import Any

import pytest

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.scoring.card import Scorecard, score
from assess.scoring.document import document
from assess.scoring.values import Aside, on_scale

PEOPLE = Path(__file__).parent / "documents" / "valid" / "scoring" / "people.yaml"
UNKNOWN = {"state": "unknown"}
NOT_APPLICABLE = {"state": "not-applicable", "reason": "There is none."}
UNANSWERED = {"value": None}

Person = tuple[str, Any]
"""A function (or `consensus`) and its answer: a value, or an answer as a document writes it."""


def asked_of(question: str, *people: Person, **engagement: Any) -> Scorecard:
    """The people's answers to one question; several of one function are told apart by number."""
    documents = []
    for number, (function, value) in enumerate(people):
        is_consensus = function == "consensus"
        data = {
            "schema": "assess/answers@1",
            "questionnaire": "people",
            "version": "1.0",
            "respondent": function if is_consensus else f"{function}-{number}",
            "function": None if is_consensus else function,
            "answers": {question: value if isinstance(value, dict) else {"value": Decimal(value)}},
        }
        documents.append(Answers.model_validate(data))
    frame = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": "people",
        "version": "1.0",
    }
    return score(questionnaire(), documents, Engagement.model_validate(frame | engagement))


def questionnaire() -> Assembled:
    found = questionnaires.load(PEOPLE, Reading())
    assert found
    return found


def value(question: str, *people: Person, **engagement: Any) -> Q | None:
    return asked_of(question, *people, **engagement).cells[question].value


class TestCombining:
    FIVE: tuple[Person, ...] = (
        ("marketing", 5),
        ("marketing", 4),
        ("marketing", 5),
        ("finance", 2),
        ("sales", 1),
    )

    def test_the_median(self) -> None:
        assert value("practice", *self.FIVE, combine="median") == 4  # 1 2 4 5 5

    def test_the_mean(self) -> None:
        assert value("practice", *self.FIVE, combine="mean") == Q(17, 5)

    def test_by_function(self) -> None:
        # marketing 5 (of 4 5 5), finance 2, sales 1: (5 + 2 + 1) / 3
        assert value("practice", *self.FIVE, combine="by-function") == Q(8, 3)

    def test_by_function_with_weights(self) -> None:
        weights = [{"function": "marketing", "weight": 2}, {"function": "sales", "weight": 0.5}]
        exact = [one | {"weight": Decimal(str(one["weight"]))} for one in weights]
        # (2 * 5 + 1 * 2 + 0.5 * 1) / 3.5; finance weighs 1, as nothing else is said
        assert value("practice", *self.FIVE, combine="by-function", constituents=exact) == Q(25, 7)

    def test_a_function_of_weight_zero_is_not_counted(self) -> None:
        weights = [{"function": "marketing", "weight": 0}]
        assert value("practice", *self.FIVE, combine="by-function", constituents=weights) == Q(3, 2)

    def test_unless_nobody_else_answered(self) -> None:
        weights = [{"function": "marketing", "weight": 0}]
        assert value("practice", *self.FIVE[:3], combine="by-function", constituents=weights) == 5

    def test_without_an_engagement_the_median(self) -> None:
        card = asked_of("practice", ("marketing", 2), ("sales", 5), ("sales", 5))
        answers = [
            Answers.model_validate(
                {
                    "schema": "assess/answers@1",
                    "questionnaire": "people",
                    "version": "1.0",
                    "respondent": f"r{number}",
                    "answers": {"practice": {"value": Decimal(given)}},
                }
            )
            for number, given in enumerate([2, 5, 5])
        ]
        assert score(questionnaire(), answers).cells["practice"].value == 5
        assert card.cells["practice"].value == 5

    def test_a_median_between_two_options_stays_there(self) -> None:
        card = asked_of("practice", ("marketing", 2), ("sales", 3))
        assert card.cells["practice"].value == Q(5, 2)
        assert card.overall.level == 2

    def test_a_mean_just_below_a_level_is_shown_below_it(self) -> None:
        people: list[Person] = [("sales", 3)] * 24 + [("sales", 2)]
        card = asked_of("practice", *people, combine="mean")
        assert card.cells["practice"].value == Q("2.96")
        assert (str(card.shown("practice")), str(card.overall.shown), card.overall.level) == ("2.9", "2.9", 2)

    def test_respondents_are_counted_by_function(self) -> None:
        card = asked_of(
            "practice", ("sales", 1), ("sales", UNKNOWN), ("finance", UNANSWERED), ("marketing", 2)
        )
        assert card.respondents == {"marketing": 1, "sales": 2}  # finance answered nothing


class TestStates:
    @pytest.mark.parametrize(
        ("states", "combined"),
        [
            ([3, UNKNOWN, NOT_APPLICABLE, UNANSWERED], "answered"),
            ([UNKNOWN, NOT_APPLICABLE, UNANSWERED], "unknown"),
            ([NOT_APPLICABLE, UNANSWERED], "not-applicable"),
            ([UNANSWERED], "unanswered"),
            ([], "unanswered"),
        ],
    )
    def test_answered_beats_unknown_beats_not_applicable_beats_unanswered(
        self, states: list[Any], combined: str
    ) -> None:
        card = asked_of("practice", *(("sales", state) for state in states))
        assert card.state("practice") == combined

    def test_only_values_enter_the_median(self) -> None:
        assert value("practice", ("sales", 1), ("sales", 4), ("sales", UNKNOWN)) == Q(5, 2)

    @pytest.mark.parametrize(
        ("states", "mixed"),
        [
            ([3, NOT_APPLICABLE], True),
            ([UNKNOWN, NOT_APPLICABLE], True),
            ([NOT_APPLICABLE, NOT_APPLICABLE], False),
            ([NOT_APPLICABLE, UNANSWERED], False),
            ([3, UNKNOWN], False),
        ],
    )
    def test_a_mixture_with_not_applicable_is_reported(self, states: list[Any], *, mixed: bool) -> None:
        card = asked_of("practice", *(("sales", state) for state in states))
        assert card.cells["practice"].mixed_not_applicable is mixed
        assert document(card).questions[0].mixed_not_applicable is mixed


class TestFacts:
    def test_only_the_owner_knows_a_fact(self) -> None:
        card = asked_of("fact", ("finance", 2), ("marketing", 5), ("sales", 4))
        cell = card.cells["fact"]
        assert cell.value == 2
        assert [(g.function, g.aside) for g in cell.set_aside] == [
            ("marketing", Aside.GUESS),
            ("sales", Aside.GUESS),
        ]

    def test_guesses_do_not_fill_the_owner_s_gap(self) -> None:
        assert asked_of("fact", ("finance", UNKNOWN), ("marketing", 5)).state("fact") == "unknown"
        assert asked_of("fact", ("marketing", 5)).state("fact") == "unanswered"

    def test_a_stand_in_answers_for_a_function_without_respondents(self) -> None:
        people: list[Person] = [("executive", 3), ("marketing", 5)]
        assert value("fact", *people, stand_ins={"finance": "executive"}) == 3

    def test_but_not_beside_the_owner(self) -> None:
        people: list[Person] = [("finance", UNKNOWN), ("executive", 3)]
        card = asked_of("fact", *people, stand_ins={"finance": "executive"})
        assert card.state("fact") == "unknown"
        assert [g.function for g in card.cells["fact"].set_aside] == ["executive"]

    def test_a_practice_is_known_by_all(self) -> None:
        assert value("practice", ("finance", 2), ("marketing", 5), ("sales", 4)) == 4


class TestConsensus:
    def test_it_replaces_the_votes_and_keeps_them_on_file(self) -> None:
        card = asked_of("practice", ("marketing", 5), ("sales", 1), ("consensus", 2))
        cell = card.cells["practice"]
        assert cell.from_consensus
        assert cell.value == 2
        assert [(g.function, g.aside) for g in cell.set_aside] == [
            ("marketing", Aside.CONSENSUS),
            ("sales", Aside.CONSENSUS),
        ]

    @pytest.mark.parametrize(
        ("agreed", "state"),
        [(NOT_APPLICABLE, "not-applicable"), (UNKNOWN, "unknown"), (UNANSWERED, "answered")],
    )
    def test_whatever_the_room_settled_holds(self, agreed: Any, state: str) -> None:
        assert asked_of("practice", ("marketing", 5), ("consensus", agreed)).state("practice") == state

    def test_it_settles_facts_and_guesses_stay_guesses(self) -> None:
        cell = asked_of("fact", ("finance", 4), ("sales", 1), ("consensus", 3)).cells["fact"]
        assert cell.value == 3
        assert [(g.function, g.aside) for g in cell.set_aside] == [
            ("finance", Aside.CONSENSUS),
            ("sales", Aside.GUESS),
        ]

    def test_the_room_is_no_respondent(self) -> None:
        assert asked_of("practice", ("sales", 1), ("consensus", 3)).respondents == {"sales": 1}


@pytest.mark.parametrize(
    ("question", "value_", "is_offered"),
    [
        ("practice", 3, True),
        ("practice", Decimal("2.5"), False),
        ("practice", "three", False),
        ("opinion", "Yes.", True),
    ],
)
def test_whether_a_question_offers_a_value(question: str, value_: Any, *, is_offered: bool) -> None:
    found = {one.id: one for one in questionnaire().questionnaire.all_questions()}[question]
    assert on_scale(found, value_) is is_offered


def test_an_open_question_has_a_state_and_no_value() -> None:
    card = asked_of("opinion", ("sales", {"value": "We need a shared record."}))
    assert (card.state("opinion"), card.cells["opinion"].value) == ("answered", None)
