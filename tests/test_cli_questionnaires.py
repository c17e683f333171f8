"""`assess questionnaires` lists, shows and copies; `assess doctor` looks at the machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest

from assess.report import pdf

Run = Callable[..., Any]
NAME = "customer-centricity"


def test_bundled_questionnaires_are_listed(assess: Run) -> None:
    ended = assess("questionnaires")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0].split() == ["Id", "Version", "Title", "Scored", "questions"]
    assert ended.out.splitlines()[1].split()[:2] == [NAME, "1.1"]
    assert ended.out.splitlines()[1].endswith("88")


def test_one_is_shown_with_all_its_questions(assess: Run) -> None:
    ended = assess("questionnaires", NAME)
    assert (ended.code, ended.err) == (0, "")
    rows = [line.split() for line in ended.out.splitlines()]
    assert any(row[:1] == ["F1.1"] and "core" in row for row in rows)
    assert sum(row[:1] == ["S6.4"] for row in rows) == 1


def test_unknown_one_is_wrong_usage(assess: Run) -> None:
    ended = assess("questionnaires", "nothing")
    assert (ended.code, ended.out) == (2, "")
    assert NAME in ended.err


def test_copy_is_valid_and_may_be_edited(assess: Run, tmp_path: Path) -> None:
    ended = assess("questionnaires", "--copy", NAME, tmp_path / "questionnaire")
    assert (ended.code, ended.err) == (0, "")
    assert sorted(Path(line).name for line in ended.out.splitlines()) == sorted(
        path.name for path in (tmp_path / "questionnaire").glob("*.yaml")
    )
    assert assess("validate", tmp_path).code == 0


def test_texts_to_translate_are_printed_and_nothing_else(assess: Run, tmp_path: Path) -> None:
    assess("questionnaires", "--copy", NAME, tmp_path / "own")
    ended = assess("questionnaires", tmp_path / "own", "--translate", "pt-BR")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == assess("questionnaires", NAME, "--translate", "pt-BR").out
    (tmp_path / "own" / "pt.yaml").write_text(ended.out, "utf-8")
    validated = assess("validate", tmp_path / "own")
    assert (validated.code, validated.err) == (0, "9 documents, no problems, 5 warnings\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((NAME, "--translate", "deutsch"), "`deutsch` is no tag of a language"),
        (("--translate", "de"), "--translate needs a questionnaire"),
        (("nothing", "--translate", "de"), "there is no questionnaire `nothing`"),
    ],
)
def test_translating_nothing_or_into_no_language_is_wrong_usage(
    assess: Run, words: tuple[str, ...], told: str
) -> None:
    ended = assess("questionnaires", *words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_broken_questionnaire_is_not_translated(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "questionnaire.yaml").write_text("schema: assess/questionnaire@1\n")
    ended = assess("questionnaires", tmp_path, "--translate", "de")
    assert (ended.code, ended.out) == (1, "")
    assert "DOC031" in ended.err


def test_copy_brings_the_schemas_for_editors(assess: Run, tmp_path: Path) -> None:
    assess("questionnaires", "--copy", NAME, tmp_path)
    for name, kind in (("questionnaire", "questionnaire"), ("financial", "part"), ("playbook", "playbook")):
        first = (tmp_path / f"{name}.yaml").read_text("utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=.schemas/{kind}.json"
        assert (tmp_path / ".schemas" / f"{kind}.json").is_file()


def test_engagement_uses_its_own_copy(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing")
    assess("questionnaires", "--copy", NAME, tmp_path / "questionnaire")
    root = tmp_path / "questionnaire" / "questionnaire.yaml"
    root.write_text(
        root.read_text("utf-8").replace("title: Customer-centricity", "title: Our own", 1), "utf-8"
    )
    assert assess("score", tmp_path).out.startswith("Our own")


def test_copy_overwrites_nothing_unless_forced(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "lenses.yaml").write_text("hours of work")
    ended = assess("questionnaires", "--copy", NAME, tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "lenses.yaml" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["lenses.yaml"]
    assert assess("questionnaires", "--copy", NAME, tmp_path, "--force").code == 0
    assert (tmp_path / "lenses.yaml").read_text("utf-8").endswith("questions: [F1.2, F1.4, F4.3, S1.2]\n")


@pytest.mark.parametrize("words", [["--copy", NAME], ["--copy", "nothing", "a"], ["--copy"]])
def test_copy_of_nothing_or_to_nowhere_is_wrong_usage(
    assess: Run, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert assess("questionnaires", *words).code == 2
    assert list(tmp_path.iterdir()) == []


def test_copy_onto_a_file_is_refused(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a file")
    ended = assess("questionnaires", "--copy", NAME, tmp_path / "a")
    assert ended.code in {2, 3}
    assert (tmp_path / "a").read_text() == "a file"


# doctor


@pytest.mark.pdf
def test_doctor_finds_a_whole_machine(assess: Run) -> None:
    ended = assess("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert [line.split()[0] for line in ended.out.splitlines()] == [
        "assess",
        "Python",
        "terminal",
        "questionnaires",
        "report_templates",
        "examples",
        "fonts",
        "PDF",
        "workbooks",
    ]


@pytest.mark.pdf
def test_doctor_names_an_extra_that_is_not_installed(assess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.cli.doctor.find_spec", lambda _: None)
    ended = assess("doctor")
    assert ended.code == 0
    assert ended.err == 'To mend workbooks: pip install "customer-maturity-assess[office]"\n'


def test_doctor_says_what_is_missing_and_how_to_mend_it(assess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(name: str) -> NoReturn:
        message = f"the folder {name} is missing from the installation; install the program again"
        raise FileNotFoundError(message)

    monkeypatch.setattr("assess.cli.doctor.bundled", nowhere)
    ended = assess("doctor")
    assert ended.code == 3
    assert "To mend fonts: install the program again" in ended.err


def test_doctor_without_pango(assess: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> NoReturn:
        raise pdf.PangoMissing("libpango-1.0.so.0 is not here")

    monkeypatch.setattr("assess.cli.doctor.pdf.render", missing)
    ended = assess("doctor")
    assert ended.code == 3
    assert "To mend PDF:" in ended.err
