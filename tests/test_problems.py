"""A problem is told so that its reader can go there and mend it."""

import pytest

from assess.text.problems import (
    Problem,
    Severity,
    Span,
    cells,
    concise,
    did_you_mean,
    end_of,
    full,
    in_order,
    lines,
    nearest,
    printable,
    problem_at,
)


def problem(line: int = 1, column: int = 1, code: str = "DOC030", message: str = "unknown key") -> Problem:
    return Problem(code, Severity.ERROR, "a.yaml", line, column, (line, column + 1), message)


def test_concise_form_is_one_line_that_editors_understand() -> None:
    assert concise(problem(3, 7)) == "a.yaml:3:7: DOC030 unknown key"


def test_concise_form_stays_one_line_whatever_the_document_holds() -> None:
    told = concise(problem(message="unknown key `a\nb\x1b[31m\u2028c`"))
    assert told == "a.yaml:1:1: DOC030 unknown key `a b\ufffd[31m\ufffdc`"


def test_full_form_shows_the_line_with_a_caret_and_the_repair() -> None:
    found = problem_at(Span(2, 3, 2, 8), "a.yaml", "DOC030", "unknown key `vaule`", "Did you mean `value`?")
    assert full(found, {"a.yaml": "answers:\n  vaule: 3\n"}).splitlines() == [
        "a.yaml:2:3: DOC030 unknown key `vaule`",
        "    2 |   vaule: 3",
        "      |   ^^^^^",
        "  = Did you mean `value`?",
    ]


def test_file_that_could_not_be_read_is_told_without_its_line() -> None:
    assert full(problem(), {}) == "a.yaml:1:1: DOC030 unknown key"


def test_place_behind_the_last_line_is_told_without_a_line() -> None:
    assert full(problem(line=9), {"a.yaml": "one\n"}) == "a.yaml:9:1: DOC030 unknown key"


def test_problem_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    found = problem_at(Span(1, 4, 3, 2), "a.yaml", "DOC032", "a text is expected")
    assert full(found, {"a.yaml": "a: [1,\n2,\n3]"}).splitlines()[2] == "      |    ^^^"


def test_caret_stands_below_wide_and_combining_characters() -> None:
    """A Japanese sign takes two cells of a terminal, the accent of an e none."""
    found = problem_at(Span(1, 6, 1, 7), "a.yaml", "DOC032", "wrong")
    assert full(found, {"a.yaml": "日本e\u0301 x"}).splitlines()[2] == "      |       ^"


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    found = problem_at(Span(1, 5001, 1, 5002), "a.yaml", "DOC032", "wrong")
    _, line, caret = full(found, {"a.yaml": "a" * 5000 + "X" + "b" * 5000}).splitlines()
    assert len(line) < 120
    assert line[caret.index("^")] == "X"


def test_tabs_and_control_characters_do_not_move_the_caret() -> None:
    found = problem_at(Span(1, 4, 1, 5), "a.yaml", "DOC032", "wrong")
    assert full(found, {"a.yaml": "\t\x1b\u202eX"}).splitlines()[1:] == [
        "    1 |  \ufffd\ufffdX",
        "      |    ^",
    ]


def test_problems_are_sorted_by_place_and_told_once() -> None:
    found = [problem(2, 1), problem(1, 9), problem(2, 1), problem(1, 10, "DOC012")]
    assert [(p.line, p.column) for p in in_order(found)] == [(1, 9), (1, 10), (2, 1)]


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("respondant", ["respondent", "reason"], "respondent"),
        ("Finance", ["finance", "marketing"], "finance"),
        ("f1.1", ["F1.1", "F1.2"], "F1.1"),
        ("xyz", ["finance"], None),
        ("finance", [], None),
        ("", ["finance"], None),
    ],
)
def test_misspelt_word_is_led_to_the_nearest_known_one(
    word: str, known: list[str], meant: str | None
) -> None:
    assert nearest(word, known) == meant


def test_hint_falls_back_on_what_is_known() -> None:
    assert did_you_mean("board", ["finance", "sales"], "Known: finance, sales.") == "Known: finance, sales."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("",)),
        ("a\nb", ("a", "b")),
        ("a\r\nb\rc", ("a", "b", "c")),
        ("a\x0cb\x1cc", ("a\x0cb\x1cc",)),  # where str.splitlines would break
        ("a\x85b\u2028c", ("a", "b", "c")),  # where YAML does
    ],
)
def test_lines_are_those_of_yaml(text: str, expected: tuple[str, ...]) -> None:
    assert lines(text) == expected


def test_end_of_a_text() -> None:
    assert end_of("ab\ncd") == Span(2, 3, 2, 4)


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
def test_cells_of_a_terminal(text: str, width: int) -> None:
    assert cells(text) == width


def test_printable_text_stays_as_it_is() -> None:
    assert printable("Kestrel & Rowe — Zoë ☕") == "Kestrel & Rowe — Zoë ☕"
