"""`assess plan`: from wanted levels to a roadmap."""

import hashlib
import shlex
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import Ended, Exit, usage
from assess.cli.engagements import HERE, At, Folder, open_engagement
from assess.files.atomic import write
from assess.files.documents import Reading, is_there, shown
from assess.files.engagement_folder import ROADMAP, EngagementFolder
from assess.intake.vision import smallest_vision
from assess.model.roadmap import Planned, Roadmap, Takes
from assess.planning import roadmap as planning
from assess.planning.portfolio import merged
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
    opened = open_engagement(folder, at, planning_anew=True)
    planned = plan(opened)
    if not force and (reason := why_kept(opened)):
        raise usage(reason)
    path = write_roadmap(opened, planned)
    terminal.say(f"Written: {shown(path)}")
    if form is Format.JSON:
        terminal.out(planned.model_dump_json(by_alias=True, indent=2))
    else:
        show(planned, opened)


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
        smallest = ""
        if planned.lack in {planning.Lack.VISION, planning.Lack.TARGETS}:
            smallest = f"\nThe smallest vision.yaml:\n\n{smallest_vision(opened.assembled.questionnaire)}"
        raise Ended(Exit.PROBLEMS, f"{planned.message} {planned.hint}{smallest}".rstrip())
    return planned


def why_kept(opened: EngagementFolder) -> str | None:
    """Why the roadmap in the folder is not to be overwritten; None where it may be, or where there is none.

    An untouched one may, whatever the version that wrote it; so may one that has only other comments or
    another layout.
    """
    path = opened.folder / ROADMAP
    if not is_there(path) or _is_untouched(path):
        return None
    reading = Reading()
    document = reading.document(path, "roadmap")
    if document and not planning.is_edited(document.record):
        return None
    command = shlex.join(["assess", "plan", shown(opened.folder), "--force"])
    if document:
        return (
            f"{shown(path)} was edited by hand and is left as it is. `{command}` overwrites it; "
            "rename it to keep both."
        )
    return (
        f"{shown(path)} cannot be read: it is of an earlier version, or was edited by hand. "
        f"`{command}` writes it anew; rename it to keep both."
    )


def write_roadmap(opened: EngagementFolder, planned: Roadmap) -> Path:
    """Replace roadmap.yaml, sealed with a digest of its text."""
    path = opened.folder / ROADMAP
    text = dump(planned.model_dump(mode="python", by_alias=True, exclude_defaults=True), _COMMENT)
    write(path, f"{text}{_seal(text.encode())}\n")
    return path


_SEAL = "# sha256 of the lines above, by which `assess plan` knows its own work: "


def _seal(above: bytes) -> str:
    return _SEAL + hashlib.sha256(above).hexdigest()


def _is_untouched(path: Path) -> bool:
    """Whether the seal fits: also of a version whose records this one can no longer read."""
    try:
        text = path.read_bytes().replace(b"\r\n", b"\n")  # git may have changed the ends of lines
    except OSError:
        return False
    above, mark, _ = text.rpartition(_SEAL.encode())
    return bool(mark) and text == above + f"{_seal(above)}\n".encode()


_NARROW = 60
"""Below so many columns, titles have no room beside four others."""


def show(planned: Roadmap, opened: EngagementFolder) -> None:
    """The order with quarters and days, what is not reached in time, and what it comes to."""
    labels = {quarter.quarter: quarter.label for quarter in planned.quarters}
    days = _days(planned, opened)
    rows = [
        (
            item.title,
            item.capability,
            labels.get(item.pilot.start, ""),
            labels.get(item.project.start, "later") if item.project else "",
            _whole(days[item.initiative]),
        )
        for item in planned.initiatives
    ]
    rows.append(("Sum", "", "", "", _whole(sum(days.values(), Decimal(0)))))
    short = [(f"{capability} {title}".strip(), pilot, own) for title, capability, pilot, _, own in rows]
    terminal.table(
        ("Initiative", "For", "Pilot from", "Project from", "Days"),
        rows,
        title="Roadmap",
        right=(4,),
        narrower=[terminal.Table(("Initiative", "Pilot from", "Days"), short, right=(2,))]
        if terminal.columns() < _NARROW
        else (),
    )
    unmet = [outlook for outlook in planned.targets if not outlook.met]
    if unmet:
        terminal.out("")
        terminal.table(
            ("Wanted", "Level", "Why it is not reached in time"),
            [(outlook.capability, str(outlook.wanted), outlook.reason or "") for outlook in unmet],
        )
    _summarise(planned, opened.engagement.record.currency)


def _days(planned: Roadmap, opened: EngagementFolder) -> dict[str, Decimal]:
    """Likely person-days by initiative; a project that has no place in the plan takes none."""
    needed = inputs(opened)
    effort = {i.id: i.effort for i in merged(needed.playbook, needed.own_playbook)}

    def likely(item: Planned) -> Decimal:
        own = effort[item.initiative]
        parts = [own.pilot, own.project] if item.project else [own.pilot]
        return sum((amount[1] for part in parts for amount in part.values()), Decimal(0))

    return {item.initiative: likely(item) for item in planned.initiatives}


def _whole(days: Decimal) -> str:
    return f"{days.normalize():f}"


def _summarise(planned: Roadmap, currency: str) -> None:
    """Where the plan leads and what it takes, in two or three sentences."""
    outcome, total, first = planned.outcome, planned.total, planned.first_pilots
    terminal.out("")
    terminal.paragraph(
        f"Overall {_standing(outcome.score_now, outcome.level_now)} today, "
        f"{_standing(outcome.score_then, outcome.level_then)} when the plan ends, {planned.assumption}; "
        f"{outcome.reached} of {outcome.wanted} wanted levels are reached by then."
    )
    terminal.paragraph(f"The whole plan takes {_amounts(total, currency)}.")
    if first:
        terminal.paragraph(
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
