"""What all records share: frozen, no unknown keys, exact numbers, plain texts."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    Strict,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError


class Record(BaseModel):
    """A frozen piece of a document. Attributes are named as keys; `from_` stands for Python's `from`.

    A text below an attribute tells what the key means: editors and docs/documents.md show it.
    """

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,  # most records are only a part of one that is read, and need no reader of their own
        extra="forbid",
        populate_by_name=True,
        alias_generator=lambda name: name.rstrip("_"),
    )

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """With what the validators of the whole record say by `in_json_schema`."""
        schema = handler(core)
        checks = cls.__pydantic_decorators__.model_validators.values()
        said = [one for check in checks for one in getattr(check.func, "in_json_schema", ())]
        if said:
            handler.resolve_ref_schema(schema)["allOf"] = said
        return schema


def _exact(value: object) -> object:
    """YAML integers and decimals become exact Decimals; texts and booleans are no numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, Decimal):
        return value
    raise PydanticCustomError("number_type", "a number is expected")


def _whole(value: object) -> object:
    """2.0 is a whole number, as it is in JSON, where nobody can tell it from 2."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
FIRST_YEAR, LAST_YEAR = 1900, 2999
"""A day before or after is a slip, and beyond the year 9999 nothing can be reckoned."""
_LEAP = "(0[48]|[2468][048]|[13579][26])"
_DAY = (
    "^("
    "(19|2[0-9])[0-9]{2}-"
    "((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)"
    f"|((19|2[0-9]){_LEAP}|2[048]00)-02-29"
    ")$"
)
"""Every day of these years; `format: date` alone is no more than a remark to most readers of a schema."""


def _iso_date(value: object) -> object:
    if isinstance(value, dt.date) or (isinstance(value, str) and _DATE.match(value)):
        return value
    raise PydanticCustomError("date_form", "a date such as 2026-10-05 is expected")


def _in_years(value: dt.date) -> dt.date:
    if FIRST_YEAR <= value.year <= LAST_YEAR:
        return value
    raise PydanticCustomError("date_range", "a date between 1900 and 2999 is expected")


_SCALARS = (str, Decimal, NoneType)


def _scalar(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, _SCALARS):
        return value
    raise PydanticCustomError("scalar_type", "a number or a text is expected")


_BOUNDS: Mapping[str, str] = MappingProxyType(
    {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}
)
"""Pydantic's names behind a validator of our own, and JSON Schema's."""


@dataclass(frozen=True, eq=False)
class InJsonSchema:
    """How JSON Schema describes a type (pydantic's own annotation for this takes 20 ms to import).

    Bounds of numbers need not be repeated: they are kept from the fields that set them.
    """

    described: Mapping[str, Any]

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        said = handler(core)
        bounds = {name: said[key] for key, name in _BOUNDS.items() if key in said}
        return {**self.described, **{name: _json_number(Decimal(str(to))) for name, to in bounds.items()}}


def _json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _json_scalar(value: object) -> object:
    return _json_number(value) if isinstance(value, Decimal) else value


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    PlainSerializer(_json_number, when_used="json"),
    InJsonSchema({"type": "number"}),
]
Weight = Annotated[Number, Field(ge=0)]
Share = Annotated[Number, Field(gt=0, le=100)]
"""Per cent, above 0 and at most 100."""
Whole = Annotated[int, Strict(), BeforeValidator(_whole), InJsonSchema({"type": "integer"})]
Count = Annotated[Whole, Field(ge=0)]
Positive = Annotated[Whole, Field(ge=1)]
Flag = Annotated[bool, Strict()]
Text = Annotated[
    str,
    StringConstraints(min_length=1, strip_whitespace=True),
    InJsonSchema({"type": "string", "pattern": r"\S"}),
]
ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
Id = Annotated[str, StringConstraints(pattern=ID)]
"""Stable name: letters, digits, dot, dash, underscore; at most 64 characters."""
Date = Annotated[
    dt.date,
    BeforeValidator(_iso_date),
    AfterValidator(_in_years),
    InJsonSchema({"type": "string", "format": "date", "pattern": _DAY}),
]
Scalar = Annotated[
    Any,
    BeforeValidator(_scalar),
    PlainSerializer(_json_scalar, when_used="json"),
    InJsonSchema({"type": ["number", "string", "null"]}),
]
"""A number (Decimal), a text or nothing."""
