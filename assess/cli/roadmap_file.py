"""roadmap.yaml in an engagement's folder: what it is computed from, and when it may be overwritten."""

import datetime as dt
import hashlib
import shlex
from pathlib import Path

from assess.cli.endings import Ended, Exit
from assess.files.atomic import write
from assess.files.documents import Reading, is_there, shown
from assess.files.engagement_folder import ROADMAP, EngagementFolder
from assess.intake.vision import smallest_vision
from assess.model.roadmap import Roadmap
from assess.planning import roadmap as planning
from assess.text.yaml_text import dump

_COMMENT = """Written by `assess plan`; run it again after a change of answers, vision or playbook.
To change the plan, change vision.yaml, playbook.yaml or the limits in engagement.yaml, not this file."""


def inputs(opened: EngagementFolder, on: dt.date | None = None) -> planning.Inputs:
    """What planning needs of an opened engagement."""
    return planning.Inputs(
        assembled=opened.assembled,
        answers=tuple(answers.record for answers in opened.answers),
        engagement=opened.engagement.record,
        date=opened.date,
        vision=opened.vision.record if opened.vision else None,
        playbook=opened.playbook.record if opened.playbook else None,
        own_playbook=opened.own_playbook.record if opened.own_playbook else None,
        pilots=tuple(pilot.record for pilot in opened.pilots),
        on=on,
    )


def planned(given: planning.Inputs, opened: EngagementFolder, order: planning.Order) -> Roadmap:
    """The roadmap, or the end of the command with what is missing for one."""
    found = planning.plan(given, order)
    if isinstance(found, planning.NoRoadmap):
        smallest = ""
        if found.lack in {planning.Lack.VISION, planning.Lack.TARGETS}:
            smallest = f"\nThe smallest vision.yaml:\n\n{smallest_vision(opened.assembled.questionnaire)}"
        raise Ended(Exit.PROBLEMS, f"{found.message} {found.hint}{smallest}".rstrip())
    return found


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
