"""The first ninety days of a plan, by owner: what each role does, and by which date."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assess.model.roadmap import Roadmap
from assess.report import wording
from assess.report.actions import of_initiatives
from assess.report.blocks import Definitions, Mark, Words, words
from assess.report.chapters.decisions import TEAM, deciders, levels, rules
from assess.report.inputs import Inputs
from assess.report.roles import apart

NINETY = dt.timedelta(days=90)


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
        for owner in apart(duty.owner, known):
            by_owner.setdefault(owner.casefold(), []).append(replace(duty, owner=owner))
    entries = ((wording.capital(each[0].owner), tuple(_said(each))) for each in by_owner.values())
    return Definitions(tuple(entries))


def _said(found: list[Duty]) -> Iterator[Words]:
    """What is to be done on the same day in the same words is said once, with all its pilots."""
    pilots: dict[tuple[dt.date, Words], list[str]] = {}
    for duty in found:
        pilots.setdefault((duty.by, duty.does), []).append(duty.pilot)
    for (by, does), titles in pilots.items():
        names = "; ".join(dict.fromkeys(title for title in titles if title))
        yield words(f"{wording.short_day(by)}: ", does, f" ({names})." if names else ".")


def duties(inputs: Inputs) -> Iterator[Duty]:
    """Decisions and people before the start; then what pilots ask for, and the first projects."""
    roadmap = inputs.roadmap
    if roadmap is None or not roadmap.initiatives:
        return
    yield from _decisions(inputs, roadmap)
    yield from _days(inputs, roadmap)
    yield from _of_pilots(inputs, roadmap)


def _decisions(inputs: Inputs, roadmap: Roadmap) -> Iterator[Duty]:
    """Those that the summary asks for; whoever decides at a pilot's first gate releases that pilot."""
    yield Duty(TEAM, roadmap.decide_by, words("Confirm ", levels(inputs)))
    for planned in inputs.starting:
        for role in deciders((planned,)):
            yield Duty(role, roadmap.decide_by, ("Release people and money",), planned.title)
    yield Duty(TEAM, roadmap.decide_by, (rules(),))


def _days(inputs: Inputs, roadmap: Roadmap) -> Iterator[Duty]:
    """What the functions keep free in the first quarter."""
    if not roadmap.quarters:
        return
    first = roadmap.quarters[0]
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
        yield Duty("Heads of the functions", roadmap.decide_by, does)


def _of_pilots(inputs: Inputs, roadmap: Roadmap) -> Iterator[Duty]:
    """What `assess actions` lists of each initiative, so far as it is due within the time."""
    for one in of_initiatives(inputs, roadmap):
        if one.due <= roadmap.starts + NINETY:
            for owner in one.owners:
                yield Duty(owner, one.due, (one.what,), one.title)
