"""JSON for programs: the kind `problems`, and the same problems one a line."""

import json
from typing import Any

from assess.rules.formats.findings import Findings
from assess.text.problems import Problem

FORMAT = "assess/problems@1"


def as_json(findings: Findings) -> str:
    """One document; `assess schema problems` describes it."""
    data = {
        "schema": FORMAT,
        "version": findings.version,
        "files": len(findings.files),
        "errors": findings.errors,
        "warnings": findings.warnings,
        "problems": [_problem(problem) for problem in findings.problems],
    }
    return _written(data, indent=2)


def as_jsonl(findings: Findings) -> str:
    """One problem a line, with the keys that it has in the document."""
    return "".join(_written(_problem(problem)) for problem in findings.problems)


def _problem(problem: Problem) -> dict[str, Any]:
    data: dict[str, Any] = {
        "code": problem.code,
        "severity": problem.severity.value,
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "end_line": problem.end[0],
        "end_column": problem.end[1],
        "message": problem.message,
        "hint": problem.hint,
    }
    return data if problem.instead is None else data | {"instead": problem.instead}


def _written(data: dict[str, Any], indent: int | None = None) -> str:
    """File names that are no text (surrogates) stay escaped, so that every reader can take them."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(data, ensure_ascii=True, indent=indent)
    return f"{text}\n"
