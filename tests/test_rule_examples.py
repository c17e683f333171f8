"""Every rule is shown by its own documentation: one example fails where it is marked, the other passes.

An example is completed with the keys that it leaves out, from the document of its kind in
documents/valid/bakery, and stands in a copy of that folder in the place of that document.
"""

import json
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from assess.cli.checking import validate
from assess.cli.request import told
from assess.files.documents import Reading, shown
from assess.rules import Rule, Selection, Told
from assess.rules.catalogue import CATALOGUE
from assess.rules.documentation import documentation, marked
from assess.text.problems import Problem, Severity
from assess.text.safe_yaml import parse

BAKERY = Path(__file__).parent / "documents" / "valid" / "bakery"
PLACES = {
    "ANS": "assessments/2026-11-02/answers/owner.yaml",
    "DOC": "alone/example.yaml",
    "ENG": "engagement.yaml",
    "MAP": "surveys/counter.yaml",
    "OVL": "questionnaire/de.yaml",
    "PIL": "pilots/order-book.yaml",
    "PLY": "questionnaire/playbook.yaml",
    "QUE": "alone/questionnaire.yaml",
    "VIS": "vision.yaml",
}
QUESTIONNAIRE = """\
schema: assess/questionnaire@1
id: example
version: "1"
title: Example
ladder: [{value: 1, name: Low}, {value: 2, name: Middle}, {value: 3, name: High}]
sections:
  - id: A
    title: A
    questions:
      - {id: A.1, text: Who answers letters?, scale: S}
      - {id: A.2, text: Who reads reviews?, scale: S}
      - {id: A.3, text: Who visits customers?, scale: S}
scales:
  - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}, {value: 3, text: A team.}]}
"""
"""An example with sections of its own needs the head alone."""

# No text can show these; the test that does.
SHOWN_ELSEWHERE = dict.fromkeys(
    (code for code in CATALOGUE if code.startswith("WBK")), "test_workbook.py"
) | {
    "DOC002": "documents/invalid/structure/not-utf8.yaml",
    "DOC003": "test_files.py",
    "DOC004": "test_safe_yaml.py",
    "DOC005": "documents/invalid/structure/no-data.yaml",
    "DOC040": "test_files.py",
    "ENG001": "test_cli_score.py",
    **{f"SUR{number:03}": "test_survey_reading.py" for number in range(1, 11)},
    **{f"UNI{number:03}": "test_pilot_counting.py" for number in range(1, 5)},
}


def rules() -> list[Any]:
    return [pytest.param(rule, id=code) for code, rule in CATALOGUE.items() if code not in SHOWN_ELSEWHERE]


@pytest.mark.parametrize("rule", rules())
def test_failing_example_fails_where_it_is_marked(rule: Rule | Told, tmp_path: Path) -> None:
    found = checked(rule.code, rule.about.fails, tmp_path)
    places = [(p.line, p.column, *p.end) for p in found if p.code == rule.code]
    assert places == [(s.line, s.column, s.end_line, s.end_column) for s in marked(rule.about.fails)]
    assert {p.severity for p in found if p.code == rule.code} == {rule.severity}
    elsewhere = [p for p in found if p.line not in {span.line for span in marked(rule.about.fails)}]
    assert [p for p in elsewhere if p.severity is Severity.ERROR] == []


@pytest.mark.parametrize("rule", rules())
def test_passing_example_passes(rule: Rule | Told, tmp_path: Path) -> None:
    assert rule.about.passes
    found = checked(rule.code, rule.about.passes, tmp_path)
    assert [p for p in found if p.code == rule.code or p.severity is Severity.ERROR] == []


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE)
def test_rule_says_what_a_good_document_does_and_why(rule: Rule | Told) -> None:
    assert rule.about.title
    assert rule.about.why


def test_what_is_shown_elsewhere_is_told() -> None:
    assert set(SHOWN_ELSEWHERE) <= set(CATALOGUE)


def test_carets_mark_what_stands_above_them() -> None:
    text = (
        "Title.\n\nWhy.\n\nFails:\n\n    a: 1\n    #^^\n    #  ^\n    b: 2\n    #  ^\n\nPasses:\n\n    a: 2\n"
    )
    about = documentation(text)
    assert (about.title, about.why, about.passes) == ("Title", "Why.", "a: 2")
    assert [(m.line, m.column, m.end_column) for m in marked(about.fails)] == [
        (1, 1, 4),
        (1, 4, 5),
        (4, 4, 5),
    ]


def test_documentation_with_one_example_only_is_refused() -> None:
    with pytest.raises(ValueError, match="a failing and a passing example"):
        documentation("Title.\n\nFails:\n\n    a: 1\n")


def checked(code: str, example: str, folder: Path) -> list[Problem]:
    """The problems of the example's own file."""
    here = folder / "bakery"
    shutil.copytree(BAKERY, here)
    given = dict(files(example))
    main = here / (next(iter(given)) or PLACES[code[:3]])
    for name, text in given.items():
        path = here / name if name else main
        path.parent.mkdir(exist_ok=True)
        whole = (
            path.read_text("utf-8")
            if path.is_file()
            else QUESTIONNAIRE
            if path.name == "questionnaire.yaml"
            else ""
        )
        path.write_text(completed(text, whole), "utf-8")
    reading = Reading()
    return [p for p in told(validate([main], reading), reading, Selection()) if p.file == shown(main)]


def files(example: str) -> Iterator[tuple[str, str]]:
    """The example's files by name; the first has none unless its first line says so."""
    heads = [n for n, line in enumerate(example.splitlines()) if line.startswith("# file: ")]
    starts = sorted({0, *heads})
    for start, end in pairwise([*starts, None]):
        lines = example.splitlines()[start:end]
        name = lines[0].removeprefix("# file: ") if start in heads else ""
        yield name, "\n".join(lines)


def completed(example: str, whole: str) -> str:
    """The example with what it leaves out of `whole`: keys, and those of its initiatives or design."""
    if not whole or "schema:" in example:
        return example + "\n"
    root = yaml.compose(example, Loader=yaml.CSafeLoader)
    given = {key.value: value for key, value in root.value} if root else {}
    rest = parsed(whole)
    lines = example.splitlines()
    if "initiatives" in given:
        fill(lines, given["initiatives"].value, rest["initiatives"][0])
    if "sections" in given:
        rest.pop("scales", None)
    if "design" in given:  # a pilot with a design of its own is a draft: nothing was frozen or found yet
        fill(lines, [given["design"]], rest["design"])
        rest = {key: rest[key] for key in ("schema", "id", "initiative", "title")}
    if "results" in given:  # nothing was decided on these
        rest.pop("decision", None)
    return "\n".join([*lines, ""]) + "".join(as_text({k: v}) for k, v in rest.items() if k not in given)


def fill(lines: list[str], items: list[yaml.Node], whole: dict[str, Any]) -> None:
    """Each item gets the keys that it lacks; from the last on, so that the lines above stay in place.

    One in braces is filled in its own line, so that those below it stay, too.
    """
    for item in reversed(items):
        given = {key.value for key, _ in item.value}
        missing = as_text({key: value for key, value in whole.items() if key not in given})
        if isinstance(item, yaml.MappingNode) and item.flow_style:
            line, at = item.end_mark.line, item.end_mark.column - 1
            lines[line] = ", ".join([lines[line][:at], *missing.splitlines()]) + lines[line][at:]
            continue
        indent = " " * item.start_mark.column
        end = item.value[-1][1].end_mark
        at = end.line + (end.column > 0)
        while at < len(lines) and lines[at].lstrip().startswith("#"):
            at += 1
        lines[at:at] = [indent + line for line in missing.splitlines()]


def as_text(data: dict[str, Any]) -> str:
    """Each key in a line of its own; JSON is YAML, too."""
    return "".join(f"{k}: {json.dumps(v, ensure_ascii=False, default=float)}\n" for k, v in data.items())


def parsed(text: str) -> dict[str, Any]:
    source, problems = parse(text, "base")
    assert source is not None
    assert problems == []
    return dict(source.data)
