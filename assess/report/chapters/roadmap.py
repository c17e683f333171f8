"""Step 5: from vision to plan, from plan to pilot, from pilot to project."""

from decimal import Decimal

from assess.model.roadmap import Outlook, Planned, PlannedQuarter, Projection, Roadmap
from assess.report import wording
from assess.report.blocks import (
    Block,
    CallOut,
    Chapter,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.chapters import limits
from assess.report.chapters.programme import outcome
from assess.report.charts.timeline import Bar, Phase, Timeline
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore

TITLE = "From vision to plan, to pilot, to project"
_ON_A_PAGE = 20
"""Bars of a chart, whose labels may take two lines."""


def chapter(inputs: Inputs) -> Chapter:
    """Timeline, gates, and what the scorecard would then say."""
    roadmap = inputs.roadmap
    if roadmap is None:
        lead = "There is no roadmap yet. It follows from a vision with wanted levels."
        return Chapter("roadmap", "Step 5", TITLE, (lead,), ())
    blocks: list[Block] = []
    if inputs.roadmap_is_stale:
        stale = (
            "The answers, the vision or the playbook have changed since it was computed. "
            "Plan again before anything is decided on it."
        )
        blocks.append(CallOut("This roadmap is out of date", ((stale,),)))
    if roadmap.initiatives:
        blocks += _plan(inputs, roadmap)
    if roadmap.targets:
        blocks += [
            Heading("Wanted levels and whether the plan reaches them", "outlook"),
            _outlook(inputs, roadmap),
        ]
    if roadmap.initiatives and roadmap.quarters:
        blocks += [Heading("What it takes", "capacity"), _capacity(inputs, roadmap)]
    blocks += limits.blocks(roadmap)
    return Chapter("roadmap", "Step 5", TITLE, (_lead(roadmap),), tuple(blocks))


def _lead(roadmap: Roadmap) -> str:
    number = len(roadmap.initiatives)
    if not number:
        return (
            "No initiative of the playbook found a place on the roadmap. "
            "The table below says what becomes of each wanted level."
        )
    if number == 1:
        return "One initiative, a pilot first; it becomes a project only at its gate."
    most = wording.small(roadmap.at_once)
    return (
        f"{wording.capital(wording.several(number, 'initiative'))}, chosen and put in order so that wanted "
        "levels are reached by their days as far as people and money allow, and everything else soon. "
        f"At most {most} {wording.noun(roadmap.at_once, 'runs', 'run')} at a time. "
        "Each is a pilot first and becomes a project only at its gate."
    )


def _plan(inputs: Inputs, roadmap: Roadmap) -> list[Block]:
    blocks: list[Block] = [
        *timelines(inputs, roadmap),
        Heading("The gates", "gates"),
        _gates(inputs),
    ]
    lead = (
        "The table holds the same scoring, with the answers that finished work would change; quarters in "
        "which no number in it moves are left out."
    )
    return [
        *blocks,
        Heading("What the scorecard would say", "projection"),
        Paragraph(words(outcome(inputs, roadmap), " ", lead)),
        _projections(inputs, roadmap),
    ]


def timelines(inputs: Inputs, roadmap: Roadmap) -> list[Figure]:
    """One chart, or several of about the same length where all initiatives do not fit one page."""
    number = -(-len(roadmap.initiatives) // _ON_A_PAGE)
    most = -(-len(roadmap.initiatives) // number)
    found = []
    for part in range(number):
        some = roadmap.initiatives[part * most : (part + 1) * most]
        of = f", part {part + 1} of {number}" if number > 1 else ""
        name = f"roadmap-chart-{part + 1}" if part else "roadmap-chart"
        caption = words(f"Part {part + 1} of {number}. " if of else "", _caption(roadmap))
        found.append(Figure(_timeline(inputs, some, name, f"Roadmap of {inputs.client}{of}"), caption))
    return found


def _timeline(inputs: Inputs, some: tuple[Planned, ...], name: str, title: str) -> Timeline:
    """Those in `some`; what waits for one on another chart is said in the words alone."""
    order = {planned.initiative: index for index, planned in enumerate(some)}
    bars = tuple(
        Bar(
            label=planned.title,
            phases=_phases(planned),
            gates=() if planned.passed else (planned.pilot.end,),
            after=tuple(order[name] for name in planned.requires if name in order),
            follows=tuple(order[name] for name in planned.follows if name in order),
        )
        for planned in some
    )
    labels = tuple(quarter.label for quarter in (inputs.roadmap.quarters if inputs.roadmap else ()))
    text = "; ".join(_in_words(inputs, planned) for planned in some)
    return Timeline(name, title, f"{text}.", labels, bars)


def _phases(planned: Planned) -> tuple[Phase, ...]:
    """A pilot that has passed its gate before the plan takes no time in it."""
    steps = [] if planned.passed else [Phase("pilot", planned.pilot.start, planned.pilot.quarters)]
    if planned.project:
        steps.append(Phase("project", planned.project.start, planned.project.quarters))
    return tuple(steps)


def _in_words(inputs: Inputs, planned: Planned) -> str:
    text = f"{planned.title}: {pilot_stands(inputs, planned)}"
    project = inputs.quarter(planned.project.start) if planned.project else ""
    first = [inputs.planned_title(name) for name in (*planned.requires, *planned.follows)]
    waits = f", after {wording.listed(first)}" if first else ""
    return f"{text}, project from {project}{waits}" if project else f"{text}{waits}"


def pilot_stands(inputs: Inputs, planned: Planned) -> str:
    """When its pilot begins, or that it has."""
    if planned.passed:
        return f"pilot passed its gate on {wording.short_day(planned.decided)}"
    if planned.begun:
        return f"pilot runs since {wording.short_day(planned.starts)}"
    return f"pilot from {inputs.quarter(planned.pilot.start)}"


def _caption(roadmap: Roadmap) -> Words:
    return words(
        "Hatched: pilots. Diamond: the gate at which the pilot is scaled, repeated once or stopped. "
        f"Solid: projects, {roadmap.assumption}."
    )


def _gates(inputs: Inputs) -> Table:
    """The calendar of decisions; what is asked at each stands with its pilot."""
    rows = tuple(
        row(wording.short_day(gate.date), planned.title, gate.name, wording.named(gate.decides))
        for planned, gate in inputs.gates
    )
    titles = columns("Date", "Pilot", "Gate", "Who decides")
    return Table("Decision points of all pilots by date", titles, rows)


def _projections(inputs: Inputs, roadmap: Roadmap) -> Table:
    overall = inputs.card.overall
    sections = (overall, *inputs.reviews)
    shown = {section.id for section in sections}
    titles = ["Overall", *(review.title for review in inputs.reviews)]
    today = row("Today", *(_today(section) for section in sections), emphasis=True)
    rows = tuple(
        row(inputs.quarter(one.quarter), *(_projected(one, section) for section in sections))
        for one in roadmap.projections
        if shown.intersection(one.changed)
    )
    caption = "Projected scores and levels"
    return Table(caption, columns("At the end of", *titles, numeric=tuple(titles)), (today, *rows))


def _today(section: SectionScore) -> Words:
    level = "" if section.level is None and not section.indicative else "level "
    return words(wording.score(section), ", ", level, wording.level(section))


def _projected(projection: Projection, section: SectionScore) -> Words:
    if section.id not in projection.scores:
        return (wording.NO_SCORE,)
    field = f"projection.{projection.quarter}.{section.id}"
    score = Mark(f"{field}.score", wording.one_decimal(projection.scores[section.id]))
    if section.id not in projection.levels:
        return (score, f", {wording.NO_LEVEL}")
    level = Mark(f"{field}.level", str(projection.levels[section.id]))
    return words(score, ", level ", level, ", indicative" if section.id in projection.indicative else "")


def _outlook(inputs: Inputs, roadmap: Roadmap) -> Table:
    titles = columns(
        inputs.capability_noun.capitalize(),
        "Today",
        "Wanted",
        "By",
        "With this plan",
        numeric=("Today", "Wanted"),
    )
    rows = tuple(_target(inputs, outlook) for outlook in roadmap.targets)
    return Table("Each wanted level, and what becomes of it", titles, rows)


def _target(inputs: Inputs, outlook: Outlook) -> Row:
    section = inputs.scored.get(outlook.capability)
    return row(
        inputs.label(outlook.capability),
        wording.level(section) if section else "",
        wording.wanted(outlook.capability, outlook.wanted),
        wording.short_day(outlook.by) if outlook.by else "",
        _verdict(inputs, outlook),
    )


def _verdict(inputs: Inputs, outlook: Outlook) -> str:
    if not outlook.met:
        return outlook.reason or "Not reached."
    if outlook.reached_in is None:
        return "Reached already."
    return f"Reached in {inputs.quarter(outlook.reached_in) or 'time'}."


def _capacity(inputs: Inputs, roadmap: Roadmap) -> Table:
    used = {name for quarter in roadmap.quarters for name in quarter.days}
    functions = [name for name in inputs.functions if name in used]
    functions += sorted(used.difference(functions))
    money = f"{inputs.engagement.currency} thousand"
    names = [inputs.function(name) for name in functions]
    rows = [_quarter(quarter, functions) for quarter in roadmap.quarters]
    rows.append(_sum(roadmap, functions))
    limits = inputs.engagement.limits
    if limits.days or limits.budget is not None:
        days = (_limit(limits.days.get(name)) for name in functions)
        rows.append(row("Limit in a quarter", *days, _limit(limits.budget), emphasis=True))
    return Table(
        "Person-days by function, and money, in each quarter",
        columns("Quarter", *names, money, numeric=(*names, money)),
        tuple(rows),
        "Likely days and costs; charters and cards give the ranges. Running costs of finished projects are "
        "not in the last column.",
    )


def _sum(roadmap: Roadmap, functions: list[str]) -> Row:
    total = roadmap.total
    days = (Mark(f"total.days.{name}", wording.whole(total.days.get(name, Decimal(0)))) for name in functions)
    return row("All quarters", *days, Mark("total.money", wording.whole(total.money.likely)), emphasis=True)


def _quarter(quarter: PlannedQuarter, functions: list[str]) -> Row:
    field = f"quarter.{quarter.quarter}"
    days = (
        Mark(f"{field}.days.{name}", wording.whole(quarter.days.get(name, Decimal(0)))) for name in functions
    )
    return row(quarter.label, *days, Mark(f"{field}.cost", wording.whole(quarter.cost)))


def _limit(limit: Decimal | None) -> str:
    return "none" if limit is None else wording.plain(limit)
