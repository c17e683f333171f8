"""`assess pilot design`, `record` and `read`: from a hypothesis to a decision that stands."""

import datetime as dt
import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assess.cli import pilot_told, terminal
from assess.cli.endings import Ended, Exit, problems, usage
from assess.cli.engagements import HERE, Folder
from assess.cli.pilot_file import By, On, Which, begin, chosen, day, opened_for_pilots, put
from assess.files.documents import shown
from assess.files.engagement_folder import EngagementFolder
from assess.intake.pilot_file import (
    HOW_COUNTED,
    counted,
    draft,
    with_decision,
    with_design_on_record,
    with_results,
)
from assess.model.pilot import Decision, Measure, Pilot, Results, TrialType, Verdict
from assess.model.reading import Document
from assess.planning.pilots.counting import columns
from assess.planning.pilots.counting import counted as counted_units
from assess.planning.pilots.freezing import FreezingError, Standing, changed, frozen, standing
from assess.planning.pilots.reading import read as reading_of
from assess.planning.pilots.sizing import sized
from assess.planning.portfolio import merged
from assess.planning.quarters import first_after

group = typer.Typer(help="Design, record and read a pilot.", no_args_is_help=True)


class Format(StrEnum):
    """How it is told."""

    TABLE = "table"
    JSON = "json"


As = Annotated[Format, typer.Option("--format", "-f", help="How to tell it.")]


@group.command("design")
def design(
    folder: Folder = HERE,
    which: Which = None,
    new: Annotated[
        str | None, typer.Option("--new", metavar="INITIATIVE", help="Begin a pilot of this initiative.")
    ] = None,
    trial: Annotated[TrialType, typer.Option("--type", help="Of a new pilot's test.")] = TrialType.RANDOMISED,
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="Put a change of a frozen design on record.")
    ] = "",
    by: By = None,
    on: On = None,
    form: As = Format.TABLE,
    *,
    freeze: Annotated[bool, typer.Option("--freeze", help="Fix the design, with its digest.")] = False,
) -> None:
    """Say how many and how long a pilot needs and what it can show; begin one, freeze it or change it."""
    opened = opened_for_pilots(folder)
    if new is not None:
        _begin(opened, new, which or new, trial, on)
        return
    document = chosen(opened, which)
    pilot = document.record
    try:
        if freeze:
            pilot = frozen(_ready(pilot), day(on))
        elif why:
            pilot = changed(pilot, day(on), by or [], why)
    except FreezingError as error:
        raise Ended(Exit.PROBLEMS, str(error)) from error
    if freeze or why:
        put(opened, document, with_design_on_record(document.source, pilot))
    test = pilot.design.test
    sizing = sized(test, pilot.design.guardrails) if test else None
    if form is Format.JSON:
        _json(pilot_told.design_data(pilot, sizing))
    else:
        pilot_told.show_design(pilot, sizing)


def _begin(opened: EngagementFolder, name: str, pilot: str, trial: TrialType, on: dt.datetime | None) -> None:
    bundled = opened.playbook.record if opened.playbook else None
    own = opened.own_playbook.record if opened.own_playbook else None
    known = {initiative.id: initiative for initiative in merged(bundled, own)}
    if name not in known:
        raise usage(f"no playbook in use has an initiative `{name}`")
    first = first_after(opened.date).opens if opened.date else None
    starts = on.date() if on else first
    if starts is None:
        raise usage("say on which day it starts: --on 2027-01-04")
    path = begin(opened, pilot, draft(known[name], pilot, trial, starts))
    terminal.paragraph(
        f"Complete it, save it as {shown(path.with_suffix(''))}, and run `assess pilot design`."
    )


def _ready(pilot: Pilot) -> Pilot:
    """Only what can be sized can be frozen."""
    test = pilot.design.test
    lacks = sized(test, pilot.design.guardrails).lacks if test else ("test",)
    if lacks:
        raise FreezingError(f"it cannot be frozen yet: the test does not say {', '.join(lacks)}")
    return pilot


@group.command("record")
def record(
    folder: Folder = HERE,
    which: Which = None,
    on: On = None,
    units: Annotated[
        Path | None,
        typer.Option(
            "--units", metavar="CSV", help="A table with a row for each unit.", exists=True, dir_okay=False
        ),
    ] = None,
    arm: Annotated[
        list[str] | None, typer.Option("--arm", metavar="ARM=RESULT", help=f"One arm: {HOW_COUNTED}.")
    ] = None,
    guardrail: Annotated[
        list[str] | None,
        typer.Option("--guardrail", metavar="ID:ARM=RESULT", help="A guardrail of one arm, likewise."),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="Where the figures come from, and who took them.")
    ] = "",
    decision: Annotated[
        Verdict | None, typer.Option("--decision", help="Record what was decided instead.")
    ] = None,
    by: By = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason for the decision.")] = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace what is recorded already.")] = False,
) -> None:
    """Put results into a pilot's document, from a table of units or by hand; or what was decided."""
    opened = opened_for_pilots(folder)
    document = chosen(opened, which)
    pilot = document.record
    if decision is not None:
        _free(pilot.decision, "a decision", force=force)
        reason = why or reading_of(pilot, day(on)).reason
        taken = Decision(verdict=decision, date=day(on), by=tuple(by or ()), reason=reason)
        put(opened, document, with_decision(document.source, taken))
        return
    _free(pilot.results, "a result", force=force)
    if bool(units) == bool(arm):
        names = ", ".join(columns(pilot.design))
        raise usage(f"give the results as --units FILE.csv (columns {names}) or as --arm")
    found = _from_table(pilot, units, day(on)) if units else _by_hand(pilot, arm, guardrail, day(on))
    found = found.model_copy(update={"source": source})
    put(opened, document, with_results(document.source, found))
    read_anew = pilot.model_copy(update={"results": found})
    pilot_told.show_reading(read_anew, reading_of(read_anew, found.date))


def _free(known: Decision | Results | None, what: str, *, force: bool) -> None:
    """What is on record stays, unless it is to be replaced."""
    if known and not force:
        raise usage(f"{what} of {known.date} is on record already; --force replaces it")


def _from_table(pilot: Pilot, path: Path, on: dt.date) -> Results:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise usage(f"{shown(path)} is no text in UTF-8; save the table as CSV in UTF-8") from error
    found, wrong = counted_units(text, pilot.design, on, shown(path))
    if found is None:
        terminal.show_problems(wrong, {shown(path): text})
        terminal.say("Nothing was written.")
        raise problems()
    return found


def _by_hand(
    pilot: Pilot, arms: Sequence[str] | None, guardrails: Sequence[str] | None, on: dt.date
) -> Results:
    measures = {one.id: one.measure for one in pilot.design.guardrails}
    kpi = pilot.design.test.measure if pilot.design.test else Measure.PROPORTION
    found: dict[str, Any] = {}
    beside: dict[str, dict[str, Any]] = {}
    try:
        for text in arms or ():
            name, _, result = text.partition("=")
            found[name.strip()] = counted(result, kpi)
        for text in guardrails or ():
            place, _, result = text.partition("=")
            name, _, arm = place.partition(":")
            if name.strip() not in measures:
                raise usage(f"the design has no guardrail `{name}`; it has {', '.join(measures) or 'none'}")
            beside.setdefault(name.strip(), {})[arm.strip()] = counted(result, measures[name.strip()])
    except ValueError as error:
        raise usage(str(error)) from error
    return Results(date=on, arms=found, guardrails=beside)


@group.command("read")
def read(
    folder: Folder = HERE,
    which: Which = None,
    on: On = None,
    form: As = Format.TABLE,
) -> None:
    """Say what a pilot has shown and what follows by its frozen rule; all pilots if none is named."""
    opened = opened_for_pilots(folder)
    documents: list[Document[Pilot]] = [chosen(opened, which)] if which else list(opened.pilots)
    if not documents:
        raise Ended(Exit.PROBLEMS, "there is no pilot yet: `assess pilot design --new INITIATIVE` begins one")
    date = on.date() if on else _latest(opened)
    found = [(document.record, reading_of(document.record, date)) for document in documents]
    if form is Format.JSON:
        _json([pilot_told.reading_data(reading) for _, reading in found])
        return
    for index, (pilot, reading) in enumerate(found):
        if index:
            terminal.out("")
        pilot_told.show_reading(pilot, reading)
    if any(standing(pilot) is Standing.DIFFERENT for pilot, _ in found):
        terminal.say(
            "A design that was changed is put on record with: "
            "assess pilot design --why TEXT --by ROLE --on DATE"
        )


def _latest(opened: EngagementFolder) -> dt.date:
    """The last day of which the documents speak: of the assessment, of results or of decisions."""
    days = [opened.date] if opened.date else []
    for document in opened.pilots:
        pilot = document.record
        days += [one.date for one in (pilot.results, pilot.decision, pilot.frozen) if one]
    if not days:
        raise usage("say up to which day: --on 2027-01-04")
    return max(days)


def _json(data: Any) -> None:
    terminal.out(json.dumps(data, indent=2, ensure_ascii=False))
