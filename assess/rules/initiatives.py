"""Rules for the single initiative of a playbook: its moves, estimates, gates and decision rule."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from assess.rules.rule import Finding, Rule, Subject
from assess.text.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assess.model.playbook import Initiative, ThreePoint
    from assess.text.safe_yaml import Path


def estimates_rise(subject: Subject) -> Iterator[Finding]:
    """An estimate is low, likely, high, in this order.

    The plan takes the second number for the likely one, and the report shows the others as the range.

    Fails:

        initiatives:
          - id: order-book
            effort: {pilot: {shop: [3, 2, 1]}}
            #                          ^
            cost: {pilot: [0, 2, 4], project: [2, 5, 4]}
            #                                        ^

    Passes:

        initiatives:
          - id: order-book
            effort: {pilot: {shop: [1, 2, 3]}}
            cost: {pilot: [0, 2, 4], project: [2, 4, 5]}
    """
    for index, initiative in enumerate(subject.record.initiatives):
        for below, estimate in _estimates(initiative):
            low, likely, high = estimate
            if not low <= likely <= high:
                falling = 1 if likely < low else 2
                message = "an estimate is low, likely, high, and this number is smaller than the one before"
                hint = f"In order: [{', '.join(f'{number:f}' for number in sorted(estimate))}]."
                yield Finding(subject.place, message, hint, ("initiatives", index, *below, falling))


def _estimates(initiative: Initiative) -> Iterator[tuple[Path, ThreePoint]]:
    effort, cost = initiative.effort, initiative.cost
    for step, by_function in (("pilot", effort.pilot), ("project", effort.project)):
        for function, days in by_function.items():
            yield ("effort", step, function), days
    if cost:
        yield ("cost", "pilot"), cost.pilot
        yield ("cost", "project"), cost.project


def projects_go_further(subject: Subject) -> Iterator[Finding]:
    """A project raises a question further than its pilot does.

    The project follows the pilot: what the pilot has reached is there already.

    Fails:

        initiatives:
          - id: order-book
            moves: {pilot: {orders-kept: 2}, project: {orders-kept: 2}}
            #                                                       ^

    Passes:

        initiatives:
          - id: order-book
            moves: {pilot: {orders-kept: 2}, project: {orders-kept: 3}}
    """
    for index, initiative in enumerate(subject.record.initiatives):
        pilot = initiative.moves.pilot
        for name, level in initiative.moves.project.items():
            if level <= pilot.get(name, level - 1):
                message = f"the pilot moves `{name}` to level {pilot[name]} already"
                hint = f"Write level {pilot[name] + 1} or more, or take it out of the project."
                path = ("initiatives", index, "moves", "project", name)
                yield Finding(subject.place, message, hint, path)


def something_moves(subject: Subject) -> Iterator[Finding]:
    """An initiative moves a question.

    Without it, no plan can see a reason to choose the initiative.

    Fails:

        initiatives:
          - id: order-book
            moves: {}
            #      ^^

    Passes:

        initiatives:
          - id: order-book
            moves: {pilot: {orders-kept: 2}}
    """
    for index, initiative in enumerate(subject.record.initiatives):
        if not initiative.moves.pilot and not initiative.moves.project:
            message = f"`{initiative.id}` moves no question"
            hint = "Say which question the pilot moves, and to which level: `pilot: {ID: 2}`."
            yield Finding(subject.place, message, hint, ("initiatives", index, "moves"))


def pilots_stay_low(subject: Subject) -> Iterator[Finding]:
    """A pilot earns at most the ladder's second level.

    The third level asks for an owner, a routine and a measure in the main business; a trial cannot be that
    yet. Only the project earns it.

    Fails:

        initiatives:
          - id: order-book
            moves: {pilot: {orders-kept: 3}}
            #                            ^

    Passes:

        initiatives:
          - id: order-book
            moves: {pilot: {orders-kept: 2}, project: {orders-kept: 3}}
    """
    second, *above = (level.value for level in subject.assembled.questionnaire.ladder[1:])
    for index, initiative in enumerate(subject.record.initiatives):
        for name, level in initiative.moves.pilot.items():
            if level in above:
                message = f"a pilot by itself does not earn level {level}"
                hint = f"Write {second} here, and {level} under `project:`."
                path = ("initiatives", index, "moves", "pilot", name)
                yield Finding(subject.place, message, hint, path)


def gates_lead_to_a_decision(subject: Subject) -> Iterator[Finding]:
    """Gates stand in the order of their weeks, and the last one comes after the start.

    The last gate decides over the project. At the start there is nothing yet to decide on.

    Fails:

        initiatives:
          - id: order-book
            gates:
              - {week: 8, name: Decision, decides: [Owner]}
              - {week: 4, name: Tallies read, decides: [Owner]}
              #        ^

    Passes:

        initiatives:
          - id: order-book
            gates:
              - {week: 4, name: Tallies read, decides: [Owner]}
              - {week: 8, name: Decision, decides: [Owner]}
    """
    for index, initiative in enumerate(subject.record.initiatives):
        weeks = [gate.week for gate in initiative.gates]
        at = ("initiatives", index, "gates")
        for later, (before, week) in enumerate(pairwise(weeks), 1):
            if week < before:
                message = f"the gate of week {week} stands behind the one of week {before}"
                yield Finding(subject.place, message, "Put the gates in order.", (*at, later, "week"))
        if not any(weeks):
            message = "no gate comes after the start: nobody would decide over the project"
            hint = "Add a gate in the week in which the result is there."
            yield Finding(subject.place, message, hint, (*at, len(weeks) - 1, "week"))


def somebody_works(subject: Subject) -> Iterator[Finding]:
    """An initiative takes somebody's days.

    The plan fills each function's quarters; one that takes no days would always find room.

    Fails:

        initiatives:
          - id: order-book
            effort: {}
            #       ^^

    Passes:

        initiatives:
          - id: order-book
            effort: {pilot: {shop: [1, 2, 3]}}
    """
    for index, initiative in enumerate(subject.record.initiatives):
        if not initiative.effort.pilot and not initiative.effort.project:
            message = f"`{initiative.id}` takes nobody's days"
            hint = "Add days for each function, low, likely, high: `effort: {pilot: {FUNCTION: [1, 2, 4]}}`."
            below = ("effort",) if "effort" in initiative.model_fields_set else ("id",)
            yield Finding(subject.place, message, hint, ("initiatives", index, *below))


def initiatives_are_complete(subject: Subject) -> Iterator[Finding]:
    """An initiative is ready to start on Monday.

    It says what stops to make room for it, who does what in the first week, what legal counsel has to check,
    what a success is worth, and what becomes of it then: a project with an owner and a hold-out.

    Fails:

        initiatives:
          - id: order-book
            #   ^^^^^^^^^^
            first_week: []

    Passes:

        initiatives:
          - id: order-book
            first_week: [{who: Shop manager, does: Copy the notes into the book.}]
    """
    for index, initiative in enumerate(subject.record.initiatives):
        there = {
            "what stops to make room (`stops:`)": initiative.stops,
            "who does what in the first week (`first_week:`)": initiative.first_week,
            "the legal check (`legal:`)": initiative.legal,
            "what one unit of the measure is worth (`unit_value:` in `kpi:`)": initiative.kpi.unit_value,
            "what it becomes after a success (`project:`)": initiative.project,
        }
        if missing := [words for words, given in there.items() if not given]:
            message = f"`{initiative.id}` does not say all that has to be known before it starts"
            hint = f"Add {'; '.join(missing)}."
            yield Finding(subject.place, message, hint, ("initiatives", index, "id"))


_COMPARISON = re.compile(
    r"[0-9%]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|twice|no|none|nobody|every|all"
    r"|more|less|fewer|most|least|than|above|below|beyond|under|over|inside|outside|within|exceeds?|excludes?)\b",
    re.IGNORECASE,
)


def rules_can_be_decided(subject: Subject) -> Iterator[Finding]:
    """A decision rule compares: to scale and to stop each name a number or a limit.

    "If it goes well" is decided by whoever is in the room. What was written down before the start is decided
    by the result. Only questionnaires in English are looked at.

    Fails:

        initiatives:
          - id: order-book
            decision_rule:
              scale: The team is happy with the book.
              #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              stop: More orders are forgotten than before.
              iterate: Otherwise, once.

    Passes:

        initiatives:
          - id: order-book
            decision_rule:
              scale: Half as many orders are forgotten.
              stop: More orders are forgotten than before.
              iterate: Otherwise, once.
    """
    if not subject.assembled.questionnaire.language.startswith("en"):
        return
    for index, initiative in enumerate(subject.record.initiatives):
        for step in ("scale", "stop"):
            if not _COMPARISON.search(getattr(initiative.decision_rule, step)):
                message = f"nothing here can be compared with a result, to decide whether to {step}"
                hint = "Name a number, or the limit that the result has to pass."
                path = ("initiatives", index, "decision_rule", step)
                yield Finding(subject.place, message, hint, path)


INITIATIVE_RULES: tuple[Rule, ...] = (
    Rule("PLY015", estimates_rise),
    Rule("PLY016", projects_go_further, Severity.WARNING),
    Rule("PLY017", something_moves, Severity.WARNING),
    Rule("PLY018", pilots_stay_low, Severity.WARNING),
    Rule("PLY019", gates_lead_to_a_decision, Severity.WARNING),
    Rule("PLY020", somebody_works, Severity.WARNING),
    Rule("PLY021", initiatives_are_complete, Severity.WARNING),
    Rule("PLY023", rules_can_be_decided, Severity.WARNING),
)
