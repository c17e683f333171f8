"""Finds questionnaires and loads them with their parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assess.files.bundled import bundled
from assess.files.discovery import SUFFIXES
from assess.files.documents import Reading, is_file, is_folder, shown
from assess.model.assembly import Assembled, assemble
from assess.text.problems import did_you_mean

if TYPE_CHECKING:
    from assess.model.overlay import Overlay
    from assess.model.playbook import Playbook
    from assess.model.questionnaire import Part, Questionnaire
    from assess.model.reading import Document

ROOT = "questionnaire.yaml"
PLAYBOOK = "playbook.yaml"


def load(path: Path, reading: Reading) -> Assembled | None:
    """The questionnaire at `path`, a file or folder; None, with the problems noted, if it is unusable."""
    path = path / ROOT if is_folder(path) else path
    root = reading.document(path, "questionnaire")
    if root is None:
        return None
    parts = [_part(root, index, path.parent, reading) for index in range(len(root.record.parts))]
    return None if None in parts else assemble(root, [part for part in parts if part])


def _part(root: Document[Questionnaire], index: int, folder: Path, reading: Reading) -> Document[Part] | None:
    name = root.record.parts[index]
    if Path(name).name != name:
        hint = "Parts stand beside their questionnaire.yaml."
        message = f"`{name}` is not a plain file name"
        reading.problems.append(root.problem(("parts", index), "QUE002", message, hint))
    elif name in root.record.parts[:index]:
        message = f"the part {name} is listed twice"
        reading.problems.append(root.problem(("parts", index), "QUE004", message, "Keep one of them."))
    elif not reading.has(folder / name):
        known = [path.name for path in folder.glob("*.yaml")]
        hint = did_you_mean(name, known, "Write the file, or take it from the list.")
        message = f"the part {name} does not exist"
        reading.problems.append(root.problem(("parts", index), "QUE001", message, hint))
    else:
        return reading.document(folder / name, "part")
    return None


def questionnaire_of(part: Path) -> Path:
    """The questionnaire.yaml that a part belongs to."""
    return part.parent / ROOT


def folders(engagement: Path | None = None) -> list[Path]:
    """Every folder with a questionnaire: the engagement's own first, then the bundled ones.

    The own one counts even without its questionnaire.yaml: that is missing, and no other was meant.
    """
    own = engagement / "questionnaire" if engagement else None
    bundles = sorted(bundled("questionnaires").iterdir())
    return [
        *([own] if own and is_folder(own) else []),
        *(folder for folder in bundles if is_file(folder / ROOT)),
    ]


def find(name: str, engagement: Path | None, reading: Reading) -> tuple[Assembled, Path] | None:
    """The questionnaire with the id `name` and its folder; broken candidates are noted as problems."""
    for folder in folders(engagement):
        is_own = engagement is not None and folder.parent == engagement
        if not is_own and folder.name != name:
            continue
        found = load(folder, reading)
        if found is None:
            return None
        if found.questionnaire.id == name:
            return found, folder
    return None


def playbook(folder: Path, reading: Reading) -> Document[Playbook] | None:
    """The playbook beside a questionnaire, if there is one."""
    path = folder / PLAYBOOK
    return reading.document(path, "playbook") if reading.has(path) else None


def overlays(folder: Path, assembled: Assembled, reading: Reading) -> dict[str, Overlay]:
    """The translations beside a questionnaire, by language."""
    others = {ROOT, PLAYBOOK, *assembled.root.record.parts}
    paths = [path for path in reading.folder(folder) if path.suffix in SUFFIXES and path.name not in others]
    found = [document for path in paths if (document := reading.document(path))]
    return {one.record.language: one.record for one in found if one.kind == "overlay"}


def known(engagement: Path | None = None) -> list[str]:
    """The names of all questionnaires that can be found."""
    return [
        shown(folder) if engagement and folder.parent == engagement else folder.name
        for folder in folders(engagement)
    ]
