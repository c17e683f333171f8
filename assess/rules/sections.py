"""Sections and lenses with the level method that holds for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assess.model.assembly import Assembled, Place
from assess.model.questionnaire import LevelMethod, Question, Section


@dataclass(frozen=True)
class Held:
    """The questionnaire, a section, a lens or a section of one, as it is written down.

    `level` is the method that holds for it; `stated` is where that is written: here or further out.
    """

    record: Any
    place: Place
    level: LevelMethod
    stated: Place

    @property
    def states_level(self) -> bool:
        return self.stated is self.place


def held(assembled: Assembled) -> tuple[Held, ...]:
    """The questionnaire and everything in it that methods hold for, parents first."""
    place = Place(assembled.root, ())
    root = Held(assembled.questionnaire, place, assembled.questionnaire.level, place)
    return (root, *_inner(assembled, root))


def _inner(assembled: Assembled, root: Held) -> Iterator[Held]:
    known: dict[tuple[Any, ...], Held] = {}
    for record, place in (*assembled.sections(), *assembled.places("lenses"), *assembled.lens_sections()):
        above = known.get((place.document.file, *place.path[:-2]), root)
        level, stated = (record.level, place) if record.level else (above.level, above.stated)
        one = Held(record, place, level, stated)
        known[place.document.file, *place.path] = one
        yield one


def counted(record: Any, questions: Mapping[str, Question]) -> list[Question]:
    """The questions directly in a section that count in it; a section of a lens names them."""
    own = getattr(record, "questions", ())
    if not isinstance(record, Section):
        own = [questions[name] for name in own if name in questions]
    return [question for question in own if question.scored and question.weight > 0]
