"""Rules for playbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assess.rules.rule import Finding, Rule, Subject, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.playbook import Initiative


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Each initiative has an id of its own."""
    seen: set[str] = set()
    for index, initiative in enumerate(subject.record.initiatives):
        if initiative.id in seen:
            message = f"the id `{initiative.id}` is used twice"
            yield Finding(subject.place, message, "Choose another id.", ("initiatives", index, "id"))
        seen.add(initiative.id)


def moves_exist(subject: Subject) -> Iterator[Finding]:
    """Initiatives move questions, to levels of the ladder, and belong to sections that exist."""
    questionnaire = subject.assembled.questionnaire
    questions = [question.id for question in questionnaire.all_questions()]
    sections = [section.id for section in questionnaire.all_sections()]
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
    """What an initiative requires is in this playbook or in the one that it adds to."""
    known = [initiative.id for initiative in _all_initiatives(subject)]
    for index, initiative in enumerate(subject.record.initiatives):
        for at, name in enumerate(initiative.requires):
            if name not in known:
                yield unknown(
                    subject.place, ("initiatives", index, "requires", at), "initiative", name, known
                )
    for at, name in enumerate(subject.record.switched_off):
        if name not in known:
            yield unknown(subject.place, ("switched_off", at), "initiative", name, known)


def prerequisites_form_no_cycle(subject: Subject) -> Iterator[Finding]:
    """No initiative waits for itself."""
    requires = {initiative.id: initiative.requires for initiative in _all_initiatives(subject)}
    for index, initiative in enumerate(subject.record.initiatives):
        reached: set[str] = set()
        ahead = list(initiative.requires)
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead.extend(requires.get(name, ()))
        if initiative.id in reached:
            message = f"`{initiative.id}` requires, in the end, itself"
            path = ("initiatives", index, "requires")
            yield Finding(subject.place, message, "Take one of the requirements away.", path)


def facts_and_functions_exist(subject: Subject) -> Iterator[Finding]:
    """Needs are facts, and efforts are of functions, that the questionnaire knows."""
    questionnaire = subject.assembled.questionnaire
    facts = [fact.id for fact in questionnaire.facts]
    functions = [function.id for function in questionnaire.functions]
    for index, initiative in enumerate(subject.record.initiatives):
        for at, name in enumerate(initiative.needs):
            if name not in facts:
                yield unknown(subject.place, ("initiatives", index, "needs", at), "fact", name, facts)
        for step, effort in (("pilot", initiative.effort.pilot), ("project", initiative.effort.project)):
            for name in effort:
                if functions and name not in functions:
                    below = ("initiatives", index, "effort", step, name)
                    yield unknown(subject.place, below, "function", name, functions)


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
)
