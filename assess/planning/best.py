"""The best order of a situation, with a proof of how near to it any other could come.

What the solver leaves open is settled here: every step begins as early as its room allows, pilots whose
projects close nothing more get these where room is left, and everything that is not planned gets its reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.model.roadmap import Because
from assess.planning.gain import LEAST_DAYS
from assess.planning.levers import levers, relaxations
from assess.planning.portfolio import Candidate, Left, Lift
from assess.planning.posing import program
from assess.planning.program import Program, Start, Starts
from assess.planning.room import Room
from assess.planning.sequence import Placed, Proof, Schedule, greedy
from assess.planning.situation import Situation
from assess.planning.solver import Patience, solve

LESS_NODES = 200
"""What limits a plan is asked many times over, and near enough is good enough."""


def best(
    candidates: Sequence[Candidate],
    situation: Situation,
    patience: Patience = Patience(),  # noqa: B008  # frozen
    *,
    explained: bool = True,
) -> Schedule:
    """The schedule that closes most, soonest, with its proof; `explained`: and with what limits it."""
    known = greedy(candidates, situation)
    whole = program(candidates, situation)
    first = {p.id: Start(p.start, p.project) for p in known.placed if p.id in whole.by_id}
    found = solve(whole, first, patience)
    placed, room = _placed(found.starts, whole, {c.id: c for c in candidates}, situation)
    proof = Proof(
        value=whole.value({p.id: Start(p.start, p.project) for p in placed}),
        bound=found.bound,
        greedy=whole.value(first),
        most=whole.most(),
        stop=found.stop,
        nodes=found.nodes,
    )
    left = _Leaving(whole, placed, room, situation)
    unplanned = [left.why(candidate) for candidate in candidates if candidate.id not in found.starts]
    schedule = Schedule(placed, tuple(sorted(unplanned, key=lambda one: one.initiative.id)), proof)
    if not explained or not whole.wanted:
        return schedule
    less = Patience(LESS_NODES, patience.seconds)
    return replace(
        schedule,
        levers=levers(candidates, situation, found, less),
        relaxations=relaxations(candidates, situation, found.starts, less),
    )


def _placed(
    starts: Starts, whole: Program, candidates: Mapping[str, Candidate], situation: Situation
) -> tuple[tuple[Placed, ...], Room]:
    """Step by step in the order of their starts, each as early as what comes before it and the room allow.

    No step has to begin later than the solver says, since whatever was put before it only moved forward.
    """
    room = Room(situation.frame.capacity, whole.quarters)
    early: dict[str, Start] = {}
    steps = [(start.pilot, 0, name) for name, start in starts.items()]
    steps += [(start.project, 1, name) for name, start in starts.items() if start.project is not None]
    for latest, is_project, name in sorted(steps):
        candidate = candidates[name]
        load = candidate.project_load if is_project else candidate.pilot_load
        ready = whole.by_id[name].decided(early[name]) if is_project else _ready(name, early, whole)
        begun = whole.by_id[name].begun and not is_project
        begin = 0 if begun else room.first(load, ready)
        begin = latest if begin is None else begin
        room.take(load, begin)
        early[name] = Start(early[name].pilot, begin) if is_project else Start(begin)
    return _with_spare_projects(_told(early, whole, candidates, situation), room), room


def _ready(name: str, early: Starts, whole: Program) -> int:
    activity = whole.by_id[name]
    decided = [whole.by_id[other].decided(early[other]) for other in activity.requires]
    finished = [whole.by_id[other].finished(early[other]) or 0 for other in activity.follows]
    return max([0, *decided, *finished])


def _told(
    starts: Starts, whole: Program, candidates: Mapping[str, Candidate], situation: Situation
) -> list[Placed]:
    """With what each one closes beyond those that start before it."""
    aims, values = situation.frame.aims, dict(situation.frame.values)
    found = []
    for name, start in sorted(starts.items(), key=lambda item: (item[1].pilot, item[0])):
        candidate = candidates[name]
        lifts = candidate.pilot if start.project is None else candidate.lifts
        gain = aims.gain(lifts, values)
        _raise(values, lifts)
        found.append(
            Placed(
                candidate,
                start=start.pilot,
                decided=whole.by_id[name].decided(start),
                project=start.project,
                no_project=None,
                gain=gain,
                priority=gain / max(candidate.person_days, LEAST_DAYS),
                enables=tuple(o for o in starts if name in candidates[o].initiative.prerequisites),
            )
        )
    return found


def _with_spare_projects(placed: Iterable[Placed], room: Room) -> tuple[Placed, ...]:
    found = []
    for p in placed:
        begin = p.project
        if begin is None:
            begin = room.first(p.candidate.project_load, p.decided)
            if begin is not None:
                room.take(p.candidate.project_load, begin)
        why = room.why_not("project", p.candidate.project_load, p.decided) if begin is None else None
        found.append(replace(p, project=begin, no_project=why))
    return tuple(found)


def _raise(values: dict[str, Fraction], lifts: Iterable[Lift]) -> None:
    for lift in lifts:
        values[lift.question] = max(values[lift.question], lift.reaches)


@dataclass(frozen=True)
class _Leaving:
    """Why something is not in the plan, given what is."""

    program: Program
    placed: Sequence[Placed]
    room: Room
    situation: Situation

    def why(self, candidate: Candidate) -> Left:
        """The nearest reason: what it waits for, what it is not needed for, what has no room."""
        frame, initiative = self.situation.frame, candidate.initiative
        known, planned = self.program.by_id, {p.id for p in self.placed}
        lost = [n for n in initiative.requires if n not in known and n not in frame.done]
        lost += [n for n in initiative.follows if n not in known and n not in frame.finished]
        if not frame.aims.gain(candidate.lifts, frame.values):
            return candidate.unmeasured or Left(initiative, Because.NOT_WANTED)
        if lost or candidate.id not in known:
            return Left(initiative, Because.WAITS, tuple(dict.fromkeys(lost)) or initiative.prerequisites)
        if movers := self._movers(candidate):
            return Left(initiative, Because.COVERED, movers)
        activity = known[candidate.id]
        waits = [n for n in (*activity.requires, *activity.follows) if n not in planned]
        if self._is_reached_without(candidate):
            return Left(initiative, Because.REACHED_BEFORE)
        if waits:
            return Left(initiative, Because.WAITS, tuple(dict.fromkeys(waits)))
        return self._no_room(candidate)

    def _movers(self, candidate: Candidate) -> tuple[str, ...]:
        """The planned ones that close all that it would; none where they do not."""
        values = dict(self.situation.frame.values)
        for p in self.placed:
            _raise(values, p.candidate.pilot if p.project is None else p.candidate.lifts)
        if self.situation.frame.aims.gain(candidate.lifts, values):
            return ()
        questions = {lift.question for lift in candidate.lifts}
        return tuple(p.id for p in self.placed if questions & {lift.question for lift in p.candidate.lifts})

    def _is_reached_without(self, candidate: Candidate) -> bool:
        starts = {p.id: Start(p.start, p.project) for p in self.placed}
        reached = {name for name, quarter in self.program.reached_in(starts).items() if quarter is not None}
        nearest = self.situation.frame.aims.nearest
        aimed_at = {nearest[lift.question] for lift in candidate.lifts if lift.question in nearest}
        return aimed_at <= reached

    def _no_room(self, candidate: Candidate) -> Left:
        initiative = candidate.initiative
        ends = [p.decided for p in self.placed if p.id in initiative.requires]
        ends += [p.finished or 0 for p in self.placed if p.id in initiative.follows]
        earliest = max(ends, default=0)
        pilot, project = candidate.pilot_load, candidate.project_load
        begin = self.room.first(pilot, earliest)
        if begin is None:
            why = self.room.why_not("pilot", pilot, earliest)
        elif self.room.first(project, begin + candidate.to_decision) is None:
            why = self.room.why_not_both(pilot, project, earliest, candidate.to_decision)
        else:
            return Left(initiative, Because.TOO_LITTLE)
        return Left(initiative, Because.NO_ROOM, no_room=why)
