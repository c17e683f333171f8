"""Scores and levels, worked by hand; the questionnaires stand in tests/documents/valid/scoring/."""

from decimal import Decimal
from fractions import Fraction as Q
from pathlib import Path
from typing import Any, ClassVar

import pytest

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.model.questionnaire import LevelMethod
from assess.rules.checking import check_questionnaire
from assess.scoring.card import Scorecard, score
from assess.scoring.document import document
from assess.scoring.levels import by_thresholds
from assess.scoring.rounding import shown
from assess.text.problems import Severity

DOCUMENTS = Path(__file__).parent / "documents" / "valid" / "scoring"
UNKNOWN = {"state": "unknown"}
NOT_APPLICABLE = {"state": "not-applicable", "reason": "There is none."}
UNANSWERED = {"value": None}


def questionnaire(name: str) -> Assembled:
    found = questionnaires.load(DOCUMENTS / f"{name}.yaml", Reading())
    assert found
    return found


def scored(name: str, *people: dict[str, Any], **engagement: Any) -> Scorecard:
    """Each respondent's answers, by question id: a value, or an answer as a document writes it."""
    documents = [
        {
            "schema": "assess/answers@1",
            "questionnaire": name,
            "version": "1.0",
            "respondent": f"r{number}",
            "answers": {key: _answer(value) for key, value in answers.items()},
        }
        for number, answers in enumerate(people)
    ]
    frame = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": name,
        "version": "1.0",
    }
    answers = [Answers.model_validate(one) for one in documents]
    return score(questionnaire(name), answers, Engagement.model_validate(frame | engagement))


def _answer(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": Decimal(str(value))}


def section(card: Scorecard, name: str) -> Any:
    """Typed loosely, so that fractions can be compared with whole numbers."""
    found = card.section(name)
    assert found
    return found


def outcome(card: Scorecard, name: str) -> Any:
    """Score and level."""
    found = section(card, name)
    return found.score, found.level


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_are_valid(path: Path) -> None:
    reading = Reading()
    found = questionnaires.load(path, reading)
    assert found
    errors = [p for p in check_questionnaire(found) if p.severity is Severity.ERROR]
    assert [*reading.problems, *errors] == []


class TestModelsFromOutside:
    def test_three_levels_added_up_as_in_samm(self) -> None:
        card = scored(
            "samm",
            {
                "profile-1": 0.5,
                "model-1": 0.25,
                "profile-2": 0.25,  # and nothing about model-2 and the third level
                "software-1": 1,
                "supplier-1": 1,
                "software-2": 0.5,
                "supplier-2": UNKNOWN,
                "software-3": NOT_APPLICABLE,
                "supplier-3": 0.25,
            },
        )
        # (0.5 + 0.25) / 2 = 0.375; (0.25 + 0) / 2 = 0.125; (0 + 0) / 2 = 0
        assert outcome(card, "threats") == (Q("0.5"), 0)
        # (1 + 1) / 2 = 1; (0.5 + 0) / 2 = 0.25; 0.25 alone
        assert outcome(card, "requirements") == (Q("1.5"), 1)
        # the mean of the two: (0.5 + 1.5) / 2
        assert outcome(card, "design") == outcome(card, "samm") == (1, 1)
        assert section(card, "threats").interval == (0, 3)
        assert section(card, "threats").missing == 3

    def test_nothing_is_in_doubt_where_missing_counts_as_lowest(self) -> None:
        design = section(scored("samm", {"profile-1": 1}), "design")
        # threats 1/2, requirements 0
        assert (design.score, design.low, design.high) == (Q("0.25"), Q("0.25"), Q("0.25"))
        assert (design.low_level, design.level, design.high_level) == (0, 0, 0)

    @pytest.mark.parametrize(
        ("answers", "level"),
        [
            ({"a": 3, "b": 2, "c": 2, "d": 2}, 3),
            ({"a": 3, "b": 2, "c": 2, "d": 1}, 2),
            ({"a": 3, "b": 3, "c": 1, "d": 3}, 1),  # the third level does not help while the second has a gap
            ({"a": 1, "b": 3, "c": 3, "d": 3}, 0),  # below the ladder, which is not "nothing answered"
            ({"a": 2, "b": 2, "c": NOT_APPLICABLE, "d": 0}, 2),
            (
                {"a": 2, "b": NOT_APPLICABLE, "c": NOT_APPLICABLE, "d": 2},
                3,
            ),  # an empty level passes
            ({}, None),
        ],
    )
    def test_cumulative_practices_as_in_c2m2(self, answers: dict[str, Any], level: int | None) -> None:
        assert section(scored("c2m2", answers), "asset").level == level

    def test_a_level_without_practices_passes_but_not_the_lowest(self) -> None:
        card = scored("c2m2", {"a": 2, "b": 2, "c": 2, "d": 2, "e": 2, "f": 2, "g": 3})
        assert section(card, "response").level == 3  # it has no practice of the second level
        assert section(card, "management").level == 0  # it has none of the first
        assert card.overall.level == 0  # all of 3, 3, 0 must reach a level

    def test_a_missing_practice_opens_a_range(self) -> None:
        asset = section(scored("c2m2", {"a": 2, "b": 2, "c": UNKNOWN, "d": 3}), "asset")
        # without c all pass; should c not be performed, the second level has 1 of 2
        assert (asset.level, asset.low_level, asset.high_level) == (3, 1, 3)

    def test_mean_of_means_with_reverse_coded_items(self) -> None:
        card = scored("likert", {"hears": 4, "acts": 5, "ignores": 2, "explains": 2, "hides": 5})
        # `ignores` is reversed to 1 + 5 - 2 = 4, so (4 + 5 + 4) / 3
        assert section(card, "listening").score == Q(13, 3)
        # `hides` is reversed to 1 + 5 - 5 = 1, so (2 + 1) / 2
        assert section(card, "telling").score == Q(3, 2)
        # (13/3 + 3/2) / 2: of the sections, not of the five items
        assert card.overall.score == Q(35, 12)

    def test_mean_of_means_leaves_out_what_does_not_apply(self) -> None:
        card = scored(
            "likert",
            {"hears": 4, "acts": NOT_APPLICABLE, "ignores": 1, "explains": 2, "hides": NOT_APPLICABLE},
        )
        # (4 + 5) / 2 and 2 alone
        assert section(card, "listening").score == Q(9, 2)
        assert section(card, "telling").score == 2
        assert card.overall.score == Q(13, 4)
        assert (card.overall.low, card.overall.high) == (Q(13, 4), Q(13, 4))

    @pytest.mark.parametrize(
        ("budget", "value"),
        [(0, 1), (9.99, 1), (10, 2), (24.99, 2), (25, 3), (40, 4), (59.9, 4), (60, 5), (100, 5)],
    )
    def test_a_share_of_the_budget(self, budget: float, value: int) -> None:
        assert scored("bands", {"budget": budget}).cells["budget"].value == value

    @pytest.mark.parametrize(
        ("hours", "value"), [(0, 5), (0.9, 5), (1, 4), (12, 3), (23.9, 3), (24, 2), (72, 1), (500, 1)]
    )
    def test_values_of_bands_may_descend(self, hours: float, value: int) -> None:
        assert scored("bands", {"hours": hours}).cells["hours"].value == value

    def test_scales_of_different_length_in_one_tree(self) -> None:
        card = scored("mixed-scales", {"owner": 1, "doubt": 1, "half": 0.5, "reach": 4})
        values = {name: cell.value for name, cell in card.cells.items()}
        # 0 to 1 becomes 1 to 5: 1 -> 5, 0 (1 reversed) -> 1, 0.5 -> 3
        assert values == {"owner": 5, "doubt": 1, "half": 3, "reach": 4}
        # (5 + 1 + 3 + 4) / 4; 75 % reach 3 and 50 % reach 4
        assert outcome(card, "together") == (Q(13, 4), 3)


class TestMethods:
    ANSWERS: ClassVar = {"w1": 4, "w2": 2, "w0": 1, "m1": 5, "m2": 2, "m0": 1, "i1": 1}

    def test_a_weighted_mean(self) -> None:
        # (3 * 4 + 1 * 2) / 4; weight 3 of 4 is 75 % at level 4
        assert outcome(scored("methods", self.ANSWERS), "weighted") == (Q(7, 2), 4)

    def test_the_weakest_decides_whatever_it_weighs(self) -> None:
        assert outcome(scored("methods", self.ANSWERS), "weakest") == (2, 2)

    def test_zero_weight_is_never_counted(self) -> None:
        card = scored("methods", self.ANSWERS)
        # (7/2 + 2) / 2, without the third section; of levels 4 and 2 all reach 2, half reach 3
        assert outcome(card, "methods") == (Q(11, 4), 2)
        assert card.section("ignored") is None
        assert sum(card.overall.counts.values()) == 4  # w1, w2, m1, m2

    def test_what_is_unscored_is_no_section_of_the_card(self) -> None:
        card = scored("methods", self.ANSWERS | {"u1": 40})
        assert card.section("unscored") is None
        assert card.cells["u1"].own == 40
        assert card.cells["u1"].value is None

    def test_a_sum_multiplies_by_weight(self) -> None:
        card = scored("points", {"d1": 5, "d2": 2, "s1": 2})
        assert outcome(card, "doubled") == (11, 1)  # 5 + 3 * 2, from 5 to below 15
        assert outcome(card, "points") == (24, None)  # 2 * 11 + 2, without a level method
        assert section(card, "points").interval == (0, 45)  # 2 * (5 + 3 * 5) + 5

    def test_not_applicable_lowers_what_a_sum_can_attain(self) -> None:
        card = scored("points", {"d1": 5, "d2": NOT_APPLICABLE, "s1": 2})
        assert card.overall.score == 12  # 2 * 5 + 2
        assert section(card, "points").interval == (0, 15)  # 2 * 5 + 5

    def test_a_sum_with_a_missing_child_has_a_range_and_no_score(self) -> None:
        card = scored("points", {"d1": 5, "d2": UNKNOWN, "s1": 2})
        doubled = section(card, "doubled")
        assert (doubled.score, doubled.low, doubled.high) == (None, 5, 20)  # 5 + 3 * (0 to 5)
        # the whole lacks a child's score, too: 2 * (5 to 20) + 2
        whole = section(card, "points")
        assert (whole.score, whole.low, whole.high) == (None, 12, 42)
        assert section(card, "single").score == 2

    @pytest.mark.parametrize(
        ("score_", "level"),
        [
            ("0.9", 0),
            ("1", 1),
            ("1.5", 2),
            ("2.49", 2),
            ("2.5", 3),
            ("2.55", 3),
            ("2.6", 3),
            ("4.5", 5),
            ("9", 5),
        ],
    )
    def test_thresholds_have_no_gaps(self, score_: str, level: int) -> None:
        method = {"method": "thresholds", "from": [Decimal(n) for n in ("1", "1.5", "2.5", "3.5", "4.5")]}
        assert by_thresholds(Q(score_), LevelMethod.model_validate(method), [1, 2, 3, 4, 5]) == level

    def test_a_threshold_is_reached_exactly(self) -> None:
        assert outcome(scored("bands", {"budget": 25, "hours": 24}), "money") == (Q("2.5"), 3)  # (3 + 2) / 2


class TestExactShares:
    def test_two_of_three_are_less_than_66_67_per_cent(self) -> None:
        card = scored("shares", {"a1": 4, "a2": 4, "a3": 2})
        assert section(card, "above-two-thirds").level == 2

    def test_and_more_than_66_66_per_cent(self) -> None:
        card = scored("shares", {"b1": 4, "b2": 4, "b3": 2})
        assert section(card, "below-two-thirds").level == 4

    def test_a_tenth_and_two_tenths_are_half_of_six_tenths(self) -> None:
        card = scored("shares", {"h1": 3, "h2": 3, "h3": 1})
        # as floats 0.1 + 0.2 is 0.30000000000000004, and not half of what the three add up to
        assert section(card, "half").level == 3
        assert section(card, "half").steps[2].share == 50

    def test_thirds_stay_thirds(self) -> None:
        card = scored("shares", {"a1": 1, "a2": 1, "a3": 2})
        assert section(card, "above-two-thirds").score == Q(4, 3)


class TestMissing:
    def test_a_missing_answer_leaves_the_score_and_opens_a_range(self) -> None:
        one = section(scored("capabilities", {"F1.1": 4, "F1.2": 4, "F1.3": 3, "F1.4": UNKNOWN}), "F1")
        assert one.score == Q(11, 3)  # (4 + 4 + 3) / 3
        assert (one.low, one.high) == (3, 4)  # (11 + 1) / 4 and (11 + 5) / 4
        # 2 of 3 reach level 4; at worst 2 of 4, and 3 of 4 reach level 3; at best 3 of 4
        assert (one.level, one.low_level, one.high_level) == (4, 3, 4)

    def test_unknown_and_unanswered_are_both_missing(self) -> None:
        answers = {"F1.1": 4, "F1.2": 4, "F1.3": UNKNOWN, "F1.4": UNANSWERED}
        one = section(scored("capabilities", answers), "F1")
        assert (one.low, one.high) == (Q(5, 2), Q(9, 2))  # (8 + 2) / 4 and (8 + 10) / 4
        assert (one.counts["unknown"], one.counts["unanswered"], one.missing) == (1, 1, 2)

    def test_nothing_answered_is_no_score_and_no_level_and_never_zero(self) -> None:
        card = scored("capabilities", {"F2.1": 3, "F2.2": 3, "F2.3": 3, "F2.4": 3})
        one = section(card, "F1")
        assert (one.score, one.level, one.reach, one.shown) == (None, None, None, None)
        assert (one.low, one.high, one.low_level, one.high_level) == (1, 5, 1, 5)
        assert one.state == "unanswered"
        whole = section(card, "capabilities")
        assert (whole.score, whole.low, whole.high) == (3, 2, 4)  # (1 + 3) / 2 and (5 + 3) / 2

    def test_no_answers_at_all(self) -> None:
        card = score(questionnaire("capabilities"), [])
        assert (card.overall.score, card.overall.level, card.respondents) == (None, None, {})

    def test_all_not_applicable_makes_the_section_not_applicable(self) -> None:
        one = dict.fromkeys(["F1.1", "F1.2", "F1.3", "F1.4"], NOT_APPLICABLE)
        card = scored("capabilities", one | {"F2.1": 2, "F2.2": 2, "F2.3": 2, "F2.4": 2})
        first = section(card, "F1")
        assert (first.state, first.score, first.level) == ("not-applicable", None, None)
        assert (first.low, first.high, first.interval) == (None, None, None)
        whole = section(card, "capabilities")
        assert (whole.score, whole.low, whole.high) == (2, 2, 2)

    def test_the_range_holds_the_score_beside_a_shortened_sum(self) -> None:
        card = scored("mean-of-sums", {"f1": 5, "f2": 5, "s1": UNKNOWN, "s2": NOT_APPLICABLE})
        whole = section(card, "mean-of-sums")
        # 10 alone; with 1 to 5 from the second section the mean would be 5.5 to 7.5
        assert (whole.score, whole.low, whole.high) == (10, Q("5.5"), 10)
        card = scored("mean-of-sums", {"f1": 1, "f2": NOT_APPLICABLE, "s1": UNKNOWN, "s2": UNKNOWN})
        whole = section(card, "mean-of-sums")
        # 1 alone; with 2 to 10 from the second section it would be 1.5 to 5.5
        assert (whole.score, whole.low, whole.high) == (1, 1, Q("5.5"))


class TestIndicativeLevels:
    def test_too_few_answers_give_only_an_indication(self) -> None:
        one = section(scored("capabilities", {"F1.1": 3, "F1.2": 4}), "F1")
        # both reach 3, half reach 4; three answers are wanted
        assert (one.level, one.indicative, one.reach) == (None, True, 3)
        assert one.score == Q(7, 2)

    def test_the_parent_counts_what_the_answers_suggest_and_is_indicative_itself(self) -> None:
        card = scored("capabilities", {"F1.1": 3, "F1.2": 4, "F2.1": 2, "F2.2": 2, "F2.3": 3, "F2.4": 3})
        assert section(card, "F2").level == 2
        review = section(card, "review")
        # of 3 and 2 all reach 2, half reach 3; half of the weight is indicative
        assert (review.level, review.indicative) == (2, True)
        assert (card.overall.level, card.overall.indicative) == (2, True)

    def test_not_applicable_can_leave_too_few(self) -> None:
        answers = {"F1.1": 5, "F1.2": 5, "F1.3": NOT_APPLICABLE, "F1.4": NOT_APPLICABLE}
        assert section(scored("capabilities", answers), "F1").indicative

    def test_three_answers_are_enough(self) -> None:
        one = section(scored("capabilities", {"F1.1": 3, "F1.2": 3, "F1.3": 3}), "F1")
        assert (one.level, one.indicative) == (3, False)


class TestLenses:
    ANSWERS: ClassVar = {"F1.1": 5, "F1.2": 4, "F2.1": 2, "F2.2": 3, "F2.4": UNKNOWN}

    def test_a_lens_reads_the_same_answers_in_another_tree(self) -> None:
        card = scored("capabilities", self.ANSWERS)
        assert outcome(card, "L1") == (Q(10, 3), None)  # (5 + 2 + 3) / 3
        leaf = section(card, "L2")
        assert (leaf.score, leaf.low, leaf.high) == (4, 1, 4)  # the smaller of 4 and 1 to 5
        assert card.lenses[0].score == Q(11, 3)  # (10/3 + 4) / 2

    def test_methods_are_those_of_the_lens(self) -> None:
        assert scored("capabilities", self.ANSWERS).lenses[0].level is None


class TestRounding:
    @pytest.mark.parametrize(
        ("exact", "thresholds", "expected"),
        [
            ("2.94", [3], "2.9"),
            ("2.95", [], "3.0"),  # half up
            ("2.25", [], "2.3"),
            ("2.96", [3], "2.9"),  # below 3, so never 3.0
            ("2.96", [2], "3.0"),
            ("3", [3], "3.0"),
            ("2.52", ["2.55"], "2.5"),
            ("2.55", ["2.55"], "2.6"),
            ("2.53", ["2.53"], "2.6"),  # on the threshold, so not below it
            ("2.54", ["2.53", "2.55"], "2.5"),  # no decimal fits between: plain rounding
            ("0", [], "0.0"),
        ],
    )
    def test_half_up_to_one_decimal_and_never_across_a_threshold(
        self, exact: str, thresholds: list[Any], expected: str
    ) -> None:
        assert shown(Q(exact), [Q(bound) for bound in thresholds]) == Decimal(expected)
        assert str(shown(Q(exact), [Q(bound) for bound in thresholds])) == expected

    def test_a_practice_is_shown_on_its_side_of_what_passes(self) -> None:
        # fifty people, one of whom says 0: a mean of 1.96 does not pass from 2 on
        people = [{"a": 2}] * 49 + [{"a": 0}]
        card = scored("c2m2", *people, combine="mean")
        assert (section(card, "asset").score, section(card, "asset").level) == (Q("1.96"), 0)
        assert str(card.shown("a")) == "1.9"


class TestDocument:
    def test_numbers_for_programs(self) -> None:
        card = scored("capabilities", {"F1.1": 4, "F1.2": 4, "F1.3": 3, "F1.4": UNKNOWN})
        written = document(card).model_dump(mode="json", by_alias=True)
        one = written["overall"]["sections"][0]["sections"][0]
        assert one["id"] == "F1"
        assert (one["score"], one["shown"], one["level"], one["level_name"]) == (11 / 3, 3.7, 4, "Four")
        assert (one["indicative"], one["indicative_level"]) == (False, None)
        assert one["range"] == {"low": 3.0, "high": 4.0, "shown_low": 3.0, "shown_high": 4.0}
        assert one["level_range"] == {"low": 3, "high": 4}
        assert one["attainable"] == {"low": 1.0, "high": 5.0, "shown_low": 1.0, "shown_high": 5.0}
        assert one["counts"] == {
            "questions": 4,
            "answered": 3,
            "unknown": 1,
            "not_applicable": 0,
            "unanswered": 0,
            "not_asked": 0,
        }
        assert written["questionnaire"] == {
            "id": "capabilities",
            "version": "1.0",
            "digest": questionnaire("capabilities").digest,
        }

    def test_an_indicative_level_is_no_level(self) -> None:
        written = document(scored("capabilities", {"F1.1": 3, "F1.2": 4})).model_dump(mode="json")
        one = written["overall"]["sections"][0]["sections"][0]
        assert (one["level"], one["level_name"], one["indicative"], one["indicative_level"]) == (
            None,
            None,
            True,
            3,
        )
