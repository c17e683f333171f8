"""Rules for playbooks: what belongs together in one. Those for a single initiative stand in `initiatives`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.rules.cycles import in_cycles
from assess.rules.initiatives import INITIATIVE_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.playbook import Initiative


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each initiative has an id of its own.

    What an initiative requires is named by its id, which must not mean two.

    Fails:

        initiatives:
          - {id: order-book, title: One order book}
          - {id: order-book, title: A second order book}
          #      ^^^^^^^^^^

    Passes:

        initiatives:
          - {id: order-book, title: One order book}
          - {id: second-book, title: A second order book}
    """
    seen: set[str] = set()
    for index, initiative in enumerate(subject.record.initiatives):
        if initiative.id in seen:
            message = f"the id `{initiative.id}` is used twice"
            yield Finding(subject.place, message, "Choose another id.", ("initiatives", index, "id"))
        seen.add(initiative.id)


def moves_exist(subject: Subject) -> Iterator[Finding]:
    """Initiatives move questions, to levels of the ladder, and belong to sections that exist.

    The plan counts what an initiative raises; a misspelt question would never rise.

    Fails:

        initiatives:
          - id: order-book
            capability: regular
            #           ^^^^^^^
            moves: {pilot: {order-kept: 2}, project: {orders-kept: 4}}
            #               ^^^^^^^^^^                             ^

    Passes:

        initiatives:
          - id: order-book
            capability: regulars
            moves: {pilot: {orders-kept: 2}, project: {orders-kept: 3}}
    """
    questionnaire = subject.assembled.questionnaire
    questions = subject.assembled.by_id
    sections = dict.fromkeys(section.id for section in questionnaire.all_sections())
    levels = [level.value for level in questionnaire.ladder]
    for index, initiative in enumerate(subject.record.initiatives):
        at = ("initiatives", index)
        if initiative.capability not in sections:
            path = (*at, "capability")
            yield unknown(subject.place, path, "capability", initiative.capability, sections)
        for step, moves in (("pilot", initiative.moves.pilot), ("project", initiative.moves.project)):
            for name, level in moves.items():
                move = (*at, "moves", step, name)
                if name not in questions:
                    yield unknown(subject.place, move, "question", name, questions)
                if level not in levels:
                    hint = f"Levels: {', '.join(map(str, levels))}."
                    yield Finding(subject.place, f"the ladder has no level {level}", hint, move)


def prerequisites_exist(subject: Subject) -> Iterator[Finding]:
    """What an initiative requires or follows is in this playbook or in the one that it adds to.

    An initiative that waits for a misspelt one would never be planned.

    Fails:

        initiatives:
          - {id: order-book, requires: [til-list]}
          #                             ^^^^^^^^
          - {id: till-list, follows: [order-bok]}
          #                           ^^^^^^^^^

    Passes:

        initiatives:
          - {id: order-book, requires: [till-list]}
          - {id: till-list, title: A list at the till}
    """
    known = {initiative.id for initiative in _all_initiatives(subject)}
    for index, initiative in enumerate(subject.record.initiatives):
        for key, names in (("requires", initiative.requires), ("follows", initiative.follows)):
            for at, name in enumerate(names):
                if name not in known:
                    below = ("initiatives", index, key, at)
                    yield unknown(subject.place, below, "initiative", name, known)
    for at, name in enumerate(subject.record.switched_off):
        if name not in known:
            yield unknown(subject.place, ("switched_off", at), "initiative", name, known)


def prerequisites_form_no_cycle(subject: Subject) -> Iterator[Finding]:
    """No initiative waits for itself.

    Of two that wait for each other, neither can begin.

    Fails:

        initiatives:
          - {id: order-book, requires: [till-list]}
          #                            ^^^^^^^^^^^
          - {id: till-list, requires: [order-book]}
          #                           ^^^^^^^^^^^^

    Passes:

        initiatives:
          - {id: order-book, requires: [till-list]}
          - {id: till-list, title: A list at the till}
    """
    waits_for: dict[str, list[str]] = {}
    for initiative in _all_initiatives(subject):
        waits_for.setdefault(initiative.id, []).extend(initiative.prerequisites)
    circling = in_cycles(waits_for)
    for index, initiative in enumerate(subject.record.initiatives):
        if initiative.id in circling and initiative.prerequisites:
            message = f"`{initiative.id}` waits, in the end, for itself"
            path = ("initiatives", index, "requires" if circling & set(initiative.requires) else "follows")
            yield Finding(subject.place, message, "Take one of the requirements away.", path)


def facts_and_functions_exist(subject: Subject) -> Iterator[Finding]:
    """Needs are facts, and efforts are of functions, that the questionnaire knows.

    A need that is no fact keeps its initiative out of every plan; the days of a misspelt function are
    nobody's.

    Fails:

        initiatives:
          - id: order-book
            needs: [order]
            #       ^^^^^
            effort: {pilot: {shop: [1, 2, 3]}, project: {offise: [1, 2, 4]}}
            #                                            ^^^^^^

    Passes:

        initiatives:
          - id: order-book
            needs: [orders]
            effort: {pilot: {shop: [1, 2, 3]}, project: {office: [1, 2, 4]}}
    """
    questionnaire = subject.assembled.questionnaire
    facts = dict.fromkeys(fact.id for fact in questionnaire.facts)
    functions = dict.fromkeys(function.id for function in questionnaire.functions)
    for index, initiative in enumerate(subject.record.initiatives):
        for at, name in enumerate(initiative.needs):
            if name not in facts:
                yield unknown(subject.place, ("initiatives", index, "needs", at), "fact", name, facts)
        for step, effort in (("pilot", initiative.effort.pilot), ("project", initiative.effort.project)):
            for name in effort:
                if functions and name not in functions:
                    below = ("initiatives", index, "effort", step, name)
                    yield unknown(subject.place, below, "function", name, functions)


def nothing_needed_is_switched_off(subject: Subject) -> Iterator[Finding]:
    """Nothing else waits for what is switched off.

    An initiative that requires or follows one that is switched off cannot be planned either.

    Fails:

        switched_off: [till-list]
        #              ^^^^^^^^^
        initiatives:
          - {id: order-book, requires: [till-list]}
          - {id: till-list, title: A list at the till}

    Passes:

        switched_off: [till-list]
        initiatives:
          - {id: order-book, title: One order book}
          - {id: till-list, title: A list at the till}
    """
    off = subject.record.switched_off
    needing: dict[str, list[str]] = {name: [] for name in off}
    for initiative in _all_initiatives(subject) if off else ():
        for name in initiative.prerequisites:
            if name in needing and initiative.id not in needing:
                needing[name].append(f"`{initiative.id}`")
    for at, name in enumerate(off):
        if needing[name]:
            message = f"`{name}` is switched off, and these wait for it: {', '.join(needing[name])}"
            hint = "Switch those off, too, or write versions of them that do without it."
            yield Finding(subject.place, message, hint, ("switched_off", at))


def same_questionnaire(subject: Subject) -> Iterator[Finding]:
    """A playbook moves the questions of the questionnaire in use.

    The same id can ask something else in another questionnaire, and the wrong answers would rise.

    Fails:

        questionnaire: butcher
        #              ^^^^^^^

    Passes:

        questionnaire: bakery
    """
    questionnaire = subject.assembled.questionnaire
    if subject.record.questionnaire != questionnaire.id:
        message = f"this is a playbook for `{subject.record.questionnaire}`"
        message += f", the questionnaire in use is `{questionnaire.id}`"
        hint = f"Put it beside its own questionnaire, or write questionnaire: {questionnaire.id}."
        yield Finding(subject.place, message, hint, ("questionnaire",))


def same_version(subject: Subject) -> Iterator[Finding]:
    """A playbook is for the version of the questionnaire in use.

    What an option means may have changed since, and with it what an initiative has to do to reach it.

    Fails:

        version: "0.9"
        #        ^^^^^

    Passes:

        version: "1.0"
    """
    questionnaire = subject.assembled.questionnaire
    if subject.record.questionnaire == questionnaire.id and subject.record.version != questionnaire.version:
        message = f"this playbook is for version {subject.record.version}"
        message += f", the questionnaire is version {questionnaire.version}"
        hint = f'Check what the initiatives move, then write version: "{questionnaire.version}".'
        yield Finding(subject.place, message, hint, ("version",))


def _all_initiatives(subject: Subject) -> list[Initiative]:
    beside = (initiative for other in subject.siblings for initiative in other.record.initiatives)
    own = {initiative.id for initiative in subject.record.initiatives}
    return [*subject.record.initiatives, *(i for i in beside if i.id not in own)]


PLAYBOOK_RULES: tuple[Rule, ...] = (
    Rule("PLY010", ids_are_unique),
    Rule("PLY011", moves_exist),
    Rule("PLY012", prerequisites_exist),
    Rule("PLY013", prerequisites_form_no_cycle),
    Rule("PLY014", facts_and_functions_exist),
    *INITIATIVE_RULES,
    Rule("PLY022", nothing_needed_is_switched_off, Severity.WARNING),
    Rule("PLY024", same_questionnaire),
    Rule("PLY025", same_version, Severity.WARNING),
)
