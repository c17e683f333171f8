"""What makes a document good, shown by documents.

A file dropped into documents/valid or documents/invalid is a test. An invalid one says in comments where its
problems are, `# expect: LINE:COLUMN CODE`, one a problem; without any it only stands beside another.
"""

import re
from pathlib import Path

import pytest

from assess.cli.checking import validate
from assess.cli.request import told
from assess.files.documents import Reading, shown
from assess.rules import Selection
from assess.rules.catalogue import CATALOGUE, RULES
from assess.rules.told import TOLD
from assess.text.problems import Problem, Severity

DOCUMENTS = Path(__file__).parent / "documents"
PACKAGE = Path(__file__).parent.parent / "assess"
EXPECT = re.compile(r"# expect: (\d+:\d+ [A-Z]{3}\d{3})")
CODE = re.compile(r'"([A-Z]{3}\d{3})"')


def documents(folder: str) -> list[Path]:
    return sorted((DOCUMENTS / folder).rglob("*.yaml"))


def name(path: Path) -> str:
    return path.relative_to(DOCUMENTS).as_posix()


def problems(path: Path) -> list[Problem]:
    reading = Reading()
    return told(validate([path], reading), reading, Selection())


def expected(path: Path) -> list[str]:
    return EXPECT.findall(path.read_bytes().decode("latin-1"))


@pytest.mark.parametrize("path", documents("valid"), ids=name)
def test_valid_document_has_no_problem(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize("path", documents("invalid"), ids=name)
def test_invalid_document_has_the_problems_that_it_expects(path: Path) -> None:
    """All errors, and of the warnings those that it is about."""
    own = [p for p in problems(path) if p.file == shown(path)]
    about = {line.split()[1] for line in expected(path)}
    counted = [p for p in own if p.severity is Severity.ERROR or p.code in about]
    assert [f"{p.line}:{p.column} {p.code}" for p in counted] == expected(path)


@pytest.mark.parametrize("path", documents("invalid"), ids=name)
def test_every_problem_says_how_to_mend_it(path: Path) -> None:
    for problem in problems(path):
        assert problem.message
        assert problem.hint or problem.code in {"DOC032", "DOC034", "DOC037"}, problem
        assert not re.search(r"pydantic|Traceback|NoneType|Decimal", problem.message + problem.hint)


def test_every_code_of_the_program_is_documented() -> None:
    codes = {code for path in PACKAGE.rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    assert codes == set(CATALOGUE)


def test_each_rule_has_a_code_of_its_own() -> None:
    assert len(CATALOGUE) == len(RULES) + len(TOLD)


def test_inherited_routing_is_told_once_where_it_stands() -> None:
    """`asked_of` of a section is handed down to its questions; the misspelt function is written once."""
    path = DOCUMENTS / "invalid" / "questionnaires" / "references.yaml"
    told = [p for p in problems(path) if "`sale`" in p.message]
    assert [(p.line, p.hint) for p in told] == [(27, "Did you mean `sales`?")]


def test_problem_covers_the_word_that_is_wrong() -> None:
    path = DOCUMENTS / "invalid" / "answers" / "values.yaml"
    problem = problems(path)[0]
    line = path.read_text("utf-8").splitlines()[problem.line - 1]
    assert line[problem.column - 1 : problem.end[1] - 1] == "finanse"
