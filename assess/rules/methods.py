"""Rules for how scores follow: practices, and what is averaged or counted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.model.questionnaire import LevelMethodName, ScoreMethod
from assess.rules.rule import Finding, Rule, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.rules.sections import Held
    from assess.scoring.attainable import Attainable


def practices_on_ladder(subject: Subject) -> Iterator[Finding]:
    """A practice belongs to a level of the ladder.

    A practice of a level that does not exist counts for nothing.

    Fails:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 80}
            questions:
              - id: A.1
                text: Who answers letters?
                practice: {level: 4, from: 2}
                #                 ^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 80}
            questions:
              - id: A.1
                text: Who answers letters?
                practice: {level: 1, from: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    levels = [level.value for level in subject.assembled.questionnaire.ladder]
    for question, place in subject.assembled.questions():
        if question.practice and question.practice.level not in levels:
            hint = f"Levels: {', '.join(map(str, levels))}."
            message = f"the ladder has no level {question.practice.level}"
            yield Finding(place, message, hint, ("practice", "level"))


def practices_not_mixed(subject: Subject) -> Iterator[Finding]:
    """A section holds practices or plain questions, not both.

    A level counts the practices that belong to it; a plain question between them belongs to none. Practices
    do not stand beside sections either.

    Fails:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 80}
            questions:
              - id: A.1
                text: Who answers letters?
                practice: {level: 1, from: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
              - id: A.2
              # ^
                text: Who reads the answers?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 80}
            questions:
              - id: A.1
                text: Who answers letters?
                practice: {level: 1, from: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for section, place in subject.assembled.sections():
        scored = [(i, q) for i, q in enumerate(section.questions) if q.scored]
        plain = [i for i, q in scored if q.practice is None]
        if plain and len(plain) < len(scored):
            hint = "Put plain questions and practices into sections of their own."
            message = "a plain question stands among practices"
            yield Finding(place, message, hint, ("questions", plain[0]))
        if section.sections and any(q.practice for _, q in scored):
            hint = "Give the practices a section of their own."
            yield Finding(place, "practices stand beside sections", hint, ("questions",))


def children_share_one_interval(subject: Subject) -> Iterator[Finding]:
    """What is averaged reaches from the same lowest to the same highest score.

    The mean of a question from 1 to 5 and one from 0 to 10 says nothing. Values are mapped onto the ladder,
    unless the questionnaire says `values: raw`; sums may differ.

    Fails:

        values: raw
        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 3, text: One person.}]
              - id: A.2
              # ^
                text: Who reads the answers?
                options: [{value: 0, text: Nobody.}, {value: 10, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 3, text: One person.}]
              - id: A.2
                text: Who reads the answers?
                options: [{value: 0, text: Nobody.}, {value: 10, text: One person.}]
    """
    if not subject.assembled.is_uneven:
        return
    for one in subject.held:
        section = subject.attainable.get(one.record.id)
        if section is None or section.branch.score is ScoreMethod.SUM:
            continue
        first, (low, high) = next(iter(section.ends.items()), ("", (None, None)))
        odd = next((name for name, ends in section.ends.items() if ends != (low, high)), None)
        if odd:
            both = f"{_scores(section, first)}, and {_scores(section, odd)}"
            message = f"a {section.branch.score.value} of {both}"
            hint = "Use the same scale, or map values onto the ladder, or use `score: sum`."
            yield _at_child(subject, one, odd, message, hint)


def cumulative_children_have_levels(subject: Subject) -> Iterator[Finding]:
    """Sections under a cumulative level have levels of their own.

    A cumulative level counts how many of its sections have reached a level; one without a level can never be
    counted.

    Fails:

        level: {method: cumulative, share: 75}
        sections:
          - id: A
          # ^
            title: A
            level: {method: none}
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        level: {method: cumulative, share: 75}
        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    none = LevelMethodName.NONE
    for one in subject.held:
        if one.level.method is not LevelMethodName.CUMULATIVE:
            continue
        stated = {inner.id for inner in one.record.sections if inner.level and inner.level.method is none}
        section = subject.attainable.get(one.record.id) if stated else None
        for inner in section.branch.branches if section else ():
            if inner.id in stated:
                message = f"`{inner.id}` has no level for its parent to count"
                hint = "Give it a level method, or its parent another one."
                yield _at_child(subject, one, inner.id, message, hint)


def _at_child(subject: Subject, one: Held, name: str, message: str, hint: str) -> Finding:
    """A finding at something in a section; what a lens only names is wrong where the lens has it."""
    for index, question in enumerate(getattr(one.record, "questions", ())):
        if name in {question, getattr(question, "id", None)}:
            return Finding(one.place, message, hint, ("questions", index))
    own = (other.place for other in subject.held if other.record.id == name)
    return Finding(next(own, one.place), message, hint)


def _scores(section: Attainable, name: str) -> str:
    low, high = section.ends[name]
    return f"`{name}`, which scores from {float(low):g} to {float(high):g}"


METHOD_RULES: tuple[Rule, ...] = (
    Rule("QUE031", practices_on_ladder),
    Rule("QUE032", practices_not_mixed),
    Rule("QUE033", children_share_one_interval),
    Rule("QUE034", cumulative_children_have_levels),
)
