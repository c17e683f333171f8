"""What can be done in an interview, whatever the screen: each answer is kept before the session goes on."""

from collections.abc import Mapping
from dataclasses import dataclass

from assess.intake.interview.keeping import Keeper
from assess.intake.interview.session import Session
from assess.intake.interview.typed import MisreadError, value_of
from assess.model.answers import Answer, State
from assess.model.questionnaire import Question


@dataclass
class Interview:
    """A session, and where its answers are kept.

    Every method that answers raises MisreadError for what is no answer, and what `Keeper.keep` raises; the
    session then stands where it stood.
    """

    session: Session
    keeper: Keeper

    def say(self, text: str) -> None:
        """Answer with what was typed: a statement's key, a number, or own words."""
        question = self._question()
        before = self.session.answer(question)
        value = value_of(question, text)
        is_same = before.value == value
        self._keep(
            Answer(
                value=value,
                state=State.ANSWERED,
                note=before.note,
                evidence=before.evidence,
                released=before.released and is_same,
            )
        )

    def say_unknown(self) -> None:
        """This respondent cannot say."""
        self._keep(Answer(state=State.UNKNOWN, note=self.session.answer(self._question()).note))

    def say_not_applicable(self, reason: str) -> None:
        """The question does not apply, for a reason."""
        question = self._question()
        if not self.session.handout.may_not_apply(question):
            message = "This question applies to every company. u says that you cannot tell."
            raise MisreadError(message)
        if not reason.strip():
            message = "Say why it does not apply; without a reason nobody can check it."
            raise MisreadError(message)
        note = self.session.answer(question).note
        self._keep(Answer(state=State.NOT_APPLICABLE, reason=_one_line(reason), note=note))

    def clear(self) -> None:
        """Take the answer back; notes stay."""
        self._keep(Answer(note=self.session.answer(self._question()).note))

    def note(self, text: str) -> None:
        """A remark for whoever does the assessment; an empty one takes it back."""
        self._keep(_changed(self.session.answer(self._question()), note=_one_line(text) or None))

    def evidence(self, text: str) -> None:
        """What shows the answer; an empty text takes it back."""
        answer = self.session.answer(self._question())
        if answer.state is not State.ANSWERED:
            message = "Answer first: evidence belongs to an answer."
            raise MisreadError(message)
        self._keep(_changed(answer, evidence=_one_line(text) or None))

    def release(self, *, may_print: bool) -> None:
        """Whether the report may print the respondent's own words."""
        self._keep(_changed(self.session.answer(self._question()), released=may_print))

    def take(self, answers: Mapping[str, Answer]) -> None:
        """Several answers by question id, each kept by itself; those that are not asked are kept, too."""
        for id_, answer in answers.items():
            self.keeper.keep(id_, answer)
            self.session = self.session.taken({id_: answer})

    def go(self, session: Session) -> None:
        """Show another question, and remember that it was shown."""
        if session.at != self.session.at:
            self.keeper.show(session.at)
        self.session = session

    def _question(self) -> Question:
        question = self.session.question
        if question is None:
            message = "No question is shown. b goes back, g ID goes to one."
            raise MisreadError(message)
        return question

    def _keep(self, answer: Answer) -> None:
        self.keeper.keep(self._question().id, answer)
        self.session = self.session.with_answer(answer)


def _changed(answer: Answer, **update: object) -> Answer:
    return answer.model_copy(update=update)


def _one_line(text: str) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
