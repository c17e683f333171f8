"""`assess actions`: the roadmap as action items for the tool in which people keep their work."""

import datetime as dt
import shlex
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.action_lists import Separator, as_csv, as_github, as_jira, as_json
from assess.cli.endings import Ended, Exit, usage
from assess.cli.engagements import HERE, Folder, open_engagement
from assess.cli.report_inputs import inputs
from assess.files.atomic import write
from assess.files.documents import shown
from assess.report.actions import Action, actions


class Format(StrEnum):
    """For which tool they are written."""

    TABLE = "table"
    CSV = "csv"
    JIRA = "jira"
    GITHUB = "github"
    JSON = "json"


def command(
    folder: Folder = HERE,
    form: Annotated[
        Format | None, typer.Option("--for", "-f", help="For which tool.", show_default="table; csv with -o")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where to write.", show_default="standard output"
        ),
    ] = None,
    until: Annotated[
        dt.datetime | None,
        typer.Option("--until", metavar="DATE", formats=["%Y-%m-%d"], help="Only what is due by this day."),
    ] = None,
    separator: Annotated[
        Separator, typer.Option("--separator", help="Between the columns of csv.")
    ] = Separator.COMMA,
) -> None:
    """List what the roadmap asks people to do, for a spreadsheet, Jira, GitHub or a program."""
    form = form or (Format.CSV if output else Format.TABLE)
    if output and form is Format.TABLE:
        raise usage("the table is for the screen; with -o take --for csv, jira, github or json")
    found = [one for one in _found(folder) if until is None or one.due <= until.date()]
    if form is Format.TABLE:
        _show(found)
        return
    text = _written(found, form, separator)
    if output:
        write(output, text.encode())
        terminal.out(shown(output))
    else:
        terminal.out_exactly(text.encode())


def _found(folder: Path) -> tuple[Action, ...]:
    opened = open_engagement(folder)
    again = shlex.join(["assess", "plan", shown(opened.folder)])
    if opened.roadmap is None:
        raise Ended(Exit.PROBLEMS, f"there is no roadmap yet to take actions from; `{again}` writes it.")
    roadmap = opened.roadmap.record
    given = inputs(opened, opened.date or roadmap.assessment)
    if given.roadmap_is_stale:
        terminal.say(f"The roadmap is older than what it was made from: `{again}` makes it anew.")
    return actions(given, roadmap)


def _written(found: Sequence[Action], form: Format, separator: Separator) -> str:
    match form:
        case Format.JIRA:
            return as_jira(found)
        case Format.GITHUB:
            return as_github(found)
        case Format.JSON:
            return f"{as_json(found)}\n"
        case _:
            return as_csv(found, separator)


def _show(found: Sequence[Action]) -> None:
    rows = [(one.due.isoformat(), one.kind.value, ", ".join(one.owners), one.summary) for one in found]
    short = [(due, owner, what) for due, _, owner, what in rows]
    narrower = [terminal.Table(("Due", "Owner", "What"), short)]
    terminal.table(("Due", "Type", "Owner", "What"), rows, title="Action items", narrower=narrower)
