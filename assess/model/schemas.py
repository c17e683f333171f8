"""JSON Schema for every kind of document, for editors and for programs that read the output."""

from typing import Any

from assess.model.kinds import FORMAT, record_class, schema_line

DIALECTS = {
    "2020-12": "https://json-schema.org/draft/2020-12/schema",
    "draft-07": "http://json-schema.org/draft-07/schema#",
}


def json_schema(kind: str, dialect: str = "2020-12") -> dict[str, Any]:
    """The schema of one kind, in one of the `DIALECTS`.

    Raises:
        KeyError: there is no such kind or dialect.
    """
    schema = record_class(kind).model_json_schema(by_alias=True, mode="validation")
    schema["properties"]["schema"] = {"const": schema_line(kind)}
    _close(schema)
    whole = {
        "$schema": DIALECTS[dialect],
        "$id": f"urn:assess:{kind}:{FORMAT}",
        "title": f"assess {kind}",
    } | {key: value for key, value in schema.items() if key != "title"}
    return whole if dialect == "2020-12" else _as_draft_07(whole)


def _close(schema: Any) -> None:
    """Keys that do not look like ids are refused, as the records refuse them."""
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        _close(inner)
    if isinstance(schema, dict) and "patternProperties" in schema:
        schema["additionalProperties"] = False


def _as_draft_07(schema: Any) -> Any:
    """The same in the older words: draft 07 knows `definitions`, and lets `$ref` stand alone only."""
    if isinstance(schema, list):
        return [_as_draft_07(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    old = {_OLD.get(key, key): _as_draft_07(value) for key, value in schema.items()}
    if "$ref" not in old:
        return old
    reference = {"$ref": old.pop("$ref").replace("#/$defs/", "#/definitions/")}
    return {"allOf": [reference], **old} if old else reference


_OLD = {"$defs": "definitions"}
