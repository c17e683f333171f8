"""What is asked, and of whom; what counts is decided once, on the combined values, for all trees."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from assess.model.answers import State
from assess.model.condition import Condition
from assess.model.engagement import Engagement, Scope
from assess.model.questionnaire import Question, Questionnaire
from assess.scoring.values import Cell


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a condition holds, None where nobody can tell, and what it was decided on.

    `found` is what the condition looked at: the fact, or the question's own value; None where there is none.
    """

    condition: Condition
    holds: bool | None
    found: bool | Fraction | None = None
    inner: tuple["Verdict", ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """Whether a question is asked: within the scope, and with no condition that is known to fail."""

    in_scope: bool
    verdict: Verdict | None

    @property
    def asked(self) -> bool:
        """An undecidable condition counts as asked."""
        return self.in_scope and (self.verdict is None or self.verdict.holds is not False)


def asked(
    questionnaire: Questionnaire, cells: Mapping[str, Cell], engagement: Engagement | None = None
) -> frozenset[str]:
    """The ids of the questions that are asked."""
    found = asking(questionnaire.all_questions(), cells, engagement)
    return frozenset(name for name, one in found.items() if one.asked)


def asking(
    questions: Iterable[Question], cells: Mapping[str, Cell], engagement: Engagement | None = None
) -> Mapping[str, Asking]:
    """For each of the questions, by id, whether it is asked and why; conditions are decided on `cells`."""
    decision = _Decision(cells, engagement)
    return {question.id: decision.asking(question) for question in questions}


def is_in_scope(question: Question, scope: Scope) -> bool:
    """The core scope leaves out what is scored and no core question."""
    return question.core or not question.scored or scope is not Scope.CORE


def is_asked_of(question: Question, function: str, scope: Scope) -> bool:
    """Core questions are asked of everybody, the others by their routing; without routing, of everybody."""
    is_routed = question.core or question.asked_of is None or function in question.asked_of
    return is_routed and is_in_scope(question, scope)


class _Decision:
    """Kleene's three-valued logic over facts and answers: true, false, or None where nobody can tell."""

    def __init__(self, cells: Mapping[str, Cell], engagement: Engagement | None) -> None:
        self._cells = cells
        self._facts: Mapping[str, bool] = engagement.facts if engagement else {}
        self._scope = engagement.scope if engagement else Scope.FULL
        self._known: dict[str, Asking] = {}
        self._open: set[str] = set()

    def asking(self, question: Question) -> Asking:
        """A loop, since a chain of conditions may be longer than calls can be nested."""
        ahead = [question]
        while ahead:
            one = ahead[-1]
            self._open.add(one.id)
            if waits_for := self._undecided(one):
                ahead += waits_for
                continue
            if one.id not in self._known:
                verdict = self._verdict(one.when) if one.when else None
                self._known[one.id] = Asking(is_in_scope(one, self._scope), verdict)
            self._open.discard(one.id)
            ahead.pop()
        return self._known[question.id]

    def _undecided(self, question: Question) -> list[Question]:
        """What its condition looks at, as far as it is not known whether that counts."""
        names = question.when.questions() if question.when else ()
        return [
            self._cells[name].question
            for name in names
            if self._is_answered(name) and name not in self._known and name not in self._open
        ]

    def _is_answered(self, question_id: str) -> bool:
        cell = self._cells.get(question_id)
        return cell is not None and cell.state is State.ANSWERED

    def _verdict(self, condition: Condition) -> Verdict:
        if condition.fact is not None:
            fact = self._facts.get(condition.fact)
            return Verdict(condition, fact, fact)
        if condition.question is not None:
            own = self._own(condition.question)
            return Verdict(condition, None if own is None else compares(condition, own), own)
        if condition.not_ is not None:
            inner = self._verdict(condition.not_)
            return Verdict(condition, None if inner.holds is None else not inner.holds, None, (inner,))
        several = tuple(self._verdict(one) for one in condition.all_ or condition.any_ or ())
        decisive = condition.all_ is None  # one true decides `any`, one false decides `all`
        holds = [one.holds for one in several]
        undecided = None if None in holds else not decisive
        return Verdict(condition, decisive if decisive in holds else undecided, None, several)

    def _own(self, question_id: str) -> Fraction | None:
        """The combined value of a question that counts; a question that waits for itself has none."""
        if not self._is_answered(question_id) or question_id in self._open:
            return None
        return self._cells[question_id].own if self._known[question_id].asked else None


def compares(condition: Condition, own: Fraction) -> bool:
    """Whether a value on the question's own scale is what the condition asks for."""
    if condition.at_least is not None:
        return own >= Fraction(condition.at_least)
    if condition.at_most is not None:
        return own <= Fraction(condition.at_most)
    return condition.is_ is not None and own == Fraction(condition.is_)
