"""`assess plan --what-if`: the plan beside others with other limits. Nothing is written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from assess.cli import terminal
from assess.cli.endings import usage
from assess.cli.roadmap_file import planned
from assess.files.engagement_folder import EngagementFolder
from assess.model.roadmap import Roadmap
from assess.planning.best import best
from assess.planning.roadmap import Inputs
from assess.planning.scenarios import NotUnderstoodError, changed, changes
from assess.planning.solver import Patience
from assess.text.numbers import rounded

AS_AGREED = "as agreed"


@dataclass(frozen=True)
class Scenario:
    """Other limits, as they were written, and the plan that they allow; the first has none."""

    name: str
    changes: str
    roadmap: Roadmap


def wanted(opened: EngagementFolder, asked: Sequence[str], *, everything: bool) -> dict[str, str]:
    """The changes of each scenario by its name; what is no name is its own."""
    known = opened.engagement.record.scenarios
    if everything and not known:
        raise usage('engagement.yaml has no `scenarios:`; write, for example, leaner: "budget=-20%"')
    found = dict(known) if everything else {}
    for one in asked:
        found[one] = known.get(one, one)
    return found


def compared(
    opened: EngagementFolder, given: Inputs, scenarios: Mapping[str, str], patience: Patience
) -> list[Scenario]:
    """The plan as agreed, then one for each scenario."""
    engagement, order = given.engagement, partial(best, patience=patience, explained=False)
    try:
        limits = [changed(engagement.limits, changes(text)) for text in scenarios.values()]
    except NotUnderstoodError as error:
        raise usage(str(error)) from error
    found = [Scenario(AS_AGREED, "", planned(given, opened, order))]
    for (name, text), others in zip(scenarios.items(), limits, strict=True):
        other = given.with_engagement(engagement.model_copy(update={"limits": others}))
        found.append(Scenario(name, text, planned(other, opened, order)))
    return found


def show(scenarios: Sequence[Scenario], *, as_json: bool) -> None:
    """Side by side, with the levels that each brings earlier or later."""
    if as_json:
        terminal.out(json.dumps([_data(one) for one in scenarios], indent=2, ensure_ascii=False))
        return
    rows = [_row(one) for one in scenarios]
    headings = ("Limits", "Worth", "Reached", "In time", "Overall", "Days", "Money")
    short = [(row[0], row[1], row[3]) for row in rows]
    narrower = [terminal.Table(("Limits", "Worth", "In time"), short, (1, 2))]
    terminal.table(headings, rows, title="What if", right=(1, 2, 3, 4, 5, 6), narrower=narrower)
    terminal.out("")
    if moved := _moved(scenarios):
        columns = ("Wanted", "Level", *(one.name for one in scenarios))
        terminal.table(columns, moved, title="When the wanted levels are reached")
    else:
        terminal.paragraph("Every wanted level is reached when it was.")


def _row(scenario: Scenario) -> tuple[str, ...]:
    found = scenario.roadmap
    outcome, total = found.outcome, found.total
    return (
        scenario.name,
        str(rounded(found.proof.worth, 1)) if found.proof else "",
        f"{outcome.reached} of {outcome.wanted}",
        str(sum(outlook.met for outlook in found.targets)),
        "" if outcome.score_then is None else str(outcome.score_then),
        str(rounded(total.person_days.likely)),
        str(rounded(total.money.likely)),
    )


def _moved(scenarios: Sequence[Scenario]) -> list[tuple[str, ...]]:
    """The quarter of each wanted level that not all plans reach in the same one."""
    plans = [
        {(one.capability, one.wanted): one.reached_in for one in scenario.roadmap.targets}
        for scenario in scenarios
    ]
    labels = {one.quarter: one.label for one in scenarios[0].roadmap.quarters}
    return [
        (capability, str(wanted), *(_quarter(plan.get((capability, wanted)), labels) for plan in plans))
        for capability, wanted in plans[0]
        if len({plan.get((capability, wanted)) for plan in plans}) > 1
    ]


def _quarter(reached_in: int | None, labels: Mapping[int, str]) -> str:
    return "not" if reached_in is None else labels[reached_in]


def _data(scenario: Scenario) -> dict[str, Any]:
    found = scenario.roadmap
    shown = found.model_dump(
        mode="json",
        by_alias=True,
        include={"planned_on", "starts", "proof", "outcome", "total", "targets", "initiatives"},
    )
    return {"name": scenario.name, "changes": scenario.changes, **shown}
