"""From answers to one value for each question, on the question's own scale and on the ladder."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median
from typing import Any

from assess.model.answers import Answer, Answers, State
from assess.model.engagement import Combination, Engagement
from assess.model.questionnaire import Kind, Question, Questionnaire, Values


@dataclass(frozen=True, slots=True)
class Given:
    """One respondent's answer to one question; `own` is its value on the question's own scale."""

    respondent: str
    function: str | None
    answer: Answer
    own: Fraction | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What all respondents together say to one question.

    `own` is on the question's own scale as the options state it; `value` is what scoring counts: reversed if
    reverse-coded, and on the ladder unless values are raw. `set_aside` are answers that do not count: guesses at a fact
    by people outside the function that owns it, and single votes where a consensus was recorded.
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
        if self.own is None or not self.question.reverse:
            return self.own
        low, high = own_interval(self.question)
        return low + high - self.own


def own_interval(question: Question) -> tuple[Fraction, Fraction]:
    """Lowest and highest value of a question's own scale."""
    values = [Fraction(choice.value) for choice in question.choices]
    return min(values), max(values)


def attainable(question: Question, questionnaire: Questionnaire) -> tuple[Fraction, Fraction]:
    """Lowest and highest value that the question can contribute."""
    if questionnaire.values is Values.RAW:
        return own_interval(question)
    return Fraction(questionnaire.ladder[0].value), Fraction(questionnaire.ladder[-1].value)


def own_value(question: Question, value: Any) -> Fraction | None:
    """The value of one answer on the question's own scale; None for a text.

    Bands turn a number into the value of the last band whose lower bound it reaches.
    """
    if not isinstance(value, Decimal | int):
        return None
    number = Fraction(value)
    if question.bands:
        reached = [band for band in question.bands if band.from_ is None or number >= Fraction(band.from_)]
        return Fraction(reached[-1].value)
    return number


def on_scale(question: Question, value: Any) -> bool:
    """Whether an answered value is one that the question offers."""
    if question.open:
        return isinstance(value, str)
    if not isinstance(value, Decimal | int):
        return False
    if question.number:
        low, high = question.number.least, question.number.most
        return (low is None or value >= low) and (high is None or value <= high)
    return bool(question.bands) or any(option.value == value for option in question.options or ())


def counting_value(question: Question, own: Fraction, questionnaire: Questionnaire) -> Fraction:
    """Reversed if reverse-coded, then mapped linearly from its own scale onto the ladder unless values are raw."""
    low, high = own_interval(question)
    turned = low + high - own if question.reverse else own
    if questionnaire.values is Values.RAW:
        return turned
    bottom, top = attainable(question, questionnaire)
    return bottom + (turned - low) * (top - bottom) / (high - low)


def combine(given: Sequence[Given], engagement: Engagement | None) -> Fraction:
    """One value from several. Without an engagement: the median.

    `by-function` takes the median within each function and then the mean of the functions by their weights. If only
    functions of weight zero answered, they count alike.
    """
    values = [g.own for g in given if g.own is not None]
    method = engagement.combine if engagement else Combination.MEDIAN
    if method is Combination.MEAN:
        return sum(values, Fraction(0)) / len(values)
    if method is Combination.MEDIAN or engagement is None:
        return median(values)
    groups: dict[str | None, list[Fraction]] = defaultdict(list)
    for g in given:
        if g.own is not None:
            groups[g.function].append(g.own)
    weights = {function: Fraction(engagement.weight_of(function)) for function in groups}
    total = sum(weights.values(), Fraction(0))
    if total == 0:
        weights, total = dict.fromkeys(groups, Fraction(1)), Fraction(len(groups))
    return sum((weights[f] * median(own) for f, own in groups.items()), Fraction(0)) / total


def cells(
    questionnaire: Questionnaire, answers: Iterable[Answers], engagement: Engagement | None = None
) -> Mapping[str, Cell]:
    """One cell for every question of the questionnaire, unscored ones included, by question id."""
    documents = sorted(answers, key=lambda a: a.respondent)
    functions = {a.function for a in documents if not a.is_consensus}
    return {
        question.id: _cell(question, questionnaire, documents, functions, engagement)
        for question in questionnaire.all_questions()
    }


def _cell(
    question: Question,
    questionnaire: Questionnaire,
    documents: Sequence[Answers],
    functions: set[str | None],
    engagement: Engagement | None,
) -> Cell:
    everybody = [
        Given(a.respondent, a.function, answer, own_value(question, answer.value))
        for a in documents
        if (answer := a.answers.get(question.id)) is not None and not a.is_consensus
    ]
    agreed = [
        Given(a.respondent, a.function, answer, own_value(question, answer.value))
        for a in documents
        if a.is_consensus and (answer := a.answers.get(question.id)) is not None
    ]
    settled = [g for g in agreed if g.answer.state in {State.ANSWERED, State.NOT_APPLICABLE}]
    counted = settled or [g for g in everybody if _entitled(question, g.function, functions, engagement)]
    state = _state(counted)
    own = (
        combine([g for g in counted if g.answer.state is State.ANSWERED], engagement)
        if _is_valued(question, state)
        else None
    )
    scaled = bool(question.choices)
    low, high = attainable(question, questionnaire) if scaled else (Fraction(0), Fraction(0))
    return Cell(
        question=question,
        state=state,
        own=own,
        value=counting_value(question, own, questionnaire) if own is not None and scaled else None,
        lowest=low,
        highest=high,
        counted=tuple(counted),
        set_aside=tuple(g for g in everybody if g not in counted),
        mixed_not_applicable=state is State.ANSWERED
        and any(g.answer.state is State.NOT_APPLICABLE for g in counted),
        from_consensus=bool(settled),
    )


def _is_valued(question: Question, state: State) -> bool:
    return state is State.ANSWERED and not question.open


def _entitled(
    question: Question, function: str | None, functions: set[str | None], engagement: Engagement | None
) -> bool:
    """A fact is known by its owner, or by the stand-in where the owner has no respondent."""
    if question.kind is not Kind.FACT or function == question.owner:
        return True
    stand_in = engagement.stand_ins.get(question.owner or "") if engagement else None
    return question.owner not in functions and stand_in is not None and function == stand_in


_STRONGEST_FIRST = (State.ANSWERED, State.UNKNOWN, State.NOT_APPLICABLE, State.UNANSWERED)


def _state(given: Sequence[Given]) -> State:
    """Answered beats unknown beats not applicable beats unanswered."""
    present = {g.answer.state for g in given}
    return next((state for state in _STRONGEST_FIRST if state in present), State.UNANSWERED)
