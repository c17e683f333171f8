"""The templates, style sheets, scripts and fonts of report and form, read at once."""

from collections.abc import Mapping
from pathlib import Path

from assess.files.bundled import bundled

_KINDS = (".j2", ".css", ".js", ".woff2", ".otf")
FORM = "form"
"""The folder of what belongs to the form, not to the report."""


def report_assets(folder: Path | None = None) -> Mapping[str, bytes]:
    """Every template, style sheet and font by its path in the folder `report_templates`."""
    root = folder or bundled("report_templates")
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.suffix in _KINDS and path.relative_to(root).parts[0] != FORM
    }


def form_assets() -> Mapping[str, bytes]:
    """The form's template, style sheet and script by their paths in the folder `report_templates`."""
    root = bundled("report_templates")
    files = sorted(path for path in (root / FORM).iterdir() if path.suffix in _KINDS)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}
