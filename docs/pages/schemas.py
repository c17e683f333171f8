"""docs/schemas/: JSON Schema for every kind of document, for editors and for other people's programs.

In two dialects: 2020-12, and draft-07, which more editors and older libraries read.
"""

import ast
import inspect
import json
import re
import sys
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from assess.model.kinds import FORMAT, KINDS, record_class, schema_line


def schemas() -> dict[str, str]:
    """Every schema by its path below docs/schemas/."""
    found = {}
    for kind in KINDS:
        schema = json_schema(kind)
        found[f"{kind}.json"] = _text(schema)
        found[f"draft-07/{kind}.json"] = _text(in_draft_07(schema))
    return found


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of a kind in 2020-12.

    Its `$id` is a name and no address: nothing has to be reachable for it to work, and it stays the same
    wherever a copy lies.
    """
    schema = record_class(kind).model_json_schema(schema_generator=_Generator)
    line = {
        "const": schema_line(kind),
        "description": "The kind of the document and the version of its format.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:assess:{kind}:{FORMAT}",
        "title": f"assess {kind}",
        **{key: value for key, value in schema.items() if key != "title"},
        "properties": schema["properties"] | {"schema": line},
    }


def in_draft_07(schema: dict[str, Any]) -> dict[str, Any]:
    """The same schema in the older dialect, under a name of its own."""
    older: dict[str, Any] = _older(schema)
    return older | {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"{schema['$id']}:draft-07",
    }


def _older(schema: Any) -> Any:
    """Definitions have another name, and what stands beside a reference would be ignored."""
    if isinstance(schema, list):
        return [_older(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {("definitions" if key == "$defs" else key): _older(value) for key, value in schema.items()}
    if "$ref" in found:
        reference = {"$ref": found.pop("$ref").replace("#/$defs/", "#/definitions/")}
        return {"allOf": [reference], **found} if found else reference
    return found


def spaced(name: str) -> str:
    """The name of a record in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


class _Generator(GenerateJsonSchema):
    """Without what would only be in the way of a reader or an editor."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  # as every generator's
        """A key is its own title."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        """What is empty is no value that an editor should put in: a text must not be."""
        found = super().default_schema(schema)
        if found.get("default") in (None, "", []) or isinstance(found.get("default"), dict):
            found.pop("default", None)
        return found

    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        """Keys that are no ids are refused and not skipped."""
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
        }

    def enum_schema(self, schema: core_schema.EnumSchema) -> dict[str, Any]:
        """Named in words, as records are."""
        return super().enum_schema(schema) | {"title": spaced(schema["cls"].__name__)}

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        """Named in words, and with the text below an attribute as the key's description."""
        found = super().model_schema(schema)
        record = schema["cls"]
        found["title"] = spaced(record.__name__)
        for name, field in record.model_fields.items():
            told = [texts[name] for base in record.__mro__ if name in (texts := _told(base))]
            if told:
                found["properties"][field.alias or name]["description"] = told[0]
        return found


@cache
def _told(record: type) -> dict[str, str]:
    """The texts below the attributes of a record, in one line each."""
    if not issubclass(record, BaseModel) or record is BaseModel:
        return {}
    body = next(
        node.body
        for node in ast.parse(inspect.getsource(sys.modules[record.__module__])).body
        if isinstance(node, ast.ClassDef) and node.name == record.__name__
    )
    return {
        attribute.target.id: " ".join(text.value.value.split())
        for attribute, text in pairwise(body)
        if isinstance(attribute, ast.AnnAssign)
        and isinstance(attribute.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }
