"""The JSON Schemas accept what the models accept, and refuse what they refuse.

What no JSON Schema can say (order, uniqueness, references) is a rule's business, not a model's.
"""

import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.model.kinds import KINDS, record_class, schema_line
from assess.model.schemas import DIALECTS, json_schema
from assess.text.safe_yaml import parse

ROOT = Path(__file__).parent.parent
DATES = jsonschema.FormatChecker(["date"])


def _documents() -> Iterator[Path]:
    for folder in ("questionnaires", "examples", "tests/documents"):
        yield from sorted((ROOT / folder).rglob("*.yaml"))


@cache
def data_of(path: Path) -> Any:
    """What the YAML reader makes of it; None for what is no YAML or names no kind."""
    text = path.read_bytes().decode("utf-8", "replace")
    source, _ = parse(text, path.name)
    data = source.data if source else None
    return data if isinstance(data, dict) and kind_of(data) else None


def kind_of(data: dict[str, Any]) -> str | None:
    named = str(data.get("schema")).removeprefix("assess/").removesuffix("@1")
    return named if named in KINDS else None


READABLE = [path for path in _documents() if data_of(path) is not None]


@cache
def validator(kind: str, dialect: str) -> Any:
    schema = json_schema(kind, dialect)
    return jsonschema.validators.validator_for(schema)(schema, format_checker=DATES)


def model_accepts(kind: str, data: Any) -> bool:
    try:
        record_class(kind).model_validate(data, by_alias=True, by_name=False)
    except ValueError:
        return False
    return bool(data["schema"] == schema_line(kind))


def same(kind: str, data: Any) -> None:
    accepted = model_accepts(kind, data)
    as_json = json.loads(json.dumps(data, default=float))
    for dialect in DIALECTS:
        told = [error.message[:200] for error in validator(kind, dialect).iter_errors(as_json)]
        assert (not told) is accepted, (dialect, told)


@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_document_is_accepted_or_refused_alike(path: Path) -> None:
    data = data_of(path)
    same(str(kind_of(data)), data)


SMALL = [path for path in READABLE if path.stat().st_size < 12_000]
STRANGE: list[Any] = [None, True, False, 0, 1, -1, 2, 2.5, 101, "", " ", "a", "A b", [], ["a"], {}, {"a": 1}]
STRANGE += ["2026-02-30", "2026-10-05", "#0b5d57", [1, 2, 3], [3, 2, 1]]
KEYS: list[str] = [
    "x",
    "value",
    "text",
    "state",
    "reason",
    "A b",
    "",
    "options",
    "bands",
    "scale",
    "number",
    "open",
]
KEYS += ["kind", "share", "from", "is", "fact", "least", "unit", "owner", "accent", "schema"]


def ruined(data: Any, chance: random.Random) -> Any:
    """One change somewhere: a piece lost, added, exchanged, doubled or turned into something else."""
    copy = json.loads(json.dumps(data, default=float))
    places = list(_places(copy))
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(KEYS)] = holder.pop(key)
        case _:
            holder[key] = chance.choice(STRANGE)
    return copy


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in list(inner):
        yield data, key
        yield from _places(value)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.sampled_from(SMALL), st.integers(0, 2**32))
def test_ruin_of_a_document_is_accepted_or_refused_alike(path: Path, seed: int) -> None:
    data = data_of(path)
    chance = random.Random(seed)  # noqa: S311
    broken = ruined(data, chance)
    same(str(kind_of(data)), exact(broken))


def exact(data: Any) -> Any:
    """As the YAML reader would hand it over: numbers that are not whole are decimals."""
    source, problems = parse(json.dumps(data), "ruin.yaml")
    return source.data if source and not problems else {}
