"""On which terms partners would come along: part of the chapter on constituents."""

from collections.abc import Iterator
from fractions import Fraction

from assess.agreement.groups import middle
from assess.model.answers import Answer, Answers, Attribution, State
from assess.model.questionnaire import Question, Section
from assess.report import wording
from assess.report.blocks import (
    Block,
    Definitions,
    Heading,
    Mark,
    Meaning,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
)
from assess.report.chapters.views import HIDDEN
from assess.report.inputs import Inputs

BLOCK = "constituents"
"""The questionnaire's section that asks partners for their terms."""
WILLINGNESS = "K5"
"""Its question how far they would go."""


def blocks(inputs: Inputs) -> list[Block]:
    """What partners said they need. Words are printed only if released, and named as was settled."""
    section = next((s for s in inputs.card.questionnaire.sections if s.id == BLOCK), None)
    if section is None:
        return []
    partners = tuple(_partners(inputs, section))
    released = tuple(_released(inputs, section))
    found: list[Block] = [Heading("On which terms they would come along", "terms")]
    if partners:
        found += _table(partners)
    if released:
        return [*found, Definitions(released)]
    names = {question.id for question in section.questions if question.open}
    given = any(
        answer.state is State.ANSWERED
        for document in inputs.answers
        for name, answer in document.answers.items()
        if name in names
    )
    said = (
        "The terms that partners gave in their own words are not released for this report; ask them."
        if given
        else "No partner has said yet on which terms; ask them."
    )
    return [*found, Paragraph((said,))]


def _released(inputs: Inputs, section: Section) -> Iterator[tuple[str, Meaning]]:
    for question in section.questions:
        if question.open and (quotes := tuple(_quotes(inputs, question))):
            yield question.label, quotes


def _quotes(inputs: Inputs, question: Question) -> Iterator[Words]:
    for document in inputs.answers:
        answer = document.answers.get(question.id)
        if answer and answer.released and answer.state is State.ANSWERED:
            who = _who(inputs, document)
            yield (f"{who}: {answer.value}" if who else str(answer.value),)


def _who(inputs: Inputs, document: Answers) -> str:
    """How a respondent may be named, as was settled before the first question."""
    attribution = document.attribution or inputs.engagement.attribution
    function = inputs.function(document.function) if document.function else ""
    if attribution is Attribution.NAMED:
        return f"{document.respondent}, {function}" if function else document.respondent
    return function if attribution is Attribution.FUNCTION else ""


def _table(partners: tuple[Row, ...]) -> list[Block]:
    """Without a column of willingness where nothing may be shown in it."""
    if any(isinstance(piece, Mark) for one in partners for cell in one.cells for piece in cell):
        titles = columns("Function", "Speaks for it", "Willingness")
        return [Table("Partners, and how far their people would go today", titles, partners)]
    rows = tuple(row(*one.cells[:2]) for one in partners)
    note = "How far their people would go today is not shown: too few of them answered, or none was asked."
    return [
        Table("Partners, and the functions that they speak for", columns("Function", "Partner"), rows, note)
    ]


def _partners(inputs: Inputs, section: Section) -> Iterator[Row]:
    question = next((one for one in section.questions if one.id == WILLINGNESS and one.options), None)
    for constituent in inputs.engagement.constituents:
        if constituent.partner:
            willing = _willing(inputs, question, constituent.function) if question else ""
            yield row(inputs.function(constituent.function), constituent.partner, willing)


def _willing(inputs: Inputs, question: Question, function: str) -> Words:
    """The statement that the function's median reached, where enough people answered to show it."""
    given = [
        document.answers[question.id]
        for document in inputs.answers
        if document.function == function and question.id in document.answers
    ]
    chosen = sorted(_value(answer) for answer in given if answer.state is State.ANSWERED)
    if not given:
        return ("not asked",)
    if not chosen:
        return ("no answer",)
    if len(chosen) < inputs.engagement.smallest_group:
        return (HIDDEN,)
    median = middle(chosen)
    reached = wording.statement(question, median)
    text = f": {reached.text}" if reached else ""
    return (Mark(f"{WILLINGNESS}.{function}", wording.plain(median)), text)


def _value(answer: Answer) -> Fraction:
    return Fraction(answer.value)
