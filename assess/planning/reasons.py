"""Why something was left out or falls short, in the plain words of roadmap.yaml and the report."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assess.model.engagement import Limits
from assess.model.pilot import Decision
from assess.model.roadmap import Because, LeftOut
from assess.planning.portfolio import Left
from assess.planning.quarters import Quarter, day_of
from assess.planning.room import AT_ONCE, AT_RISK, BUDGET, NoRoom
from assess.planning.sequence import Placed
from assess.scoring.rounding import shown

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class Names:
    """What ids are called, and how large the limits are.

    `known_facts`: those that the engagement speaks of. `stopped`: why initiatives were, in a sentence.
    """

    titles: Mapping[str, str]
    functions: Mapping[str, str]
    facts: Mapping[str, str]
    known_facts: frozenset[str]
    questions: Mapping[str, str]
    sections: Mapping[str, str]
    limits: Limits
    currency: str
    first: Quarter
    quarters: int
    stopped: Mapping[str, str] = field(default_factory=dict)

    def title(self, initiative: str) -> str:
        """In quotation marks; the id of one that no playbook holds."""
        return f"“{self.titles[initiative]}”" if initiative in self.titles else f"`{initiative}`"

    def initiatives(self, names: Sequence[str]) -> str:
        """By title."""
        return listed([self.title(name) for name in names])

    def asked(self, names: Sequence[str]) -> str:
        """Questions by id and topic."""
        return listed(
            [f"{name} ({self.questions[name]})" if name in self.questions else name for name in names]
        )

    def section(self, name: str) -> str:
        """A capability by id and title."""
        title = self.sections.get(name, name)
        return name if title == name else f"{name} {title}"

    def quarter(self, index: int) -> str:
        """A quarter of the plan by its label."""
        return self.first.later(index).label

    @property
    def last(self) -> str:
        """The label of the plan's last quarter."""
        return self.quarter(self.quarters - 1)

    @property
    def ends(self) -> dt.date:
        """The plan's last day."""
        return self.first.later(self.quarters - 1).ends

    def function(self, name: str) -> str:
        """A function's name."""
        return self.functions.get(name, name)

    def limit(self, name: str) -> str:
        """A limit as the subject of a sentence."""
        if name == AT_ONCE:
            return f"the limit of {counted(self.limits.at_once, 'change')} at a time"
        if name == BUDGET:
            return (
                f"the budget of {plain(Fraction(self.limits.budget or 0))} thousand {self.currency} a quarter"
            )
        if name == AT_RISK:
            share = plain(Fraction(self.limits.revenue_at_risk or 0))
            return f"the limit of {share} per cent of revenue at risk"
        days = plain(Fraction(self.limits.days[name]))
        return f"the limit of {days} person-days a quarter for {self.function(name)}"


def left_out(left: Left, names: Names) -> LeftOut:
    """The record of an initiative that is not planned."""
    return LeftOut(
        initiative=left.initiative.id,
        title=left.initiative.title,
        capability=left.initiative.capability,
        because=left.because,
        reason=_why(left, names),
    )


_PLAIN = {
    Because.SWITCHED_OFF: "The engagement's own playbook switches it off.",
    Because.NOT_ASKED: "This assessment did not ask the questions that it moves.",
    Because.NOT_APPLICABLE: "The questions that it moves do not apply here.",
    Because.REACHED: "Everything that it moves is reached already.",
    Because.REACHED_BEFORE: "The level that it aims at is reached without it.",
    Because.TOO_LITTLE: "What room is left comes too late for it to close anything before the plan ends.",
    Because.NOT_WANTED: "It raises nothing that lies below a wanted level.",
}


def _why(left: Left, names: Names) -> str:
    match left.because:
        case Because.STOPPED:
            return names.stopped[left.initiative.id]
        case Because.NO_ROOM if left.no_room:
            return no_room(left.no_room, names)
        case Because.NEEDS_FACT:
            return _needs(left.names[0], names)
        case Because.NOT_ANSWERED:
            return f"Nobody has answered {names.asked(left.names)}. Ask, and plan again."
        case Because.REACHED if left.names:
            return f"Of what it moves only {names.asked(left.names)} counts here, and is reached already."
        case Because.COVERED:
            return f"{names.initiatives(left.names)} would already close the gap that it aims at."
        case Because.WAITS:
            return _waits(left, names)
        case Because.NOT_WANTED if left.names:
            return _in_vain(left, names)
    return _PLAIN[left.because]


def _in_vain(left: Left, names: Names) -> str:
    others = names.initiatives(left.names)
    return f"It would only prepare for {others}, which found no room."


def _needs(fact: str, names: Names) -> str:
    ending = "" if fact in names.known_facts else " The engagement does not say whether it holds."
    return f"It is for companies of which this holds: {names.facts.get(fact, fact)}{ending}"


def _waits(left: Left, names: Names) -> str:
    unknown = [name for name in left.names if name not in names.titles]
    if unknown:
        return f"It requires {names.initiatives(unknown)}, which no playbook in use holds."
    verb = "is" if len(left.names) == 1 else "are"
    return f"It has to wait for {names.initiatives(left.names)}, which {verb} not on the roadmap."


def no_room(obstacle: NoRoom, names: Names) -> str:
    """Which limit kept a pilot or project out."""
    if not obstacle.limits:
        return _no_time(obstacle, names)
    limits = listed([names.limit(limit) for limit in obstacle.limits])
    if obstacle.alone:
        return f"Its {obstacle.step} {_asks(obstacle, names)}, which is more than {limits}."
    verb = "is" if len(obstacle.limits) == 1 else "are"
    return (
        f"There is no room for its {obstacle.step} before the plan ends with {names.last}: "
        f"{limits} {verb} taken up by initiatives that together close more."
    )


def _no_time(obstacle: NoRoom, names: Names) -> str:
    length = counted(obstacle.quarters, "quarter")
    required = f", after {names.title(obstacle.after)}" if obstacle.after else ""
    if obstacle.earliest >= names.quarters:
        return f"Its {obstacle.step} could start only after the plan ends with {names.last}{required}."
    earliest = names.quarter(obstacle.earliest)
    return (
        f"Its {obstacle.step} takes {length} and could not start before {earliest}{required}; "
        f"the plan ends with {names.last}."
    )


def _asks(obstacle: NoRoom, names: Names) -> str:
    limit = obstacle.limits[0]
    if limit == AT_RISK:
        return f"puts {plain(obstacle.asks)} per cent of revenue at risk"
    if limit == BUDGET:
        return f"costs {plain(obstacle.asks)} thousand {names.currency} a quarter"
    return f"takes {plain(obstacle.asks)} person-days a quarter of {names.function(limit)}"


def stopped(decision: Decision) -> str:
    """A failure that was understood and goes no further."""
    reason = f": {decision.reason}" if decision.reason else "."
    return f"Its pilot was stopped on {day(decision.date)}{reason}"


def late(by: dt.date, reached_in: int, names: Names) -> str:
    """A target that is reached after its date, be it that the plan begins too late for it."""
    too_late = f"Reached in {names.quarter(reached_in)}, after {day(by)}, by which it is wanted"
    if by >= names.first.ends:
        return f"{too_late}."
    return f"{too_late}; the first quarter that can be planned is {names.quarter(0)}."


def held_back(piloted: Sequence[Placed], others: Sequence[str], names: Names) -> str:
    """What would still be needed: projects of initiatives that are only piloted, and others in whole."""
    too_late = [p for p in piloted if p.decided + p.candidate.initiative.duration.project > names.quarters]
    crowded = [p for p in piloted if p not in too_late]
    parts = (
        _projects(too_late, "too late for a project within the plan", names),
        _projects(crowded, f"after which a project finds no room before the end of {names.last}", names),
        _wholes(others, names),
    )
    first, *more = (part for part in parts if part)
    rest = [part.replace("would be needed", "would also be needed") for part in more]
    return " ".join([_unreached(names), first, *rest])


def _projects(piloted: Sequence[Placed], but: str, names: Names) -> str:
    if not piloted:
        return ""
    titles = names.initiatives([p.id for p in piloted])
    dates = days([decided(p, names) for p in piloted])
    if len(piloted) == 1:
        return f"The project of {titles} would be needed; its pilot is decided on {dates}, {but}."
    return f"The projects of {titles} would be needed; their pilots are decided on {dates}, {but}."


def _wholes(initiatives: Sequence[str], names: Names) -> str:
    if not initiatives:
        return ""
    verb = "has" if len(initiatives) == 1 else "have"
    titles = names.initiatives(initiatives)
    return f"{titles} would be needed, which {verb} no place before the end of {names.last}."


def decided(placed: Placed, names: Names) -> dt.date:
    """The day of the pilot's last gate."""
    week = max(gate.week for gate in placed.candidate.initiative.gates)
    return day_of(week, names.first.later(placed.start))


def beyond_playbook(questions: Sequence[str], names: Names) -> str:
    """All initiatives together do not raise these questions far enough."""
    still = f" Still below would be {names.asked(questions)}." if questions else ""
    return f"{_unreached(names)} No initiative that applies here leads that far.{still}"


def not_answered(questions: Sequence[str], names: Names) -> str:
    """The level cannot be told without these answers."""
    return f"{_unreached(names)} Nobody has answered {names.asked(questions)}. Ask, and plan again."


def _unreached(names: Names) -> str:
    return f"Not reached by {day(names.ends)}."


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    return "".join(words) if len(words) <= 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def counted(number: int, noun: str) -> str:
    """With its noun in the singular or plural."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def plain(number: Fraction) -> str:
    """At most one decimal, and none where there is none."""
    return str(shown(number)).removesuffix(".0")


def day(date: dt.date) -> str:
    """As people write it, whatever the machine's language."""
    return f"{_short(date)} {date.year}"


def days(dates: Sequence[dt.date]) -> str:
    """In order, each once; a year is said once for all days in it."""
    ordered = sorted(set(dates))
    return listed(
        [
            day(date) if following is None or following.year != date.year else _short(date)
            for date, following in zip(ordered, [*ordered[1:], None], strict=True)
        ]
    )


def _short(date: dt.date) -> str:
    return f"{date.day} {_MONTHS[date.month - 1]}"
