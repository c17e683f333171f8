"""docs/documents.md: the kinds of documents, their keys, and an example of each."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assess.cli.roadmap_file import inputs
from assess.files import engagement_folder
from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder
from assess.model.kinds import KINDS
from assess.model.roadmap import Roadmap
from assess.planning.best import best
from assess.planning.roadmap import plan
from assess.scoring.card import score
from assess.scoring.document import document
from assess.text.yaml_text import dump
from pages.markdown import page, table
from pages.schemas import json_schema, spaced

ROOT = Path(__file__).resolve().parent.parent.parent
BAKERY = ROOT / "tests" / "documents" / "valid" / "bakery"
EXAMPLES = {
    "questionnaire": "questionnaire/questionnaire.yaml",
    "part": "questionnaire/lens.yaml",
    "playbook": "questionnaire/playbook.yaml",
    "engagement": "engagement.yaml",
    "vision": "vision.yaml",
    "answers": "assessments/2026-11-02/answers/counter.yaml",
    "pilot": "pilots/order-book.yaml",
    "overlay": "questionnaire/de.yaml",
    "mapping": "surveys/counter.yaml",
}


def documents() -> str:
    """Each kind with its keys and an example, then the records inside it, each told once."""
    told: dict[str, Any] = {}
    return page(
        "Documents",
        "Every document is YAML 1.2 in UTF-8 and begins with `schema: assess/<kind>@1`. Unknown keys "
        "are errors; what is not required may be left out. An *id* is made of letters, digits, dots, "
        "dashes and underscores; a *text* is not empty. `assess schema KIND` prints the same as JSON "
        "Schema; [`schemas`](schemas) holds all of them, and [`draft-07`](schemas/draft-07) the same for "
        "editors and older libraries. `assess new` and `assess questionnaires --copy` put them beside the "
        "documents that they write, whose first line leads an editor there.",
        "The examples are one small engagement: "
        f"[`{BAKERY.relative_to(ROOT).as_posix()}`](../{BAKERY.relative_to(ROOT).as_posix()}).",
        *(block for kind in KINDS for block in _kind_of_document(kind, told)),
    )


def _kind_of_document(kind: str, told: dict[str, Any]) -> Iterator[str]:
    schema = json_schema(kind)
    definitions = schema.get("$defs", {})
    yield f"## {kind}"
    yield from _record(schema, definitions)
    yield _example(kind)
    for name, definition in definitions.items():
        if "properties" in definition and name not in told:
            yield f"### {spaced(name)}"
            yield from _record(definition, definitions)
        if told.setdefault(name, definition) != definition:
            raise ValueError(f"two records are called {name}")


def _record(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    yield _joined(schema.get("description", ""))
    required = schema.get("required", ())
    rows = [
        (
            f"`{key}`",
            _form(form, definitions),
            "required" if key in required else _default(form),
            form.get("description", ""),
        )
        for key, form in schema["properties"].items()
    ]
    headings = ("Key", "Value", "If left out", "Meaning")
    columns = 4 if any(row[3] for row in rows) else 3
    yield table(headings[:columns], [row[:columns] for row in rows])


def _form(form: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    """What a key takes, in a few words."""
    if "const" in form:
        return f"`{form['const']}`"
    if "$ref" in form:
        name = form["$ref"].rpartition("/")[2]
        words = definitions[name].get("enum")
        return (
            ", ".join(f"`{word}`" for word in words) if words else f"[{spaced(name).lower()}](#{_slug(name)})"
        )
    if "anyOf" in form:
        return " or ".join(_form(one, definitions) for one in form["anyOf"] if one.get("type") != "null")
    match form.get("type"):
        case "array":
            return f"list of {_form(form['items'], definitions)}{_length(form)}"
        case "object":
            key, value = form["propertyNames"], form["additionalProperties"]
            return f"{_form(key, definitions)}: {_form(value, definitions)}"
        case list() as several:
            return " or ".join("text" if one == "string" else one for one in several if one != "null")
        case "string":
            return _text(form)
        case "boolean":
            return "`true` or `false`"
        case "integer":
            return f"whole number{_limits(form)}"
        case _:
            return f"number{_limits(form)}"


def _length(form: Mapping[str, Any]) -> str:
    least, most = form.get("minItems"), form.get("maxItems")
    if least is None:
        return ""
    return f", {least} of them" if least == most else f", at least {least}"


def _text(form: Mapping[str, Any]) -> str:
    if form.get("format") == "date":
        return "date"
    pattern = form.get("pattern", "")
    if pattern.startswith("^[A-Za-z0-9]"):
        return "id"
    return "text" if pattern in {"", r"\S"} else f"text like `{pattern}`"


def _limits(form: Mapping[str, Any]) -> str:
    words = {"exclusiveMinimum": "above", "minimum": "at least", "maximum": "at most"}
    return "".join(f", {word} {form[key]:g}" for key, word in words.items() if key in form)


def _default(form: Mapping[str, Any]) -> str:
    default = form.get("default")
    if default is None:
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _slug(name: str) -> str:
    return spaced(name).lower().replace(" ", "-")


def _joined(text: str) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", text)


def _example(kind: str) -> str:
    if kind in EXAMPLES:
        return _fenced("yaml", (BAKERY / EXAMPLES[kind]).read_text(encoding="utf-8"))
    bakery = _bakery()
    if kind == "roadmap":
        planned = plan(inputs(bakery), best)
        if not isinstance(planned, Roadmap):
            raise ValueError(planned.message)
        text = dump(planned.model_dump(mode="python", by_alias=True, exclude_defaults=True))
        return _folded("A roadmap as `assess plan` writes it", "yaml", text)
    answers = [answers.record for answers in bakery.answers]
    card = document(score(bakery.assembled, answers, bakery.engagement.record, bakery.date))
    text = json.dumps(card.model_dump(mode="json", by_alias=True), indent=2, ensure_ascii=False) + "\n"
    return _folded("A scorecard as `assess score --format json` writes it", "json", text)


def _bakery() -> EngagementFolder:
    reading = Reading()
    found = engagement_folder.load(BAKERY, None, reading)
    if found is None or reading.problems:
        raise ValueError(f"the example is broken: {reading.problems}")
    return found


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}```"


def _folded(title: str, language: str, text: str) -> str:
    return f"<details><summary>{title}</summary>\n\n{_fenced(language, text)}\n\n</details>"
