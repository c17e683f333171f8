"""Every text of a questionnaire that people read, under a name that does not change with the text.

A name is (group, id, field): ("texts", "C1.1", "why"), ("ladder", "2", "meaning"). Sections, questions,
lenses and the questionnaire itself share one space of ids and stand in `texts`; the rest has a group of its
kind. Options, bands and levels are told apart by their value: ("texts", "C1.1", "options.3").
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assess.model.questionnaire import Lens, LensSection, Question, Questionnaire, Section
from assess.text.numbers import plain

Name = tuple[str, str, str]
Say = Callable[[Name, str], str]

GROUPS = ("texts", "ladder", "functions", "facts", "scales")

_LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*\Z"
)

_SECTION = ("title", "asks", "claim")
_QUESTION = ("topic", "text", "why", "evidence", "probe", "unit")


def texts(questionnaire: Questionnaire) -> Mapping[Name, str]:
    """Every text by its name, in the order of the questionnaire; empty ones are left out."""
    found: dict[Name, str] = {}

    def note(name: Name, text: str) -> str:
        found[name] = text
        return text

    rewritten(questionnaire, note)
    return found


def short_digest(text: str) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of a source text."""
    import hashlib  # only translations ask

    return hashlib.sha256(text.encode()).hexdigest()[:8]


def is_language(tag: str) -> bool:
    """Whether it has the form of BCP 47: language, script, region, variants; extensions are left out."""
    return _LANGUAGE.match(tag) is not None


def rewritten(questionnaire: Questionnaire, say: Say) -> Questionnaire:
    """A merged questionnaire with `say(name, text)` in the place of each text."""
    scales = tuple(
        scale.model_copy(update={"options": _valued(scale.options, ("scales", scale.id, "options"), say)})
        for scale in questionnaire.scales
    )
    named = {scale.id: scale.options for scale in scales}
    said: Questionnaire = _said(questionnaire, ("texts", questionnaire.id), ("title", "purpose"), say)
    return said.model_copy(
        update={
            "ladder": tuple(
                _said(level, ("ladder", str(level.value)), ("name", "meaning", "boardroom"), say)
                for level in questionnaire.ladder
            ),
            "functions": tuple(
                _said(one, ("functions", one.id), ("name",), say) for one in questionnaire.functions
            ),
            "facts": tuple(_said(fact, ("facts", fact.id), ("text",), say) for fact in questionnaire.facts),
            "scales": scales,
            "sections": tuple(_section(section, named, say) for section in questionnaire.sections),
            "lenses": tuple(_lens(lens, say) for lens in questionnaire.lenses),
        }
    )


def _section(section: Section, scales: Mapping[str, Any], say: Say) -> Section:
    said: Section = _said(section, ("texts", section.id), _SECTION, say)
    return said.model_copy(
        update={
            "levels": _valued(section.levels, ("texts", section.id, "levels"), say, by="level"),
            "questions": tuple(_question(question, scales, say) for question in section.questions),
            "sections": tuple(_section(inner, scales, say) for inner in section.sections),
        }
    )


def _question(question: Question, scales: Mapping[str, Any], say: Say) -> Question:
    """Merging has put a named scale's options in place: these are said once, as the scale's."""
    here = ("texts", question.id)
    said: Question = _said(question, here, _QUESTION, say)
    update: dict[str, Any] = {}
    if question.scale:
        update["options"] = scales.get(question.scale, question.options)
    elif question.options:
        update["options"] = _valued(question.options, (*here, "options"), say)
    if question.bands:
        update["bands"] = _valued(question.bands, (*here, "bands"), say)
    if question.number:
        update["number"] = _said(question.number, here, ("unit",), say)
    return said.model_copy(update=update)


def _lens(lens: Lens | LensSection, say: Say) -> Any:
    fields = ("title", "asks", "summary") if isinstance(lens, Lens) else ("title", "claim")
    said = _said(lens, ("texts", lens.id), fields, say)
    return said.model_copy(update={"sections": tuple(_lens(inner, say) for inner in lens.sections)})


def _said(record: Any, here: tuple[str, str], fields: Sequence[str], say: Say) -> Any:
    """The record with its texts said anew; empty ones stay so."""
    said = {field: say((*here, field), text) for field in fields if (text := getattr(record, field))}
    return record.model_copy(update=said)


def _valued(records: Sequence[Any], name: Name, say: Say, by: str = "value") -> tuple[Any, ...]:
    """Options, bands or levels, whose names end with the value that tells them apart."""
    group, id_, field = name
    names = ((group, id_, f"{field}.{plain(getattr(record, by))}") for record in records)
    return tuple(
        record.model_copy(update={"text": say(one, record.text)})
        for one, record in zip(names, records, strict=True)
    )
