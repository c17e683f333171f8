"""Questionnaire and parts become one record that knows where each of its pieces stands, and its digest."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from operator import is_
from typing import Any, NamedTuple

from assess.model.questionnaire import (
    LensSection,
    Option,
    Part,
    Question,
    Questionnaire,
    ScoreMethod,
    Section,
    Values,
)
from assess.model.reading import Document
from assess.model.texts import Name, texts
from assess.text.numbers import plain
from assess.text.problems import Problem
from assess.text.safe_yaml import Path

MERGED = ("scales", "sections", "lenses", "sources", "figures", "statements")


class Place(NamedTuple):
    """A piece of a questionnaire and the document that it stands in."""

    document: Document[Any]
    path: Path

    def problem(
        self, code: str, message: str, hint: str = "", *, below: Path = (), key: bool = False
    ) -> Problem:
        return self.document.problem(self.path + below, code, message, hint, key=key)

    def __str__(self) -> str:
        return f"{self.document.file}:{self.document.source.span(self.path).line}"


@dataclass(frozen=True)
class Assembled:
    """A whole questionnaire: the merged record and the documents that it was merged from.

    `questionnaire` may speak a client's words and language; `source` is then what was merged.
    """

    questionnaire: Questionnaire
    root: Document[Questionnaire]
    parts: tuple[Document[Part], ...] = ()
    source: Questionnaire | None = None

    @property
    def documents(self) -> tuple[Document[Any], ...]:
        return (self.root, *self.parts)

    @cached_property
    def digest(self) -> str:
        """Of what was merged: how a client calls things does not change what is asked."""
        return digest(self.source or self.questionnaire)

    @cached_property
    def texts(self) -> Mapping[Name, str]:
        """What people read, by stable names: what a translation translates."""
        return texts(self.source or self.questionnaire)

    def saying(self, questionnaire: Questionnaire) -> "Assembled":
        """The same questionnaire in other words."""
        return replace(self, questionnaire=questionnaire, source=self.source or self.questionnaire)

    @cached_property
    def positions(self) -> Mapping[str, Mapping[Decimal, int]]:
        """Of every question with options, by its id, the position of each value, from 0 on."""
        return {
            question.id: {option.value: at for at, option in enumerate(question.options)}
            for question in self.by_id.values()
            if question.options is not None
        }

    def places(self, kind: str) -> Iterator[tuple[Any, Place]]:
        """Each top-level record under the key `kind` with its place; parts do not have every kind."""
        for document in self.documents:
            for index, record in enumerate(getattr(document.record, kind, ())):
                yield record, Place(document, (kind, index))

    def sections(self) -> Sequence[tuple[Section, Place]]:
        """Every section at any depth with its place, parents first."""
        return self._sections

    def lens_sections(self) -> Sequence[tuple[LensSection, Place]]:
        """Every section of every lens with its place."""
        return self._lens_sections

    def questions(self) -> Sequence[tuple[Question, Place]]:
        """Every question with its place."""
        return self._questions

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question with its options in place; of two with the same id the last."""
        return {question.id: question for question in self.questionnaire.all_questions()}

    @cached_property
    def conditional(self) -> Sequence[tuple[Question, Place]]:
        """The questions that are asked on a condition."""
        return [(question, place) for question, place in self.questions() if question.when]

    @cached_property
    def is_uneven(self) -> bool:
        """Whether raw values, sums, thresholds or practices are in play.

        Where none of them is, everything scores from the bottom of the ladder to its top, and every level of
        it can be reached.
        """
        whole = self.questionnaire
        inner = (*self._sections, *self._lens_sections)
        holders: list[Any] = [whole, *whole.lenses, *(record for record, _ in inner)]
        return (
            whole.values is Values.RAW
            or any(holder.score is ScoreMethod.SUM for holder in holders)
            or any(holder.level is not None and holder.level.from_ is not None for holder in holders)
            or any(question.practice for question in self.by_id.values())
        )

    # Kept, because every rule goes through them.

    @cached_property
    def _sections(self) -> list[tuple[Section, Place]]:
        return [found for section, place in self.places("sections") for found in _inner(section, place)]

    @cached_property
    def _lens_sections(self) -> list[tuple[LensSection, Place]]:
        return [
            found
            for lens, place in self.places("lenses")
            for index, section in enumerate(lens.sections)
            for found in _inner(section, Place(place.document, (*place.path, "sections", index)))
        ]

    @cached_property
    def _questions(self) -> list[tuple[Question, Place]]:
        return [
            (question, Place(place.document, (*place.path, "questions", index)))
            for section, place in self._sections
            for index, question in enumerate(section.questions)
        ]


def assemble(root: Document[Questionnaire], parts: Sequence[Document[Part]] = ()) -> Assembled:
    """Merge; named scales are put in place of their names, and `asked_of` is handed down.

    The parts' pieces come first, in the order in which `parts:` lists them, then the root's own.
    """
    if not parts and not root.record.scales and all(s.asked_of is None for s in root.record.all_sections()):
        return Assembled(root.record, root)
    documents: tuple[Document[Any], ...] = (*parts, root)
    merged: dict[str, Any] = {
        key: tuple(piece for document in documents for piece in getattr(document.record, key))
        for key in MERGED
    }
    scales = {scale.id: scale.options for scale in merged["scales"]}
    merged["sections"] = tuple(_settled(section, scales, None) for section in merged["sections"])
    return Assembled(root.record.model_copy(update=merged), root, tuple(parts))


def _settled(
    section: Section, scales: Mapping[str, tuple[Option, ...]], asked_of: tuple[str, ...] | None
) -> Section:
    """The section itself where nothing is to be put in place or handed down, as in most questionnaires."""
    asked_of = section.asked_of if section.asked_of is not None else asked_of
    sections = tuple(_settled(inner, scales, asked_of) for inner in section.sections)
    questions = tuple(_answerable(question, scales, asked_of) for question in section.questions)
    if all(map(is_, sections, section.sections)) and all(map(is_, questions, section.questions)):
        return section
    return section.model_copy(update={"sections": sections, "questions": questions})


def _answerable(
    question: Question, scales: Mapping[str, tuple[Option, ...]], asked_of: tuple[str, ...] | None
) -> Question:
    update: dict[str, Any] = {}
    if question.scale:
        update["options"] = scales.get(question.scale, ())
    if question.asked_of is None and asked_of is not None:
        update["asked_of"] = asked_of
    return question.model_copy(update=update) if update else question


def _inner(section: Any, place: Place) -> Iterator[tuple[Any, Place]]:
    yield section, place
    for index, inner in enumerate(section.sections):
        yield from _inner(inner, Place(place.document, (*place.path, "sections", index)))


def digest(record: Any) -> str:
    """SHA-256 of canonical JSON: layout, comments, key order and the split into files do not change it."""
    import hashlib  # no rule asks

    data = record.model_dump(mode="python", by_alias=True, exclude_defaults=True, exclude={"parts"})
    for key in MERGED:
        if isinstance(data.get(key), tuple | list):
            data[key] = sorted(data[key], key=lambda piece: str(piece.get("id", "")))
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_canonical)
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: object) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return str(value)
