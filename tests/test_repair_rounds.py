"""Repairs of whole documents: several at once, one after the other, and what stands in their way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.cli.paths import Sought
from assess.cli.repairs import Repairs, repair
from assess.cli.request import Request
from assess.text.problems import Problem, Span, end_of, problem_at
from assess.text.repairs import edits, repaired
from assess.text.yaml_events import MOST_PROBLEMS

Run = Callable[..., Any]
VISION = "schema: assess/vision@1\nstatement: More.\n"
QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: q
version: "1.10"  # the first
title: "2026"
ladder: [{value: 1, name: Low}, {value: 2, name: High}]
may_not_apply: true
sections:
  - id: A
    title: A
    questions:
      - {id: A.1, text: Who answers?, scale: Effort, core: true}
      - {id: A.2, text: Who reads?, scale: Effort}
      - {id: A.3, text: Who asks?, scale: Effort}
scales:
  - {id: Effort, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def mended(text: str, name: str = "a.yaml") -> Repairs:
    Path(name).write_bytes(text.encode())
    return repair(Request([Sought(Path(name), found=False)]))


def after(text: str) -> str:
    done = mended(text)
    return dict(done.after).get("a.yaml", text)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title:", "titel:"),
        ("title:", "Title:"),
        ('version: "1.10"', "version: 1.10"),
        ('title: "2026"', "title: 2026"),
        ("may_not_apply: true", "may_not_apply: yes"),
        ("core: true", "core: On"),
        ('title: "2026"', 'title:"2026"'),
        ("    title: A\n", "    title:A\n"),
        ("scale: Effort}", "scale:Effort}"),
        ("scale: Effort}", "scale: effort}"),
        ('title: "2026"\n', 'title: "2026"\ntitle: "2026"\n'),
        ("    title: A\n", "    title: A\n    title: A\n"),
    ],
)
def test_document_is_as_it_was_meant(right: str, wrong: str) -> None:
    """And nothing else in it is touched."""
    assert right in QUESTIONNAIRE
    done = mended(QUESTIONNAIRE.replace(right, wrong, 1))
    assert dict(done.after) == {"a.yaml": QUESTIONNAIRE}
    assert (done.count, done.checked.problems) == (1, ())


def test_many_are_made_in_one_go_and_comments_stay() -> None:
    wrong = QUESTIONNAIRE
    for right, instead in (
        ('version: "1.10"', "version: 1.10"),
        ('title: "2026"', "titel: Q   # what else"),
        ("apply: true", "apply: yes"),
        ("scale: Effort, ", "scale: effort, "),
    ):
        assert right in wrong
        wrong = wrong.replace(right, instead)
    done = mended(wrong.replace("\n", "\r\n"))
    assert done.count == 4
    expected = QUESTIONNAIRE.replace('"2026"', "Q   # what else")
    assert done.after["a.yaml"] == expected.replace("\n", "\r\n")


def test_one_repair_brings_the_next_to_light() -> None:
    done = mended("schema: assess/vision@1\nstatement:More.\nhorzion: 2028-12-31\n")
    assert done.after["a.yaml"] == "schema: assess/vision@1\nstatement: More.\nhorizon: 2028-12-31\n"
    assert (done.count, done.checked.problems) == (2, ())


def test_of_two_repairs_that_exclude_each_other_the_first_is_made() -> None:
    """Both keys alone could only have been meant to be `statement`."""
    done = mended("schema: assess/vision@1\nstatemnt: More.\nstatment: Better.\nhorizont: 2028-12-31\n")
    assert done.after["a.yaml"] == (
        "schema: assess/vision@1\nstatement: More.\nstatment: Better.\nhorizon: 2028-12-31\n"
    )
    assert [p.code for p in done.checked.problems] == ["DOC030"]


def test_very_many_are_made_though_only_the_first_are_told() -> None:
    many = range(2 * MOST_PROBLEMS + 1)
    wrong = "".join(f"  - {{id: n{n}, text: {n}, evidence: Asked.}}\n" for n in many)
    right = "".join(f'  - {{id: n{n}, text: "{n}", evidence: Asked.}}\n' for n in many)
    done = mended(f"{VISION}needs:\n{wrong}")
    assert done.after["a.yaml"] == f"{VISION}needs:\n{right}"
    assert done.count == len(many)


def test_repair_may_bring_errors_to_light_beside_others_that_stay() -> None:
    """An answer that can be read is looked at by the rules, whatever is wrong with the next one."""
    head = 'schema: assess/answers@1\nquestionnaire: customer-centricity\nversion: "1.1"\nrespondent: anna\n'
    wrong = head + "answers:\n  F1.1: {value: 9, note: 12}\n  F1.2: {value: 3, why: so}\n"
    done = mended(wrong, "anna.yaml")
    assert done.after["anna.yaml"] == wrong.replace("12}", '"12"}')
    assert [p.code for p in done.checked.problems] == ["ANS013", "DOC030"]


@pytest.mark.parametrize(
    "text",
    [
        VISION + "statemnt: Better.\n",
        "schema: assess/vision@1\nstatement: yes\nstatement: no\n",
        "schema: assess/vision@1\nstatement: {a: 1}\n",
        QUESTIONNAIRE.replace("scale: Effort}", "scale: Efort}"),
        QUESTIONNAIRE.replace("title:", "label:", 1),
        QUESTIONNAIRE.replace("title:", "http://example.org\ntitle:", 1),
    ],
)
def test_what_may_have_been_meant_otherwise_is_left_alone(text: str) -> None:
    done = mended(text)
    assert (done.count, dict(done.after)) == (0, {})
    assert done.checked.problems


def test_id_that_stands_elsewhere_is_not_written_where_it_is_inherited() -> None:
    """`asked_of` of a section reaches its questions; only the word itself can be replaced."""
    functions = "functions: [{id: sales, name: Sales}]\n"
    text = (QUESTIONNAIRE + functions).replace("    questions:", "    asked_of: [Sales]\n    questions:")
    done = mended(text)
    assert done.after["a.yaml"] == text.replace("[Sales]", "[sales]")


def test_duplicate_with_a_comment_leaves_the_comment() -> None:
    assert after(VISION + "statement: More.  # said twice\n") == VISION + "  # said twice\n"


def test_only_what_is_told_is_repaired(assess: Run) -> None:
    Path("a.yaml").write_text(QUESTIONNAIRE.replace("title:", "titel:", 1))
    assess("validate", "--isolated", "--fix", "--ignore", "DOC030", "a.yaml")
    assert "titel" in Path("a.yaml").read_text()


def test_only_what_is_named_is_repaired(assess: Run, engagement: Path) -> None:
    vision = engagement / "vision.yaml"
    wrong = vision.read_text().replace("statement:", "statemnt:")
    vision.write_text(wrong)
    assess("validate", "--isolated", "--fix", engagement / "engagement.yaml")
    assert vision.read_text() == wrong
    assess("validate", "--isolated", "--fix", vision)
    assert "statement:" in vision.read_text()


def test_file_that_was_changed_meanwhile_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    done = mended("schema: assess/vision@1\nstatemnt: More.\n")
    Path("a.yaml").write_text(VISION + "# mine\n")
    done.save({})
    assert Path("a.yaml").read_text() == VISION + "# mine\n"
    assert capsys.readouterr().err.startswith("a.yaml was changed meanwhile and is left as it is;")


def test_what_was_repaired_and_what_could_be_is_counted(assess: Run) -> None:
    Path("a.yaml").write_text("schema: assess/vision@1\nstatemnt: More.\nwhy: so\n")
    shown = assess("validate", "--isolated", "--diff")
    assert (shown.code, shown.err) == (1, "1 document, 1 repair possible, 1 problem left\n")
    made = assess("validate", "--isolated", "--fix")
    assert (made.code, made.err) == (1, "1 document, 1 problem, 1 repair\n")
    again = assess("validate", "--isolated", "--diff")
    assert (again.code, again.out, again.err) == (1, "", "1 document, no repairs possible, 1 problem left\n")


def test_file_with_two_names_is_mended_once(assess: Run) -> None:
    Path("real.yaml").write_text("schema: assess/vision@1\nstatemnt: More.\n")
    Path("link.yaml").symlink_to("real.yaml")
    ended = assess("validate", "--isolated", "--fix")
    assert (ended.code, Path("real.yaml").read_text()) == (0, VISION)
    assert Path("link.yaml").is_symlink()
    assert "meanwhile" not in ended.err


def test_standard_input_keeps_its_bytes_and_problems_go_elsewhere(process: Run) -> None:
    raw = "schema: assess/vision@1\r\nstatemnt: Möhr\r\nwhy: x".encode("utf-8-sig")
    ended = process("validate", "--isolated", "--fix", "-", stdin=None, input=raw)
    assert ended.code == 1
    assert ended.out.encode() == raw.replace(b"statemnt", b"statement")
    assert "-:3:1: DOC030 unknown key `why`" in ended.err


@pytest.mark.parametrize("words", [("--diff", "a.yaml"), ("--fix", "-")])
def test_one_thing_only_goes_to_standard_output(process: Run, words: tuple[str, ...]) -> None:
    Path("a.yaml").write_text(VISION)
    ended = process("validate", "--isolated", "--statistics", *words, stdin=None, input=VISION.encode())
    assert (ended.code, ended.out) == (2, "")
    assert "would both go to standard output" in ended.err


def test_difference_says_where_a_last_newline_is_missing() -> None:
    assert mended("schema: assess/vision@1\nstatemnt: \x85 More.").difference() == (
        "--- a.yaml\n"
        "+++ a.yaml\n"
        "@@ -1,2 +1,2 @@\n"
        " schema: assess/vision@1\n"
        "-statemnt: \x85 More.\n"
        "\\ No newline at end of file\n"
        "+statement: \x85 More.\n"
        "\\ No newline at end of file\n"
    )


TEXTS = st.text(st.sampled_from("ab #:\t\r\n\x85ü☕"), min_size=1, max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 8), st.sampled_from(["", "x", "é: "]))))
def test_nothing_outside_the_edits_changes(text: str, spans: list[tuple[int, int, str]]) -> None:
    problems: list[Problem] = []
    for start, length, instead in spans:
        first, last = min(start, len(text)), min(start + length, len(text))
        above, below = end_of(text[:first]), end_of(text[:last])
        span = Span(above.line, above.column, below.line, below.column)
        problems.append(problem_at(span, "a.yaml", "DOC030", "so", instead=instead))
    changes = edits(text, problems)
    new = repaired(text, changes)
    kept, at, grown = [], 0, 0
    for change in changes:
        assert at <= change.start
        assert new[change.start + grown :].startswith(change.written)
        kept.append((text[at : change.start], new[at + grown : change.start + grown]))
        at, grown = change.end, grown + len(change.written) - (change.end - change.start)
    kept.append((text[at:], new[at + grown :]))
    assert all(before == now for before, now in kept)
