"""How findings are told: one pure function a format, from all findings to one text."""

from collections.abc import Callable, Mapping

from assess.rules.formats.data import as_json, as_json_lines
from assess.rules.formats.findings import Findings
from assess.rules.formats.github import as_github
from assess.rules.formats.gitlab import as_gitlab
from assess.rules.formats.junit import as_junit
from assess.rules.formats.sarif import as_sarif
from assess.text.problems import concise, full


def as_full(findings: Findings) -> str:
    """Each with its source line, a caret below the place, and the repair."""
    return "".join(f"{full(problem, findings.texts)}\n\n" for problem in findings.problems)


def as_concise(findings: Findings) -> str:
    """Each in one line."""
    return "".join(f"{concise(problem)}\n" for problem in findings.problems)


FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "full": as_full,
    "concise": as_concise,
    "json": as_json,
    "jsonl": as_json_lines,
    "github": as_github,
    "gitlab": as_gitlab,
    "junit": as_junit,
    "sarif": as_sarif,
}

__all__ = ["FORMATS", "Findings"]
