"""When a question is asked, in the words of a survey tool.

A condition that cannot be decided counts as met, as it does everywhere: a question stays until an answer
speaks against it. Facts of the client are known beforehand and leave no trace in the survey: a question that
they rule out is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assess.intake.survey_tools.codes import code, option_codes
from assess.model.condition import Condition
from assess.model.questionnaire import Question
from assess.scoring.asked import compares

Relevance = bool | str
"""Always, never, or by an expression of the tool."""


@dataclass(frozen=True)
class Dialect:
    """How a tool writes that an option was chosen, that nothing was answered, an answer, and *not*."""

    chosen: Callable[[str, str], str]
    empty: Callable[[str], str]
    answer: Callable[[str], str]
    negated: Callable[[str], str]


@dataclass(frozen=True)
class Conditions:
    """Writes conditions: `questions` are those that the survey asks, by id; `facts` those that are known."""

    dialect: Dialect
    questions: Mapping[str, Question]
    facts: Mapping[str, bool]

    def relevance(self, question: Question) -> Relevance:
        return True if question.when is None else self._possible(question.when)

    def _possible(self, condition: Condition) -> Relevance:
        """That the condition is not known to fail."""
        if condition.fact is not None:
            return self.facts.get(condition.fact, True)
        if condition.question is not None:
            return self._not(self._any(self._cases(condition, holds=False)))
        if condition.not_ is not None:
            return self._not(self._certain(condition.not_))
        if condition.all_ is not None:
            return self._all(map(self._possible, condition.all_))
        return self._any(map(self._possible, condition.any_ or ()))

    def _certain(self, condition: Condition) -> Relevance:
        """That the condition is known to hold."""
        if condition.fact is not None:
            return self.facts.get(condition.fact, False)
        if condition.question is not None:
            return self._any(self._cases(condition, holds=True))
        if condition.not_ is not None:
            return self._not(self._possible(condition.not_))
        if condition.all_ is not None:
            return self._all(map(self._certain, condition.all_))
        return self._any(map(self._certain, condition.any_ or ()))

    def _cases(self, condition: Condition, *, holds: bool) -> Iterator[str]:
        """The answers for which a comparison holds, or fails; none of a question that is not asked."""
        question = self.questions.get(condition.question or "")
        if question is None or question.open:
            return
        name = code(question.id)
        if question.options:
            for option, value in option_codes(question).items():
                if compares(condition, Fraction(value)) is holds:
                    yield self.dialect.chosen(name, option)
        elif question.bands:
            starts = [None, *(band.from_ for band in question.bands[1:])]
            for band, low, high in zip(question.bands, starts, [*starts[1:], None], strict=True):
                if compares(condition, Fraction(band.value)) is holds:
                    yield self._figure(name, [(">=", low), ("<", high)])
        else:
            yield self._compared(condition, name, holds=holds)

    def _compared(self, condition: Condition, name: str, *, holds: bool) -> str:
        """A figure stands for itself."""
        if condition.is_ is not None:
            if holds:
                return self._figure(name, [(">=", condition.is_), ("<=", condition.is_)])
            beside = (self._figure(name, [(sign, condition.is_)]) for sign in ("<", ">"))
            return f"({' or '.join(beside)})"
        if condition.at_least is not None:
            return self._figure(name, [(">=" if holds else "<", condition.at_least)])
        return self._figure(name, [("<=" if holds else ">", condition.at_most)])

    def _figure(self, name: str, bounds: Iterable[tuple[str, Decimal | None]]) -> str:
        """A figure was given, and lies within the bounds."""
        parts = [self.dialect.negated(self.dialect.empty(name))]
        parts += [
            f"{self.dialect.answer(name)} {sign} {bound:f}" for sign, bound in bounds if bound is not None
        ]
        return f"({' and '.join(parts)})"

    def _not(self, inner: Relevance) -> Relevance:
        return not inner if isinstance(inner, bool) else self.dialect.negated(inner)

    @staticmethod
    def _all(several: Iterable[Relevance]) -> Relevance:
        return _joined(list(several), decisive=False, word="and")

    @staticmethod
    def _any(several: Iterable[Relevance]) -> Relevance:
        return _joined(list(several), decisive=True, word="or")


def _joined(several: list[Relevance], *, decisive: bool, word: str) -> Relevance:
    """One true decides *or*, one false decides *and*; what decides nothing is left away."""
    if decisive in several:
        return decisive
    parts = [one for one in several if isinstance(one, str)]
    if not parts:
        return not decisive
    return parts[0] if len(parts) == 1 else f"({f' {word} '.join(parts)})"
