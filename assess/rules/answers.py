"""Rules for answers documents: whether they fit the questionnaire. How people answered: `answering`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from assess.model.answers import State
from assess.model.questionnaire import NumberAsked, Question
from assess.rules.answering import ANSWERING_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.scoring.values import on_scale, own_value
from assess.text.numbers import plain
from assess.text.problems import Severity, alike, did_you_mean


def same_questionnaire(subject: Subject) -> Iterator[Finding]:
    """The answers are to the questionnaire that the engagement uses.

    Ids mean something else in another questionnaire, and its values would be counted all the same.

    Fails:

        questionnaire: butcher
        #              ^^^^^^^

    Passes:

        questionnaire: bakery
    """
    questionnaire = subject.assembled.questionnaire
    if subject.record.questionnaire != questionnaire.id:
        asked, used = subject.record.questionnaire, questionnaire.id
        message = f"these are answers to `{asked}`, the questionnaire in use is `{used}`"
        yield Finding(subject.place, message, "Move the file to its own engagement.", ("questionnaire",))


def same_version(subject: Subject) -> Iterator[Finding]:
    """The answers are to the version in use.

    Between versions questions come and go, and options change their meaning. What cannot be compared is
    listed; somebody has to look at the rest.

    Fails:

        version: "0.9"
        #        ^^^^^

    Passes:

        version: "1.0"
    """
    questionnaire = subject.assembled.questionnaire
    if subject.record.questionnaire == questionnaire.id and subject.record.version != questionnaire.version:
        versions = f"version {subject.record.version}, the questionnaire is version {questionnaire.version}"
        message = f"these are answers to {versions}; {_lost_between_versions(subject)}"
        hint = f'Check the answers against the new texts, then write version: "{questionnaire.version}".'
        yield Finding(subject.place, message, hint, ("version",))


def _lost_between_versions(subject: Subject) -> str:
    known = subject.assembled.by_id
    gone = [name for name in subject.record.answers if name not in known]
    off = [question.id for _, question, is_offered in subject.answered if not is_offered]
    told = [
        f"{words} {', '.join(names[:_MOST_NAMES])}{', …' if len(names) > _MOST_NAMES else ''}"
        for words, names in (("no longer has", gone), ("no longer offers the answers to", off))
        if names
    ]
    return f"it {' and '.join(told)}" if told else "all that was answered is still there"


def questions_exist(subject: Subject) -> Iterator[Finding]:
    """Every answer belongs to a question.

    An answer under a misspelt id is lost, and its question counts as unanswered.

    Fails:

        answers: {name: {value: 2}}
        #         ^^^^

    Passes:

        answers: {names: {value: 2}}
    """
    known = subject.assembled.by_id
    for name in subject.record.answers:
        if name not in known:
            hint = did_you_mean(name, known, "Delete the answer, or correct its id.")
            meant = alike(name, known)
            instead = None if meant in subject.record.answers else meant
            message = f"there is no question `{name}`"
            yield Finding(subject.place, message, hint, ("answers", name), key=True, instead=instead)


def not_applicable_where_possible(subject: Subject) -> Iterator[Finding]:
    """Not applicable is an answer only where the question allows it.

    What does not apply leaves the score. Where every company could do something, doing nothing is the lowest
    statement.

    Fails:

        answers:
          farewell: {state: not-applicable, reason: We never looked.}
          #                 ^^^^^^^^^^^^^^
        # file: questionnaire/questionnaire.yaml
        may_not_apply: false

    Passes:

        answers:
          farewell: {value: 1, note: We never looked.}
    """
    default = subject.assembled.questionnaire.may_not_apply
    known = subject.assembled.by_id
    for name, answer in subject.record.answers.items():
        question = known.get(name) if answer.state is State.NOT_APPLICABLE else None
        allowed = question is None or (default if question.may_not_apply is None else question.may_not_apply)
        if not allowed:
            hint = "Choose the lowest statement, or {state: unknown} if nobody knows."
            yield Finding(subject.place, f"{name} applies to every company", hint, ("answers", name, "state"))


def values_on_scale(subject: Subject) -> Iterator[Finding]:
    """An answer is one of those that the question offers.

    A value between two options, or beyond the last, stands for no statement that anybody agreed to.

    Fails:

        answers:
          farewell: {value: 4}
          #                 ^

    Passes:

        answers:
          farewell: {value: 3}
    """
    for answer, question, is_offered in subject.answered:
        if not is_offered:
            value, below = answer.value, ("answers", question.id, "value")
            message, hint = f"`{_told(value)}` is no answer to {question.id}", _offered(question, value)
            yield Finding(subject.place, message, hint, below, instead=_without_quotes(question, value))


def numbers_are_no_positions(subject: Subject) -> Iterator[Finding]:
    """Where a number is asked for, the answer is the number itself and not the line that it falls into.

    Whoever has just answered five questions with 3 for the third line easily does so once more.

    Fails:

        answers:
          names: {value: 3}
          #              ^

    Passes:

        answers:
          names: {value: 3, evidence: Ten customers on Monday.}
    """
    known = subject.assembled.by_id
    for name, answer in subject.record.answers.items():
        question = known.get(name)
        if not question or not question.bands or answer.evidence or not isinstance(answer.value, Decimal):
            continue
        lines = {Decimal(number): band for number, band in enumerate(question.bands, 1)}
        line = lines.get(answer.value)
        if line and Fraction(line.value) != own_value(question, answer.value):
            unit = f" {question.unit}" if question.unit else ""
            message = f"`{_told(answer.value)}` is read as {_told(answer.value)}{unit}"
            hint = f"If line {_told(answer.value)} of {len(lines)} was meant, write the number itself."
            hint += " If it is the number, write where it comes from behind `evidence:`."
            yield Finding(subject.place, message, hint, ("answers", name, "value"))


def function_exists(subject: Subject) -> Iterator[Finding]:
    """The respondent speaks for a function that the questionnaire knows, where it lists any.

    Facts count only from the function that owns them; those of a misspelt function would count for nothing.

    Fails:

        function: offise
        #         ^^^^^^

    Passes:

        function: office
    """
    known = [function.id for function in subject.assembled.questionnaire.functions]
    function = subject.record.function
    if known and function is not None and function not in known:
        yield unknown(subject.place, ("function",), "function", function, known)


def respondents_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each respondent has one document in an assessment.

    With two, a person's answers would count twice.

    Fails:

        respondent: counter
        #           ^^^^^^^

    Passes:

        respondent: owner
    """
    first = subject.around.first_files.get(subject.record.respondent) if subject.around else None
    if first and first != subject.document.file:
        message = f"`{subject.record.respondent}` has answers in {first}, too"
        yield Finding(subject.place, message, "Merge the two, or rename the respondent.", ("respondent",))


_MOST_NAMES = 12
_NUMBER = re.compile(r"-?[0-9]+([.,][0-9]+)?")


def _told(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def _without_quotes(question: Question, given: object) -> str | None:
    """The number in `"3"`, where the question offers it: nothing else can have been meant."""
    if not isinstance(given, str) or not _NUMBER.fullmatch(given) or "," in given:
        return None
    return given if on_scale(question, Decimal(given)) else None


def _offered(question: Question, given: object) -> str:
    if question.open:
        return "Write a text."
    if isinstance(given, str) and (number := _NUMBER.search(given)):
        return f"Write the number alone, without quotes: {number.group().replace(',', '.')}."
    if question.number or question.bands:
        return _figure(question.number or question)
    return f"Choose one of {', '.join(_told(option.value) for option in question.options or ())}."


def _figure(asked: NumberAsked | Question) -> str:
    bounds = [
        *([asked.unit] if asked.unit else []),
        *([f"at least {_told(asked.least)}"] if asked.least is not None else []),
        *([f"at most {_told(asked.most)}"] if asked.most is not None else []),
    ]
    return f"Write a number ({', '.join(bounds)})." if bounds else "Write a number."


ANSWERS_RULES: tuple[Rule, ...] = (
    Rule("ANS010", same_questionnaire),
    Rule("ANS011", same_version),
    Rule("ANS012", questions_exist),
    Rule("ANS013", values_on_scale),
    Rule("ANS014", function_exists),
    Rule("ANS015", respondents_are_unique),
    Rule("ANS016", not_applicable_where_possible),
    Rule("ANS017", numbers_are_no_positions, Severity.WARNING),
    *ANSWERING_RULES,
)
