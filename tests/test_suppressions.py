"""Comments that say that a warning may stay: which lines they are about, and that they are of use."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assess.rules import Selection, misused, unsuppressed
from assess.text.problems import Problem, Severity, problem_at
from assess.text.repairs import edits, repaired
from assess.text.safe_yaml import parse
from assess.text.suppressions import MOST_CODES, MOST_COMMENTS, Suppression, suppressions
from assess.text.yaml_events import MOST_PROBLEMS


def comments(text: str) -> tuple[Suppression, ...]:
    source, problems = parse(text, "a.yaml")
    assert problems == []
    assert source is not None
    return suppressions(source)


def warning(line: int, code: str = "VIS016", severity: Severity = Severity.WARNING) -> Problem:
    return Problem(code, severity, "a.yaml", line, 1, (line, 2), "so", "mend it")


def about(text: str) -> list[tuple[int, int]]:
    return [(comment.first, comment.last) for comment in comments(text)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1  # assess: ignore[VIS016] known\nb: 2\n", [(1, 1)]),
        ("a: 1\n# assess: ignore[VIS016] known\n\n# more\nb: 2\n", [(5, 5)]),
        ("# assess: ignore-file[VIS016] known\n# more\na: 1\nb: 2\n", [(1, 6)]),
        ("a: 1\n# assess: ignore-file[VIS016] too late\nb: 2\n", [(3, 3)]),
        ("a: >-  # assess: ignore[VIS016] known\n  one\n  two\nb: 2\n", [(1, 3)]),
        ("# assess: ignore[VIS016] known\na: one\n  two\n  three\n", [(2, 4)]),
        ("a: |\n  one\n# assess: ignore[VIS016] known\nb: 2\n", [(4, 4)]),
        ("a: {b: 1,  # assess: ignore[VIS016] known\n  c: 2}\n", [(1, 1)]),
        ("a: 1\n# assess: ignore[VIS016] nothing follows\n", [(2, 2)]),
        ("a: 1  # one # assess: ignore[VIS016] behind another\n", [(1, 1)]),
        ("a:\n  # assess: ignore[VIS016] known\n  - 1\n", [(3, 3)]),
        ("a: |  # assess: ignore[VIS016] known\n  one\n  two\nb: 1\n", [(1, 3)]),
        ("a: |\n  one\n\n\n# assess: ignore[VIS016] known\n\nb: 1\n", [(7, 7)]),
        ("a:\n  b: >-\n    one\n  # assess: ignore[VIS016] known\n  c: 1\n", [(5, 5)]),
        ("a: |\n# assess: ignore[VIS016] the text is empty\nb: 1\n", [(3, 3)]),
        ("a: |2\n      one\n # assess: ignore[VIS016] known\nb: 1\n", [(4, 4)]),
        ('a: "one\n  two"  # assess: ignore[VIS016] known\n', [(1, 2)]),
        ("a: one\n  two  # assess: ignore[VIS016] known\n", [(1, 2)]),
        ('a: "x # assess: ignore[VIS016] text"  # assess: ignore[VIS016] known\n', [(1, 1)]),
        ("a:  # assess: ignore[VIS016] known\nb: 1\n", [(1, 1)]),
    ],
)
def test_comment_is_about_its_line_or_the_next(text: str, lines: list[tuple[int, int]]) -> None:
    assert about(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        'a: "one # assess: ignore[VIS016] a text"\n',
        "a: 'one\n\n  # assess: ignore[VIS016] a text'\n",
        "a: |\n  one\n  # assess: ignore[VIS016] a text\n",
        "a: >\n    one\n\n    # assess: ignore[VIS016] a text\n  \nb: 1\n",
        "a: 'one#assess: ignore[VIS016]'\n",
        "a: |2\n      one\n  # assess: ignore[VIS016] a text\n",
        "a:\n  - |-\n    # assess: ignore[VIS016] a text\n    more\n",
        "{a: [x, 'y # assess: ignore[VIS016] a text'], b: 1}\n",
        '"a # assess: ignore[VIS016] a key": 1\n',
        "a: 1  # assess: ignored[VIS016]\n",
        "a: 1  # assess: is a program\n",
        "a: 1  # noqa\n",
    ],
)
def test_text_is_no_comment(text: str) -> None:
    assert about(text) == []


def test_codes_reason_and_places_are_read() -> None:
    [comment] = comments("a: 1  # assess: ignore[VIS016, QUE062]   agreed in May  \n")
    assert [(named.code, named.span.column, named.span.end_column) for named in comment.named] == [
        ("VIS016", 24, 30),
        ("QUE062", 32, 38),
    ]
    assert comment.reason == "agreed in May"
    assert (comment.span.column, comment.span.end_column) == (7, 55)


def test_line_ends_of_windows_are_no_part_of_the_reason() -> None:
    [comment] = comments("a: 1  # assess: ignore[VIS016] agreed\r\nb: 2\r\n")
    assert (comment.reason, comment.span.end_column) == ("agreed", 38)


def test_no_more_comments_are_looked_at_than_anybody_writes() -> None:
    assert len(comments("# assess: ignore[VIS016] known\n" * 2 * MOST_COMMENTS + "a: 1\n")) == MOST_COMMENTS
    [comment] = comments(f"a: 1  # assess: ignore[{'VIS016, ' * 2 * MOST_CODES}] known\n")
    assert len(comment.named) == MOST_CODES


def test_of_very_many_misused_comments_the_first_are_told() -> None:
    assert len(told("# assess: ignore[VIS916] known\n" * MOST_COMMENTS + "a: 1\n")) == MOST_PROBLEMS


LINES = st.sampled_from(
    [
        "a: 1",
        "b: |",
        "c: >-",
        "d: |2",
        "  - e",
        "  deep",
        "    deeper",
        "",
        'f: "open',
        '  closed"',
        "g: 'one''s",
        "  end'",
        "h: plain",
        "i: [1,",
        "  2]",
        "# assess: ignore[VIS016] known",
        "  # assess: ignore[VIS016] known",
        "    # assess: ignore[VIS016] known",
    ]
)
TAILS = st.sampled_from(["", "", "  # assess: ignore[VIS016] known", "# assess: ignore[VIS016] no"])


@settings(max_examples=400, derandomize=True)
@given(st.lists(st.tuples(LINES, TAILS), max_size=9), st.sampled_from(["\n", "\r\n"]))
def test_document_says_the_same_without_its_comments(pieces: list[tuple[str, str]], newline: str) -> None:
    """What is called a comment is none of the text that the document holds."""
    text = newline.join(["z: 0", *(line + tail for line, tail in pieces), ""])
    source, _ = parse(text, "a.yaml")
    assume(source is not None)
    assert source is not None
    changes = [
        problem_at(comment.span, "a.yaml", "DOC050", "so", instead="") for comment in suppressions(source)
    ]
    after, _ = parse(repaired(text, edits(text, changes)), "a.yaml")
    assert after is not None
    assert after.data == source.data


def test_only_warnings_of_these_lines_and_codes_go() -> None:
    found = comments("a: 1\nb: 2  # assess: ignore[VIS016] known\n")
    there = [warning(1), warning(2), warning(2, "VIS017"), warning(2, severity=Severity.ERROR)]
    assert unsuppressed(there, {"a.yaml": found}) == [there[0], there[2], there[3]]


def told(text: str, *problems: Problem, selection: Selection | None = None) -> list[str]:
    tells = (selection or Selection()).tells
    return [
        f"{p.code} {p.line}:{p.column} {p.message}"
        for p in misused(problems, {"a.yaml": comments(text)}, tells)
    ]


def test_useful_comment_is_left_in_peace() -> None:
    assert told("a: 1  # assess: ignore[VIS016] known\n", warning(1)) == []


def test_comment_that_suppresses_nothing_can_go() -> None:
    assert told("a: 1  # assess: ignore[VIS016, VIS017] known\n") == [
        "DOC050 1:7 nothing here is suppressed: VIS016, VIS017 finds nothing"
    ]


def test_one_of_two_codes_that_suppresses_nothing_is_told_at_its_place() -> None:
    assert told("a: 1  # assess: ignore[VIS016, VIS017] known\n", warning(1)) == [
        "DOC050 1:32 nothing here is suppressed: VIS017 finds nothing"
    ]


def test_comment_about_a_code_that_is_left_out_may_be_of_use_another_time() -> None:
    text = "a: 1  # assess: ignore[VIS016] known\n"
    assert told(text, selection=Selection(ignore=("VIS",))) == []


def test_reason_and_code_are_asked_for() -> None:
    assert told("a: 1  # assess: ignore[VIS016]\n", warning(1)) == [
        "DOC051 1:7 a suppression without a reason"
    ]
    assert told("a: 1  # assess: ignore because\n", warning(1)) == ["DOC051 1:7 a suppression without a code"]


def test_errors_and_unknown_codes_cannot_be_suppressed() -> None:
    assert told("a: 1  # assess: ignore[DOC030, VIS916] known\n") == [
        "DOC052 1:24 DOC030 cannot be suppressed: it makes the document unusable",
        "DOC052 1:32 there is no rule `VIS916`",
    ]
