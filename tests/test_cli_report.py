"""`assess plan`, `assess report` and `assess demo`: what they write, and what they leave alone."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

from assess.cli import roadmap_file
from assess.report import pdf

Run = Callable[..., Any]
EXAMPLE = Path(__file__).parent.parent / "examples" / "tarnbeck"


# plan


def test_plan_writes_a_valid_roadmap_and_shows_it(assess: Run, engagement: Path) -> None:
    ended = assess("plan", engagement)
    assert ended.code == 0
    assert ended.out.startswith("Roadmap\nInitiative")
    assert ended.err.startswith("Written: ")
    assert assess("validate", engagement).code == 0


def test_plan_as_json_stands_alone_on_standard_output(assess: Run, engagement: Path) -> None:
    assert json.loads(assess("plan", engagement, "--format", "json").out)["schema"] == "assess/roadmap@1"


def test_plan_twice_is_the_same(assess: Run, engagement: Path) -> None:
    assess("plan", engagement)
    first = (engagement / "roadmap.yaml").read_bytes()
    assert assess("plan", engagement).code == 0
    assert (engagement / "roadmap.yaml").read_bytes() == first


def test_roadmap_that_was_edited_by_hand_is_left_alone(assess: Run, engagement: Path) -> None:
    assess("plan", engagement)
    roadmap = engagement / "roadmap.yaml"
    edited = roadmap.read_text("utf-8").replace("at_once: ", "at_once: 1", 1)
    roadmap.write_text(edited, "utf-8")
    ended = assess("plan", engagement)
    assert ended.code == 2
    assert "was edited by hand" in ended.err
    assert roadmap.read_text("utf-8") == edited
    assert assess("plan", engagement, "--force").code == 0
    assert roadmap.read_text("utf-8") != edited


@pytest.mark.parametrize("day", ["1900-01-01", "2026-01-01", "9999-12-31"])
def test_plan_does_not_start_before_its_assessment_or_beyond_the_calendar(
    assess: Run, engagement: Path, day: str
) -> None:
    roadmap = engagement / "roadmap.yaml"
    roadmap.unlink(missing_ok=True)
    ended = assess("plan", engagement, "--on", day)
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    assert not roadmap.exists()


def test_roadmap_that_is_edited_while_the_search_goes_on_is_left_alone(
    assess: Run, engagement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assess("plan", engagement)
    roadmap = engagement / "roadmap.yaml"
    edited = roadmap.read_text("utf-8").replace("at_once: ", "at_once: 1", 1)

    def planned(*given: Any) -> Any:
        roadmap.write_text(edited, "utf-8")
        return roadmap_file.planned(*given)

    monkeypatch.setattr("assess.cli.plan.planned", planned)
    ended = assess("plan", engagement)
    assert (ended.code, "was edited by hand" in ended.err) == (2, True)
    assert roadmap.read_text("utf-8") == edited


def test_untouched_roadmap_of_another_version_is_written_anew(assess: Run, engagement: Path) -> None:
    """Its last line tells that nobody has edited it, also where its keys are no longer known."""
    roadmap = engagement / "roadmap.yaml"
    old = b"schema: assess/roadmap@1\nquarter_count: 8\n"
    seal = b"# sha256 of the lines above, by which `assess plan` knows its own work: "
    roadmap.write_bytes(old + seal + hashlib.sha256(old).hexdigest().encode() + b"\n")
    assert assess("plan", engagement).code == 0
    assert assess("validate", engagement).code == 0


def test_unreadable_roadmap_that_may_have_been_edited_is_kept(assess: Run, engagement: Path) -> None:
    roadmap = engagement / "roadmap.yaml"
    roadmap.write_text("schema: assess/roadmap@1\nquarter_count: 8\n", "utf-8")
    ended = assess("plan", engagement)
    assert ended.code == 2
    assert "is of an earlier version, or was edited by hand" in ended.err
    assert "--force` writes it anew" in assess("report", engagement).err
    assert roadmap.read_text("utf-8").endswith("quarter_count: 8\n")
    assert assess("plan", engagement, "--force").code == 0


def test_days_add_up_to_what_the_roadmap_says(assess: Run, engagement: Path) -> None:
    told = assess("plan", engagement).out.splitlines()
    rows = told[2 : told.index("") if "" in told else None]
    *days, total = (float(row.split()[-1]) for row in rows)
    whole = json.loads(assess("plan", engagement, "-f", "json").out)["total"]["person_days"]["likely"]
    assert sum(days) == total == float(whole)


def test_folder_that_may_not_be_written_is_named(assess: Run) -> None:
    """As somebody else, because CI is root and root may do everything."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "engagement"
        shutil.copytree(EXAMPLE, folder)
        assess("plan", folder)  # loads the modules, which somebody else might not be allowed to read
        (folder / "roadmap.yaml").unlink()
        folder.chmod(0o555)
        if root:
            os.seteuid(65534)
        try:
            if not os.access(__file__, os.R_OK, effective_ids=True):
                pytest.skip("the checkout lies where nobody but root may look")
            ended = assess("plan", folder)
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
        assert ended.code == 3
        assert ended.err.endswith(
            f"assess: {folder / 'roadmap.yaml'}: Permission denied. "
            "Check the permissions, or name another folder.\n"
        )
        assert not (folder / "roadmap.yaml").exists()


def test_of_two_plans_at_once_one_is_there_whole(assess: Run, engagement: Path) -> None:
    words = [sys.executable, "-m", "assess", "plan", str(engagement)]
    started = [
        subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for _ in range(2)
    ]
    assert [process.wait() for process in started] == [0, 0]
    assert assess("validate", engagement).code == 0
    assert not list(engagement.glob(".*"))


def test_plan_without_a_vision_says_what_is_missing(assess: Run, engagement: Path) -> None:
    (engagement / "vision.yaml").unlink()
    ended = assess("plan", engagement)
    assert (ended.code, ended.out) == (1, "")
    assert "vision.yaml" in ended.err
    assert not (engagement / "roadmap.yaml").exists()


# report


def test_report_prints_the_absolute_paths_of_what_it_wrote(assess: Run, engagement: Path) -> None:
    ended = assess("report", engagement, "-f", "html")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"{engagement.resolve() / 'out' / 'report.html'}\n"
    assert (engagement / "out" / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_report_goes_where_it_is_wanted_and_is_always_written_anew(
    assess: Run, engagement: Path, tmp_path: Path
) -> None:
    target = tmp_path / "elsewhere" / "deep"
    for _ in range(2):
        assert assess("report", engagement, "-f", "html", "-o", target).code == 0
    assert [path.name for path in target.iterdir()] == ["report.html"]
    assert not (engagement / "out").exists()


def test_report_of_the_same_inputs_is_the_same_to_the_byte(assess: Run, engagement: Path) -> None:
    pages = []
    for name in ("a", "b"):
        assess("report", engagement, "-f", "html", "-o", engagement / "out" / name)
        pages.append((engagement / "out" / name / "report.html").read_bytes())
    assert pages[0] == pages[1]


def test_report_may_be_a_draft_of_another_date(assess: Run, engagement: Path) -> None:
    assess("report", engagement, "-f", "html", "--draft", "--date", "2026-12-24")
    page = (engagement / "out" / "report.html").read_text("utf-8")
    assert "Draft" in page
    assert "24 December 2026" in page


def test_report_without_an_assessment_says_what_to_do(assess: Run, engagement: Path) -> None:
    (engagement / "assessments").rename(engagement / "out")
    ended = assess("report", engagement)
    assert (ended.code, ended.out) == (1, "")
    assert "has no assessment yet" in ended.err


def test_report_without_answers_says_what_it_needs(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing", "--date", "2026-10-05")
    ended = assess("report", tmp_path, "-f", "html")
    assert (ended.code, ended.out) == (1, "")
    assert "there are no answers yet in" in ended.err
    assert ended.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_without_pango_the_page_is_still_written(
    assess: Run, engagement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> NoReturn:
        raise pdf.PangoMissing("libpango-1.0.so.0 is not here")

    monkeypatch.setattr("assess.cli.report.pdf.render", missing)
    ended = assess("report", engagement)
    assert ended.code == 3
    assert ended.out == f"{engagement.resolve() / 'out' / 'report.html'}\n"
    assert ended.err.startswith("assess: ")


def test_file_in_the_place_of_the_folder_is_refused(assess: Run, engagement: Path) -> None:
    (engagement / "out").write_text("a file")
    assert assess("report", engagement, "-f", "html").code == 3
    assert assess("report", engagement, "-f", "html", "-o", engagement / "out").code == 2
    assert (engagement / "out").read_text() == "a file"


# demo


def test_demo_ends_with_the_paths_of_the_report_and_may_be_repeated(
    assess: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the making of the PDF, which takes longest and is tested with the installed wheel."""
    monkeypatch.setattr("assess.cli.report.pdf.render", lambda *_, **__: SimpleNamespace(content=b"%PDF-"))
    folder = tmp_path / "demo"
    for _ in range(2):
        ended = assess("demo", folder)
        assert (ended.code, ended.err) == (0, "")
        assert ended.out.splitlines()[-2:] == [
            str(folder.resolve() / "out" / "report.html"),
            str(folder.resolve() / "out" / "report.pdf"),
        ]
    assert (folder / "out" / "report.pdf").read_bytes() == b"%PDF-"


def test_demo_leaves_a_folder_with_other_things_alone(assess: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    ended = assess("demo", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_demo_leaves_its_edited_documents_alone(
    assess: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.cli.report.write_files", lambda *_, **__: None)
    folder = tmp_path / "demo"
    assess("demo", folder)
    text = (folder / "vision.yaml").read_text("utf-8") + "# A remark of mine.\n"
    (folder / "vision.yaml").write_text(text, "utf-8")
    assert assess("demo", folder).code == 0
    assert (folder / "vision.yaml").read_text("utf-8") == text


def test_demo_is_not_mixed_into_an_engagement_of_somebodys_own(assess: Run, engagement: Path) -> None:
    before = sorted(engagement.rglob("*"))
    ended = assess("demo", engagement)
    assert (ended.code, ended.out) == (2, "")
    assert sorted(engagement.rglob("*")) == before
