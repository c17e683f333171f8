"""All answers, with what was chosen and the evidence behind it."""

from collections.abc import Iterator
from fractions import Fraction

from assess.model.answers import State
from assess.model.questionnaire import Kind
from assess.report import wording
from assess.report.blocks import Block, Chapter, Column, Heading, Mark, Row, Table, Words
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore
from assess.scoring.values import Cell


def chapter(inputs: Inputs) -> Chapter:
    """A table for each capability."""
    blocks: list[Block] = []
    for review in inputs.reviews:
        blocks.append(Heading(f"{review.title} review: answers", f"answers-{review.id}"))
        blocks += [_table(inputs, section) for section in review.walk() if section.branch.leaves]
    lead = (
        (
            "What the respondents chose, with the statement that lies nearest at or below the combined value. A fact is "
            "answered by the function that owns it; other people's guesses at it are not counted."
        ),
    )
    return Chapter("answers", "", "Answers and evidence", lead, tuple(blocks))


def _table(inputs: Inputs, section: SectionScore) -> Table:
    columns = (
        Column("Question"),
        Column("Value", numeric=True),
        Column("Statement chosen"),
        Column("People", numeric=True),
        Column("Evidence named"),
    )
    rows = tuple(_row(inputs, leaf.id) for leaf in section.branch.leaves)
    return Table(f"{section.id} {section.title}", columns, rows)


def _row(inputs: Inputs, question_id: str) -> Row:
    cell = inputs.card.cells[question_id]
    kind = " (fact)" if cell.question.kind is Kind.FACT else ""
    answered = (
        sum(g.answer.state is State.ANSWERED for g in cell.counted) if question_id in inputs.card.asked else 0
    )
    return Row(
        (
            (f"{question_id} {cell.question.label}{kind}",),
            (wording.value(inputs.card, question_id),),
            _statement(inputs, cell),
            (Mark(f"{question_id}.respondents", str(answered)),),
            ("; ".join(_evidence(cell)),),
        )
    )


def _statement(inputs: Inputs, cell: Cell) -> Words:
    if cell.question.id not in inputs.card.asked:
        return ("Not asked: outside the scope, or it does not concern this company.",)
    if cell.own is None:
        return (_why_empty(cell),)
    chosen = [choice for choice in cell.question.choices if Fraction(choice.value) <= cell.own]
    return (max(chosen, key=lambda choice: choice.value).text,) if chosen else ()


def _why_empty(cell: Cell) -> str:
    reasons = list(dict.fromkeys(g.answer.reason for g in cell.counted if g.answer.reason))
    match cell.state:
        case State.NOT_APPLICABLE:
            return f"Does not apply: {'; '.join(reasons)}"
        case State.UNKNOWN:
            return "Nobody who was asked could say."
        case _:
            return "No answer yet."


def _evidence(cell: Cell) -> Iterator[str]:
    """Documents named, each once; who named them is not said."""
    yield from dict.fromkeys(
        g.answer.evidence for g in cell.counted if g.answer.evidence and g.answer.state is State.ANSWERED
    )
