"""Explanations in plain English, line by line, for the terminal."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from assess.model.answers import State
from assess.model.questionnaire import Question, ScoreMethod
from assess.report import wording
from assess.scoring.card import Scorecard
from assess.scoring.explain import ONLY_A_RANGE, Explanation, QuestionExplanation, SectionExplanation, Vote
from assess.scoring.next_level import NextLevel, Shortfall
from assess.scoring.rounding import shown
from assess.scoring.values import Aside

_METHODS = {
    ScoreMethod.MEAN: "the weighted mean of its parts",
    ScoreMethod.MIN: "the lowest of its parts",
    ScoreMethod.SUM: "the weighted sum of its parts",
}
_STATES = {
    "not-asked": "not asked: outside the scope, or its condition does not hold",
    State.NOT_APPLICABLE: "not applicable",
    State.UNKNOWN: "nobody knew",
    State.UNANSWERED: "no answer yet",
    ONLY_A_RANGE: "has only a range, because answers are missing",
    "zero-weight": "has no weight",
}
_ASIDE = {
    Aside.GUESS: "set aside: a guess at a fact that another function owns",
    Aside.CONSENSUS: "set aside: the room agreed on an answer",
}
_COMBINED = {
    "median": "median of all respondents",
    "mean": "mean of all respondents",
    "by-function": "median within each function, then weighted mean of the functions",
}


def lines(card: Scorecard, explanation: Explanation) -> Iterator[str]:
    """What stands behind a number, from the answers up."""
    if isinstance(explanation, SectionExplanation):
        yield from _section(card, explanation)
    else:
        yield from _question(card, explanation)


def _section(card: Scorecard, told: SectionExplanation) -> Iterator[str]:
    section = told.section
    yield f"{section.id}  {section.title}"
    spread = wording.text_of(wording.spread(section))
    name = wording.level_name(card, section.level)
    yield f"Score {wording.score(section)}{f' (range {spread})' if spread else ''}, level {wording.level(section)}{f' {name}' if name else ''}"
    yield ""
    yield f"The score is {_METHODS[told.method]}:"
    for part in told.contributions:
        share = "" if part.share is None else f", {_per_cent(100 * part.share)} of the weight"
        yield f"  {_number(part.value)}  {part.id} {part.label}{share}, adds {_number(part.adds, 2)}"
    for left in told.exclusions:
        yield f"    -  {left.id} {left.label}: {_STATES.get(left.reason, left.reason)}"
    for name in told.filled:
        yield f"  {name} has no answer and counts as the lowest"
    yield from _levels(card, told)


def _levels(card: Scorecard, told: SectionExplanation) -> Iterator[str]:
    if told.steps:
        yield ""
        yield "The level is the highest that, like every level below it, enough of the parts reach:"
        for step in told.steps:
            verdict = "reached" if step.passes else "not reached"
            yield f"  level {step.level}: {_per_cent(step.share)} of the weight, {_per_cent(step.needed)} needed: {verdict}"
    elif told.bounds:
        yield ""
        yield "The level follows from the score:"
        for level, bound in told.bounds:
            yield f"  level {level} from {wording.plain(bound)}"
    if told.section.indicative:
        yield (
            f"With {told.counted} of at least {told.least} answers the level is only indicative."
            if told.least
            else "The level is only indicative."
        )
    if told.next_level:
        yield ""
        yield from _next(card, told.next_level)


def _next(card: Scorecard, ahead: NextLevel) -> Iterator[str]:
    yield f"In the way of level {ahead.level}:"
    for part in ahead.short:
        yield f"  {_step(card, part)}"
    if ahead.enough:
        names = wording.listed([part.id for part in ahead.enough])
        yield f"Enough for level {ahead.level}: {names}."


def _step(card: Scorecard, part: Shortfall) -> str:
    cell = card.cells.get(part.id)
    section = card.section(part.id)
    label = cell.question.label if cell else section.title if section else ""
    to = f" to {_number(part.to)}" if part.to is not None else ""
    choice = f": {part.choice.text}" if part.choice else ""
    return f"{part.id} {label}, from {_number(part.value)}{to}{choice}"


def _question(card: Scorecard, told: QuestionExplanation) -> Iterator[str]:
    question = told.question
    yield f"{question.id}  {question.text}"
    yield f"Value {wording.value(card, question.id)}"
    if told.state == "not-asked":
        yield "Not asked: outside the scope, or its condition does not hold. It counts nowhere."
    if question.why:
        yield f"Why it is asked: {question.why}"
    yield ""
    yield "Answers:"
    functions = {function.id: function.name for function in card.questionnaire.functions}
    for vote in told.votes:
        yield f"  {_vote(vote, functions)}"
    if not told.votes:
        yield "  none"
    yield from _combination(told, functions)
    if told.sections:
        yield ""
        yield f"It counts in: {', '.join(told.sections)}"
    yield from _options(question, told)


def _combination(told: QuestionExplanation, functions: Mapping[str, str]) -> Iterator[str]:
    if told.combined is None:
        return
    yield ""
    yield f"Combined: {_COMBINED[told.combined.method.value]}"
    for group in told.combined.groups:
        values = ", ".join(_number(value) for value in group.values)
        name = functions.get(group.function, group.function) if group.function else "everybody"
        yield f"  {name}: {values} gives {_number(group.value)}, weight {wording.plain(group.weight)}"
    yield f"  together {_number(told.combined.value, 2)}"
    if told.mapped and told.mapped.value != told.mapped.own:
        low, high = told.mapped.own_interval
        yield f"  on its own scale from {wording.plain(low)} to {wording.plain(high)}; counts as {_number(told.mapped.value, 2)}"


def _options(question: Question, told: QuestionExplanation) -> Iterator[str]:
    if not question.choices:
        return
    yield ""
    yield "Statements:"
    own = told.mapped.own if told.mapped else None
    reached = max(
        (Fraction(c.value) for c in question.choices if own is not None and c.value <= own), default=None
    )
    for choice in question.choices:
        yield f"  {'*' if choice.value == reached else ' '} {wording.plain(choice.value)}  {choice.text}"


def _vote(vote: Vote, functions: Mapping[str, str]) -> str:
    who = functions.get(vote.function, vote.function) if vote.function else vote.respondent
    said = f"{vote.given}" if vote.state == State.ANSWERED else _STATES.get(vote.state, vote.state)
    parts = [f"{vote.respondent} ({who}): {said}"]
    if vote.reason:
        parts.append(f"reason: {vote.reason}")
    if vote.evidence:
        parts.append(f"evidence: {vote.evidence}")
    if vote.note:
        parts.append(f"note: {vote.note}")
    if vote.aside:
        parts.append(_ASIDE[vote.aside])
    return "; ".join(parts)


def _number(value: Fraction, digits: int = 1) -> str:
    return f"{shown(value)}" if digits == 1 else f"{float(value):.{digits}f}"


def _per_cent(share: Fraction) -> str:
    return f"{wording.plain(shown(share))} %"
