"""Action items in the forms that other tools take in: CSV for spreadsheets, for Jira and for GitHub, JSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from assess.report.actions import Action


class Separator(StrEnum):
    """Between the columns of a CSV; Excel expects a semicolon where numbers have a decimal comma."""

    COMMA = "comma"
    SEMICOLON = "semicolon"


_SIGNS = {Separator.COMMA: ",", Separator.SEMICOLON: ";"}
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
MOST = 250
"""Characters of a title: Jira takes 255, GitHub 256."""


def as_csv(actions: Iterable[Action], separator: Separator) -> str:
    """For spreadsheets: a row an action."""
    headings = ("id", "due", "owner", "what", "kind", "function", "initiative", "capability")
    rows = (
        (
            action.id,
            action.due.isoformat(),
            ", ".join(action.owners),
            action.what,
            action.kind.value,
            ", ".join(action.functions),
            action.title,
            action.capability,
            action.quarter,
            action.details,
        )
        for action in actions
    )
    return _table([(*headings, "quarter", "details"), *rows], _SIGNS[separator])


def as_jira(actions: Sequence[Action]) -> str:
    """The columns that Jira's importer maps by name, one for each component and label.

    Roles are no accounts, so nobody is assigned: the owner stands in the description. All are of the type
    Task, which every project has; what they are is a label.
    """
    components = max((len(action.functions) for action in actions), default=0)
    headings = ["Summary", "Issue Type", "Description", "Due Date"]
    headings += ["Component"] * components + ["Labels"] * 3
    rows = (
        [
            title(action),
            "Task",
            _body(action),
            action.due.isoformat(),
            *action.functions,
            *[""] * (components - len(action.functions)),
            *labels(action),
            action.quarter.replace(" ", "-"),
        ]
        for action in actions
    )
    return _table([headings, *rows], ",")


def as_github(actions: Iterable[Action]) -> str:
    """A row an issue, labels in one cell."""
    rows = ((title(one), _body(one), ",".join(labels(one)), one.quarter) for one in actions)
    return _table([("title", "body", "labels", "milestone"), *rows], ",")


def as_json(actions: Iterable[Action]) -> str:
    """For programs: a list of objects."""
    data = [
        {
            "id": action.id,
            "due": action.due.isoformat(),
            "kind": action.kind.value,
            "what": action.what,
            "details": action.details,
            "owners": action.owners,
            "functions": action.functions,
            "initiative": action.initiative,
            "title": action.title,
            "capability": action.capability,
            "quarter": action.quarter,
        }
        for action in actions
    ]
    return json.dumps(data, indent=2, ensure_ascii=False)


def labels(action: Action) -> tuple[str, str]:
    """What it is, and of which initiative."""
    return (action.kind.value, action.initiative or "plan")


def title(action: Action) -> str:
    """What to do and for which initiative; cut between words where a tool would refuse it."""
    behind = f" ({action.title})" if action.title else ""
    room = MOST - len(behind)
    what = action.what
    return f"{what if len(what) <= room else what[: room - 2].rpartition(' ')[0] + ' …'}{behind}"


def _body(action: Action) -> str:
    told = [action.details, ""]
    if action.title:
        told.append(f"Initiative: {action.title} ({action.capability})")
    owners, due = ", ".join(action.owners), action.due.isoformat()
    return "\n".join([*told, f"Owner: {owners}", f"Due: {due}", f"Id: {action.id}"])


def _table(rows: Iterable[Sequence[str]], separator: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    writer.writerows(map(harmless, row) for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """A text that begins as a formula does, behind an apostrophe: a spreadsheet would compute it.

    Source: https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
