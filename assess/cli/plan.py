"""`assess plan`: from wanted levels to a roadmap."""

import datetime as dt
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from assess.cli import comparison, terminal
from assess.cli.endings import usage
from assess.cli.engagements import HERE, At, Folder, day_option, open_engagement
from assess.cli.roadmap_file import inputs, planned, why_kept, write_roadmap
from assess.cli.roadmap_table import show
from assess.files.documents import shown
from assess.files.engagement_folder import EngagementFolder
from assess.planning.best import best
from assess.planning.quarters import first_after
from assess.planning.scenarios import EXAMPLE
from assess.planning.solver import Patience


class Format(StrEnum):
    """How the roadmap is told."""

    TABLE = "table"
    JSON = "json"


def command(
    folder: Folder = HERE,
    at: At = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to tell the roadmap.")] = Format.TABLE,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="CHANGES",
            help=f"Compare with other limits, such as '{EXAMPLE}', or a scenario's name; writes nothing.",
        ),
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(min=0.1, help="Stop the search after so long and say how much better a plan could be."),
    ] = None,
    on: Annotated[
        dt.datetime | None,
        day_option(
            "--on", "Plan from this day, with what pilots have shown by then; else from the last of either."
        ),
    ] = None,
    *,
    scenarios: Annotated[
        bool, typer.Option("--scenarios", help="Compare with all scenarios of engagement.yaml.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a roadmap that was edited by hand.")
    ] = False,
) -> None:
    """Find the best order of initiatives and write roadmap.yaml, or compare it with other limits."""
    opened = open_engagement(folder, at, planning_anew=True)
    given = inputs(opened, _day(opened, on))
    patience = Patience(seconds=seconds)
    if what_if or scenarios:
        wanted = comparison.wanted(opened, what_if or [], everything=scenarios)
        comparison.show(comparison.compared(opened, given, wanted, patience), as_json=form is Format.JSON)
        return
    if not force and (reason := why_kept(opened)):
        raise usage(reason)
    found = planned(given, opened, partial(best, patience=patience))
    if not force and (reason := why_kept(opened)):  # it may have been edited while the search went on
        raise usage(reason)
    path = write_roadmap(opened, found)
    terminal.say(f"Written: {shown(path)}")
    if form is Format.JSON:
        terminal.out(found.model_dump_json(by_alias=True, indent=2))
    else:
        show(found, opened)


def _day(opened: EngagementFolder, on: dt.datetime | None) -> dt.date | None:
    """From which day to plan, if one was named: none from which a plan would start before its assessment."""
    if on and opened.date and (start := first_after(on.date()).opens) < opened.date:
        raise usage(
            f"a plan from {on.date()} would start on {start}, before the assessment of {opened.date}; "
            "name a later day, or an earlier assessment with --at"
        )
    return on.date() if on else None
