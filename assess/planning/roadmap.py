"""From one assessment and a vision to a roadmap, and whether a roadmap still fits what it was made from."""

import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from assess.model.answers import Answers
from assess.model.assembly import Assembled, digest
from assess.model.engagement import Engagement
from assess.model.kinds import schema_line
from assess.model.pilot import Pilot
from assess.model.playbook import Gate, Playbook
from assess.model.roadmap import ASSUMPTION, Planned, PlannedGate, PlannedQuarter, Roadmap, Stretch
from assess.model.vision import Vision
from assess.planning import limiting, projection, reasons, totals
from assess.planning.gain import aims, today
from assess.planning.outlook import Course, outlooks
from assess.planning.portfolio import Candidate, Portfolio, merged, portfolio
from assess.planning.quarters import Quarter, day_of, decide_by, first_after, until
from assess.planning.raises import Effects, effects
from assess.planning.reasons import Names
from assess.planning.room import Load, capacity, running_cost
from assess.planning.sequence import Placed, Schedule
from assess.planning.situation import Basis, Frame, Situation
from assess.planning.totals import decimal
from assess.planning.underway import Underway, begun, underway
from assess.scoring.card import Scorecard, score

METHOD = (
    "Of all plans that keep the limits, the one that closes most of the distance to the wanted levels over "
    "all quarters, each counting 2 per cent less than the one before; a level that is reached by its day "
    "counts as its distance in every quarter on top."
)
Order = Callable[[Sequence[Candidate], Situation], Schedule]
"""What puts initiatives in order: the best one, or the greedy one."""
USUAL_QUARTERS = 8
"""Without any date in the vision: two years, as far as people can be promised."""
MOST_QUARTERS = 40
"""Ten years: a horizon beyond is a slip of the pen."""


@dataclass(frozen=True)
class Inputs:
    """All that a roadmap is computed from.

    `own_playbook`: the client's changes to the bundled one. `on`: plan from this day, with what pilots have
    shown by then.
    """

    assembled: Assembled
    answers: tuple[Answers, ...]
    engagement: Engagement
    date: dt.date | None
    vision: Vision | None = None
    playbook: Playbook | None = None
    own_playbook: Playbook | None = None
    pilots: tuple[Pilot, ...] = ()
    on: dt.date | None = None

    @property
    def today(self) -> dt.date | None:
        """The day from which it is planned: of the assessment, or of the last decision on a pilot since."""
        decided = [pilot.decision.date for pilot in self.pilots if pilot.decision]
        return self.on or max((day for day in (self.date, *decided) if day), default=None)

    def with_engagement(self, engagement: Engagement) -> "Inputs":
        """The same but for the engagement."""
        return replace(self, engagement=engagement)


class Lack(StrEnum):
    """What is missing for a roadmap."""

    ANSWERS = "answers"
    VISION = "vision"
    TARGETS = "targets"
    PLAYBOOK = "playbook"
    TIME = "time"


@dataclass(frozen=True)
class NoRoadmap:
    """Why there is no roadmap, and what to do about it."""

    lack: Lack
    message: str
    hint: str


def plan(inputs: Inputs, order: Order) -> Roadmap | NoRoadmap:
    """The roadmap of these inputs; the same inputs always give the same one."""
    obstacle = _lack(inputs)
    if obstacle:
        return obstacle
    assert inputs.date is not None  # noqa: S101  # `_lack` would have said so
    assert inputs.vision is not None  # noqa: S101  # so, too
    card = score(inputs.assembled, inputs.answers, inputs.engagement, inputs.date)
    first = first_after(_today(inputs))
    known = underway(inputs.pilots, _today(inputs), first)
    choice = _choice(inputs, card, known)
    quarters = _quarters(inputs.vision, first)
    frame = Frame(
        aims(card, inputs.vision),
        today(card),
        capacity(inputs.engagement.limits, first, quarters),
        quarters,
        choice.done,
        choice.finished,
    )
    basis = Basis(inputs.answers, card)
    schedule = order(choice.candidates, Situation(basis, inputs.vision, frame, first))
    names = _names(inputs, first, quarters, known)
    cards = projection.projected(basis, schedule.placed, quarters)
    targets = outlooks(inputs.vision, Course(basis, choice, schedule, tuple(cards)), names)
    used = tuple(_quarter(index, first, schedule.placed) for index in range(quarters))
    roadmap = Roadmap(
        schema_=schema_line("roadmap"),
        inputs=inputs_digest(inputs),
        content="to be computed",
        assessment=inputs.date,
        planned_on=_today(inputs) if inputs.pilots or inputs.on else None,
        method=METHOD,
        assumption=ASSUMPTION,
        starts=first.opens,
        decide_by=decide_by(first),
        ends=names.ends,
        at_once=inputs.engagement.limits.at_once,
        levers=limiting.levers(schedule, targets, names),
        relaxed=limiting.relaxed(schedule, names),
        proof=limiting.proof(schedule),
        outcome=totals.outcome(card, cards[-1], targets),
        first_pilots=totals.first_pilots(schedule.placed, first),
        total=totals.total(schedule.placed, used, first),
        targets=targets,
        initiatives=_initiatives(schedule.placed, card, names, known),
        left_out=tuple(reasons.left_out(left, names) for left in (*schedule.left, *choice.left)),
        quarters=used,
        projections=tuple(projection.documents(card, cards)),
    )
    return roadmap.model_copy(update={"content": _content_digest(roadmap)})


def inputs_digest(inputs: Inputs) -> str:
    """SHA-256 over the digests of all inputs; layout, comments and the order of files do not change it."""
    parts = [
        f"questionnaire {inputs.assembled.digest}",
        f"engagement {digest(inputs.engagement)}",
        f"date {inputs.date}",
        *(f"{name} {digest(record) if record else None}" for name, record in _optional(inputs)),
        *((f"on {inputs.today}",) if inputs.pilots or inputs.on else ()),
        *sorted(f"pilot {pilot.id} {digest(pilot)}" for pilot in inputs.pilots),
        *sorted(f"answers {document.respondent} {digest(document)}" for document in inputs.answers),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_stale(roadmap: Roadmap, inputs: Inputs) -> bool:
    """Whether something has changed since the roadmap was computed, but for the day on which one looks."""
    return roadmap.inputs != inputs_digest(replace(inputs, on=roadmap.planned_on))


def is_edited(roadmap: Roadmap) -> bool:
    """Whether somebody has changed it since it was computed."""
    return roadmap.content != _content_digest(roadmap)


def _content_digest(roadmap: Roadmap) -> str:
    return digest(roadmap.model_copy(update={"content": ""}))


def _optional(inputs: Inputs) -> tuple[tuple[str, Vision | Playbook | None], ...]:
    return ("vision", inputs.vision), ("playbook", inputs.playbook), ("own playbook", inputs.own_playbook)


def _lack(inputs: Inputs) -> NoRoadmap | None:
    if inputs.date is None or not inputs.answers:
        return NoRoadmap(
            Lack.ANSWERS,
            "There are no answers to plan from.",
            "Put answers into assessments/DATE/answers/ first.",
        )
    if inputs.vision is None:
        return NoRoadmap(
            Lack.VISION,
            "There is no vision, so nothing says which levels are wanted.",
            "Write vision.yaml with the level that the executives want of each capability, under `targets:`.",
        )
    if not inputs.vision.targets:
        return NoRoadmap(
            Lack.TARGETS,
            "The vision wants no level of any capability.",
            "Add `targets:` to vision.yaml: capability, level, by, wanted_by, why.",
        )
    if not merged(inputs.playbook, inputs.own_playbook):
        return NoRoadmap(
            Lack.PLAYBOOK,
            f"There are no initiatives for `{inputs.assembled.questionnaire.id}`.",
            "Write playbook.yaml in the engagement, or beside the questionnaire.",
        )
    if _quarters(inputs.vision, first_after(_today(inputs))) == 0:
        first = first_after(_today(inputs)).label
        return NoRoadmap(
            Lack.TIME,
            f"The plan would end before {first}, the first quarter to plan, is over.",
            "Set a later `horizon:` in vision.yaml, or later dates for the targets.",
        )
    return None


def _today(inputs: Inputs) -> dt.date:
    assert inputs.today is not None  # noqa: S101  # `_lack` has seen to the assessment
    return inputs.today


def _choice(inputs: Inputs, card: Scorecard, known: Mapping[str, Underway]) -> Portfolio:
    everything = merged(inputs.playbook, inputs.own_playbook)
    left = {one.id: found for one in everything if (found := begun(one, known))}
    stopped = [name for name, one in known.items() if one.stopped]
    return portfolio(card, inputs.playbook, inputs.own_playbook, left, stopped)


def _quarters(vision: Vision, first: Quarter) -> int:
    """The plan's length: to the vision's horizon, else to the last date of a target, else two years."""
    dates = [target.by for target in vision.targets if target.by]
    horizon = vision.horizon or max(dates, default=None)
    return min(until(first, horizon), MOST_QUARTERS) if horizon else USUAL_QUARTERS


def _names(inputs: Inputs, first: Quarter, quarters: int, known: Mapping[str, Underway]) -> Names:
    questionnaire, engagement = inputs.assembled.questionnaire, inputs.engagement
    playbooks = [playbook for playbook in (inputs.playbook, inputs.own_playbook) if playbook]
    return Names(
        titles={i.id: i.title for playbook in playbooks for i in playbook.initiatives},
        functions={function.id: function.name for function in questionnaire.functions},
        facts={fact.id: fact.text for fact in questionnaire.facts},
        known_facts=frozenset(engagement.facts),
        questions={question.id: question.label for question in questionnaire.all_questions()},
        sections={section.id: section.title for section in questionnaire.all_sections()},
        limits=engagement.limits,
        currency=engagement.currency,
        first=first,
        quarters=quarters,
        stopped={
            name: reasons.stopped(one.pilot.decision)
            for name, one in known.items()
            if one.stopped and one.pilot.decision
        },
    )


def _initiatives(
    placed: Sequence[Placed], card: Scorecard, names: Names, known: Mapping[str, Underway]
) -> tuple[Planned, ...]:
    on_it = {p.id for p in placed}
    changes = effects(placed, card)
    found = (_planned(p, changes[p.id], on_it, names) for p in placed)
    return tuple(_with_begun(one, p, known.get(p.id)) for one, p in zip(found, placed, strict=True))


def _with_begun(planned: Planned, placed: Placed, known: Underway | None) -> Planned:
    """With the days of the pilot's own document where it has begun."""
    if placed.candidate.begun is None or known is None:
        return planned
    pilot, is_over = known.pilot, known.decided_on is not None
    gates = tuple(
        PlannedGate(name=gate.name, date=gate.date, decides=gate.decides).model_copy(
            update={"question": gate.question}
        )
        for gate in known.gates
    )
    last = max((gate.date for gate in gates), default=pilot.ends)
    return planned.model_copy(
        update={
            "starts": pilot.starts or planned.starts,
            "decided": known.decided_on or last or planned.decided,
            "pilot": Stretch(start=0, quarters=placed.candidate.begun.quarters),
            "gates": gates,
            "begun": None if is_over else pilot.id,
            "passed": pilot.id if is_over else None,
        }
    )


def _planned(placed: Placed, changes: Effects, on_it: Collection[str], names: Names) -> Planned:
    initiative, duration = placed.candidate.initiative, placed.candidate.initiative.duration
    pilot_start = names.first.later(placed.start)
    project = placed.project
    return Planned(
        initiative=initiative.id,
        title=initiative.title,
        capability=initiative.capability,
        starts=pilot_start.opens,
        decided=reasons.decided(placed, names),
        pilot=Stretch(start=placed.start, quarters=duration.pilot),
        gates=tuple(_gate(gate, pilot_start) for gate in initiative.gates),
        project=None if project is None else Stretch(start=project, quarters=duration.project),
        project_starts=None if project is None else names.first.later(project).opens,
        no_project=reasons.no_room(placed.no_project, names) if placed.no_project else None,
        gain=decimal(placed.gain, 4),
        person_days=decimal(placed.candidate.person_days, 1),
        requires=tuple(name for name in initiative.requires if name in on_it),
        follows=tuple(name for name in initiative.follows if name in on_it),
        enables=placed.enables,
        raises=changes.raises,
        already=changes.already,
    )


def _gate(gate: Gate, pilot_start: Quarter) -> PlannedGate:
    planned = PlannedGate(name=gate.name, date=day_of(gate.week, pilot_start), decides=gate.decides)
    return planned.model_copy(update={"question": gate.question})


def _quarter(index: int, first: Quarter, placed: Sequence[Placed]) -> PlannedQuarter:
    pilots = [p for p in placed if _runs(p.start, p.candidate.pilot_load, index)]
    projects = [p for p in placed if _runs(p.project, p.candidate.project_load, index)]
    loads = [p.candidate.pilot_load for p in pilots]
    loads += [p.candidate.project_load for p in projects]
    functions = sorted({function for load in loads for function in load.days})
    finished = [p for p in placed if p.finished is not None and p.finished <= index]
    running = sum((running_cost(p.candidate.initiative) for p in finished), Fraction(0))
    quarter = first.later(index)
    return PlannedQuarter(
        quarter=index,
        label=quarter.label,
        starts=quarter.starts,
        ends=quarter.ends,
        opens=quarter.opens,
        pilots=tuple(p.id for p in pilots),
        projects=tuple(p.id for p in projects),
        days={
            function: decimal(sum((load.days.get(function, Fraction(0)) for load in loads), Fraction(0)), 1)
            for function in functions
        },
        cost=decimal(sum((load.cost for load in loads), Fraction(0)), 1),
        running=decimal(running, 1),
    )


def _runs(start: int | None, load: Load, quarter: int) -> bool:
    return start is not None and start <= quarter < start + load.quarters
