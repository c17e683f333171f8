"""What `assess validate --format json` writes."""

from assess.model.record import Count, Positive, Record, Text
from assess.text.problems import Severity


class ListedProblem(Record):
    """One finding. Lines and columns count from 1, columns in code points; the end lies behind the text.

    `instead` is what to write in place of that stretch, where it is safe to do unasked.
    """

    code: Text
    severity: Severity
    file: Text
    line: Positive
    column: Positive
    end_line: Positive
    end_column: Positive
    message: str
    hint: str
    instead: str | None = None


class ProblemList(Record):
    """All findings of one run, by file and place, and how many documents were checked."""

    schema_: Text
    version: Text
    files: Count
    errors: Count
    warnings: Count
    problems: tuple[ListedProblem, ...]
