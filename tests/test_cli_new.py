"""`assess new`: a valid engagement, and never a document lost."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

Run = Callable[..., Any]
DATE = ("--date", "2026-10-05")


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_engagement_is_valid_and_paths_are_printed(assess: Run, tmp_path: Path) -> None:
    made = assess("new", tmp_path / "a", "-r", "anna:marketing", "-r", "bert:finance", *DATE)
    assert made.code == 0
    assert "assess score" in made.err
    files = texts(tmp_path / "a")
    assert set(files) >= {
        "assessments/2026-10-05/answers/anna.yaml",
        "assessments/2026-10-05/answers/bert.yaml",
        "engagement.yaml",
    }
    documents = [name for name in sorted(files) if not name.startswith(".schemas/")]
    assert sorted(made.out.splitlines()) == [(tmp_path / "a" / name).as_posix() for name in documents]
    assert assess("validate", tmp_path / "a").code == 0
    assert assess("score", tmp_path / "a").code == 0


def test_editors_find_the_schema_of_every_document(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    for name, kind in (
        ("engagement.yaml", "engagement"),
        ("vision.yaml.example", "vision"),
        ("assessments/2026-10-05/answers/anna.yaml", "answers"),
    ):
        path = tmp_path / name
        comment, _, place = path.read_text("utf-8").partition("\n")[0].partition("$schema=")
        assert comment == "# yaml-language-server: "
        schema = json.loads((path.parent / place).read_text("utf-8"))
        assert schema["properties"]["schema"]["const"] == f"assess/{kind}@1"
        assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_kinds_that_people_write_later_have_a_schema(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, *DATE)
    assert {path.stem for path in (tmp_path / ".schemas").iterdir()} == {
        "answers",
        "engagement",
        "pilot",
        "playbook",
        "vision",
    }


def test_schemas_of_an_earlier_version_are_replaced(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, *DATE)
    (tmp_path / ".schemas" / "answers.json").write_text("{}")
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    assert "Answer" in json.loads((tmp_path / ".schemas" / "answers.json").read_text("utf-8"))["definitions"]


def test_engagement_without_respondents_is_valid(assess: Run, tmp_path: Path) -> None:
    assert assess("new", tmp_path / "a", *DATE).code == 0
    assert assess("validate", tmp_path / "a").code == 0


@pytest.mark.parametrize("scope", ["full", "core"])
def test_filled_in_answers_are_valid_and_score(assess: Run, tmp_path: Path, scope: str) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", "--scope", scope, *DATE)
    file = tmp_path / "assessments" / "2026-10-05" / "answers" / "anna.yaml"
    text = file.read_text("utf-8")
    assert (text.count("{value: }") > 40) == (scope == "full")
    first, _, rest = text.partition("{value: }")
    file.write_text(f"{first}{{value: 3}}{rest}", "utf-8")
    assert assess("validate", tmp_path).code == 0
    assert "1 respondent)" in assess("score", tmp_path).out


def test_date_is_todays_unless_given(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing")
    [folder] = (tmp_path / "assessments").iterdir()
    assert len(folder.name) == len("2026-10-05")


def test_client_is_named_after_the_folder_unless_given(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path / "Kestrel & Rowe", *DATE)
    assess("new", tmp_path / "b", "--client", 'The "Old" Mill: Zoë \\ ☕', *DATE)
    assert 'name: "Kestrel & Rowe"' in texts(tmp_path / "Kestrel & Rowe")["engagement.yaml"]
    assert assess("validate", tmp_path).code == 0


@pytest.mark.parametrize("name", ["1e5", "007", "null", "true", "No", "2026-10-05", "a.b-c_d", "0x1F"])
def test_names_that_yaml_would_take_for_something_else(assess: Run, tmp_path: Path, name: str) -> None:
    assert assess("new", tmp_path, "-r", f"{name}:marketing", *DATE).code == 0
    assert (tmp_path / "assessments" / "2026-10-05" / "answers" / f"{name}.yaml").is_file()
    assert assess("validate", tmp_path).code == 0


@pytest.mark.parametrize(
    "word",
    [
        "anna",
        "anna:",
        ":marketing",
        "../anna:marketing",
        "/etc/passwd:marketing",
        "a b:marketing",
        ".anna:marketing",
        "-anna:marketing",
        "zoë:marketing",
        "anna\n:marketing",
        "a" * 65 + ":marketing",
        "anna:marketing:finance",
        "consensus:marketing",
        "anna:marketting",
        "",
    ],
)
def test_names_that_are_not_safe_are_refused(assess: Run, tmp_path: Path, word: str) -> None:
    ended = assess("new", tmp_path / "a", f"--respondent={word}", *DATE)
    assert (ended.code, ended.out) == (2, "")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("second", ["anna:finance", "ANNA:finance"])
def test_two_people_of_one_name_are_refused(assess: Run, tmp_path: Path, second: str) -> None:
    """On some machines Anna.yaml and anna.yaml are one file."""
    ended = assess("new", tmp_path / "a", "-r", "anna:marketing", "-r", second, *DATE)
    assert ended.code == 2
    assert "is named twice" in ended.err


@pytest.mark.parametrize(
    "words", [["--client", " "], ["-q", "nothing"], ["--date", "5.10.2026"], ["--scope", "x"]]
)
def test_wrong_options_write_nothing(assess: Run, tmp_path: Path, words: list[str]) -> None:
    assert assess("new", tmp_path / "a", *words).code == 2
    assert not (tmp_path / "a").exists()


def test_what_is_there_is_never_overwritten(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    (tmp_path / "assessments/2026-10-05/answers/anna.yaml").write_text("hours of work")
    before = texts(tmp_path)
    ended = assess("new", tmp_path, "-r", "anna:marketing", "-r", "bert:finance", *DATE)
    assert (ended.code, ended.out) == (2, "")
    assert "already there" in ended.err
    assert texts(tmp_path) == before


def test_force_overwrites(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "engagement.yaml").write_text("old")
    assert assess("new", tmp_path, "--force", *DATE).code == 0
    assert assess("validate", tmp_path).code == 0


def test_link_to_nothing_is_in_the_way(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "engagement.yaml").symlink_to("elsewhere.yaml")
    assert assess("new", tmp_path, *DATE).code == 2
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_failure_half_way_leaves_nothing(
    assess: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the next try finds nothing in its way."""
    from assess.files.atomic import create

    def full_at_bert(path: Path, text: str, *, force: bool) -> None:
        if path.stem == "bert":
            raise OSError(28, "No space left on device", str(path))
        create(path, text, force=force)

    monkeypatch.setattr("assess.cli.new.create", full_at_bert)
    ended = assess("new", tmp_path, "-r", "anna:marketing", "-r", "bert:finance", *DATE)
    assert (ended.code, ended.out) == (3, "")
    assert "bert.yaml: No space left on device. Make room" in ended.err
    assert texts(tmp_path) == {}


def test_interruption_half_way_leaves_nothing(
    assess: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("assess.files.atomic.os.fsync", interrupted)
    assert assess("new", tmp_path, "-r", "anna:marketing", *DATE).code == 130
    assert texts(tmp_path) == {}


def test_file_is_in_the_way(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    assert assess("new", tmp_path / "a").code == 2
    assert assess("new", tmp_path / "a" / "b").code == 3


def test_of_several_at_once_none_loses_what_it_has_written(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "assess", "new", str(tmp_path / "a"), *DATE, "-r"]
    started = [
        subprocess.Popen([*words, f"{name}:finance"], stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        for name in ("anna", "bert", "cleo")
    ]
    for process in started:
        process.communicate()
    files = texts(tmp_path / "a")
    for name, process in zip(("anna", "bert", "cleo"), started, strict=True):
        assert (f"assessments/2026-10-05/answers/{name}.yaml" in files) == (process.returncode == 0)
    assert "engagement.yaml" in files


def test_late_respondent_gets_a_file_and_nothing_else_is_touched(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    before = texts(tmp_path)
    made = assess("new", tmp_path, "-r", "bert:finance")
    file = "assessments/2026-10-05/answers/bert.yaml"
    assert (made.code, made.out.splitlines()[0].endswith(file)) == (0, True)
    after = texts(tmp_path)
    assert set(after) - set(before) == {file}
    assert {name: after[name] for name in before} == before
    assert assess("validate", tmp_path).code == 0


def test_late_respondent_of_a_name_that_is_taken_is_refused(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    ended = assess("new", tmp_path, "-r", "Anna:finance")
    assert (ended.code, ended.out) == (2, "")
    assert "already there: answers of Anna" in ended.err


def test_what_an_engagement_says_itself_is_not_changed_by_options(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, *DATE)
    ended = assess("new", tmp_path, "-r", "anna:marketing", "--scope", "core")
    assert ended.code == 2
    assert "which says client, questionnaire and scope" in ended.err


def test_next_step_and_the_name_of_the_client_are_told(assess: Run, tmp_path: Path) -> None:
    told = assess("new", tmp_path / "acme", *DATE).err
    assert "name is set to `acme`" in told
    assert "-r anna:marketing`" in told
    assert "name is set" not in assess("new", tmp_path / "b", "--client", "Acme", *DATE).err


def test_who_gets_too_much_is_told_with_what_helps(assess: Run, tmp_path: Path) -> None:
    told = assess("new", tmp_path, "-r", "anna:marketing", "-r", "bert:finance", *DATE).err
    assert (
        "anna gets 88 questions, about 50 minutes. With 3 more of Marketing to share them, anna would get 40"
        "; with --scope core, 22.\n" in told
    )
    assert "bert gets" not in told


def test_vision_is_valid_once_it_is_completed(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    text = (tmp_path / "vision.yaml.example").read_text("utf-8")
    (tmp_path / "vision.yaml").write_text(text, "utf-8")
    assert assess("validate", tmp_path).code == 1
    completed = text.replace("statement: >-", "statement: >-\n  Most customers stay.").replace(
        "# - {", "- {", 1
    )
    (tmp_path / "vision.yaml").write_text(completed, "utf-8")
    assert assess("validate", tmp_path).code == 0


def test_plan_shows_the_smallest_vision_and_it_is_valid(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", *DATE)
    file = tmp_path / "assessments" / "2026-10-05" / "answers" / "anna.yaml"
    file.write_text(file.read_text("utf-8").replace("{value: }", "{value: 1}", 1), "utf-8")
    ended = assess("plan", tmp_path)
    assert ended.code == 1
    (tmp_path / "vision.yaml").write_text("schema:" + ended.err.partition("\nschema:")[2], "utf-8")
    assert assess("validate", tmp_path).code == 0
    assert assess("plan", tmp_path).code == 0
