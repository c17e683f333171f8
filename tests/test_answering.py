"""How people answered: what deserves a second look, and what does not."""

from typing import Any

import pytest

from assess.model.assembly import assemble
from assess.model.reading import Document, read
from assess.rules import Surroundings, check_document
from assess.text.problems import Problem
from assess.text.safe_yaml import parse

QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: q
version: "2"
title: Q
ladder: [{value: 1, name: One}, {value: 2, name: Two}, {value: 3, name: Three}]
functions: [{id: finance, name: Finance}, {id: sales, name: Sales}]
facts: [{id: shops, text: There are shops.}]
scales:
  - {id: S, options: [{value: 1, text: a}, {value: 2, text: b}, {value: 3, text: c}]}
sections:
  - id: A
    title: A
    questions:
      - {id: core, text: Core?, scale: S, core: true}
      - {id: fact, text: Fact?, scale: S, kind: fact, owner: finance, asked_of: [finance]}
      - {id: reversed, text: Fact?, scale: S, kind: fact, owner: finance, reverse: true, core: true}
      - {id: shop, text: Shop?, scale: S, when: {fact: shops}}
      - {id: more, text: More?, scale: S, when: {question: core, at_least: 2}}
      - {id: context, text: Context?, scored: false, open: true}
"""


ENGAGEMENT = """\
schema: assess/engagement@1
client: {name: C}
questionnaire: q
version: "2"
"""


def document(text: str, file: str = "a.yaml") -> Document[Any]:
    source, problems = parse(text, file)
    assert source
    found, more = read(source)
    assert problems + more == []
    assert found
    return found


ASSEMBLED = assemble(document(QUESTIONNAIRE))


def problems(
    answers: str, function: str = "finance", engagement: str = "", version: str = "2"
) -> list[Problem]:
    """Of the answers of one respondent, `a`, who is the only one."""
    head = f'schema: assess/answers@1\nquestionnaire: q\nversion: "{version}"\nrespondent: a\n'
    own = document(f"{head}function: {function}\nanswers: {answers}\n")
    around = Surroundings(document(ENGAGEMENT + engagement).record, ASSEMBLED, answers=(own,))
    return check_document(own, ASSEMBLED, around)


def codes(answers: str, function: str = "finance", engagement: str = "") -> list[str]:
    return [problem.code for problem in problems(answers, function, engagement)]


def test_fact_of_the_owning_function_needs_its_document_from_level_three() -> None:
    assert codes("{fact: {value: 3}}") == ["ANS018"]
    assert codes("{fact: {value: 3, evidence: Page 4}}") == []
    assert codes("{fact: {value: 2}}") == []
    assert codes("{core: {value: 3}}") == []


def test_level_is_that_after_reversing() -> None:
    assert codes("{reversed: {value: 1}}") == ["ANS018"]
    assert codes("{reversed: {value: 3}}") == []


def test_guess_needs_no_document_but_that_of_a_stand_in_does() -> None:
    assert codes("{reversed: {value: 1}}", "sales") == []
    assert codes("{reversed: {value: 1}}", "sales", "stand_ins: {finance: sales}") == ["ANS018"]


def test_answer_from_another_function_is_told() -> None:
    [problem] = problems("{fact: {value: 1}}", "sales")
    assert (problem.code, problem.message) == ("ANS019", "fact is not asked of sales")
    assert problem.hint == "It is asked of finance. Delete the answer."


def test_stand_in_is_asked_the_facts_of_the_function_that_is_missing() -> None:
    assert codes("{fact: {value: 1}}", "sales", "stand_ins: {finance: sales}") == []


def test_core_scope_asks_the_core_and_what_is_not_scored() -> None:
    assert codes("{core: {value: 2}, context: {value: Yes}}", engagement="scope: core") == []
    [problem] = problems("{fact: {value: 1}}", engagement="scope: core")
    assert problem.message == "fact is no core question, and the scope is the core"


def test_condition_is_decided_on_facts() -> None:
    assert codes("{shop: {value: 2}}") == []
    [problem] = problems("{shop: {value: 2}}", engagement="facts: {shops: false}")
    assert (problem.code, problem.message) == ("ANS019", "shop is not asked here: `shops` is false")


def test_condition_is_decided_on_the_respondents_own_answers() -> None:
    assert codes("{core: {value: 2}, more: {value: 2}}") == []
    [problem] = problems("{core: {value: 1}, more: {value: 2}}")
    assert (problem.code, problem.message) == ("ANS019", "more is not asked here: core is 1")


def test_open_place_for_an_answer_and_one_that_does_not_apply_are_no_answers() -> None:
    facts = "facts: {shops: false}"
    assert codes("{shop: {value: null}}", engagement=facts) == []
    assert codes("{shop: {state: not-applicable, reason: There are none.}}", engagement=facts) == []


def test_what_no_version_can_compare_is_listed() -> None:
    problem, *others = problems("{gone: {value: 1}, core: {value: 5}}", version="1")
    assert [other.code for other in others] == ["ANS012", "ANS013"]
    assert problem.message == (
        "these are answers to version 1, the questionnaire is version 2; "
        "it no longer has gone and no longer offers the answers to core"
    )
    [problem] = problems("{core: {value: 2}}", version="1")
    assert problem.message.endswith("; all that was answered is still there")


@pytest.mark.parametrize(
    "text", ["anna@bakery.example", "+43 664 1234567", "+49 (0)30 901820", "ring +1-202-555-0143"]
)
def test_address_or_number_in_what_is_printed_is_told(text: str) -> None:
    assert codes(f'{{core: {{value: 2, evidence: "Seen, {text}"}}}}') == ["ANS024"]
    assert codes(f'{{core: {{value: 2, note: "Seen, {text}", released: true}}}}') == ["ANS024"]
    assert codes(f'{{context: {{value: "{text}", released: true}}}}') == ["ANS024"]


@pytest.mark.parametrize(
    "text",
    ["+2.3 points", "+1,204 owners", "+1 000 000", "+ 30 in 2026", "@ the fair", "order 4711-2026-000123"],
)
def test_other_signs_and_numbers_are_not(text: str) -> None:
    assert codes(f'{{core: {{value: 2, evidence: "Seen, {text}"}}}}') == []


def test_note_that_is_not_released_is_not_looked_at() -> None:
    assert codes('{core: {value: 2, note: "Ask anna@bakery.example"}}') == []


@pytest.mark.parametrize(("differing", "told"), [(0, ["ANS020"]), (1, ["ANS020"]), (2, [])])
def test_nearly_the_same_answer_to_everything_is_told(differing: int, told: list[str]) -> None:
    """Nineteen of twenty are as many as 95 per cent."""
    ids = [f"q{number}" for number in range(20)]
    questions = ", ".join(f"{{id: {one}, text: Which?, scale: S}}" for one in ids)
    head = QUESTIONNAIRE.partition("sections:")[0]
    many = assemble(document(f"{head}sections: [{{id: A, title: A, questions: [{questions}]}}]\n"))
    values = ["{value: 1}"] * differing + ["{value: 2}"] * (20 - differing)
    answers = ", ".join(f"{one}: {value}" for one, value in zip(ids, values, strict=True))
    head = 'schema: assess/answers@1\nquestionnaire: q\nversion: "2"\nrespondent: a\n'
    own = document(f"{head}answers: {{{answers}}}\n")
    assert [problem.code for problem in check_document(own, many)] == told


@pytest.mark.parametrize(
    ("written", "instead"), [('"3"', "3"), ('"4"', None), ('"2,5"', None), ("b", None), ("4", None)]
)
def test_quotes_around_a_number_that_is_offered_may_be_taken_away(written: str, instead: str | None) -> None:
    [problem] = problems(f"{{core: {{value: {written}}}}}")
    assert (problem.code, problem.instead) == ("ANS013", instead)
