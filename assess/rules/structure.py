"""Rules for what a questionnaire is made of: sections, weights, the core, lenses over everything."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assess.model.questionnaire import Question
from assess.rules.rule import Finding, Rule, Subject
from assess.rules.scales import plain
from assess.text.problems import Severity

if TYPE_CHECKING:
    from assess.model.assembly import Place


def core_is_everywhere(subject: Subject) -> Iterator[Finding]:
    """Every section of questions has a core question, where there is a core at all.

    The core is what everybody is asked. A section without one has no answer that functions share, and none at
    all in an assessment of the core alone.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, core: true}
          - id: B
          #     ^
            title: B
            questions:
              - {id: B.1, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, core: true}
          - id: B
            title: B
            questions:
              - {id: B.1, text: Who reads reviews?, scale: S, core: true}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    held = [(s, p, [q for q in s.questions if q.scored]) for s, p in subject.assembled.sections()]
    if not any(question.core for _, _, scored in held for question in scored):
        return
    for section, place, scored in held:
        if scored and not any(question.core for question in scored):
            message = f"no question of `{section.id}` belongs to the core"
            hint = "Add `core: true` to the one that everybody can answer."
            yield Finding(place, message, hint, ("id",))


def questions_belong_to_a_lens(subject: Subject) -> Iterator[Finding]:
    """Every scored question has a place in a lens, where there are lenses.

    Lenses show the same answers from another side; a question that no lens has was most likely forgotten.

    Fails:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1]}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who reads reviews?, scale: S}
              #      ^^^
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.2]}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    held = {name for section, _ in subject.assembled.lens_sections() for name in section.questions}
    for question, place in subject.assembled.questions() if held else ():
        if question.scored and question.id not in held:
            hint = "Add it to a section of a lens."
            yield Finding(place, f"`{question.id}` has no place in any lens", hint, ("id",))


_TWO_BLANKS = 2


def questions_have_texts_of_their_own(subject: Subject) -> Iterator[Finding]:
    """No two questions have the same text.

    Respondents think that they have answered already, and the answer counts twice. Texts of one or two words,
    such as *Overall?*, may come again.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: who answers letters?, scale: S}
              #                 ^^^^^^^^^^^^^^^^^^^^
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who answers calls?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    first: dict[str, str] = {}
    for question, place in subject.assembled.questions():
        text = plain(question.text)
        if text in first and text.count(" ") >= _TWO_BLANKS:
            message = f"`{first[text]}` has the same text"
            yield Finding(place, message, "Delete one, or say what is different.", ("text",))
        first.setdefault(text, question.id)


def weights_count(subject: Subject) -> Iterator[Finding]:
    """Nothing that is scored has a weight of zero.

    It would be asked and answered, and never counted. `scored: false` says so openly.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, weight: 0}
              #                                                         ^
              - {id: A.2, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, scored: false}
              - {id: A.2, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    whole = subject.assembled
    scored = [(q, place) for q, place in whole.questions() if q.scored]
    weighed: list[tuple[Any, Place]] = [*whole.sections(), *scored, *whole.lens_sections()]
    for record, place in weighed:
        if record.weight == 0:
            hint = "Give it a weight, or `scored: false` where it is asked for context."
            hint = hint if isinstance(record, Question) else "Give it a weight, or delete it."
            yield Finding(place, f"`{record.id}` weighs nothing and is never counted", hint, ("weight",))


def something_weighs(subject: Subject) -> Iterator[Finding]:
    """At least one child of a section has a weight.

    A section of which nothing counts has no score, whatever is answered.

    Fails:

        sections:
          - id: A
          #     ^
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, weight: 0}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    whole = subject.assembled
    weighed: list[Any] = [*whole.questions(), *whole.sections(), *whole.lens_sections()]
    for one in () if all(record.weight for record, _ in weighed) else subject.held:
        weights = list(_weights(one.record, subject.assembled.by_id))
        if weights and not any(weights):
            message = f"nothing in `{one.record.id}` has a weight, so it has no score"
            yield Finding(one.place, message, "Give at least one of its parts a weight.", ("id",))


def _weights(record: Any, questions: Mapping[str, Question]) -> Iterator[Decimal]:
    """Of all that could count directly in it: scored questions, and sections that hold any."""
    named = (questions.get(q) if isinstance(q, str) else q for q in getattr(record, "questions", ()))
    yield from (question.weight for question in named if question and question.scored)
    yield from (inner.weight for inner in record.sections if any(True for _ in _weights(inner, questions)))


def sections_hold_questions(subject: Subject) -> Iterator[Finding]:
    """A section holds questions, or sections that do; so does a section of a lens.

    An empty one has no score and leaves a hole in the report.

    Fails:

        sections:
          - id: A
          #     ^
            title: A

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, open: true, scored: false}
    """
    held: list[tuple[Any, Place]] = [*subject.assembled.sections(), *subject.assembled.lens_sections()]
    for section, place in held:
        if not section.sections and not section.questions:
            yield Finding(place, f"`{section.id}` is empty", "Add questions, or delete it.", ("id",))


def lenses_count_what_is_scored(subject: Subject) -> Iterator[Finding]:
    """Lenses hold scored questions.

    What is asked for context has no value to count, so a lens that names it says nothing about it.

    Fails:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.2]}
              #                                      ^^^
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Why do they?, scored: false, open: true}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1]}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Why do they?, scored: false, open: true}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for section, place in subject.assembled.lens_sections():
        for index, name in enumerate(section.questions):
            question = subject.assembled.by_id.get(name)
            if question and not question.scored:
                hint = "Take it out of the lens."
                yield Finding(
                    place, f"`{name}` is not scored, so no lens counts it", hint, ("questions", index)
                )


STRUCTURE_RULES: tuple[Rule, ...] = (
    Rule("QUE025", core_is_everywhere, Severity.WARNING),
    Rule("QUE026", questions_belong_to_a_lens, Severity.WARNING),
    Rule("QUE029", questions_have_texts_of_their_own, Severity.WARNING),
    Rule("QUE044", weights_count, Severity.WARNING),
    Rule("QUE045", something_weighs),
    Rule("QUE046", sections_hold_questions, Severity.WARNING),
    Rule("QUE047", lenses_count_what_is_scored, Severity.WARNING),
)
