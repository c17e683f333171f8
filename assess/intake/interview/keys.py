"""The interview by single keys, inline in a terminal; nothing of the scrollback is lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import ColorDepth, Output

from assess.intake.interview.conduct import Interview
from assess.intake.interview.screen import PROMPTS, Line, Mode, View, message, page
from assess.intake.interview.session import Session
from assess.intake.interview.typed import MisreadError, keys_of
from assess.intake.on_file import BrokenDocumentError


def interview_by_keys(
    interview: Interview, *, wants_color: bool, source: Input | None = None, target: Output | None = None
) -> bool:
    """Ask until the end or until somebody stops; whether the end was reached.

    Raises:
        KeyboardInterrupt: Ctrl-C; everything that was answered is kept.
    """
    depth = None if wants_color else ColorDepth.DEPTH_1_BIT
    return bool(_Screen(interview).application(depth, source, target).run())


_NARROWEST = 20


def _formatted(lines: list[Line]) -> StyleAndTextTuples:
    return [(line.style, line.text + "\n" * (line is not lines[-1])) for line in lines]


class _Screen:
    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.view = View()
        self.line = Buffer(multiline=False)
        self._select_given()

    @property
    def session(self) -> Session:
        return self.interview.session

    @property
    def is_typing(self) -> bool:
        return self.view.mode in PROMPTS

    def application(
        self, depth: ColorDepth | None, source: Input | None, target: Output | None
    ) -> "Application[bool]":
        typing = Condition(lambda: self.is_typing)
        text = FormattedTextControl(
            self._text,
            focusable=Condition(lambda: not self.is_typing),
            show_cursor=False,
            get_cursor_position=self._cursor,
        )
        self.text = Window(text, wrap_lines=False, always_hide_cursor=True)
        told = Window(
            FormattedTextControl(lambda: _formatted(self._message())),
            height=lambda: len(self._message()),
            dont_extend_height=True,
        )
        prompt = BeforeInput(lambda: f"{PROMPTS[self.view.mode]}: ")
        self.typed = Window(
            BufferControl(self.line, input_processors=[prompt]), dont_extend_height=True, wrap_lines=True
        )
        self.app: Application[bool] = Application(
            layout=Layout(HSplit([self.text, told, ConditionalContainer(self.typed, typing)]), self.text),
            key_bindings=self._bindings(typing),
            color_depth=depth,
            erase_when_done=True,
            input=source,
            output=target,
        )
        return self.app

    def _lines(self) -> list[Line]:
        size = self.app.output.get_size()
        room = size.rows - 1 - self.is_typing - len(self._message())
        return page(self.session, self.view, self._width(), room)

    def _message(self) -> list[Line]:
        return message(self.view, self._width())

    def _width(self) -> int:
        return max(_NARROWEST, self.app.output.get_size().columns - 1)

    def _text(self) -> StyleAndTextTuples:
        return _formatted(self._lines())

    def _cursor(self) -> Point:
        chosen = [row for row, line in enumerate(self._lines()) if line.is_chosen]
        return Point(0, chosen[-1] if chosen else 0)

    def _bindings(self, typing: Condition) -> KeyBindings:
        keys = KeyBindings()
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        keys.add("c-d")(lambda event: event.app.exit(result=False))
        keys.add("enter", filter=typing)(lambda _: self._typed())
        keys.add("escape", filter=typing, eager=True)(lambda _: self._leave())
        for key, move in {"up": -1, "down": 1}.items():
            keys.add(key, filter=~typing)(self._selecting(move))
        keys.add("left", filter=~typing)(lambda _: self._press("b"))
        keys.add("right", filter=~typing)(lambda _: self._press("s"))
        keys.add("enter", filter=~typing)(lambda _: self._press("enter"))
        keys.add("escape", filter=~typing, eager=True)(lambda _: self._press("escape"))
        keys.add(Keys.Any, filter=~typing)(lambda event: self._press(event.data))
        return keys

    def _selecting(self, step: int) -> Callable[[KeyPressEvent], None]:
        def select(_: KeyPressEvent) -> None:
            question = self.session.question
            is_list = self.view.mode is Mode.LIST
            rows = len(self.view.listed if is_list else question.options or () if question else ())
            before = self.view.selected
            at = (0 if step > 0 else rows - 1) if before is None else min(max(before + step, 0), rows - 1)
            self.view = replace(self.view, selected=at if rows else None)

        return select

    def _press(self, key: str) -> None:
        if self.view.mode is Mode.HELP:
            self.view = View()
        elif self.view.mode is Mode.LIST:
            self._press_in_list(key)
        else:
            self.view = replace(self.view, message="")
            self._press_in_question(key)

    def _press_in_list(self, key: str) -> None:
        if key == "enter" and self.view.selected is not None:
            self._go(self.session.gone_to(self.view.listed[self.view.selected]))
        elif key in {"escape", "q", "b"}:
            self._show()

    def _press_in_question(self, key: str) -> None:
        question = self.session.question
        commands: dict[str, Callable[[], Any]] = {
            "b": lambda: self._go(self.session.moved(-1)),
            "s": lambda: self._go(self.session.moved(1)),
            "g": lambda: self._type(Mode.GO_TO),
            "/": lambda: self._type(Mode.SEARCH),
            "l": lambda: self._list(self.session.unanswered(), "Everything has an answer."),
            "?": lambda: self._become(Mode.HELP),
            "q": lambda: self.app.exit(result=False),
        }
        answers: dict[str, Callable[[], Any]] = {
            "u": lambda: self._answer(self.interview.say_unknown),
            "n": lambda: self._type(Mode.REASON),
            "t": lambda: self._type(Mode.NOTE),
            "e": lambda: self._type(Mode.EVIDENCE),
            "c": lambda: self._do(self.interview.clear),
            "p": self._release,
            "d": self._toggle_details,
        }
        if key in commands:
            commands[key]()
        elif question is None:
            if key == "enter":
                self.app.exit(result=True)
        elif key in answers:
            answers[key]()
        elif key == "enter":
            self._take_selected()
        elif question.options and key in keys_of(question):
            self._answer(lambda: self.interview.say(key))
        elif not question.options and not question.open and (key.isdigit() or key in "-+"):
            self._type(Mode.VALUE, key)
        else:
            self.view = replace(self.view, message="" if key == "escape" else "? shows what every key does.")

    def _take_selected(self) -> None:
        question = self.session.question
        if question is None or not question.options:
            self._type(Mode.VALUE)
            return
        if self.view.selected is None:
            self.view = replace(self.view, message="Choose a statement with its number or with the arrows.")
            return
        value = self.session.choices(question)[self.view.selected].value
        key = next(key for key, one in keys_of(question).items() if one == value)
        self._answer(lambda: self.interview.say(key))

    def _typed(self) -> None:
        mode, text = self.view.mode, self.line.text
        self._close_line()
        if mode is Mode.NOTE:
            self._do(lambda: self.interview.note(text))
        elif mode is Mode.EVIDENCE:
            self._answer(lambda: self.interview.evidence(text), is_proven=True)
        elif mode is Mode.REASON:
            self._answer(lambda: self.interview.say_not_applicable(text))
        elif mode is Mode.VALUE:
            self._answer(lambda: self.interview.say(text))
        elif mode is Mode.SEARCH:
            self._list(self.session.found(text), f"Nothing holds `{text}`.")
        elif question := self.session.named(text):
            self._go(self.session.gone_to(question))
        else:
            self.view = replace(self.view, message=f"There is no question `{text}` for you; / searches.")

    def _answer(self, act: Callable[[], None], *, is_proven: bool = False) -> None:
        """Answer, and go on unless something belongs to the answer that is not there yet."""
        if not self._do(act):
            return
        question = self.session.question
        if question and not is_proven and self.session.wants_document(question):
            self._type(Mode.EVIDENCE)
            self.view = replace(self.view, message="Which document shows it? Esc goes on without.")
        elif question and question.open and not self.session.answer(question).released:
            self.view = replace(self.view, message="May the report print this? p allows it, s goes on.")
        else:
            self._go(self.session.moved(1))

    def _release(self) -> None:
        question = self.session.question
        is_released = bool(question and self.session.answer(question).released)
        if self._do(lambda: self.interview.release(may_print=not is_released)) and not is_released:
            self._go(self.session.moved(1))

    def _do(self, act: Callable[[], None]) -> bool:
        """Whether it is on disk; if not, the reason is shown and the question stays."""
        try:
            act()
        except MisreadError as error:
            self.view = replace(self.view, message=str(error))
        except BrokenDocumentError as error:
            where = error.problems[0].place if error.problems else self.interview.keeper.document
            message = f"Not kept yet: {where}: {error}. Repair the file, then answer again."
            self.view = replace(self.view, message=message)
        except OSError as error:
            message = f"Not kept yet: {error.strerror}. Make it possible to write, then answer again."
            self.view = replace(self.view, message=message)
        else:
            return True
        return False

    def _go(self, session: Session) -> None:
        self._do(lambda: self.interview.go(session))
        if self.session is session:
            self._show()

    def _show(self) -> None:
        self.view = View(has_details=self.view.has_details)
        self._select_given()

    def _select_given(self) -> None:
        question = self.session.question
        given = self.session.answer(question).value if question else None
        rows = self.session.choices(question) if question else ()
        at = next((row for row, choice in enumerate(rows) if choice.value == given), None)
        self.view = replace(self.view, selected=at)

    def _become(self, mode: Mode) -> None:
        self.view = replace(self.view, mode=mode, message="")

    def _toggle_details(self) -> None:
        is_shown = any(line.text.strip().startswith("Why: ") for line in self._lines())
        self.view = replace(self.view, has_details=not is_shown)

    def _list(self, questions: list[Any], nothing: str) -> None:
        if questions:
            self.view = View(Mode.LIST, 0, self.view.has_details, listed=questions)
        else:
            self.view = replace(self.view, message=nothing)

    def _type(self, mode: Mode, begun: str | None = None) -> None:
        answer = self.session.answer(self.session.question) if self.session.question else None
        kept = {
            Mode.NOTE: answer and answer.note,
            Mode.EVIDENCE: answer and answer.evidence,
            Mode.REASON: answer and answer.reason,
            Mode.VALUE: None if answer is None or answer.value is None else str(answer.value),
        }
        self.line.text = kept.get(mode) or "" if begun is None else begun
        self.line.cursor_position = len(self.line.text)
        self._become(mode)
        self.app.layout.focus(self.typed)

    def _leave(self) -> None:
        """Back from the line to the question; an answer that wants a document stands without one, too."""
        was_asked_for = self.view.mode is Mode.EVIDENCE and self.view.message
        self._close_line()
        if was_asked_for:
            self._go(self.session.moved(1))

    def _close_line(self) -> None:
        self._become(Mode.ASK)
        self.line.reset()
        self.app.layout.focus(self.text)
