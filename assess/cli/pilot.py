"""`assess pilot design`, `record` and `read`: from a hypothesis to a decision that stands."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assess.cli import pilot_told, terminal
from assess.cli.endings import Ended, Exit, problems, usage
from assess.cli.engagements import HERE, Folder
from assess.cli.pilot_file import By, On, Which, begin, chosen, day, in_utf8, opened_for_pilots, put
from assess.files.documents import read_regular, shown
from assess.files.engagement_folder import EngagementFolder
from assess.intake.pilot_file import (
    HOW_COUNTED,
    counted,
    draft,
    with_decision,
    with_design_on_record,
    with_results,
)
from assess.model.pilot import ArmResult, Decision, Measure, Pilot, Results, TrialType, Verdict
from assess.model.reading import Document
from assess.planning.pilots.counting import columns
from assess.planning.pilots.counting import counted as counted_units
from assess.planning.pilots.freezing import FreezingError, Standing, changed, frozen, standing
from assess.planning.pilots.reading import read as reading_of
from assess.planning.pilots.sizing import sized
from assess.planning.portfolio import merged
from assess.planning.quarters import first_after
from assess.text.problems import Problem, did_you_mean

group = typer.Typer(help="Design, record and read a pilot.", no_args_is_help=True)


class Format(StrEnum):
    """How it is told."""

    TABLE = "table"
    JSON = "json"


MOST_BYTES = 100_000_000
"""Of a table of units: some millions of rows."""

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
        str,
        typer.Option(
            "--why", metavar="TEXT", help="Put a change of a frozen design on record.", callback=in_utf8
        ),
    ] = "",
    by: By = None,
    on: On = None,
    form: As = Format.TABLE,
    *,
    freeze: Annotated[bool, typer.Option("--freeze", help="Fix the design, with its digest.")] = False,
) -> None:
    """Say how many and how long a pilot needs and what it can show; begin one, freeze it or change it."""
    if (new is not None) + freeze + bool(why) > 1:
        raise usage("--new, --freeze and --why are three steps; take them one by one")
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
    assert test is not None  # noqa: S101  # rule PIL013 has refused a design without one
    sizing = sized(test, pilot.design.guardrails)
    if form is Format.JSON:
        _json(pilot_told.design_data(pilot, sizing))
    else:
        pilot_told.show_design(pilot, sizing)


def _begin(opened: EngagementFolder, name: str, pilot: str, trial: TrialType, on: dt.datetime | None) -> None:
    bundled = opened.playbook.record if opened.playbook else None
    own = opened.own_playbook.record if opened.own_playbook else None
    known = {initiative.id: initiative for initiative in merged(bundled, own)}
    if name not in known:
        hint = did_you_mean(name, known)
        raise usage(f"no playbook in use has an initiative `{name}`. {hint}".rstrip(" ."))
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
        str,
        typer.Option("--source", help="Where the figures come from, and who took them.", callback=in_utf8),
    ] = "",
    decision: Annotated[
        Verdict | None, typer.Option("--decision", help="Record what was decided instead.")
    ] = None,
    by: By = None,
    why: Annotated[
        str,
        typer.Option("--why", metavar="TEXT", help="The reason for the decision.", callback=in_utf8),
    ] = "",
    *,
    force: Annotated[bool, typer.Option("--force", help="Replace what is recorded already.")] = False,
) -> None:
    """Put results into a pilot's document, from a table of units or by hand; or what was decided."""
    if decision is not None and (units or arm or guardrail or source):
        raise usage("results and the decision are recorded one after the other; leave --decision for later")
    if decision is None and (by or why):
        raise usage("--by and --why tell who took a --decision, and why; there is none")
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
    if bool(units) == bool(arm or guardrail):
        names = ", ".join(columns(pilot.design))
        raise usage(f"give the results as --units FILE.csv (columns {names}), or as --arm and --guardrail")
    found = (
        _from_table(pilot, units, day(on)) if units else _by_hand(pilot, arm or (), guardrail or (), day(on))
    )
    found = found.model_copy(update={"source": source})
    put(opened, document, with_results(document.source, found))
    read_anew = pilot.model_copy(update={"results": found})
    pilot_told.show_reading(read_anew, reading_of(read_anew, found.date))


def _free(known: Decision | Results | None, what: str, *, force: bool) -> None:
    """What is on record stays, unless it is to be replaced."""
    if known and not force:
        raise usage(f"{what} of {known.date} is on record already; --force replaces it")


def _from_table(pilot: Pilot, path: Path, on: dt.date) -> Results:
    name = shown(path)
    try:
        raw = read_regular(path, MOST_BYTES)
    except OSError as error:
        raise usage(f"{name} cannot be read: {error.strerror}") from error
    if len(raw) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise usage(
            f"{name} has more than {most} MB; export only the columns {', '.join(columns(pilot.design))}"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise usage(f"{name} is no text in UTF-8; save the table as CSV in UTF-8") from error
    found, wrong = counted_units(text, pilot.design, on, name)
    if found is None:
        few = _first_of_each(wrong)
        terminal.show_problems(few, {name: text})
        if more := len(wrong) - len(few):
            terminal.say(f"And {more} more like these.")
        terminal.say("Nothing was written.")
        raise problems()
    return found


def _first_of_each(wrong: Sequence[Problem]) -> list[Problem]:
    """What is wrong in a table mostly is so in every row; a hundred thousand times nobody reads it."""
    seen: Counter[str] = Counter()
    few = []
    for problem in wrong:
        seen[problem.code] += 1
        if seen[problem.code] <= _MOST_SHOWN:
            few.append(problem)
    return few


_MOST_SHOWN = 20


def _by_hand(pilot: Pilot, arms: Sequence[str], guardrails: Sequence[str], on: dt.date) -> Results:
    """What was typed, or the end of the command with all that cannot be read."""
    trial = pilot.design.test
    kpi = trial.measure if trial else Measure.PROPORTION
    measures = {None: kpi} | {one.id: one.measure for one in pilot.design.guardrails}
    known = [one.id for one in trial.arms] if trial else []
    found: dict[str | None, dict[str, ArmResult]] = {None: {}}
    wrong = []
    for of, text in (*((None, text) for text in arms), *map(_of_guardrail, guardrails)):
        arm, _, result = (part.strip() for part in text.partition("="))
        counts = found.setdefault(of, {})
        if of not in measures:
            names = ", ".join(one.id for one in pilot.design.guardrails) or "none"
            wrong.append(f"the design has no guardrail `{of}`; it has {names}")
        elif arm not in known:
            wrong.append(f"the design has no arm `{arm}`; it has {', '.join(known) or 'none'}")
        elif arm in counts:
            wrong.append(f"`{arm}` is given twice{f' for `{of}`' if of else ''}")
        else:
            try:
                counts[arm] = counted(result, measures[of])
            except ValueError as error:
                wrong.append(str(error))
    if wrong:
        raise usage("\n".join(wrong))
    return Results(date=on, arms=found[None], guardrails={of: counts for of, counts in found.items() if of})


def _of_guardrail(text: str) -> tuple[str, str]:
    """The guardrail, and what of it: `margin:usual=38.20~44.6/8964`."""
    name, _, rest = text.partition(":")
    return name.strip(), rest


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
