"""Finds questionnaires and loads them with their parts."""

from pathlib import Path

from assess.files.bundled import bundled
from assess.files.documents import Reading, shown
from assess.model.assembly import Assembled, assemble
from assess.model.playbook import Playbook
from assess.model.reading import Document
from assess.text.problems import did_you_mean

ROOT = "questionnaire.yaml"
PLAYBOOK = "playbook.yaml"


def load(path: Path, reading: Reading) -> Assembled | None:
    """The questionnaire at `path` (the file or its folder); None, with the problems noted, if it cannot be used."""
    path = path / ROOT if path.is_dir() else path
    root = reading.document(path, "questionnaire")
    if root is None:
        return None
    parts, whole = [], True
    for index, name in enumerate(root.record.parts):
        if Path(name).name != name:
            hint = "Parts stand beside their questionnaire.yaml."
            reading.problems.append(
                root.problem(("parts", index), "QUE002", f"`{name}` is not a plain file name", hint)
            )
            whole = False
            continue
        if not (path.parent / name).is_file():
            hint = did_you_mean(
                name,
                [p.name for p in path.parent.glob("*.yaml")],
                "Write the file, or take it from the list.",
            )
            reading.problems.append(
                root.problem(("parts", index), "QUE001", f"the part {name} does not exist", hint)
            )
            whole = False
            continue
        part = reading.document(path.parent / name, "part")
        whole = whole and part is not None
        parts += [part] if part else []
    return assemble(root, parts) if whole else None


def questionnaire_of(part: Path) -> Path:
    """The questionnaire.yaml that a part belongs to."""
    return part.parent / ROOT


def folders(engagement: Path | None = None) -> list[Path]:
    """Every folder with a questionnaire: the engagement's own first, then the bundled ones."""
    own = engagement / "questionnaire" if engagement else None
    candidates = [own] if own and own.is_dir() else []
    candidates += sorted(path for path in bundled("questionnaires").iterdir() if path.is_dir())
    return [folder for folder in candidates if (folder / ROOT).is_file()]


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
    return reading.document(path, "playbook") if path.is_file() else None


def known(engagement: Path | None = None) -> list[str]:
    """The names of all questionnaires that can be found."""
    return [
        shown(folder) if engagement and folder.parent == engagement else folder.name
        for folder in folders(engagement)
    ]
