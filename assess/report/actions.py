"""What a plan asks of whom by when, as a list of action items for the tools in which teams keep theirs."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.chapters.designs import design
from assess.report.chapters.initiatives import leader
from assess.report.chapters.ninety_days import WORKING_WEEK
from assess.report.inputs import Inputs


class Kind(StrEnum):
    """What sort of item it is."""

    DECISION = "decision"
    TASK = "task"
    GATE = "gate"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Action:
    """One item. `id` stays the same as long as the playbook's tasks do; `quarter` is a label, as Q1 2027."""

    id: str
    what: str
    details: str
    owner: str
    due: dt.date
    kind: Kind
    initiative: str
    title: str
    capability: str
    quarter: str


def actions(inputs: Inputs) -> tuple[Action, ...]:
    """Everything that the roadmap asks for, by day; nothing without a roadmap."""
    if inputs.roadmap is None:
        return ()
    found = [*_release(inputs), *(one for planned in inputs.planned for one in _of(inputs, planned))]
    return tuple(sorted(found, key=lambda one: (one.due, one.id)))


def _release(inputs: Inputs) -> Iterator[Action]:
    roadmap = inputs.roadmap
    if roadmap and inputs.starting:
        titles = wording.listed([planned.title for planned in inputs.starting])
        yield Action(
            id="release",
            what="Release people and money for the first pilots",
            details=f"{titles}. They start on {roadmap.starts}.",
            owner="Executive team",
            due=roadmap.decide_by,
            kind=Kind.DECISION,
            initiative="",
            title="",
            capability="",
            quarter=inputs.quarter(0),
        )


def _of(inputs: Inputs, planned: Planned) -> Iterator[Action]:
    """First-week tasks and legal check of a pilot that is still to begin, its gates, and its project."""
    initiative = inputs.initiatives.get(planned.initiative)
    if initiative is None:
        return
    found = design(inputs, planned, initiative)

    def item(name: str, what: str, details: str, owner: str, due: dt.date, kind: Kind) -> Action:
        at = planned.project.start if kind is Kind.PROJECT and planned.project else planned.pilot.start
        return Action(
            f"{planned.initiative}-{name}",
            what,
            details,
            owner,
            due,
            kind,
            planned.initiative,
            planned.title,
            planned.capability,
            inputs.quarter(at),
        )

    if not planned.begun and not planned.passed:
        if initiative.legal:
            yield item(
                "legal",
                "Have the legal check done",
                initiative.legal,
                leader(initiative),
                found.starts,
                Kind.TASK,
            )
        for index, task in enumerate(initiative.first_week, 1):
            due = found.starts + WORKING_WEEK
            yield item(
                f"task-{index}",
                task.does,
                f"First week of the pilot “{planned.title}”.",
                task.who,
                due,
                Kind.TASK,
            )
    for index, gate in enumerate(planned.gates, 1):
        what = f"Gate: {gate.name}"
        yield item(
            f"gate-{index}", what, gate.question, wording.listed(list(gate.decides)), gate.date, Kind.GATE
        )
    if planned.project_starts and initiative.project:
        project = initiative.project
        yield item(
            "project", "Start the project, if its gate says scale", project.scope, project.owner,
            planned.project_starts, Kind.PROJECT,
        )  # fmt: skip


class Tool(StrEnum):
    """Where action items go."""

    CSV = "csv"
    JIRA = "jira"
    GITHUB = "github"


def table(found: tuple[Action, ...], tool: Tool) -> str:
    """As CSV with a header: for a spreadsheet, for Jira's importer, or as issues for GitHub.

    No cell is a formula to a spreadsheet: a text that begins like one gets an apostrophe in front.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    rows = {Tool.CSV: _plain, Tool.JIRA: _jira, Tool.GITHUB: _github}[tool]
    for row in rows(found):
        writer.writerow([_harmless(cell) for cell in row])
    return text.getvalue()


def _plain(found: tuple[Action, ...]) -> Iterator[list[str]]:
    yield ["id", "due", "owner", "what", "kind", "initiative", "capability", "quarter", "details"]
    for one in found:
        due = one.due.isoformat()
        yield [
            one.id,
            due,
            one.owner,
            one.what,
            one.kind,
            one.title,
            one.capability,
            one.quarter,
            one.details,
        ]


def _jira(found: tuple[Action, ...]) -> Iterator[list[str]]:
    """The columns that Jira's importer maps by name; a role is no account, so it stands in the text."""
    yield ["Summary", "Issue Type", "Due Date", "Description", "Labels", "Labels", "Labels"]
    for one in found:
        quarter = one.quarter.replace(" ", "-")
        labels = [one.kind, one.initiative or "plan", quarter]
        yield [_summary(one), "Task", one.due.isoformat(), _body(one), *labels]


def _github(found: tuple[Action, ...]) -> Iterator[list[str]]:
    """What `gh issue create` takes, a row an issue; labels in one cell."""
    yield ["title", "body", "labels", "milestone"]
    for one in found:
        yield [_summary(one), _body(one), ",".join([one.kind, one.initiative or "plan"]), one.quarter]


def _summary(one: Action) -> str:
    what = one.what.removesuffix(".")
    return f"{what} ({one.title})" if one.title else what


def _body(one: Action) -> str:
    lines = [f"Owner: {one.owner}", f"Due: {one.due.isoformat()}", f"Id: {one.id}"]
    return "\n".join([one.details, "", *lines] if one.details else lines)


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def as_data(found: tuple[Action, ...]) -> list[dict[str, str]]:
    """For programs: dates as texts."""
    return [{**asdict(one), "due": one.due.isoformat(), "kind": one.kind.value} for one in found]
