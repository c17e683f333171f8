"""SARIF 2.1.0, which code scanning services and editors read.

Source: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, 2020. Columns are code
points, files are relative to `%SRCROOT%`, the folder in which the program ran.
"""

import json
from typing import Any
from urllib.parse import quote

from assess.rules.catalogue import CATALOGUE
from assess.rules.formats.findings import Findings, told
from assess.rules.rule import Rule, Told
from assess.text.problems import Problem

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "assess/v1"


def as_sarif(findings: Findings) -> str:
    """One run, with the rules that found something."""
    codes = sorted({problem.code for problem in findings.problems})
    both = zip(findings.problems, findings.fingerprints, strict=True)
    results = [_result(problem, name, codes.index(problem.code), findings) for problem, name in both]
    run = {
        "tool": {
            "driver": {
                "name": "assess",
                "version": findings.version,
                "semanticVersion": findings.version,
                "rules": [_rule(CATALOGUE[code]) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"uri": _folder(findings.root)}},
        "artifacts": [{"location": _location(name)} for name in _names(findings)],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _names(findings: Findings) -> list[str]:
    return list(dict.fromkeys([*findings.files, *(problem.file for problem in findings.problems)]))


def _rule(rule: Rule | Told) -> dict[str, Any]:
    about = rule.about
    examples = [f"{head}\n\n```yaml\n{text}\n```" for head, text in about.examples]
    return {
        "id": rule.code,
        "shortDescription": {"text": f"{about.title}."},
        "fullDescription": {"text": " ".join(about.why.split())},
        "help": {
            "text": "\n\n".join([about.why, *(f"{head}\n\n{text}" for head, text in about.examples)]),
            "markdown": "\n\n".join([about.why, *examples]),
        },
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(problem: Problem, fingerprint: str, index: int, findings: Findings) -> dict[str, Any]:
    place = {"artifactLocation": _location(problem.file), "region": _region(problem, findings)}
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": told(problem)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if problem.instead is not None:
        replacement = {"deletedRegion": _place(problem), "insertedContent": {"text": problem.instead}}
        change = {"artifactLocation": _location(problem.file), "replacements": [replacement]}
        description = {"text": problem.hint or told(problem)}
        result["fixes"] = [{"description": description, "artifactChanges": [change]}]
    return result


def _place(problem: Problem) -> dict[str, int]:
    end_line, end_column = max(problem.end, (problem.line, problem.column))
    return {
        "startLine": problem.line,
        "startColumn": problem.column,
        "endLine": end_line,
        "endColumn": end_column,
    }


def _region(problem: Problem, findings: Findings) -> dict[str, Any]:
    line = findings.line(problem)
    return _place(problem) | ({"snippet": {"text": line}} if line else {})


def _location(name: str) -> dict[str, str]:
    if name.startswith("/") or name[1:3] == ":/":
        return {"uri": _uri(name)}
    return {"uri": _percent(name), "uriBaseId": "%SRCROOT%"}


def _folder(path: str) -> str:
    return f"{_uri(path).rstrip('/')}/"


def _uri(path: str) -> str:
    return f"file:///{_percent(path.lstrip('/'))}"


def _percent(path: str) -> str:
    return quote(path.encode("utf-8", "surrogateescape"), safe="/:" if path[1:3] == ":/" else "/")
