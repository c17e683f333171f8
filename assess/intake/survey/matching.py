"""A mapping proposed: columns by id, code or text, labels by text or number.

What matches in every letter goes into the mapping. What is only near is kept apart, for somebody to look at.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assess.intake.survey.headers import RESPONSE_NUMBER, plain, spelt
from assess.intake.survey.labels import meaning, near
from assess.intake.survey.layouts import Column, Role, Survey
from assess.intake.survey_tools.codes import FUNCTION, Asked, Part, by_code, function_codes
from assess.model.answers import State
from assess.model.kinds import schema_line
from assess.model.mapping import Layout, RespondentFunctions, RespondentNames, SurveyMapping
from assess.model.questionnaire import Question, Questionnaire
from assess.text.problems import nearest

PREFIX = "survey"
_MOST_LABELS = 40
"""A column with more different texts holds no labels."""
_MOST_GUESSED = 200
"""Columns for which the nearest question is looked for: it takes a while."""


@dataclass(frozen=True)
class Proposal:
    """A mapping that is sure, and what somebody has to decide.

    `near` are columns with the nearest question, `unmatched` those with none. `labels` are those that stand
    for nothing yet, by question, each with the option that is nearest, or None. `functions` are texts in the
    column of functions that name none.
    """

    mapping: SurveyMapping
    near: Mapping[str, str]
    unmatched: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str | None]]
    functions: tuple[str, ...] = ()


def propose(survey: Survey, questionnaire: Questionnaire) -> Proposal:
    """A mapping of the survey to the merged questionnaire, in the language that the survey asked in."""
    uses = _Uses(survey, questionnaire)
    function, unknown_functions = _function(survey, questionnaire, uses.unmatched)
    unmatched = [one for one in uses.unmatched if function is None or one.name != function.column]
    columns = uses.of(Part.ANSWER) | uses.of(Part.STATE)
    open_ones = [q for q in questionnaire.all_questions() if q.id not in set(columns.values())]
    near = dict(_near(unmatched, open_ones))
    mapping = SurveyMapping(
        schema_=schema_line("mapping"),
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        layout=survey.layout,
        respondent=_respondent(survey),
        function=function,
        columns=columns,
        reasons=uses.of(Part.REASON),
        notes=uses.of(Part.NOTE),
        labels=_own_labels(survey),
    )
    return Proposal(
        mapping=mapping,
        near=near,
        unmatched=tuple(one.name for one in unmatched if one.name not in near),
        labels=_labels(survey, mapping, questionnaire),
        functions=unknown_functions,
    )


_NOT_SHOWN = "N/A"


def _own_labels(survey: Survey) -> dict[str, str]:
    """LimeSurvey writes N/A where a question was not shown, which is not the same as *not applicable*."""
    if survey.layout is not Layout.LIMESURVEY or all(_NOT_SHOWN not in row for row in survey.rows):
        return {}
    return {_NOT_SHOWN: State.UNANSWERED.value}


class _Uses:
    """What each column of answers is used for, as far as that is sure."""

    def __init__(self, survey: Survey, questionnaire: Questionnaire) -> None:
        self._questions = _Questions(questionnaire)
        self._found: dict[str, Asked] = {}
        self.unmatched: list[Column] = []
        texts: dict[Asked, str] = {}
        for column in survey.columns:
            if column.role is not Role.ANSWER:
                continue
            asked = self._questions.asked(column)
            is_another = asked is not None and texts.setdefault(asked, column.text) != column.text
            if asked is None or is_another:
                self.unmatched.append(column)
            else:
                self._found[column.name] = asked

    def of(self, part: Part) -> dict[str, str]:
        return {name: asked.question for name, asked in self._found.items() if asked.part is part}


class _Questions:
    """The questions by all that a header can call them."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        questions = questionnaire.all_questions()
        self._codes = by_code(questionnaire)
        self._ids = {question.id for question in questions}
        words = [(spelt(text), q.id) for q in questions for text in {q.text, q.topic} if text]
        counted = Counter(word for word, _ in words)
        self._texts = {word: name for word, name in words if counted[word] == 1}

    def asked(self, column: Column) -> Asked | None:
        code, comment = _COMMENT.subn("", column.code or _OUTER_GROUPS.sub("", column.text))
        if code in self._codes:
            found = self._codes[code]
            return Asked(found.question, Part.NOTE) if comment else found
        for text in (column.code, column.row, column.text, column.name):
            name = self._by_id(text) or self._texts.get(spelt(text))
            if name:
                return Asked(name, Part.ANSWER)
        return None

    def _by_id(self, text: str) -> str | None:
        """An id by itself, or with a digit in front of the text: `C5.1 How …`, `[C5.1] How …`."""
        if text in self._ids:
            return text
        found = _LEADING.match(text)
        name = found["id"].rstrip(".:") if found else ""
        return name if name in self._ids and any(sign.isdigit() for sign in name) else None


_COMMENT = re.compile(r"(\[(comment|other)\]|_(comment|other))\Z")
_OUTER_GROUPS = re.compile(r"\A(zg[A-Za-z0-9]+[-/])+")
"""Tools that read an XLSForm put the names of the groups in front of a question's."""
_LEADING = re.compile(r"[\[(]?(?P<id>[A-Za-z0-9][A-Za-z0-9._:-]*)[\])]?\s+\S")


def _near(columns: Sequence[Column], questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """The nearest of the questions that no column answers yet."""
    texts = {
        plain(text): question.id for question in questions for text in (question.topic, question.text) if text
    }
    for column in columns[:_MOST_GUESSED]:
        found = nearest(column.row, texts) if column.row else None
        found = found or nearest(column.text, texts)
        if found:
            yield column.name, texts[found]


def _respondent(survey: Survey) -> RespondentNames:
    """By the number that the tool has given, which stays when somebody exports again; or by running ones."""
    numbered = [
        one.name
        for one in survey.columns
        if one.role is Role.TOOL and {spelt(one.name), spelt(one.code), spelt(one.text)} & RESPONSE_NUMBER
    ]
    return RespondentNames(column=numbered[0] if numbered else None, prefix=PREFIX)


def _function(
    survey: Survey, questionnaire: Questionnaire, columns: Sequence[Column]
) -> tuple[RespondentFunctions | None, tuple[str, ...]]:
    """The column in which most texts name a function."""
    best: tuple[float, Column | None, tuple[str, ...]] = (_MOST_OF_THEM, None, ())
    for column in columns:
        given = {text for text in survey.texts(column) if text}
        strange = tuple(sorted(text for text in given if function_named(questionnaire, text) is None))
        share = (
            1.0
            if FUNCTION in {column.code, _OUTER_GROUPS.sub("", column.text)}
            else 1 - len(strange) / len(given)
            if given
            else 0.0
        )
        if share > best[0]:
            best = share, column, strange
    _, found, strange = best
    return (RespondentFunctions(column=found.name), strange) if found else (None, ())


_MOST_OF_THEM = 0.5


def function_named(questionnaire: Questionnaire, text: str) -> str | None:
    """The function with this id, name or code."""
    if found := function_codes(questionnaire).get(text):
        return found
    wanted = spelt(text)
    found_ids = [one.id for one in questionnaire.functions if wanted in {spelt(one.id), spelt(one.name)}]
    return found_ids[0] if len(found_ids) == 1 else None


def _labels(
    survey: Survey, mapping: SurveyMapping, questionnaire: Questionnaire
) -> dict[str, dict[str, str | None]]:
    """Labels that stand for nothing by themselves, with the nearest option."""
    known: dict[str, Question] = {question.id: question for question in questionnaire.all_questions()}
    strange: dict[str, dict[str, str | None]] = {}
    for name, question_id in mapping.columns.items():
        column, question = survey.by_name[name], known[question_id]
        given = dict.fromkeys(text for text in survey.texts(column) if text)
        if question.options is None or len(given) > _MOST_LABELS:
            continue
        for label in given:
            if label not in mapping.labels and all(
                meaning(question, one) is None for one in (label, label.rstrip("; "))
            ):
                strange.setdefault(question_id, {})[label] = near(question, label)
    return strange
