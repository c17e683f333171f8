"""Rules for how scores and levels follow: the ladder, thresholds, shares, practices, attainable intervals."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from assess.model.assembly import Place
from assess.model.questionnaire import LevelMethod, LevelMethodName, ScoreMethod
from assess.rules.rule import Finding, Rule, Subject
from assess.scoring.trees import Branch, Leaf, lens_tree, main_tree
from assess.scoring.values import attainable
from assess.text.problems import Severity

if TYPE_CHECKING:
    from assess.scoring.card import SectionScore

Interval = tuple[Fraction, Fraction]


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
    own = _question_intervals(subject)
    for branch, places in _branches(subject):
        intervals = _child_intervals(branch, own)
        if branch.score is ScoreMethod.SUM or not intervals:
            continue
        first, (low, high) = next(iter(intervals.items()))
        odd = next(((name, one) for name, one in intervals.items() if one != (low, high)), None)
        if odd:
            name, (its_low, its_high) = odd
            message = (
                f"a {branch.score.value} of `{first}`, which scores from {_plain(low)} to {_plain(high)}, "
                f"and `{name}`, which scores from {_plain(its_low)} to {_plain(its_high)}"
            )
            hint = "Use the same scale, or map values onto the ladder, or use `score: sum`."
            yield Finding(places.get(name, places.get(branch.id, subject.place)), message, hint)


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
    whole = subject.assembled
    written: list[tuple[Any, Place]] = [*whole.sections(), *whole.lens_sections(), *whole.places("lenses")]
    if not any(one.level and one.level.method is LevelMethodName.NONE for one, _ in written):
        return
    for branch, places in _branches(subject):
        for inner in branch.branches if branch.level.method is LevelMethodName.CUMULATIVE else ():
            if inner.level.method is LevelMethodName.NONE:
                message = f"`{inner.id}` has no level for its parent to count"
                hint = "Give it a level method, or its parent another one."
                yield Finding(places.get(inner.id, subject.place), message, hint)


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


def levels_can_be_reached(subject: Subject) -> Iterator[Finding]:
    """Every level can be reached.

    With the best answer to every question, no section that uses this method comes to the top of the ladder: a
    threshold lies above the highest score, a practice never passes, or a share is asked of sections that
    cannot come so far.

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
    whole = subject.assembled
    if not whole.is_uneven or not all(q.choices for q in whole.by_id.values() if q.scored):
        return
    from assess.scoring.reachable import best  # few questionnaires can leave a level out of reach

    card = best(whole)
    sections = [section for tree in (card.overall, *card.lenses) for section in tree.walk()]
    at_the_top = {id(one.branch.level) for one in sections if one.reach == one.ladder[-1]}
    places = {id(method): place for method, place in _level_methods(subject)}
    told: set[int] = set()
    for section in (one for tree in (card.overall, *card.lenses) for one in _unreached(tree)):
        method = id(section.branch.level)
        if method not in at_the_top | told:
            told.add(method)
            yield _unreachable(section, places[method])


def _unreachable(section: "SectionScore", place: Place) -> Finding:
    method, score, ladder = section.branch.level, section.score, section.ladder
    if method.from_ is not None and score is not None:
        index = next((n for n, bound in enumerate(method.from_) if bound > score), 0)
        message = f"the best answers score {_plain(score)} in `{section.id}`, below this threshold"
        hint = "Lower it, or let the options reach further."
        return Finding(place, message, hint, ("level", "from", index))
    message = f"the best answers bring `{section.id}` to level {section.reach} of {ladder[-1]}"
    hint = "Look at its practices, its sections' levels and the share that they are to reach."
    return Finding(place, message, hint, ("level",))


def _unreached(section: "SectionScore") -> "Iterator[SectionScore]":
    """The innermost sections that do not come to the top."""
    inner = [found for child in section.sections for found in _unreached(child)]
    yield from inner
    has_level = section.branch.level.method is not LevelMethodName.NONE or section.branch.has_practices
    if not inner and has_level and section.reach is not None and section.reach < section.ladder[-1]:
        yield section


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
    for section, place in subject.assembled.sections():
        scored = sum(question.scored for question in section.questions)
        if section.level and section.questions and section.level.least > scored:
            message = f"{section.level.least} answers are wanted, of {scored} scored questions"
            hint = f"Write at most {scored}, or ask more."
            yield Finding(place, message, hint, ("level", "least"))


def _level_methods(subject: Subject) -> Iterator[tuple[LevelMethod, Place]]:
    yield subject.record.level, subject.place
    whole = subject.assembled
    for record, place in (*whole.sections(), *whole.places("lenses"), *whole.lens_sections()):
        if record.level:
            yield record.level, place


def _branches(subject: Subject) -> Iterator[tuple[Branch, dict[str, Place]]]:
    """Every section of the main tree and of the lenses, with the methods that hold for it and places by id.

    A lens only names its questions; what is wrong with their company is wrong where the lens has them.
    """
    whole, questionnaire = subject.assembled, subject.assembled.questionnaire
    own = _by_id(*whole.sections(), *whole.questions())
    lenses = _by_id(*whole.places("lenses"), *whole.lens_sections())
    yield from ((branch, own) for branch in _with_inner(main_tree(questionnaire)))
    for lens in questionnaire.lenses:
        yield from ((branch, lenses) for branch in _with_inner(lens_tree(lens, questionnaire)))


def _by_id(*found: tuple[Any, Place]) -> dict[str, Place]:
    return {record.id: place for record, place in found}


def _with_inner(branch: Branch) -> Iterator[Branch]:
    yield branch
    for inner in branch.branches:
        yield from _with_inner(inner)


def _question_intervals(subject: Subject) -> dict[str, Interval]:
    questionnaire = subject.assembled.questionnaire
    return {q.id: attainable(q, questionnaire) for q in questionnaire.all_questions() if q.choices}


def _child_intervals(branch: Branch, own: dict[str, Interval]) -> dict[str, Interval]:
    inner = ((one.id, _interval(one, own)) for one in branch.branches)
    return {leaf.id: own[leaf.id] for leaf in branch.leaves if leaf.id in own} | {
        name: interval for name, interval in inner if interval
    }


def _interval(branch: Branch, own: dict[str, Interval]) -> Interval | None:
    """Attainable interval of a section: its children's for mean and min, their weighted sum for sum."""
    intervals = _child_intervals(branch, own)
    if not intervals or branch.score is not ScoreMethod.SUM:
        return next(iter(intervals.values()), None)
    children: list[Leaf | Branch] = [*branch.leaves, *branch.branches]
    weights = {child.id: child.weight for child in children}
    low = sum((weights[name] * low for name, (low, _) in intervals.items()), Fraction(0))
    high = sum((weights[name] * high for name, (_, high) in intervals.items()), Fraction(0))
    return low, high


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


METHOD_RULES: tuple[Rule, ...] = (
    Rule("QUE030", thresholds_match_ladder),
    Rule("QUE031", practices_on_ladder),
    Rule("QUE032", practices_not_mixed),
    Rule("QUE033", children_share_one_interval),
    Rule("QUE034", cumulative_children_have_levels),
    Rule("QUE040", ladder_rises),
    Rule("QUE041", thresholds_rise),
    Rule("QUE042", levels_can_be_reached, Severity.WARNING, of_sound_only=True),
    Rule("QUE048", levels_need_enough_answers, Severity.WARNING),
)
