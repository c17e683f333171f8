"""`assess schema`: what editors and other people's programs may rely on.

A schema accepts what the records accept and refuses what they refuse. The properties try the same examples
each time; with EXPLORE=5000 in the environment, as many new ones.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess.model.kinds import KINDS
from assess.model.reading import kind_of, read
from assess.text.safe_yaml import Source, parse

Run = Callable[..., Any]
ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "docs" / "schemas"
GOOD = [
    path
    for folder in ("questionnaires", "examples", "tests/documents/valid")
    for path in sorted((ROOT / folder).rglob("*.yaml"))
]
BAD = sorted((ROOT / "tests" / "documents" / "invalid").rglob("*.yaml"))
EXPLORE = int(os.environ.get("EXPLORE", "0"))
DIALECTS = ("", "draft-07")


@cache
def schema(kind: str, dialect: str = "") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / dialect / f"{kind}.json").read_text("utf-8"))
    return found


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[jsonschema.ValidationError]:
    """In JSON Schema `$` is the very end; in Python's own expressions also before a last line feed."""
    if isinstance(instance, str) and not re.search(re.sub(r"\$\Z", r"\\Z", pattern), instance):
        yield jsonschema.ValidationError(f"{instance!r} does not match {pattern!r}")


READERS = {
    "": jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern}),
    "draft-07": jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": _pattern}),
}


@cache
def reader(kind: str, dialect: str) -> Any:
    return READERS[dialect](schema(kind, dialect))


def accepted_by(kind: str, data: object) -> list[bool]:
    """Whether each dialect's schema accepts what a program without exact numbers sees."""
    plain = json.loads(json.dumps(data, default=float))
    return [reader(kind, dialect).is_valid(plain) for dialect in DIALECTS]


def data_of(path: Path) -> Any:
    """The data of a text that is YAML; None for one that is none."""
    try:
        source, problems = parse(path.read_text("utf-8"), path.name)
    except UnicodeDecodeError:
        return None
    return source.data if source and not problems else None


def kind_in(data: object) -> str | None:
    return kind_of(Source("a.yaml", "", data, None))[0]


def is_read(data: object) -> bool:
    return read(Source("a.yaml", "", data, None))[1] == []


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    jsonschema.Draft7Validator.check_schema(schema(kind, "draft-07"))
    assert schema(kind)["$id"] == f"urn:assess:{kind}:1"
    assert schema(kind, "draft-07")["$id"] == f"urn:assess:{kind}:1:draft-07"


@pytest.mark.parametrize("kind", KINDS)
def test_older_dialect_has_nothing_that_it_would_not_know(kind: str) -> None:
    def pieces(here: object) -> Iterator[dict[str, Any]]:
        if isinstance(here, dict):
            yield here
        for inner in here.values() if isinstance(here, dict) else here if isinstance(here, list) else ():
            yield from pieces(inner)

    newer = {"$defs", "prefixItems", "dependentRequired", "dependentSchemas", "unevaluatedProperties"}
    for piece in pieces(schema(kind, "draft-07")):
        assert not newer & set(piece)
        assert "$ref" not in piece or set(piece) == {"$ref"}


@pytest.mark.parametrize("kind", KINDS)
def test_command_prints_it_and_nothing_else(assess: Run, kind: str) -> None:
    ended = assess("schema", kind)
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == schema(kind)
    assert json.loads(assess("schema", kind, "--draft", "07").out) == schema(kind, "draft-07")
    assert assess("schema", kind, "--draft", "04").code == 2


def test_without_a_kind_all_are_listed(assess: Run) -> None:
    assert assess("schema").out.split() == list(KINDS)


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_good_document_is_accepted(path: Path) -> None:
    data = data_of(path)
    kind = kind_in(data)
    assert kind
    assert accepted_by(kind, data) == [True, True]


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_bad_document_is_refused_where_its_record_is(path: Path) -> None:
    """What rules find is no matter of a schema; what is no YAML never comes before one."""
    data = data_of(path)
    kind = kind_in(data)
    for one in [kind] if kind else KINDS:
        assert accepted_by(one, data) == [is_read(data)] * 2


@pytest.mark.parametrize("example", ["tarnbeck", "kestrel-rowe"])
def test_scorecard_is_accepted(assess: Run, example: str) -> None:
    card = json.loads(assess("score", ROOT / "examples" / example, "-f", "json").out)
    assert accepted_by("scorecard", card) == [True, True]


def test_scorecard_without_answers_is_accepted(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing")
    card = json.loads(assess("score", tmp_path, "-f", "json").out)
    assert accepted_by("scorecard", card) == [True, True]


def test_roadmap_is_accepted(assess: Run, engagement: Path) -> None:
    planned = json.loads(assess("plan", engagement, "-f", "json").out)
    assert accepted_by("roadmap", planned) == [True, True]
    assert accepted_by("roadmap", data_of(engagement / "roadmap.yaml")) == [True, True]
