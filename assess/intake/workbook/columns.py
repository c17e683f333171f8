"""What both sides of a workbook know: its columns, by the words above them, and the words in its lists."""

from enum import StrEnum

from assess.model.answers import State

FORMAT = 1
KIND = "assess/workbook"
SCHEMA = f"{KIND}@{FORMAT}"

FRONT = "Read me"
LISTS = "lists"
HIDDEN = "assess"
"""The sheet that says what the workbook is; Excel shows neither it nor its name."""

LONGEST_CELL = 32_767
"""What a cell of Excel holds, in UTF-16 code units."""


class Column(StrEnum):
    """A column of a review's sheet. It is found again by its head, wherever somebody has moved it."""

    ID = "Question id"
    NUMBER = "No."
    QUESTION = "Question"
    CHOICES = "Possible answers"
    ANSWER = "Your answer"
    STATE = "If not answered"
    REASON = "Why it does not apply"
    NOTE = "Note (not printed)"
    EVIDENCE = "Evidence (printed as written)"
    RELEASED = "May be printed"


NEEDED = (Column.ID, Column.ANSWER, Column.STATE, Column.NOTE, Column.EVIDENCE)
"""The others are for reading only, or not on every sheet."""

CANNOT_SAY = "I cannot say"
DOES_NOT_APPLY = "Does not apply"
YES = "yes"
STATES = {CANNOT_SAY: State.UNKNOWN, DOES_NOT_APPLY: State.NOT_APPLICABLE}


def cell_length(text: str) -> int:
    """How long a text is for Excel, to which an emoji is two characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both numbers beginning with 1: D7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
