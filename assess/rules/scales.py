"""Rules for how questions are answered: options, bands, bounds, named scales."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from assess.model.assembly import Place
from assess.model.questionnaire import Band
from assess.rules.rule import Finding, Rule, Subject
from assess.scoring.values import own_interval
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


def band_bounds_rise(subject: Subject) -> Iterator[Finding]:
    """The lower bounds of bands rise.

    A band ends where the next begins. With bounds that fall or repeat, bands would overlap, and a number
    would belong to two of them.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many of the last ten customers were known by name?
                bands:
                  - {value: 1, text: Fewer than two.}
                  - {value: 2, text: Six or more., from: 6}
                  - {value: 3, text: Two to five., from: 2}
                  #                                      ^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many of the last ten customers were known by name?
                bands:
                  - {value: 1, text: Fewer than two.}
                  - {value: 2, text: Two to five., from: 2}
                  - {value: 3, text: Six or more., from: 6}
    """
    for bands, place in _bands(subject):
        bounds = [(index, band.from_) for index, band in enumerate(bands) if index and band.from_ is not None]
        for (_, before), (index, after) in pairwise(bounds):
            if after <= before:
                message = f"this band begins at {after:f}, the one before it at {before:f}: they overlap"
                yield Finding(place, message, "Let the bounds rise.", ("bands", index, "from"))
                break


def bands_leave_no_gap(subject: Subject) -> Iterator[Finding]:
    """Every band but the first has a lower bound.

    The first takes all numbers below the second; a later one without a bound would leave open where it
    begins.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many of the last ten customers were known by name?
                bands:
                  - {value: 1, text: Fewer than two., from: 0}
                  #                                         ^
                  - {value: 2, text: Two or more.}
                  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many of the last ten customers were known by name?
                bands:
                  - {value: 1, text: Fewer than two.}
                  - {value: 2, text: Two or more., from: 2}
    """
    for bands, place in _bands(subject):
        if bands[0].from_ is not None:
            hint = "Delete `from` here; use `least` where smaller numbers are no answer."
            message = "the first band takes everything below the second, and has no bound"
            yield Finding(place, message, hint, ("bands", 0, "from"))
        for index, band in enumerate(bands[1:], 1):
            if band.from_ is None:
                message = "nothing says where this band begins"
                yield Finding(place, message, "Add `from:` with its lowest number.", ("bands", index))


def band_values_have_a_direction(subject: Subject) -> Iterator[Finding]:
    """The values of bands rise or fall throughout.

    They may fall, as for the hours until a reply. Up and down again is most likely a slip.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: After how many hours did the last ten letters get a reply?
                bands:
                  - {value: 3, text: Within a day.}
                  - {value: 1, text: Within three days., from: 25}
                  - {value: 2, text: Later., from: 73}
                  #         ^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: After how many hours did the last ten letters get a reply?
                bands:
                  - {value: 3, text: Within a day.}
                  - {value: 2, text: Within three days., from: 25}
                  - {value: 1, text: Later., from: 73}
    """
    for bands, place in _bands(subject):
        steps = [after.value - before.value for before, after in pairwise(bands)]
        turn = next((n for n, step in enumerate(steps) if step * steps[0] < 0), None)
        if turn is not None:
            message = "the values rise and fall from band to band"
            hint = "Let them rise, or let them fall, throughout."
            yield Finding(place, message, hint, ("bands", turn + 1, "value"))


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
        low, high = own_interval(question)
        if not low < question.practice.from_ <= high:
            always = "never" if question.practice.from_ > high else "always"
            hint = f"Choose a value above {float(low):g} and up to {float(high):g}."
            yield Finding(place, f"this practice {always} passes", hint, ("practice", "from"))


def bands_can_be_chosen(subject: Subject) -> Iterator[Finding]:
    """Bands begin within the numbers that are allowed.

    A band that begins above the most is never chosen. Nor is the first, where the second begins at the least
    or below.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many of the last ten customers were known by name?
                least: 0
                most: 10
                bands:
                  - {value: 1, text: Fewer than two.}
                  - {value: 2, text: Two or more., from: 2}
                  - {value: 3, text: Twelve or more., from: 12}
                  #                                         ^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: How many of the last ten customers were known by name?
                least: 0
                most: 10
                bands:
                  - {value: 1, text: Fewer than two.}
                  - {value: 2, text: Two or more., from: 2}
                  - {value: 3, text: Six or more., from: 6}
    """
    for question, place in subject.assembled.questions():
        for index, band in enumerate(question.bands or ()):
            if not index or band.from_ is None:
                continue
            below = ("bands", index, "from")
            if question.most is not None and band.from_ > question.most:
                message = f"this band begins at {band.from_:f}, above the most, {question.most:f}"
                yield Finding(place, message, "Let it begin lower, or delete it.", below)
            elif index == 1 and question.least is not None and band.from_ <= question.least:
                message = f"the least, {question.least:f}, leaves nothing for the band before this one"
                yield Finding(place, message, "Let this band begin higher, or delete the first.", below)


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


def _bands(subject: Subject) -> list[tuple[tuple[Band, ...], Place]]:
    return [(question.bands, place) for question, place in subject.assembled.questions() if question.bands]


SCALE_RULES: tuple[Rule, ...] = (
    Rule("QUE017", scales_are_used, Severity.WARNING),
    Rule("QUE018", bounds_leave_room),
    Rule("QUE028", options_have_texts_of_their_own, Severity.WARNING),
    Rule("QUE035", options_rise),
    Rule("QUE036", values_differ),
    Rule("QUE037", band_bounds_rise),
    Rule("QUE038", bands_leave_no_gap),
    Rule("QUE039", band_values_have_a_direction, Severity.WARNING),
    Rule("QUE049", practices_can_pass_and_fail, Severity.WARNING),
    Rule("QUE050", bands_can_be_chosen, Severity.WARNING),
)
