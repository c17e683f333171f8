"""Suppressing comments in documents: what is told after them, and of them."""

from pathlib import Path

import pytest

from assess.cli.paths import Sought
from assess.cli.request import Request
from assess.rules import Selection
from assess.text.problems import Problem

STATEMENT = "schema: assess/vision@1\nstatement: Nobody repeats an order.\n"
NEED = "needs:\n  - id: ready\n    text: To find it ready.\n"
"""VIS016 at its id: it does not say how the company knows."""
QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: q
version: "1"
title: Q
ladder: [{value: 1, name: Low}, {value: 2, name: High}]
sections: [{id: A, title: A, questions: [{id: A.1, text: Who answers?, scale: S}]}]
scales: [{id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}]
"""
CHOSEN = Selection(select=("VIS015", "VIS016", "DOC"))


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(text: str, selection: Selection = CHOSEN) -> list[Problem]:
    Path("questionnaire.yaml").write_text(QUESTIONNAIRE)
    Path("vision.yaml").write_text(STATEMENT + text)
    return list(Request([Sought(Path("vision.yaml"), found=False)], {}, selection).check().problems)


def codes(text: str, selection: Selection = CHOSEN) -> list[str]:
    return [f"{p.line}:{p.column} {p.code}" for p in told(text, selection)]


def test_need_without_evidence_is_a_warning() -> None:
    assert codes(NEED) == ["4:9 VIS016"]


@pytest.mark.parametrize(
    "text",
    [
        NEED.replace("ready\n", "ready  # assess: ignore[VIS016] heard every morning\n", 1),
        NEED.replace("  - id", "  # assess: ignore[VIS016] heard every morning\n  - id"),
    ],
)
def test_warning_is_suppressed(text: str) -> None:
    assert codes(text) == []


def test_warning_of_another_code_or_line_stays_and_the_comment_is_told() -> None:
    assert codes(NEED.replace("needs:", "needs:  # assess: ignore[VIS016] elsewhere")) == [
        "3:9 DOC050",
        "4:9 VIS016",
    ]


def test_file_is_suppressed_as_a_whole() -> None:
    Path("questionnaire.yaml").write_text(QUESTIONNAIRE)
    text = f"# assess: ignore-file[VIS016] a sketch\n{STATEMENT}{NEED}  - {{id: b, text: B.}}\n"
    Path("vision.yaml").write_text(text)
    assert Request([Sought(Path("vision.yaml"), found=False)], {}, CHOSEN).check().problems == ()


def test_of_several_codes_the_unused_one_is_told() -> None:
    text = NEED.replace("ready\n", "ready  # assess: ignore[VIS016, VIS015] heard\n", 1)
    [problem] = told(text)
    assert (problem.code, problem.line, problem.column, problem.end) == ("DOC050", 4, 41, (4, 47))
    assert problem.instead is None


def test_reason_and_codes_are_wanted() -> None:
    assert codes(NEED.replace("ready\n", "ready  # assess: ignore[VIS016]\n", 1)) == ["4:16 DOC051"]
    assert codes(NEED.replace("ready\n", "ready  # assess: ignore because\n", 1)) == [
        "4:9 VIS016",
        "4:16 DOC051",
    ]


def test_errors_and_unknown_codes_are_refused_with_the_nearest() -> None:
    problems = told("# assess: ignore[DOC031, VIS916] agreed\n")
    assert [(p.code, p.column, p.hint) for p in problems] == [
        ("DOC052", 18, "Mend what it tells, and delete the code here."),
        ("DOC052", 26, "Did you mean `VIS016`?"),
    ]


def test_suppression_of_a_code_that_is_left_out_is_not_called_unused() -> None:
    text = "# assess: ignore[VIS014] a level up\n"
    assert codes(text) == []
    assert codes(text, Selection()) == ["2:1 VIS018", "3:1 DOC050"]
    assert codes(text, Selection(ignore=("VIS",))) == []


def test_nothing_is_called_unused_where_an_error_kept_rules_from_looking() -> None:
    text = NEED.replace("ready\n", "ready  # assess: ignore[VIS016] heard every morning\n", 1)
    assert codes(text.replace("text:", "txet:")) == ["4:5 DOC031", "5:5 DOC030"]


def test_comments_of_a_questionnaire_that_is_only_looked_up_are_not_judged() -> None:
    Path("vision.yaml").write_text(STATEMENT)
    Path("questionnaire.yaml").write_text(f"{QUESTIONNAIRE}# assess: ignore[QUE026] agreed\n")
    for file, expected in (("vision.yaml", []), ("questionnaire.yaml", ["DOC050"])):
        chosen = Selection(select=("DOC", "QUE026"))
        checked = Request([Sought(Path(file), found=False)], {}, chosen).check()
        assert [p.code for p in checked.problems] == expected
