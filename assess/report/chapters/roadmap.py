"""Step 5: from vision to plan, from plan to pilot, from pilot to project."""

from assess.model.roadmap import Planned, Roadmap
from assess.report import wording
from assess.report.blocks import (
    Block,
    CallOut,
    Chapter,
    Column,
    Figure,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
)
from assess.report.charts.timeline import Bar, Phase, Timeline
from assess.report.inputs import Inputs

TITLE = "From vision to plan, to pilot, to project"


def chapter(inputs: Inputs) -> Chapter:
    """Timeline, gates, the first ninety days, and what the scorecard would then say."""
    roadmap = inputs.roadmap
    if roadmap is None:
        lead: Words = (
            "There is no roadmap yet: a vision with wanted levels comes first, then `assess plan`.",
        )
        return Chapter("roadmap", "Step 5", TITLE, lead, ())
    blocks: list[Block] = []
    if inputs.roadmap_is_stale:
        stale = "Answers, vision or playbook have changed since the roadmap was computed. Run `assess plan` again."
        blocks.append(CallOut("This roadmap is out of date", ((stale,),)))
    if roadmap.initiatives:
        blocks += [
            Figure(_timeline(inputs, roadmap), _caption(roadmap)),
            Heading("The gates", "gates"),
            _gates(roadmap),
            Heading("The first ninety days", "ninety-days"),
            _first_tasks(inputs, roadmap),
            Heading("What the scorecard would say", "projection"),
            Paragraph(
                (
                    f"The same scoring, with the answers that finished work would change, {roadmap.assumption}.",
                )
            ),
            _projection(inputs, roadmap),
        ]
    if roadmap.targets:
        blocks += [
            Heading("Wanted levels and whether the plan reaches them", "outlook"),
            _outlook(inputs, roadmap),
        ]
    if roadmap.quarters:
        blocks += [Heading("What it takes", "capacity"), *_capacity(inputs, roadmap)]
    lead = (
        (
            f"{_count(len(roadmap.initiatives))} in order: those that others wait for, then those that close most of the "
            "distance to the wanted levels for each day of work. "
        ),
        f"At most {wording.small(roadmap.at_once)} run at a time. Each is a pilot first and becomes a project only at its gate.",
    )
    return Chapter("roadmap", "Step 5", TITLE, lead, tuple(blocks))


def first_gates(roadmap: Roadmap) -> list[tuple[Planned, int]]:
    """All gates with a date in the order of their dates, as (initiative, index of the gate)."""
    every = [(planned, index) for planned in roadmap.initiatives for index in range(len(planned.gates))]
    return sorted(every, key=lambda pair: (pair[0].gates[pair[1]].date, pair[0].initiative, pair[1]))


def starting_now(roadmap: Roadmap) -> list[Planned]:
    """What begins in the first quarter."""
    return [planned for planned in roadmap.initiatives if planned.pilot.start == 0]


def _count(number: int) -> str:
    return f"{wording.small(number).capitalize()} {'initiative' if number == 1 else 'initiatives'}"


def _timeline(inputs: Inputs, roadmap: Roadmap) -> Timeline:
    order = {planned.initiative: index for index, planned in enumerate(roadmap.initiatives)}
    bars = tuple(
        Bar(
            label=planned.title,
            phases=tuple(
                Phase(kind, stretch.start, stretch.quarters)
                for kind, stretch in (("pilot", planned.pilot), ("project", planned.project))
                if stretch is not None
            ),
            gates=(planned.pilot.end,),
            after=tuple(order[name] for name in planned.requires if name in order),
        )
        for planned in roadmap.initiatives
    )
    labels = tuple(quarter.label for quarter in roadmap.quarters)
    text = "; ".join(
        f"{planned.title}: pilot from {labels[planned.pilot.start]}"
        + (
            f", project from {labels[planned.project.start]}"
            if planned.project and planned.project.start < len(labels)
            else ""
        )
        for planned in roadmap.initiatives
    )
    return Timeline("roadmap", f"Roadmap of {inputs.client}", f"{text}.", labels, bars)


def _caption(roadmap: Roadmap) -> Words:
    return (
        "Hatched: pilots. Diamond: the gate at which the pilot is scaled, repeated once or stopped. Solid: projects, ",
        f"{roadmap.assumption}.",
    )


def _gates(roadmap: Roadmap) -> Table:
    rows = tuple(
        Row(
            (
                (wording.short_day(planned.gates[index].date),),
                (planned.title,),
                (planned.gates[index].name,),
                (planned.gates[index].question,),
                (wording.listed(planned.gates[index].decides),),
            )
        )
        for planned, index in first_gates(roadmap)
    )
    columns = (Column("Date"), Column("Pilot"), Column("Gate"), Column("Question"), Column("Who decides"))
    return Table("Decision points of all pilots by date", columns, rows)


def _first_tasks(inputs: Inputs, roadmap: Roadmap) -> Table:
    rows = [
        Row(((task.who,), (task.does,), (planned.title,)))
        for planned in starting_now(roadmap)
        if (initiative := (inputs.initiatives or {}).get(planned.initiative))
        for task in initiative.first_week
    ]
    starts = wording.day(roadmap.starts)
    return Table(
        f"First tasks by owner, from {starts}", (Column("Who"), Column("Does"), Column("For")), tuple(rows)
    )


def _projection(inputs: Inputs, roadmap: Roadmap) -> Table:
    sections = [inputs.card.overall, *inputs.reviews]
    labels = {quarter.quarter: quarter.label for quarter in roadmap.quarters}
    columns = (
        Column("At the end of"),
        *(
            Column("Overall" if section is inputs.card.overall else section.title, numeric=True)
            for section in sections
        ),
    )
    today = Row(
        (("Today",), *((wording.score(section), ", level ", wording.level(section)) for section in sections)),
        emphasis=True,
    )
    rows = tuple(
        Row(
            (
                (labels.get(projection.quarter, ""),),
                *(
                    (
                        Mark(
                            f"projection.{projection.quarter}.{section.id}.score",
                            wording.one_decimal(projection.scores[section.id]),
                        ),
                        ", level ",
                        Mark(
                            f"projection.{projection.quarter}.{section.id}.level",
                            str(projection.levels.get(section.id, "none")),
                        ),
                    )
                    if section.id in projection.scores
                    else ("no score",)
                    for section in sections
                ),
            )
        )
        for projection in roadmap.projections
    )
    return Table(f"Projected scores and levels, {roadmap.assumption}", columns, (today, *rows))


def _outlook(inputs: Inputs, roadmap: Roadmap) -> Table:
    labels = {quarter.quarter: quarter.label for quarter in roadmap.quarters}
    columns = (
        Column("Capability"),
        Column("Today", numeric=True),
        Column("Wanted", numeric=True),
        Column("By"),
        Column("With this plan"),
    )
    rows = []
    for outlook in roadmap.targets:
        section = inputs.card.section(outlook.capability)
        verdict = (
            f"Reached in {labels.get(outlook.reached_in, 'time')}."
            if outlook.met and outlook.reached_in is not None
            else "Reached already."
            if outlook.met
            else outlook.reason or "Not reached."
        )
        rows.append(
            Row(
                (
                    (f"{outlook.capability} {section.title}" if section else outlook.capability,),
                    (wording.level(section) if section else "",),
                    (Mark(f"{outlook.capability}.wanted", str(outlook.wanted)),),
                    (wording.short_day(outlook.by) if outlook.by else "",),
                    (verdict,),
                )
            )
        )
    return Table("Each wanted level, and what becomes of it", columns, tuple(rows))


def _capacity(inputs: Inputs, roadmap: Roadmap) -> list[Block]:
    functions = [
        name for name in inputs.functions if any(name in quarter.days for quarter in roadmap.quarters)
    ]
    limits = inputs.engagement.limits
    columns = (
        Column("Quarter"),
        *(Column(inputs.function(name), numeric=True) for name in functions),
        Column(f"{inputs.engagement.currency} thousand", numeric=True),
    )
    rows = [
        Row(
            (
                (quarter.label,),
                *(
                    (
                        Mark(
                            f"quarter.{quarter.quarter}.days.{name}",
                            wording.plain(round(quarter.days.get(name, 0))),
                        ),
                    )
                    for name in functions
                ),
                (Mark(f"quarter.{quarter.quarter}.cost", wording.plain(round(quarter.cost))),),
            )
        )
        for quarter in roadmap.quarters
    ]
    if limits.days or limits.budget is not None:
        rows.append(
            Row(
                (
                    ("Limit in a quarter",),
                    *(
                        (wording.plain(limits.days[name]) if name in limits.days else "none",)
                        for name in functions
                    ),
                    (wording.plain(limits.budget) if limits.budget is not None else "none",),
                ),
                emphasis=True,
            )
        )
    note = "Likely days and costs; the cards give the ranges. Running costs of finished projects are not in the last column."
    return [Table("Person-days by function, and money, in each quarter", columns, tuple(rows), note)]
