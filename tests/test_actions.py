"""`assess actions`: what the plan asks of whom by when."""

import csv
import datetime as dt
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.report.actions import Action, Kind, Tool, table

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from assess.cli.program import main

    folder = tmp_path_factory.mktemp("actions") / "kestrel"
    shutil.copytree(KESTREL, folder)
    assert main(["plan", str(folder)]) == 0
    return folder


def test_every_pilot_has_its_tasks_gates_and_project(assess: Run, planned: Path) -> None:
    found = json.loads(assess("actions", planned, "-f", "json").out)
    roadmap = json.loads(assess("plan", planned, "-f", "json").out)
    assert found == sorted(found, key=lambda one: (one["due"], one["id"]))
    assert found[0]["what"] == "Release people and money for the first pilots"
    assert found[0]["due"] == roadmap["decide_by"]
    for one in roadmap["initiatives"]:
        kinds = [item["kind"] for item in found if item["initiative"] == one["initiative"]]
        assert kinds.count("gate") == len(one["gates"])
        assert kinds.count("project") == (1 if one["project"] else 0)
        assert "task" in kinds
    assert len({one["id"] for one in found}) == len(found)


def test_for_excel_it_is_a_file_that_begins_with_a_mark(assess: Run, planned: Path, tmp_path: Path) -> None:
    target = tmp_path / "actions.csv"
    ended = assess("actions", planned, "-f", "csv", "-o", target)
    assert ended.out.strip() == str(target)
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfid,due,owner,what,kind,")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert {"decision", "task", "gate", "project"} == {row["kind"] for row in rows}


def test_jira_and_github_get_the_columns_that_they_know(assess: Run, planned: Path) -> None:
    jira = list(csv.reader(io.StringIO(assess("actions", planned, "-f", "jira").out)))
    assert jira[0] == ["Summary", "Issue Type", "Due Date", "Description", "Labels", "Labels", "Labels"]
    assert all(len(row) == len(jira[0]) for row in jira)
    github = list(csv.DictReader(io.StringIO(assess("actions", planned, "-f", "github").out)))
    assert github[0]["title"] == "Release people and money for the first pilots"
    assert "Owner: Executive team" in github[0]["body"]
    assert github[0]["milestone"] == "Q1 2027"


def test_people_get_a_table(assess: Run, planned: Path) -> None:
    assert "Release people and money" in assess("actions", planned).out


def test_twice_is_the_same(assess: Run, planned: Path) -> None:
    assert assess("actions", planned, "-f", "csv").out == assess("actions", planned, "-f", "csv").out


def test_without_a_roadmap_it_says_what_to_run(assess: Run, tmp_path: Path) -> None:
    shutil.copytree(KESTREL, tmp_path / "kestrel")
    ended = assess("actions", tmp_path / "kestrel")
    assert ended.code == 1
    assert "`assess plan` makes one" in ended.err


@pytest.mark.parametrize("text", ["=1+1", "+49", "-x", "@me", "\tx"])
@pytest.mark.parametrize("tool", list(Tool))
def test_no_cell_is_a_formula(text: str, tool: Tool) -> None:
    day = dt.date(2027, 1, 4)
    one = Action(text, text, text, text, day, Kind.TASK, text, text, text, text)
    for row in list(csv.reader(io.StringIO(table((one,), tool))))[1:]:
        assert all(cell[:1] not in {"=", "+", "-", "@", "\t"} for cell in row)
