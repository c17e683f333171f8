"""Why a number is what it is: the same examples, with every part of the explanation worked by hand."""

from decimal import Decimal
from fractions import Fraction as Q
from pathlib import Path
from typing import Any

import pytest

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.engagement import Combination, Engagement
from assess.scoring.card import Scorecard, score
from assess.scoring.explain import Cause, QuestionExplanation, SectionExplanation, explain, stands_apart
from assess.scoring.values import Aside

DOCUMENTS = Path(__file__).parent / "documents" / "valid" / "scoring"
UNKNOWN = {"state": "unknown"}
NOT_APPLICABLE = {"state": "not-applicable", "reason": "There is none."}


def scored(
    name: str, *people: dict[str, Any], functions: tuple[str, ...] = (), **engagement: Any
) -> Scorecard:
    """Each person's answers by question id: a value, or an answer as a document writes it."""
    found = questionnaires.load(DOCUMENTS / f"{name}.yaml", Reading())
    assert found
    documents = [
        {
            "schema": "assess/answers@1",
            "questionnaire": name,
            "version": "1.0",
            "respondent": "consensus" if functions[number : number + 1] == ("consensus",) else f"r{number}",
            "function": functions[number] if functions and functions[number] != "consensus" else None,
            "answers": {
                key: value if isinstance(value, dict) else {"value": Decimal(str(value))}
                for key, value in answers.items()
            },
        }
        for number, answers in enumerate(people)
    ]
    frame = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": name,
        "version": "1.0",
    }
    people_ = [Answers.model_validate(one) for one in documents]
    return score(found, people_, Engagement.model_validate(frame | engagement))


def of_section(card: Scorecard, name: str) -> Any:
    """Typed loosely, so that fractions can be compared with whole numbers."""
    found = explain(card, name)
    assert isinstance(found, SectionExplanation)
    return found


def of_question(card: Scorecard, name: str) -> Any:
    """As `of_section`."""
    found = explain(card, name)
    assert isinstance(found, QuestionExplanation)
    return found


def blocked(card: Scorecard, name: str) -> Any:
    """What is short of the next level, and what would be enough: (id, from, to) each."""
    found = of_section(card, name).next_level
    assert found
    short = [(one.id, one.value, one.to) for one in found.short]
    enough = None if found.enough is None else [(one.id, one.value, one.to) for one in found.enough]
    return found.level, short, enough


class TestScore:
    def test_a_mean_by_its_children(self) -> None:
        found = of_section(scored("methods", {"w1": 4, "w2": 2, "w0": 1}), "weighted")
        shares = [(one.id, one.value, one.weight, one.share, one.adds) for one in found.contributions]
        # weight 3 of 4 and 1 of 4: 3 + 0.5 = 3.5
        assert shares == [("w1", 4, 3, Q(3, 4), 3), ("w2", 2, 1, Q(1, 4), Q(1, 2))]
        assert [(one.id, one.reason) for one in found.exclusions] == [("w0", "zero-weight")]

    def test_a_sum_by_its_points(self) -> None:
        found = of_section(scored("points", {"d1": 5, "d2": 2, "s1": 2}), "doubled")
        assert [(one.id, one.adds) for one in found.contributions] == [("d1", 5), ("d2", 6)]

    def test_a_minimum_by_the_child_that_decides(self) -> None:
        found = of_section(scored("methods", {"m1": 5, "m2": 2}), "weakest")
        assert [(one.id, one.share, one.adds) for one in found.contributions] == [
            ("m1", None, 0),
            ("m2", None, 2),
        ]

    def test_what_is_left_out_and_why(self) -> None:
        card = scored("capabilities", {"F1.1": 3, "F1.2": UNKNOWN, "F1.3": NOT_APPLICABLE})
        found = of_section(card, "F1")
        assert [(one.id, one.label, one.reason) for one in found.exclusions] == [
            ("F1.2", "Second?", "unknown"),
            ("F1.3", "Third?", "not-applicable"),
            ("F1.4", "Fourth?", "unanswered"),
        ]
        assert [(one.id, one.label) for one in found.contributions] == [("F1.1", "First topic")]
        assert (found.counted, found.least) == (1, 3)

    def test_what_is_not_asked(self) -> None:
        card = scored("conditions", {"start": 2, "from-three": 5}, facts={"shops": False})
        reasons = {one.id: one.reason for one in of_section(card, "all-questions").exclusions}
        assert reasons["in-shops"] == reasons["from-three"] == "not-asked"

    def test_a_section_weighing_nothing_and_one_that_has_only_a_range(self) -> None:
        found = of_section(scored("methods", {"w1": 4, "w2": 2}), "methods")
        assert [(one.id, one.reason) for one in found.exclusions] == [
            ("weakest", "unanswered"),
            ("ignored", "zero-weight"),
        ]
        found = of_section(scored("points", {"d1": 5, "s1": 2}), "points")
        assert [(one.id, one.reason) for one in found.exclusions] == [("doubled", "only-a-range")]

    def test_missing_answers_that_count_as_the_lowest(self) -> None:
        found = of_section(scored("samm", {"profile-1": 1, "model-1": UNKNOWN}), "threats-1")
        assert [(one.id, one.value) for one in found.contributions] == [("profile-1", 1), ("model-1", 0)]
        assert found.filled == ("model-1",)

    def test_an_unknown_id(self) -> None:
        with pytest.raises(KeyError):
            explain(scored("methods", {}), "nothing")


class TestLevel:
    def test_each_step_with_its_share(self) -> None:
        found = of_section(scored("capabilities", {"F1.1": 4, "F1.2": 3, "F1.3": 3, "F1.4": 1}), "F1")
        # 4 of 4, 3 of 4, 3 of 4, 1 of 4, none; 65 % are needed
        assert [(step.level, step.share, step.passes) for step in found.steps] == [
            (1, 100, True),
            (2, 75, True),
            (3, 75, True),
            (4, 25, False),
            (5, 0, False),
        ]
        assert {step.needed for step in found.steps} == {65}
        assert found.steps[3].short == ("F1.2", "F1.3", "F1.4")
        assert found.bounds == ()

    def test_thresholds_instead_of_steps(self) -> None:
        found = of_section(scored("bands", {"budget": 25, "hours": 24}), "money")
        assert found.bounds == ((1, 1), (2, Q("1.5")), (3, Q("2.5")), (4, Q("3.5")), (5, Q("4.5")))
        assert found.steps == ()


class TestNextLevel:
    def test_the_fewest_questions_that_would_be_enough(self) -> None:
        card = scored("capabilities", {"F1.1": 4, "F1.2": 3, "F1.3": 2, "F1.4": 1})
        # at 2 three of four reach the level; at 3 two do and three are needed
        short = [("F1.3", 2, 3), ("F1.4", 1, 3)]
        assert blocked(card, "F1") == (3, short, [("F1.3", 2, 3)])

    def test_the_heaviest_first(self) -> None:
        card = scored("shares", {"h1": 2, "h2": 2, "h3": 1})
        # at 2 the first two are half; at 3 nobody is there yet: h3 alone weighs half
        assert blocked(card, "half") == (3, [("h1", 2, 3), ("h2", 2, 3), ("h3", 1, 3)], [("h3", 1, 3)])

    def test_of_equals_the_nearest_first(self) -> None:
        card = scored("capabilities", {"F1.1": 4, "F1.2": 1, "F1.3": 2, "F1.4": 2})
        found = of_section(card, "F1").next_level
        assert found is not None
        assert found.enough is not None
        assert [one.id for one in found.enough] == ["F1.3", "F1.4"]

    def test_the_answer_that_would_have_to_be_given(self) -> None:
        found = of_section(
            scored("mixed-scales", {"owner": 0, "doubt": 1, "half": 0.5, "reach": 2}), "together"
        )
        step = found.next_level
        # values 1, 1, 3, 2: half of them reach 2. `doubt` is reverse-coded, so its "No" counts as 5.
        assert (step.level, step.reached, step.needed) == (2, 50, 65)
        answers = [(one.id, one.to, one.choice.text if one.choice else None) for one in step.short]
        assert answers == [("owner", 5, "Yes"), ("doubt", 5, "No")]
        assert step.enough == step.short[:1]

    def test_a_review_by_its_capabilities(self) -> None:
        answers = {"F1.1": 4, "F1.2": 4, "F1.3": 4, "F2.1": 2, "F2.2": 2, "F2.3": 2}
        # levels 4 and 2: half reach 3, and 60 % are needed
        assert blocked(scored("capabilities", answers), "review") == (3, [("F2", 2, 3)], [("F2", 2, 3)])

    def test_practices_of_the_level_on_their_own_scale(self) -> None:
        card = scored("c2m2", {"a": 3, "b": 1, "c": 0, "d": 0})
        short = [("b", 1, 2), ("c", 0, 2)]
        assert blocked(card, "asset") == (2, short, short)

    def test_no_practice_at_the_lowest_level_cannot_be_mended(self) -> None:
        assert blocked(scored("c2m2", {"g": 3}), "management") == (1, [], None)

    def test_thresholds_by_the_children_with_most_room(self) -> None:
        card = scored("bands", {"budget": 10, "hours": 24})
        # (2 + 2) / 2 = 2 of 2.5: one of them has to rise by 1
        short = [("budget", 2, 5), ("hours", 2, 5)]
        assert blocked(card, "money") == (3, short, [("budget", 2, 3)])

    def test_thresholds_that_take_more_than_one(self) -> None:
        card = scored("samm", {"software-1": 1, "supplier-1": 0.5, "software-2": 0.25})
        # requirements 0.75 + 0.125 = 0.875 of 1: each level can add up to 1, and the third has all of it left
        short = [
            ("requirements-1", Q("0.75"), 1),
            ("requirements-2", Q("0.125"), 1),
            ("requirements-3", 0, 1),
        ]
        assert blocked(card, "requirements") == (1, short, [("requirements-3", 0, Q("0.125"))])

    def test_under_a_minimum_all_that_are_below(self) -> None:
        both = [("m1", 2, 3), ("m2", 2, 3)]
        assert blocked(scored("methods", {"m1": 2, "m2": 2}), "weakest") == (3, both, both)
        assert blocked(scored("methods", {"m1": 3, "m2": 2}), "weakest") == (3, both[1:], both[1:])

    @pytest.mark.parametrize("answers", [{}, {"F1.1": 5, "F1.2": 5, "F1.3": 5}])
    def test_nothing_blocks_without_a_level_and_at_the_top(self, answers: dict[str, Any]) -> None:
        assert of_section(scored("capabilities", answers), "F1").next_level is None


class TestStandsApart:
    def apart(self, name: str, section: str, answers: dict[str, Any]) -> Any:
        found = scored(name, answers).section(section)
        assert found
        one = stands_apart(found)
        return one and (one.level, one.rounded_down, one.cause, one.children)

    def test_children_hold_the_level_back(self) -> None:
        # (5 + 5 + 1 + 1) / 4 = 3, but half is not 65 % at level 2
        held = (1, 3, Cause.HELD_BACK, ("F1.3", "F1.4"))
        assert self.apart("capabilities", "F1", {"F1.1": 5, "F1.2": 5, "F1.3": 1, "F1.4": 1}) == held

    def test_enough_children_carry_it(self) -> None:
        # (3 + 3 + 3 + 1) / 4 = 2.5, and three of four reach level 3
        carried = (3, 2, Cause.CARRIED, ("F1.4",))
        assert self.apart("capabilities", "F1", {"F1.1": 3, "F1.2": 3, "F1.3": 3, "F1.4": 1}) == carried

    def test_thresholds_lie_between_the_whole_numbers(self) -> None:
        # 2.5 reaches the third threshold
        assert self.apart("bands", "money", {"budget": 25, "hours": 24}) == (3, 2, Cause.THRESHOLDS, ())

    def test_practices_hold_it_back(self) -> None:
        # (3 + 3 + 1 + 3) / 4 = 2.5 on a scale to 3, but the second level has a gap
        held = (1, 2, Cause.HELD_BACK, ("c",))
        assert self.apart("c2m2", "asset", {"a": 3, "b": 3, "c": 1, "d": 3}) == held

    @pytest.mark.parametrize(
        ("name", "section", "answers"),
        [
            ("capabilities", "F1", {"F1.1": 3, "F1.2": 3, "F1.3": 3, "F1.4": 4}),  # 3.25 and level 3
            ("capabilities", "F1", {"F1.1": 1, "F1.2": 5}),  # only indicative
            ("capabilities", "F1", {}),
            ("points", "doubled", {"d1": 5, "d2": 2}),  # 11 points are no eleventh level
        ],
    )
    def test_nothing_to_explain(self, name: str, section: str, answers: dict[str, Any]) -> None:
        assert self.apart(name, section, answers) is None


class TestQuestion:
    def test_from_answers_by_function_to_the_value_that_counts(self) -> None:
        card = scored(
            "people",
            {"practice": {"value": 5, "evidence": "Plan", "note": "Keep this to yourself."}},
            {"practice": {"value": 4, "note": "Quote me.", "released": True}},
            {"practice": 2},
            {"practice": UNKNOWN},
            functions=("marketing", "marketing", "sales", "finance"),
            combine="by-function",
            constituents=[{"function": "sales", "weight": 2}],
        )
        found = of_question(card, "practice")
        assert [(one.respondent, one.function, one.given, one.evidence, one.note) for one in found.votes] == [
            ("r0", "marketing", 5, "Plan", None),
            ("r1", "marketing", 4, None, "Quote me."),
            ("r2", "sales", 2, None, None),
            ("r3", "finance", None, None, None),
        ]
        assert found.votes[3].state == "unknown"
        assert found.combined.method is Combination.BY_FUNCTION
        groups = [(one.function, one.values, one.value, one.weight) for one in found.combined.groups]
        assert groups == [("marketing", (4, 5), Q(9, 2), 1), ("sales", (2,), 2, 2)]
        # sales weighs twice: (4.5 + 2 * 2) / 3
        assert found.counts_as == Q(17, 6)
        assert found.sections == ("section",)

    def test_answers_that_do_not_count_are_there_with_the_reason(self) -> None:
        card = scored(
            "people",
            {"fact": 4, "practice": 4},
            {"fact": 2, "practice": 2},
            {"practice": 3},
            functions=("sales", "finance", "consensus"),
        )
        facts = [(one.function, one.aside) for one in of_question(card, "fact").votes]
        assert facts == [("finance", None), ("sales", Aside.GUESS)]
        votes = [(one.respondent, one.aside) for one in of_question(card, "practice").votes]
        assert votes == [("consensus", None), ("r0", Aside.CONSENSUS), ("r1", Aside.CONSENSUS)]

    def test_from_the_own_scale_to_the_ladder(self) -> None:
        found = of_question(scored("mixed-scales", {"doubt": 0}), "doubt").mapped
        assert found
        # 0 of 0 to 1 is reversed to 1 and becomes the top of 1 to 5
        assert (found.own, found.own_interval) == (0, (0, 1))
        assert (found.turned, found.value, found.attainable) == (1, 5, (1, 5))

    def test_a_number_goes_through_its_band(self) -> None:
        found = of_question(scored("bands", {"budget": 24.99}), "budget")
        assert [(one.given, one.own, one.value) for one in found.votes] == [(Decimal("24.99"), 2, 2)]

    def test_a_missing_answer_that_counts_as_the_lowest(self) -> None:
        found = of_question(scored("samm", {}), "profile-1")
        assert (found.is_filled, found.combined, found.mapped) == (True, None, None)
        assert found.counts_as == 0

    @pytest.mark.parametrize(
        ("facts", "holds", "inner"),
        [
            ({"shops": True, "web_shop": False}, False, [(True, True), (False, False)]),
            ({"shops": True}, None, [(True, True), (None, None)]),
        ],
    )
    def test_why_it_is_asked_or_not(self, facts: dict[str, bool], holds: bool | None, inner: Any) -> None:
        found = of_question(scored("conditions", {}, facts=facts), "both").asking
        assert (found.in_scope, found.verdict.holds, found.asked) == (True, holds, holds is None)
        assert [(one.found, one.holds) for one in found.verdict.inner] == inner

    def test_which_answer_decided(self) -> None:
        found = of_question(scored("conditions", {"start": 2, "from-three": 5}), "from-three")
        assert found.state == "not-asked"
        assert found.asking.verdict.found == 2
        assert found.counts_as is None
        assert [one.given for one in found.votes] == [5]

    def test_outside_the_scope(self) -> None:
        found = of_question(scored("conditions", {}, scope="core"), "in-shops").asking
        assert (found.in_scope, found.asked) == (False, False)

    @pytest.mark.parametrize(("name", "question"), [("methods", "w0"), ("methods", "i1"), ("methods", "u1")])
    def test_what_stands_in_no_tree_counts_nothing(self, name: str, question: str) -> None:
        found = of_question(scored(name, {question: 1}), question)
        assert (found.counts_as, found.sections) == (None, ())

    def test_a_question_stands_in_the_main_tree_and_in_lenses(self) -> None:
        assert of_question(scored("capabilities", {}), "F1.1").sections == ("F1", "L1")
