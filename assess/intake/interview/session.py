"""An interview as a value: where it stands, and what each step makes of it. Nothing here reads or writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self

from assess.intake.handout import Handout
from assess.intake.routing import minutes
from assess.model.answers import Answer, Answers, State
from assess.model.questionnaire import Band, Option, Question, Section
from assess.scoring.asked import asking
from assess.scoring.values import cells, needs_document


@dataclass(frozen=True)
class Progress:
    """How far one review is."""

    title: str
    done: int
    asked: int


@dataclass(frozen=True)
class Session:
    """One respondent's interview. `at` is the id of the question that is shown, None at the end.

    `is_quick`: only the scored core. Questions that this respondent's answers rule out are passed over.
    """

    handout: Handout
    answers: Mapping[str, Answer] = field(default_factory=dict)
    at: str | None = None
    is_quick: bool = False

    @classmethod
    def begin(cls, handout: Handout, at: str | None = None, *, is_quick: bool = False) -> Self:
        """At the question where it was left, or else at the first without an answer."""
        answers = handout.answers.answers if handout.answers else {}
        session = cls(handout, answers, None, is_quick)
        ids = [question.id for question in session.questions]
        if at in ids:
            return replace(session, at=at)
        return replace(session, at=next((q.id for q in session.unanswered()), None))

    @cached_property
    def order(self) -> Sequence[tuple[Section, Question]]:
        """All questions for this respondent with their review, in the order of asking."""
        return [
            (review, question)
            for review in self.handout.reviews()
            for question in self.handout.asked(review)
            if not self.is_quick or (question.core and question.scored)
        ]

    @cached_property
    def questions(self) -> Sequence[Question]:
        """Those of them that are asked, as far as the answers given so far tell."""
        whole = self.handout.questionnaire
        own = cells(whole, [self._document], None)
        verdicts = asking((question for _, question in self.order), own, self.handout.engagement)
        return [question for _, question in self.order if verdicts[question.id].asked]

    @property
    def _document(self) -> Answers:
        return self.handout.blank().model_copy(update={"answers": dict(self.answers)})

    @property
    def question(self) -> Question | None:
        """The question that is shown; None at the end."""
        return next((question for question in self.questions if question.id == self.at), None)

    @property
    def number(self) -> int:
        """Its place among the questions that are asked, from 1 on; one more than these at the end."""
        ids = [question.id for question in self.questions]
        return ids.index(self.at) + 1 if self.at in ids else len(ids) + 1

    def answer(self, question: Question) -> Answer:
        """What is on file for a question."""
        return self.answers.get(question.id, Answer())

    def with_answer(self, answer: Answer) -> Self:
        """With an answer to the question that is shown, which stays shown."""
        return self if self.at is None else self.taken({self.at: answer})

    def taken(self, answers: Mapping[str, Answer]) -> Self:
        """With answers to any questions, by their ids."""
        return replace(self, answers={**self.answers, **answers})

    def moved(self, steps: int) -> Self:
        """So many questions on, or back."""
        ids = [question.id for question in self.questions]
        place = min(max(self.number - 1 + steps, 0), len(ids))
        return replace(self, at=ids[place] if place < len(ids) else None)

    def gone_to(self, question: Question) -> Self:
        """At that question."""
        return replace(self, at=question.id)

    def unanswered(self) -> list[Question]:
        """What is asked and has no answer yet."""
        return [q for q in self.questions if self.answer(q).state is State.UNANSWERED]

    def found(self, words: str) -> list[Question]:
        """The questions that hold all of the words, in their id, topic, text or options."""
        wanted = words.casefold().split()
        return [question for question in self.questions if wanted and _holds(question, wanted)]

    def named(self, name: str) -> Question | None:
        """The question with this id, in whatever capitals."""
        return next((q for q in self.questions if q.id.casefold() == name.strip().casefold()), None)

    def choices(self, question: Question) -> Sequence[Option | Band]:
        """Options in the order in which this respondent sees them; bands from the first on."""
        return self.handout.options(question) or question.choices

    def review(self, question: Question) -> Section:
        """The review that a question belongs to."""
        return next(section for section, one in self.order if one.id == question.id)

    def capability(self, question: Question) -> Section:
        """The innermost section around a question."""
        sections = self.handout.questionnaire.all_sections()
        return next(section for section in sections if question in section.questions)

    def wants_document(self, question: Question) -> bool:
        """Whether the answer on file stands only with a document that nobody has named yet."""
        answer = self.answer(question)
        return not answer.evidence and needs_document(question, answer.value, self.handout.questionnaire)

    def progress(self) -> list[Progress]:
        """For each review in the order of asking."""
        asked = {question.id for question in self.questions}
        found = []
        for review in self.handout.reviews():
            inside = [q for section, q in self.order if section.id == review.id and q.id in asked]
            if inside:
                done = sum(self.answer(q).state is not State.UNANSWERED for q in inside)
                found.append(Progress(review.title, done, len(inside)))
        return found

    @property
    def minutes_left(self) -> int:
        """What the unanswered questions take."""
        return minutes(len(self.unanswered()))


def _holds(question: Question, words: Sequence[str]) -> bool:
    texts = (question.id, question.topic, question.text, *(choice.text for choice in question.choices))
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in words)
