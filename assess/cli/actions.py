"""`assess actions`: the plan's action items for Jira, GitHub and spreadsheets."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import Ended, Exit
from assess.cli.engagements import HERE, At, Folder, open_engagement
from assess.cli.report import report_inputs
from assess.files.atomic import write
from assess.files.documents import shown
from assess.report.actions import Action, Tool, actions, as_data, table


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
        Format, typer.Option("--format", "-f", help="As a table, or as a file for other tools.")
    ] = Format.TABLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to write, instead of standard output."),
    ] = None,
) -> None:
    """List what the plan asks of whom by when."""
    opened = open_engagement(folder, at)
    if opened.roadmap is None or opened.date is None:
        raise Ended(Exit.PROBLEMS, f"there is no roadmap in {shown(folder)} yet: `assess plan` makes one.")
    found = actions(report_inputs(opened, opened.date))
    if form is Format.TABLE and output is None:
        _show(found)
        return
    text = _written(found, form)
    if output is None:
        terminal.out(text.rstrip("\n"))
        return
    # Excel takes a table without a mark for one in the code page of the machine.
    write(output, text.encode("utf-8-sig" if form is Format.CSV else "utf-8"))
    terminal.out(str(output.resolve()))


def _written(found: tuple[Action, ...], form: Format) -> str:
    if form is Format.JSON:
        return json.dumps(as_data(found), indent=2, ensure_ascii=False) + "\n"
    return table(found, Tool.CSV if form is Format.TABLE else Tool(form.value))


def _show(found: tuple[Action, ...]) -> None:
    rows = [(one.due.isoformat(), one.owner, one.what, one.title) for one in found]
    short = [(row[0], row[1], row[2]) for row in rows]
    terminal.table(
        ("By", "Owner", "What", "For"),
        rows,
        title="Action items",
        narrower=[terminal.Table(("By", "Owner", "What"), short)],
    )
