"""Who need not answer a question: a sheet cannot leave it out by itself, so that it says so in words."""

from collections.abc import Iterator, Mapping, Sequence

from assess.intake.handout import Handout
from assess.intake.workbook.layout import Page
from assess.model.condition import Condition
from assess.scoring.asked import Verdict, asking
from assess.text.numbers import plain


def only_if(handout: Handout, pages: Sequence[Page]) -> Mapping[str, str]:
    """For each question that waits for something, by id, a sentence; the client's facts are known."""
    entries = [entry for page in pages for entry in page.entries]
    words = _Words(handout, {entry.line.id: entry.number for entry in entries})
    found = asking([entry.question for entry in entries], {}, handout.engagement)
    return {
        name: f"Please answer only if {words.of(one.verdict)}."
        for name, one in found.items()
        if one.verdict and one.verdict.holds is None
    }


class _Words:
    """Conditions in words; questions are named by their numbers in this workbook."""

    def __init__(self, handout: Handout, numbers: Mapping[str, int]) -> None:
        self._facts = {fact.id: fact.text for fact in handout.questionnaire.facts}
        self._labels = {question.id: question.label for question in handout.questionnaire.all_questions()}
        self._numbers = numbers

    def of(self, verdict: Verdict) -> str:
        condition = verdict.condition
        if condition.question is not None:
            return f"{self._question(condition.question)} {_answered(condition)}"
        if condition.fact is not None:
            return f"this is true: {self._facts.get(condition.fact, condition.fact).strip().rstrip('.')}"
        inner = [self.of(one) for one in _open(verdict)]
        if condition.not_ is not None:
            return f"it is not so that {inner[0]}"
        return (" and " if condition.all_ is not None else ", or ").join(inner)

    def _question(self, name: str) -> str:
        if name in self._numbers:
            return f"question {self._numbers[name]}"
        return f"the question “{' '.join(self._labels.get(name, name).split())}”"


def _open(verdict: Verdict) -> Iterator[Verdict]:
    """The parts on which it still depends."""
    yield from (one for one in verdict.inner if one.holds is None)


def _answered(condition: Condition) -> str:
    if condition.at_least is not None:
        return f"is answered with {plain(condition.at_least)} or more"
    if condition.at_most is not None:
        return f"is answered with {plain(condition.at_most)} or less"
    return f"is answered with {plain(condition.is_)}" if condition.is_ is not None else "is answered"
