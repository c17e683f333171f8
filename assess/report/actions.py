"""What a roadmap asks people to do, one action at a time, for the lists in which they keep their work.

The dates are the report's: what precedes a pilot is due on the day on which it starts, its first week on the
Friday of that week, a gate on its day, and what the board decides on the day by which the plan needs it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from assess.model.playbook import Initiative
from assess.model.roadmap import Planned, Roadmap
from assess.planning.quarters import Quarter
from assess.report import wording
from assess.report.chapters.decisions import TEAM, deciders, decisions
from assess.report.chapters.designs import Design, GateDay, design
from assess.report.chapters.initiatives import becomes, leader, measure
from assess.report.inputs import Inputs
from assess.report.own_words import in_own_words
from assess.report.roles import apart, functions_of

WORKING_WEEK = dt.timedelta(days=4)
"""From its Monday to its Friday."""


class Kind(StrEnum):
    """A gate is a decision point of a pilot; a decision is one on the plan as a whole."""

    DECISION = "decision"
    TASK = "task"
    GATE = "gate"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody does by a day.

    `id` stays the same as long as the playbook's tasks do. `what` is one line without a full stop; `details`
    has a paragraph a line. `owners` are roles, several where they decide together, or a function that keeps
    days free; `functions` the names of theirs, so far as the roles say. `initiative`, its `title` and its
    `capability` are empty for the plan as a whole.
    """

    id: str
    kind: Kind
    due: dt.date
    what: str
    details: str
    owners: tuple[str, ...]
    functions: tuple[str, ...] = ()
    initiative: str = ""
    title: str = ""
    capability: str = ""

    @property
    def quarter(self) -> str:
        """That in which it is due, as *Q1 2027*."""
        return Quarter.of(self.due).label


def actions(inputs: Inputs) -> tuple[Action, ...]:
    """All of them, by date; on a day in the order of the roadmap; none without a roadmap."""
    roadmap = inputs.roadmap
    if roadmap is None or not roadmap.initiatives:
        return ()
    found = _with_owners_apart([*_of_the_plan(inputs, roadmap), *of_initiatives(inputs, roadmap)])
    return tuple(sorted(_in_own_words(found, inputs), key=lambda one: one.due))


def of_initiatives(inputs: Inputs, roadmap: Roadmap) -> Iterator[Action]:
    """Those of each initiative, in the order of the roadmap and not yet in the client's own words."""
    for planned in roadmap.initiatives:
        if initiative := inputs.initiatives.get(planned.initiative):
            yield from _Of(inputs, roadmap, planned, initiative).actions()


def _with_owners_apart(found: list[Action]) -> list[Action]:
    known = {owner.casefold() for one in found for owner in one.owners}
    return [
        replace(one, owners=tuple(part for owner in one.owners for part in apart(owner, known)))
        for one in found
    ]


def _of_the_plan(inputs: Inputs, roadmap: Roadmap) -> Iterator[Action]:
    """What has to be decided, and the people to be kept free, before the first pilots start."""
    by = roadmap.decide_by
    when = f"The plan begins on {wording.day(roadmap.starts)}; this has to stand by {wording.day(by)}."
    names = ("levels", "release", "rules") if inputs.starting else ("levels", "rules")
    for name, decision in zip(names, decisions(inputs), strict=True):
        what = _line(wording.text_of(decision.what))
        who = deciders(inputs.starting) if name == "release" else (TEAM,)
        yield Action(name, Kind.DECISION, by, what, when, who, functions_of(who, inputs.functions))
    for quarter in roadmap.quarters[:1]:
        for name, days in quarter.days.items():
            function = inputs.function(name)
            amount = f"{wording.whole(days)} {'person-day' if days == 1 else 'person-days'}"
            what = f"Keep {amount} of {wording.inner(function)} free in {quarter.label}"
            yield Action(f"days-{name}", Kind.TASK, by, what, when, (function,), (function,))


@dataclass(frozen=True, slots=True)
class _Of:
    """The actions of one initiative."""

    inputs: Inputs
    roadmap: Roadmap
    planned: Planned
    initiative: Initiative

    def actions(self) -> Iterator[Action]:
        """Of a pilot that runs the gates to come; of one that has passed its last gate the project alone."""
        found = design(self.inputs, self.planned, self.initiative)
        if not self.planned.begun and not self.planned.passed:
            yield from self._before(found)
            yield from self._first_week(found)
        if not self.planned.passed:
            yield from self._gates(found)
        yield from self._project()

    def _before(self, found: Design) -> Iterator[Action]:
        """What has to be settled when the pilot starts."""
        initiative, kpi = self.initiative, found.kpi or self.initiative.kpi
        leads = leader(initiative)
        if initiative.legal:
            yield self._task("legal", found.starts, "Have the legal check cleared", initiative.legal, leads)
        if kpi.owner:
            answers = kpi.owner.partition(",")[0].rstrip(".")
            what = f"Confirm the baseline: {wording.inner(kpi.name)}"
            yield self._task("baseline", found.starts, what, measure(kpi), answers)
        if initiative.stops:
            stops = f"What stops: {initiative.stops}"
            yield self._task("room", found.starts, "Make room for the pilot", stops, leads)

    def _first_week(self, found: Design) -> Iterator[Action]:
        due = found.starts + WORKING_WEEK
        for number, task in enumerate(self.initiative.first_week, 1):
            yield self._task(f"task-{number}", due, task.does, task.does, task.who)

    def _gates(self, found: Design) -> Iterator[Action]:
        since = self.roadmap.planned_on or self.roadmap.assessment
        for number, gate in enumerate(found.gates, 1):
            if not self.planned.begun or gate.date > since:
                asked = self._asked(gate, found)
                what = f"Decide at the gate: {wording.inner(gate.name)}"
                yield self._action(Kind.GATE, f"gate-{number}", gate.date, what, asked, *gate.decides)

    def _asked(self, gate: GateDay, found: Design) -> str:
        """The question; at the last gate with the rule that was fixed before the start."""
        lines = [gate.question, f"Decides: {wording.inner(wording.named(gate.decides))}."]
        if gate is found.gates[-1] and found.rule:
            rule = (("Scale", found.rule.scale), ("Stop", found.rule.stop), ("Iterate", found.rule.iterate))
            lines += [f"{name}: {wording.sentence(text)}" for name, text in rule if text]
        return "\n".join(line for line in lines if line)

    def _project(self) -> Iterator[Action]:
        due, project = self.planned.project_starts, self.initiative.project
        if due is None:
            return
        what = "Begin the project" if self.planned.passed else "Begin the project, if its pilot is to scale"
        told = becomes(project) if project else self.initiative.summary
        yield self._action(Kind.PROJECT, "project", due, what, told, leader(self.initiative))

    def _task(self, name: str, due: dt.date, what: str, told: str, owner: str) -> Action:
        return self._action(Kind.TASK, name, due, what, told, owner)

    def _action(self, kind: Kind, name: str, due: dt.date, what: str, told: str, *owners: str) -> Action:
        return Action(
            f"{self.planned.initiative}-{name}",
            kind,
            due,
            _line(what),
            wording.sentence(told),
            owners,
            functions_of(owners, self.inputs.functions),
            self.planned.initiative,
            self.planned.title,
            self.planned.capability,
        )


def _in_own_words(found: list[Action], inputs: Inputs) -> list[Action]:
    """In the client's own words, but for ids."""
    texts = tuple((one.what, one.details, one.owners, one.functions, one.title) for one in found)
    said = in_own_words(texts, inputs)
    return [
        replace(one, what=what, details=details, owners=owners, functions=functions, title=title)
        for one, (what, details, owners, functions, title) in zip(found, said, strict=True)
    ]


def _line(text: str) -> str:
    return wording.capital(" ".join(text.split()).removesuffix("."))
