"""Codes about the table of units from which the results of a pilot are counted."""

from assess.rules.rule import Told

UNITS: tuple[Told, ...] = (
    Told(
        "UNI001",
        """Is a table with a row for each unit, and the columns that the design asks for.

        `unit`, `arm`, `kpi`, a column for each guardrail by its id, and `cluster` where shops or markets were
        drawn. `period` may number the periods (0 is before the start), `pair` name pairs of markets, and
        `excluded` say why a unit that was drawn does not count.
        """,
    ),
    Told(
        "UNI002",
        """Has each unit once.

        A unit that stands in two rows counts double, and one that stands in two arms proves that the lots
        went wrong.
        """,
    ),
    Told(
        "UNI003",
        """Has arms of the design only, and each cluster in one of them.

        A unit of another arm is compared with nothing; leaving it out in silence would hide that.
        """,
    ),
    Told(
        "UNI004",
        """Has a value for every unit that counts.

        Yes or no for a proportion, a number for a mean, a whole number for a count, 0 to 10 for a Net
        Promoter Score. Those who have no value are seldom like the others: count them as no, or exclude
        them with a reason.
        """,
    ),
)
