"""Explanations in plain English, line by line, for the terminal."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from assess.model.answers import State
from assess.model.engagement import Combination
from assess.model.questionnaire import Question, ScoreMethod
from assess.report import reasons, wording
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.counting import NOT_ASKED
from assess.scoring.explain import (
    ONLY_A_RANGE,
    ZERO_WEIGHT,
    Explanation,
    QuestionExplanation,
    SectionExplanation,
    Vote,
)
from assess.scoring.levels import Step
from assess.scoring.next_level import NextLevel, Shortfall
from assess.scoring.values import Aside

COMBINED = {
    Combination.MEDIAN: "median of all respondents",
    Combination.MEAN: "mean of all respondents",
    Combination.BY_FUNCTION: "median within each function, then the weighted mean of the functions",
}
"""How several answers become one value."""
_METHODS = {
    ScoreMethod.MEAN: "the weighted mean of its parts",
    ScoreMethod.MIN: "the lowest of its parts",
    ScoreMethod.SUM: "the weighted sum of its parts",
}
_STATES = {
    NOT_ASKED: "not asked: outside the scope, or its condition does not hold",
    State.NOT_APPLICABLE: "not applicable",
    State.UNKNOWN: "nobody knew",
    State.UNANSWERED: "no answer yet",
    ONLY_A_RANGE: "has only a range, because answers are missing",
    ZERO_WEIGHT: "has no weight",
}
_ASIDE = {
    Aside.GUESS: "set aside: a guess at a fact that another function owns",
    Aside.CONSENSUS: "set aside: the room agreed on an answer",
}


def lines(card: Scorecard, explanation: Explanation) -> Iterator[str]:
    """What stands behind a number, from the answers up."""
    match explanation:
        case SectionExplanation():
            yield from _section(card, explanation)
        case QuestionExplanation():
            yield from _question(card, explanation)


def _section(card: Scorecard, told: SectionExplanation) -> Iterator[str]:
    yield f"{told.section.id}  {told.section.title}"
    yield _standing(card, told.section)
    yield ""
    if not told.contributions:
        yield "There is no score, because nothing that counts has an answer:"
    else:
        yield f"The score is {_METHODS[told.method]}:"
    for part in told.contributions:
        share = "" if part.share is None else f", {_per_cent(part.share * 100)} of the weight"
        adds = wording.two_decimals(part.adds)
        yield f"  {wording.one_decimal(part.value)}  {part.id} {part.label}{share}, adds {adds}"
    for left in told.exclusions:
        yield f"    -  {left.id} {left.label}: {_STATES[left.reason]}"
    for name in told.filled:
        yield f"  {name} has no answer and counts as the lowest"
    yield from _levels(told)
    if told.apart:
        yield ""
        yield wording.text_of(reasons.apart(card, told.section))
    if told.next_level:
        yield ""
        yield from _next(card, told.next_level, by_level=bool(told.steps))


def _standing(card: Scorecard, section: SectionScore) -> str:
    spread = wording.text_of(wording.spread(section))
    between = f" (range {spread})" if spread else ""
    name = wording.level_name(card, section.level)
    score, level = wording.score(section).text, wording.level(section).text
    score = f"Score {score}" if section.score is not None else "No score"
    level = level if level == wording.NO_LEVEL else f"level {level}"
    return f"{score}{between}, {level} {name}".rstrip()


def _levels(told: SectionExplanation) -> Iterator[str]:
    if told.steps:
        whose = (
            "of its own practices are in place" if told.section.branch.has_practices else "of the parts reach"
        )
        head = "The level is the highest " + (
            f"where, as at every level below it, enough {whose}:"
            if told.section.branch.has_practices
            else f"that, like every level below it, enough {whose}:"
        )
        yield ""
        yield head
        yield from map(_step, told.steps)
    elif told.bounds:
        yield ""
        yield "The level follows from the score:"
        for level, bound in told.bounds:
            yield f"  level {level} from {wording.plain(bound)}"
    if told.section.indicative:
        yield (
            f"With {told.counted} of at least {told.least} answers the level is only indicative."
            if told.counted < told.least
            else "The level is only indicative, because at least half of what it rests on is."
        )


def _step(step: Step) -> str:
    verdict = "reached" if step.passes else "not reached"
    if not step.total:
        return f"  level {step.level}: nothing of its own to reach: {verdict}"
    share = _per_cent(step.share, step.needed)
    return f"  level {step.level}: {share} of the weight, {_per_cent(step.needed)} needed: {verdict}"


def _next(card: Scorecard, ahead: NextLevel, *, by_level: bool) -> Iterator[str]:
    yield f"In the way of level {ahead.level}:"
    for part in ahead.short:
        yield f"  {_shortfall(card, part, by_level=by_level)}"
    if ahead.enough is None:
        yield f"Even all of them at their best are not enough for level {ahead.level}."
    elif ahead.enough:
        yield f"Enough for level {ahead.level}: {wording.listed([part.id for part in ahead.enough])}."


def _shortfall(card: Scorecard, part: Shortfall, *, by_level: bool) -> str:
    section = card.section(part.id)
    name = f"{part.id} {section.title if section else card.cells[part.id].question.label}"
    if by_level and section:
        to = f" to {wording.plain(part.to)}" if part.to is not None else ""
        return f"{name}, from level {wording.plain(part.value)}{to}"
    to = f" to {wording.one_decimal(part.to)}" if part.to is not None else ""
    choice = f": {part.choice.text}" if part.choice else ""
    return f"{name}, from {wording.one_decimal(part.value)}{to}{choice}"


def _question(card: Scorecard, told: QuestionExplanation) -> Iterator[str]:
    question = told.question
    functions = {function.id: function.name for function in card.questionnaire.functions}
    yield f"{question.id}  {question.text}"
    if told.state == NOT_ASKED:
        yield f"{_STATES[NOT_ASKED].capitalize()}. It counts nowhere."
    elif told.combined is None:
        yield _STATES[told.state].capitalize()
    else:
        yield f"Value {wording.value(card, question.id)}"
    if told.is_filled:
        yield "It has no answer and counts as the lowest."
    if question.why:
        yield f"Why it is asked: {question.why}"
    yield ""
    yield "Answers:"
    for vote in told.votes:
        yield f"  {_vote(question, vote, functions)}"
    if not told.votes:
        yield "  none"
    yield from _combination(told, functions)
    if told.sections:
        yield ""
        yield f"It counts in: {', '.join(told.sections)}"
    yield from _options(told)


def _combination(told: QuestionExplanation, functions: Mapping[str, str]) -> Iterator[str]:
    if told.combined is None:
        return
    yield ""
    yield f"Combined: {COMBINED[told.combined.method]}"
    for group in told.combined.groups:
        values = ", ".join(wording.plain(value) for value in group.values)
        name = functions.get(group.function, group.function) if group.function else "everybody"
        weight = f", weight {wording.plain(group.weight)}" if len(told.combined.groups) > 1 else ""
        yield f"  {name}: {values} gives {wording.plain(group.value)}{weight}"
    yield f"  together {wording.two_decimals(told.combined.value)}"
    if told.mapped and told.mapped.value != told.mapped.own:
        low, high = (wording.plain(end) for end in told.mapped.own_interval)
        value = wording.two_decimals(told.mapped.value)
        yield f"  on its own scale from {low} to {high}; counts as {value}"


def _options(told: QuestionExplanation) -> Iterator[str]:
    if not told.question.choices:
        return
    own = told.mapped.own if told.mapped else None
    reached = wording.statement(told.question, own) if own is not None else None
    yield ""
    yield "Statements:"
    for choice in told.question.choices:
        yield f"  {'*' if choice == reached else ' '} {wording.plain(choice.value)}  {choice.text}"


def _vote(question: Question, vote: Vote, functions: Mapping[str, str]) -> str:
    who = f" ({functions.get(vote.function, vote.function)})" if vote.function else ""
    unit = question.unit or (question.number.unit if question.number else "")
    said = f"{vote.given} {unit}".rstrip() if vote.state is State.ANSWERED else _STATES[vote.state]
    said = "did not know" if vote.state is State.UNKNOWN else said
    parts = (
        f"{vote.respondent}{who}: {said}",
        f"reason: {vote.reason}" if vote.reason else "",
        f"evidence: {vote.evidence}" if vote.evidence else "",
        f"note: {vote.note}" if vote.note else "",
        _ASIDE[vote.aside] if vote.aside else "",
    )
    return "; ".join(part for part in parts if part)


def _per_cent(share: Fraction, *bounds: Fraction) -> str:
    return f"{wording.plain(Fraction(wording.one_decimal(share, bounds)))} %"
