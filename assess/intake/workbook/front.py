"""The first sheet: what this is, how it is answered, who reads it, how far one has got."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assess.intake.handout import Handout
from assess.intake.routing import minutes
from assess.intake.workbook.columns import CANNOT_SAY, DOES_NOT_APPLY, YES, Column, cell_name
from assess.intake.workbook.layout import HEAD_ROW, Page
from assess.intake.workbook.manifest import Form
from assess.intake.workbook.sheet import Sheet, lines_of
from assess.model.answers import Attribution, State

_WIDTHS = (4, 46, 14, 18, 18)
_WHOLE = sum(_WIDTHS[1:])
_POINTS = 15.5
"""Height of a line of text."""
_LETTERS = 1.12
"""How many letters fit where a column counts one: rather too few."""


def write_front(sheet: Sheet, handout: Handout, pages: Sequence[Page]) -> None:
    """Everything that a respondent wants to know first, in the order of asking."""
    for column, width in enumerate(_WIDTHS):
        sheet.raw.set_column(column, column, width)
    questionnaire = handout.questionnaire
    sheet.text(1, 1, questionnaire.title, "title")
    sheet.height(1, 30)
    sheet.text(2, 1, handout.engagement.client.name, "lead")
    sheet.text(3, 1, _for_whom(handout), "lead")
    row = 5
    if questionnaire.purpose:
        row = _paragraph(sheet, row, " ".join(questionnaire.purpose.split())) + 1
    row = _progress(sheet, row, pages) + 1
    row = _heading(sheet, row, "How to answer")
    for number, step in enumerate(_steps(pages, handout.attribution), 1):
        sheet.number(row, 1, Decimal(number), "step")
        row = _paragraph(sheet, row, step, from_column=2)
    row = _heading(sheet, row + 1, "Who reads your answers")
    row = _paragraph(sheet, row, _readers(handout))
    sheet.raw.set_portrait()
    sheet.raw.print_area(0, 0, row - 2, len(_WIDTHS) - 1)


def answered(page: Page) -> int:
    """How many questions have an answer, or say why they have none, as the workbook is written."""
    return sum(entry.answer.state is not State.UNANSWERED for entry in page.entries)


def count_formula(page: Page) -> str:
    """How many rows of a review say something, whatever is typed over."""
    sheet = page.name.replace("'", "''")
    ranges = []
    for column in (Column.ANSWER, Column.STATE):
        at = page.columns.index(column) + 1
        first, last = (cell_name(row, at) for row in (HEAD_ROW + 1, page.last_row))
        ranges.append(f"LEN(TRIM('{sheet}'!{first}:{last}))")
    return f"=SUMPRODUCT(--({'+'.join(ranges)}>0))"


def _progress(sheet: Sheet, row: int, pages: Sequence[Page]) -> int:
    count = sum(len(page.entries) for page in pages)
    sentence = (
        f"You are asked {count} question{'' if count == 1 else 's'}, which takes about {minutes(count)} "
        "minutes, in one go or several. A click on a name leads to its sheet."
    )
    row = _paragraph(sheet, row, sentence) + 1
    sheet.text(row, 2, "Sheet", "head")
    for column, head in enumerate(("Questions", "Answered so far", "Still open"), 3):
        sheet.text(row, column, head, "head number")
    first = row + 1
    for page in pages:
        row += 1
        link = f"internal:'{page.name.replace(chr(39), chr(39) * 2)}'!{cell_name(HEAD_ROW + 1, 2)}"
        sheet.raw.write_url(row - 1, 1, link, sheet.formats["link"], page.name)
        sheet.raw.write_number(row - 1, 2, len(page.entries), sheet.formats["count"])
        sheet.formula(row, 4, count_formula(page), answered(page), "count")
        sheet.formula(row, 5, f"=C{row}-D{row}", len(page.entries) - answered(page), "count")
    last = row
    row += 1
    done = sum(answered(page) for page in pages)
    sheet.text(row, 2, "All", "total name")
    for column, value in ((3, count), (4, done), (5, count - done)):
        first_cell, last_cell = cell_name(first, column), cell_name(last, column)
        sheet.formula(row, column, f"=SUM({first_cell}:{last_cell})", value, "total")
    sheet.raw.conditional_format(
        first - 1,
        1,
        last - 1,
        4,
        {"type": "formula", "criteria": f"=$E{first}=0", "format": sheet.formats["given"]},
    )
    return row + 1


def _heading(sheet: Sheet, row: int, text: str) -> int:
    sheet.text(row, 1, text, "subtitle")
    sheet.height(row, 24)
    return row + 1


def _paragraph(sheet: Sheet, row: int, text: str, from_column: int = 1) -> int:
    sheet.raw.merge_range(row - 1, from_column - 1, row - 1, len(_WIDTHS) - 1, "", sheet.formats["text"])
    sheet.text(row, from_column, text, "text")
    sheet.height(row, lines_of(text, _WHOLE * _LETTERS) * _POINTS + 4)
    return row + 1


def _for_whom(handout: Handout) -> str:
    return f"For {handout.person.name}, {_function(handout)} · {day(handout.date)}"


def _function(handout: Handout) -> str:
    names = {function.id: function.name for function in handout.questionnaire.functions}
    return names.get(handout.person.function, handout.person.function)


def day(date: dt.date) -> str:
    """A date as people write it, without asking the machine's language."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


_BESIDE = {
    Attribution.NAMED: "with your name",
    Attribution.FUNCTION: "with your function's name",
    Attribution.ANONYMOUS: "without your name and function",
}


def _steps(pages: Sequence[Page], attribution: Attribution) -> Iterator[str]:
    """Only what this respondent meets."""
    entries = [entry for page in pages for entry in page.entries]
    forms = {entry.line.form for entry in entries}
    yield (
        "Each review has a sheet of its own; those that you know best come first. Only the tinted cells can "
        "be written in. Leave empty what you want to skip."
    )
    if Form.CHOICE in forms:
        yield (
            f"Under “{Column.ANSWER}”, click the arrow beside the cell and choose the highest statement that "
            "is true in every part. If the company has no figure, or nobody does it, that is an answer: "
            "choose the statement that says so."
        )
    if Form.NUMBER in forms:
        yield "Where a number is asked for, write the number alone, without its unit: 34, not 34%."
    if Form.OPEN in forms:
        yield (
            "Where no answers are offered, write in your own words. The report prints them, "
            f"{_BESIDE[attribution]}, only if you choose “{YES}” under “{Column.RELEASED}”."
        )
    yield (
        f"You cannot say, but somebody else may know: choose “{CANNOT_SAY}” under “{Column.STATE}”, and "
        "leave the answer empty."
    )
    if any(entry.line.may_not_apply for entry in entries):
        yield (
            f"The question cannot apply to this company: choose “{DOES_NOT_APPLY}”, which some questions "
            "allow for, and say why beside it."
        )
    yield (
        "Evidence is a document or a figure that shows your answer; a note is a remark for whoever does the "
        "assessment. Both may stay empty."
    )
    yield "Save the file, and send it back to where it came from."


def _readers(handout: Handout) -> str:
    named = {
        Attribution.NAMED: "may say which answers are yours",
        Attribution.FUNCTION: f"may name your function ({_function(handout)}), but not you",
        Attribution.ANONYMOUS: "names neither you nor your function",
    }
    return (
        "Whoever does the assessment reads your answers. The report puts them together with those of others "
        f"and {named[handout.attribution]}. It prints evidence as you write it here, and no notes."
    )
