"""From a parsed source to a record, or to problems in the user's words at the user's place."""

import types
import typing
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assess.model.kinds import FORMAT, KINDS, record_class, schema_line
from assess.model.mistakes import meant_by_key, repaired_key
from assess.model.record import Record
from assess.text.problems import Problem, alike, did_you_mean
from assess.text.safe_yaml import Path, Source
from assess.text.yaml_events import MOST_PROBLEMS

R = TypeVar("R", bound=Record)

_LONGEST_QUOTE = 40
_KINDS = {schema_line(kind): kind for kind in KINDS}


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
    if named is None or not isinstance(named, str):
        hint = "Begin with `schema: assess/<kind>@1`, for example `schema: assess/answers@1`."
        message = "the key `schema` names no kind" if "schema" in data else "the key `schema` is missing"
        return None, [source.problem(("schema",), "DOC021", message, hint)]
    if named not in _KINDS:
        is_other_format = named.partition("@")[0] in {line.partition("@")[0] for line in _KINDS}
        hint = did_you_mean(named, _KINDS, f"One of: {', '.join(_KINDS)}.")
        if is_other_format:
            hint = f"This version of the program reads @{FORMAT} only."
        return None, [source.problem(("schema",), "DOC022", f"`{_cut(named)}` is no kind of document", hint)]
    return _KINDS[named], []


def read(source: Source) -> tuple[Document[Any] | None, list[Problem]]:
    """The document in `source`, and every problem of its structure at once.

    Keys are read by the documents' names only, never by Python's (`from`, not `from_`). With problems there
    is no document, but for answers, engagements and visions: what of them can be read is, so that rules look
    at it, and at what belongs to it, at once.
    """
    kind, problems = kind_of(source)
    if kind is None:
        return None, problems
    model = record_class(kind)
    record, found = _validated(model, source.data)
    if record is None and kind in _PARTLY_READ:
        record, _ = _validated(model, _readable(source.data, found))
    own = (details for details in found if not _follows(details, found))
    problems = [_problem(details, model, source) for details in islice(own, MOST_PROBLEMS)]
    return Document(kind, record, source) if record else None, problems


def _validated(model: type[R], data: Any) -> tuple[R | None, list[ErrorDetails]]:
    try:
        return model.model_validate(data, by_alias=True, by_name=False), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


_PARTLY_READ = frozenset({"answers", "engagement", "vision"})
"""Of the others too much hangs together: without its sections a questionnaire has questions for nothing."""


def _readable(data: dict[str, Any], found: list[ErrorDetails]) -> dict[str, Any]:
    """A document without the keys that are broken, and without the single answers that are."""
    broken = {details["loc"][:2] for details in found if details["loc"]}
    broken_keys = {path[0] for path in broken}
    kept = {key: value for key, value in data.items() if key not in broken_keys}
    if isinstance(answers := data.get("answers"), dict):
        kept["answers"] = {key: value for key, value in answers.items() if ("answers", key) not in broken}
    return kept


def _follows(details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """A list is called too short, too, when one of its items is wrong: that item is the finding."""
    path = details["loc"]
    return details["type"] == "too_short" and any(
        other["loc"][: len(path)] == path and len(other["loc"]) > len(path) for other in found
    )


def _problem(details: ErrorDetails, model: type[BaseModel], source: Source) -> Problem:
    is_key = details["loc"][-1:] == ("[key]",) and details["type"] == "string_pattern_mismatch"
    path: Path = details["loc"][:-1] if is_key else details["loc"]
    match details["type"]:
        case "extra_forbidden":
            return _unknown_key(model, path, source)
        case "missing":
            hint = f"Add `{path[-1]}:` here."
            return source.problem(path[:-1], "DOC031", f"the key `{path[-1]}` is missing", hint)
        case kind if kind in _TYPES:
            expected, hint = _TYPES[kind]
            message = f"{expected} is expected, not {_named(details['input'])}"
            hint, instead = _better_hint(details, hint, source.written(path))
            return source.problem(path, "DOC032", message, hint, instead=instead)
        case "enum" | "literal_error":
            return _wrong_word(details, path, source)
        case kind if kind in _LIMITS:
            message, hint = (words.format(**details.get("ctx", {})) for words in _LIMITS[kind])
            return source.problem(path, "DOC034", message, hint)
        case "string_pattern_mismatch":
            hint = "Use letters, digits, dot, dash and underscore, beginning with a letter or digit."
            message = f"{_named(details['input'])} is not a valid name"
            return source.problem(path, "DOC035", message, hint, key=is_key)
        case "string_too_short":
            return source.problem(path, "DOC036", "the text is empty", "Write it, or delete the key.")
        case _:
            return source.problem(path, "DOC037", details["msg"], _AGREE.get(details["type"], ""))


_TYPES = {
    "string_type": ("a text", "Put quotes around it."),
    "int_type": ("a whole number", "Write it without quotes and decimals."),
    "number_type": ("a number", "Write it without quotes, with a decimal point."),
    "scalar_type": ("a number or a text", "Put quotes around a text."),
    "bool_type": ("true or false", "Write `true` or `false`."),
    "tuple_type": ("a list", "Begin each item with `- `, or write [a, b]."),
    "dict_type": ("a list of keys", "Write `key: value` lines here."),
    "model_type": ("a list of keys", "Write `key: value` lines here."),
    "model_attributes_type": ("a list of keys", "Write `key: value` lines here."),
    "date_form": ("a date such as 2026-10-05", "Write year, month and day, with dashes between them."),
    "date_range": ("a date between 1900 and 2999", "Check the year."),
    "date_from_datetime_parsing": ("a date such as 2026-10-05", "Check month and day."),
    "date_parsing": ("a date such as 2026-10-05", "Check month and day."),
}

_LIMITS = {
    "greater_than_equal": ("the number must be at least {ge}", "Write {ge} or more."),
    "greater_than": ("the number must be above {gt}", "Write more than {gt}."),
    "less_than_equal": ("the number must be at most {le}", "Write {le} or less."),
    "too_short": ("the list needs at least {min_length} entries", "Add what is missing."),
    "too_long": ("the list may have at most {max_length} entries", "Delete what is too much."),
}

_AGREE = {
    "answer": "Delete one of the two.",
    "answer_form": "Put braces around it, and the key in front.",
    "answer_reason": "Write it behind the state: {state: not-applicable, reason: …}.",
    "bands": "Delete them, or answer the question by bands.",
    "colour": "Write # and six digits from 0 to f.",
    "condition": "Keep one of them; several conditions go into `all` or `any`.",
    "label_meaning": "Write the option's value, or one of these words.",
    "level_method": "Add the key, delete it, or choose another method.",
    "question_form": "Keep one way to answer, and what belongs to it.",
    "respondent_functions": "Keep one of them.",
    "respondent_names": "Write `prefix: survey` for running numbers.",
}


def _named(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"`{str(value).lower()}`"
        case str():
            return f"`{_cut(value)}`"
        case dict():
            return "a list of keys"
        case list():
            return "a list"
        case _:
            return f"the number {value}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _unknown_key(model: type[BaseModel], path: Path, source: Source) -> Problem:
    name, beside, known = str(path[-1]), source.value(path[:-1]), _keys(model, path[:-1])
    message, hint = f"unknown key `{_cut(name)}`", meant_by_key(name, beside, known)
    return source.problem(path, "DOC030", message, hint, key=True, instead=repaired_key(name, beside, known))


def _better_hint(details: ErrorDetails, hint: str, written: str) -> tuple[str, str | None]:
    """The repair in words, and as what to write instead where that is beyond doubt."""
    given = details["input"]
    if details["type"] == "string_type":
        if given is None:
            return "Write the text, or delete the key.", None
        if isinstance(given, dict | list):
            return "Put quotes around a text that begins with `{` or `[`.", None
        return f'Put quotes around it: "{written}".', f'"{written}"' if written else None
    if details["type"] == "bool_type" and str(given).lower() in _SPOKEN:
        spoken = _SPOKEN[str(given).lower()]
        return f"Write `{spoken}`.", spoken
    return hint, None


_SPOKEN = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_SPOKEN |= {"true": "true", "false": "false"}


def _wrong_word(details: ErrorDetails, path: Path, source: Source) -> Problem:
    expected = str(details.get("ctx", {}).get("expected", ""))
    words = [word.strip(" '") for word in expected.replace(" or ", ", ").split(",")]
    given = str(details["input"])
    hint = did_you_mean(given, words, f"One of: {', '.join(words)}.")
    message = f"{_named(details['input'])} is not one of {', '.join(words)}"
    return source.problem(path, "DOC033", message, hint, instead=alike(given, words))


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
    if isinstance(annotation, type) and typing.get_origin(annotation) is None:
        return annotation if issubclass(annotation, BaseModel) else None
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
