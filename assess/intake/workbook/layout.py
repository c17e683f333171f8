"""What stands where: a sheet a review, a row a question, in the respondent's order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assess.intake.handout import Handout
from assess.intake.workbook.columns import FRONT, HIDDEN, LISTS, Column
from assess.intake.workbook.manifest import Choice, Form, Line, Manifest
from assess.model.answers import Answer, OptionOrder
from assess.model.questionnaire import Question, Section
from assess.scoring.asked import asking
from assess.text.numbers import plain

HEAD_ROW = 3
"""Above it a review's title and what it asks."""
_LONGEST_NAME = 31
_LONGEST_ENTRY = 240
"""A list of Excel offers no longer texts than 255 characters."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class Heading:
    """The capability whose questions follow."""

    row: int
    title: str
    asks: str


@dataclass(frozen=True)
class Entry:
    """A question in its row; `number` counts through the whole workbook."""

    row: int
    number: int
    question: Question
    line: Line
    answer: Answer


@dataclass(frozen=True)
class Page:
    """A review's sheet."""

    name: str
    section: Section
    rows: tuple[Heading | Entry, ...]

    @property
    def entries(self) -> list[Entry]:
        return [row for row in self.rows if isinstance(row, Entry)]

    @property
    def last_row(self) -> int:
        return self.rows[-1].row

    @property
    def columns(self) -> tuple[Column, ...]:
        """Those that somebody can need here."""
        left_out = set()
        if not any(may_give_reason(entry) for entry in self.entries):
            left_out.add(Column.REASON)
        if not any(may_release(entry) for entry in self.entries):
            left_out.add(Column.RELEASED)
        return tuple(column for column in Column if column not in left_out)


def may_give_reason(entry: Entry) -> bool:
    """Whether the question may not apply, or a reason is on file."""
    return entry.line.may_not_apply or entry.answer.reason is not None


def may_release(entry: Entry) -> bool:
    """Whether there are words of the respondent's own to be printed."""
    return entry.question.open or entry.answer.released


def pages(handout: Handout) -> list[Page]:
    """The reviews in which this respondent is asked something."""
    found: list[Page] = []
    taken = [FRONT, LISTS, HIDDEN]
    number = 1
    for section in handout.reviews():
        name = _sheet_name(section.title, taken)
        if rows := tuple(_rows(handout, section, name, number)):
            found.append(Page(name, section, rows))
            taken.append(name)
            number += len(found[-1].entries)
    return found


def manifest(handout: Handout, sheets: Sequence[Page]) -> Manifest:
    """What the very hidden sheet says of these sheets."""
    return Manifest(
        questionnaire=handout.questionnaire.id,
        version=handout.questionnaire.version,
        digest=handout.digest,
        respondent=handout.person.name,
        function=handout.person.function,
        date=handout.date,
        option_order=handout.option_order,
        attribution=handout.attribution,
        lines=tuple(entry.line for page in sheets for entry in page.entries),
    )


def _rows(handout: Handout, review: Section, sheet: str, number: int) -> Iterator[Heading | Entry]:
    row = HEAD_ROW
    for path, section in _with_paths(review, ()):
        questions = _asked(handout, section)
        if questions and path:
            row += 1
            yield Heading(row, " · ".join(path), section.asks)
        for question in questions:
            row += 1
            line = _line(handout, question, sheet, row)
            on_file = handout.answers.answers.get(question.id) if handout.answers else None
            yield Entry(row, number, question, line, on_file or Answer())
            number += 1


def _with_paths(section: Section, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Section]]:
    """The section, and every one inside it with the titles that lead to it, the review's left out."""
    yield path, section
    for inner in section.sections:
        yield from _with_paths(inner, (*path, inner.title))


def _asked(handout: Handout, section: Section) -> list[Question]:
    """The section's own questions that are asked here; a fact of the client may rule some out."""
    questions = [question for question in section.questions if question.id in handout.questions]
    found = asking(questions, {}, handout.engagement)
    ruled_out = {name for name, one in found.items() if one.verdict and one.verdict.holds is False}
    return [question for question in questions if question.id not in ruled_out]


def _line(handout: Handout, question: Question, sheet: str, row: int) -> Line:
    figure = question.number or question
    form = Form.OPEN if question.open else Form.CHOICE if question.options else Form.NUMBER
    return Line(
        id=question.id,
        sheet=sheet,
        row=row,
        form=form,
        unit="" if question.options or question.open else " ".join(figure.unit.split()),
        least=figure.least,
        most=figure.most,
        may_not_apply=handout.may_not_apply(question),
        choices=tuple(_choices(handout, question)),
    )


def _choices(handout: Handout, question: Question) -> Iterator[Choice]:
    """In the order in which this respondent reads them."""
    options = question.options or ()
    for option in options if handout.option_order is OptionOrder.LOWEST_FIRST else reversed(options):
        text = " ".join(option.text.split())
        whole = f"{plain(option.value)} – {text}"
        entry = whole if len(whole) <= _LONGEST_ENTRY else f"{whole[:_LONGEST_ENTRY].rstrip()}…"
        yield Choice(option.value, entry, text)


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """What Excel allows: 31 characters, some signs left out, no name twice."""
    allowed = (sign for sign in title.translate(_NOT_IN_NAMES) if sign.isprintable() and sign <= "\uffff")
    plain = "".join(allowed)
    plain = " ".join(plain.split()).strip("'") or "Review"
    used = {name.casefold() for name in (*taken, "History")}
    for count in range(1, len(used) + 2):
        ending = f" ({count})" if count > 1 else ""
        name = plain[: _LONGEST_NAME - len(ending)].strip(" '") + ending
        if name.casefold() not in used:
            break
    return name
