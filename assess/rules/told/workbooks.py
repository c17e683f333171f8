"""Codes about workbooks that come back from respondents: `assess import` tells them by sheet and cell."""

from assess.rules.rule import Told
from assess.text.problems import Severity

WORKBOOKS: tuple[Told, ...] = (
    Told(
        "WBK001",
        """Is an Excel workbook that can be opened.

        A damaged file, one with a password, and old (.xls) or other formats (.ods, .csv) cannot be read. In
        the program that wrote it, it can be saved as an Excel workbook (.xlsx) without a password.
        """,
    ),
    Told(
        "WBK002",
        """Is no larger than its questions need.

        A small file can unpack to more than a machine can hold. More than 50 MB, or cells far from the
        questions, are not looked at.
        """,
    ),
    Told(
        "WBK003",
        """Was written by `assess workbook`.

        A sheet that nobody sees says which questions the rows hold. Without it nobody can tell: some programs
        drop hidden sheets when they save.
        """,
    ),
    Told(
        "WBK004",
        """Was written by this version of the program, or by an older one.

        A newer version may mean something else by the same cells.
        """,
    ),
    Told(
        "WBK005",
        """Has its hidden sheet as it was written.

        It says what the rows ask. Changed by hand, it would count answers for other questions.
        """,
    ),
    Told(
        "WBK006",
        """Asks the questionnaire in use.

        Answers to another questionnaire, or to another version, are not answers to this one.
        """,
    ),
    Told(
        "WBK007",
        """Was written after the last change of the questionnaire.

        Somebody answered other words than those in use. Whether that matters, only a reader can say.
        """,
        Severity.WARNING,
    ),
    Told(
        "WBK010",
        """Keeps the heads of its columns.

        Columns are found by their heads, so that they may be moved; without heads nothing on the sheet can
        be read.
        """,
    ),
    Told(
        "WBK011",
        """Keeps a row for each question.

        A row that was deleted answers nothing, and looks as if its question had never been asked.
        """,
        Severity.WARNING,
    ),
    Told(
        "WBK012",
        """Answers each question once.

        With two rows that say different things, nobody can tell which one is meant. A copy that says the same
        does no harm.
        """,
    ),
    Told(
        "WBK013",
        """Has answers in rows of questions only.

        What stands beside no question would be lost.
        """,
    ),
    Told(
        "WBK020",
        """Chooses among the answers that are offered.

        A list in the cell offers them. Pasted or typed, the whole text or its number alone will do; anything
        else could mean this answer or that.
        """,
    ),
    Told(
        "WBK021",
        """Answers with a number where one is asked for.

        Decimals may have a point or a comma, and a unit may stand behind them. `1,250` could be a thousand or
        one and a quarter; a date is what Excel makes of `3/5`.
        """,
    ),
    Told(
        "WBK022",
        """Keeps numbers within their bounds.

        A share above a hundred, or a negative count, is a slip of the pen.
        """,
    ),
    Told(
        "WBK023",
        """Writes thirty-four per cent as 34.

        Excel makes 0.34 of `34%`, which is then taken for a third of one per cent.
        """,
        Severity.WARNING,
    ),
    Told(
        "WBK024",
        """Has an answer, or says why there is none.

        With both, nobody can tell which one is meant.
        """,
    ),
    Told(
        "WBK025",
        """Says in the words of the list why there is no answer.

        Not knowing and not applying count differently; and what every company could do applies to every
        company.
        """,
    ),
    Told(
        "WBK026",
        """Says why a question does not apply.

        What does not apply leaves the score, so that somebody must be able to look at the reason.
        """,
    ),
    Told(
        "WBK027",
        """Says that a question does not apply where it gives a reason for it.

        A reason alone leaves the question unanswered, which was hardly meant.
        """,
        Severity.WARNING,
    ),
    Told(
        "WBK028",
        """Says clearly whether own words may be printed.

        Nobody's words are printed because of a misunderstanding.
        """,
    ),
    Told(
        "WBK029",
        """Has texts that fit into a cell.

        A cell of Excel holds 32,767 characters and cuts off the rest when a longer text is pasted.
        """,
        Severity.WARNING,
    ),
)
