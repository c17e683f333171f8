"""What each question counts as: with its answer, and with missing answers filled."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assess.model.answers import State
from assess.model.questionnaire import Missing
from assess.scoring.values import Cell, own_interval

NOT_ASKED = "not-asked"


class Case(StrEnum):
    """What missing answers are taken for: nothing, or their question's lowest or highest value."""

    AS_ANSWERED = "as-answered"
    WORST = "worst"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Counting:
    """Ranges fill values only: which questions are asked is the same in every case."""

    cells: Mapping[str, Cell]
    asked: frozenset[str]
    missing: Missing

    def state(self, question_id: str) -> str:
        """The state of the combined answer, or `not-asked`."""
        return self.cells[question_id].state.value if question_id in self.asked else NOT_ASKED

    def value(self, question_id: str, case: Case = Case.AS_ANSWERED) -> Fraction | None:
        """The value that counts; None where the question does not count in this case."""
        cell = self.cells[question_id]
        return self._filled(cell, cell.value, (cell.lowest, cell.highest), case)

    def turned(self, question_id: str, case: Case = Case.AS_ANSWERED) -> Fraction | None:
        """The same on the question's own scale, reverse-coding undone: what practices are held against."""
        cell = self.cells[question_id]
        return self._filled(cell, cell.turned, own_interval(cell.question), case)

    def _filled(
        self, cell: Cell, value: Fraction | None, interval: tuple[Fraction, Fraction], case: Case
    ) -> Fraction | None:
        if cell.question.id not in self.asked or cell.state is State.NOT_APPLICABLE:
            return None
        if cell.state is State.ANSWERED:
            return value
        if self.missing is Missing.LOWEST or case is Case.WORST:
            return interval[0]
        return interval[1] if case is Case.BEST else None
