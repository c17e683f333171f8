"""From the cells of one row to the answer to one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assess.intake.survey.labels import Meant, meaning, near, number
from assess.intake.survey.layouts import Column
from assess.intake.survey.told import Told
from assess.model.answers import Answer, State
from assess.model.mapping import SurveyMapping
from assess.model.questionnaire import Question, Questionnaire
from assess.scoring.values import on_scale

_SHOWN = 60


@dataclass(frozen=True)
class Beside:
    """What stands beside an answer; empty where there is nothing."""

    reason: str = ""
    note: str = ""
    evidence: str = ""


class Reader:
    """Reads cells by the labels of a mapping first, then by what the questionnaire itself says."""

    def __init__(self, questionnaire: Questionnaire, mapping: SurveyMapping, told: Told) -> None:
        self._may_not_apply = questionnaire.may_not_apply
        self._labels = mapping.labels
        self._labels_of = mapping.labels_of
        self._told = told
        self._known: dict[tuple[str, str], Meant | None] = {}

    def answer(
        self, question: Question, columns: Sequence[Column], row: int, beside: Beside
    ) -> Answer | None:
        """The answer; None if there is nothing to keep."""
        value, state = self._value(question, columns, row)
        note, evidence = beside.note or None, beside.evidence or None
        if state is State.NOT_APPLICABLE:
            if self._stands(question, columns, row, beside.reason):
                return Answer(state=state, reason=beside.reason, note=note, evidence=evidence)
            state = State.UNANSWERED
        elif beside.reason:  # written before another answer was chosen
            note = "; ".join(filter(None, (note, beside.reason)))
        if state is State.UNANSWERED and not note and not evidence:
            return None
        return Answer(value=value, state=state, note=note, evidence=evidence)

    def _stands(self, question: Question, columns: Sequence[Column], row: int, reason: str) -> bool:
        """Whether *not applicable* can stand; if not, it is told."""
        allowed = self._may_not_apply if question.may_not_apply is None else question.may_not_apply
        if allowed and reason:
            return True
        column = next(one for one in columns if self._told.table.rows[row][one.index].strip())
        if allowed:
            message = f"`{column.name}` does not apply, and no column says why"
            hint = "Name under `reasons:` the column with the reason, or let the label stand for unknown."
        else:
            message = f"`{column.name}`: {question.id} applies to every company"
            hint = "Let the label stand for unknown, or ask the respondent for the statement that fits."
        self._told.cell(row, column.index, "SUR008", message, hint)
        return False

    def _value(
        self, question: Question, columns: Sequence[Column], row: int
    ) -> tuple[Decimal | str | None, State]:
        """What the question's columns say together: several, where it was asked in two ways."""
        cells = self._told.table.rows[row]
        found: list[tuple[Column, Meant]] = []
        for column in columns:
            text = cells[column.index].strip()
            meant = self._meant(question, column, row, text) if text else None
            if meant is not None and meant is not State.UNANSWERED:
                found.append((column, meant))
        if not found:
            return None, State.UNANSWERED
        (first, meant), *others = found
        for other, another in others:
            if another != meant:
                message = f"`{other.name}` answers {question.id} otherwise than `{first.name}` does"
                self._told.cell(row, other.index, "SUR009", message, "Keep one of the two answers.")
                return None, State.UNANSWERED
        return (None, meant) if isinstance(meant, State) else (meant, State.ANSWERED)

    def _meant(self, question: Question, column: Column, row: int, text: str) -> Meant | None:
        """What a text stands for; None, with the problem told, if nobody has said it."""
        for one in (text, text.rstrip("; ")):  # a question with one choice among several ends in a semicolon
            said = self._labels_of.get(question.id, {}).get(one, self._labels.get(one))
            if said is not None:
                return self._as_said(question, column, row, said)
            found = self._by_itself(question, one)
            if found is not None:
                return found
        self._tell(question, column, row, text)
        return None

    def _by_itself(self, question: Question, text: str) -> Meant | None:
        """What a text stands for without a mapping; kept, since thousands of rows hold the same labels."""
        key = (question.id, text)
        if key not in self._known:
            self._known[key] = meaning(question, text)
        return self._known[key]

    def _as_said(self, question: Question, column: Column, row: int, said: Decimal | str) -> Meant | None:
        if isinstance(said, str):
            return State(said)
        if on_scale(question, said):
            return said
        message = f"`{column.name}`: the mapping says {said}, which is no answer to {question.id}"
        self._told.cell(row, column.index, "SUR003", message, "Write an option's value under `labels_of:`.")
        return None

    def _tell(self, question: Question, column: Column, row: int, text: str) -> None:
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        if question.options is None:
            unit = question.number.unit if question.number else question.unit
            written = number(text, unit)
            why = written.why_not or f"`{shown}` is beyond the bounds of {question.id}"
            hint = "Correct the cell, or say under `labels_of:` what it stands for."
            self._told.cell(row, column.index, "SUR004", f"`{column.name}`: {why}", hint)
            return
        close = near(question, text)
        several = ";" in text.rstrip("; ") and all(
            meaning(question, one) is not None for one in text.rstrip("; ").split(";")
        )
        message = f"`{column.name}`: `{shown}` is no answer to {question.id}"
        hint = f"Did you mean `{close}`? " if close and not several else ""
        hint += (
            "Of several answers one can count: keep that one in the cell."
            if several
            else f"Say under `labels_of: {question.id}:` what it stands for."
        )
        self._told.cell(row, column.index, "SUR003", message, hint)
