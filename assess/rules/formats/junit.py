"""JUnit XML: a test case for each file, with a failure where it has errors.

Warnings stand in the case's output, because a failure would fail the build that the exit code lets pass.
"""

import re

from assess.rules.formats.findings import Findings
from assess.text.problems import Problem, Severity, concise

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(findings: Findings) -> str:
    """One suite; files in the order in which they were checked, then those that only turned up on the way."""
    by_file: dict[str, list[Problem]] = {name: [] for name in findings.files}
    for problem in findings.problems:
        by_file.setdefault(problem.file, []).append(problem)
    failed = sum(any(p.severity is Severity.ERROR for p in found) for found in by_file.values())
    counts = f'tests="{len(by_file)}" failures="{failed}" errors="0"'
    cases = "".join(_case(name, found) for name, found in by_file.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="assess validate" {counts} time="0">\n'
        f'  <testsuite name="assess validate" {counts} skipped="0" time="0">\n{cases}  </testsuite>\n'
        "</testsuites>\n"
    )


def _case(name: str, found: list[Problem]) -> str:
    errors = [problem for problem in found if problem.severity is Severity.ERROR]
    warnings = [problem for problem in found if problem.severity is Severity.WARNING]
    begin = f'    <testcase name={_attribute(name)} classname={_attribute(name)} time="0"'
    if not found:
        return f"{begin}/>\n"
    inner = ""
    if errors:
        title = errors[0].message if len(errors) == 1 else f"{len(errors)} problems"
        kind = ", ".join(sorted({problem.code for problem in errors}))
        attributes = f"message={_attribute(title)} type={_attribute(kind)}"
        inner += f"      <failure {attributes}>{_told(errors)}</failure>\n"
    if warnings:
        inner += f"      <system-out>{_told(warnings)}</system-out>\n"
    return f"{begin}>\n{inner}    </testcase>\n"


def _told(problems: list[Problem]) -> str:
    lines = (f"{concise(problem)}{f' ({problem.hint})' if problem.hint else ''}" for problem in problems)
    return _safe("\n".join(lines))


def _attribute(text: str) -> str:
    one_line = _safe(text).replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
    return f'"{one_line.replace(chr(34), "&quot;")}"'


def _safe(text: str) -> str:
    """Escaped; what XML 1.0 cannot hold at all is replaced."""
    whole = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
