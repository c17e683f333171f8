"""Rules for how questions are answered: options, bounds, named scales, practices."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from assess.model.assembly import Place
from assess.rules.rule import Finding, Rule, Subject
from assess.text.problems import Severity
from assess.text.safe_yaml import Path


def scales_are_used(subject: Subject) -> Iterator[Finding]:
    """A scale is used by a question.

    A scale that nothing uses is most likely one whose name is misspelt elsewhere, or that can go.

    Fails:

        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: A team.}]}
          - {id: yes-no, options: [{value: 1, text: "No"}, {value: 2, text: "Yes"}]}
          #      ^^^^^^

    Passes:

        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: A team.}]}
    """
    used = {question.scale for question in subject.assembled.by_id.values()}
    for scale, place in subject.assembled.places("scales"):
        if scale.id not in used:
            hint = f"Delete it, or write `scale: {scale.id}` in a question."
            yield Finding(place, f"no question uses the scale `{scale.id}`", hint, ("id",))


def bounds_leave_room(subject: Subject) -> Iterator[Finding]:
    """The least number allowed is not above the most.

    With reversed bounds no number would be accepted as an answer.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many customers came back in the last month?
                scored: false
                number: {unit: customers, least: 100, most: 0}
                #                                ^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many customers came back in the last month?
                scored: false
                number: {unit: customers, least: 0, most: 100}
    """
    for question, place in subject.assembled.questions():
        asked = question.number or question
        if asked.least is not None and asked.most is not None and asked.least > asked.most:
            below: Path = ("number", "least") if question.number else ("least",)
            message = f"at least {asked.least:f}, but at most {asked.most:f}"
            yield Finding(place, message, "Exchange the two, or correct one of them.", below)


def options_rise(subject: Subject) -> Iterator[Finding]:
    """Options stand lowest value first.

    Everything that shows them relies on the order. Where agreeing is bad, the values stay as they are and
    `reverse: true` turns the scale.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 2, text: One person.}
                  - {value: 1, text: Nobody.}
                  #         ^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody.}
                  - {value: 2, text: One person.}
    """
    for options, place, below in _option_lists(subject):
        for index, (before, after) in enumerate(pairwise(options), 1):
            if after.value < before.value:
                message = f"the value {after.value:f} stands behind {before.value:f}"
                hint = "Put the lowest value first; use `reverse: true` to turn a scale."
                yield Finding(place, message, hint, (*below, index, "value"))
                break


def values_differ(subject: Subject) -> Iterator[Finding]:
    """Each option and each band has a value of its own.

    Answers store the value: of two options with the same one, nobody could tell which was chosen.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody.}
                  - {value: 1, text: One person.}
                  #         ^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody.}
                  - {value: 2, text: One person.}
    """
    bands = ((q.bands, place, ("bands",)) for q, place in subject.assembled.questions() if q.bands)
    for choices, place, below in (*_option_lists(subject), *bands):
        for index in _repeated([choice.value for choice in choices]):
            hint = "Give each option a value of its own."
            message = f"the value {choices[index].value:f} stands here twice"
            yield Finding(place, message, hint, (*below, index, "value"))


def options_have_texts_of_their_own(subject: Subject) -> Iterator[Finding]:
    """No two options of a question say the same.

    Respondents cannot choose between them, and the values behind them differ.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: One person.}
                  - {value: 2, text: one person}
                  #                  ^^^^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options:
                  - {value: 1, text: Nobody.}
                  - {value: 2, text: One person.}
    """
    bands = ((q.bands, place, ("bands",)) for q, place in subject.assembled.questions() if q.bands)
    for choices, place, below in (*_option_lists(subject), *bands):
        for index, first in _repeated([plain(choice.text) for choice in choices]).items():
            message = f"the same text as that of the value {choices[first].value:f}"
            yield Finding(place, message, "Say what is different here.", (*below, index, "text"))


def practices_can_pass_and_fail(subject: Subject) -> Iterator[Finding]:
    """A practice passes from a value on that lies within its question's scale.

    Beyond the highest option it would never pass, at the lowest one it would always pass.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                practice: {level: 1, from: 3}
                #                          ^
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                practice: {level: 1, from: 2}
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for written, place in subject.assembled.questions():
        if written.practice is None:
            continue
        question = subject.assembled.by_id[written.id]
        if question.practice is None or not question.choices:
            continue
        from assess.scoring.values import own_interval  # few questionnaires have practices

        low, high = own_interval(question)
        if not low < question.practice.from_ <= high:
            always = "never" if question.practice.from_ > high else "always"
            hint = f"Choose a value above {float(low):g} and up to {float(high):g}."
            yield Finding(place, f"this practice {always} passes", hint, ("practice", "from"))


def plain(text: str) -> str:
    """A text without what does not change its meaning: capitals, and the full stop at its end."""
    return text.casefold().rstrip(".?! ")


def _repeated(values: Sequence[Hashable]) -> dict[int, int]:
    """The positions of what stood there before, each with the first position."""
    if len(set(values)) == len(values):
        return {}
    first: dict[Hashable, int] = {}
    return {n: first[value] for n, value in enumerate(values) if first.setdefault(value, n) != n}


def _option_lists(subject: Subject) -> list[tuple[Sequence[Any], Place, Path]]:
    """Options where they are written: a named scale's in the scale, told once."""
    own = [
        (q.options, place, ("options",))
        for q, place in subject.assembled.questions()
        if q.options and not q.scale
    ]
    return own + [(scale.options, place, ("options",)) for scale, place in subject.assembled.places("scales")]


SCALE_RULES: tuple[Rule, ...] = (
    Rule("QUE017", scales_are_used, Severity.WARNING),
    Rule("QUE018", bounds_leave_room),
    Rule("QUE028", options_have_texts_of_their_own, Severity.WARNING),
    Rule("QUE035", options_rise),
    Rule("QUE036", values_differ),
    Rule("QUE049", practices_can_pass_and_fail, Severity.WARNING),
)
