"""The first ninety days of a plan, by owner: what each role does, and by which date."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assess.model.playbook import Initiative
from assess.report import wording
from assess.report.blocks import Definitions, Mark, Words, words
from assess.report.chapters.decisions import levels, release
from assess.report.chapters.designs import Design, design
from assess.report.chapters.initiatives import leader
from assess.report.inputs import Inputs

NINETY = dt.timedelta(days=90)
WORKING_WEEK = dt.timedelta(days=4)
_TEAM = "Executive team"


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that an owner does by a day, for a pilot or for the plan as a whole."""

    owner: str
    by: dt.date
    does: Words
    pilot: str = ""


def ninety_days(inputs: Inputs) -> Definitions:
    """An entry for each owner: whoever is first to act comes first, and each does things by date."""
    found = sorted(duties(inputs), key=lambda one: one.by)
    known = {one.owner.casefold() for one in found}
    by_owner: dict[str, list[Duty]] = {}
    for duty in found:
        for owner in _owners(duty.owner, known):
            by_owner.setdefault(owner.casefold(), []).append(replace(duty, owner=owner))
    entries = ((wording.capital(each[0].owner), tuple(_said(each))) for each in by_owner.values())
    return Definitions(tuple(entries))


def _owners(text: str, known: set[str]) -> list[str]:
    """`CMO and CTO` are two owners where both also stand alone; `Head of research and development` is one."""
    parts = text.split(" and ")
    return parts if len(parts) > 1 and all(part.casefold() in known for part in parts) else [text]


def _said(found: list[Duty]) -> Iterator[Words]:
    """What is to be done on the same day in the same words is said once, with all its pilots."""
    pilots: dict[tuple[dt.date, Words], list[str]] = {}
    for duty in found:
        pilots.setdefault((duty.by, duty.does), []).append(duty.pilot)
    for (by, does), titles in pilots.items():
        names = "; ".join(dict.fromkeys(title for title in titles if title))
        yield words(f"{wording.short_day(by)}: ", does, f" ({names})." if names else ".")


def duties(inputs: Inputs) -> Iterator[Duty]:
    """Decisions and people before the start; then the first weeks and the gates of what starts first."""
    yield from _decisions(inputs)
    yield from _days(inputs)
    yield from _pilots(inputs)


def _decisions(inputs: Inputs) -> Iterator[Duty]:
    if inputs.roadmap is None or not inputs.starting:
        return
    day = inputs.roadmap.decide_by
    yield Duty(_TEAM, day, words("Confirm ", levels(inputs)))
    yield Duty(_TEAM, day, (release(inputs),))


def _days(inputs: Inputs) -> Iterator[Duty]:
    """What the functions keep free in the first quarter."""
    if inputs.roadmap is None or not inputs.roadmap.quarters or not inputs.starting:
        return
    first = inputs.roadmap.quarters[0]
    names = [name for name in (*inputs.functions, *first.days) if first.days.get(name)]
    each: list[Words] = [
        words(
            wording.inner(inputs.function(name)),
            " ",
            Mark(f"quarter.{first.quarter}.days.{name}", wording.whole(first.days[name])),
        )
        for name in dict.fromkeys(names)
    ]
    listed = words(*(piece for at, one in enumerate(each) for piece in (", " if at else "", one)))
    if listed:
        does = words(f"Keep person-days free in {first.label}: ", listed)
        yield Duty("Heads of the functions", inputs.roadmap.decide_by, does)


def _pilots(inputs: Inputs) -> Iterator[Duty]:
    """Of each pilot of the first quarter: what precedes it, its first week, and its gates within the time."""
    for planned in inputs.starting:
        initiative = inputs.initiatives.get(planned.initiative)
        if initiative:
            yield from _pilot(planned.title, initiative, design(inputs, planned, initiative))


def _pilot(title: str, initiative: Initiative, found: Design) -> Iterator[Duty]:
    kpi = found.kpi or initiative.kpi
    if initiative.legal:
        does = "Have what the charter names under legal check cleared"
        yield Duty(leader(initiative), found.starts, (does,), title)
    if kpi.owner:
        does = f"Confirm the baseline: {wording.inner(kpi.name)}"
        yield Duty(kpi.owner.partition(",")[0].rstrip("."), found.starts, (does,), title)
    for task in initiative.first_week:
        yield Duty(task.who, found.starts + WORKING_WEEK, (task.does.removesuffix("."),), title)
    for gate in found.gates:
        if gate.date <= found.starts + NINETY:
            for role in gate.decides:
                yield Duty(role, gate.date, (f"Decide at the gate: {wording.inner(gate.name)}",), title)
