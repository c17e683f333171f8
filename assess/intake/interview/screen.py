"""What the screen shows, as lines of text with a style each: no terminal is needed to know."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from assess.intake.interview import wording
from assess.intake.interview.session import Session
from assess.intake.interview.typed import keys_of
from assess.model.questionnaire import Question


class Mode(StrEnum):
    """What is shown, and what a key means."""

    ASK = "ask"
    LIST = "list"
    HELP = "help"
    VALUE = "value"
    NOTE = "note"
    EVIDENCE = "evidence"
    REASON = "reason"
    GO_TO = "go-to"
    SEARCH = "search"


PROMPTS = {
    Mode.VALUE: "Answer",
    Mode.NOTE: "Note",
    Mode.EVIDENCE: "Evidence",
    Mode.REASON: "It does not apply, because",
    Mode.GO_TO: "Go to question",
    Mode.SEARCH: "Search",
}
"""The modes in which a line is typed."""


@dataclass(frozen=True)
class View:
    """What of a session is seen. `selected` is the row that the arrows have chosen, in the order shown.

    None has been at first: what is marked beforehand would be taken more often. `has_details` is None for as
    long as there is room for them.
    """

    mode: Mode = Mode.ASK
    selected: int | None = None
    has_details: bool | None = None
    message: str = ""
    listed: Sequence[Question] = ()


@dataclass(frozen=True)
class Line:
    """One line; `is_chosen` where the arrows stand."""

    text: str
    style: str = ""
    is_chosen: bool = False


def page(session: Session, view: View, width: int, height: int) -> list[Line]:
    """The lines of a page, none wider than `width` unless a word is; they may be more than `height`."""
    if view.mode is Mode.HELP:
        return list(_help(width))
    if view.mode is Mode.LIST:
        return list(_list(view, width))
    question = session.question
    if question is None:
        return list(_end(session, width))
    lines: list[Line] = []
    for fullness in _fullnesses(view):
        lines = list(_question(session, question, view, width, fullness))
        if len(lines) <= height:
            break
    return lines


def message(view: View, width: int) -> list[Line]:
    """What the last key led to, if there is something to say."""
    return list(_wrapped(view.message, width, style="bold")) if view.message else []


class _Fullness(IntEnum):
    """How much is shown around a question: the fullest that has room."""

    BARE = 1
    SPACED = 2
    WITH_PROGRESS = 3
    WITH_DETAILS = 4


def _fullnesses(view: View) -> list[_Fullness]:
    """From the fullest on; whoever wants details gets them, and scrolls."""
    if view.has_details:
        return [_Fullness.WITH_DETAILS]
    order = sorted(_Fullness, reverse=True)
    return order if view.has_details is None else order[1:]


def _question(
    session: Session, question: Question, view: View, width: int, fullness: _Fullness
) -> Iterator[Line]:
    gap = [Line("")] if fullness > _Fullness.BARE else []
    yield from _wrapped(wording.place(session, question), width)
    if fullness >= _Fullness.WITH_PROGRESS:
        yield from _wrapped(_progress(session), width)
    yield from gap
    yield from _wrapped(question.text, width, f"{question.id}  ", style="bold")
    if fullness is _Fullness.WITH_DETAILS:
        for text in wording.details(question):
            yield from _wrapped(text, width, "  ")
    if question.choices:
        yield from gap
    yield from _choices(session, question, view, width)
    if votes := wording.votes(session, question):
        yield from gap
        yield from _wrapped(votes, width)
    answer = session.answer(question)
    on_file = [wording.standing(answer, question), *wording.asides(answer, question)]
    if any(on_file):
        yield from gap
    for text in filter(None, on_file):
        yield from _wrapped(text, width)
    yield from gap
    how = _keys(session, question) if fullness >= _Fullness.WITH_PROGRESS else "? shows all keys"
    yield from _wrapped(how, width)


def _choices(session: Session, question: Question, view: View, width: int) -> Iterator[Line]:
    keys = {value: key for key, value in keys_of(question).items()}
    given = session.answer(question).value
    for row, choice in enumerate(session.choices(question)):
        is_given = bool(question.options) and choice.value == given
        key = keys.get(choice.value, "-") if question.options else "-"
        is_chosen = bool(question.options) and row == view.selected
        lead = f"{'>' if is_chosen else ' '}{'*' if is_given else ' '}{key}  "
        style = "reverse" if is_chosen else "bold" if is_given else ""
        yield from _wrapped(choice.text, width, lead, style=style, is_chosen=is_chosen)


def _progress(session: Session) -> str:
    told = [f"{one.title} {one.done}/{one.asked}" for one in session.progress()]
    return f"{' · '.join(told)} · {wording.time_left(session)}"


def _keys(session: Session, question: Question) -> str:
    how = wording.how_to_answer(session, question)
    if question.open:
        how = f"Enter writes it, {how.partition(', ')[2]}"
    return f"{how} · b back, s on, t note, e evidence, d details, l open ones, ? all keys, q stop"


def _end(session: Session, width: int) -> Iterator[Line]:
    yield Line("That was the last question.", "bold")
    yield Line("")
    for one in session.progress():
        yield Line(f"  {one.done:>3} of {one.asked:<3} {one.title}")
    yield Line("")
    left = len(session.unanswered())
    if left:
        said = "1 question has" if left == 1 else f"{left} questions have"
        yield from _wrapped(f"{said} no answer yet: l lists them.", width)
    yield from _wrapped("Enter ends the interview and shows how the assessment stands; b goes back.", width)


def _list(view: View, width: int) -> Iterator[Line]:
    yield Line("Enter goes to a question, Esc back.", "bold")
    yield Line("")
    for row, question in enumerate(view.listed):
        is_chosen = row == view.selected
        lead = f"{'>' if is_chosen else ' '} {question.id}  "
        style = "reverse" if is_chosen else ""
        yield from _wrapped(question.label, width, lead, style=style, is_chosen=is_chosen)


def _help(width: int) -> Iterator[Line]:
    yield Line("Keys; any of them goes back", "bold")
    more = (("arrows", "choose a statement, back and on"), ("Enter", "take the statement that is chosen"))
    for key, meaning in (*wording.HELP, *more):
        yield from _wrapped(meaning, width, f"{key:>6}  ")


def _wrapped(
    text: str, width: int, lead: str = "", *, style: str = "", is_chosen: bool = False
) -> Iterator[Line]:
    indent = " " * len(lead)
    room = max(width, len(lead) + 10)
    for line in textwrap.wrap(text, room, initial_indent=lead, subsequent_indent=indent) or [lead]:
        yield Line(line, style, is_chosen)
