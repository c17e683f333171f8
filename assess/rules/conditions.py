"""Rules for conditions: they look back at something that is there, and can turn out either way."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from assess.model.condition import Condition
from assess.model.questionnaire import Question
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
    facts = [fact.id for fact in subject.assembled.questionnaire.facts]
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
    conditional = subject.assembled.conditional
    looks_at = {q.id: q.when.questions() for q, _ in conditional if q.when}
    for question, place in conditional:
        reached: set[str] = set()
        ahead = set(looks_at.get(question.id, ()))
        while ahead:
            name = ahead.pop()
            reached.add(name)
            ahead |= set(looks_at.get(name, ())) - reached
        if question.id in reached:
            hint = "Ask one of the questions without a condition."
            yield Finding(place, f"whether `{question.id}` is asked depends on itself", hint, ("when",))


def conditions_look_back(subject: Subject) -> Iterator[Finding]:
    """Conditions look at questions that are asked before.

    In an interview the later answer is not there yet, so the question would be asked whatever comes.

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
    if not subject.assembled.conditional:
        return
    order = {q.id: n for n, q in enumerate(subject.assembled.questionnaire.all_questions())}
    for question, place in subject.assembled.conditional:
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
              - id: A.2
                text: Who reads the answers?
                when: {question: A.1, at_least: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for question, place in subject.assembled.conditional:
        for path, condition in inner_conditions(question):
            if _outcome(condition, subject.assembled.by_id) is False:
                hint = _values_hint(condition, subject.assembled.by_id)
                yield Finding(place, "this condition never holds", hint, path)
                break


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
              - id: A.2
                text: Who reads the answers?
                when: {question: A.1, at_least: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for question, place in subject.assembled.conditional:
        if question.when and _outcome(question.when, subject.assembled.by_id) is True:
            hint = _values_hint(question.when, subject.assembled.by_id)
            yield Finding(place, "this condition holds whatever is answered", hint, ("when",))


def inner_conditions(question: Question) -> Iterator[tuple[Path, Condition]]:
    """A question's condition and all inside it, outermost first, with their places below the question."""

    def inner(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
        yield path, condition
        for name, several in (("all", condition.all_), ("any", condition.any_)):
            for index, one in enumerate(several or ()):
                yield from inner(one, (*path, name, index))
        if condition.not_:
            yield from inner(condition.not_, (*path, "not"))

    if question.when:
        yield from inner(question.when, ("when",))


def _outcome(condition: Condition, questions: Mapping[str, Question]) -> bool | None:
    """True or False where it holds always or never, whatever is answered; None where that depends.

    Parts of `all` and `any` are looked at one by one, and in pairs of which one is the opposite of the other.
    """
    if condition.question is not None:
        return _compared(condition, questions.get(condition.question))
    if condition.not_ is not None:
        inner = _outcome(condition.not_, questions)
        return None if inner is None else not inner
    several = condition.all_ or condition.any_
    if several is None:
        return None
    decisive = condition.all_ is None
    outcomes = [_outcome(one, questions) for one in several]
    opposites = {_key(one.not_) for one in several if one.not_} & {_key(one) for one in several}
    if decisive in outcomes or opposites:
        return decisive
    return None if None in outcomes else not decisive


def _compared(condition: Condition, question: Question | None) -> bool | None:
    """Each option compared on its own: all hold, none does, or some."""
    if question is None or (question.scale and not question.choices) or question.number:
        return None
    values = [Fraction(choice.value) for choice in question.choices]
    if condition.at_least is not None:
        holds = [value >= Fraction(condition.at_least) for value in values]
    elif condition.at_most is not None:
        holds = [value <= Fraction(condition.at_most) for value in values]
    else:
        # several people's values are combined, so what lies between two options can be reached as well
        wanted = Fraction(condition.is_ or 0)
        return None if values and min(values) <= wanted <= max(values) else False
    return None if any(holds) and not all(holds) else any(holds)


def _key(condition: Condition) -> str:
    return condition.model_dump_json(exclude_defaults=True)


def _values_hint(condition: Condition, questions: Mapping[str, Question]) -> str:
    question = questions.get(condition.question or "")
    if question is None:
        return "Look at its parts: one excludes the other, or is met by every answer."
    if not question.choices:
        return f"`{question.id}` is answered by a text, which has no value to compare."
    return (
        f"The values of `{question.id}` are {', '.join(f'{choice.value:f}' for choice in question.choices)}."
    )


CONDITION_RULES: tuple[Rule, ...] = (
    Rule("QUE020", conditions_refer_to_something),
    Rule("QUE021", conditions_form_no_cycle),
    Rule("QUE022", conditions_look_back, Severity.WARNING),
    Rule("QUE023", conditions_can_hold),
    Rule("QUE024", conditions_decide_something, Severity.WARNING),
)
