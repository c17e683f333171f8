"""From answers to one value for each question, on the question's own scale and on the ladder."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import median
from typing import Any

from assess.model.answers import CONSENSUS, Answer, Answers, State
from assess.model.engagement import Combination, Engagement
from assess.model.questionnaire import Kind, Question, Questionnaire, Values


class Aside(StrEnum):
    """Why an answer on file does not count."""

    GUESS = "guess"
    """A fact, answered outside the function that owns it."""
    CONSENSUS = "consensus"
    """A single vote on what the room settled together."""


@dataclass(frozen=True, slots=True)
class Given:
    """One respondent's answer to one question; `own` is its value on the question's own scale."""

    respondent: str
    function: str | None
    answer: Answer
    own: Fraction | None
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that become one value before groups are weighed; `function` is None for all together."""

    function: str | None
    values: tuple[Fraction, ...]
    value: Fraction
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Combined:
    """How several values became one: the weighted mean of the groups."""

    method: Combination
    groups: tuple[Group, ...]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Mapped:
    """From a value on the question's own scale to the value that counts.

    `turned` has reverse-coding undone; `value` lies in the interval `attainable`, on the ladder unless values
    are raw.
    """

    own: Fraction
    turned: Fraction
    value: Fraction
    own_interval: tuple[Fraction, Fraction]
    attainable: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Cell:
    """What all respondents together say to one question.

    `own` is on the question's own scale as the options state it; `value` is what scoring counts, between
    `lowest` and `highest`. `set_aside` are answers that do not count, each with its reason.
    """

    question: Question
    state: State
    own: Fraction | None
    value: Fraction | None
    lowest: Fraction
    highest: Fraction
    counted: tuple[Given, ...]
    set_aside: tuple[Given, ...]
    mixed_not_applicable: bool
    from_consensus: bool

    @property
    def turned(self) -> Fraction | None:
        """The own value with reverse-coding undone: more is always better."""
        return None if self.own is None else turned(self.question, self.own)


def own_interval(question: Question) -> tuple[Fraction, Fraction]:
    """Lowest and highest value of a question's own scale."""
    values = [choice.value for choice in question.choices]
    return Fraction(min(values)), Fraction(max(values))


def attainable(question: Question, questionnaire: Questionnaire) -> tuple[Fraction, Fraction]:
    """Lowest and highest value that the question can contribute."""
    if questionnaire.values is Values.RAW:
        return own_interval(question)
    return Fraction(questionnaire.ladder[0].value), Fraction(questionnaire.ladder[-1].value)


def own_value(question: Question, value: Any) -> Fraction | None:
    """The value of one answer on the question's own scale; None for a text or nothing.

    Bands turn a number into the value of the last band whose lower bound it reaches, and all others into that
    of the first.
    """
    if not isinstance(value, Decimal | int):
        return None
    number = Fraction(value)
    if question.bands:
        first, *others = question.bands
        reached = [band for band in others if band.from_ is None or number >= Fraction(band.from_)]
        return Fraction([first, *reached][-1].value)
    return number


def on_scale(question: Question, value: Any) -> bool:
    """Whether an answered value is one that the question offers."""
    if question.open:
        return isinstance(value, str)
    if not isinstance(value, Decimal | int):
        return False
    if question.options is not None:
        return any(option.value == value for option in question.options)
    asked = question.number or question
    return (asked.least is None or value >= asked.least) and (asked.most is None or value <= asked.most)


def turned(question: Question, own: Fraction) -> Fraction:
    """An own value with reverse-coding undone: more is always better."""
    low, high = own_interval(question)
    return low + high - own if question.reverse else own


def counting_value(question: Question, own: Fraction, questionnaire: Questionnaire) -> Fraction:
    """The value that an own value counts as."""
    return mapped(question, own, questionnaire).value


DOCUMENTED_FROM = 2
"""The position of the third level in a ladder."""


def needs_document(question: Question, value: Any, questionnaire: Questionnaire) -> bool:
    """Whether an answered fact counts as the third level or more, which only a document can show."""
    own = own_value(question, value) if question.choices else None
    return own is not None and is_documented(question, own, questionnaire)


def is_documented(question: Question, own: Fraction, questionnaire: Questionnaire) -> bool:
    """The same for a value on the question's own scale."""
    levels = [level.value for level in questionnaire.ladder][DOCUMENTED_FROM:]
    if question.kind is not Kind.FACT or not levels or questionnaire.values is Values.RAW:
        return False
    return counting_value(question, own, questionnaire) >= levels[0]


def mapped(question: Question, own: Fraction, questionnaire: Questionnaire) -> Mapped:
    """Reversed if reverse-coded, then taken linearly from its own scale to the ladder, unless raw.

    A scale with one value only, which a rule refuses, counts as its lowest.
    """
    low, high = own_interval(question)
    bottom, top = attainable(question, questionnaire)
    better = turned(question, own)
    way = (better - low) / (high - low) if high > low else Fraction(0)
    value = bottom + way * (top - bottom)
    return Mapped(own, better, value, (low, high), (bottom, top))


def combined(given: Sequence[Given], engagement: Engagement | None) -> Combined | None:
    """One value from several, by the engagement's method (without one: the median); None without a value.

    `by-function` takes the median within each function and then the mean of the functions by their weights.
    If only functions of weight zero answered, they count alike.
    """
    by_function: dict[str | None, list[Fraction]] = defaultdict(list)
    for g in given:
        if g.own is not None:
            by_function[g.function].append(g.own)
    if not by_function:
        return None
    method = engagement.combine if engagement else Combination.MEDIAN
    if method is Combination.BY_FUNCTION and engagement:
        weights = {function: Fraction(engagement.weight_of(function)) for function in by_function}
        groups = tuple(
            Group(f, tuple(sorted(own)), median(own), weights[f] if any(weights.values()) else Fraction(1))
            for f, own in sorted(by_function.items(), key=lambda item: item[0] or "")
        )
    else:
        own = sorted(value for values in by_function.values() for value in values)
        one = sum(own, Fraction(0)) / len(own) if method is Combination.MEAN else median(own)
        groups = (Group(None, tuple(own), one, Fraction(1)),)
    total = sum((group.weight for group in groups), Fraction(0))
    value = sum((group.weight * group.value for group in groups), Fraction(0)) / total
    return Combined(method, groups, value)


def cells(
    questionnaire: Questionnaire, answers: Iterable[Answers], engagement: Engagement | None = None
) -> Mapping[str, Cell]:
    """One cell for every question of the questionnaire, unscored ones included, by question id."""
    documents = sorted(answers, key=lambda a: a.respondent)
    functions = {a.function for a in documents if not a.is_consensus}
    return {
        question.id: _cell(
            question, questionnaire, _given(question, documents, functions, engagement), engagement
        )
        for question in questionnaire.all_questions()
    }


def _given(
    question: Question,
    documents: Sequence[Answers],
    functions: set[str | None],
    engagement: Engagement | None,
) -> list[Given]:
    """Every answer on file, with the reason where it does not count."""
    on_file = [(a, answer) for a in documents if (answer := a.answers.get(question.id)) is not None]
    settled = any(a.is_consensus and answer.state is not State.UNANSWERED for a, answer in on_file)
    given = []
    for a, answer in on_file:
        aside = None
        if not a.is_consensus:
            if not is_entitled(question, a.function, functions, engagement):
                aside = Aside.GUESS
            elif settled:
                aside = Aside.CONSENSUS
        given.append(Given(a.respondent, a.function, answer, own_value(question, answer.value), aside))
    return given


def _cell(
    question: Question, questionnaire: Questionnaire, given: Sequence[Given], engagement: Engagement | None
) -> Cell:
    counted = tuple(g for g in given if g.aside is None)
    present = {g.answer.state for g in counted}
    state = next((state for state in _STRONGEST_FIRST if state in present), State.UNANSWERED)
    one = combined(counted, engagement)
    scaled = bool(question.choices)
    low, high = attainable(question, questionnaire) if scaled else (Fraction(0), Fraction(0))
    return Cell(
        question=question,
        state=state,
        own=one.value if one else None,
        value=counting_value(question, one.value, questionnaire) if one and scaled else None,
        lowest=low,
        highest=high,
        counted=counted,
        set_aside=tuple(g for g in given if g.aside),
        mixed_not_applicable=State.NOT_APPLICABLE in present and state is not State.NOT_APPLICABLE,
        from_consensus=any(
            g.respondent == CONSENSUS and g.answer.state is not State.UNANSWERED for g in counted
        ),
    )


_STRONGEST_FIRST = (State.ANSWERED, State.UNKNOWN, State.NOT_APPLICABLE, State.UNANSWERED)


def is_entitled(
    question: Question, function: str | None, functions: Collection[str | None], engagement: Engagement | None
) -> bool:
    """A fact is known by its owner, or by the stand-in where the owner has no respondent."""
    if question.kind is not Kind.FACT or function == question.owner:
        return True
    stand_in = engagement.stand_ins.get(question.owner or "") if engagement else None
    return question.owner not in functions and stand_in is not None and function == stand_in
