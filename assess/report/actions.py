"""What a roadmap asks people to do, one action at a time, for the lists in which they keep their work.

The dates are the report's: what precedes a pilot is due on the day on which it starts, its first week on the
Friday of that week, a gate on its day, and what the board decides on the day by which the plan needs it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assess.model.playbook import Initiative
from assess.model.roadmap import Planned, Roadmap
from assess.report import wording
from assess.report.chapters.decisions import decisions
from assess.report.chapters.designs import Design, GateDay, design
from assess.report.chapters.initiatives import becomes, leader, measure
from assess.report.chapters.ninety_days import TEAM, WORKING_WEEK
from assess.report.inputs import Inputs
from assess.report.own_words import in_own_words
from assess.report.roles import functions_of


class Kind(StrEnum):
    """A gate is a decision point of a pilot; a decision is one on the plan as a whole."""

    TASK = "task"
    GATE = "gate"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that somebody does by a day.

    `id` and `initiative`: the initiative's id and title, both empty for the plan as a whole. `owners` are
    roles, several where they decide together, or a function that keeps days free; `functions` the names of
    theirs, so far as the roles say. `summary` is one line without a full stop; `description` has a paragraph
    a line.
    """

    kind: Kind
    due: dt.date
    summary: str
    description: str
    owners: tuple[str, ...]
    functions: tuple[str, ...] = ()
    id: str = ""
    initiative: str = ""


def actions(inputs: Inputs, roadmap: Roadmap) -> tuple[Action, ...]:
    """All of them, by date; on a day in the order of the roadmap. The same inputs give the same actions."""
    found = [*_of_the_plan(inputs, roadmap)]
    for planned in roadmap.initiatives:
        if initiative := inputs.initiatives.get(planned.initiative):
            found += _Of(inputs, roadmap, planned, initiative).actions()
    return in_own_words(tuple(sorted(found, key=lambda one: one.due)), inputs)


def _of_the_plan(inputs: Inputs, roadmap: Roadmap) -> Iterator[Action]:
    """What has to be decided, and the people to be kept free, before the first pilots start."""
    by = roadmap.decide_by
    when = f"The plan begins on {wording.day(roadmap.starts)}; this has to stand by {wording.day(by)}."
    if not roadmap.initiatives:
        return
    for decision in decisions(inputs):
        summary = _summary(wording.text_of(decision.what))
        yield Action(Kind.DECISION, by, summary, when, (TEAM,), functions_of([TEAM], inputs.functions))
    for quarter in roadmap.quarters[:1]:
        for name, days in quarter.days.items():
            function = inputs.function(name)
            amount = f"{wording.whole(days)} {'person-day' if days == 1 else 'person-days'}"
            summary = f"Keep {amount} of {wording.inner(function)} free in {quarter.label}"
            yield Action(Kind.TASK, by, summary, when, (function,), (function,))


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
        title, leads = self.planned.title, leader(initiative)
        if initiative.legal:
            yield self._action(
                found.starts, f"Have the legal check cleared: {title}", initiative.legal, leads
            )
        if kpi.owner:
            answers = kpi.owner.partition(",")[0].rstrip(".")
            name = wording.inner(kpi.name)
            yield self._action(found.starts, f"Confirm the baseline: {name}", measure(kpi), answers)
        if initiative.stops:
            stops = f"What stops: {initiative.stops}"
            yield self._action(found.starts, f"Make room: {title}", stops, leads)

    def _first_week(self, found: Design) -> Iterator[Action]:
        due = found.starts + WORKING_WEEK
        for task in self.initiative.first_week:
            yield self._action(due, task.does, task.does, task.who)

    def _gates(self, found: Design) -> Iterator[Action]:
        since = self.roadmap.planned_on or self.roadmap.assessment
        for gate in found.gates:
            if not self.planned.begun or gate.date > since:
                name = f"{gate.name}: {self.planned.title}"
                yield self._action(gate.date, name, self._asked(gate, found), *gate.decides, kind=Kind.GATE)

    def _asked(self, gate: GateDay, found: Design) -> str:
        """The question; at the last gate with the rule that was fixed before the start."""
        lines = [gate.question, f"Decides: {wording.inner(wording.named(gate.decides))}."]
        if gate is found.gates[-1] and found.rule:
            rule = (("Scale", found.rule.scale), ("Stop", found.rule.stop), ("Iterate", found.rule.iterate))
            lines += [f"{name}: {wording.sentence(text)}" for name, text in rule if text]
        return "\n".join(line for line in lines if line)

    def _project(self) -> Iterator[Action]:
        if self.planned.project_starts is None:
            return
        provided = "" if self.planned.passed else ", if its pilot is to scale"
        project = self.initiative.project
        told = becomes(project) if project else self.initiative.summary
        summary = f"Begin the project{provided}: {self.planned.title}"
        yield self._action(self.planned.project_starts, summary, told, leader(self.initiative))

    def _action(self, due: dt.date, summary: str, told: str, *owners: str, kind: Kind = Kind.TASK) -> Action:
        initiative = f"Initiative: {self.planned.title} ({self.inputs.label(self.planned.capability)})."
        return Action(
            kind,
            due,
            _summary(summary),
            f"{wording.sentence(told)}\n{initiative}",
            owners,
            functions_of(owners, self.inputs.functions),
            self.planned.initiative,
            self.planned.title,
        )


MOST = 200
"""Characters of a summary: Jira takes 255, GitHub 256, and few lists show as many."""


def _summary(text: str) -> str:
    """One line without a full stop, cut between words where it is too long."""
    line = wording.capital(" ".join(text.split()).removesuffix("."))
    return line if len(line) <= MOST else f"{line[:MOST].rpartition(' ')[0] or line[:MOST]} …"
