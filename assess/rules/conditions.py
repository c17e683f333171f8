"""Rules for conditions: they look back at something that is there, and can turn out either way."""

from collections.abc import Iterator

from assess.model.assembly import Place
from assess.model.condition import Condition
from assess.model.questionnaire import Question
from assess.rules.cycles import in_cycles
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity
from assess.text.safe_yaml import Path


def conditions_refer_to_something(subject: Subject) -> Iterator[Finding]:
    """Conditions look at questions and facts that exist.

    A condition on a misspelt question could never be decided, and the question would always be asked.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                when: {fact: shop}
                #            ^^^^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
        facts:
          - {id: shops, text: The company has shops.}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                when: {fact: shops}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
        facts:
          - {id: shops, text: The company has shops.}
    """
    questions = subject.assembled.by_id
    facts = {fact.id: fact for fact in subject.assembled.questionnaire.facts}
    for question, place in subject.assembled.conditional:
        for path, condition in inner_conditions(question):
            if condition.question and condition.question not in questions:
                yield unknown(place, (*path, "question"), "question", condition.question, questions)
            if condition.fact and condition.fact not in facts:
                yield unknown(place, (*path, "fact"), "fact", condition.fact, facts)


def conditions_form_no_cycle(subject: Subject) -> Iterator[Finding]:
    """No question waits, in the end, for itself.

    Of two questions that wait for each other, neither could ever be asked first.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                when: {question: A.1, at_least: 2}
                #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    waiting = in_cycles(_looks_at(subject))
    for question, place in subject.assembled.conditional if waiting else ():
        if question.id in waiting:
            hint = "Ask one of the questions without a condition."
            yield Finding(place, f"whether `{question.id}` is asked depends on itself", hint, ("when",))


def conditions_look_back(subject: Subject) -> Iterator[Finding]:
    """Conditions look at questions that are asked before.

    In an interview the later answer is not there yet, so the question would be asked whatever comes. What
    waits for itself is told as such.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                when: {question: A.2, at_least: 2}
                #                ^^^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.2
                text: Who reads them?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.2
                text: Who reads them?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.1
                text: Who answers letters?
                when: {question: A.2, at_least: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    looks_at = _looks_at(subject)
    order = {name: number for number, name in enumerate(subject.assembled.by_id)} if looks_at else {}
    waiting = in_cycles(looks_at)
    for question, place in subject.assembled.conditional:
        if question.id not in looks_at or question.id in waiting:
            continue
        for path, condition in inner_conditions(question):
            if condition.question in order and order[condition.question] > order[question.id]:
                message = f"`{condition.question}` is asked after `{question.id}`"
                hint = f"Move `{condition.question}` before it."
                yield Finding(place, message, hint, (*path, "question"))


def conditions_can_hold(subject: Subject) -> Iterator[Finding]:
    """Conditions can hold.

    A question whose condition never holds is never asked, and nobody would miss it: the value lies beyond the
    options, two parts exclude each other, or the question has no value to compare.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.2
                text: Who reads the answers?
                when: {question: A.1, at_least: 3}
                #                               ^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.2
                text: Who reads the answers?
                when: {question: A.1, at_least: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for place, path, condition in _settled(subject, holds=False):
        message = f"{_said(condition) or 'this, together with what stands before it,'} never holds"
        hint = "Correct one of the two, or write `any` where one of them is enough."
        yield Finding(place, message, _values_hint(condition, subject) or hint, path)


def conditions_decide_something(subject: Subject) -> Iterator[Finding]:
    """Conditions do not hold whatever is answered.

    A condition that every answer meets decides nothing; most likely another value was meant.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.2
                text: Who reads the answers?
                when: {question: A.1, at_least: 1}
                #                               ^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.2
                text: Who reads the answers?
                when: {question: A.1, at_least: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for place, path, condition in _settled(subject, holds=True):
        message = f"{_said(condition) or 'this, or what stands before it,'} always holds"
        hint = "Correct one of the two, or delete the condition."
        yield Finding(place, message, _values_hint(condition, subject) or hint, path)


def inner_conditions(question: Question) -> Iterator[tuple[Path, Condition]]:
    """A question's condition and all inside it, outermost first, with their places below the question."""

    def inner(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
        yield path, condition
        for step, one in condition.parts():
            yield from inner(one, path + step)

    if question.when:
        yield from inner(question.when, ("when",))


def _looks_at(subject: Subject) -> dict[str, frozenset[str]]:
    """The questions whose conditions look at others, with these."""
    looks_at = {one.id: one.when.questions() for one, _ in subject.assembled.conditional if one.when}
    return {name: others for name, others in looks_at.items() if others}


def _settled(subject: Subject, *, holds: bool) -> Iterator[tuple[Place, Path, Condition]]:
    for place, found in subject.settled:
        if found.holds is holds:
            yield place, ("when", *found.path), found.condition


def _said(condition: Condition) -> str:
    """A comparison in words; nothing for other conditions."""
    if not condition.parts() and condition.question is None:
        return "an empty list"
    tests = {"at least": condition.at_least, "at most": condition.at_most, "is": condition.is_}
    said = (f"`{condition.question}` {name} {test:f}" for name, test in tests.items() if test is not None)
    return next(said, "")


def _values_hint(condition: Condition, subject: Subject) -> str:
    """What can be answered where one question is looked at; nothing for other conditions."""
    question = subject.assembled.by_id.get(condition.question or "")
    if question is None:
        return ""
    if question.number:
        ends = (("least", question.number.least), ("most", question.number.most))
        said = " and ".join(f"at {name} {end:f}" for name, end in ends if end is not None)
        return f"Answers to `{question.id}` are {said}."
    if not question.choices:
        return f"`{question.id}` is answered by a text, which has no value to compare."
    values = ", ".join(f"{choice.value:f}" for choice in question.choices)
    return f"The values of `{question.id}` are {values}."


CONDITION_RULES: tuple[Rule, ...] = (
    Rule("QUE020", conditions_refer_to_something),
    Rule("QUE021", conditions_form_no_cycle),
    Rule("QUE022", conditions_look_back, Severity.WARNING),
    Rule("QUE023", conditions_can_hold),
    Rule("QUE024", conditions_decide_something, Severity.WARNING),
)
