"""Reads a survey by its mapping: one answers document a respondent, every problem, and what was covered.

A label that nobody has said the meaning of is never guessed: it is an error, told once for each column and
text, and its answer is left out.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from assess.intake.survey.cells import Beside, Reader
from assess.intake.survey.layouts import Column, Role, Survey, survey
from assess.intake.survey.people import Person, people
from assess.intake.survey.tables import Table
from assess.intake.survey.told import Told
from assess.model.answers import Answer, Answers, Attribution, State, Way
from assess.model.kinds import schema_line
from assess.model.mapping import SurveyMapping
from assess.model.questionnaire import Question, Questionnaire
from assess.text.problems import Problem, did_you_mean, in_order


@dataclass(frozen=True)
class Coverage:
    """What a survey holds: for a look before anything is written.

    `answered` counts, for each question with a column, the respondents who answered it, unknown and not
    applicable included. `unused` are columns that no line of the mapping names, `left_out` those that are
    the tool's own or say who somebody is, `uncovered` questions that no column answers.
    """

    respondents: int
    answered: Mapping[str, int]
    unused: tuple[str, ...]
    left_out: tuple[str, ...]
    uncovered: tuple[str, ...]


def read_survey(
    table: Table,
    mapping: SurveyMapping,
    questionnaire: Questionnaire,
    *,
    date: dt.date | None = None,
    attribution: Attribution | None = None,
    questions: Collection[str] | None = None,
) -> tuple[list[Answers], list[Problem], Coverage]:
    """Answers by respondent, the problems in the order of rows and columns, and what was covered.

    The questionnaire is merged, and in the language that the survey asked in. `questions` are the ids that
    the survey was to ask; all of the questionnaire if left out.
    """
    found, told = survey(table, mapping.layout), Told(table)
    _tell_unknown_columns(found, mapping, told)
    uses = _Uses(found, mapping, questionnaire)
    reader = Reader(questionnaire, mapping, told)
    answers = []
    for person in people(found, mapping, questionnaire, told):
        given = dict(_answers(uses, reader, found, person))
        answers.append(_document(questionnaire, person, given, date, attribution))
    wanted = questions if questions is not None else [one.id for one in questionnaire.all_questions()]
    coverage = _coverage(found, uses, answers, wanted)
    for name in coverage.unused:
        message = f"no line of the mapping names the column `{name}`"
        told.cell(0, found.by_name[name].index, "SUR010", message, _USE)
    return answers, in_order(told.problems()), coverage


_USE = "Map it, or list it under `ignore`."


def _document(
    questionnaire: Questionnaire,
    person: Person,
    given: dict[str, Answer],
    date: dt.date | None,
    attribution: Attribution | None,
) -> Answers:
    return Answers(
        schema_=schema_line("answers"),
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        respondent=person.name,
        function=person.function,
        date=date,
        way=Way.SURVEY,
        attribution=attribution,
        answers=given,
    )


@dataclass(frozen=True)
class _Columns:
    """The columns of one question."""

    question: Question
    answers: tuple[Column, ...]
    reasons: tuple[Column, ...]
    notes: tuple[Column, ...]
    evidence: tuple[Column, ...]


class _Uses:
    """The columns of each question, in the questionnaire's order."""

    def __init__(self, found: Survey, mapping: SurveyMapping, questionnaire: Questionnaire) -> None:
        self._found = found
        groups = (mapping.columns, mapping.reasons, mapping.notes, mapping.evidence)
        self.questions = [
            _Columns(question, *(self._of(group, question.id) for group in groups))
            for question in questionnaire.all_questions()
            if any(question.id in group.values() for group in groups)
        ]
        named = [name for group in groups for name in group]
        function = mapping.function.column if mapping.function else None
        named += [name for name in (mapping.respondent.column, function, *mapping.ignore) if name]
        self.used = {column.name for name in named if (column := found.column(name))}

    def _of(self, group: Mapping[str, str], question: str) -> tuple[Column, ...]:
        columns = (self._found.column(name) for name, mapped in group.items() if mapped == question)
        return tuple(column for column in columns if column)


def _answers(uses: _Uses, reader: Reader, found: Survey, person: Person) -> Iterator[tuple[str, Answer]]:
    row = found.table.rows[person.row]
    for columns in uses.questions:
        groups = (columns.reasons, columns.notes, columns.evidence)
        beside = Beside(*("; ".join(filter(None, (row[c.index].strip() for c in group))) for group in groups))
        answer = reader.answer(columns.question, columns.answers, person.row, beside)
        if answer is not None:
            yield columns.question.id, answer


def _tell_unknown_columns(found: Survey, mapping: SurveyMapping, told: Told) -> None:
    """Columns that a mapping names and the file has not."""
    function = mapping.function.column if mapping.function else None
    groups = (mapping.columns, mapping.reasons, mapping.notes, mapping.evidence)
    of_questions = (name for group in groups for name in group)
    named = (*of_questions, mapping.respondent.column, function, *mapping.ignore)
    for name in dict.fromkeys(name for name in named if name):
        if found.column(name) is None:
            hint = did_you_mean(name, found.by_name, "Write the column's text as it stands in the file.")
            told.cell(0, 0, "SUR002", f"there is no column `{name}`", hint)


def _coverage(found: Survey, uses: _Uses, answers: list[Answers], wanted: Collection[str]) -> Coverage:
    asked = [columns.question.id for columns in uses.questions if columns.answers]
    counts = dict.fromkeys(asked, 0)
    for document in answers:
        for name, answer in document.answers.items():
            counts[name] = counts.get(name, 0) + (answer.state is not State.UNANSWERED)
    rest = [column for column in found.columns if column.name not in uses.used]
    return Coverage(
        respondents=len(answers),
        answered=counts,
        unused=tuple(column.name for column in rest if column.role is Role.ANSWER),
        left_out=tuple(column.name for column in rest if column.role is not Role.ANSWER),
        uncovered=tuple(name for name in wanted if name not in counts),
    )
