"""Workbooks as they come back from people: what is understood, and what is told, by sheet and cell."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from assess.files import questionnaires
from assess.files.documents import Reading
from assess.intake.handout import Handout
from assess.intake.routing import Invited
from assess.intake.workbook import belongs, read_workbook, workbook_bytes
from assess.model.answers import Answer, State
from assess.model.engagement import Engagement
from assess.text.problems import Severity

QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: bakery
version: "1"
title: Bakery
ladder: [{value: 1, name: One}, {value: 2, name: Two}, {value: 3, name: Three}]
sections:
  - id: S
    title: Shop
    questions:
      - id: S.1
        text: Who knows customers by name?
        may_not_apply: false
        options:
          [{value: 1, text: Nobody does.}, {value: 2, text: The owner does.}, {value: 3, text: All of us do.}]
      - {id: S.2, text: How many come back?, unit: per cent of customers, least: 0, most: 100,
         bands: [{value: 1, text: few}, {value: 2, text: many, from: 50}]}
      - {id: S.3, text: What is earned?, scored: false, number: {unit: EUR}}
      - {id: S.4, text: What would you stop?, scored: false, open: true}
  - id: O
    title: Oven
    questions:
      - id: O.1
        text: Is it warm in time?
        options: [{value: 0.5, text: Never.}, {value: 1, text: Mostly.}, {value: 1.5, text: Always.}]
"""
ENGAGEMENT = {
    "schema": "assess/engagement@1",
    "client": {"name": "B"},
    "questionnaire": "bakery",
    "version": "1",
}
# In both sheets: E answer, F if not answered, G why it does not apply, H note, I evidence; J may be printed.
# In Shop the rows 4 to 7 are S.1 to S.4, in Oven row 4 is O.1.

Cells = Mapping[tuple[str, str], object]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Handout:
    path = tmp_path_factory.mktemp("bakery") / "questionnaire.yaml"
    path.write_text(QUESTIONNAIRE, "utf-8")
    found = questionnaires.load(path, Reading())
    assert found
    asked = frozenset(question.id for question in found.questionnaire.all_questions())
    engagement = Engagement.model_validate(ENGAGEMENT)
    person = Invited("anna", "counter")
    return Handout(found.questionnaire, "d" * 64, engagement, person, dt.date(2026, 11, 2), asked)


@pytest.fixture(scope="module")
def raw(given: Handout) -> bytes:
    """A workbook that nobody has written in yet."""
    return workbook_bytes(given)


def edited(raw: bytes, change: Callable[[Any], object]) -> bytes:
    """The workbook after somebody has changed and saved it, whether it is protected or not."""
    book = openpyxl.load_workbook(BytesIO(raw))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def typed(raw: bytes, cells: Cells) -> bytes:
    def write(book: Any) -> None:
        for (sheet, name), value in cells.items():
            book[sheet][name] = value
            if isinstance(value, str):
                book[sheet][name].data_type = "s"  # an = does not make a formula in a cell for texts

    return edited(raw, write)


def answers(raw: bytes) -> Mapping[str, Answer]:
    arrived, problems = read_workbook(raw, "anna.xlsx")
    assert [problem.message for problem in problems if problem.severity is Severity.ERROR] == []
    assert arrived
    return {name: answer for name, answer in arrived.answers.answers.items() if answer != Answer()}


def told(raw: bytes) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in read_workbook(raw, "anna.xlsx")[1]]


# What is understood.


@pytest.mark.parametrize(
    "said",
    [
        "3 – All of us do.",
        "  3 – All of us do.\n",
        "All of us do.",
        "all  of us DO.",
        "3,00",
        3,
        " 3 ",
        "3,0",
        "3. All of us do.",
        "3) All of us do.",
        "3 All of us do.",
        "3 - All of us do.",
    ],
)
def test_answer_is_known_by_its_entry_its_text_or_its_number(raw: bytes, said: object) -> None:
    assert answers(typed(raw, {("Shop", "E4"): said})) == {
        "S.1": Answer(value=Decimal(3), state=State.ANSWERED)
    }


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (34, "34"),
        (3.25, "3.25"),
        (0.1, "0.1"),
        ("35", "35"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        (" 34 % ", "34"),
        ("34 per cent of customers", "34"),
        ("34 Per Cent Of Customers", "34"),
        ("0,125", "0.125"),
        ("+7", "7"),
    ],
)
def test_number_may_be_written_as_people_write_it(raw: bytes, said: object, meant: str) -> None:
    assert answers(typed(raw, {("Shop", "E5"): said}))["S.2"].value == Decimal(meant)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1 250", "1250"),
        ("1\u202f250,5", "1250.5"),
        ("1'250", "1250"),
        ("1.250,75", "1250.75"),
        ("1,250.75", "1250.75"),
        ("1,250,000", "1250000"),
        ("\N{MINUS SIGN}5", "-5"),
        ("12345,678", "12345.678"),
        ("1250 EUR", "1250"),
        ("1E+320", "1E+320"),
    ],
)
def test_thousands_may_be_set_apart(raw: bytes, said: str, meant: str) -> None:
    assert answers(typed(raw, {("Shop", "E6"): said}))["S.3"].value == Decimal(meant)


def test_own_words_stay_words_whatever_excel_makes_of_them(raw: bytes) -> None:
    given = {
        ("Shop", "E7"): dt.datetime(2026, 3, 5),  # noqa: DTZ001  # as it stands in a cell
        ("Shop", "H7"): 2026,
        ("Shop", "I7"): True,
        ("Shop", "H4"): "=1+1",
        ("Shop", "I4"): 0.25,
        ("Shop", "H5"): dt.datetime(2026, 3, 5, 14, 30),  # noqa: DTZ001  # likewise
        ("Shop", "I5"): dt.time(14, 30),
        ("Shop", "H6"): " \n ",
    }
    found = answers(typed(raw, given))
    assert found["S.4"] == Answer(value="2026-03-05", state=State.ANSWERED, note="2026", evidence="TRUE")
    assert found["S.1"] == Answer(note="=1+1", evidence="0.25")
    assert found["S.2"] == Answer(note="2026-03-05 14:30", evidence="14:30:00")
    assert "S.3" not in found


@pytest.mark.parametrize("said", ["yes", "YES ", "x", True, 1])
def test_own_words_are_released_by_a_clear_yes(raw: bytes, said: object) -> None:
    found = answers(typed(raw, {("Shop", "E7"): "Stop it.", ("Shop", "J7"): said}))
    assert found == {"S.4": Answer(value="Stop it.", state=State.ANSWERED, released=True)}


def test_states_are_known_however_they_are_typed(raw: bytes) -> None:
    cells = {("Shop", "F4"): "i cannot  say.", ("Shop", "F6"): "does not apply", ("Shop", "G6"): "No till."}
    found = answers(typed(raw, cells))
    assert found["S.1"].state is State.UNKNOWN
    assert found["S.3"] == Answer(state=State.NOT_APPLICABLE, reason="No till.")


def test_rows_and_columns_may_be_moved_and_sheets_renamed(raw: bytes) -> None:
    def change(book: Any) -> None:
        shop = book["Shop"]
        shop["E4"], shop["E6"] = 2, 100
        shop.insert_rows(2)
        shop.insert_cols(2)
        lowest = [cell.value for cell in shop[8]]
        for cell, value in zip(shop[8], [cell.value for cell in shop[5]], strict=True):
            cell.value = value
        for cell, value in zip(shop[5], lowest, strict=True):
            cell.value = value
        shop.title = "My answers"

    found = answers(edited(raw, change))
    assert {name: answer.value for name, answer in found.items()} == {"S.1": 2, "S.3": 100}


def test_copy_of_a_row_does_no_harm_while_it_says_the_same_or_nothing(raw: bytes) -> None:
    def change(book: Any) -> None:
        book["Oven"]["E4"] = 1
        book["Oven"]["A9"], book["Oven"]["E9"] = "O.1", "Mostly."
        book["Oven"]["A10"] = "O.1"

    assert answers(edited(raw, change))["O.1"].value == 1


def test_places_say_where_each_answer_stands(raw: bytes) -> None:
    arrived, _ = read_workbook(raw, "anna.xlsx")
    assert arrived
    assert arrived.places["S.3"].place == "sheet Shop, cell E6"
    assert arrived.digest == "d" * 64


# What is told.

TOLD: Mapping[str, tuple[Cells, str, str]] = {
    "a misspelt answer": (
        {("Shop", "E4"): "The oner does"},
        "WBK020 sheet Shop, cell E4: `The oner does` is none of the answers to S.1",
        "Did you mean `The owner does.`?",
    ),
    "an answer from nowhere": (
        {("Shop", "E4"): "Ask the accountant"},
        "WBK020 sheet Shop, cell E4: `Ask the accountant` is none of the answers to S.1",
        "Choose one from the list in the cell, or write its number alone: one of 1, 2, 3.",
    ),
    "a number that no answer has": (
        {("Shop", "E4"): 2.5},
        "WBK020 sheet Shop, cell E4: `2.5` is none of the answers to S.1",
        "Choose one from the list in the cell, or write its number alone: one of 1, 2, 3.",
    ),
    "an answer with a remark": (
        {("Shop", "E4"): "2 but only on Sundays"},
        "WBK020 sheet Shop, cell E4: `2 but only on Sundays` is none of the answers to S.1",
        "If `2 – The owner does.` is meant, choose it from the list, and write remarks into the note.",
    ),
    "a date instead of an answer": (
        {("Shop", "E4"): dt.date(2026, 3, 5)},
        "WBK020 sheet Shop, cell E4: `2026-03-05` is none of the answers to S.1",
        "Choose one from the list in the cell, or write its number alone: one of 1, 2, 3.",
    ),
    "two answers": (
        {("Oven", "E4"): "0.5; 1"},
        "WBK020 sheet Oven, cell E4: `0.5; 1` is none of the answers to O.1",
        "Choose one from the list in the cell, or write its number alone: one of 0.5, 1, 1.5.",
    ),
    "a word for a number": (
        {("Shop", "E5"): "about half"},
        "WBK021 sheet Shop, cell E5: `about half` is no number, which S.2 asks for",
        "Write the number alone (per cent of customers, at least 0, at most 100); remarks go into the note.",
    ),
    "a date for a number": (
        {("Shop", "E6"): dt.date(2026, 3, 5)},
        "WBK021 sheet Shop, cell E6: Excel has made a date or a truth value of the answer to S.3: 2026-03-05",
        "Give the cell the format General, and write the number again.",
    ),
    "a truth value for a number": (
        {("Shop", "E6"): True},
        "WBK021 sheet Shop, cell E6: Excel has made a date or a truth value of the answer to S.3: TRUE",
        "Give the cell the format General, and write the number again.",
    ),
    "thousands or decimals": (
        {("Shop", "E6"): "1,250 EUR"},
        "WBK021 sheet Shop, cell E6: `1,250 EUR` is no number, which S.3 asks for",
        "Nobody can tell thousands from decimals here: write it without thousands separators.",
    ),
    "too much": (
        {("Shop", "E5"): 101},
        "WBK022 sheet Shop, cell E5: 101 is no possible answer to S.2",
        "Write a number that is possible (per cent of customers, at least 0, at most 100).",
    ),
    "too little": (
        {("Shop", "E5"): "-1"},
        "WBK022 sheet Shop, cell E5: -1 is no possible answer to S.2",
        "Write a number that is possible (per cent of customers, at least 0, at most 100).",
    ),
    "per cent by Excel": (
        {("Shop", "E5"): 0.34},
        "WBK023 sheet Shop, cell E5: 0.34 is less than one per cent; Excel also makes it of 34%",
        "If 34 per cent was meant, write 34 without the sign %.",
    ),
    "an answer and none": (
        {("Shop", "E4"): 2, ("Shop", "F4"): "I cannot say"},
        "WBK024 sheet Shop, cell F4: S.1 has an answer, and “I cannot say” beside it",
        "Clear one of the two cells; “If not answered” is for questions without an answer.",
    ),
    "a misspelt state": (
        {("Shop", "F4"): "I can not say"},
        "WBK025 sheet Shop, cell F4: `I can not say` is not in the list of this cell",
        "Did you mean `I cannot say`?",
    ),
    "an unknown state": (
        {("Shop", "F5"): "n/a"},
        "WBK025 sheet Shop, cell F5: `n/a` is not in the list of this cell",
        "Choose “I cannot say” or “Does not apply”, and write remarks into the note.",
    ),
    "what applies to everybody": (
        {("Shop", "F4"): "Does not apply", ("Shop", "G4"): "No names."},
        "WBK025 sheet Shop, cell F4: S.1 applies to every company",
        "Choose the answer that says that nobody does it, or “I cannot say”.",
    ),
    "no reason": (
        {("Shop", "F5"): "Does not apply"},
        "WBK026 sheet Shop, cell G5: the reason why S.2 does not apply is missing",
        "Write the reason in this cell; what does not apply leaves the score.",
    ),
    "a reason alone": (
        {("Shop", "G5"): "We have no customers."},
        "WBK027 sheet Shop, cell G5: a reason is given, and nothing says that S.2 does not apply",
        "If so, choose “Does not apply” under “If not answered”; otherwise move it to the note.",
    ),
    "neither yes nor no": (
        {("Shop", "E7"): "Stop it.", ("Shop", "J7"): "perhaps"},
        "WBK028 sheet Shop, cell J7: `perhaps` is neither “yes” nor empty",
        "Choose “yes”, or leave the cell empty, and nothing is printed.",
    ),
    "a text that was cut": (
        {("Shop", "H4"): "x" * 32_767},
        "WBK029 sheet Shop, cell H4: the text fills the cell (32,767 characters), where Excel cuts texts off",
        "Look at its end; what did not fit can go into a document that the note names.",
    ),
    "an answer between the rows": (
        {("Shop", "E12"): "Something more"},
        "WBK013 sheet Shop, cell E12: `Something more` stands in a row of no question",
        "Move it into the row of its question, or clear the row.",
    ),
    "an answer to a question that nobody asked": (
        {("Shop", "A12"): "S_1", ("Shop", "E12"): 1},
        "WBK013 sheet Shop, cell E12: `1` stands in a row of no question (S_1)",
        "Did you mean `S.1`?",
    ),
    "two rows that differ": (
        {("Oven", "E4"): 1, ("Oven", "A9"): "O.1", ("Oven", "E9"): 1.5},
        "WBK012 sheet Oven, cell E9: O.1 is answered here, and otherwise in sheet Oven, cell E4",
        "Keep one of the two rows.",
    ),
    "a lost row": (
        {("Oven", "A4"): None},
        "WBK011 sheet Oven, cell A4: the row of O.1 is missing; it was row 4",
        "What was answered before is kept; to answer anew, use a workbook that was written anew.",
    ),
    "lost heads": (
        {("Oven", "E3"): "Mine"},
        "WBK010 sheet Oven, cell A1: the heads of the columns are missing, so that nothing here can be read",
        "Copy the answers into a workbook that was written anew.",
    ),
}


@pytest.mark.parametrize(("cells", "message", "hint"), TOLD.values(), ids=TOLD)
def test_what_cannot_be_meant_is_told_with_its_cell_and_repair(
    raw: bytes, cells: Cells, message: str, hint: str
) -> None:
    _, problems = read_workbook(typed(raw, cells), "anna.xlsx")
    assert [(f"{one.code} {one.message}", one.hint) for one in problems] == [(message, hint)]


def test_place_of_a_problem_is_row_and_column_of_its_cell(raw: bytes) -> None:
    _, problems = read_workbook(typed(raw, {("Shop", "F5"): "no idea"}), "anna.xlsx")
    assert [(one.file, one.line, one.column, one.end) for one in problems] == [("anna.xlsx", 5, 6, (5, 7))]


def test_everything_is_told_at_once_and_the_rest_is_read(raw: bytes) -> None:
    cells = {("Shop", "E4"): "Who?", ("Shop", "E5"): 200, ("Shop", "E6"): 5, ("Oven", "F4"): "Never"}
    arrived, problems = read_workbook(typed(raw, cells), "anna.xlsx")
    assert [one.code for one in problems] == ["WBK020", "WBK022", "WBK025"]
    assert arrived
    assert arrived.answers.answers["S.3"].value == 5


def test_lost_sheet_is_told_once_and_its_answers_are_left_out(raw: bytes) -> None:
    changed = edited(raw, lambda book: book.remove(book["Oven"]))
    assert told(changed) == ["WBK011 the sheet Oven with 1 question is missing"]
    arrived, _ = read_workbook(changed, "anna.xlsx")
    assert arrived
    assert "O.1" not in arrived.answers.answers


def test_lost_hidden_sheet_is_told(raw: bytes) -> None:
    changed = edited(raw, lambda book: book.remove(book["assess"]))
    assert told(changed) == [
        "WBK003 the workbook was not written by `assess workbook`, or its hidden sheets are lost"
    ]


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("B1", "assess/workbook@2", "WBK004"),
        ("B1", "somebody/else@1", "WBK003"),
        ("B1", None, "WBK003"),
        ("B5", None, "WBK005"),
        ("B5", "not a name", "WBK005"),
        ("B7", "yesterday", "WBK005"),
        ("B9", "loudly", "WBK005"),
        ("D10", "fourth", "WBK005"),
        ("E10", "song", "WBK005"),
        ("C11", "one", "WBK005"),
        ("C11", "NaN", "WBK005"),
        ("B14", "S.1", "WBK005"),
    ],
)
def test_changed_hidden_sheet_is_told(raw: bytes, cell: str, value: object, code: str) -> None:
    assert [message[:6] for message in told(typed(raw, {("assess", cell): value}))] == [code]


def test_hidden_sheet_without_its_columns_is_told(raw: bytes) -> None:
    changed = edited(raw, lambda book: book["assess"].delete_cols(2, 20))
    assert [message[:6] for message in told(changed)] == ["WBK003"]


def test_workbook_of_another_questionnaire_is_told(given: Handout, raw: bytes) -> None:
    arrived, _ = read_workbook(raw, "anna.xlsx")
    assert arrived
    assert belongs(arrived, given.questionnaire, given.digest, "anna.xlsx") == []
    newer = given.questionnaire.model_copy(update={"version": "2"})
    for questionnaire, digest, code in (
        (newer, given.digest, "WBK006"),
        (given.questionnaire, "e", "WBK007"),
    ):
        assert [one.code for one in belongs(arrived, questionnaire, digest, "anna.xlsx")] == [code]
