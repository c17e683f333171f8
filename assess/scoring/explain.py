"""Why a number is what it is, and what blocks the next level: facts, no words."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assess.model.answers import State
from assess.model.questionnaire import LevelMethod, LevelMethodName, Question, ScoreMethod
from assess.model.record import Scalar
from assess.scoring.asked import Asking, asking
from assess.scoring.card import Child, Scorecard, SectionScore, children
from assess.scoring.levels import Step, bounds
from assess.scoring.next_level import NextLevel, next_level
from assess.scoring.values import Aside, Cell, Combined, Given, Mapped, combined, mapped

ZERO_WEIGHT = "zero-weight"
ONLY_A_RANGE = "only-a-range"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one child brings to a score.

    `share` is its part of the weight that counts, None under `min`, which ignores weights. `adds` is its part
    of the score; all of them add up to it. Under `min` the first of the lowest adds everything.
    """

    id: str
    label: str
    value: Fraction
    weight: Fraction
    share: Fraction | None
    adds: Fraction


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A child that does not count. `reason`: its state, `not-asked`, `zero-weight` or `only-a-range`."""

    id: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class SectionExplanation:
    """Everything behind a section's score and level.

    `bounds`: each level's lower threshold, where the level follows from thresholds; else `steps` hold each
    level's test. `filled` are missing answers that count as the lowest. `counted` is the number of questions
    directly in the section that count, `least` how many its level wants.
    """

    section: SectionScore
    method: ScoreMethod
    contributions: tuple[Contribution, ...]
    exclusions: tuple[Exclusion, ...]
    filled: tuple[str, ...]
    level_method: LevelMethod
    bounds: tuple[tuple[int, Fraction], ...]
    steps: tuple[Step, ...]
    counted: int
    least: int
    next_level: NextLevel | None
    apart: "Apart | None"


@dataclass(frozen=True, slots=True)
class Vote:
    """One respondent's answer, with the note only if it was released; `aside`: why it does not count."""

    respondent: str
    function: str | None
    state: State
    given: Scalar
    own: Fraction | None
    value: Fraction | None
    evidence: str | None
    reason: str | None
    note: str | None
    aside: Aside | None


@dataclass(frozen=True, slots=True)
class QuestionExplanation:
    """From the respondents' answers to the value that counts, and whether it counts at all.

    `counts_as` is None where the question does not count; `is_filled` where a missing answer counts as the
    lowest. `sections` are those that it stands in, in the main tree and the lenses.
    """

    question: Question
    cell: Cell
    state: str
    asking: Asking
    votes: tuple[Vote, ...]
    combined: Combined | None
    mapped: Mapped | None
    counts_as: Fraction | None
    is_filled: bool
    sections: tuple[str, ...]


Explanation = SectionExplanation | QuestionExplanation


class Cause(StrEnum):
    """Why a level differs from the score rounded down."""

    HELD_BACK = "held-back"
    """The score is there, but too few children reach the level above."""
    CARRIED = "carried"
    """Enough children reach the level; the others pull the score down."""
    THRESHOLDS = "thresholds"
    """Thresholds are not the ladder's whole numbers."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A level that differs from the score rounded down. `children` fall short of `step`, which decided."""

    level: int
    rounded_down: int
    cause: Cause
    step: Step | None
    children: tuple[str, ...]


def explain(card: Scorecard, piece: str) -> Explanation:
    """The explanation of the section or question with this id.

    Raises:
        KeyError: neither a scored section nor a question has this id.
    """
    section = card.section(piece)
    return _section(card, section) if section else _question(card, card.cells[piece])


def stands_apart(section: SectionScore) -> Apart | None:
    """Where the level is not the score rounded down, and why; None where it is.

    None, too, where the attainable score goes beyond the ladder: the two cannot be compared then.
    """
    top = section.ladder[-1]
    if section.level is None or section.score is None or not section.interval or section.interval[1] > top:
        return None
    down = math.floor(section.score)
    if down == section.level:
        return None
    if not section.steps:
        return Apart(section.level, down, Cause.THRESHOLDS, None, ())
    if section.level < down:
        cause, step = Cause.HELD_BACK, next(step for step in section.steps if not step.passes)
    else:
        cause, step = Cause.CARRIED, next(step for step in section.steps if step.level == section.level)
    return Apart(section.level, down, cause, step, step.short)


def _section(card: Scorecard, section: SectionScore) -> SectionExplanation:
    branch, counting = section.branch, card.counting
    counted = children(branch, section.sections, counting)
    labels = _labels(card)
    missing = {
        leaf.id for leaf in branch.leaves if card.cells[leaf.id].state in {State.UNKNOWN, State.UNANSWERED}
    }
    return SectionExplanation(
        section=section,
        method=branch.score,
        contributions=tuple(_contributions(branch.score, counted, labels)),
        exclusions=tuple(_exclusions(card, section, counted, labels)),
        filled=tuple(child.id for child in counted if child.id in missing and child.score is not None),
        level_method=branch.level,
        bounds=bounds(branch.level, section.ladder)
        if branch.level.method is LevelMethodName.THRESHOLDS
        else (),
        steps=section.steps,
        counted=sum(counting.value(leaf.id) is not None for leaf in branch.leaves),
        least=branch.level.least,
        next_level=next_level(card, section),
        apart=stands_apart(section),
    )


def _labels(card: Scorecard) -> Mapping[str, str]:
    """What to call each section and question."""
    named = {section.id: section.title for section in card.questionnaire.all_sections()}
    named |= {section.id: section.title for section in card.sections()}
    return named | {name: cell.question.label for name, cell in card.cells.items()}


def _contributions(
    method: ScoreMethod, counted: tuple[Child, ...], labels: Mapping[str, str]
) -> Iterator[Contribution]:
    scored = [(child, child.score) for child in counted if child.score is not None]
    total = sum((child.weight for child, _ in scored), Fraction(0))
    lowest = min(scored, key=lambda pair: pair[1])[0].id if scored else None
    for child, value in scored:
        share: Fraction | None = child.weight / total
        match method:
            case ScoreMethod.MIN:
                share, adds = None, value if child.id == lowest else Fraction(0)
            case ScoreMethod.SUM:
                adds = child.weight * value
            case ScoreMethod.MEAN:
                adds = child.weight * value / total
        yield Contribution(child.id, labels[child.id], value, child.weight, share, adds)


def _exclusions(
    card: Scorecard, section: SectionScore, counted: tuple[Child, ...], labels: Mapping[str, str]
) -> Iterator[Exclusion]:
    inner = {one.id: one.state for one in section.sections}
    for child in counted:
        if child.score is None:
            state = inner.get(child.id) or card.state(child.id)
            yield Exclusion(child.id, labels[child.id], ONLY_A_RANGE if state == State.ANSWERED else state)
    for name in section.branch.weightless:
        yield Exclusion(name, labels[name], ZERO_WEIGHT)


def _question(card: Scorecard, cell: Cell) -> QuestionExplanation:
    question = cell.question
    sections = tuple(s.id for s in card.sections() if any(leaf.id == question.id for leaf in s.branch.leaves))
    counts_as = card.counting.value(question.id) if sections else None
    return QuestionExplanation(
        question=question,
        cell=cell,
        state=card.state(question.id),
        asking=asking([question], card.cells, card.engagement)[question.id],
        votes=tuple(_vote(card, cell, given) for given in (*cell.counted, *cell.set_aside)),
        combined=combined(cell.counted, card.engagement),
        mapped=_mapped(card, cell, cell.own),
        counts_as=counts_as,
        is_filled=counts_as is not None and cell.value is None,
        sections=sections,
    )


def _mapped(card: Scorecard, cell: Cell, own: Fraction | None) -> Mapped | None:
    return (
        mapped(cell.question, own, card.questionnaire) if own is not None and cell.question.choices else None
    )


def _vote(card: Scorecard, cell: Cell, given: Given) -> Vote:
    answer = given.answer
    counted = _mapped(card, cell, given.own)
    return Vote(
        respondent=given.respondent,
        function=given.function,
        state=answer.state,
        given=answer.value,
        own=given.own,
        value=counted.value if counted else None,
        evidence=answer.evidence,
        reason=answer.reason,
        note=answer.note if answer.released else None,
        aside=given.aside,
    )
