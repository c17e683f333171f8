"""The files that `assess new` writes: valid as they are, and readable by the people who fill them in."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.intake.routing import Invited
from assess.intake.scaffold import answers_text, engagement_text, quoted, word
from assess.model.engagement import Scope
from assess.model.questionnaire import Questionnaire
from assess.model.reading import read
from assess.text.safe_yaml import parse

DATE = dt.date(2026, 10, 5)
ANNA = Invited("anna", "finance")
SMALL = """\
schema: assess/questionnaire@1
id: small
version: "1"
title: Small
ladder: [{value: 1, name: One}, {value: 2, name: Two}]
functions: [{id: finance, name: Finance}, {id: sales, name: Sales}]
facts: [{id: shops, text: "The company runs\\nshops: # many."}]
sections:
  - id: A
    title: Money
    questions:
      - id: A.1
        text: Which statement is true in every part of a company that is as large and as old as yours?
        kind: fact
        owner: sales
        evidence: The accounts.
        options: [{value: 1, text: "None:\\nnothing # at all"}, {value: 2.5, text: Some}]
      - {id: A.2, text: How much?, unit: "%", bands: [{value: 1, text: low}, {value: 2, text: high, from: 5}]}
      - {id: A.3, text: How many?, scored: false, number: {unit: people}}
      - {id: A.4, text: Why?, scored: false, open: true}
    sections:
      - id: B
        title: "Deeper\\u2028down"
        questions: [{id: B.1, text: Is it?, options: [{value: 1, text: a}, {value: 2, text: b}]}]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Questionnaire:
    path = tmp_path_factory.mktemp("small") / "questionnaire.yaml"
    path.write_text(SMALL, "utf-8")
    found = questionnaires.load(path, Reading())
    assert found
    return found.questionnaire


def record(text: str) -> Any:
    source, problems = parse(text, "a.yaml")
    assert problems == []
    assert source
    document, problems = read(source)
    assert problems == []
    assert document
    return document.record


def test_engagement_is_valid_and_says_what_can_be_set(small: Questionnaire) -> None:
    text = engagement_text(small, "Baker", [ANNA], Scope.CORE)
    engagement = record(text)
    assert (engagement.client.name, engagement.scope, engagement.facts) == ("Baker", "core", {"shops": True})
    assert [c.function for c in engagement.constituents] == ["finance"]
    assert engagement.stand_ins == {"sales": "finance"}
    assert "# days: {marketing: 60}" in text


def test_answers_are_valid_and_all_open(small: Questionnaire) -> None:
    answers = record(answers_text(small, ANNA, DATE, {"A.1", "A.2", "A.3", "A.4", "B.1"}))
    assert (answers.respondent, answers.function, answers.date) == ("anna", "finance", DATE)
    assert [answer.state for answer in answers.answers.values()] == ["unanswered"] * 5


def test_questions_and_options_stand_above_their_answer(small: Questionnaire) -> None:
    text = answers_text(small, ANNA, DATE, {"A.1", "A.2", "A.3", "A.4", "B.1"})
    assert (
        """
  # == A Money

  # A.1  Which statement is true in every part of a company that is as large and as old as yours?
  #    1  None: nothing # at all
  #  2.5  Some
  #       Please bring: The accounts.
  A.1: {value: }
"""
        in text
    )
    assert (
        """
  # == B Money · Deeper down

  # B.1  Is it?
  #    1  a
  #    2  b
  B.1: {value: }
"""
        in text
    )


def test_unit_of_a_number_is_named(small: Questionnaire) -> None:
    text = answers_text(small, ANNA, DATE, {"A.2", "A.3"})
    how_much, _, how_many = text.partition("# A.2  How much?")[2].partition("# A.3  How many?")
    assert "%" in how_much
    assert "high" in how_much
    assert "people" in how_many


def test_without_questions_the_answers_are_an_empty_list_of_keys(small: Questionnaire) -> None:
    assert record(answers_text(small, ANNA, DATE, set())).answers == {}


def test_lines_of_a_bundled_answers_file_fit_an_editor() -> None:
    found = questionnaires.find("customer-centricity", None, Reading())
    assert found
    questions = {question.id for question in found[0].questionnaire.all_questions()}
    text = answers_text(found[0].questionnaire, ANNA, DATE, questions)
    assert max(map(len, text.splitlines())) <= 100


@given(st.text())
def test_any_text_can_be_quoted(text: str) -> None:
    source, problems = parse(f"a: {quoted(text)}\n", "a.yaml")
    assert problems == []
    assert source
    kept = "".join(c if c in source.data["a"] else "\ufffd" for c in text)
    assert source.data["a"] == kept


@pytest.mark.parametrize(
    "name", ["anna", "a.b-c_d", "007", "1e5", "1.2", "null", "True", "yes", "0x1F", "2026"]
)
def test_any_name_stays_a_text(name: str) -> None:
    source, problems = parse(f"a: {word(name)}\n", "a.yaml")
    assert problems == []
    assert source
    assert source.data == {"a": name}


def test_plain_names_need_no_quotes() -> None:
    assert (word("anna"), word("1e5")) == ("anna", '"1e5"')


def test_folder_with_the_bundled_example_of_every_question_reads_back(tmp_path: Path) -> None:
    found = questionnaires.find("customer-centricity", None, Reading())
    assert found
    questions = {question.id for question in found[0].questionnaire.all_questions()}
    path = tmp_path / "anna.yaml"
    path.write_text(answers_text(found[0].questionnaire, ANNA, DATE, questions), "utf-8")
    document = Reading().document(path, "answers")
    assert document
    assert set(document.record.answers) == questions
