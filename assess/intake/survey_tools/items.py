"""What a survey asks, whatever the tool: groups of items with codes, choices and conditions.

Beside a question stand: why it does not apply, asked of whoever says so; and, where a number is asked for and
none is given, whether nobody knows it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from assess.intake.survey_tools.codes import (
    FUNCTION,
    NOT_APPLICABLE,
    UNKNOWN,
    Part,
    code,
    function_codes,
    option_codes,
)
from assess.intake.survey_tools.relevance import Conditions, Dialect, Relevance
from assess.intake.survey_tools.words import Words, words
from assess.model.questionnaire import Question, Questionnaire, Section


class Form(Enum):
    """How an item is answered."""

    CHOICE = auto()
    NUMBER = auto()
    TEXT = auto()


@dataclass(frozen=True)
class Item:
    """One thing asked. `choices` are codes and texts; `may_comment` offers room for a remark beside them."""

    code: str
    form: Form
    text: str
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    relevance: Relevance = True
    required: bool = False
    least: Decimal | None = None
    most: Decimal | None = None
    may_comment: bool = False


@dataclass(frozen=True)
class Group:
    """A page: what one section asks, with the titles of the sections around it."""

    code: str
    titles: tuple[str, ...]
    asks: str
    items: tuple[Item, ...]


def groups(
    questionnaire: Questionnaire,
    questions: Collection[str],
    facts: Mapping[str, bool],
    dialect: Dialect,
) -> list[Group]:
    """The survey: first who answers, then every section with questions that are asked.

    `questions` are ids; `facts` what is known of the client. What these rule out is left out.
    """
    asked = {one.id: one for one in questionnaire.all_questions() if one.id in questions}
    said = words(questionnaire.language)
    writer = _Writer(questionnaire, said, Conditions(dialect, asked, facts), dialect)
    pages = (page for section in questionnaire.sections for page in _pages(section, (), asked, writer))
    return [*_about_you(questionnaire, said), *(page for page in pages if page.items)]


def _about_you(questionnaire: Questionnaire, said: Words) -> Iterator[Group]:
    if not questionnaire.functions:
        return
    names = {function.id: function.name for function in questionnaire.functions}
    choices = tuple((short, names[name]) for short, name in function_codes(questionnaire).items())
    item = Item(FUNCTION, Form.CHOICE, said.function, choices=choices, required=True)
    yield Group("zgwho", (said.about_you,), "", (item,))


def _pages(
    section: Section, above: tuple[str, ...], asked: Collection[str], writer: "_Writer"
) -> Iterator[Group]:
    titles = (*above, section.title)
    questions = [question for question in section.questions if question.id in asked]
    items = tuple(item for question in questions for item in writer.items(question))
    yield Group(f"zg{code(section.id)}", titles, section.asks, items)
    for inner in section.sections:
        yield from _pages(inner, titles, asked, writer)


@dataclass(frozen=True)
class _Writer:
    """Writes the items of single questions."""

    questionnaire: Questionnaire
    said: Words
    conditions: Conditions
    dialect: Dialect

    def items(self, question: Question) -> Iterator[Item]:
        """The question, and what is asked beside it; nothing if it is never asked."""
        relevance = self.conditions.relevance(question)
        if relevance is False:
            return
        name, help_ = code(question.id), self._help(question)
        if question.open:
            yield Item(name, Form.TEXT, question.text, help_, relevance=relevance)
            return
        if question.options:
            texts = {option.value: option.text for option in question.options}
            choices = tuple((short, texts[value]) for short, value in option_codes(question).items())
            choices += self._without_value(question)
            yield Item(name, Form.CHOICE, question.text, help_, choices, relevance, may_comment=True)
            yield from self._reason(question, name)
            return
        least, most = (question.least, question.most) if question.bands else _bounds(question)
        yield Item(name, Form.NUMBER, question.text, help_, (), relevance, least=least, most=most)
        state = code(question.id, Part.STATE)
        is_empty = self.dialect.empty(name)
        both = is_empty if relevance is True else f"({relevance} and {is_empty})"
        yield Item(state, Form.CHOICE, self.said.no_figure, "", self._without_value(question), both)
        yield from self._reason(question, state)

    def _without_value(self, question: Question) -> tuple[tuple[str, str], ...]:
        unknown = (UNKNOWN, self.said.unknown)
        return (
            (unknown, (NOT_APPLICABLE, self.said.not_applicable))
            if self._may_not_apply(question)
            else (unknown,)
        )

    def _reason(self, question: Question, asked_in: str) -> Iterator[Item]:
        if self._may_not_apply(question):
            name, when = code(question.id, Part.REASON), self.dialect.chosen(asked_in, NOT_APPLICABLE)
            yield Item(name, Form.TEXT, self.said.reason, relevance=when, required=True)

    def _may_not_apply(self, question: Question) -> bool:
        own = question.may_not_apply
        return self.questionnaire.may_not_apply if own is None else own

    def _help(self, question: Question) -> str:
        """Unit and bands, by which people see what is counted, and what would show the answer."""
        unit = question.number.unit if question.number else question.unit
        lines = [self.said.unit.format(unit=unit)] if unit else []
        lines += [band.text for band in question.bands or ()]
        lines += [self.said.evidence.format(evidence=question.evidence)] if question.evidence else []
        return "\n".join(lines)


def _bounds(question: Question) -> tuple[Decimal | None, Decimal | None]:
    return (question.number.least, question.number.most) if question.number else (None, None)
