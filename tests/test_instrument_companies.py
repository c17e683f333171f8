"""The questionnaire tells companies apart, low ones above all: three portraits, a thousand simulations."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from statistics import correlation, mean

import pytest

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.model.answers import Answers, State
from assess.model.assembly import Assembled
from assess.model.questionnaire import LevelMethod, Question
from assess.rules.checking import check_document
from assess.scoring.card import Scorecard, score
from assess.scoring.levels import Reached, cumulative_steps, highest
from assess.scoring.trees import Branch, main_tree

PORTRAITS = Path(__file__).parent / "portraits"
LEVELS = {"halden": 1, "marlow": 2, "norrvik": 3}
SEPARATED = 70  # per cent of the scored questions


def load() -> Assembled:
    reading = Reading()
    found = questionnaires.load(bundled("questionnaires") / "customer-centricity", reading)
    assert reading.problems == []
    assert found is not None
    return found


ASSEMBLED = load()
SCORED = {q.id: q for q in ASSEMBLED.questionnaire.all_questions() if q.scored}


# The portraits


def portrait(name: str) -> Answers:
    reading = Reading()
    found = reading.document(PORTRAITS / f"{name}.yaml", "answers")
    assert reading.problems == []
    assert found is not None
    assert check_document(found, ASSEMBLED) == []
    record: Answers = found.record
    return record


@cache
def values(name: str) -> Mapping[str, Fraction]:
    """The value of each question's answer, numbers put into their bands."""
    card = score(ASSEMBLED, [portrait(name)])
    return {question: value for question in SCORED if (value := card.cells[question].value) is not None}


@pytest.mark.parametrize("name", LEVELS)
def test_a_portrait_answers_every_question(name: str) -> None:
    answers = portrait(name).answers
    assert set(answers) == set(SCORED)
    assert {answer.state for answer in answers.values()} == {State.ANSWERED}


@pytest.mark.parametrize(("name", "level"), LEVELS.items())
def test_a_portrait_has_the_level_that_it_was_written_for(name: str, level: int) -> None:
    assert score(ASSEMBLED, [portrait(name)]).overall.level == level


@pytest.mark.parametrize(("lower", "higher"), [("halden", "marlow"), ("marlow", "norrvik")])
def test_questions_separate_a_company_from_the_next_level(lower: str, higher: str) -> None:
    below, above = values(lower), values(higher)
    rising = [question for question in SCORED if above[question] > below[question]]
    assert 100 * len(rising) >= SEPARATED * len(SCORED)


def test_most_questions_separate_all_three() -> None:
    first, second, third = (values(name) for name in LEVELS)
    rising = [question for question in SCORED if first[question] < second[question] < third[question]]
    assert 100 * len(rising) >= SEPARATED * len(SCORED)


def test_no_question_ranks_a_company_below_a_lesser_one() -> None:
    first, second, third = (values(name) for name in LEVELS)
    assert [q for q in SCORED if not first[q] <= second[q] <= third[q]] == []


def test_a_pilot_earns_2_and_only_a_routine_3() -> None:
    assert set(values("halden").values()) == {1}
    assert set(values("marlow").values()) == {1, 2}
    assert max(values("norrvik").values()) == 3


# A thousand simulated companies
#
# A company has a maturity, its capabilities differ from it, and its questions from their capability. The
# spread of companies over the stages is what 234 organisations said of themselves (XM Institute, 2024: 41, 30
# and 18 per cent in stages 1, 2 and 3, and 2 per cent in stage 5; stage 4 gets what remains). Within a stage
# all places are equally likely. The two standard deviations give questions of one capability a correlation of
# about 0.4, on which four questions a capability rest (Cronbach's alpha 0.73).

STAGES = {1: 41, 2: 30, 3: 18, 4: 9, 5: 2}
BETWEEN_CAPABILITIES = 0.5
BETWEEN_QUESTIONS = 1.4
COMPANIES = 1000
CHECKED = 5

Answered = Mapping[str, int]  # question id -> value, 1 to 5


def simulated() -> list[Answered]:
    draw = random.Random(2024)  # chance for a simulation
    return [_company(draw) for _ in range(COMPANIES)]


def _company(draw: random.Random) -> Answered:
    (stage,) = draw.choices(list(STAGES), weights=list(STAGES.values()))
    maturity = draw.uniform(stage - 0.5, stage + 0.5)
    answers = {}
    for capability in _capabilities():
        here = maturity + draw.gauss(0, BETWEEN_CAPABILITIES)
        for leaf in capability.leaves:
            answers[leaf.id] = min(5, max(1, round(here + draw.gauss(0, BETWEEN_QUESTIONS))))
    return answers


@cache
def _tree() -> Branch:
    return main_tree(ASSEMBLED.questionnaire)


@cache
def _capabilities() -> tuple[Branch, ...]:
    return tuple(capability for review in _tree().branches for capability in review.branches)


def overall_level(answers: Answered) -> int:
    """The level of the whole by the scoring's own steps; ranges, scores and lenses would take longer."""
    return _level(_tree(), answers)


def _level(branch: Branch, answers: Answered) -> int:
    reached = [answers[leaf.id] for leaf in branch.leaves]
    reached += [_level(inner, answers) for inner in branch.branches]
    return _cumulative(branch.level, tuple(sorted(reached)))


@cache
def _cumulative(method: LevelMethod, reached: tuple[int, ...]) -> int:
    children = [Reached("", Fraction(1), Fraction(value)) for value in reached]
    return highest(cumulative_steps(children, method, (1, 2, 3, 4, 5)))


@pytest.fixture(scope="module")
def companies() -> list[Answered]:
    return simulated()


def test_overall_levels_1_to_4_all_occur(companies: Sequence[Answered]) -> None:
    levels = Counter(overall_level(answers) for answers in companies)
    shares = {level: 100 * levels[level] / COMPANIES for level in (1, 2, 3, 4)}
    assert min(shares.values()) >= 2
    assert max(shares.values()) <= 70


def test_levels_thin_out_towards_the_top(companies: Sequence[Answered]) -> None:
    levels = Counter(overall_level(answers) for answers in companies)
    assert levels[1] > levels[2] > levels[3] > levels[4] > levels[5]


def test_simulated_questions_of_a_capability_hang_together_as_assumed(companies: Sequence[Answered]) -> None:
    pairs = [
        correlation([company[one.id] for company in companies], [company[other.id] for company in companies])
        for capability in _capabilities()
        for one, other in zip(capability.leaves, capability.leaves[1:], strict=False)
    ]
    assert mean(pairs) == pytest.approx(0.4, abs=0.05)


def test_the_short_way_to_the_level_agrees_with_the_scorecard(companies: Sequence[Answered]) -> None:
    for answers in companies[:CHECKED]:
        assert _card(answers).overall.level == overall_level(answers)


def _card(answers: Answered) -> Scorecard:
    given = {name: {"value": _answer(SCORED[name], value)} for name, value in answers.items()}
    record = Answers.model_validate(
        {
            "schema": "assess/answers@1",
            "questionnaire": ASSEMBLED.questionnaire.id,
            "version": ASSEMBLED.questionnaire.version,
            "respondent": "consensus",
            "answers": given,
        }
    )
    return score(ASSEMBLED, [record])


def _answer(question: Question, value: int) -> object:
    """What is entered for a value: the option's own, or a number in its band."""
    if not question.bands:
        return value
    first, second, *_ = question.bands
    (chosen,) = (band for band in question.bands if band.value == value)
    return chosen.from_ if chosen is not first or second.from_ is None else second.from_ - 1
