"""Workflow commands, which GitHub shows beside the lines of a pull request.

Source: GitHub Docs, *Workflow commands for GitHub Actions*; the escapes are those of actions/toolkit,
`packages/core/src/command.ts`. Columns count only where a problem begins and ends in one line.
"""

from assess.rules.formats.findings import Findings, told
from assess.text.problems import Problem


def as_github(findings: Findings) -> str:
    """One command a problem."""
    return "".join(map(_command, findings.problems))


def _command(problem: Problem) -> str:
    properties: dict[str, object] = {"file": problem.file, "line": problem.line, "endLine": problem.end[0]}
    if problem.end[0] == problem.line:
        properties |= {"col": problem.column, "endColumn": problem.end[1]}
    properties["title"] = f"assess {problem.code}"
    told_properties = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{problem.severity.value} {told_properties}::{_data(told(problem))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
