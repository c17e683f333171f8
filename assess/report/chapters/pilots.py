"""What pilots have shown so far, by the rule of each, what was decided, and what the plan makes of it."""

import datetime as dt
import re
from collections.abc import Iterator

from assess.model.pilot import Pilot
from assess.planning.pilots.findings import Reading
from assess.report import wording
from assess.report.blocks import Block, Definitions, Heading, Paragraph, Words, words
from assess.report.chapters.designs import state
from assess.report.inputs import Inputs


def blocks(inputs: Inputs) -> list[Block]:
    """Each pilot on file, the latest first; nothing where there is none."""
    found = sorted(inputs.readings, key=lambda pair: _latest(pair[0]), reverse=True)
    if not found:
        return []
    lead = (
        "Each pilot is read by the rule that was frozen before it began. What people decided stands beside "
        "it, and what the plan makes of it."
    )
    items = tuple((pilot.title, tuple(_told(inputs, pilot, reading))) for pilot, reading in found)
    return [Heading("What pilots have shown so far", "shown"), Paragraph((lead,)), Definitions(items)]


def _latest(pilot: Pilot) -> dt.date:
    known = (pilot.decision, pilot.results, pilot.frozen)
    return max((one.date for one in known if one), default=dt.date.min)


def _told(inputs: Inputs, pilot: Pilot, reading: Reading) -> Iterator[Words]:
    if pilot.frozen:
        yield words(_in_print(reading.reason))
    yield words(state(pilot, inputs.today, reading.reason))
    if planned := _in_the_plan(inputs, pilot.initiative):
        yield words(planned)


def _in_print(text: str) -> str:
    """Names of arms stand in quotation marks where people read them."""
    return re.sub(r"`([^`]*)`", r"“\1”", text)


def _in_the_plan(inputs: Inputs, initiative: str) -> str:
    planned = next((one for one in inputs.planned if one.initiative == initiative), None)
    if planned is None:
        left_out = inputs.roadmap.left_out if inputs.roadmap else ()
        left = next((one for one in left_out if one.initiative == initiative), None)
        return f"Not in the plan: {wording.inner(left.reason)}." if left else ""
    project = inputs.quarter(planned.project.start) if planned.project else ""
    if planned.passed:
        follows = f"the project begins in {project}" if project else "the project has no place in it"
        return f"In the plan the gate is passed, and {follows}."
    if planned.begun:
        return f"In the plan it runs, and is decided by {wording.day(planned.decided)}."
    return f"In the plan a pilot of “{planned.title}” starts in {inputs.quarter(planned.pilot.start)}."
