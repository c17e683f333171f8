"""Which record stands behind `schema: assess/<kind>@1`."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.model.record import Record

_RECORDS: Mapping[str, str] = MappingProxyType(
    {
        "questionnaire": "Questionnaire",
        "part": "Part",
        "playbook": "Playbook",
        "engagement": "Engagement",
        "vision": "Vision",
        "answers": "Answers",
        "pilot": "Pilot",
        "roadmap": "Roadmap",
        "overlay": "Overlay",
        "mapping": "SurveyMapping",
        "scorecard": "Scorecard",
        "problems": "ProblemList",
    }
)
_MODULES: Mapping[str, str] = MappingProxyType({"part": "questionnaire", "problems": "problem_list"})
"""Where the module is not named after the kind."""

KINDS: tuple[str, ...] = tuple(_RECORDS)

FORMAT = 1

SCHEMAS = ".schemas"
"""A folder with JSON Schemas beside the documents, hidden from people and from `assess validate`."""


def record_class(kind: str) -> "type[Record]":
    """The class of a kind, imported when it is first asked for: a command loads only what it reads.

    Raises:
        KeyError: there is no such kind.
    """
    name = _RECORDS[kind]
    found: type[Record] = getattr(import_module(f"assess.model.{_MODULES.get(kind, kind)}"), name)
    return found


def schema_line(kind: str) -> str:
    """The value of a document's first key."""
    return f"assess/{kind}@{FORMAT}"


def modeline(kind: str, depth: int = 0) -> str:
    """The comment by which editors find a document's schema, `depth` folders up: offline, in any clone."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMAS}/{kind}.json"
