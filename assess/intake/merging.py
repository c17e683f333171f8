"""Answers that arrive beside those on file: what is new, what has changed, and where two people disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from assess.model.answers import Answer, State


class Outcome(StrEnum):
    """What becomes of an answer that arrives."""

    NEW = "new"
    UPDATED = "updated"
    IN_DOUBT = "in doubt"


@dataclass(frozen=True)
class Change:
    """One question. `on_file` stays where the outcome is in doubt; `arrived` is what came in."""

    question: str
    outcome: Outcome
    on_file: Answer
    arrived: Answer


def merged(
    on_file: Mapping[str, Answer], arrived: Mapping[str, Answer], before: Mapping[str, Answer]
) -> list[Change]:
    """What answers that arrive change, by question, in their order; what they do not change is left out.

    `before` is what arrived by the same way the last time: whoever sends a file again means its changes, and
    where the answer on file has been changed since, too, both stand and somebody has to choose.
    """
    changes = []
    for question, theirs in arrived.items():
        ours = on_file.get(question, Answer())
        outcome, answer = _outcome(ours, theirs, before.get(question, Answer()))
        if outcome:
            changes.append(Change(question, outcome, ours, answer))
    return changes


def taken(
    on_file: Mapping[str, Answer], arrived: Mapping[str, Answer], before: Mapping[str, Answer]
) -> list[Change]:
    """Like `merged`, with what arrives in place of what is on file wherever the two differ."""
    changes = []
    for question, theirs in arrived.items():
        ours = on_file.get(question, Answer())
        outcome, answer = _outcome(ours, theirs, before.get(question, Answer()))
        if ours != theirs and not _is_nothing(theirs) and outcome in {None, Outcome.IN_DOUBT}:
            outcome, answer = Outcome.UPDATED, theirs
        if outcome:
            changes.append(Change(question, outcome, ours, answer))
    return changes


def _outcome(ours: Answer, theirs: Answer, before: Answer) -> tuple[Outcome | None, Answer]:
    if theirs in (ours, before) or _is_nothing(theirs):
        return None, ours
    if _is_nothing(ours):
        return Outcome.NEW, theirs
    if ours == before:
        return Outcome.UPDATED, theirs
    if filled := _filled(ours, theirs):
        return (None, ours) if filled == ours else (Outcome.UPDATED, filled)
    return Outcome.IN_DOUBT, theirs


def _is_nothing(answer: Answer) -> bool:
    return answer.state is State.UNANSWERED and not answer.note


def _filled(ours: Answer, theirs: Answer) -> Answer | None:
    """The same answer with the evidence and the note that one of the two lacks; None where they differ."""
    if (ours.state, ours.value, ours.reason) != (theirs.state, theirs.value, theirs.reason):
        return None
    both = {"note": (ours.note, theirs.note), "evidence": (ours.evidence, theirs.evidence)}
    if any(mine and other and mine != other for mine, other in both.values()):
        return None
    update = {key: mine or other for key, (mine, other) in both.items()}
    return ours.model_copy(update=update | {"released": ours.released or theirs.released})
