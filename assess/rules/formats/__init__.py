"""How findings are told: one pure function a format, from all findings to one text."""

from importlib import import_module

from assess.rules.formats.findings import Findings

FORMATS = ("full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif")

_MODULES = {"full": "lines", "concise": "lines", "json": "data", "jsonl": "data"}
"""Where the module is not named after the format."""


def written(form: str, findings: Findings) -> str:
    """The findings in one of the `FORMATS`, of which only that one is imported.

    Raises:
        KeyError: there is no such format.
    """
    if form not in FORMATS:
        raise KeyError(form)
    module = import_module(f"assess.rules.formats.{_MODULES.get(form, form)}")
    text: str = getattr(module, f"as_{form}")(findings)
    return text


__all__ = ["FORMATS", "Findings", "written"]
