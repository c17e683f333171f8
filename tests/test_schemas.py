"""`assess schema`: what other people's programs may rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from assess.model.kinds import KINDS
from assess.model.schemas import json_schema
from assess.text.safe_yaml import parse

Run = Callable[..., Any]
ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *sorted((ROOT / "questionnaires").rglob("*.yaml")),
    *sorted((ROOT / "examples").rglob("*.yaml")),
    *sorted((ROOT / "tests" / "documents" / "valid").rglob("*.yaml")),
]


def accepts(kind: str, data: object) -> None:
    schema = json_schema(kind)
    jsonschema.Draft202012Validator(schema).validate(data)


def as_json(path: Path) -> Any:
    """A document as a program without exact numbers sees it."""
    source, problems = parse(path.read_text("utf-8"), path.name)
    assert problems == []
    assert source
    return json.loads(json.dumps(source.data, default=float))


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_one(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_command_prints_it_and_nothing_else(assess: Run, kind: str) -> None:
    ended = assess("schema", kind)
    assert (ended.code, ended.err) == (0, "")
    assert json.loads(ended.out) == json.loads(json.dumps(json_schema(kind)))
    assert json.loads(ended.out)["$id"] == f"urn:assess:{kind}:1"


def test_without_a_kind_all_are_listed(assess: Run) -> None:
    assert assess("schema").out.split() == list(KINDS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_good_document_is_accepted(path: Path) -> None:
    data = as_json(path)
    accepts(data["schema"].removeprefix("assess/").partition("@")[0], data)


@pytest.mark.parametrize("example", ["tarnbeck", "kestrel-rowe"])
def test_scorecard_is_accepted(assess: Run, example: str) -> None:
    accepts("scorecard", json.loads(assess("score", ROOT / "examples" / example, "-f", "json").out))


def test_scorecard_without_answers_is_accepted(assess: Run, tmp_path: Path) -> None:
    assess("new", tmp_path, "-r", "anna:marketing")
    accepts("scorecard", json.loads(assess("score", tmp_path, "-f", "json").out))


def test_roadmap_is_accepted(assess: Run, engagement: Path) -> None:
    accepts("roadmap", json.loads(assess("plan", engagement, "-f", "json").out))
    accepts("roadmap", as_json(engagement / "roadmap.yaml"))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("vision", {"schema": "assess/vision@1"}),
        ("vision", {"schema": "assess/vision@2", "statement": "More."}),
        ("vision", {"schema": "assess/vision@1", "statement": "More.", "statemnt": "More."}),
        ("vision", {"schema": "assess/vision@1", "statement": 3}),
        ("vision", {"schema": "assess/vision@1", "statement": "More.", "horizon": 2028}),
    ],
)
def test_bad_document_is_refused(kind: str, data: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        accepts(kind, data)
