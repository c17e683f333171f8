"""The interview line by line, for screen readers, plain terminals and pipes: an answer or a command each."""

from collections.abc import Callable, Iterable, Iterator

from assess.intake.interview import wording
from assess.intake.interview.conduct import Interview
from assess.intake.interview.session import Session
from assess.intake.interview.typed import MisreadError, keys_of
from assess.model.questionnaire import Question

Say = Callable[[str], None]

_MOST_FOUND = 10


def interview_by_lines(interview: Interview, lines: Iterable[str], say: Say) -> bool:
    """Ask until the lines end or somebody stops; whether the end of the questions was reached.

    Raises:
        BrokenDocumentError, OSError: as `Keeper.keep`; every answer before is kept.
    """
    conversation = _Conversation(interview, say)
    conversation.show()
    for line in lines:
        if conversation.hear(line.rstrip("\r\n")):
            break
    return interview.session.question is None


class _Conversation:
    def __init__(self, interview: Interview, say: Say) -> None:
        self.interview = interview
        self.say = say
        self._answers = {
            "u": self._unknown,
            "n": self._not_applicable,
            "t": self._note,
            "e": self._evidence,
            "p": self._print,
            "c": self._clear,
        }
        self._moves = {
            "b": lambda _: self._go(self.session.moved(-1)),
            "s": lambda _: self._go(self.session.moved(1)),
            "g": self._go_to,
            "/": self._search,
            "l": self._list,
            "d": self._details,
            "?": self._help,
        }

    @property
    def session(self) -> Session:
        return self.interview.session

    def hear(self, line: str) -> bool:
        """Take one line; whether it asks to stop."""
        name, argument = self._command(line)
        if name == "q":
            return True
        try:
            if name in self._moves:
                self._moves[name](argument)
            elif name in self._answers:
                self._answers[name](argument)
            elif line.strip():
                self.interview.say(line)
                self._go_on()
        except MisreadError as error:
            self.say(str(error))
        return False

    def _command(self, line: str) -> tuple[str, str]:
        """The command that a line begins with, and the rest.

        Where own words are asked for, a letter alone is a command, one behind a colon, and g with a name.
        """
        said = line.strip()
        question = self.session.question
        is_marked = said.startswith(":")
        said = said.removeprefix(":")
        name, _, argument = said.partition(" ")
        is_clear = is_marked or len(said) == 1 or (name == "g" and self.session.named(argument))
        if question and question.open and not is_clear:
            return "", ""
        if said.startswith("/"):
            return "/", said[1:]
        known = name in self._answers or name in self._moves or name == "q"
        return (name, argument.strip()) if known else ("", "")

    def show(self) -> None:
        """The question that is asked now, as it would be read aloud."""
        question = self.session.question
        if question is None:
            self._show_end()
            return
        for line in _told(self.session, question):
            self.say(line)

    def _show_end(self) -> None:
        left = self.session.unanswered()
        self.say("")
        self.say("That was the last question.")
        if left:
            self.say(f"Without an answer: {', '.join(question.id for question in left)}. g ID goes to one.")
        self.say("q ends the interview; b goes back.")

    def _go(self, session: Session) -> None:
        self.interview.go(session)
        self.show()

    def _go_on(self) -> None:
        question = self.session.question
        if question and self.session.wants_document(question):
            self.say("Which document shows it? e and the document; s goes on without.")
        elif question and question.open and not self.session.answer(question).released:
            self.say("May the report print this? p allows it, s goes on.")
        else:
            self._go(self.session.moved(1))

    def _unknown(self, _: str) -> None:
        self.interview.say_unknown()
        self._go(self.session.moved(1))

    def _not_applicable(self, reason: str) -> None:
        self.interview.say_not_applicable(reason)
        self._go(self.session.moved(1))

    def _note(self, text: str) -> None:
        self.interview.note(text)
        self.say("The note is kept." if text else "There is no note now.")

    def _evidence(self, text: str) -> None:
        self.interview.evidence(text)
        self._go(self.session.moved(1))

    def _print(self, _: str) -> None:
        question = self.session.question
        self.interview.release(may_print=not (question and self.session.answer(question).released))
        self._go(self.session.moved(1))

    def _clear(self, _: str) -> None:
        self.interview.clear()
        self.say("There is no answer now.")

    def _go_to(self, name: str) -> None:
        question = self.session.named(name)
        if question is None:
            self.say(f"There is no question `{name}` for you. l lists what is open, / searches.")
        else:
            self._go(self.session.gone_to(question))

    def _search(self, words: str) -> None:
        found = self.session.found(words)
        for question in found[:_MOST_FOUND]:
            self.say(f"{question.id}  {question.label}")
        if len(found) > _MOST_FOUND:
            self.say(f"and {len(found) - _MOST_FOUND} more")
        self.say("g ID goes to one." if found else "Nothing holds these words.")

    def _list(self, _: str) -> None:
        left = self.session.unanswered()
        for question in left:
            self.say(f"{question.id}  {question.label}")
        self.say("g ID goes to one." if left else "Everything has an answer.")

    def _details(self, _: str) -> None:
        question = self.session.question
        for line in wording.details(question) if question else ():
            self.say(line)

    def _help(self, _: str) -> None:
        for key, meaning in wording.HELP:
            self.say(f"{key:>4}  {meaning}")
        self.say("Where own words are asked for, a longer command begins with a colon, such as :t")


def _told(session: Session, question: Question) -> Iterator[str]:
    answer = session.answer(question)
    yield ""
    yield f"{wording.place(session, question)} · {wording.time_left(session)}"
    yield f"{question.id}  {question.text}"
    keys = {value: key for key, value in keys_of(question).items()}
    for choice in session.choices(question):
        yield f"{keys.get(choice.value, '-') if question.options else '-':>4}  {choice.text}"
    if votes := wording.votes(session, question):
        yield votes
    if on_file := wording.standing(answer, question):
        yield on_file
    yield from wording.asides(answer, question)
    yield f"{wording.how_to_answer(session, question)}; ? helps."
