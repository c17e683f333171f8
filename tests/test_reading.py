"""From parsed text to frozen records, or to all problems at once in the reader's words."""

import json
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from assess.model.answers import Answers, State
from assess.model.kinds import KINDS, schema_line
from assess.model.questionnaire import LevelMethod, LevelMethodName, Option
from assess.model.reading import Document, read
from assess.text.problems import Problem
from assess.text.safe_yaml import parse

ANSWERS = """\
schema: assess/answers@1
questionnaire: customer-centricity
version: "1.1"
respondent: anna
"""


def reading(text: str) -> tuple[Document[Any] | None, list[Problem]]:
    source, problems = parse(text, "a.yaml")
    assert source
    assert problems == []
    return read(source)


def told(text: str) -> list[str]:
    return [f"{p.line}:{p.column} {p.code} {p.message}" for p in reading(text)[1]]


def answers(text: str) -> Answers:
    document, problems = reading(ANSWERS + text)
    assert problems == []
    assert document
    assert isinstance(document.record, Answers)
    return document.record


@pytest.mark.parametrize(
    ("written", "state", "value"),
    [
        ("{value: 3}", State.ANSWERED, Decimal(3)),
        ("{value: 2.50}", State.ANSWERED, Decimal("2.5")),
        ("{value: In our own words}", State.ANSWERED, "In our own words"),
        ("{value: 3, state: answered}", State.ANSWERED, Decimal(3)),
        ("{value: }", State.UNANSWERED, None),
        ("{value: null}", State.UNANSWERED, None),
        ("{}", State.UNANSWERED, None),
        ("{note: To be asked again}", State.UNANSWERED, None),
        ("{state: unknown}", State.UNKNOWN, None),
        ("{state: not-applicable, reason: There is none.}", State.NOT_APPLICABLE, None),
    ],
)
def test_an_answer_is_in_one_of_four_states(written: str, state: State, value: object) -> None:
    answer = answers(f"answers:\n  F1.1: {written}\n").answers["F1.1"]
    assert (answer.state, answer.value) == (state, value)


@pytest.mark.parametrize("written", ["3", "", "[3]", "three"])
def test_bare_answer_is_told_how_to_be_written(written: str) -> None:
    [problem] = reading(f"{ANSWERS}answers:\n  F1.1: {written}\n")[1]
    assert problem.message == "an answer is written `{value: 3}`, and `{value: }` where there is none yet"
    assert problem.line == 6


def test_all_problems_are_told_at_once() -> None:
    text = ANSWERS.replace("respondent", "respondant") + "way: phone\ndate: tomorrow\n"
    assert sorted(told(text)) == [
        "1:1 DOC031 the key `respondent` is missing",
        "4:1 DOC030 unknown key `respondant`",
        "5:6 DOC033 `phone` is not one of interview, form, workbook, survey, editor",
        "6:7 DOC032 a date such as 2026-10-05 is expected, not `tomorrow`",
    ]


def test_keys_deep_inside_are_led_to_the_nearest_known_one() -> None:
    [problem] = reading(f"{ANSWERS}answers:\n  F1.1: {{value: 3, evidense: Budget}}\n")[1]
    assert (problem.line, problem.column, problem.hint) == (6, 20, "Did you mean `evidence`?")


def test_blank_that_is_missing_behind_a_colon_is_told() -> None:
    [problem] = reading(f"{ANSWERS}answers:\n  F1.1: {{value:3}}\n")[1]
    assert (problem.message, problem.hint) == ("unknown key `value:3`", "Put a blank behind the colon.")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        (
            "{value: 2, note: Yes, we did that}",
            'A text with a comma needs quotes: `note: "Yes, we did that"`.',
        ),
        ("{value: 12,5}", "Write a point in a number: `value: 12.5`."),
        ("{value: 2, nte}", "Did you mean `note`?"),
        ("{value: 2, remark}", "Known here: value, state, reason, note, evidence, released."),
    ],
)
def test_text_that_yaml_took_apart_is_put_together(written: str, hint: str) -> None:
    [problem] = reading(f"{ANSWERS}answers:\n  F1.1: {written}\n")[1]
    assert problem.hint == hint


def test_answers_that_can_be_read_are_read_beside_broken_ones() -> None:
    document, problems = reading(f"{ANSWERS}answers:\n  F1.1: 3\n  F1.2: {{value: 7}}\n")
    assert [problem.line for problem in problems] == [6]
    assert document
    assert list(document.record.answers) == ["F1.2"]


def test_key_that_is_no_name_is_told_at_the_key() -> None:
    [problem] = reading(f"{ANSWERS}answers:\n  F 1: {{value: 3}}\n")[1]
    assert (problem.line, problem.column, problem.end, problem.code) == (6, 3, (6, 6), "DOC035")


def test_key_may_be_called_as_pydantic_marks_keys() -> None:
    assert told("schema: assess/vision@1\nstatement: More.\n'[key]': 1\n") == [
        "3:1 DOC030 unknown key `[key]`"
    ]


def test_hint_repeats_a_number_as_it_was_written() -> None:
    [problem] = reading(ANSWERS.replace('"1.1"', "1.10"))[1]
    assert problem.hint == 'Put quotes around it: "1.10".'


def test_text_of_several_lines_is_quoted_in_one() -> None:
    assert told(ANSWERS + 'answers: {a: {"val\\nue": 1}}\n') == ["5:15 DOC030 unknown key `val ue`"]


def test_long_and_strange_values_are_told_briefly() -> None:
    [problem] = reading(f"{ANSWERS}way: {'phone ' * 1000}\n")[1]
    assert len(problem.message) < 150
    [problem] = reading(ANSWERS + "way: {a: [1, 2]}\n")[1]
    assert problem.message.startswith("a list of keys is not one of")


@pytest.mark.parametrize("word", ["from_", "schema_", "not_"])
def test_words_of_the_program_are_no_keys(word: str) -> None:
    text = f"schema: assess/vision@1\nstatement: More.\n{word}: []\n"
    assert [line.split()[1] for line in told(text)] == ["DOC030"]


@pytest.mark.parametrize(
    ("first_line", "code", "hint"),
    [
        ("schema: assess/answrs@1", "DOC022", "Did you mean `assess/answers@1`?"),
        ("schema: answers", "DOC022", "Did you mean `assess/answers@1`?"),
        ("schema: assess/answers@9", "DOC022", "This version of the program reads @1 only."),
        ("schema: 1", "DOC021", "Begin with `schema: assess/<kind>@1`, for example"),
        ("schema: {a: b}", "DOC021", "Begin with `schema: assess/<kind>@1`, for example"),
        ("schema:", "DOC021", "Begin with `schema: assess/<kind>@1`, for example"),
        ("shema: assess/answers@1", "DOC021", "Begin with `schema: assess/<kind>@1`, for example"),
        ("- a", "DOC020", "A document is a list of keys"),
        ("just a text", "DOC020", "A document is a list of keys"),
    ],
)
def test_document_names_its_kind_in_its_first_key(first_line: str, code: str, hint: str) -> None:
    [problem] = reading(first_line + "\n")[1]
    assert problem.code == code
    assert problem.hint.startswith(hint)


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        answers("").respondent = "bert"  # type: ignore[misc]  # what is shown


def test_programs_may_use_pythons_names() -> None:
    method = LevelMethod(method=LevelMethodName.THRESHOLDS, from_=(Decimal(1), Decimal(2)))
    assert method.model_dump(by_alias=True)["from"] == (1, 2)


def test_numbers_leave_as_json_numbers() -> None:
    """A program that reads the output expects 3 and 2.5, not texts."""
    option = Option(value=Decimal("2.50"), text="b")
    assert json.loads(option.model_dump_json()) == {"value": 2.5, "text": "b"}
    assert option.model_dump()["value"] == Decimal("2.5")
    answer = answers("answers: {A: {value: 3}}").answers["A"]
    assert json.loads(answer.model_dump_json())["value"] == 3


def test_floats_are_no_exact_numbers() -> None:
    with pytest.raises(ValidationError, match="a number is expected"):
        Option(value=2.5, text="b")  # type: ignore[arg-type]  # what is shown


def test_whole_number_may_end_in_zeros() -> None:
    """For JSON, and so for the schemas, 2.0 and 2 are one number."""
    vision = "schema: assess/vision@1\nstatement: More.\ntargets: [{capability: A, level: LEVEL}]\n"
    document, problems = reading(vision.replace("LEVEL", "2.0"))
    assert problems == []
    assert document
    assert repr(document.record.targets[0].level) == "2"
    assert told(vision.replace("LEVEL", "2.5")) == [
        "3:34 DOC032 a whole number is expected, not the number 2.5"
    ]


@pytest.mark.parametrize(
    ("weight", "named"), [("true", "`true`"), ('"3"', "`3`"), ("[1]", "a list"), ("", "nothing")]
)
def test_numbers_of_a_scorecard_are_numbers(weight: str, named: str) -> None:
    told_of_it = told(f"schema: assess/scorecard@1\nlenses:\n  - weight: {weight}\n")
    assert any(line.endswith(f"DOC032 a number is expected, not {named}") for line in told_of_it)


def test_every_kind_of_the_format_has_a_record() -> None:
    assert set(KINDS) == {
        "questionnaire",
        "part",
        "playbook",
        "engagement",
        "vision",
        "answers",
        "pilot",
        "roadmap",
        "overlay",
        "mapping",
        "scorecard",
        "problems",
    }
    assert schema_line("answers") == "assess/answers@1"
