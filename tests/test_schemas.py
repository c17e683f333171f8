"""`assess schema`: what editors and other people's programs may rely on.

A schema accepts what the records accept and refuses what they refuse. The properties try the same examples
each time; with EXPLORE=5000 in the environment, as many new ones.
"""

import copy
import json
import operator
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from assess.model.kinds import KINDS, record_class
from assess.model.reading import kind_of, read
from assess.model.record import Record
from assess.text.safe_yaml import Source, parse

Run = Callable[..., Any]
Steps = tuple[str | int, ...]
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


def as_json(data: object) -> Any:
    """What a program without exact numbers sees."""
    return json.loads(json.dumps(data, default=float))


def accepted_by(kind: str, data: object) -> list[bool]:
    """Whether each dialect's schema accepts it."""
    plain = as_json(data)
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


@dataclass(frozen=True)
class Piece:
    """A record as it stands in a document, and the places in it that are not those of records inside it."""

    record: type[Record]
    data: dict[str, Any]
    places: tuple[Steps, ...]


def pieces(record: Record, data: dict[str, Any]) -> Iterator[Piece]:
    """The record and all that are inside it."""
    places: list[Steps] = []
    inside: list[tuple[Record, dict[str, Any]]] = []

    def look(value: Any, here: Any, path: Steps) -> None:
        places.append(path)
        if isinstance(value, Record):
            inside.append((value, here))
        elif isinstance(here, dict | list):
            for step, one in here.items() if isinstance(here, dict) else enumerate(here):
                look(value[step], one, (*path, step))

    for name, field in type(record).model_fields.items():
        if (key := field.alias or name) in data:
            look(getattr(record, name), data[key], (key,))
    yield Piece(type(record), data, tuple(places))
    for one in inside:
        yield from pieces(*one)


@cache
def samples() -> dict[str, list[Piece]]:
    """Pieces of tests/forms by the name of their record; each has a key that none before it has."""
    found: dict[str, list[Piece]] = {}
    for path in sorted((ROOT / "tests" / "forms").glob("*.yaml")):
        data = data_of(path)
        document, problems = read(Source(path.name, "", data, None))
        assert document, problems
        for piece in pieces(document.record, data):
            others = found.setdefault(piece.record.__name__, [])
            if set(piece.data) - {key for other in others for key in other.data}:
                others.append(piece)
    return found


RECORDS = sorted(
    {record_class(kind).__name__ for kind in KINDS}
    | {name for kind in KINDS for name, one in schema(kind).get("$defs", {}).items() if "properties" in one}
)


@cache
def readers(name: str) -> list[Any]:
    """What reads a record by its schema alone, in each dialect."""
    for kind in KINDS:
        if record_class(kind).__name__ == name:
            return [reader(kind, dialect) for dialect in DIALECTS]
    kind = next(kind for kind in KINDS if name in schema(kind).get("$defs", {}))
    return [
        READERS[dialect]({group: schema(kind, dialect)[group], "$ref": f"#/{group}/{name}"})
        for dialect, group in zip(DIALECTS, ("$defs", "definitions"), strict=True)
    ]


def verdicts(record: type[Record], data: Any) -> list[bool]:
    """Whether the record accepts it, and whether each dialect's schema does."""
    if "schema_" in record.model_fields:  # a whole document, whose first key is looked at by who reads it
        is_good = is_read(data)
    else:
        try:
            record.model_validate(data, by_alias=True, by_name=False)
            is_good = True
        except ValidationError:
            is_good = False
    plain = as_json(data)
    return [is_good, *(one.is_valid(plain) for one in readers(record.__name__))]


NUMBERS = [Decimal(text) for text in ("0.5", "0.999", "2.0", "100.0", "100.5", "-0.5")]
DATES = ["2026-10-05", "2026-02-29", "2028-02-29", "2026-04-31", "0000-01-01", "2026-10-05T10:00"]
YEARS = ["1899-12-31", "1900-02-29", "2900-02-29", "2800-02-29", "9999-12-31"]
NAMES = ["a", "0", "a.b-c_d", "_a", "a b", "a\n", "x" * 64, "x" * 65]
TEXTS = ["Two words", "", "\t\n", "#0B5d57", "#0B5d57\n"]
VALUES: list[Any] = [
    *(None, True, False, 0, 1, 2, -1, {}, [], [1], ["a"], [3, 2, 1], [1, 2, 3, 4], ["a b"], [None]),
    *({"a": 1}, {"a b": 1}, {"a": "a"}, {"a": True}, {"a": {}}),
    *(*NUMBERS, *DATES, *YEARS, *NAMES, *TEXTS),
]
WORDS = ["answered", "unknown", "not-applicable", "fact", "context", "cumulative", "thresholds", "none"]
STRANGE = ["nonsense", "from_", "schema_", "a b"]


def change(data: Any, place: Steps, how: Callable[[Any, Any], None]) -> Any:
    """A copy of the data that is changed at the place: by what is around it, and the last step."""
    changed = copy.copy(data)
    if len(place) == 1:
        how(changed, place[0])
    else:
        changed[place[0]] = change(data[place[0]], place[1:], how)
    return changed


def put(value: Any) -> Callable[[Any, Any], None]:
    return lambda above, step: operator.setitem(above, step, value)


def rename(name: str) -> Callable[[Any, Any], None]:
    return lambda above, step: operator.setitem(above, name, above.pop(step))


def keys(record: type[Record]) -> list[str]:
    return [field.alias or name for name, field in record.model_fields.items()]


def values(piece: Piece, place: Steps) -> list[Any]:
    """Anything, and what stands there in other pieces of the record."""
    others = samples()[piece.record.__name__] if len(place) == 1 else []
    return [*VALUES, *(other.data[place[0]] for other in others if place[0] in other.data)]


def changes(piece: Piece) -> Iterator[Any]:
    """Something else in its place; each place of it left out, with another value or name; each key added."""
    yield from (None, "a", 1, [], [piece.data])
    absent = [key for key in [*keys(piece.record), *STRANGE] if key not in piece.data]
    for place in [*piece.places, *((key,) for key in absent)]:
        for value in values(piece, place):
            yield change(piece.data, place, put(value))
    for place in piece.places:
        yield change(piece.data, place, operator.delitem)
        if isinstance(place[-1], str) and len(place) > 1:
            for name in NAMES:
                yield change(piece.data, place, rename(name))


def test_every_record_is_shown() -> None:
    """What is not in a document of tests/forms would go untested."""
    assert sorted(samples()) == RECORDS


@pytest.mark.parametrize("name", RECORDS)
def test_schema_and_record_agree_on_every_change(name: str) -> None:
    """By far most changes break something; a schema that misses one of them says too little."""
    for piece in samples()[name]:
        for data in [piece.data, *changes(piece)]:
            assert verdicts(piece.record, data) in ([True] * 3, [False] * 3), data


@st.composite
def changed(draw: st.DrawFn) -> tuple[type[Record], Any]:
    """A record's data after up to four changes: only then shows what is checked between keys."""
    piece = draw(st.sampled_from([piece for name in RECORDS for piece in samples()[name]]))
    data: Any = piece.data
    for key in draw(st.lists(st.sampled_from(keys(piece.record)), min_size=1, max_size=4, unique=True)):
        if draw(st.booleans()) and key in data:
            data = change(data, (key,), operator.delitem)
        else:
            data = change(data, (key,), put(draw(st.sampled_from([*WORDS, *values(piece, (key,))]))))
    return piece.record, data


@settings(max_examples=EXPLORE or 500, derandomize=not EXPLORE, database=None, deadline=None)
@given(changed())
def test_schema_and_record_agree_on_several_changes(example: tuple[type[Record], Any]) -> None:
    assert verdicts(*example) in ([True] * 3, [False] * 3)
