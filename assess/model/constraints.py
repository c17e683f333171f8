"""What records check as a whole, said in JSON Schema beside the check: whoever changes one sees the other.

In a document a key without a value counts as left out, so `required` alone would say too little.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

Check = TypeVar("Check", bound=Callable[..., object])
Schema = Mapping[str, Any]


def in_json_schema(*constraints: Schema) -> Callable[[Check], Check]:
    """Marks a record's validator with what JSON Schema says instead; all of it has to hold."""

    def mark(check: Check) -> Check:
        check.in_json_schema = constraints  # type: ignore[attr-defined]  # a function takes attributes
        return check

    return mark


def given(key: str) -> Schema:
    """The key is there and has a value."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def is_set(key: str, value: object) -> Schema:
    """The key is there with this value."""
    return {"required": [key], "properties": {key: {"const": value}}}


def none_given(*keys: str) -> Schema:
    """Each of the keys is left out, or has no value."""
    return {"properties": {key: {"type": "null"} for key in keys}}


def exactly_one(*forms: Schema) -> Schema:
    """One of the forms holds, and no other."""
    return {"oneOf": list(forms)}


def either(*forms: Schema) -> Schema:
    """One of the forms holds, or several."""
    return {"anyOf": list(forms)}


def if_then(condition: Schema, then: Schema, otherwise: Schema | None = None) -> Schema:
    """Where the condition holds, so does `then`; elsewhere `otherwise`."""
    return {"if": condition, "then": then} | ({} if otherwise is None else {"else": otherwise})
