"""From the cells of a row to an answer, or to what is wrong with them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assess.intake.figures import could_be_two, number_in
from assess.intake.workbook.cells import Cell, decimal_of, quoted
from assess.intake.workbook.columns import (
    CANNOT_SAY,
    DOES_NOT_APPLY,
    LONGEST_CELL,
    STATES,
    YES,
    Column,
    cell_length,
)
from assess.intake.workbook.manifest import Choice, Form, Line
from assess.model.answers import Answer, State
from assess.text.numbers import plain
from assess.text.problems import Problem, Severity, did_you_mean

Tell = Callable[[Problem], None]

_NUMBERED = re.compile(r"(-?[0-9]+(?:[.,][0-9]+)?)\s*(?:[.):–—-]\s*|\s)(?![0-9])(.*)", re.DOTALL)
_PER_CENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_LONGEST_COMPARED = 300
"""Looking for the nearest text takes time with the length of both."""
_TO_BE_PRINTED = frozenset({YES, "y", "x", "true", "1"})
_NOT_TO_BE_PRINTED = frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True)
class Row:
    """One question's cells."""

    line: Line
    cells: Mapping[Column, Cell]

    def __getitem__(self, column: Column) -> Cell:
        """The cell, empty where the sheet has no such column."""
        return self.cells.get(column) or Cell("", 0, 0)

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for column, cell in self.cells.items() if column in _FILLED_IN)


_FILLED_IN = (Column.ANSWER, Column.STATE, Column.REASON, Column.NOTE, Column.EVIDENCE, Column.RELEASED)


class Replies:
    """Reads rows of one file, and gathers what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.problems: list[Problem] = []
        self._file = file

    def tell(
        self, cell: Cell, code: str, message: str, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(cell.problem(self._file, code, message, hint, severity))

    def answer(self, row: Row) -> Answer:
        """What the row says; what cannot be read is told, and left out."""
        value, state = self._value(row), self._state(row)
        reason = self._text(row[Column.REASON])
        if row[Column.ANSWER].text and state is not State.UNANSWERED:
            hint = f"Clear one of the two cells; “{Column.STATE}” is for questions without an answer."
            message = f"{row.line.id} has an answer, and “{row[Column.STATE].words}” beside it"
            self.tell(row[Column.STATE], "WBK024", message, hint)
            state = State.UNANSWERED
        if state is State.NOT_APPLICABLE and reason is None:
            hint = "Write the reason in this cell; what does not apply leaves the score."
            place = row[Column.REASON] if row[Column.REASON].row else row[Column.STATE]
            self.tell(place, "WBK026", f"the reason why {row.line.id} does not apply is missing", hint)
            state = State.UNANSWERED
        if reason and value is None and state is State.UNANSWERED and not row[Column.STATE].text:
            hint = f"If so, choose “{DOES_NOT_APPLY}” under “{Column.STATE}”; otherwise move it to the note."
            message = f"a reason is given, and nothing says that {row.line.id} does not apply"
            self.tell(row[Column.REASON], "WBK027", message, hint, Severity.WARNING)
        return Answer(
            value=value,
            state=State.ANSWERED if value is not None else state,
            reason=reason,
            note=self._text(row[Column.NOTE]),
            evidence=self._text(row[Column.EVIDENCE]),
            released=self._released(row[Column.RELEASED]),
        )

    def _value(self, row: Row) -> Decimal | str | None:
        cell = row[Column.ANSWER]
        if not cell.text:
            return None
        if row.line.form is Form.OPEN:
            return self._text(cell)
        if row.line.form is Form.NUMBER:
            return self._number(cell, row.line)
        found = _chosen(cell, row.line.choices)
        if found is None:
            message = f"{quoted(cell.words)} is none of the answers to {row.line.id}"
            self.tell(cell, "WBK020", message, _meant(cell.words, row.line.choices))
        return found

    def _number(self, cell: Cell, line: Line) -> Decimal | None:
        typed = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        number = decimal_of(cell.value) if typed else None  # type: ignore[arg-type]
        if isinstance(cell.value, str):
            number = number_in(cell.words, line.unit)
        if number is None:
            self.tell(cell, "WBK021", *_no_number(cell, line))
            return None
        if (line.least is not None and number < line.least) or (line.most is not None and number > line.most):
            message = f"{plain(number)} is no possible answer to {line.id}"
            self.tell(cell, "WBK022", message, f"Write a number that is possible{_bounds(line)}.")
            return None
        if typed and 0 < abs(number) < 1 and _PER_CENT.search(line.unit):
            hundredfold = plain(number * 100)
            message = f"{plain(number)} is less than one per cent; Excel also makes it of {hundredfold}%"
            hint = f"If {hundredfold} per cent was meant, write {hundredfold} without the sign %."
            self.tell(cell, "WBK023", message, hint, Severity.WARNING)
        return number

    def _state(self, row: Row) -> State:
        cell = row[Column.STATE]
        offered = [CANNOT_SAY, *([DOES_NOT_APPLY] if row.line.may_not_apply else [])]
        given = {words.casefold(): state for words, state in STATES.items()}.get(
            cell.words.casefold().rstrip(".")
        )
        if given is State.NOT_APPLICABLE and not row.line.may_not_apply:
            hint = f"Choose the answer that says that nobody does it, or “{CANNOT_SAY}”."
            self.tell(cell, "WBK025", f"{row.line.id} applies to every company", hint)
        elif given is None and cell.text:
            listed = " or ".join(f"“{words}”" for words in offered)
            hint = did_you_mean(
                cell.words[:_LONGEST_COMPARED],
                offered,
                f"Choose {listed}, and write remarks into the note.",
            )
            self.tell(cell, "WBK025", f"{quoted(cell.words)} is not in the list of this cell", hint)
        else:
            return given or State.UNANSWERED
        return State.UNANSWERED

    def _text(self, cell: Cell) -> str | None:
        if cell_length(cell.text) >= LONGEST_CELL:
            hint = "Look at its end; what did not fit can go into a document that the note names."
            message = f"the text fills the cell ({LONGEST_CELL:,} characters), where Excel cuts texts off"
            self.tell(cell, "WBK029", message, hint, Severity.WARNING)
        return cell.text or None

    def _released(self, cell: Cell) -> bool:
        word = cell.words.casefold()
        if word not in _TO_BE_PRINTED and word not in _NOT_TO_BE_PRINTED:
            hint = f"Choose “{YES}”, or leave the cell empty, and nothing is printed."
            self.tell(cell, "WBK028", f"{quoted(cell.words)} is neither “{YES}” nor empty", hint)
        return word in _TO_BE_PRINTED


def _chosen(cell: Cell, choices: tuple[Choice, ...]) -> Decimal | None:
    """The option whose entry, text or number stands in the cell; None where it is none, or could be two."""
    said = cell.words.casefold()
    number = number_in(cell.words)
    numbered = _NUMBERED.fullmatch(cell.words)
    own = number_in(numbered.group(1)) if numbered else None
    rest = numbered.group(2).casefold() if numbered else ""
    found = {
        choice.value
        for choice in choices
        if said in {" ".join(choice.entry.split()).casefold(), choice.text.casefold()}
        or number == choice.value
        or (own == choice.value and rest == choice.text.casefold())
    }
    return found.pop() if len(found) == 1 else None


def _meant(said: str, choices: tuple[Choice, ...]) -> str:
    numbered = _NUMBERED.fullmatch(said)
    own = number_in(numbered.group(1)) if numbered else None
    by_number = next((choice.entry for choice in choices if choice.value == own), None)
    if by_number:
        return f"If `{by_number}` is meant, choose it from the list, and write remarks into the note."
    compared = [text[:_LONGEST_COMPARED] for choice in choices for text in (choice.entry, choice.text)]
    numbers = ", ".join(plain(value) for value in sorted(choice.value for choice in choices))
    otherwise = f"Choose one from the list in the cell, or write its number alone: one of {numbers}."
    return did_you_mean(said[:_LONGEST_COMPARED], compared, otherwise)


def _no_number(cell: Cell, line: Line) -> tuple[str, str]:
    if not isinstance(cell.value, str):
        message = f"Excel has made a date or a truth value of the answer to {line.id}: {cell.text}"
        return message, "Give the cell the format General, and write the number again."
    message = f"{quoted(cell.words)} is no number, which {line.id} asks for"
    if could_be_two(cell.words, line.unit):
        return message, "Nobody can tell thousands from decimals here: write it without thousands separators."
    return message, f"Write the number alone{_bounds(line)}; remarks go into the note."


def _bounds(line: Line) -> str:
    """Within which bounds, and in which unit, in brackets; empty where there are none."""
    bounds = [
        *([line.unit] if line.unit else []),
        *([f"at least {plain(line.least)}"] if line.least is not None else []),
        *([f"at most {plain(line.most)}"] if line.most is not None else []),
    ]
    return f" ({', '.join(bounds)})" if bounds else ""
