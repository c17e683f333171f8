"""Documents that follow the grammar of a kind, as its JSON Schema tells it, and hardly ever make sense."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from assess.files.schemas import schema_text
from assess.model.kinds import schema_line
from assess.text.yaml_text import dump

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 3, 5, 100, 101, 10**30, -(10**30)),
    *map(Decimal, ("0.5", "1E-30", "2.0")),
    *("", " ", "a", "b", "no", "3", "2026-11-02", "9999-12-31", "consensus", "unknown", "\u202e"),
    *("x" * 300, "A — b: c # d"),
    *([], {}, [[]], [{}], {"a": 1}, {"value": 3}, {"fact": "a"}, {"not": {}}, {"all": []}, ["a", "a"]),
)
"""Values of every form, for places where they do not belong."""


@cache
def _schema(kind: str) -> Mapping[str, Any]:
    schema: Mapping[str, Any] = json.loads(schema_text(kind))
    return schema


def generated(kind: str, chance: random.Random) -> str:
    """A document in which nearly every key and value is of the right form, and little of it makes sense."""
    schema = _schema(kind)
    data = _Grammar(schema.get("$defs", {}), chance).value(schema, 7)
    return dump({**(data if isinstance(data, dict) else {}), "schema": schema_line(kind)})


_NAMES = ("a", "b", "c", "orders-kept", "bakery", "counter", "owner", "2", "level")
_TEXTS = ("A text", "How often do you keep what you promise, and why?", "Not never", *_NAMES)
_DAYS = ("2026-11-02", "2026-11-02", "2026-11-30", "2027-02-28", "0001-01-01", "9999-12-31", "2028-02-29")


@dataclass(frozen=True)
class _Grammar:
    """Draws values that fit a schema, or nearly."""

    definitions: Mapping[str, Any]
    chance: random.Random

    def value(self, schema: Mapping[str, Any], depth: int) -> Any:
        if self.chance.random() < 0.01:
            return self.chance.choice(VALUES)
        if "$ref" in schema:
            return self.value(self.definitions[schema["$ref"].rpartition("/")[2]], depth)
        for union in ("anyOf", "oneOf"):
            if union in schema and "properties" not in schema:
                return self.value(self.chance.choice(schema[union]), depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        return self._of_type(schema, depth)

    def _of_type(self, schema: Mapping[str, Any], depth: int) -> Any:
        kinds = schema.get("type", "object" if "properties" in schema else "string")
        kind = self.chance.choice(kinds) if isinstance(kinds, list) else kinds
        match kind:
            case "object":
                return self._object(schema, depth)
            case "array":
                return self._array(schema, depth)
            case "integer" | "number":
                return self._number(schema)
            case "boolean":
                return self.chance.random() < 0.5
            case "null":
                return None
            case _:
                return self._text(schema)

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        known: Mapping[str, Any] = schema.get("properties", {})
        required: Sequence[str] = schema.get("required", ())
        data = {
            key: self.value(inner, depth - 1)
            for key, inner in known.items()
            if (key in required and self.chance.random() < 0.99) or (depth > 0 and self.chance.random() < 0.3)
        }
        others = schema.get("additionalProperties") or next(
            iter(schema.get("patternProperties", {}).values()), None
        )
        if isinstance(others, dict) and depth > 0:
            data |= {
                self.chance.choice(_NAMES): self.value(others, depth - 1)
                for _ in range(self.chance.randint(0, 4))
            }
        return data

    def _array(self, schema: Mapping[str, Any], depth: int) -> list[Any]:
        least = schema.get("minItems", 0)
        count = least + (self.chance.randint(0, 3) if depth > 0 else 0)
        return [self.value(schema.get("items", {}), depth - 1) for _ in range(count)]

    def _number(self, schema: Mapping[str, Any]) -> Any:
        least = schema.get("minimum", schema.get("exclusiveMinimum", -1))
        whole = self.chance.choice((0, 1, 1, 2, 3, 4, 5, 10, 75, 100, 10**9))
        if schema.get("type") == "number" and self.chance.random() < 0.2:
            return Decimal(self.chance.choice(("0.5", "2.25", "33.3", "1E-30", "1E+30")))
        return max(int(least), whole)

    def _text(self, schema: Mapping[str, Any]) -> str:
        if schema.get("format") == "date":
            return self.chance.choice(_DAYS)
        if "0-9" in schema.get("pattern", ""):
            return self.chance.choice(_NAMES)
        return self.chance.choice(
            ("A text", "How often do you keep what you promise, and why?", "Not never", *_NAMES)
        )
