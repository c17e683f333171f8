"""Single questions: what divides the functions, and which facts the others do not know."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.agreement.groups import Extent, Group, extent, middle
from assess.agreement.spread import members
from assess.agreement.voices import Voice
from assess.model.answers import State
from assess.model.questionnaire import Kind
from assess.scoring.card import Scorecard
from assess.scoring.values import Aside, counting_value


@dataclass(frozen=True)
class Disagreement:
    """A core question that groups answer differently: those with the highest, those with the lowest median.

    `size`: how far these medians lie apart. `apart`: how far even the nearest of their members do; below 0
    where the groups overlap.
    """

    question: str
    label: str
    higher: tuple[Extent, ...]
    lower: tuple[Extent, ...]
    size: Fraction
    apart: Fraction
    extents: tuple[Extent, ...]


@dataclass(frozen=True)
class KnowledgeGap:
    """A fact that others see differently from its owner, in `differing` of `n` guesses; values on the ladder.

    `low`, `median` and `high` are of all guesses.
    """

    question: str
    label: str
    owner: str
    value: Fraction
    n: int
    differing: int
    low: Fraction
    median: Fraction
    high: Fraction


def disagreements(
    card: Scorecard, voices: Sequence[Voice], groups: Sequence[Group], smallest: int
) -> tuple[Disagreement, ...]:
    """The core questions on which groups differ, sharpest first; of equals in the order of asking.

    Sharpest is the largest distance between medians; among equal ones that between groups that overlap least.

    Only the core is asked of everybody, and only shared questions permit agreement. Facts are left out,
    because a single function knows them.
    """
    found = [
        one
        for question in card.questionnaire.all_questions()
        if question.core and question.scored and question.kind is not Kind.FACT and question.id in card.asked
        if (one := _disagreement(question.id, question.label, voices, groups, smallest))
    ]
    return tuple(sorted(found, key=lambda one: (-one.size, -one.apart)))


def knowledge_gaps(card: Scorecard, smallest: int) -> tuple[KnowledgeGap, ...]:
    """Facts on which guesses differ from the answer that counts, in the order of asking.

    A fact is left out where fewer people than the smallest group guessed.
    """
    return tuple(gap for gap in _knowledge_gaps(card, smallest) if gap.differing)


def _disagreement(
    question: str, label: str, voices: Sequence[Voice], groups: Sequence[Group], smallest: int
) -> Disagreement | None:
    extents = tuple(
        extent(group, [v.values[question] for v in members(group, voices) if question in v.values], smallest)
        for group in groups
    )
    medians = [e.median for e in extents if e.median is not None]
    if not medians or max(medians) == min(medians):
        return None
    higher = tuple(e for e in extents if e.median == max(medians))
    lower = tuple(e for e in extents if e.median == min(medians))
    lowest_of_higher = min(e.low for e in higher if e.low is not None)
    highest_of_lower = max(e.high for e in lower if e.high is not None)
    return Disagreement(
        question=question,
        label=label,
        higher=higher,
        lower=lower,
        size=max(medians) - min(medians),
        apart=lowest_of_higher - highest_of_lower,
        extents=extents,
    )


def _knowledge_gaps(card: Scorecard, smallest: int) -> Iterator[KnowledgeGap]:
    for name, cell in card.cells.items():
        question = cell.question
        if (
            question.kind is not Kind.FACT
            or not question.scored
            or cell.value is None
            or name not in card.asked
        ):
            continue
        guesses = sorted(
            counting_value(question, given.own, card.questionnaire)
            for given in cell.set_aside
            if given.aside is Aside.GUESS and given.answer.state is State.ANSWERED and given.own is not None
        )
        if len(guesses) >= max(smallest, 1):
            yield KnowledgeGap(
                question=name,
                label=question.label,
                owner=question.owner or "",
                value=cell.value,
                n=len(guesses),
                differing=sum(guess != cell.value for guess in guesses),
                low=guesses[0],
                median=middle(guesses),
                high=guesses[-1],
            )
