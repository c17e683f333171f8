"""What all records share: frozen, no unknown keys, exact numbers, plain texts."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic_core import PydanticCustomError


class Record(BaseModel):
    """A frozen piece of a document. Attributes are named as keys; `from_` stands for Python's `from`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: name.rstrip("_"),
    )


def _exact(value: object) -> object:
    """YAML integers and decimals become exact Decimals; texts and booleans are no numbers."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    raise PydanticCustomError("number_type", "a number is expected")


def _whole(value: object) -> object:
    """A whole number may be written `2.0`, as in JSON."""
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def _iso_date(value: object) -> object:
    if isinstance(value, dt.date) or (isinstance(value, str) and _DATE.match(value)):
        return value
    raise PydanticCustomError("date_form", "a date such as 2026-10-05 is expected")


def _scalar(value: object) -> object:
    if (
        value is None
        or isinstance(value, str | Decimal)
        or (isinstance(value, int) and not isinstance(value, bool))
    ):
        return Decimal(value) if isinstance(value, int) else value
    raise PydanticCustomError("scalar_type", "a number or a text is expected")


@dataclass(frozen=True, eq=False)
class InJsonSchema:
    """How JSON Schema describes a type (pydantic's own annotation for this takes 20 ms to import)."""

    described: Mapping[str, Any]

    def __get_pydantic_json_schema__(self, _core: object, _handler: object) -> dict[str, Any]:
        return dict(self.described)


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _json_scalar(value: object) -> object:
    return _json_number(value) if isinstance(value, Decimal) else value


_EXACT = BeforeValidator(_exact)
_AS_JSON = PlainSerializer(_json_number, when_used="json")

# Bounds stand before `_EXACT`, where they are checked on the finished number.
Number = Annotated[Decimal, _EXACT, _AS_JSON, InJsonSchema({"type": "number"})]
Weight = Annotated[Decimal, Field(ge=0), _EXACT, _AS_JSON, InJsonSchema({"type": "number", "minimum": 0})]
"""A number that is not negative."""
Share = Annotated[
    Decimal,
    Field(gt=0, le=100),
    _EXACT,
    _AS_JSON,
    InJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 100}),
]
"""Per cent, above 0 and at most 100."""
Whole = Annotated[int, BeforeValidator(_whole), Strict()]
Count = Annotated[int, Field(ge=0), BeforeValidator(_whole), Strict()]
Positive = Annotated[int, Field(ge=1), BeforeValidator(_whole), Strict()]
Flag = Annotated[bool, Strict()]
Text = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    InJsonSchema({"type": "string", "minLength": 1, "pattern": r"\S"}),
]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
"""Stable name: letters, digits, dot, dash, underscore; at most 64 characters."""
Date = Annotated[
    dt.date,
    BeforeValidator(_iso_date),
    InJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Scalar = Annotated[
    Any,
    BeforeValidator(_scalar),
    PlainSerializer(_json_scalar, when_used="json"),
    InJsonSchema({"type": ["number", "string", "null"]}),
]
"""A number (Decimal), a text or nothing."""


# What a validator of several keys checks, said in JSON Schema; each stands in `json_schema_extra` above it.


def given(key: str) -> dict[str, Any]:
    """The key is there, and not empty."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def says(key: str, value: object) -> dict[str, Any]:
    """The key is there with this value."""
    return {"required": [key], "properties": {key: {"const": value}}}


def never(*conditions: dict[str, Any]) -> dict[str, Any]:
    """None of the conditions holds."""
    return {"not": {"anyOf": list(conditions)}}


def when(
    condition: dict[str, Any], then: dict[str, Any], otherwise: dict[str, Any] | None = None
) -> dict[str, Any]:
    """`then` has to hold where the condition does, `otherwise` where it does not."""
    return {"if": condition, "then": then} | ({"else": otherwise} if otherwise else {})
