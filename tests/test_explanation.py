"""What `assess explain` says, line by line; the questionnaires stand in tests/documents/valid/scoring/."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.engagement import Engagement
from assess.report.explanation import lines
from assess.scoring.card import Scorecard, score
from assess.scoring.explain import explain

DOCUMENTS = Path(__file__).parent / "documents" / "valid" / "scoring"
UNKNOWN = {"state": "unknown"}
NOT_APPLICABLE = {"state": "not-applicable", "reason": "There is none."}


def scored(name: str, *people: tuple[str, dict[str, Any]], **engagement: Any) -> Scorecard:
    """Each person's function (`consensus` for the room, empty for none) and answers."""
    found = questionnaires.load(DOCUMENTS / f"{name}.yaml", Reading())
    assert found
    documents = [
        Answers.model_validate(
            {
                "schema": "assess/answers@1",
                "questionnaire": name,
                "version": "1.0",
                "respondent": "consensus" if function == "consensus" else f"r{number}",
                "function": function if function not in {"", "consensus"} else None,
                "answers": {
                    key: value if isinstance(value, dict) else {"value": Decimal(str(value))}
                    for key, value in answers.items()
                },
            }
        )
        for number, (function, answers) in enumerate(people, 1)
    ]
    frame = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": name,
        "version": "1.0",
    }
    return score(found, documents, Engagement.model_validate(frame | engagement))


def said(card: Scorecard, piece: str) -> list[str]:
    """Without empty lines."""
    return [line for line in lines(card, explain(card, piece)) if line]


def test_a_section_with_what_is_in_the_way_of_its_next_level() -> None:
    card = scored("capabilities", ("", {"F1.1": 3, "F1.2": 2, "F1.3": 2, "F1.4": NOT_APPLICABLE}))
    assert said(card, "F1") == [
        "F1  First capability",
        "Score 2.3, level 2 Two",
        "The score is the weighted mean of its parts:",
        "  3.0  F1.1 First topic, 33.3 % of the weight, adds 1.00",
        "  2.0  F1.2 Second?, 33.3 % of the weight, adds 0.67",
        "  2.0  F1.3 Third?, 33.3 % of the weight, adds 0.67",
        "    -  F1.4 Fourth?: not applicable",
        "The level is the highest that, like every level below it, enough of the parts reach:",
        "  level 1: 100 % of the weight, 65 % needed: reached",
        "  level 2: 100 % of the weight, 65 % needed: reached",
        "  level 3: 33.3 % of the weight, 65 % needed: not reached",
        "  level 4: 0 % of the weight, 65 % needed: not reached",
        "  level 5: 0 % of the weight, 65 % needed: not reached",
        "In the way of level 3:",
        "  F1.2 Second?, from 2.0 to 3.0: C",
        "  F1.3 Third?, from 2.0 to 3.0: C",
        "Enough for level 3: F1.2.",
    ]


def test_a_level_that_is_not_the_score_rounded_down() -> None:
    card = scored("capabilities", ("", {"F1.1": 5, "F1.2": 5, "F1.3": 1, "F1.4": 1}))
    assert (
        "The score is 3.0, yet the level is 1. Level 2 counts only when three of the four "
        "questions have reached it, and Third? and Fourth? have not. A good average can hide them; the "
        "level does not."
    ) in said(card, "F1")
    card = scored("capabilities", ("", {"F1.1": 3, "F1.2": 3, "F1.3": 3, "F1.4": 1}))
    assert (
        "The score is 2.5, yet the level is 3. Three of the four questions have reached that "
        "level, which is enough; Fourth? pulls the average down."
    ) in said(card, "F1")


def test_a_range_and_an_indicative_level() -> None:
    card = scored("capabilities", ("", {"F1.1": 3, "F1.2": 3, "F1.3": UNKNOWN, "F1.4": {"value": None}}))
    found = said(card, "F1")
    assert found[1] == "Score 3.0 (range 2.0 to 4.0), level 3, indicative"
    assert "    -  F1.3 Third?: nobody knew" in found
    assert "    -  F1.4 Fourth?: no answer yet" in found
    assert "With 2 of at least 3 answers the level is only indicative." in found


def test_sections_are_told_by_their_levels() -> None:
    sixteen = dict.fromkeys(("F1.1", "F1.2", "F1.3", "F1.4"), 3) | dict.fromkeys(("F2.1", "F2.2", "F2.3"), 1)
    found = said(scored("capabilities", ("", sixteen)), "review")
    assert found[-3:] == [
        "In the way of level 2:",
        "  F2 Second capability, from level 1 to 2",
        "Enough for level 2: F2.",
    ]


def test_a_lens_without_levels() -> None:
    card = scored("capabilities", ("", {"F1.1": 3, "F2.1": 4, "F1.2": 2}))
    found = said(card, "lens")
    assert found[1] == "Score 2.8 (range 1.8 to 3.0), no level"
    assert "  2.0  L2 Second leaf, 50 % of the weight, adds 1.00" in found
    assert said(card, "L2")[2] == "The score is the lowest of its parts:"


def test_thresholds() -> None:
    found = said(scored("bands", ("", {"budget": 25, "hours": 24})), "money")
    assert "The level follows from the score:" in found
    assert "  level 2 from 1.5" in found
    assert found[1] == "Score 2.5, level 3 Three"


def test_practices() -> None:
    found = said(scored("c2m2", ("", {"a": 3, "b": 3, "c": 1, "d": 0})), "asset")
    assert (
        "The level is the highest where, as at every level below it, enough of its own practices are in "
        "place:"
    ) in found
    assert "  level 2: 50 % of the weight, 100 % needed: not reached" in found
    assert "  c The inventory is current., from 1.0 to 2.0: Largely implemented" in found


def test_a_level_without_practices_of_its_own() -> None:
    found = said(scored("c2m2", ("", {"e": 3, "f": 1})), "response")
    assert "  level 2: nothing of its own to reach: reached" in found


def test_sums_and_what_has_only_a_range() -> None:
    card = scored("points", ("", {"d1": 5, "d2": 2, "s1": 2}))
    assert said(card, "doubled")[2] == "The score is the weighted sum of its parts:"
    card = scored("points", ("", {"d1": 5, "s1": 2}))
    found = said(card, "points")
    assert any(line.endswith("has only a range, because answers are missing") for line in found)


def test_missing_answers_that_count_as_the_lowest() -> None:
    card = scored("samm", ("", {"profile-1": 1, "model-1": UNKNOWN}))
    assert "  model-1 has no answer and counts as the lowest" in said(card, "threats-1")
    assert "It has no answer and counts as the lowest." in said(card, "model-1")


def test_a_question_with_guesses_set_aside() -> None:
    card = scored(
        "people",
        (
            "finance",
            {"fact": {"value": Decimal(2), "evidence": "Ledger", "note": "Ask again.", "released": True}},
        ),
        ("sales", {"fact": 5}),
        ("marketing", {"fact": UNKNOWN}),
        combine="by-function",
    )
    assert said(card, "fact") == [
        "fact  What is on file?",
        "Value 2.0",
        "Answers:",
        "  r1 (Finance): 2; evidence: Ledger; note: Ask again.",
        "  r2 (Sales): 5; set aside: a guess at a fact that another function owns",
        "  r3 (Marketing): did not know; set aside: a guess at a fact that another function owns",
        "Combined: median within each function, then the weighted mean of the functions",
        "  Finance: 2 gives 2",
        "  together 2.00",
        "It counts in: section",
        "Statements:",
        "    1  A",
        "  * 2  B",
        "    3  C",
        "    4  D",
        "    5  E",
    ]


def test_a_note_that_was_not_released_is_not_said() -> None:
    card = scored("people", ("finance", {"fact": {"value": Decimal(2), "note": "Between us."}}))
    assert not any("Between us" in line for line in said(card, "fact"))


def test_functions_are_weighed() -> None:
    constituents = [{"function": "marketing", "weight": Decimal(3)}]
    people = (("marketing", {"practice": 4}), ("sales", {"practice": 2}))
    found = said(scored("people", *people, combine="by-function", constituents=constituents), "practice")
    assert "  Marketing: 4 gives 4, weight 3" in found
    assert "  Sales: 2 gives 2, weight 1" in found
    assert "  together 3.50" in found
    assert "  * 3  C" in found  # of two as near the one that claims less


def test_what_the_room_agreed_on() -> None:
    found = said(scored("people", ("marketing", {"practice": 4}), ("consensus", {"practice": 3})), "practice")
    assert "  r1 (Marketing): 4; set aside: the room agreed on an answer" in found
    assert "  everybody: 3 gives 3" in found


def test_a_banded_question_is_told_with_its_unit() -> None:
    found = said(scored("bands", ("", {"hours": 24})), "hours")
    assert "  r1: 24 hours" in found
    assert "  * 2  Within three days" in found


def test_a_scale_of_its_own_is_mapped() -> None:
    found = said(scored("likert", ("", {"ignores": 2})), "ignores")
    assert "  on its own scale from 1 to 5; counts as 4.00" in found
    assert "  * 2  Disagree" in found


def test_a_question_that_is_not_asked() -> None:
    found = said(scored("conditions", ("", {"start": 2}), facts={"shops": False}), "in-shops")
    assert found[1] == "Not asked: outside the scope, or its condition does not hold. It counts nowhere."


def test_nothing_answered() -> None:
    card = scored("capabilities")
    found = said(card, "F1")
    assert found[:3] == [
        "F1  First capability",
        "No score (range 1.0 to 5.0), no level",
        "There is no score, because nothing that counts has an answer:",
    ]
    assert said(card, "F1.1")[:4] == ["F1.1  First?", "No answer yet", "Answers:", "  none"]
