"""Rules for the options that a question offers: what sets them apart, and whether they form one fair scale.

Sources and limits are those of `wording`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assess.model.assembly import Place
from assess.model.questionnaire import Band, Option
from assess.rules import vocabulary
from assess.rules.asked import DIGITS
from assess.rules.rule import Finding, Rule, Subject
from assess.text.problems import Severity
from assess.text.safe_yaml import Path

_SHORT = 4
"""Words of an option that belongs to a scale such as *I agree strongly*, and is no statement of its own."""
MOST_OPTIONS = 7


@dataclass(frozen=True)
class _Range:
    """Numbers from `low` to `high`; whether each end belongs to it."""

    low: float
    high: float
    has_low: bool = True
    has_high: bool = True

    def meets(self, other: "_Range") -> bool:
        """Whether a number lies in both."""
        first, second = sorted((self, other), key=lambda one: (one.low, not one.has_low))
        return second.low < first.high or (second.low == first.high and second.has_low and first.has_high)


_NUMBER = r"(\d+(?:\.\d+)?)(?:\s*%)?"
_RANGES: tuple[tuple[str, Callable[[float, float], _Range]], ...] = (
    (
        rf"(?i){_NUMBER}\s*(?:-|–|to)\s*(?:under|below|less than)\s*{_NUMBER}",
        lambda low, high: _Range(low, high, has_high=False),
    ),
    (rf"(?i){_NUMBER}\s*(?:-|–|to)\s*{_NUMBER}", _Range),
    (
        rf"(?i)(?:under|below|less than|fewer than) *{_NUMBER}",
        lambda high, _: _Range(float("-inf"), high, has_high=False),
    ),
    (rf"(?i)(?:up to|at most|no more than) *{_NUMBER}", lambda high, _: _Range(float("-inf"), high)),
    (
        rf"(?i)(?:over|above|more than) *{_NUMBER}",
        lambda low, _: _Range(low, float("inf"), has_low=False),
    ),
    (
        rf"(?i)(?:at least|from) *{_NUMBER}|{_NUMBER} (?:or|and) more",
        lambda low, _: _Range(low, float("inf")),
    ),
)
_LIKE_A_RANGE = r"\d\s*%?\s*(?:[-–]|to |or more|and more)|(?:nder|elow|han|p to|ost|ver|bove|east|rom) +\d"
_LONGEST_RANGE = 120
"""Characters: a longer option tells more than a range, and would take long to look through."""


def _may_be_range(text: str) -> bool:
    return len(text) <= _LONGEST_RANGE and re.search(_LIKE_A_RANGE, text) is not None


def _range(text: str) -> _Range | None:
    """The one range of numbers that an option speaks of; None where it speaks of none, or of more."""
    plain = re.sub(r"\([^)]*\)", "", text)
    for pattern, made in _RANGES:
        if found := re.search(pattern, plain):
            numbers = [float(number) for number in found.groups() if number is not None]
            rest = plain[: found.start()] + plain[found.end() :]
            return None if re.search(r"\d", rest) else made(numbers[0], numbers[-1])
    return None


def ranges_do_not_overlap(subject: Subject) -> Iterator[Finding]:
    """The numbers of two options do not overlap.

    With *1 to 5* and *5 to 10* a five can be answered twice.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many customers did you visit in the last month?
                options:
                  - {value: 1, text: 1 to 5}
                  - {value: 2, text: 5 to 10}
                  #                  ^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many customers did you visit in the last month?
                options:
                  - {value: 1, text: 1 to 5}
                  - {value: 2, text: 6 to 10}
    """
    for choices, place, below in _choice_lists(subject, DIGITS):
        told = [_may_be_range(choice.text) for choice in choices]
        for index, (before, after) in enumerate(pairwise(choices), 1):
            if not (told[index - 1] and told[index]):
                continue
            ranges = _range(before.text), _range(after.text)
            if ranges[0] and ranges[1] and ranges[0].meets(ranges[1]):
                message = f"this overlaps with *{before.text.rstrip('.')}*"
                hint = "Let each number belong to one option."
                yield Finding(place, message, hint, (*below, index, "text"))


def options_keep_to_one_scale(subject: Subject) -> Iterator[Finding]:
    """The options of a question keep to one scale.

    *Never, sometimes, I agree* asks how often and whether at once. Told are short options from two of the
    usual vocabularies: agreement, frequency, quality, satisfaction, likelihood, importance. Statements that
    differ in two respects it cannot see.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Letters are answered on the same day.
                options:
                  - {value: 1, text: Never}
                  - {value: 2, text: Sometimes}
                  - {value: 3, text: I agree}
                  #                  ^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Letters are answered on the same day.
                options:
                  - {value: 1, text: Never}
                  - {value: 2, text: Sometimes}
                  - {value: 3, text: Always}
    """
    for choices, place, below in _choice_lists(subject, vocabulary.SCALES):
        named = [_vocabulary(choice.text) for choice in choices]
        kinds = [name for name in named if name]
        usual = max(sorted(set(kinds)), key=kinds.count, default=None)
        odd = next((n for n, name in enumerate(named) if name and name != usual), None)
        if odd is not None:
            message = f"the other options tell the {usual}, this one the {named[odd]}"
            yield Finding(place, message, "Keep to one scale, or ask two questions.", (*below, odd, "text"))


def scales_are_balanced(subject: Subject) -> Iterator[Finding]:
    """A scale has as many good steps as bad ones.

    With three ways to be satisfied and one not to be, the middle of the scale already says yes.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How satisfied are you with the reply?
                options:
                  - {value: 1, text: Not satisfied}
                  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                  - {value: 2, text: Satisfied}
                  - {value: 3, text: Very satisfied}
                  - {value: 4, text: Extremely satisfied}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How satisfied are you with the reply?
                options:
                  - {value: 1, text: Very dissatisfied}
                  - {value: 2, text: Dissatisfied}
                  - {value: 3, text: Satisfied}
                  - {value: 4, text: Very satisfied}
    """
    for choices, place, below in _choice_lists(subject, vocabulary.SCALES):
        signs = [_sign(choice.text) for choice in choices]
        bad, good = signs.count(-1), signs.count(1)
        if bad + good >= len(choices) - 1 and bad + good > 1 and bad != good:
            message = f"{good} good steps and {bad} bad ones"
            yield Finding(place, message, "Give both sides as many steps.", (*below, 0))


def few_enough_options(subject: Subject) -> Iterator[Finding]:
    """A question has at most seven options.

    Beyond seven, people no longer tell neighbours apart (Krosnick and Presser 2010); five to seven measure
    best.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                scale: S
        scales:
          - id: S
            options:
              - {value: 1, text: a}
              - {value: 2, text: b}
              - {value: 3, text: c}
              - {value: 4, text: d}
              - {value: 5, text: e}
              - {value: 6, text: f}
              - {value: 7, text: g}
              - {value: 8, text: h}
              # ^^^^^^^^^^^^^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                scale: S
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for choices, place, below in _choice_lists(subject):
        if len(choices) > MOST_OPTIONS and not all(one.text.strip(" .%").isdecimal() for one in choices):
            message = f"{len(choices)} options, where people can tell {MOST_OPTIONS} apart"
            hint = "Leave out those that nobody would miss."
            yield Finding(place, message, hint, (*below, MOST_OPTIONS))


def _choice_lists(
    subject: Subject, signs: frozenset[str] = frozenset()
) -> Iterator[tuple[Sequence[Option | Band], Place, Path]]:
    """Options and bands where they are written, those of a named scale once.

    With `signs` only those of questions in which one of these words or digits may stand.
    """
    for question, place, _ in subject.asked.with_any(signs) if signs else subject.asked.questions:
        if question.choices and not question.scale:
            yield question.choices, place, ("options" if question.options else "bands",)
    for scale, place in subject.assembled.places("scales") if subject.is_english else ():
        yield scale.options, place, ("options",)


def _vocabulary(text: str) -> str | None:
    if text.count(" ") >= _SHORT:
        return None
    return next((name for name, words in vocabulary.VOCABULARIES.items() if re.search(words, text)), None)


def _sign(text: str) -> int:
    """-1 for a bad step, 1 for a good one, 0 for the middle and for what belongs to no scale."""
    if text.count(" ") >= _SHORT or re.search(vocabulary.NEUTRAL, text):
        return 0
    if re.search(vocabulary.NEGATIVE, text) or re.search(r"\bnot\b", text, re.IGNORECASE):
        return -1
    return 1 if re.search(vocabulary.POSITIVE, text) else 0


OPTION_RULES: tuple[Rule, ...] = (
    Rule("QUE064", ranges_do_not_overlap, Severity.WARNING),
    Rule("QUE065", options_keep_to_one_scale, Severity.WARNING),
    Rule("QUE068", scales_are_balanced, Severity.WARNING),
    Rule("QUE072", few_enough_options, Severity.WARNING),
)
