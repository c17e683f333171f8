"""Lines for people and for editors."""

from assess.rules.formats.findings import Findings
from assess.text.problems import concise, full


def as_full(findings: Findings) -> str:
    """Each with its source line, a caret below the place, and the repair."""
    return "".join(f"{full(problem, findings.texts)}\n\n" for problem in findings.problems)


def as_concise(findings: Findings) -> str:
    """Each in one line."""
    return "".join(f"{concise(problem)}\n" for problem in findings.problems)
