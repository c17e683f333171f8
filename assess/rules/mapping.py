"""Rules for mappings of survey files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.scoring.values import on_scale

if TYPE_CHECKING:  # records are imported when a document of their kind is read
    from collections.abc import Iterator

    from assess.model.mapping import SurveyMapping
    from assess.model.questionnaire import Question


def questions_exist(subject: Subject) -> Iterator[Finding]:
    """Columns and labels belong to questions of the questionnaire.

    What a misspelt question was answered with would be lost.

    Fails:

        columns: {How many did you name?: nmaes}
        #                                 ^^^^^
        labels_of: {orders: {On notes: 2}}
        #           ^^^^^^

    Passes:

        columns: {How many did you name?: names}
        labels_of: {orders-kept: {On notes: 2}}
    """
    known = subject.assembled.by_id
    for group in _BY_COLUMN:
        for column, name in getattr(subject.record, group).items():
            if name not in known:
                yield unknown(subject.place, (group, column), "question", name, known)
    for name in subject.record.labels_of:
        if name not in known:
            yield unknown(subject.place, ("labels_of", name), "question", name, known)


_BY_COLUMN = ("columns", "reasons", "notes", "evidence")


def labels_are_answers(subject: Subject) -> Iterator[Finding]:
    """A label stands for an answer that the question offers.

    A value that no option has would be refused only when the answers are scored, far from the survey.

    Fails:

        labels_of: {orders-kept: {In a book: 4}}
        #                                    ^

    Passes:

        labels_of: {orders-kept: {In a book: 3}}
    """
    mapping: SurveyMapping = subject.record
    known = subject.assembled.by_id
    asked = [known[name] for name in dict.fromkeys(mapping.columns.values()) if name in known]
    for label, value in mapping.labels.items():
        if asked and not isinstance(value, str) and not any(on_scale(one, value) for one in asked):
            message = f"no question with a column has the answer `{value}`"
            yield Finding(subject.place, message, "Write an option's value.", ("labels", label))
    for name, labels in mapping.labels_of.items():
        question = known.get(name)
        for label, value in labels.items():
            if question and not isinstance(value, str) and not on_scale(question, value):
                message = f"`{value}` is no answer to {name}"
                yield Finding(subject.place, message, _offered(question), ("labels_of", name, label))


def _offered(question: Question) -> str:
    if question.open:
        return "Leave the label away: the answer is in the respondent's own words."
    if question.options:
        return f"Choose one of {', '.join(str(option.value) for option in question.options)}."
    return "Write a number between the question's bounds."


def functions_exist(subject: Subject) -> Iterator[Finding]:
    """Respondents speak for functions that the questionnaire knows, where it lists any.

    Facts count only from the function that owns them; those of a misspelt function would count for nothing.

    Fails:

        function: {column: Where do you work?, labels: {Back office: offise}}
        #                                                            ^^^^^^

    Passes:

        function: {column: Where do you work?, labels: {Back office: office}}
    """
    known = [function.id for function in subject.assembled.questionnaire.functions]
    said = subject.record.function
    if not known or said is None:
        return
    if said.all_ is not None and said.all_ not in known:
        yield unknown(subject.place, ("function", "all"), "function", said.all_, known)
    for label, name in said.labels.items():
        if name not in known:
            yield unknown(subject.place, ("function", "labels", label), "function", name, known)


def belongs_to_the_questionnaire(subject: Subject) -> Iterator[Finding]:
    """A mapping is of the questionnaire in use, in its present version.

    A survey that asked an older version may hold answers to questions that have changed since.

    Fails:

        version: "0.9"
        #        ^^^^^

    Passes:

        version: "1.0"
    """
    questionnaire, mapping = subject.assembled.questionnaire, subject.record
    if mapping.questionnaire != questionnaire.id:
        message = f"this maps to `{mapping.questionnaire}`, the questionnaire in use is `{questionnaire.id}`"
        yield Finding(subject.place, message, "Name the one that the survey asked.", ("questionnaire",))
    elif mapping.version != questionnaire.version:
        message = (
            f"this maps to version {mapping.version}, the questionnaire is version {questionnaire.version}"
        )
        hint = f'Compare questions and labels, then write version: "{questionnaire.version}".'
        yield Finding(subject.place, message, hint, ("version",))


def columns_have_one_use(subject: Subject) -> Iterator[Finding]:
    """Each column is used in one way.

    A column that is both left out and mapped is read, and whoever left it out does not know.

    Fails:

        columns: {How many did you name?: names}
        ignore: [How many did you name?]
        #        ^^^^^^^^^^^^^^^^^^^^^^

    Passes:

        columns: {How many did you name?: names}
        ignore: []
    """
    used: dict[str, str] = {}
    for group in _BY_COLUMN:
        for column in getattr(subject.record, group):
            if column in used:
                message = f"this column stands under `{used[column]}`, too"
                yield Finding(subject.place, message, "Keep one of the two.", (group, column), key=True)
            used.setdefault(column, group)
    for index, column in enumerate(subject.record.ignore):
        if column in used:
            message = f"this column stands under `{used[column]}`, too"
            yield Finding(subject.place, message, "Keep one of the two.", ("ignore", index))


MAPPING_RULES: tuple[Rule, ...] = (
    Rule("MAP010", questions_exist),
    Rule("MAP011", labels_are_answers),
    Rule("MAP012", functions_exist),
    Rule("MAP013", belongs_to_the_questionnaire),
    Rule("MAP014", columns_have_one_use),
)
