"""A review's sheet: a row a question, with the cells for its answer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assess.intake.workbook.columns import CANNOT_SAY, DOES_NOT_APPLY, STATES, YES, Column, cell_name
from assess.intake.workbook.front import answered, count_formula
from assess.intake.workbook.layout import HEAD_ROW, Entry, Heading, Page, may_give_reason, may_release
from assess.intake.workbook.lists import Lists
from assess.intake.workbook.manifest import Form
from assess.intake.workbook.sheet import Sheet, lines_of
from assess.model.questionnaire import Kind
from assess.text.numbers import plain

_WIDTHS: Mapping[Column, float] = {
    Column.ID: 10,
    Column.NUMBER: 5,
    Column.QUESTION: 38,
    Column.CHOICES: 54,
    Column.ANSWER: 36,
    Column.STATE: 15,
    Column.REASON: 22,
    Column.NOTE: 24,
    Column.EVIDENCE: 24,
    Column.RELEASED: 11,
}
_LINE, _SMALL_LINE, _ROOM = 15.0, 13.0, 10
"""Points: of a line, of one in small letters, and what is left free in a row."""
_LETTERS, _SMALL_LETTERS = 1.06, 1.22
"""How many of the bold and of the small letters fit where a column counts one: rather too few."""
_FEWEST_LINES = 3
_ROOM_FOR_WORDS = 8
"""Lines for an answer in one's own words."""
_FREE_TEXTS: Mapping[Column, str] = {
    Column.REASON: "reason",
    Column.NOTE: "note",
    Column.EVIDENCE: "evidence",
}
_STATE_WORDS = {state: words for words, state in STATES.items()}
_LONGEST_MESSAGE = 255
"""Of a remark beside a cell, for Excel."""


def write_review(sheet: Sheet, page: Page, lists: Lists, only_if: Mapping[str, str]) -> None:
    """Everything on the sheet but what holds for all sheets; `only_if` says who need not answer."""
    columns = {column: at for at, column in enumerate(page.columns, 1)}
    for column, at in columns.items():
        hidden = {"hidden": True} if column is Column.ID else {}
        sheet.raw.set_column(at - 1, at - 1, _WIDTHS[column], None, hidden)
        sheet.text(HEAD_ROW, at, column.value, "head")
    sheet.text(1, columns[Column.NUMBER], page.section.title, "title")
    sheet.text(2, columns[Column.NUMBER], " ".join(page.section.asks.split()), "lead")
    sheet.formula(
        1,
        columns[Column.ANSWER],
        f'{count_formula(page)}&" of {len(page.entries)} answered"',
        f"{answered(page)} of {len(page.entries)} answered",
        "lead",
    )
    for number, points in ((1, 30), (2, 20), (HEAD_ROW, 34)):
        sheet.height(number, points)
    for row in page.rows:
        if isinstance(row, Heading):
            _heading(sheet, columns, row)
        else:
            _Row(sheet, columns, row, lists, only_if.get(row.line.id, "")).write()
    _mark(sheet, columns, page)
    sheet.raw.freeze_panes(HEAD_ROW, columns[Column.QUESTION])
    sheet.raw.repeat_rows(0, HEAD_ROW - 1)
    sheet.raw.print_area(0, 0, page.last_row - 1, len(columns) - 1)
    sheet.raw.set_zoom(90)
    everywhere = f"A1:{cell_name(page.last_row, len(columns))}"
    sheet.raw.ignore_errors({"number_stored_as_text": everywhere})  # no green corners
    sheet.raw.set_selection(cell_name(page.entries[0].row, columns[Column.ANSWER]))


def _heading(sheet: Sheet, columns: Mapping[Column, int], heading: Heading) -> None:
    for at in columns.values():
        sheet.blank(heading.row, at, "section")
    sheet.text(heading.row, columns[Column.NUMBER], heading.title, "section")
    sheet.text(heading.row, columns[Column.CHOICES], " ".join(heading.asks.split()), "section lead")
    sheet.height(heading.row, 22)


class _Row:
    """One question on its way into the sheet."""

    def __init__(
        self, sheet: Sheet, columns: Mapping[Column, int], entry: Entry, lists: Lists, only_if: str
    ) -> None:
        self.sheet = sheet
        self.columns = columns
        self.entry = entry
        self.lists = lists
        self.only_if = only_if
        self.row = entry.row

    def write(self) -> None:
        self._text(Column.ID, self.entry.line.id, "plain")
        at = self.columns[Column.NUMBER]
        self.sheet.number(self.row, at, Decimal(self.entry.number), "number")
        question = " ".join(self.entry.question.text.split())
        self.sheet.two_texts(self.row, self.columns[Column.QUESTION], question, self._asides(), "question")
        self._text(Column.CHOICES, self._choices(), "choices")
        self._answer()
        self._state()
        for column in _FREE_TEXTS:
            self._free_text(column)
        self._released()
        self.sheet.height(self.row, self._points())

    def _text(self, column: Column, text: str, look: str) -> None:
        if text:
            self.sheet.text(self.row, self.columns[column], text, look)
        else:
            self.sheet.blank(self.row, self.columns[column], look)

    def _asides(self) -> str:
        asked = self.entry.question
        lead = "Please bring" if asked.kind is Kind.FACT else "Evidence"
        evidence = f"{lead}: {' '.join(asked.evidence.split())}" if asked.evidence else ""
        return "\n".join(filter(None, (self.only_if, evidence)))

    def _choices(self) -> str:
        line = self.entry.line
        if line.form is Form.OPEN:
            return "In your own words."
        if line.form is Form.CHOICE:
            return "\n".join(f"{plain(choice.value)} – {choice.text}" for choice in line.choices)
        bands = [f"– {' '.join(band.text.split())}" for band in self.entry.question.bands or ()]
        return "\n".join([f"{self._figure()}{':' if bands else '.'}", *bands])

    def _figure(self) -> str:
        line = self.entry.line
        bounds = [
            *([f"from {_grouped(line.least)}"] if line.least is not None else []),
            *([f"up to {_grouped(line.most)}"] if line.most is not None else []),
        ]
        unit = [f"in {line.unit}"] if line.unit else []
        return ", ".join(["The number itself", *unit, *([" ".join(bounds)] if bounds else [])])

    def _answer(self) -> None:
        value, line, at = self.entry.answer.value, self.entry.line, self.columns[Column.ANSWER]
        look = "figure" if line.form is Form.NUMBER else "answer"
        if isinstance(value, Decimal) and line.form is Form.NUMBER:
            self.sheet.number(self.row, at, value, look)
        else:
            self._text(Column.ANSWER, self._shown(value), look)
        if line.form is Form.CHOICE:
            self._list(Column.ANSWER, self.lists.name(*(choice.entry for choice in line.choices)))
        elif line.form is Form.NUMBER:
            self._validate(Column.ANSWER, self._bounds())

    def _shown(self, value: object) -> str:
        if not isinstance(value, Decimal):
            return "" if value is None else str(value)
        entries = {choice.value: choice.entry for choice in self.entry.line.choices}
        return entries.get(value, plain(value))

    def _bounds(self) -> dict[str, Any]:
        line = self.entry.line
        message = f"{self._figure()}."
        if len(message) > _LONGEST_MESSAGE:
            message = "The number itself."
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": f"-{_HUGE}" if line.least is None else plain(line.least),
            "maximum": _HUGE if line.most is None else plain(line.most),
            "input_title": "A number",
            "input_message": message,
            "error_title": "A number is asked for",
            "error_message": message,
        }

    def _state(self) -> None:
        self._text(Column.STATE, _STATE_WORDS.get(self.entry.answer.state, ""), "answer")
        words = [CANNOT_SAY, *([DOES_NOT_APPLY] if self.entry.line.may_not_apply else [])]
        self._list(Column.STATE, self.lists.name(*words))

    def _free_text(self, column: Column) -> None:
        if column in self.columns:
            is_open = column is not Column.REASON or may_give_reason(self.entry)
            text = getattr(self.entry.answer, _FREE_TEXTS[column]) or ""
            self._text(column, text, "answer" if is_open else "locked")

    def _released(self) -> None:
        if Column.RELEASED not in self.columns:
            return
        is_open = may_release(self.entry)
        text = YES if self.entry.answer.released else ""
        self._text(Column.RELEASED, text, "answer" if is_open else "locked")
        if is_open:
            self._list(Column.RELEASED, self.lists.name(YES))

    def _list(self, column: Column, name: str) -> None:
        rule = {"validate": "list", "source": f"={name}", "error_title": "Please choose from the list"}
        rule["error_message"] = "The arrow beside the cell opens the list of what can be chosen."
        self._validate(column, rule)

    def _validate(self, column: Column, rule: Mapping[str, Any]) -> None:
        at = self.columns[column]
        self.sheet.raw.data_validation(self.row - 1, at - 1, self.row - 1, at - 1, dict(rule))

    def _points(self) -> float:
        """High enough for the longest text; an own height, since not every program finds one by itself."""
        question = lines_of(self.entry.question.text, _WIDTHS[Column.QUESTION] * _LETTERS) * _LINE
        if asides := self._asides():
            question += lines_of(asides, _WIDTHS[Column.QUESTION] * _SMALL_LETTERS) * _SMALL_LINE
        texts = {
            Column.CHOICES: self._choices(),
            Column.ANSWER: self._shown(self.entry.answer.value),
            **{column: getattr(self.entry.answer, key) or "" for column, key in _FREE_TEXTS.items()},
        }
        lines = [lines_of(text, _WIDTHS[column] * _SMALL_LETTERS) for column, text in texts.items()]
        fewest = _ROOM_FOR_WORDS if self.entry.line.form is Form.OPEN else _FEWEST_LINES
        return max(question, max(fewest, *lines) * _SMALL_LINE) + _ROOM


_HUGE = "1E+300"


def _grouped(value: Decimal) -> str:
    return format(value.normalize(), ",f").replace("-", "\N{MINUS SIGN}")


def _mark(sheet: Sheet, columns: Mapping[Column, int], page: Page) -> None:
    """Answered rows show it at once, and so does what cannot be meant."""
    first = HEAD_ROW + 1

    def filled(column: Column) -> str:
        return f"LEN(TRIM(${cell_name(first, columns[column])}))>0"

    def mark(from_: Column, to: Column, formula: str, look: str) -> None:
        sheet.raw.conditional_format(
            first - 1,
            columns[from_] - 1,
            page.last_row - 1,
            columns[to] - 1,
            {
                "type": "formula",
                "criteria": f"={formula}",
                "format": sheet.formats[look],
                "stop_if_true": True,
            },
        )

    answer, state = filled(Column.ANSWER), filled(Column.STATE)
    mark(Column.ANSWER, Column.STATE, f"AND({answer},{state})", "wrong")
    mark(Column.ANSWER, Column.STATE, f"OR({answer},{state})", "given")
    mark(Column.NUMBER, Column.NUMBER, f"OR({answer},{state})", "done")
    if Column.REASON in columns:
        chosen = f'${cell_name(first, columns[Column.STATE])}="{DOES_NOT_APPLY}"'
        missing = f"LEN(TRIM(${cell_name(first, columns[Column.REASON])}))=0"
        mark(Column.REASON, Column.REASON, f"AND({chosen},{missing})", "wrong")
