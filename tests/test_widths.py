"""Columns of tables: wide where words need room, alike in tables of the same kind."""

from assess.report.blocks import Table, columns, row
from assess.report.widths import shares

ANSWERS = columns("Question", "Value", "Statement chosen", numeric=("Value",))


def per_cent(*tables: Table) -> list[float]:
    (found,) = shares(tables).values()
    return [float(share.rstrip("%")) for share in found]


def test_they_fill_the_table() -> None:
    assert sum(per_cent(Table("Answers", ANSWERS, (row("F1.1", "2.5", "Nobody"),)))) == 100


def test_a_number_needs_little_and_a_sentence_much() -> None:
    question, value, statement = per_cent(
        Table("Answers", ANSWERS, (row("F1.1 Split", "2.5", "A written rule for the main business " * 3),))
    )
    assert value < question < statement


def test_a_number_and_a_date_are_never_broken() -> None:
    long = "Everything is meant for one person who waits for one record, and for nobody else. " * 4
    heads = columns("By", "Range", "Why", "And", numeric=("Range",))
    by, of, *_ = per_cent(Table("Wanted", heads, (row("31 Mar 2028", "2.1 to 2.9", long, long),)))
    assert 57 * by / 100 > 6  # em; the date takes 5.7 of them and the space to the next column 1.1
    assert 57 * of / 100 > 5


def test_a_name_stands_on_one_line_if_that_saves_lines() -> None:
    heads = columns("Capability", "With this plan")
    rows = [row("F1 Customer resources", "Reached in Q1 2028.") for _ in range(6)]
    rows.append(row("T1 Identify", "Not reached by the end of the plan, for which it would need more. " * 2))
    name, _ = per_cent(Table("Wanted", heads, tuple(rows)))
    assert 57 * name / 100 > 11.5  # em, the longest name and the space behind it


def test_tables_with_the_same_columns_are_measured_together() -> None:
    short = Table("F1", ANSWERS, (row("F1.1", "2.5", "Nobody"),))
    long = Table("F2", ANSWERS, (row("F2.1 Agreed lifetime value", "2.0", "A figure of one team " * 9),))
    assert per_cent(short, long) == per_cent(long, short)
    assert list(shares([short, long])) == [ANSWERS]


def test_a_table_may_have_no_rows_or_short_ones() -> None:
    assert sum(per_cent(Table("Answers", ANSWERS, ()))) > 99.9
    assert sum(per_cent(Table("Answers", ANSWERS, (row("F1.1"), row("F1.2", "2"))))) > 99.9


def test_more_than_fits_is_shared_by_need() -> None:
    heads = columns(*("Donaudampfschifffahrtsgesellschaft" + "e" * at for at in range(6)))
    first, *_, last = per_cent(Table("Long", heads, ()))
    assert first < last
