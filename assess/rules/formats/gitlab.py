"""GitLab's Code Quality report.

Source: GitLab Docs, *Code Quality*, "Code Quality report format": description, check_name, fingerprint,
location.path, location.lines.begin and severity (info, minor, major, critical, blocker) are required.
"""

import json

from assess.rules.formats.findings import Findings, told
from assess.text.problems import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def as_gitlab(findings: Findings) -> str:
    """A list of findings; an empty one is a report, too."""
    report = [
        {
            "description": told(problem),
            "check_name": problem.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[problem.severity],
            "location": {
                "path": problem.file,
                "lines": {"begin": problem.line, "end": max(problem.line, problem.end[0])},
            },
        }
        for problem, fingerprint in zip(findings.problems, findings.fingerprints, strict=True)
    ]
    return json.dumps(report, indent=2) + "\n"
