"""What the rules of wording find, and what they leave in peace: a false alarm costs most."""

import pytest

from assess.model.assembly import assemble
from assess.model.reading import read
from assess.rules import check_questionnaire
from assess.rules.reading_level import grade
from assess.text.problems import Problem, Span
from assess.text.safe_yaml import parse
from assess.text.words import span_of_words

HEAD = 'schema: assess/questionnaire@1\nid: q\nversion: "1"\ntitle: Q\n'
LADDER = "ladder: [{value: 1, name: Low}, {value: 2, name: High}]\n"


def told(
    question: str, options: tuple[str, ...] = ("Nobody.", "A team."), language: str = "en"
) -> list[Problem]:
    listed = "".join(f'      - {{value: {n}, text: "{text}"}}\n' for n, text in enumerate(options, 1))
    text = (
        f"{HEAD}{LADDER}language: {language}\nsections:\n- id: A\n  title: A\n  questions:\n"
        f'  - id: A.1\n    text: "{question}"\n    options:\n{listed}'
    )
    source, problems = parse(text, "questionnaire.yaml")
    assert (problems, source is None) == ([], False)
    assert source is not None
    document, problems = read(source)
    assert problems == []
    assert document is not None
    return [p for p in check_questionnaire(assemble(document)) if "QUE060" <= p.code <= "QUE074"]


def codes(*arguments: str | tuple[str, ...]) -> set[str]:
    return {problem.code for problem in told(*arguments)}  # type: ignore[arg-type]  # as `told` takes them


BAD = [
    ("QUE060", "Do you measure and report how long customers stay?"),
    ("QUE060", "In the last year, who did collect and share the reviews?"),
    ("QUE060", "Is the reply fast and friendly?"),
    ("QUE060", "Who answers letters, and how many did they answer this year?"),
    ("QUE060", "Did the last brief name a need as well as its source?"),
    ("QUE060", "Who reads reviews? Who answers them?"),
    ("QUE061", "Surely you know how many customers left last year?"),
    ("QUE061", "Don't you think that letters were answered last week?"),
    ("QUE061", "Do you agree that service was quick last month?"),
    ("QUE061", "How well do we serve you?"),
    ("QUE062", "Are letters always answered?"),
    ("QUE062", "Is customer value fully known?"),
    ("QUE062", "Who follows the strategic plan?"),
    ("QUE063", "Is it not uncommon that letters are lost?"),
    ("QUE063", "Are letters never unanswered, or not without reason?"),
    ("QUE063", "Who does not fail to answer?"),
    ("QUE063", "Who needn't be without a reply?"),
    ("QUE069", "Who reads reviews regularly?"),
    ("QUE069", "Is an appropriate person in charge?"),
    ("QUE069", "Were letters answered in a timely way last week?"),
    ("QUE074", "How many letters are answered?"),
    ("QUE074", "How often do you visit customers?"),
]
GOOD = [
    "In the last twelve months, how did finance and marketing compare forecasts with results?",
    "How were the online and the offline parts of the last three campaigns planned?",
    "In the last year, how did the company learn who recommends it, and why?",
    "Of all products and services launched in the last 24 months, how many began with a need?",
    "In the last month, what did the company stop or reduce to pay for data?",
    "For the last campaigns, how was it shown which sales would not have come anyway?",
    "What may a team try with customers without asking for approval?",
    "What happened after the last trial that did not work?",
    "The last time there was too little money to reach every customer, who came first?",
    "How many of the last ten letters were answered?",
    "How many hours did the last reply take?",
    "In the last quarter, how often did the board speak of customers?",
    "On a scale from 0 (not at all) to 10 (certainly), how likely are you to recommend us?",
]


@pytest.mark.parametrize(("code", "question"), BAD)
def test_question_that_misleads_is_told(code: str, question: str) -> None:
    assert code in codes(question)


@pytest.mark.parametrize("question", GOOD)
def test_honest_question_is_left_in_peace(question: str) -> None:
    assert codes(question) == set()


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("QUE062", ("Nobody does it at all.", "A team always does it on time.")),
        ("QUE063", ("Nobody does it.", "It is not unusual that a team does it.")),
        ("QUE064", ("1 to 5", "5 to 10")),
        ("QUE064", ("1-5", "4-10")),
        ("QUE064", ("Up to 3 visits", "At least 3 visits")),
        ("QUE064", ("Under 20 %", "15 % to 50 %")),
        ("QUE065", ("Never", "Sometimes", "I agree")),
        ("QUE065", ("Poor", "Good", "Likely")),
        ("QUE066", ("Nobody.", " ".join(["word"] * 26))),
        ("QUE068", ("Dissatisfied", "Satisfied", "Very satisfied", "Extremely satisfied")),
        ("QUE068", ("I disagree", "I agree", "I agree strongly")),
        ("QUE069", ("Nobody does it at all.", "A team does it regularly in May.")),
        ("QUE072", ("a", "b", "c", "d", "e", "f", "g", "h")),
    ],
)
def test_options_that_mislead_are_told(code: str, options: tuple[str, ...]) -> None:
    assert code in codes("Who answers letters?", options)


@pytest.mark.parametrize(
    "options",
    [
        ("1 to 5", "6 to 10", "More than 10"),
        ("Under 20 %, or no figure (enter 0).", "20 % to under 50 %.", "50 % and more."),
        ("Up to 3", "4 or more"),
        ("Over 72 hours", "25 to 72 hours", "Under 25 hours"),
        ("Never", "Rarely", "Often", "Always"),
        ("I disagree strongly", "I disagree", "I neither agree nor disagree", "I agree", "I agree strongly"),
        ("Very poor", "Poor", "Fair", "Good", "Very good"),
        (
            "It was not; we have no figure.",
            "One team did it once.",
            "All three were, and it changed a decision.",
        ),
        ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"),
    ],
)
def test_honest_options_are_left_in_peace(options: tuple[str, ...]) -> None:
    assert codes("Who answers letters?", options) == set()


@pytest.mark.parametrize("text", ["1" * 60_000, "(" * 60_000 + " 1 to", "1 to " * 20_000])
def test_long_options_of_digits_and_brackets_take_no_time(text: str) -> None:
    """Looking for ranges in them would take minutes, and the test with them."""
    assert "QUE064" not in codes("Who answers letters?", (text, text[::-1]))


def test_other_languages_are_not_judged_by_english_words() -> None:
    assert codes("Always always, and how many?", ("Never", "I agree"), "de") == set()


def test_words_are_marked_where_they_stand() -> None:
    [problem] = told("Are letters always answered?")
    assert (problem.line, problem.column, problem.end) == (12, 24, (12, 30))


def test_words_of_a_folded_text_are_found_in_their_line() -> None:
    text = "a: >-\n  one two\n  three\nb: three\n"
    assert span_of_words(text, Span(1, 4, 4, 1), "three") == Span(3, 3, 3, 8)
    assert span_of_words(text, Span(1, 4, 5, 1), "three") is None
    assert span_of_words(text, Span(1, 4, 4, 1), "two three") is None


def test_grade_is_that_of_the_formula() -> None:
    """Six words, one sentence, seven syllables: 0.39 * 6 + 11.8 * 7 / 6 - 15.59."""
    assert grade(["The cat sat on the table."]) == pytest.approx(0.52, abs=0.01)
    assert grade([]) == 0


def test_long_words_are_harder_than_short_ones() -> None:
    assert (
        grade(["Organisational responsibilities characterise communication."])
        > grade(["We talk to them."]) + 10
    )
