"""`assess schema`: what editors and other people's programs may rely on.

A schema accepts what the records accept and refuses what they refuse. The properties try the same examples
each time; with EXPLORE=5000 in the environment, as many new ones.
"""

import copy
import json
import os
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.cli.plan import inputs
from assess.files import engagement_folder
from assess.files.documents import Reading
from assess.model.kinds import KINDS
from assess.model.reading import kind_of, read
from assess.model.roadmap import Roadmap
from assess.planning.roadmap import plan
from assess.scoring.card import score
from assess.scoring.document import document
from assess.text.safe_yaml import Source, parse
from assess.text.yaml_text import dump

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
    """In JSON Schema `$` is the very end; for Python also before a last line feed."""
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


BAKERY = ROOT / "tests" / "documents" / "valid" / "bakery"
FORMS = """\
schema: assess/questionnaire@1
id: forms
version: "1"
title: Every form of a question
ladder: [{value: 1, name: One}, {value: 2, name: Two}]
level: {method: thresholds, from: [1, 1.5], least: 2}
scales: [{id: agree, options: [{value: 1, text: no}, {value: 2, text: yes}]}]
sections:
  - id: A
    title: Answers
    level: {method: cumulative, share: 65}
    levels: [{level: 1, text: Nothing}]
    questions:
      - {id: a, text: How?, scale: agree, practice: {level: 2, from: 1}, weight: 0.5}
      - {id: b, text: Much?, unit: "%", least: 0, bands: [{value: 1, text: a}, {value: 2, text: b, from: 5}]}
      - {id: c, text: How many?, scored: false, number: {unit: people, most: 7}}
      - {id: d, text: Why?, scored: false, open: true, when: {fact: shops}}
      - id: e
        text: Whose?
        kind: fact
        owner: shop
        options: [{value: 1, text: a}, {value: 2, text: b}]
        when: {any: [{question: a, at_least: 2}, {not: {question: b, is: 1}}, {all: [{fact: x}]}]}
"""
ANSWERS = """\
schema: assess/answers@1
questionnaire: forms
version: "1"
respondent: anna
date: 2028-02-29
answers:
  a: {value: 2, evidence: Budget}
  b: {state: unknown}
  c: {state: not-applicable, reason: There are none.}
  d: {value: In our own words, released: true}
  e: {value: }
"""
ENGAGEMENT = """\
schema: assess/engagement@1
client: {name: Baker}
questionnaire: forms
version: "1"
facts: {shops: true}
constituents: [{function: shop, weight: 0.5}]
stand_ins: {office: shop}
limits: {days: {shop: 12.5}, budget: 10, at_once: 2}
figures: [{id: sales, name: Sales, value: 12}]
branding: {accent: "#0b5d57"}
"""


@cache
def seeds() -> list[Any]:
    """One document at least of each kind, with every form in which things can be said."""
    found = engagement_folder.load(BAKERY, None, Reading())
    assert found
    answers = [answers.record for answers in found.answers]
    card = document(score(found.assembled, answers, found.engagement.record, found.date))
    planned = plan(inputs(found))
    assert isinstance(planned, Roadmap)
    written = [
        *(path.read_text("utf-8") for path in sorted(BAKERY.rglob("*.yaml"))),
        *(FORMS, ANSWERS, ENGAGEMENT),
        card.model_dump_json(by_alias=True),
        dump(planned.model_dump(by_alias=True, exclude_defaults=True)),
    ]
    parsed = [parse(text, "a.yaml") for text in written]
    data = [source.data for source, problems in parsed if source and not problems]
    assert [is_read(one) for one in data] == [True] * len(written)
    return data


def places(here: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    for step, inner in (
        here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
    ):
        yield from places(inner, (*path, step))


NUMBERS = [
    Decimal(text) for text in ("0.0", "0.5", "0.999", "1.0", "1.5", "2.0", "100.0", "100.5", "-0.5", "1e2")
]
DATES = ["2026-10-05", "2026-02-29", "2028-02-29", "2026-04-31", "0000-01-01", "2026-1-5", "2026-10-05T10:00"]
NAMES = ["a", "0", "a.b-c_d", "_a", "a b", "a\n", "", "x" * 64, "x" * 65, "ä"]
TEXTS = ["Text", " ", "\t\n", "\u2003", "yes", "#0B5d57", "#0b5d5", "0b5d57\n"]
WORDS = [
    "answered",
    "unknown",
    "not-applicable",
    "fact",
    "context",
    "cumulative",
    "thresholds",
    "none",
    "stop",
]
VALUES: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        1,
        2,
        3,
        -1,
        100,
        101,
        {},
        [],
        [1],
        ["a"],
        {"a": 1},
        {"a b": 1},
        [None],
        {"a": {}},
    ),
    *(*NUMBERS, *DATES, *NAMES, *TEXTS, *WORDS),
]


STRANGE = ["nonsense", "from_", "schema_", "a b"]


def known_beside(kind: str, here: dict[str, Any]) -> list[str]:
    """The keys of the records that a piece of a document may be one of."""
    records = [schema(kind), *schema(kind)["$defs"].values()]
    known = [set(record.get("properties", ())) for record in records]
    return sorted({key for keys in known if keys >= set(here) for key in keys})


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, Any]:
    """A kind, and a good document of it after one to three changes, each at any place."""
    seed = draw(st.sampled_from(seeds()))
    kind = kind_in(seed)
    assert kind
    documents = [copy.deepcopy(seed)]
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from([path for path in places(documents[:1]) if path]))
        above: Any = documents
        for step in path[:-1]:
            above = above[step]
        here = above[path[-1]]
        match draw(st.sampled_from(["delete", "replace", "replace", "add", "add", "rename", "repeat"])):
            case "delete" if above is not documents:
                del above[path[-1]]
            case "add" if isinstance(here, dict):
                name = draw(st.sampled_from([*known_beside(kind, here), *STRANGE]))
                here[name] = copy.deepcopy(draw(st.sampled_from(VALUES)))
            case "rename" if isinstance(above, dict):
                above[draw(st.sampled_from([*known_beside(kind, above), *STRANGE, *NAMES]))] = above.pop(
                    path[-1]
                )
            case "repeat" if isinstance(above, list):
                above.append(copy.deepcopy(here))
            case _:
                above[path[-1]] = copy.deepcopy(draw(st.sampled_from(VALUES)))
    return kind, documents[0]


@settings(
    max_examples=EXPLORE or 300,
    derandomize=not EXPLORE,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(changed())
def test_schema_agrees_with_the_record(example: tuple[str, Any]) -> None:
    kind, data = example
    assert accepted_by(kind, data) == [is_read(data)] * 2
