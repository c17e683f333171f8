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

from assess.cli.action_lists import MOST, Separator, as_csv, as_github, as_jira, harmless, title
from assess.files.documents import Reading
from assess.model.roadmap import Roadmap
from assess.report.actions import Action, Kind
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
    id="consent-on-record-task-1",
    kind=Kind.TASK,
    due=dt.date(2027, 1, 8),
    what="Draw the 400 names",
    details="Draw the 400 names.",
    owners=("CRM lead",),
    functions=("Marketing",),
    initiative="consent-on-record",
    title="Consent on record",
    capability="T1",
)
RULES = "Accept the decision rules: a pilot that fails its rule is stopped, and its money goes to the next"
RELEASE = "Release people and money for the first pilot: One order book"
BASELINE = "Confirm the baseline: standing orders forgotten"
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
    found = listed(assess, bakery)
    assert [(one["due"], one["id"], ", ".join(one["owners"]), one["what"]) for one in found] == [
        ("2026-12-18", "levels", "Executive team", "Confirm 1 wanted level, or change it"),
        ("2026-12-18", "release", "Owner", RELEASE),
        ("2026-12-18", "rules", "Executive team", RULES),
        ("2026-12-18", "days-office", "Office", "Keep 1 person-day of office free in Q1 2027"),
        ("2026-12-18", "days-shop", "Shop", "Keep 2 person-days of shop free in Q1 2027"),
        ("2027-01-04", "order-book-legal", "Shop manager", "Have the legal check cleared"),
        ("2027-01-04", "order-book-baseline", "Shop manager", BASELINE),
        ("2027-01-04", "order-book-room", "Shop manager", "Make room for the pilot"),
        ("2027-01-04", "order-book-gate-1", "Owner", "Decide at the gate: start"),
        ("2027-01-08", "order-book-task-1", "Shop manager", "Copy every note into the book"),
        ("2027-01-08", "order-book-task-2", "Owner", "Read the book each evening before the dough is made"),
        ("2027-02-26", "order-book-gate-2", "Owner", "Decide at the gate: decision"),
        ("2027-04-05", "order-book-project", "Shop manager", "Begin the project, if its pilot is to scale"),
    ]
    kinds = [one["kind"] for one in found]
    assert kinds == [*["decision"] * 3, *["task"] * 5, "gate", "task", "task", "gate", "project"]


def test_last_gate_tells_the_rule_that_was_fixed_before_the_start(assess: Run, bakery: Path) -> None:
    shutil.rmtree(bakery / "pilots")
    assess("plan", bakery)
    gate = next(one for one in listed(assess, bakery) if one["what"] == "Decide at the gate: decision")
    assert gate["details"].splitlines() == [
        "Do we keep the book?",
        "Decides: owner.",
        "Scale: Half as many orders are forgotten.",
        "Stop: More orders are forgotten than before.",
        "Iterate: Otherwise, once.",
    ]


def test_of_a_pilot_that_is_to_scale_only_the_project_is_left(assess: Run, bakery: Path) -> None:
    assess("plan", bakery)
    found = [one for one in listed(assess, bakery) if one["initiative"]]
    assert [(one["due"], one["id"], one["what"]) for one in found] == [
        ("2027-07-05", "order-book-project", "Begin the project")
    ]


def test_of_a_pilot_that_runs_the_gates_to_come_are_left(assess: Run, bakery: Path) -> None:
    pilot = bakery / "pilots" / "order-book.yaml"
    pilot.write_text(pilot.read_text("utf-8").partition("results:")[0], "utf-8")
    assert assess("plan", bakery, "--on", "2027-02-01").code == 0
    found = [one for one in listed(assess, bakery) if one["initiative"]]
    assert [(one["due"], one["id"]) for one in found] == [
        ("2027-03-08", "order-book-gate-2"),
        ("2027-04-05", "order-book-project"),
    ]


def test_a_frozen_design_has_its_own_days(assess: Run, bakery: Path) -> None:
    """Planned on before it starts, it still is to start a week after the quarter's first Monday."""
    pilot = bakery / "pilots" / "order-book.yaml"
    pilot.write_text(pilot.read_text("utf-8").partition("results:")[0], "utf-8")
    assert assess("plan", bakery, "--on", "2027-01-08").code == 0
    due = {one["id"]: one["due"] for one in listed(assess, bakery)}
    assert due["order-book-room"] == "2027-01-11"
    assert due["order-book-task-1"] == "2027-01-15"
    assert due["order-book-gate-2"] == "2027-03-08"


def test_example_has_each_gate_and_project_of_its_roadmap(assess: Run, kestrel: Path) -> None:
    roadmap, found = planned(kestrel), listed(assess, kestrel)
    gates = {(one["due"], one["initiative"]) for one in found if one["kind"] == "gate"}
    assert gates == {
        (gate.date.isoformat(), one.initiative) for one in roadmap.initiatives for gate in one.gates
    }
    begun = {one["initiative"]: one["due"] for one in found if one["kind"] == "project"}
    assert begun == {
        one.initiative: one.project_starts.isoformat() for one in roadmap.initiatives if one.project_starts
    }
    assert [one["due"] for one in found] == sorted(one["due"] for one in found)
    assert len({one["id"] for one in found}) == len(found)


def test_example_names_an_owner_for_all_and_says_each_in_a_line(assess: Run, kestrel: Path) -> None:
    for one in listed(assess, kestrel):
        assert one["owners"]
        assert one["what"]
        assert "\n" not in one["what"]
        assert one["details"].endswith((".", "?"))


def test_client_reads_its_own_words_and_ids_stay(assess: Run, bakery: Path) -> None:
    shutil.rmtree(bakery / "pilots")
    with (bakery / "engagement.yaml").open("a") as engagement:
        engagement.write("words: {order: booking}\n")
    assert assess("plan", bakery).code == 0
    baseline = next(one for one in listed(assess, bakery) if one["id"] == "order-book-baseline")
    assert baseline["what"] == "Confirm the baseline: standing bookings forgotten"
    assert (baseline["initiative"], baseline["title"]) == ("order-book", "One booking book")


def test_what_is_due_later_can_be_left_out(assess: Run, kestrel: Path) -> None:
    every = listed(assess, kestrel)
    some = json.loads(assess("actions", kestrel, "-f", "json", "--until", "2027-01-08").out)
    assert some == [one for one in every if one["due"] <= "2027-01-08"]
    assert 0 < len(some) < len(every)


def test_two_owners_stand_apart_where_both_also_stand_alone(assess: Run, kestrel: Path) -> None:
    """The playbook says "CMO and CTO" of this task, and each of the two decides at gates."""
    owners = {one["what"]: one["owners"] for one in listed(assess, kestrel)}
    assert owners["Name the owner of the record and announce it"] == ["CMO", "CTO"]


def test_the_first_pilots_are_released_by_whom_the_summary_names(assess: Run, kestrel: Path) -> None:
    release = next(one for one in listed(assess, kestrel) if one["id"] == "release")
    assert release["owners"] == ["CMO", "CFO", "Head of service", "CTO", "Data protection officer"]


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
    rows = list(csv.DictReader(io.StringIO(assess("actions", kestrel, "-f", "csv").out, newline="")))
    assert list(rows[0]) == [
        *("id", "due", "owner", "what", "kind", "function", "initiative", "capability", "quarter", "details")
    ]
    assert [(row["id"], row["what"], row["details"]) for row in rows] == [
        (one["id"], one["what"], one["details"]) for one in listed(assess, kestrel)
    ]


def test_csv_for_excel_with_a_decimal_comma(assess: Run, kestrel: Path) -> None:
    written = assess("actions", kestrel, "--format", "csv", "--separator", "semicolon").out
    assert written.startswith("id;due;owner;what;")
    assert {len(row) for row in csv.reader(io.StringIO(written, newline=""), delimiter=";")} == {10}


def test_several_owners_and_functions_share_a_cell() -> None:
    row = next(csv.DictReader(io.StringIO(as_csv([GATE], Separator.COMMA), newline="")))
    assert (row["owner"], row["function"], row["quarter"]) == ("CMO, CTO", "Marketing, Technology", "Q1 2027")


def test_jira_gets_a_column_for_each_component_and_label() -> None:
    headings, task, gate = csv.reader(io.StringIO(as_jira([TASK, GATE]), newline=""))
    assert headings == [
        *("Summary", "Issue Type", "Description", "Due Date"),
        *("Component", "Component", "Labels", "Labels", "Labels"),
    ]
    assert task[:2] == ["Draw the 400 names (Consent on record)", "Task"]
    assert task[2].splitlines() == [
        "Draw the 400 names.",
        "",
        "Initiative: Consent on record (T1)",
        "Owner: CRM lead",
        "Due: 2027-01-08",
        "Id: consent-on-record-task-1",
    ]
    assert task[3:] == ["2027-01-08", "Marketing", "", "task", "consent-on-record", "Q1-2027"]
    assert gate[4:7] == ["Marketing", "Technology", "gate"]


def test_github_gets_a_row_for_each_issue() -> None:
    row = next(csv.DictReader(io.StringIO(as_github([TASK]), newline="")))
    assert row["title"] == "Draw the 400 names (Consent on record)"
    assert row["body"].startswith("Draw the 400 names.\n\nInitiative:")
    assert (row["labels"], row["milestone"]) == ("task,consent-on-record", "Q1 2027")


def test_title_is_cut_between_words_where_a_tool_would_refuse_it() -> None:
    cut = title(replace(TASK, what="word " * 60))
    assert len(cut) <= MOST
    assert cut.endswith("word … (Consent on record)")


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\rx", "\uff1d1", '=HYPERLINK("http://x.example")'],
)
def test_no_formula_reaches_a_spreadsheet(text: str) -> None:
    action = Action(text, Kind.TASK, TASK.due, text, text, (text,), (text,), text, text, text)
    for written in (as_csv([action], Separator.COMMA), as_jira([action]), as_github([action])):
        _, row = csv.reader(io.StringIO(written, newline=""))
        assert any(cell.startswith(f"'{text}") for cell in row)
        assert not any(cell.startswith(text) for cell in row)


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
    assert "'=1+1 into the book (One order book),Task" in written
    assert "\n=1" not in written


@pytest.mark.parametrize("form", ["table", "csv", "jira", "github", "json"])
def test_same_roadmap_gives_the_same_text_and_nothing_beside_it(
    assess: Run, kestrel: Path, form: str
) -> None:
    first, second = assess("actions", kestrel, "-f", form), assess("actions", kestrel, "-f", form)
    assert (first.code, first.out) == (0, second.out)
    assert len(first.out.splitlines()) > len(planned(kestrel).initiatives)


@pytest.mark.parametrize("words", [["-f", "csv"], []])
def test_file_for_excel_begins_with_a_mark(
    assess: Run, kestrel: Path, tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "actions.csv"
    ended = assess("actions", kestrel, *words, "-o", file)
    assert (ended.code, ended.out) == (0, f"{file}\n")
    assert file.read_bytes() == b"\xef\xbb\xbf" + assess("actions", kestrel, "-f", "csv").out.encode()


def test_file_for_jira_has_no_mark_before_its_first_heading(
    assess: Run, kestrel: Path, tmp_path: Path
) -> None:
    file = tmp_path / "jira.csv"
    assess("actions", kestrel, "--for", "jira", "-o", file)
    assert file.read_bytes().startswith(b"Summary,Issue Type,")


# What can be wrong


def test_without_a_roadmap_the_command_that_writes_it_is_named(assess: Run, engagement: Path) -> None:
    ended = assess("actions", engagement, "-f", "csv")
    assert (ended.code, ended.out) == (1, "")
    assert f"there is no roadmap in {engagement} yet: `assess plan {engagement}` makes one." in ended.err


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
        (["--separator", "tab"], "'tab'"),
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
