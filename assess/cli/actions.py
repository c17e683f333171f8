"""`assess actions`: the plan's action items for Jira, GitHub and spreadsheets."""

import datetime as dt
import shlex
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.action_lists import Separator, as_csv, as_github, as_jira, as_json
from assess.cli.endings import Ended, Exit
from assess.cli.engagements import HERE, At, Folder, day_option, open_engagement
from assess.cli.report import report_inputs
from assess.files.atomic import write
from assess.files.documents import shown
from assess.report.actions import Action, actions


class Format(StrEnum):
    """For whom."""

    TABLE = "table"
    CSV = "csv"
    JIRA = "jira"
    GITHUB = "github"
    JSON = "json"


def command(
    folder: Folder = HERE,
    at: At = None,
    form: Annotated[
        Format, typer.Option("--format", "--for", "-f", help="As a table, or as a file for other tools.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write, instead of standard output."),
    ] = None,
    until: Annotated[
        dt.datetime | None,
        day_option("--until", "Only what is due by this day."),
    ] = None,
    separator: Annotated[
        Separator, typer.Option("--separator", help="Between the columns of csv.")
    ] = Separator.COMMA,
) -> None:
    """List what the plan asks of whom by when."""
    found = [one for one in _found(folder, at) if until is None or one.due <= until.date()]
    if form is Format.TABLE and output is None:
        _show(found)
        return
    text = _written(found, form, separator)
    if output is None:
        terminal.out_exactly(text.encode())
        return
    # Excel takes a table without a mark for one in the code page of the machine.
    write(output, text.encode("utf-8-sig" if form in {Format.CSV, Format.TABLE} else "utf-8"))
    terminal.out(str(output.resolve()))


def _found(folder: Path, at: dt.datetime | None) -> tuple[Action, ...]:
    opened = open_engagement(folder, at)
    again = shlex.join(["assess", "plan", shown(opened.folder)])
    if opened.roadmap is None or opened.date is None:
        raise Ended(Exit.PROBLEMS, f"there is no roadmap in {shown(folder)} yet: `{again}` makes one.")
    given = report_inputs(opened, opened.date)
    if given.roadmap_is_stale:
        terminal.say(f"The roadmap is older than what it was made from: `{again}` makes it anew.")
    return actions(given)


def _written(found: Sequence[Action], form: Format, separator: Separator) -> str:
    match form:
        case Format.JIRA:
            return as_jira(found)
        case Format.GITHUB:
            return as_github(found)
        case Format.JSON:
            return f"{as_json(found)}\n"
        case Format.CSV | Format.TABLE:
            return as_csv(found, separator)


def _show(found: Sequence[Action]) -> None:
    rows = [(one.due.isoformat(), ", ".join(one.owners), one.what, one.title) for one in found]
    short = [(due, owner, f"{what} ({title})" if title else what) for due, owner, what, title in rows]
    terminal.table(
        ("By", "Owner", "What", "For"),
        rows,
        title="Action items",
        narrower=[terminal.Table(("By", "Owner", "What"), short)],
    )
