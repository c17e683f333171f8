"""Surveys taken in and the questionnaire written for survey tools, as their users do it."""

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyxform.xls2xform import convert

from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.intake.survey_tools.codes import code
from assess.model.answers import Answers, State

ROOT = Path(__file__).parent.parent
KESTREL = ROOT / "examples" / "kestrel-rowe"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The large example before anybody has answered."""
    own = Path(shutil.copytree(KESTREL, tmp_path / "kestrel"))
    for file in own.glob("assessments/*/answers/*.yaml"):
        file.unlink()
    return own


def answered(name: str) -> Answers:
    document = Reading().document(KESTREL / "assessments" / "2026-10-05" / "answers" / f"{name}.yaml")
    assert document is not None
    return document.record  # type: ignore[no-any-return]


def as_survey(path: Path, people: list[Answers]) -> Path:
    """What a survey tool would export that calls the columns by the ids, and was told a name and function."""
    ids = list(dict.fromkeys(id_ for one in people for id_ in one.answers))
    rows = []
    for one in people:
        row = {"name": one.respondent, "function": one.function}
        for id_, answer in one.answers.items():
            row[id_] = str(answer.value) if answer.state is State.ANSWERED else answer.state.value
        rows.append(row)
    text = io.StringIO()
    writer = csv.DictWriter(text, ["name", "function", *ids], restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


MAPPING = """
schema: assess/mapping@1
questionnaire: customer-centricity
version: "1.1"
respondent: {column: name}
function: {column: function}
columns:
"""


class TestImport:
    def mapping(self, path: Path, people: list[Answers]) -> Path:
        ids = dict.fromkeys(id_ for one in people for id_ in one.answers)
        path.write_text(MAPPING + "".join(f"  {id_}: {id_}\n" for id_ in ids), "utf-8")
        return path

    def test_by_a_mapping(self, assess: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
        people = [answered("finance-1"), answered("product-2")]
        survey = as_survey(tmp_path / "answers.csv", people)
        mapping = self.mapping(tmp_path / "map.yaml", people)
        dry = assess("import", folder, survey, "--mapping", mapping, "--dry-run")
        assert dry.code == 0, dry.err
        assert "finance-1 (new): 36 new; nothing was written" in dry.out
        assert f"{survey}: 2 respondents" in dry.out
        assert not list(folder.glob("assessments/*/answers/*"))
        assert assess("import", folder, survey, "--mapping", mapping).code == 0
        opened = load(folder, None, Reading(), scoring_only=True)
        assert opened is not None
        found = {one.record.respondent: one.record for one in opened.answers}
        for person in people:
            given = {id_: (one.state, one.value) for id_, one in found[person.respondent].answers.items()}
            asked = {
                id_: (one.state, one.value)
                for id_, one in person.answers.items()
                if one.state is not State.UNANSWERED
            }
            assert {id_: given[id_] for id_ in asked} == asked

    def test_mapping_is_proposed_and_waits_to_be_completed(
        self, assess: Callable[..., Any], folder: Path, tmp_path: Path
    ) -> None:
        survey = tmp_path / "answers.csv"
        survey.write_text("F1.1,Something else\n2,x\n", "utf-8")
        ended = assess("import", folder, survey, "--dry-run")
        assert ended.code == 1
        assert not (folder / "surveys").exists()
        ended = assess("import", folder, survey)
        assert ended.code == 1
        place = folder / "surveys" / "answers.yaml"
        assert f"Complete {place}, then run the same command again." in ended.out
        text = place.read_text("utf-8")
        assert "Something else" in text
        place.write_text(text + 'ignore: ["Something else"]\n' if "\nignore:" not in text else text, "utf-8")
        ended = assess("import", folder, survey)
        assert ended.code == 0, ended.err + text
        assert "survey-1 (new): 1 new" in ended.out

    def test_label_that_stands_for_nothing(
        self, assess: Callable[..., Any], folder: Path, tmp_path: Path
    ) -> None:
        people = [answered("finance-1")]
        survey = as_survey(tmp_path / "answers.csv", people)
        text = survey.read_text("utf-8").splitlines()
        survey.write_text("\n".join([text[0], text[1].replace(",3,", ",9,", 1)]), "utf-8")
        mapping = self.mapping(tmp_path / "map.yaml", people)
        ended = assess("import", folder, survey, "--mapping", mapping)
        assert ended.code == 1
        assert "SUR003" in ended.err
        assert "Nothing was taken in." in ended.err


class TestExport:
    def test_limesurvey(self, assess: Callable[..., Any], folder: Path) -> None:
        ended = assess("export", folder)
        assert ended.code == 0
        path = folder / "out" / "customer-centricity.limesurvey.txt"
        assert ended.out == f"{path}\n"
        assert f"\t{code('F1.1')}\t" in path.read_text("utf-8")

    @pytest.mark.parametrize("more", [(), ("--scope", "core"), ("--function", "finance")])
    def test_xlsform_is_one(
        self, assess: Callable[..., Any], folder: Path, tmp_path: Path, more: tuple[str, ...]
    ) -> None:
        path = tmp_path / "form.xlsx"
        assert assess("export", folder, "-t", "xlsform", "-o", path, *more).code == 0
        assert convert(str(path)).xform.startswith("<?xml")

    def test_without_an_engagement(self, assess: Callable[..., Any], tmp_path: Path) -> None:
        path = tmp_path / "form.txt"
        assert assess("export", tmp_path, "-q", "customer-centricity", "-o", path).code == 0
        assert path.exists()
        assert "is no engagement" in assess("export", tmp_path).err
        ended = assess("export", KESTREL, "--function", "finanze")
        assert ended.code == 2
        assert "Did you mean `finance`?" in ended.err
