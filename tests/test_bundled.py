"""What comes with the program is found in an installed wheel and in a checkout."""

from pathlib import Path

import pytest

from assess.files import bundled as module
from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.files.templates import report_assets

FOLDERS = ("questionnaires", "report_templates", "examples")


@pytest.mark.parametrize("name", FOLDERS)
def test_folder_is_here(name: str) -> None:
    assert any(bundled(name).iterdir())


@pytest.mark.parametrize("name", FOLDERS)
def test_wheel_carries_it_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    inside, beside = tmp_path / "assess" / "_bundled" / name, tmp_path / name
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "assess")
    beside.mkdir(parents=True)
    assert bundled(name) == beside
    inside.mkdir(parents=True)
    assert bundled(name) == inside


def test_broken_installation_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PACKAGE", tmp_path / "assess")
    with pytest.raises(FileNotFoundError, match="install the program again"):
        bundled("questionnaires")


def test_questionnaire_is_found_by_its_id() -> None:
    reading = Reading()
    found = questionnaires.find("customer-centricity", None, reading)
    assert found
    assert found[0].questionnaire.id == "customer-centricity"
    assert reading.problems == []


def test_unknown_questionnaire_is_not_found() -> None:
    assert questionnaires.find("nothing", None, Reading()) is None


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An engagement with a copy of the bundled questionnaire that somebody has edited."""
    folder = tmp_path / "questionnaire"
    folder.mkdir()
    for file in (bundled("questionnaires") / "customer-centricity").glob("*.yaml"):
        (folder / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_own_questionnaire_of_an_engagement_comes_first(own: Path) -> None:
    found = questionnaires.find("customer-centricity", own, Reading())
    assert found
    assert found[1] == own / "questionnaire"


def test_broken_own_questionnaire_does_not_give_way_to_the_bundled_one(own: Path) -> None:
    (own / "questionnaire" / "lenses.yaml").unlink()
    reading = Reading()
    assert questionnaires.find("customer-centricity", own, reading) is None
    assert [p.code for p in reading.problems] == ["QUE001"]


def test_own_questionnaire_without_its_first_file_does_not_give_way_either(own: Path) -> None:
    (own / "questionnaire" / "questionnaire.yaml").unlink()
    reading = Reading()
    assert questionnaires.find("customer-centricity", own, reading) is None
    assert [(Path(p.file).name, p.code) for p in reading.problems] == [("questionnaire.yaml", "DOC040")]


def test_templates_and_fonts_are_read() -> None:
    assets = report_assets()
    assert {Path(name).suffix for name in assets} >= {".j2", ".css", ".woff2"}
    assert all(assets.values())
