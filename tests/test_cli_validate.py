"""`assess validate`: every file is checked, whatever is wrong with the others."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).parent.parent
VISION = "schema: assess/vision@1\nstatement: More.\n"
MISSPELT = "schema: assess/vision@1\nstatement: More.\nstatemnt: More.\n"


def concise(assess: Run, *paths: object) -> list[str]:
    """`file:line:column: CODE` of each problem."""
    lines = assess("validate", *paths, "--format", "concise").out.splitlines()
    return [" ".join(line.split()[:2]) for line in lines]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_good_documents_say_nothing_on_standard_output(assess: Run, engagement: Path) -> None:
    ended = assess("validate", engagement)
    assert (ended.code, ended.out, ended.err) == (0, "", "5 documents, no problems\n")


def test_without_a_path_the_current_folder_is_checked(assess: Run) -> None:
    Path("a.yaml").write_text(MISSPELT)
    ended = assess("validate")
    assert (ended.code, ended.err) == (1, "1 document, 1 problem\n")
    assert ended.out == (
        "a.yaml:3:1: DOC030 unknown key `statemnt`\n"
        "    3 | statemnt: More.\n"
        "      | ^^^^^^^^\n"
        "  = Did you mean `statement`?\n"
        "\n"
    )


def test_empty_folder_has_no_documents(assess: Run) -> None:
    ended = assess("validate")
    assert (ended.code, ended.err) == (0, "no documents, no problems\n")


def test_concise_form_has_one_line_a_problem(assess: Run) -> None:
    Path("a.yaml").write_text(MISSPELT)
    assert assess("validate", "-f", "concise").out == "a.yaml:3:1: DOC030 unknown key `statemnt`\n"


def test_every_file_of_a_broken_tree_is_checked(assess: Run) -> None:
    for name in ("b", "d", "f"):
        Path(f"{name}.yaml").write_text(MISSPELT)
    Path("a.yaml").write_bytes(b"\xff\x00")
    Path("c.yaml").write_text("[" * 100_000)
    Path("e.yaml").symlink_to("e.yaml")
    Path("empty.yaml").touch()
    Path("folder.yaml").mkdir()
    Path("folder.yaml/g.yml").write_text(MISSPELT)
    assert concise(assess) == [
        "a.yaml:1:1: DOC002",
        "b.yaml:3:1: DOC030",
        "c.yaml:1:41: DOC006",
        "d.yaml:3:1: DOC030",
        "e.yaml:1:1: DOC040",
        "empty.yaml:1:1: DOC005",
        "f.yaml:3:1: DOC030",
        "folder.yaml/g.yml:3:1: DOC030",
    ]


def test_problem_is_told_once_however_often_its_file_is_named(assess: Run, tmp_path: Path) -> None:
    Path("a.yaml").write_text(MISSPELT)
    assert concise(assess, ".", "a.yaml", tmp_path, tmp_path / "a.yaml") == ["a.yaml:3:1: DOC030"]


def test_problem_of_an_engagement_is_told_once(assess: Run, engagement: Path) -> None:
    """It is found from each of its files and in each of its assessments."""
    [answers] = (engagement / "assessments").iterdir()
    later = engagement / "assessments" / "2026-12-01"
    later.mkdir()
    shutil.copytree(answers / "answers", later / "answers")
    text = (engagement / "engagement.yaml").read_text("utf-8")
    (engagement / "engagement.yaml").write_text(text.replace("function: sales", "function: sails"), "utf-8")
    found = concise(assess, engagement, engagement / "vision.yaml")
    assert [line.rpartition(" ")[2] for line in found] == ["ENG010"]


def test_one_broken_answers_file_does_not_hide_the_next(assess: Run, engagement: Path) -> None:
    folder = next(engagement.glob("assessments/*/answers"))
    first, second, *_ = sorted(folder.iterdir())
    first.write_text("schema: assess/answers@1\nrespondent: [\n")
    second.write_text(second.read_text("utf-8").replace("F1.1:", "F1.9:"), "utf-8")
    assert [line.rpartition(" ")[2] for line in concise(assess, engagement)] == ["DOC001", "ANS012"]


def test_all_that_is_wrong_with_answers_is_told_at_once(assess: Run) -> None:
    """Broken ones do not hide values that no question offers."""
    Path("a.yaml").write_text(
        'schema: assess/answers@1\nquestionnaire: customer-centricity\nversion: "1.1"\nrespondent: anna\n'
        "answers:\n  F1.1: {value: 2, note: Yes, we did}\n  F1.2: {value: 7}\n"
        "  F1.3: {state: not-applicable}\n"
        '  F1.4: {value: "3"}\n  T1.1: {value: 38 %}\n'
    )
    assert concise(assess, "a.yaml") == [
        "a.yaml:6:31: DOC030",
        "a.yaml:7:17: ANS013",
        "a.yaml:8:9: DOC037",
        "a.yaml:9:17: ANS013",
        "a.yaml:10:17: ANS013",
    ]
    out = assess("validate", "a.yaml").out
    assert "Write the number alone, without quotes: 3." in out
    assert "Write the number alone, without quotes: 38." in out


def test_part_is_checked_with_its_questionnaire(assess: Run) -> None:
    head = 'schema: assess/questionnaire@1\nid: q\nversion: "1"\ntitle: Q\n'
    ladder = "ladder: [{value: 1, name: One}, {value: 2, name: Two}]\n"
    Path("questionnaire.yaml").write_text(head + ladder + "parts: [part.yaml]\n")
    question = "{id: A.1, text: Is it?, scale: missing}"
    Path("part.yaml").write_text(
        f"schema: assess/part@1\nsections:\n  - id: A\n    title: A\n    questions: [{question}]\n"
    )
    assert concise(assess, "part.yaml") == ["part.yaml:5:48: QUE012"]
    Path("questionnaire.yaml").write_text(head + ladder)
    assert concise(assess, "part.yaml") == ["part.yaml:1:1: QUE003"]
    Path("questionnaire.yaml").write_text(head)
    assert concise(assess, "part.yaml") == ["questionnaire.yaml:1:1: DOC031"]
    Path("questionnaire.yaml").unlink()
    assert concise(assess, "part.yaml") == ["part.yaml:1:1: QUE003"]


def test_answers_alone_are_checked_with_the_bundled_questionnaire(assess: Run) -> None:
    Path("a.yaml").write_text(
        'schema: assess/answers@1\nquestionnaire: customer-centricity\nversion: "1.1"\n'
        "respondent: anna\nanswers:\n  F1.1: {value: 6}\n"
    )
    assert concise(assess, "a.yaml") == ["a.yaml:6:17: ANS013"]


def test_document_in_the_wrong_place_is_a_warning(assess: Run, engagement: Path) -> None:
    answers = next(engagement.glob("assessments/*/answers/*.yaml"))
    answers.rename(answers.parent.parent / answers.name)
    ended = assess("validate", engagement)
    assert (ended.code, ended.err) == (0, "5 documents, no problems, 1 warning\n")
    assert "no command reads this answers document where it stands" in ended.out


def test_scorecard_is_a_document_too(assess: Run, engagement: Path) -> None:
    Path("scorecard.yaml").write_text(assess("score", engagement, "-f", "json").out, "utf-8")
    assert assess("validate", "scorecard.yaml").code == 0


def test_roadmap_as_json_is_a_document_too(assess: Run, engagement: Path) -> None:
    Path("roadmap.yaml").write_text(assess("plan", engagement, "-f", "json").out, "utf-8")
    ended = assess("validate", "roadmap.yaml")
    assert (ended.code, ended.out) == (0, "")


def test_folder_that_may_not_be_read_hides_nothing(assess: Run) -> None:
    """As somebody else, because CI is root and root may read everything."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        (Path(name) / "locked").mkdir(mode=0)
        (Path(name) / "z.yaml").write_text(MISSPELT)
        if root:
            os.seteuid(65534)
        try:
            found = concise(assess, name)
        finally:
            if root:
                os.seteuid(0)
    assert [line.rpartition(" ")[2] for line in found] == ["DOC040", "DOC030"]


def test_large_tree_is_checked(assess: Run) -> None:
    for number in range(300):
        Path(f"{number:03}.yaml").write_text(VISION if number % 2 else MISSPELT)
    assert len(concise(assess)) == 150


def test_repository_is_good(assess: Run) -> None:
    ended = assess("validate", ROOT / "questionnaires", ROOT / "examples")
    assert (ended.code, ended.out) == (0, "")
