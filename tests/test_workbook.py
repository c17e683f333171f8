"""The workbook by which a respondent answers: what is in it, and what comes back from it."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.intake.handout import Handout
from assess.intake.routing import Invited
from assess.intake.workbook import TooLongError, read_workbook, workbook_bytes
from assess.model.answers import Answers, Attribution
from assess.model.engagement import Engagement
from assess.text.problems import Severity

QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: small
version: "1"
title: "=Small & <simple>"
purpose: To find out what a workbook can hold.
ladder: [{value: 1, name: One}, {value: 2, name: Two}, {value: 3, name: Three}]
functions: [{id: finance, name: Finance}, {id: sales, name: Sales}]
facts: [{id: shops, text: The company runs shops.}, {id: web, text: The company sells on the web.},
        {id: fleet, text: The company has lorries.}]
sections:
  - id: A
    title: "Money: what's it for?"
    asks: What is money for?
    questions:
      - id: A.1
        text: Who looks at the accounts?
        kind: fact
        owner: finance
        may_not_apply: false
        evidence: The accounts.
        options:
          - {value: 1, text: "=1+1 nobody"}
          - {value: 2, text: "-2 <b>somebody</b>"}
          - {value: 3, text: "Everybody, every\\nmonth"}
      - {id: A.2, text: What share is kept?, unit: "% of revenue", least: 0, most: 100,
         bands: [{value: 1, text: less than 5}, {value: 2, text: 5 and more, from: 5}]}
      - {id: A.3, text: How many people?, scored: false, number: {unit: people, least: -1000}}
      - {id: A.4, text: Why?, scored: false, open: true}
    sections:
      - id: B
        title: "+Deeper"
        questions:
          - {id: B.1, text: Is it agreed?, scale: S, when: {question: A.1, at_least: 2}}
          - {id: B.2, text: Is it loaded?, scale: S, when: {fact: fleet}}
  - id: C
    title: "Money: what's it for?"
    questions:
      - id: C.1
        text: Is it kept?
        scale: S
        when: {all: [{fact: shops}, {any: [{fact: web}, {not: {question: B.2, is: 1}}]}]}
scales:
  - id: S
    options: [{value: 0.5, text: Hardly.}, {value: 1, text: Somewhat.}, {value: 1.5, text: Very much so.}]
"""
ENGAGEMENT = {
    "schema": "assess/engagement@1",
    "client": {"name": "@Kestrel & Rowe"},
    "questionnaire": "small",
    "version": "1",
    "facts": {"shops": True, "fleet": False},
    "branding": {"accent": "#8a3f1c"},
}
DATE = dt.date(2026, 10, 5)
DIGEST = "d" * 64
MONEY, AGAIN = "Money what's it for", "Money what's it for (2)"
ASKED = ("A.1", "A.2", "A.3", "A.4", "B.1", "C.1")
"""All but B.2, for there are no lorries."""


@pytest.fixture(scope="module")
def handout(tmp_path_factory: pytest.TempPathFactory) -> Handout:
    """What Anna of finance is given."""
    path = tmp_path_factory.mktemp("small") / "questionnaire.yaml"
    path.write_text(QUESTIONNAIRE, "utf-8")
    reading = Reading()
    found = questionnaires.load(path, reading)
    assert found, reading.problems
    asked = frozenset(question.id for question in found.questionnaire.all_questions())
    engagement = Engagement.model_validate(ENGAGEMENT)
    return Handout(found.questionnaire, DIGEST, engagement, Invited("anna", "finance"), DATE, asked)


def document(answers: Mapping[str, Any], **changes: object) -> Answers:
    """Anna's answers; whatever she was asked and did not answer is unanswered."""
    head = {"schema": "assess/answers@1", "questionnaire": "small", "version": "1"}
    head |= {"respondent": "anna", "function": "finance", "date": DATE.isoformat()}
    settled = {"way": "workbook", "attribution": "function", "option_order": "highest-first"}
    return Answers.model_validate(
        head | settled | {"answers": {name: {} for name in ASKED} | dict(answers)} | changes
    )


def answers(raw: bytes) -> Answers:
    """What arrives, where nothing is wrong."""
    arrived, problems = read_workbook(raw, "anna.xlsx")
    assert problems == []
    assert arrived
    return arrived.answers


def parts(raw: bytes, name: str) -> str:
    with ZipFile(BytesIO(raw)) as packed:
        return "".join(packed.read(part).decode() for part in packed.namelist() if re.search(name, part))


# What comes back is what was on file.

FULL = {
    "A.1": {"value": 3, "note": "=cmd|' /C calc'!A0", "evidence": '<Budget> & "plan"\n@page 4\n\n+1 😀'},
    "A.2": {"value": Decimal("33.35")},
    "A.3": {"state": "not-applicable", "reason": "We have no people."},
    "A.4": {"value": "=1+1\nand why\tnot", "released": True},
    "B.1": {"value": Decimal("1.5"), "released": True, "note": "May be printed."},
    "C.1": {"state": "unknown", "note": "-", "reason": "nobody knew"},
}
WHOLE: Mapping[str, Mapping[str, Any]] = {
    "nothing": {},
    "everything": FULL,
    "remarks without answers": {"A.1": {"note": "Later."}, "A.3": {"evidence": "2026-10-05"}},
    "more digits than Excel keeps": {"A.3": {"value": Decimal("1.23456789012345678901")}},
    "a number beyond Excel": {"A.3": {"value": Decimal("1E+320")}},
    "a number that looks like thousands": {"A.2": {"value": Decimal("1.234")}, "A.3": {"value": 1234567}},
    "a negative number": {"A.3": {"value": Decimal("-0.1")}},
    "texts like numbers and dates": {"A.4": {"value": "3/5"}, "A.1": {"value": 1, "note": "1e5"}},
    "a text as long as a cell": {"A.4": {"value": "x" * 32_766}},
    "escapes of Excel": {"A.4": {"value": "_x0041_ \u2028 _x000D_"}},
}


@pytest.mark.parametrize("on_file", WHOLE.values(), ids=WHOLE)
def test_nothing_is_lost_on_the_way(handout: Handout, on_file: Mapping[str, Any]) -> None:
    given = replace(handout, answers=document(on_file))
    assert answers(workbook_bytes(given)) == document(on_file, option_order=given.option_order)


def test_whoever_has_answered_nothing_reads_the_options_in_the_order_of_the_name(handout: Handout) -> None:
    assert answers(workbook_bytes(handout)) == document({}, option_order=handout.option_order)


def test_what_was_settled_with_the_respondent_comes_back(handout: Handout) -> None:
    on_file = document({}, attribution=Attribution.ANONYMOUS)
    assert answers(workbook_bytes(replace(handout, answers=on_file))).attribution is Attribution.ANONYMOUS


def texts() -> st.SearchStrategy[str]:
    """What people can type; a text begins and ends with something that can be seen."""
    signs = st.characters(exclude_categories=["Cs", "Cn", "Cc"], include_characters="\n\t=+-@'\"<&")
    return st.text(signs, min_size=1, max_size=60).map(str.strip).filter(bool)


def one_answer(value: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    remarks = st.fixed_dictionaries({}, optional={"note": texts(), "evidence": texts()})
    states = st.one_of(
        st.just({}),
        st.fixed_dictionaries({"value": value}),
        st.just({"state": "unknown"}),
        st.fixed_dictionaries({"state": st.just("not-applicable"), "reason": texts()}),
    )
    return st.tuples(states, remarks).map(lambda both: both[0] | both[1])


SCALE = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal("1.5")])
SHEETS = st.fixed_dictionaries(
    {
        "A.2": one_answer(st.decimals(0, 100, places=4)),
        "A.3": one_answer(st.decimals(-1000, Decimal("1e30"), allow_nan=False)),
        "A.4": one_answer(texts()),
        "B.1": one_answer(SCALE),
        "C.1": one_answer(SCALE),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(on_file=SHEETS)
def test_whatever_is_answered_comes_back(handout: Handout, on_file: dict[str, Any]) -> None:
    given = replace(handout, answers=document(on_file))
    arrived, problems = read_workbook(workbook_bytes(given), "anna.xlsx")
    assert arrived
    assert [one for one in problems if one.severity is Severity.ERROR] == []
    assert arrived.answers == document(on_file, option_order=given.option_order)


# What is in it.


def test_same_handout_gives_the_same_bytes(handout: Handout) -> None:
    given = replace(handout, answers=document(FULL))
    assert workbook_bytes(given) == workbook_bytes(given)


def test_its_dates_are_those_of_the_handout(handout: Handout) -> None:
    core = parts(workbook_bytes(handout), "core.xml")
    assert re.findall(r"\d{4}-\d\d-\d\d", core) == ["2026-10-05", "2026-10-05"]


def test_no_text_becomes_a_formula_or_a_link(handout: Handout) -> None:
    raw = workbook_bytes(replace(handout, answers=document(FULL)))
    formulas = re.findall("<f>(.*?)</f>", parts(raw, "worksheets/sheet"))
    assert {formula.partition("(")[0] for formula in formulas} <= {"SUMPRODUCT", "SUM", "C10-D10", "C11-D11"}
    assert "cmd" not in parts(raw, "worksheets/sheet")
    assert "http" not in parts(raw, "worksheets/_rels")


def test_only_cells_for_answers_can_be_written_in(handout: Handout) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(handout)))
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    assert all(sheet.protection.password is None for sheet in book.worksheets)
    free = {
        cell.coordinate
        for row in book[MONEY].iter_rows()
        for cell in row
        if not cell.protection.locked
    }  # fmt: skip
    assert free == {f"{column}{row}" for column in "EFGHI" for row in (4, 5, 6, 7, 9)} - {"G4"} | {"J7"}
    assert all(cell.protection.locked for row in book["Read me"].iter_rows() for cell in row)


def test_hidden_sheets_are_hidden_and_ids_too(handout: Handout) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(handout)))
    states = {sheet.title: sheet.sheet_state for sheet in book.worksheets}
    assert states == {
        "Read me": "visible",
        MONEY: "visible",
        AGAIN: "visible",
        "lists": "hidden",
        "assess": "veryHidden",
    }
    assert book[MONEY].column_dimensions["A"].hidden
    assert book[MONEY].freeze_panes == "D4"


def test_cells_offer_what_can_be_answered(handout: Handout) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(handout)))
    rules, others = validations(book[MONEY]), validations(book[AGAIN])
    assert offered(book, rules["E4"].formula1) == [
        "3 – Everybody, every month",
        "2 – -2 <b>somebody</b>",
        "1 – =1+1 nobody",
    ]
    assert offered(book, rules["F4"].formula1) == ["I cannot say"]
    assert offered(book, rules["F5"].formula1) == ["I cannot say", "Does not apply"]
    assert offered(book, rules["J7"].formula1) == ["yes"]
    assert (rules["E5"].type, rules["E5"].formula1, rules["E5"].formula2) == ("decimal", "0", "100")
    assert rules["E9"].formula1 == others["E4"].formula1


def validations(sheet: Any) -> Mapping[str, Any]:
    return {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}


def offered(book: Any, name: str) -> list[object]:
    sheet, _, cells = book.defined_names[name].attr_text.partition("!")
    return [row[0].value for row in book[sheet][cells.replace("$", "")]]


def test_first_sheet_says_how_one_is_named_and_how_far_one_has_got(handout: Handout) -> None:
    on_file = document(FULL, attribution=Attribution.ANONYMOUS)
    raw = workbook_bytes(replace(handout, answers=on_file))
    book = openpyxl.load_workbook(BytesIO(raw), data_only=True)
    words = "\n".join(str(cell.value) for row in book["Read me"].iter_rows() for cell in row if cell.value)
    assert "names neither you nor your function" in words
    assert "You are asked 6 questions, which takes about 5 minutes" in words
    assert "For anna, Finance · 5 October 2026" in words
    assert [cell.value for cell in book["Read me"][12][1:5]] == ["All", 6, 6, 0]


def test_question_that_waits_says_for_what(handout: Handout) -> None:
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(handout)), rich_text=True)
    assert "Please answer only if question 1 is answered with 2 or more." in str(book[MONEY]["C9"].value)
    loaded = "it is not so that the question “Is it loaded?” is answered with 1"
    waiting = f"Please answer only if this is true: The company sells on the web, or {loaded}."
    assert waiting in str(book[AGAIN]["C4"].value)


@pytest.mark.parametrize("key", ["value", "note"])
def test_text_that_is_too_long_for_a_cell_is_told_and_not_cut(handout: Handout, key: str) -> None:
    emoji = "😀" * 16_384  # two characters each, to Excel
    on_file = document({"A.4": {"value": "Because.", key: emoji}})
    with pytest.raises(TooLongError, match=r"row 7 of the sheet Money .* has 32,768 characters"):
        workbook_bytes(replace(handout, answers=on_file))


def test_reason_and_release_have_columns_only_where_somebody_needs_them(handout: Handout) -> None:
    none_apart = handout.questionnaire.model_copy(update={"may_not_apply": False})
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(replace(handout, questionnaire=none_apart))))
    assert [cell.value for cell in book[AGAIN][3]][4:] == [
        "Your answer",
        "If not answered",
        "Note (not printed)",
        "Evidence (printed as written)",
    ]
    assert "May be printed" in [cell.value for cell in book[MONEY][3]]


def test_workbook_without_the_libraries_names_what_to_install(
    handout: Handout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "xlsxwriter", None)
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    for action in (lambda: workbook_bytes(handout), lambda: read_workbook(b"", "anna.xlsx")):
        with pytest.raises(Exception, match=re.escape('pip install "customer-maturity-assess[office]"')):
            action()
