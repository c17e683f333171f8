"""A workbook that comes back: whose it is, and what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import ValidationError

from assess.intake.workbook.cells import Cell, quoted
from assess.intake.workbook.columns import HIDDEN, NEEDED, Column
from assess.intake.workbook.manifest import (
    ChangedError,
    ForeignError,
    Line,
    Manifest,
    NewerError,
    manifest_of,
)
from assess.intake.workbook.opening import Table, tables
from assess.intake.workbook.replies import Replies, Row
from assess.model.answers import Answer, Answers, Way
from assess.model.kinds import schema_line
from assess.model.questionnaire import Questionnaire
from assess.text.problems import START, Problem, Severity, did_you_mean, problem_at

_WRITTEN_ANEW = "Copy the answers into a workbook that was written anew."
_HEAD_WITHIN = 50
"""Rows in which the heads of the columns are looked for."""


@dataclass(frozen=True)
class Arrived:
    """What a workbook says.

    `answers` holds every question whose row is there, unanswered ones, too. `digest` is that of the
    questionnaire for which the workbook was written. `places` tells where each answer stands.
    """

    answers: Answers
    digest: str
    places: Mapping[str, Cell]


def read_workbook(raw: bytes, file: str) -> tuple[Arrived | None, list[Problem]]:
    """The answers in a workbook, and every problem at once, told by sheet and cell.

    A problem's line and column are the cell's row and column. None where the file is no workbook of ours;
    otherwise what could be read: with errors it is not to be kept, for something is missing from it.

    Raises:
        MissingLibraryError: the library that reads workbooks is not installed.
    """
    sheets, problems = tables(raw, file)
    if sheets is None:
        return None, problems
    manifest, problems = _manifest(sheets, file)
    if manifest is None:
        return None, problems
    replies = Replies(file)
    rows = _rows(sheets, manifest, replies)
    given = _given(rows, replies)
    problems = [*replies.problems, *_gone(manifest, sheets, given, file)]
    answers = _answers(manifest, {name: answer for name, (answer, _) in given.items()})
    if answers is None:
        return None, [*problems, _changed(file)]
    places = {name: cell for name, (_, cell) in given.items()}
    return Arrived(answers, manifest.digest, places), problems


def belongs(arrived: Arrived, questionnaire: Questionnaire, digest: str, file: str) -> list[Problem]:
    """Whether the answers are to the questionnaire in use, in the wording in use."""
    given = arrived.answers
    if given.questionnaire != questionnaire.id or given.version != questionnaire.version:
        message = (
            f"the workbook asks `{given.questionnaire}`, version {given.version}; "
            f"in use is `{questionnaire.id}`, version {questionnaire.version}"
        )
        hint = "Import it into its own engagement, or write a new workbook and copy the answers."
        return [problem_at(START, file, "WBK006", message, hint)]
    if arrived.digest != digest:
        message = "the questionnaire was changed after the workbook was written"
        hint = (
            "Its id and version are the same; look at what has changed, and whether the answers still hold."
        )
        return [problem_at(START, file, "WBK007", message, hint, Severity.WARNING)]
    return []


def _manifest(sheets: Mapping[str, Table], file: str) -> tuple[Manifest | None, list[Problem]]:
    table = sheets.get(HIDDEN)
    if table is None:
        return None, [_foreign(file)]
    cells = [tuple(cell if isinstance(cell, str) else "" for cell in row) for row in table.rows]
    try:
        return manifest_of([row for row in cells if row]), []
    except ForeignError:
        return None, [_foreign(file)]
    except NewerError:
        message = "the workbook was written by a newer version of assess"
        hint = "Update the program: pip install --upgrade 'customer-maturity-assess[office]'"
        return None, [problem_at(START, file, "WBK004", message, hint)]
    except ChangedError:
        return None, [_changed(file)]


def _foreign(file: str) -> Problem:
    message = "the workbook was not written by `assess workbook`, or its hidden sheets are lost"
    hint = "Some programs drop hidden sheets when they save. " + _WRITTEN_ANEW
    return problem_at(START, file, "WBK003", message, hint)


def _changed(file: str) -> Problem:
    message = "the hidden sheet that says what the workbook asks was changed"
    return problem_at(START, file, "WBK005", message, _WRITTEN_ANEW)


def _rows(sheets: Mapping[str, Table], manifest: Manifest, replies: Replies) -> Iterator[Row]:
    """Every row with a question's id, wherever it stands now."""
    lines = {line.id: line for line in manifest.lines}
    for table in sheets.values():
        heads = _heads(table)
        if heads is None:
            continue
        head_row, columns = heads
        for number in range(head_row + 1, len(table.rows) + 1):
            cells = {
                column: Cell(table.name, number, at, table.at(number, at)) for column, at in columns.items()
            }
            line = lines.get(cells[Column.ID].text)
            if line:
                yield Row(line, cells)
            else:
                _tell_stray(cells, lines, replies)


def _heads(table: Table) -> tuple[int, Mapping[Column, int]] | None:
    """In which row the heads stand, and each column's number."""
    for number, row in enumerate(table.rows[:_HEAD_WITHIN], 1):
        texts = [" ".join(cell.split()).casefold() if isinstance(cell, str) else "" for cell in row]
        found = {
            column: texts.index(column.value.casefold()) + 1
            for column in Column
            if column.value.casefold() in texts
        }
        if all(column in found for column in NEEDED):
            return number, found
    return None


def _tell_stray(cells: Mapping[Column, Cell], lines: Mapping[str, Line], replies: Replies) -> None:
    """Something is written in a row of which nobody knows what it answers."""
    written = [cell for column, cell in cells.items() if column in NEEDED[1:] and cell.text]
    if not written:
        return
    name = cells[Column.ID].text
    message = f"{quoted(written[0].words)} stands in a row of no question" + (f" ({name})" if name else "")
    hint = "Move it into the row of its question, or clear the row."
    hint = did_you_mean(name, lines, hint) if name else hint
    replies.tell(written[0], "WBK013", message, hint)


def _given(rows: Iterator[Row], replies: Replies) -> Mapping[str, tuple[Answer, Cell]]:
    """Each question's answer and where it stands; of a row and its empty copy, the filled one."""
    found: dict[str, tuple[Answer, Cell]] = {}
    for row in rows:
        name, cell = row.line.id, row[Column.ANSWER]
        if name in found and row.is_empty:
            continue
        answer = replies.answer(row)
        if name not in found or found[name][0] == Answer():
            found[name] = answer, cell
        elif found[name][0] != answer:
            message = f"{name} is answered here, and otherwise in {found[name][1].place}"
            replies.tell(cell, "WBK012", message, "Keep one of the two rows.")
    return found


def _gone(
    manifest: Manifest, sheets: Mapping[str, Table], given: Mapping[str, object], file: str
) -> Iterator[Problem]:
    """Questions whose rows are no longer there, and sheets that cannot be read at all."""
    for name in dict.fromkeys(line.sheet for line in manifest.lines):
        lines = [line for line in manifest.lines if line.sheet == name]
        gone = [line for line in lines if line.id not in given]
        if name in sheets and gone and _heads(sheets[name]) is None:
            place = Cell(name, 1, 1)
            message = "the heads of the columns are missing, so that nothing here can be read"
            yield place.problem(file, "WBK010", message, _WRITTEN_ANEW)
        elif len(gone) == len(lines) and name not in sheets:
            message = f"the sheet {name} with {_count(gone)} is missing"
            yield problem_at(START, file, "WBK011", message, _WITHOUT, Severity.WARNING)
        else:
            for line in gone:
                message = f"the row of {line.id} is missing; it was row {line.row}"
                yield Cell(name, line.row, 1).problem(file, "WBK011", message, _WITHOUT, Severity.WARNING)


_WITHOUT = "What was answered before is kept; to answer anew, use a workbook that was written anew."


def _count(lines: Sequence[Line]) -> str:
    return f"{len(lines)} question{'' if len(lines) == 1 else 's'}"


def _answers(manifest: Manifest, given: Mapping[str, Answer]) -> Answers | None:
    """The document, its answers in the order of the workbook; None where no such document can be."""
    try:
        return Answers.model_validate(
            {
                "schema": schema_line("answers"),
                "questionnaire": manifest.questionnaire,
                "version": manifest.version,
                "respondent": manifest.respondent,
                "function": manifest.function,
                "date": manifest.date,
                "way": Way.WORKBOOK,
                "attribution": manifest.attribution,
                "option_order": manifest.option_order,
                "answers": {line.id: given[line.id] for line in manifest.lines if line.id in given},
            }
        )
    except ValidationError:
        return None
