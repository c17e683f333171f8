"""Codes about survey files: what does not fit the mapping that they are read by."""

from assess.rules.rule import Told
from assess.text.problems import Severity

SURVEYS: tuple[Told, ...] = (
    Told(
        "SUR001",
        """Is a table of texts.

        A survey file is CSV or XLSX, of at most 20 MB, with a row of headers and a row for each respondent.
        """,
    ),
    Told(
        "SUR002",
        """Has the columns that the mapping names.

        A column that was renamed in the survey tool would leave its question without answers.
        """,
    ),
    Told(
        "SUR003",
        """Has labels that the mapping or the questionnaire knows.

        A label that was changed in the survey stands for nothing until somebody says what; guessing would
        falsify the score.
        """,
    ),
    Told(
        "SUR004",
        """Has numbers where numbers are asked for, between the bounds of the question.

        Spreadsheets turn fractions into dates and shares into percentages; what cannot be read as the number
        that was asked for is left out.
        """,
    ),
    Told(
        "SUR005",
        """Says for which function each respondent speaks, where the mapping names a column for it.

        Facts count only from the function that owns them.
        """,
    ),
    Told(
        "SUR006",
        """Names each respondent.

        Answers are kept under their respondent's name; where the column that names people is empty, the
        answers cannot be kept.
        """,
    ),
    Told(
        "SUR007",
        """Has one row for each respondent.

        Whoever answers twice has most often corrected something: the later row is taken, the earlier left
        out.
        """,
        Severity.WARNING,
    ),
    Told(
        "SUR008",
        """Gives a reason where a question does not apply, and only where it may not apply.

        What does not apply leaves the score. Without a reason nobody could tell it from a question skipped.
        """,
    ),
    Told(
        "SUR009",
        """Answers each question once.

        Two columns of the same row that answer one question differently cannot both be right.
        """,
    ),
    Told(
        "SUR010",
        """Has a use for every column.

        A column that no line of the mapping names may hold answers. Map it, or list it under `ignore`.
        """,
        Severity.WARNING,
    ),
)
