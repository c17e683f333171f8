"""The report in the client's own words, but for what somebody else has said or named."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from assess.model.words import Substitution
from assess.report.inputs import Inputs

T = TypeVar("T")

_NAMES = frozenset({"kind", "anchor", "field", "id", "language", "accent", "client"})
"""Fields that programs read, and the client's name."""
_SENTENCE = 3
"""Words from which on a text of somebody's is kept inside ours, too; shorter ones stand there by chance."""


def in_own_words(record: T, inputs: Inputs) -> T:
    """A piece of the report with the engagement's `words` put in, everywhere but in what is quoted.

    Kept as they are: answers, evidence, figures and the vision, names of levels and sources, and ids.
    """
    words = inputs.engagement.words
    if not words:
        return record
    substitution = Substitution.of(words, inputs.card.questionnaire.language)
    kept = {text for text in _said_by_others(inputs) if substitution.touches(text)}
    sentences = sorted((text for text in kept if len(text.split()) >= _SENTENCE), key=len, reverse=True)
    questionnaire = inputs.card.questionnaire
    names = (questionnaire.id, inputs.client, *(level.name for level in questionnaire.ladder))

    @cache
    def say(text: str) -> str:
        return text if text in kept else _outside(text, [*sentences, *names], substitution)

    said: T = _walked(record, say)
    return said


def _walked(value: Any, say: Callable[[str], str]) -> Any:
    """The same value with each of its texts said anew; enumerations and what only programs read stay."""
    if type(value) is str:
        return say(value)
    if isinstance(value, tuple):
        return tuple(_walked(one, say) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = (one.name for one in fields(value) if one.init and one.name not in _NAMES)
        return replace(value, **{name: _walked(getattr(value, name), say) for name in names})
    return value


def _outside(text: str, kept: Sequence[str], substitution: Substitution) -> str:
    """Replaced between the pieces that are kept."""
    inside = [one for one in kept if one in text]
    if not inside:
        return substitution.said(text)
    pieces = re.split(f"({'|'.join(map(re.escape, inside))})", text)
    return "".join(one if number % 2 else substitution.said(one) for number, one in enumerate(pieces))


def _said_by_others(inputs: Inputs) -> Iterator[str]:
    questionnaire, engagement = inputs.card.questionnaire, inputs.engagement
    for source in questionnaire.sources:
        yield from (source.title, source.author, source.note)
    yield engagement.client.sector
    for figure in engagement.figures:
        yield from (figure.name, figure.unit, figure.source)
    for document in inputs.answers:
        for answer in document.answers.values():
            yield from (
                answer.evidence or "",
                answer.note or "",
                answer.reason or "",
                str(answer.value or ""),
            )
    if vision := inputs.vision:
        yield from (vision.statement, vision.changes_for_customers)
        yield from (text for need in vision.needs for text in (need.text, need.evidence))
        yield from (theme.text for theme in vision.themes)
        yield from (target.why for target in vision.targets)
