"""From a parsed source to a record, or to problems in the user's words at the user's place."""

import types
import typing

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assess.model.kinds import FORMAT, KINDS, schema_line
from assess.model.record import Record
from assess.text.problems import Problem, did_you_mean
from assess.text.safe_yaml import Path, Source

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Document(Generic[R]):
    """A record and the text that it came from, so that every finding has a place."""

    kind: str
    record: R
    source: Source

    @property
    def file(self) -> str:
        return self.source.file

    def problem(self, path: Path, code: str, message: str, hint: str = "", *, key: bool = False) -> Problem:
        return self.source.problem(path, code, message, hint, key=key)


def kind_of(source: Source) -> tuple[str | None, list[Problem]]:
    """The document's kind by its `schema` key."""
    data = source.data
    if not isinstance(data, dict):
        hint = "A document is a list of keys; its first line is `schema: assess/<kind>@1`."
        return None, [source.problem((), "DOC020", "the document has no keys", hint)]
    named = data.get("schema")
    if named is None:
        hint = "Begin with `schema: assess/<kind>@1`, for example `schema: assess/answers@1`."
        return None, [source.problem((), "DOC021", "the key `schema` is missing", hint)]
    known = {schema_line(kind): kind for kind in KINDS}
    if named not in known:
        versioned = str(named).startswith("assess/") and str(named).partition("@")[0] in {
            k.partition("@")[0] for k in known
        }
        hint = (
            f"This version reads @{FORMAT} only."
            if versioned
            else did_you_mean(str(named), known, f"One of: {', '.join(known)}.")
        )
        return None, [source.problem(("schema",), "DOC022", f"`{named}` is no kind of document", hint)]
    return known[named], []


def read(source: Source) -> tuple[Document[Any] | None, list[Problem]]:
    """The document in `source`; every problem of its structure at once if it is none."""
    kind, problems = kind_of(source)
    if kind is None:
        return None, problems
    model = KINDS[kind]
    try:
        return Document(kind, model.model_validate(source.data), source), []
    except ValidationError as error:
        found = error.errors(include_url=False)
        return None, [_problem(details, model, source) for details in found if not _follows(details, found)]


def _follows(details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """A list is called too short, too, when one of its items is wrong: that item is the finding."""
    path = details["loc"]
    return details["type"] == "too_short" and any(
        other["loc"][: len(path)] == path and len(other["loc"]) > len(path) for other in found
    )


def _problem(details: ErrorDetails, model: type[BaseModel], source: Source) -> Problem:
    path: Path = tuple(step for step in details["loc"] if step != "[key]")
    match details["type"]:
        case "extra_forbidden":
            name = str(path[-1])
            known = _keys(model, path[:-1])
            hint = did_you_mean(name, known, f"Known here: {', '.join(known)}." if known else "")
            return source.problem(path, "DOC030", f"unknown key `{name}`", hint, key=True)
        case "missing":
            hint = f"Add `{path[-1]}:` here."
            return source.problem(path[:-1], "DOC031", f"the key `{path[-1]}` is missing", hint)
        case kind if kind in _TYPES:
            expected, hint = _TYPES[kind]
            message = f"{expected} is expected, not {_named(details['input'])}"
            return source.problem(path, "DOC032", message, _better_hint(details, hint))
        case "enum" | "literal_error":
            return _wrong_word(details, path, source)
        case kind if kind in _LIMITS:
            return source.problem(path, "DOC034", _LIMITS[kind].format(**details.get("ctx", {})), "")
        case "string_pattern_mismatch":
            hint = "Use letters, digits, dot, dash and underscore, beginning with a letter or digit."
            return source.problem(path, "DOC035", f"`{details['input']}` is not a valid name", hint)
        case "string_too_short":
            return source.problem(path, "DOC036", "the text is empty", "Write it, or delete the key.")
        case _:
            return source.problem(path, "DOC037", details["msg"], "")


_TYPES = {
    "string_type": ("a text", "Put quotes around it."),
    "int_type": ("a whole number", ""),
    "number_type": ("a number", ""),
    "scalar_type": ("a number or a text", ""),
    "bool_type": ("true or false", "Write `true` or `false`."),
    "tuple_type": ("a list", "Begin each item with `- `, or write [a, b]."),
    "dict_type": ("a list of keys", "Write `key: value` lines here."),
    "model_type": ("a list of keys", "Write `key: value` lines here."),
    "model_attributes_type": ("a list of keys", "Write `key: value` lines here."),
    "date_form": ("a date such as 2026-10-05", ""),
    "date_from_datetime_parsing": ("a date such as 2026-10-05", "Check month and day."),
    "date_parsing": ("a date such as 2026-10-05", "Check month and day."),
}

_LIMITS = {
    "greater_than_equal": "the number must be at least {ge}",
    "greater_than": "the number must be above {gt}",
    "less_than_equal": "the number must be at most {le}",
    "too_short": "the list needs at least {min_length} entries",
    "too_long": "the list may have at most {max_length} entries",
}


def _named(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"the text `{value[:40]}`"
        case dict():
            return "a list of keys"
        case list():
            return "a list"
        case _:
            return f"the number {value}"


def _better_hint(details: ErrorDetails, hint: str) -> str:
    given = details["input"]
    if details["type"] == "string_type":
        if given is None:
            return "Write the text, or delete the key."
        if isinstance(given, dict | list):
            return "Put quotes around a text that begins with `{` or `[`."
        return f'Put quotes around it: "{given if not isinstance(given, bool) else str(given).lower()}".'
    if details["type"] == "bool_type" and str(given).lower() in {"yes", "no", "on", "off", "y", "n"}:
        return f"Write `{'true' if str(given).lower() in {'yes', 'on', 'y'} else 'false'}`."
    return hint


def _wrong_word(details: ErrorDetails, path: Path, source: Source) -> Problem:
    expected = str(details.get("ctx", {}).get("expected", ""))
    words = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
    hint = did_you_mean(str(details["input"]), words, f"One of: {', '.join(words)}.")
    return source.problem(path, "DOC033", f"`{details['input']}` is not one of {', '.join(words)}", hint)


def _keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the record at `path` knows."""
    here: object = model
    for step in path:
        found = _record_in(here)
        if found is not None and isinstance(step, str):
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            here = fields[step].annotation if step in fields else None
        else:
            here = _item_of(here)
    found = _record_in(here)
    return [field.alias or name for name, field in found.model_fields.items()] if found else []


def _record_in(annotation: object) -> type[BaseModel] | None:
    """The record class in an annotation such as `Vision | None`, but not one inside a list or mapping."""
    if (
        isinstance(annotation, type)
        and not isinstance(annotation, types.GenericAlias)
        and issubclass(annotation, BaseModel)
    ):
        return annotation
    if typing.get_origin(annotation) in {typing.Union, types.UnionType, typing.Annotated}:
        found = (_record_in(inner) for inner in typing.get_args(annotation))
        return next((record for record in found if record), None)
    return None


def _item_of(annotation: object) -> object:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is tuple:
        return arguments[0]
    if origin is dict:
        return arguments[1]
    if origin in {typing.Union, types.UnionType, typing.Annotated}:
        return next((item for item in map(_item_of, arguments) if item is not None), None)
    return None
