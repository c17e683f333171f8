"""JSON Schema (2020-12) for every kind of document, for editors and for programs that read the output."""

from typing import Any

from assess.model.kinds import FORMAT, record_class, schema_line


def json_schema(kind: str) -> dict[str, Any]:
    """The schema of one kind.

    Raises:
        KeyError: there is no such kind.
    """
    schema = record_class(kind).model_json_schema(by_alias=True, mode="validation")
    schema["properties"]["schema"] = {"const": schema_line(kind)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:assess:{kind}:{FORMAT}",
        "title": f"assess {kind}",
    } | {key: value for key, value in schema.items() if key != "title"}
