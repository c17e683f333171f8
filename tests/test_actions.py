"""`assess actions`: what a roadmap asks people to do, in the forms that other tools take in."""

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assess.cli.action_lists import Separator, as_csv, as_github, as_jira, harmless
from assess.files.documents import Reading
from assess.model.roadmap import Roadmap
from assess.report.actions import MOST, Action, Kind
from assess.report.roles import functions_of

Run = Callable[..., Any]

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
FUNCTIONS = {
    "marketing": "Marketing",
    "finance": "Finance",
    "technology": "Technology",
    "sales": "Sales",
    "service": "Customer service",
    "executive": "Executive team",
}
TASK = Action(
    kind=Kind.TASK,
    due=dt.date(2027, 1, 8),
    summary="Draw the 400 names",
    description="Draw the 400 names.\nInitiative: Consent on record (T1 Customer data).",
    owners=("CRM lead",),
    functions=("Marketing",),
    id="consent-on-record",
    initiative="Consent on record",
)
RULES = "Accept the decision rules: a pilot that fails its rule is stopped, and its money goes to the next"
GATE = replace(TASK, kind=Kind.GATE, owners=("CMO", "CTO"), functions=("Marketing", "Technology"))


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    """A small engagement whose one pilot was decided in March 2027."""
    return Path(shutil.copytree(TESTS / "documents" / "valid" / "bakery", tmp_path / "bakery"))


@pytest.fixture(scope="module")
def kestrel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the roadmap that `assess plan` writes for it."""
    folder = tmp_path_factory.mktemp("kestrel") / "kestrel-rowe"
    shutil.copytree(EXAMPLES / "kestrel-rowe", folder, ignore=shutil.ignore_patterns("out"))
    shutil.copy(TESTS / "golden" / "kestrel-rowe-roadmap.yaml", folder / "roadmap.yaml")
    return folder


def listed(assess: Run, folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(assess("actions", folder, "--for", "json").out)
    return found


def planned(folder: Path) -> Roadmap:
    document = Reading().document(folder / "roadmap.yaml", "roadmap")
    assert document is not None
    record: Roadmap = document.record
    return record


# What there is to do


def test_everything_that_a_pilot_asks_for_by_date(assess: Run, bakery: Path) -> None:
    shutil.rmtree(bakery / "pilots")
    assert assess("plan", bakery).code == 0
    told = [
        (one["due"], one["type"], ", ".join(one["owners"]), one["summary"]) for one in listed(assess, bakery)
    ]
    assert told == [
        ("2026-12-18", "decision", "Executive team", "Confirm 1 wanted level, or change it"),
        (
            "2026-12-18",
            "decision",
            "Executive team",
            "Release people and money for the first pilot: One order book",
        ),
        (
            "2026-12-18",
            "decision",
            "Executive team",
            RULES,
        ),
        ("2026-12-18", "task", "Office", "Keep 1 person-day of office free in Q1 2027"),
        ("2026-12-18", "task", "Shop", "Keep 2 person-days of shop free in Q1 2027"),
        ("2027-01-04", "task", "Shop manager", "Have the legal check cleared: One order book"),
        ("2027-01-04", "task", "Shop manager", "Confirm the baseline: standing orders forgotten"),
        ("2027-01-04", "task", "Shop manager", "Make room: One order book"),
        ("2027-01-04", "gate", "Owner", "Start: One order book"),
        ("2027-01-08", "task", "Shop manager", "Copy every note into the book"),
        ("2027-01-08", "task", "Owner", "Read the book each evening before the dough is made"),
        ("2027-02-26", "gate", "Owner", "Decision: One order book"),
        (
            "2027-04-05",
            "task",
            "Shop manager",
            "Begin the project, if its pilot is to scale: One order book",
        ),
    ]


def test_last_gate_tells_the_rule_that_was_fixed_before_the_start(assess: Run, bakery: Path) -> None:
    shutil.rmtree(bakery / "pilots")
    assess("plan", bakery)
    gate = next(one for one in listed(assess, bakery) if one["summary"] == "Decision: One order book")
    assert gate["description"].splitlines() == [
        "Do we keep the book?",
        "Decides: owner.",
        "Scale: Half as many orders are forgotten.",
        "Stop: More orders are forgotten than before.",
        "Iterate: Otherwise, once.",
        "Initiative: One order book (Regulars).",
    ]


def test_of_a_pilot_that_is_to_scale_only_the_project_is_left(assess: Run, bakery: Path) -> None:
    assess("plan", bakery)
    found = [one for one in listed(assess, bakery) if one["initiative"]]
    assert [(one["due"], one["summary"]) for one in found] == [
        ("2027-07-05", "Begin the project: One order book")
    ]


def test_of_a_pilot_that_runs_the_gates_to_come_are_left(assess: Run, bakery: Path) -> None:
    pilot = bakery / "pilots" / "order-book.yaml"
    pilot.write_text(pilot.read_text("utf-8").partition("results:")[0], "utf-8")
    assert assess("plan", bakery, "--on", "2027-02-01").code == 0
    found = [one for one in listed(assess, bakery) if one["initiative"]]
    assert [(one["due"], one["type"], one["summary"]) for one in found] == [
        ("2027-03-08", "gate", "Decision: One order book"),
        ("2027-04-05", "task", "Begin the project, if its pilot is to scale: One order book"),
    ]


def test_a_frozen_design_has_its_own_days(assess: Run, bakery: Path) -> None:
    """Planned on before it starts, it still is to start a week after the quarter's first Monday."""
    pilot = bakery / "pilots" / "order-book.yaml"
    pilot.write_text(pilot.read_text("utf-8").partition("results:")[0], "utf-8")
    assert assess("plan", bakery, "--on", "2027-01-08").code == 0
    due = {one["summary"]: one["due"] for one in listed(assess, bakery)}
    assert due["Make room: One order book"] == "2027-01-11"
    assert due["Copy every note into the book"] == "2027-01-15"
    assert due["Decision: One order book"] == "2027-03-08"


def test_example_has_each_gate_and_project_of_its_roadmap(assess: Run, kestrel: Path) -> None:
    roadmap, found = planned(kestrel), listed(assess, kestrel)
    gates = {(one["due"], one["initiative"]["id"], one["type"]) for one in found if one["type"] == "gate"}
    assert gates == {
        (gate.date.isoformat(), one.initiative, "gate") for one in roadmap.initiatives for gate in one.gates
    }
    begun = [one["due"] for one in found if one["summary"].startswith("Begin the project")]
    projects = [one.project_starts for one in roadmap.initiatives if one.project_starts]
    assert begun == sorted(day.isoformat() for day in projects)
    assert [one["due"] for one in found] == sorted(one["due"] for one in found)


def test_example_names_an_owner_for_all_and_never_more_than_a_line(assess: Run, kestrel: Path) -> None:
    for one in listed(assess, kestrel):
        assert one["owners"]
        assert 0 < len(one["summary"]) <= MOST + 2
        assert "\n" not in one["summary"]
        assert one["description"].endswith(".")


def test_what_is_due_later_can_be_left_out(assess: Run, kestrel: Path) -> None:
    every = listed(assess, kestrel)
    some = json.loads(assess("actions", kestrel, "-f", "json", "--until", "2027-01-08").out)
    assert some == [one for one in every if one["due"] <= "2027-01-08"]
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize(
    ("roles", "found"),
    [
        (["CMO"], ("Marketing",)),
        (["Head of service"], ("Customer service",)),
        (["Sales controller"], ("Finance",)),
        (["Head of sales"], ("Sales",)),
        (["IT planner"], ("Technology",)),
        (["CMO and CTO"], ("Marketing", "Technology")),
        (["CMO", "Head of customer marketing", "CFO"], ("Marketing", "Finance")),
        (["Executive team"], ("Executive team",)),
        (["Legal counsel"], ()),
        (["Head of research and development"], ()),
        (["Auditor of itineraries"], ()),
    ],
)
def test_function_is_what_the_role_says(roles: list[str], found: tuple[str, ...]) -> None:
    assert functions_of(roles, FUNCTIONS) == found


def test_no_function_is_named_that_the_questionnaire_does_not_have() -> None:
    assert functions_of(["CFO", "Shop manager"], {"shop": "Shop"}) == ("Shop",)


# In which form


def test_csv_is_read_back_as_it_was_written(assess: Run, kestrel: Path) -> None:
    written = assess("actions", kestrel, "--for", "csv").out
    assert written.startswith("\ufeffDue,Type,Summary,Description,Owner,Function,Initiative,Labels")
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert [(row["Due"], row["Summary"], row["Description"]) for row in rows] == [
        (one["due"], one["summary"], one["description"]) for one in listed(assess, kestrel)
    ]


def test_csv_for_excel_with_a_decimal_comma(assess: Run, kestrel: Path) -> None:
    written = assess("actions", kestrel, "--for", "csv", "--separator", "semicolon").out
    assert written.startswith("\ufeffDue;Type;Summary;")
    rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {8}


def test_several_owners_and_functions_share_a_cell() -> None:
    _, row = csv.reader(io.StringIO(as_csv([GATE], Separator.COMMA), newline=""))
    assert row[4:] == [
        "CMO, CTO",
        "Marketing, Technology",
        "Consent on record",
        "gate consent-on-record q1-2027",
    ]


def test_jira_gets_a_column_for_each_component_and_label() -> None:
    headings, task, gate = csv.reader(io.StringIO(as_jira([TASK, GATE]), newline=""))
    assert headings == [
        *("Summary", "Issue Type", "Description", "Due Date"),
        *("Component", "Component", "Labels", "Labels", "Labels"),
    ]
    assert task[:2] == ["Draw the 400 names", "Task"]
    assert task[2].endswith("\nOwner: CRM lead.")
    assert task[3:] == ["2027-01-08", "Marketing", "", "task", "consent-on-record", "q1-2027"]
    assert gate[4:6] == ["Marketing", "Technology"]


def test_github_gets_a_line_of_json_for_each_issue() -> None:
    first, second = map(json.loads, as_github([TASK, GATE]).splitlines())
    assert first == {
        "title": "Draw the 400 names",
        "body": (
            "Draw the 400 names.\n\nInitiative: Consent on record (T1 Customer data).\n\n"
            "**Due:** 2027-01-08\n\n**Owner:** CRM lead"
        ),
        "labels": ["task", "consent-on-record", "q1-2027", "marketing"],
    }
    assert second["labels"] == ["gate", "consent-on-record", "q1-2027", "marketing", "technology"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\rx", "\uff1d1", '=HYPERLINK("http://x.example")'],
)
def test_no_formula_reaches_a_spreadsheet(text: str) -> None:
    action = replace(TASK, summary=text, description=text, owners=(text,), functions=(text,), initiative=text)
    for written in (as_csv([action], Separator.COMMA), as_jira([action])):
        _, row = csv.reader(io.StringIO(written, newline=""))
        assert f"'{text}" in row
        assert text not in row


@pytest.mark.parametrize("text", ["", "a = b", "1+1", "'=1", "2027-01-08"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_formula_of_a_playbook_is_text_in_the_file(assess: Run, bakery: Path) -> None:
    shutil.rmtree(bakery / "pilots")
    playbook = bakery / "questionnaire" / "playbook.yaml"
    text = playbook.read_text("utf-8").replace("Copy every note into the book.", '"=1+1 into the book."')
    playbook.write_text(text, "utf-8")
    assess("plan", bakery)
    written = assess("actions", bakery, "-f", "jira").out
    assert "'=1+1 into the book,Task" in written
    assert "\n=1" not in written


@pytest.mark.parametrize("form", ["table", "csv", "jira", "github", "json"])
def test_same_roadmap_gives_the_same_text_and_nothing_beside_it(
    assess: Run, kestrel: Path, form: str
) -> None:
    first, second = assess("actions", kestrel, "-f", form), assess("actions", kestrel, "-f", form)
    assert (first.code, first.out) == (0, second.out)
    assert len(first.out.splitlines()) > len(planned(kestrel).initiatives)


def test_file_holds_what_standard_output_would(assess: Run, kestrel: Path, tmp_path: Path) -> None:
    file = tmp_path / "actions.csv"
    ended = assess("actions", kestrel, "-o", file)
    assert (ended.code, ended.out) == (0, f"{file}\n")
    assert file.read_bytes().decode() == assess("actions", kestrel, "-f", "csv").out


# What can be wrong


def test_without_a_roadmap_the_command_that_writes_it_is_named(assess: Run, engagement: Path) -> None:
    ended = assess("actions", engagement, "-f", "csv")
    assert (ended.code, ended.out) == (1, "")
    assert f"there is no roadmap yet to take actions from; `assess plan {engagement}` writes it." in ended.err


def test_roadmap_that_is_out_of_date_is_told_on_the_side(assess: Run, bakery: Path) -> None:
    assess("plan", bakery)
    assert "older" not in assess("actions", bakery).err
    vision = bakery / "vision.yaml"
    vision.write_text(f"{vision.read_text('utf-8')}\nhorizon: 2029-12-31\n", "utf-8")
    ended = assess("actions", bakery, "-f", "json")
    assert ended.code == 0
    assert f"The roadmap is older than what it was made from: `assess plan {bakery}`" in ended.err
    assert json.loads(ended.out)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-f", "trello"], "'trello'"),
        (["--until", "soon"], "soon"),
        (["-f", "table", "-o", "x.txt"], "the table is for the screen"),
    ],
)
def test_wrong_usage(assess: Run, kestrel: Path, words: list[str], told: str) -> None:
    ended = assess("actions", kestrel, *words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


def test_nobody_who_reads_on_and_no_standard_output_are_no_error(kestrel: Path) -> None:
    for ending in (">&-", "| head -1"):
        done = subprocess.run(
            ["sh", "-c", f'"$0" -m assess actions -f jira "$1" {ending}', sys.executable, str(kestrel)],  # noqa: S607  # any sh
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr, b"Exception" in done.stderr) == (
            0,
            False,
            False,
        )
