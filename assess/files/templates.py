"""The report's templates, style sheets and fonts, read at once."""

from collections.abc import Mapping
from pathlib import Path

from assess.files.bundled import bundled

_KINDS = (".j2", ".css", ".woff2", ".otf")


def report_assets(folder: Path | None = None) -> Mapping[str, bytes]:
    """Every template, style sheet and font by its path in the folder `report_templates`."""
    root = folder or bundled("report_templates")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.suffix in _KINDS
    }
