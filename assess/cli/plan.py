"""`assess plan`: from wanted levels to a roadmap."""

from decimal import Decimal
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
from assess.model.roadmap import Roadmap, Takes
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
        summarise(planned, opened.engagement.record.currency)


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


def summarise(planned: Roadmap, currency: str) -> None:
    """Where the plan leads and what it takes, in two or three sentences."""
    outcome, total, first = planned.outcome, planned.total, planned.first_pilots
    terminal.out("")
    terminal.out(
        f"Overall {_standing(outcome.score_now, outcome.level_now)} today, "
        f"{_standing(outcome.score_then, outcome.level_then)} when the plan ends, {planned.assumption}; "
        f"{outcome.reached} of {outcome.wanted} wanted levels are reached by then."
    )
    terminal.out(f"The whole plan takes {_amounts(total, currency)}.")
    if first:
        terminal.out(
            f"The pilots that start first take {_amounts(first, currency)}; "
            f"they have to be decided by {planned.decide_by} to start on {planned.starts}."
        )


def _standing(score: Decimal | None, level: int | None) -> str:
    return "no score" if score is None else f"{score} (level {'none' if level is None else level})"


def _amounts(takes: Takes, currency: str) -> str:
    days, money = takes.person_days, takes.money
    return (
        f"about {days.likely:.0f} person-days ({days.low:.0f} to {days.high:.0f}) and "
        f"{money.likely:.0f} thousand {currency} ({money.low:.0f} to {money.high:.0f})"
    )
