"""The JSON Schemas that the program carries, and copies of them for editors."""

from collections.abc import Iterable
from pathlib import Path

from assess.files.bundled import bundled
from assess.model.kinds import SCHEMAS


def schema_text(kind: str, *, draft_07: bool = False) -> str:
    """The schema of a kind in 2020-12, or in the older dialect that more editors read."""
    folder = bundled("docs/schemas")
    return (folder / "draft-07" if draft_07 else folder).joinpath(f"{kind}.json").read_text("utf-8")


def copies(folder: Path, kinds: Iterable[str]) -> dict[Path, str]:
    """Schemas for the documents in `folder`, each with its place; `modeline` leads editors there."""
    return {folder / SCHEMAS / f"{kind}.json": schema_text(kind, draft_07=True) for kind in kinds}
