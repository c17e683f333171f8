"""Initiatives in order by a simple rule: where the search for the best plan begins.

The greedy rule: of the initiatives whose requirements are settled, the one with the largest gain per likely
person-day comes next, and its pilot and project take the earliest quarters in which they fit. The gain counts
what initiatives placed before it have not already closed. An initiative that others require has the priority
of the largest of them, if that is more than its own; if none of them finds room, it is taken out again. A
project that would close nothing beyond its pilot takes only room that nobody else wants.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assess.model.playbook import Initiative
from assess.model.roadmap import Because, Search
from assess.planning.portfolio import Candidate, Left, Lift
from assess.planning.room import NoRoom, Room
from assess.planning.situation import Frame, Situation


@dataclass(frozen=True)
class Placed:
    """An initiative with its quarters. The project starts in `decided` or later, or not within the plan."""

    candidate: Candidate
    start: int
    decided: int
    project: int | None
    no_project: NoRoom | None
    gain: Fraction
    priority: Fraction
    enables: tuple[str, ...]

    @property
    def id(self) -> str:
        """The initiative's."""
        return self.candidate.id

    @property
    def finished(self) -> int | None:
        """The first quarter after the project; None where the plan has none."""
        return None if self.project is None else self.project + self.candidate.project_load.quarters


@dataclass(frozen=True)
class Proof:
    """How good a plan is, in the unit of `program`.

    No plan has more than `bound`; the greedy order has `greedy`; `most` would be all of the distance closed
    from the first quarter on. `stop` says what ended the search, after so many `nodes`.
    """

    value: int
    bound: int
    greedy: int
    most: int
    stop: Search
    nodes: int


@dataclass(frozen=True)
class Lever:
    """A limit raised by `adds` in each quarter from quarter `since` on, and the plan that this would allow.

    `value` is its objective. `reached_in`: by capability, the first quarter that finds the level reached.
    """

    limit: str
    adds: Fraction
    since: int
    value: int
    reached_in: Mapping[str, int | None]


@dataclass(frozen=True)
class Relaxation:
    """What would have to be added to the limits of every quarter to reach levels in time.

    The levels of `capabilities`, beside all that the plan reaches in time anyhow. Of all ways the one that
    adds least, each limit counted in per cent of itself. `adds` is None where no limit stands in the way but
    time: then `earliest` is the first quarter that could find the level reached, or None where the plan ends
    before.
    """

    capabilities: tuple[str, ...]
    adds: Mapping[str, Fraction] | None
    earliest: int | None = None


@dataclass(frozen=True)
class Schedule:
    """The order in time, and what is not in it."""

    placed: tuple[Placed, ...]
    left: tuple[Left, ...]
    proof: Proof | None = None
    levers: tuple[Lever, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()


def greedy(candidates: Sequence[Candidate], situation: Situation) -> Schedule:
    """The order that takes the largest gain per person-day first, in whatever room is left."""
    return arrange(candidates, situation.frame)


def arrange(candidates: Sequence[Candidate], frame: Frame) -> Schedule:
    """The greedy order. The same initiatives in any order give the same schedule."""
    needless: dict[str, Left] = {}
    while True:
        turn = _Greedy([c for c in candidates if c.id not in needless], frame)
        turn.run()
        idle = _idle(turn.placed)
        if not idle:
            placed = [_enabling(p, turn.placed) for p in turn.placed.values()]
            placed.sort(key=lambda p: (p.start, -p.priority, p.id))
            unplaced = [*needless.values(), *turn.unplaced.values()]
            return Schedule(tuple(placed), tuple(sorted(unplaced, key=lambda u: u.initiative.id)))
        needless |= _with_those_that_wait(idle, turn.unplaced)


def _with_those_that_wait(idle: Sequence[Placed], unplaced: Mapping[str, Left]) -> dict[str, Left]:
    """The idle ones, and what they were to prepare with the reason for which it found no room."""
    out = {
        p.id: Left(p.candidate.initiative, Because.NO_ROOM, no_room=p.no_project)
        if p.no_project
        else p.candidate.unmeasured or Left(p.candidate.initiative, Because.NOT_WANTED, p.enables)
        for p in idle
    }
    while True:
        waiting = {
            name: left
            for name, left in unplaced.items()
            if name not in out and not out.keys().isdisjoint(left.initiative.prerequisites)
        }
        if not waiting:
            return out
        out |= waiting


def _enabling(placed: Placed, others: Mapping[str, Placed]) -> Placed:
    """With only those that found a place, too, as the ones that it enables."""
    return replace(placed, enables=tuple(name for name in placed.enables if name in others))


def _idle(placed: Mapping[str, Placed]) -> list[Placed]:
    """Placed for the sake of others of which none found room."""
    useful = {name for name, p in placed.items() if p.gain > 0}
    ahead = list(useful)
    while ahead:
        for name in placed[ahead.pop()].candidate.initiative.prerequisites:
            if name in placed and name not in useful:
                useful.add(name)
                ahead.append(name)
    return [p for name, p in placed.items() if name not in useful]


def _unwanted(candidate: Candidate) -> Left:
    return candidate.unmeasured or Left(candidate.initiative, Because.NOT_WANTED)


class _Greedy:
    """One run: what waits, what is placed, what has no place, and the room that is left."""

    def __init__(self, candidates: Sequence[Candidate], frame: Frame) -> None:
        self.placed: dict[str, Placed] = {}
        self.unplaced: dict[str, Left] = {}
        self._frame = frame
        self._room = Room(frame.capacity, frame.quarters)
        self._values = dict(frame.values)
        self._waiting = {c.id: c for c in sorted(candidates, key=lambda c: c.id)}

    def run(self) -> None:
        """Place one after the other, then say of the rest why not."""
        self._drop_settled()
        for candidate in [c for c in self._waiting.values() if c.begun]:
            self._place(candidate, self._own(candidate))
        while following := self._next():
            self._place(*following)
        self._drop_rest()
        self._add_projects()

    def _next(self) -> tuple[Candidate, Fraction] | None:
        """The ready one with the largest priority, and that priority; None when nothing is left to gain."""
        self._drop_orphans()
        priorities = self._priorities()
        ready = [c for c in self._waiting.values() if not self._awaited(c)]
        best = min(ready, key=lambda c: (-priorities[c.id], c.id), default=None)
        return None if best is None or priorities[best.id] == 0 else (best, priorities[best.id])

    def _gain(self, lifts: Iterable[Lift]) -> Fraction:
        return self._frame.aims.gain(lifts, self._values)

    def _own(self, candidate: Candidate) -> Fraction:
        return self._frame.aims.per_day(candidate, self._values)

    def _priorities(self) -> dict[str, Fraction]:
        """Each one's own gain per day, or the largest of those that wait for it."""
        priorities = {name: self._own(candidate) for name, candidate in self._waiting.items()}
        for name, own in sorted(priorities.items(), key=lambda item: (-item[1], item[0])):
            for required in self._all_awaited(name):
                priorities[required] = max(priorities[required], own)
        return priorities

    def _awaited(self, candidate: Candidate) -> list[str]:
        return [name for name in candidate.initiative.prerequisites if name in self._waiting]

    def _all_awaited(self, name: str) -> set[str]:
        found: set[str] = set()
        ahead = [name]
        while ahead:
            new = [other for other in self._awaited(self._waiting[ahead.pop()]) if other not in found]
            found.update(new)
            ahead += new
        return found

    def _place(self, candidate: Candidate, priority: Fraction) -> None:
        """In the earliest quarters that fit. A pilot alone is kept if it gains or enables something."""
        del self._waiting[candidate.id]
        pilot = candidate.pilot_load
        earliest, latest = self._earliest(candidate)
        start = 0 if candidate.begun else self._room.first(pilot, earliest)
        if start is None:
            self._leave_out(candidate, replace(self._room.why_not("pilot", pilot, earliest), after=latest))
            return
        placed = Placed(
            candidate,
            start=start,
            decided=start + candidate.to_decision,
            project=None,
            no_project=None,
            gain=self._gain(candidate.pilot),
            priority=priority,
            enables=self._dependents(candidate.id),
        )
        if self._gain(candidate.lifts) > placed.gain:
            placed = self._with_project(placed)
            if placed.no_project:
                both = (pilot, candidate.project_load, earliest, candidate.to_decision)
                placed = replace(placed, no_project=self._room.why_not_both(*both))
        if placed.no_project and placed.gain == 0 and not placed.enables:
            self._leave_out(candidate, placed.no_project)
        else:
            self._keep(placed)

    def _earliest(self, candidate: Candidate) -> tuple[int, str | None]:
        """The first quarter in which all is decided or finished that comes before, and the last of these."""
        ready = {
            name: self.placed[name].decided for name in candidate.initiative.requires if name in self.placed
        }
        for name in candidate.initiative.follows:
            if name in self.placed:
                finished = self.placed[name].finished
                ready[name] = self._frame.quarters if finished is None else finished
        latest = max(ready, key=lambda name: ready[name], default=None)
        return (0, None) if latest is None else (ready[latest], latest)

    def _with_project(self, placed: Placed) -> Placed:
        """With the project in the earliest quarters after the decision, so never beside its pilot."""
        load = placed.candidate.project_load
        start = self._room.first(load, placed.decided)
        if start is None:
            return replace(placed, no_project=self._room.why_not("project", load, placed.decided))
        return replace(placed, project=start)

    def _keep(self, placed: Placed) -> None:
        candidate, own = placed.candidate, self._own(placed.candidate)
        self._room.take(candidate.pilot_load, placed.start)
        lifts = candidate.pilot
        if placed.project is not None:
            self._room.take(candidate.project_load, placed.project)
            lifts = candidate.lifts
        gain = self._gain(lifts)
        for lift in lifts:
            self._values[lift.question] = max(self._values[lift.question], lift.reaches)
        enables = placed.enables if placed.priority > own else ()
        self.placed[candidate.id] = replace(placed, gain=gain, enables=enables)

    def _add_projects(self) -> None:
        """Projects that close nothing more than their pilots come last, where room is left."""
        for name, placed in list(self.placed.items()):
            if placed.project is None and placed.no_project is None:
                self.placed[name] = whole = self._with_project(placed)
                if whole.project is not None:
                    self._room.take(placed.candidate.project_load, whole.project)

    def _leave_out(self, candidate: Candidate, no_room: NoRoom) -> None:
        self.unplaced[candidate.id] = Left(candidate.initiative, Because.NO_ROOM, no_room=no_room)

    def _dependents(self, name: str) -> tuple[str, ...]:
        return tuple(other for other, c in self._waiting.items() if name in c.initiative.prerequisites)

    def _drop_settled(self) -> None:
        """A requirement whose pilot would raise nothing needs no place unless it gains something itself."""
        for name in [n for n, c in self._waiting.items() if n in self._frame.done and self._own(c) == 0]:
            self.unplaced[name] = _unwanted(self._waiting.pop(name))

    def _drop_orphans(self) -> None:
        """Take out what requires something neither placed nor waiting nor done, until nothing more falls."""
        while True:
            orphans = {
                name: lost
                for name, candidate in self._waiting.items()
                if (lost := self._lost(candidate.initiative))
            }
            if not orphans:
                return
            for name, lost in orphans.items():
                self.unplaced[name] = Left(self._waiting.pop(name).initiative, Because.WAITS, lost)

    def _lost(self, initiative: Initiative) -> tuple[str, ...]:
        """What it waits for in vain."""
        known = self._waiting.keys() | self.placed.keys()
        lost = [name for name in initiative.requires if name not in known | self._frame.done]
        lost += [name for name in initiative.follows if name not in known | self._frame.finished]
        return tuple(dict.fromkeys(lost))

    def _drop_rest(self) -> None:
        """Nothing more to gain: what gained at first is covered by others, or waits in a circle."""
        for name, candidate in self._waiting.items():
            if self._own(candidate) > 0:
                self.unplaced[name] = Left(
                    candidate.initiative, Because.WAITS, tuple(self._awaited(candidate))
                )
            elif self._frame.aims.per_day(candidate, self._frame.values) > 0:
                self.unplaced[name] = Left(candidate.initiative, Because.COVERED, self._movers(candidate))
            else:
                self.unplaced[name] = _unwanted(candidate)
        self._waiting.clear()

    def _movers(self, candidate: Candidate) -> tuple[str, ...]:
        questions = {lift.question for lift in candidate.lifts}
        return tuple(
            name
            for name, p in self.placed.items()
            if questions & {lift.question for lift in p.candidate.lifts}
        )
