"""`assess plan`: from wanted levels to a roadmap."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import Ended, Exit
from assess.cli.engagements import HERE, At, Folder, open_engagement
from assess.files.atomic import write
from assess.files.documents import shown
from assess.files.engagement_folder import ROADMAP, EngagementFolder
from assess.model.roadmap import Roadmap
from assess.planning import roadmap as planning
from assess.text.yaml_text import dump

_COMMENT = """Written by `assess plan`; run it again after a change of answers, vision or playbook.
To change the plan, change vision.yaml, playbook.yaml or the limits in engagement.yaml, not this file."""


class Format(StrEnum):
    """How the roadmap is told."""

    TABLE = "table"
    JSON = "json"


def command(
    folder: Folder = HERE,
    at: At = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to tell the roadmap.")] = Format.TABLE,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a roadmap that was edited by hand.")
    ] = False,
) -> None:
    """Put initiatives in order and write roadmap.yaml."""
    opened = open_engagement(folder, at)
    planned = plan(opened)
    path = write_roadmap(opened, planned, force=force)
    terminal.say(f"Written: {shown(path)}")
    if form is Format.JSON:
        terminal.out(planned.model_dump_json(by_alias=True, indent=2))
    else:
        show(planned)


def inputs(opened: EngagementFolder) -> planning.Inputs:
    """What planning needs of an opened engagement."""
    return planning.Inputs(
        assembled=opened.assembled,
        answers=tuple(answers.record for answers in opened.answers),
        engagement=opened.engagement.record,
        date=opened.date,
        vision=opened.vision.record if opened.vision else None,
        playbook=opened.playbook.record if opened.playbook else None,
        own_playbook=opened.own_playbook.record if opened.own_playbook else None,
    )


def plan(opened: EngagementFolder) -> Roadmap:
    """The roadmap, or the end of the command with what is missing for one."""
    planned = planning.plan(inputs(opened))
    if isinstance(planned, planning.NoRoadmap):
        raise Ended(Exit.PROBLEMS, f"{planned.message} {planned.hint}")
    return planned


def write_roadmap(opened: EngagementFolder, planned: Roadmap, *, force: bool) -> Path:
    """Replace roadmap.yaml, unless somebody has edited it since `plan` wrote it."""
    path = opened.folder / ROADMAP
    if opened.roadmap and planning.is_edited(opened.roadmap.record) and not force:
        raise Ended(
            Exit.USAGE,
            f"{shown(path)} was edited by hand and is left as it is. --force overwrites it; "
            "rename it to keep both.",
        )
    data = planned.model_dump(mode="python", by_alias=True, exclude_defaults=True)
    write(path, dump(data, _COMMENT))
    return path


def show(planned: Roadmap) -> None:
    """The order with quarters, then what is left out."""
    labels = {quarter.quarter: quarter.label for quarter in planned.quarters}
    rows = [
        (
            item.title,
            item.capability,
            labels.get(item.pilot.start, ""),
            labels.get(item.project.start, "later") if item.project else "",
            f"{item.person_days.normalize():f}",
        )
        for item in planned.initiatives
    ]
    terminal.table(
        ("Initiative", "Capability", "Pilot from", "Project from", "Days"), rows, title="Roadmap", right=(4,)
    )
    unmet = [outlook for outlook in planned.targets if not outlook.met]
    if unmet:
        terminal.out("")
        terminal.table(
            ("Wanted", "Level", "Why it is not reached in time"),
            [(outlook.capability, str(outlook.wanted), outlook.reason or "") for outlook in unmet],
        )
