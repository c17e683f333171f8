"""Action items in the forms that other tools take in: CSV, Jira's CSV, GitHub's issues, JSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from assess.planning.quarters import Quarter
from assess.report.actions import Action


class Separator(StrEnum):
    """Between the columns of a CSV; Excel expects a semicolon where numbers have a decimal comma."""

    COMMA = "comma"
    SEMICOLON = "semicolon"


_SIGNS = {Separator.COMMA: ",", Separator.SEMICOLON: ";"}
_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""The byte order mark, without which Excel reads UTF-8 as the system's own encoding."""
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_LONGEST_LABEL = 50
"""GitHub's limit."""


def as_csv(actions: Sequence[Action], separator: Separator) -> str:
    """For Excel and its like: UTF-8 with a byte order mark, a heading and one row an action."""
    headings = ("Due", "Type", "Summary", "Description", "Owner", "Function", "Initiative", "Labels")
    rows = (
        (
            action.due.isoformat(),
            action.kind.value,
            action.summary,
            action.description,
            ", ".join(action.owners),
            ", ".join(action.functions),
            action.initiative,
            " ".join(labels(action)),
        )
        for action in actions
    )
    return _MARK + _table([headings, *rows], _SIGNS[separator])


def as_jira(actions: Sequence[Action]) -> str:
    """For Jira's CSV import: commas, no byte order mark, a column for each label and each component.

    Roles are no accounts, so nobody is assigned: the owner stands in the description. All are of the type
    Task, which every project has; what they are is a label.
    """
    components = max((len(action.functions) for action in actions), default=0)
    most = max((len(labels(action)) for action in actions), default=0)
    headings = ["Summary", "Issue Type", "Description", "Due Date"]
    headings += ["Component"] * components + ["Labels"] * most
    rows = (
        [
            action.summary,
            "Task",
            f"{action.description}\nOwner: {', '.join(action.owners)}.",
            action.due.isoformat(),
            *_padded(action.functions, components),
            *_padded(labels(action), most),
        ]
        for action in actions
    )
    return _table([headings, *rows], ",")


def as_github(actions: Iterable[Action]) -> str:
    """A line of JSON for each issue, as `gh api repos/OWNER/NAME/issues --input -` takes it."""
    return "".join(f"{json.dumps(_issue(action), ensure_ascii=False)}\n" for action in actions)


def as_json(actions: Iterable[Action]) -> str:
    """One list of objects."""
    data = [
        {
            "due": action.due.isoformat(),
            "type": action.kind.value,
            "summary": action.summary,
            "description": action.description,
            "owners": action.owners,
            "functions": action.functions,
            "initiative": {"id": action.id, "title": action.initiative} if action.id else None,
            "labels": labels(action),
        }
        for action in actions
    ]
    return json.dumps(data, indent=2, ensure_ascii=False)


def labels(action: Action) -> tuple[str, ...]:
    """The type, the initiative's id and the quarter, in small letters and without blanks."""
    quarter = Quarter.of(action.due).label
    return tuple(_label(one) for one in (action.kind.value, action.id, quarter) if one)


def _label(text: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", text.casefold()))[:_LONGEST_LABEL]


def _issue(action: Action) -> dict[str, object]:
    about = f"**Due:** {action.due.isoformat()}\n**Owner:** {', '.join(action.owners)}"
    body = f"{action.description}\n{about}".replace("\n", "\n\n")
    named = (*labels(action), *map(_label, action.functions))
    return {"title": action.summary, "body": body, "labels": list(dict.fromkeys(named))}


def _padded(texts: Sequence[str], columns: int) -> list[str]:
    return [*texts, *[""] * (columns - len(texts))]


def _table(rows: Iterable[Sequence[str]], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(map(harmless, row) for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """A text that begins as a formula does, behind an apostrophe: a spreadsheet would compute it.

    Source: https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
