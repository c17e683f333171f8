"""Rules for levels: the ladder, thresholds, shares, and the questions that a level rests on."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from assess.model.questionnaire import LevelMethod, LevelMethodName
from assess.rules.rule import Finding, Rule, Subject
from assess.rules.sections import counted
from assess.text.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.assembly import Place
    from assess.scoring.attainable import Attainable, Interval
    from assess.text.safe_yaml import Path


_MOST_NAMES = 5


def ladder_rises(subject: Subject) -> Iterator[Finding]:
    """The ladder's levels are whole numbers, lowest first, without gaps.

    Between levels 2 and 4 nobody could say what a score of 3 means.

    Fails:

        ladder:
          - {value: 1, name: Low}
          - {value: 3, name: High}
          #         ^

    Passes:

        ladder:
          - {value: 1, name: Low}
          - {value: 2, name: High}
    """
    values = [level.value for level in subject.record.ladder]
    for index, (before, after) in enumerate(pairwise(values), 1):
        if after != before + 1:
            hint = f"Write {before + 1} here, or put the levels in order."
            yield Finding(
                subject.place, f"behind level {before} comes {before + 1}", hint, ("ladder", index, "value")
            )
            break


def thresholds_match_ladder(subject: Subject) -> Iterator[Finding]:
    """There is one threshold for each level.

    A level without a threshold could not be reached, and a threshold too many belongs to no level.

    Fails:

        level: {method: thresholds, from: [1, 2]}
        #                                 ^^^^^^

    Passes:

        level: {method: thresholds, from: [1, 2, 2.5]}
    """
    levels = len(subject.assembled.questionnaire.ladder)
    for method, place in _level_methods(subject):
        if method.from_ is not None and len(method.from_) != levels:
            hint = f"Give {levels} thresholds, the lowest level's first."
            message = f"{len(method.from_)} thresholds for a ladder of {levels} levels"
            yield Finding(place, message, hint, ("level", "from"))


def thresholds_rise(subject: Subject) -> Iterator[Finding]:
    """Thresholds rise from level to level.

    A higher level that is easier to reach than the one below would make that one pointless.

    Fails:

        level: {method: thresholds, from: [1, 2.5, 2]}
        #                                          ^

    Passes:

        level: {method: thresholds, from: [1, 2, 2.5]}
    """
    for method, place in _level_methods(subject):
        for index, (before, after) in enumerate(pairwise(method.from_ or ()), 1):
            if after <= before:
                message = f"the threshold {after:f} is not above the one before it, {before:f}"
                yield Finding(
                    place, message, "Let them rise, the lowest level's first.", ("level", "from", index)
                )
                break


def thresholds_can_be_reached(subject: Subject) -> Iterator[Finding]:
    """Every level has scores of its own.

    A threshold above the best score makes a level that nobody can reach; one that the worst score reaches
    takes all scores from the level before it. A method is held against all sections that use it.

    Fails:

        values: raw
        level: {method: thresholds, from: [1, 2, 4]}
        #                                        ^
        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 3, text: One person.}]

    Passes:

        values: raw
        level: {method: thresholds, from: [1, 2, 3]}
        sections:
          - id: A
            title: A
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 3, text: One person.}]
    """
    if not any(one.level.from_ for one in subject.held):
        return
    from assess.scoring.levels import bounds  # few questionnaires have thresholds

    ladder = [level.value for level in subject.assembled.questionnaire.ladder]
    for method, place, ends in _held_against(subject):
        low, high = min(low for low, _ in ends), max(high for _, high in ends)
        for index, (level, bound) in enumerate(bounds(method, ladder)):
            below: Path = ("level", "from", index)
            if bound > high:
                message = f"the best answers score {_plain(high)}, so nobody reaches level {level}"
                hint = f"Lower it to {_plain(high)} or less, or let the options reach further."
                yield Finding(place, message, hint, below)
                break
            if index and bound <= low:
                message = f"even the worst answers score {_plain(low)}, so nobody is at level {level - 1}"
                hint = f"Raise it above {_plain(low)}, or let the options begin lower."
                yield Finding(place, message, hint, below)


def _held_against(subject: Subject) -> Iterator[tuple[LevelMethod, Place, list[Interval]]]:
    """Thresholds, where they are written, and what the sections can score whose levels follow from them."""
    found: dict[int, tuple[LevelMethod, Place, list[Interval]]] = {}
    for one in subject.held:
        section = subject.attainable.get(one.record.id) if one.level.from_ else None
        if section and section.interval and not section.branch.has_practices:
            _, _, ends = found.setdefault(id(one.stated), (one.level, one.stated, []))
            ends.append(section.interval)
    yield from found.values()


def shares_can_be_reached(subject: Subject) -> Iterator[Finding]:
    """The best answers bring every section to the top of the ladder.

    A level counts what has come so far: questions by their values, sections by their levels, practices by
    what is done. Where too little of it can ever come so far, the level is out of reach.

    Fails:

        values: raw
        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 60}
            #                                  ^^
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 60}
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    if not subject.assembled.is_uneven:
        return
    ladder = [level.value for level in subject.assembled.questionnaire.ladder]
    for one in subject.held:
        section = subject.attainable.get(one.record.id)
        if section is None or not _falls_short(section, ladder[-1]):
            continue
        if not any(_falls_short(inner, ladder[-1]) for inner in section.sections):
            message = f"the best answers bring `{one.record.id}` to level {section.level} of {ladder[-1]}"
            below: Path = ("level", "share") if one.states_level and one.level.share else ("id",)
            yield Finding(one.place, message, _what_is_missing(section, ladder), below)


def _falls_short(section: Attainable, top: int) -> bool:
    """Whether counting, not a threshold, keeps it from the top."""
    by_counting = section.branch.level.method is LevelMethodName.CUMULATIVE or section.branch.has_practices
    return by_counting and section.level is not None and section.level < top


def _what_is_missing(section: Attainable, ladder: list[int]) -> str:
    following = next(level for level in ladder if level > (section.level or 0))
    if section.branch.has_practices:
        at_level = [
            leaf.id for leaf in section.branch.leaves if leaf.practice and leaf.practice.level == following
        ]
        if not at_level:
            return f"Add a practice of level {following}: nothing else shows that the ladder was reached."
        return f"Let more practices of level {following} pass at their best answers, such as `{at_level[0]}`."
    reach = {name: high for name, (_, high) in section.ends.items()}
    reach |= {one.branch.id: Fraction(one.level) for one in section.sections if one.level is not None}
    short = [f"`{name}`" for name, best in reach.items() if best < following]
    named = ", ".join([*short[:_MOST_NAMES], *(["…"] if len(short) > _MOST_NAMES else [])])
    return f"Ask for a smaller share, or let more reach level {following}. Too low: {named}."


_RELIABLE = 3


def sections_have_enough_questions(subject: Subject) -> Iterator[Finding]:
    """A section whose level counts plain questions has at least three of them.

    One odd answer decides the level of one or two questions. By the Spearman-Brown formula k questions with a
    mean correlation r among them have the reliability k*r / (1 + (k - 1)*r): with r = 0.4, two have .57,
    three .67, four .73 (Spearman 1910; Brown 1910). Practices are a checklist, and a section that says
    `least` for itself has thought of it.

    Fails:

        level: {method: cumulative, share: 65}
        sections:
          - id: A
          #     ^
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        level: {method: cumulative, share: 65}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who reads reviews?, scale: S}
              - {id: A.3, text: Who visits customers?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for one in subject.held:
        if one.level.method is not LevelMethodName.CUMULATIVE or (one.states_level and one.level.least):
            continue
        plain_ones = [q for q in counted(one.record, subject.assembled.by_id) if q.practice is None]
        if 0 < len(plain_ones) < _RELIABLE and not one.record.sections:
            count = f"{len(plain_ones)} question" + "s" * (len(plain_ones) != 1)
            message = f"the level of `{one.record.id}` rests on {count}"
            hint = "Ask at least three, or give the section `level: {method: none}`."
            yield Finding(one.place, message, hint, ("id",))


def levels_need_enough_answers(subject: Subject) -> Iterator[Finding]:
    """A section has as many questions as its level wants answers.

    With fewer than `least` answers a level is only indicative; where there are not even so many questions it
    would always be.

    Fails:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 65, least: 3}
            #                                             ^
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]

    Passes:

        sections:
          - id: A
            title: A
            level: {method: cumulative, share: 65, least: 1}
            questions:
              - id: A.1
                text: Who answers letters?
                options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]
    """
    for one in subject.held:
        number = len(counted(one.record, subject.assembled.by_id)) if one.level.least else 0
        if 0 < number < one.level.least:
            message = f"{one.level.least} answers are wanted, of {number} scored questions"
            hint = f"Ask more, or give the section a level with `least: {number}` or less."
            yield Finding(one.place, message, hint, ("level", "least") if one.states_level else ("id",))


def _level_methods(subject: Subject) -> Iterator[tuple[LevelMethod, Place]]:
    """Each level method where it is written."""
    return ((one.level, one.place) for one in subject.held if one.states_level)


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


LEVEL_RULES: tuple[Rule, ...] = (
    Rule("QUE027", sections_have_enough_questions, Severity.WARNING),
    Rule("QUE030", thresholds_match_ladder),
    Rule("QUE040", ladder_rises),
    Rule("QUE041", thresholds_rise),
    Rule("QUE042", thresholds_can_be_reached, Severity.WARNING, of_sound_only=True),
    Rule("QUE043", shares_can_be_reached, Severity.WARNING, of_sound_only=True),
    Rule("QUE048", levels_need_enough_answers, Severity.WARNING),
)
