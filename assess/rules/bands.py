"""Rules for bands: the ranges of numbers that an answer falls into."""

from collections.abc import Iterator
from itertools import pairwise

from assess.model.assembly import Place
from assess.model.questionnaire import Band
from assess.rules.rule import Finding, Rule, Subject
from assess.text.problems import Severity


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


def _bands(subject: Subject) -> list[tuple[tuple[Band, ...], Place]]:
    return [(question.bands, place) for question, place in subject.assembled.questions() if question.bands]


BAND_RULES: tuple[Rule, ...] = (
    Rule("QUE037", band_bounds_rise),
    Rule("QUE038", bands_leave_no_gap),
    Rule("QUE039", band_values_have_a_direction, Severity.WARNING),
    Rule("QUE050", bands_can_be_chosen, Severity.WARNING),
)
