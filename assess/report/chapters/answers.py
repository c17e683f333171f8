"""All answers, with what was chosen and the evidence behind it."""

from collections.abc import Iterable

from assess.model.answers import State
from assess.model.questionnaire import Kind
from assess.report import wording
from assess.report.blocks import Block, Chapter, Heading, Mark, Row, Table, columns, row
from assess.report.inputs import Inputs, leaves
from assess.scoring.card import SectionScore
from assess.scoring.values import Cell

_NOT_ASKED = "Not asked: outside the scope, or it does not concern this company."


def chapter(inputs: Inputs) -> Chapter:
    """A table for each capability."""
    blocks: list[Block] = []
    for review in inputs.reviews:
        if inputs.is_nested:
            blocks.append(Heading(f"{wording.review_title(review.title)}: answers", f"answers-{review.id}"))
        blocks += [_table(inputs, section) for section in leaves(review)]
    return Chapter("answers", "", "Answers and evidence", (_lead(inputs),), tuple(blocks))


def _lead(inputs: Inputs) -> str:
    lead = (
        "What the respondents chose, with the statement that lies nearest to the combined value; two where "
        "it lies half-way between them."
    )
    if any(question.kind is Kind.FACT for question in inputs.card.questionnaire.all_questions()):
        lead += (
            " A fact is answered by the function that owns it; other people's guesses at it are not counted."
        )
    return lead


def _table(inputs: Inputs, section: SectionScore) -> Table:
    titles = columns(
        "Question", "Value", "Statement chosen", "People", "Evidence named", numeric=("Value", "People")
    )
    rows = tuple(_row(inputs, leaf.id) for leaf in section.branch.leaves)
    return Table(inputs.label(section.id), titles, rows)


def _row(inputs: Inputs, question_id: str) -> Row:
    cell = inputs.card.cells[question_id]
    is_asked = question_id in inputs.card.asked
    answered = {given.respondent for given in cell.counted if given.answer.state is State.ANSWERED}
    evidence = _each_once(given.answer.evidence for given in cell.counted if given.own is not None)
    fact = " (fact)" if cell.question.kind is Kind.FACT else ""
    return row(
        f"{wording.label(question_id, cell.question.label)}{fact}",
        wording.value(inputs.card, question_id),
        _statement(inputs, cell) if is_asked else _NOT_ASKED,
        Mark(f"{question_id}.respondents", str(len(answered) if is_asked else 0)),
        "; ".join(evidence) if is_asked and inputs.may_quote(cell) else "",
    )


def _statement(inputs: Inputs, cell: Cell) -> str:
    if cell.own is not None:
        if not inputs.may_quote(cell):
            return f"Not shown: fewer than {inputs.engagement.smallest_group} people answered."
        return " / ".join(choice.text for choice in wording.statements(cell.question, cell.own))
    match cell.state:
        case State.NOT_APPLICABLE:
            reasons = "; ".join(_each_once(given.answer.reason for given in cell.counted))
            return f"Does not apply: {wording.inner(reasons)}." if reasons else "Does not apply."
        case State.UNKNOWN:
            return "Nobody who was asked could say."
        case _:
            return "No answer yet."


def _each_once(texts: Iterable[str | None]) -> list[str]:
    """Without empty ones; who wrote them is not said."""
    return [text for text in dict.fromkeys(texts) if text]
