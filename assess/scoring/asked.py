"""Which questions count: decided once, on the combined values, for all trees and lenses."""

from collections.abc import Mapping
from fractions import Fraction

from assess.model.answers import State
from assess.model.engagement import Engagement, Scope
from assess.model.questionnaire import Condition, Questionnaire
from assess.scoring.values import Cell


def asked(
    questionnaire: Questionnaire, cells: Mapping[str, Cell], engagement: Engagement | None = None
) -> frozenset[str]:
    """The ids of the questions that are asked: within the scope, and with no condition that is known to fail."""
    facts = dict(engagement.facts) if engagement else {}
    core_only = engagement is not None and engagement.scope is Scope.CORE
    decided = _Decision(cells, facts, core_only=core_only)
    return frozenset(q.id for q in questionnaire.all_questions() if decided.asked(q.id))


class _Decision:
    """Kleene's three-valued logic over answers: true, false, or None where nobody can tell."""

    def __init__(self, cells: Mapping[str, Cell], facts: Mapping[str, bool], *, core_only: bool) -> None:
        self._cells = cells
        self._facts = facts
        self._core_only = core_only
        self._known: dict[str, bool] = {}
        self._open: set[str] = set()

    def asked(self, question_id: str) -> bool:
        """An undecidable condition counts as asked; so does one that depends on itself."""
        if question_id in self._known:
            return self._known[question_id]
        if question_id in self._open:
            return True
        question = self._cells[question_id].question
        self._open.add(question_id)
        in_scope = not (self._core_only and question.scored) or question.core
        verdict = in_scope and (question.when is None or self._holds(question.when) is not False)
        self._open.discard(question_id)
        self._known[question_id] = verdict
        return verdict

    def _holds(self, condition: Condition) -> bool | None:
        if condition.fact is not None:
            return self._facts.get(condition.fact)
        if condition.question is not None:
            return self._compares(condition, condition.question)
        if condition.not_ is not None:
            inner = self._holds(condition.not_)
            return None if inner is None else not inner
        verdicts = [self._holds(inner) for inner in condition.all_ or condition.any_ or ()]
        decisive = condition.all_ is None
        if decisive in verdicts:
            return decisive
        return None if None in verdicts else not decisive

    def _compares(self, condition: Condition, question_id: str) -> bool | None:
        cell = self._cells.get(question_id)
        if (
            cell is None
            or cell.own is None
            or cell.state is not State.ANSWERED
            or not self.asked(question_id)
        ):
            return None
        if condition.at_least is not None:
            return cell.own >= Fraction(condition.at_least)
        if condition.at_most is not None:
            return cell.own <= Fraction(condition.at_most)
        return cell.own == Fraction(condition.is_ or 0)
