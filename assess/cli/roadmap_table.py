"""A roadmap on the screen: the order, what is not reached in time, what it comes to and what limits it."""

from decimal import Decimal

from assess.cli import terminal
from assess.cli.roadmap_file import inputs
from assess.files.engagement_folder import EngagementFolder
from assess.model.roadmap import Planned, Roadmap, Takes
from assess.planning.portfolio import merged
from assess.text.numbers import rounded

_NARROW = 60
"""Below so many columns, titles have no room beside four others."""


def show(planned: Roadmap, opened: EngagementFolder) -> None:
    """The order with quarters and days, what is not reached in time, and what it comes to."""
    labels = {quarter.quarter: quarter.label for quarter in planned.quarters}
    days = _days(planned, opened)
    rows = [
        (
            item.title,
            item.capability,
            _pilot(item, labels),
            labels.get(item.project.start, "later") if item.project else "",
            _whole(days[item.initiative]),
        )
        for item in planned.initiatives
    ]
    rows.append(("Sum", "", "", "", _whole(sum(days.values(), Decimal(0)))))
    short = [(f"{capability} {title}".strip(), pilot, own) for title, capability, pilot, _, own in rows]
    terminal.table(
        ("Initiative", "For", "Pilot from", "Project from", "Days"),
        rows,
        title="Roadmap",
        right=(4,),
        narrower=[terminal.Table(("Initiative", "Pilot from", "Days"), short, right=(2,))]
        if terminal.columns() < _NARROW
        else (),
    )
    unmet = [outlook for outlook in planned.targets if not outlook.met]
    if unmet:
        terminal.out("")
        terminal.table(
            ("Wanted", "Level", "Why it is not reached in time"),
            [(outlook.capability, str(outlook.wanted), outlook.reason or "") for outlook in unmet],
        )
    _summarise(planned, opened.engagement.record.currency)
    limits = [*(one.says for one in planned.levers), *(one.says for one in planned.relaxed)]
    if limits:
        terminal.out("")
        terminal.paragraph("What limits the plan:")
        for says in limits:
            terminal.paragraph(f"- {says}")


def _pilot(item: Planned, labels: dict[int, str]) -> str:
    if item.passed:
        return "passed"
    return "running" if item.begun else labels.get(item.pilot.start, "")


def _days(planned: Roadmap, opened: EngagementFolder) -> dict[str, Decimal]:
    """Likely person-days by initiative; a project that has no place in the plan takes none."""
    needed = inputs(opened)
    effort = {i.id: i.effort for i in merged(needed.playbook, needed.own_playbook)}

    def likely(item: Planned) -> Decimal:
        own = effort[item.initiative]
        parts = ([] if item.passed else [own.pilot]) + ([own.project] if item.project else [])
        return sum((amount[1] for part in parts for amount in part.values()), Decimal(0))

    return {item.initiative: likely(item) for item in planned.initiatives}


def _whole(days: Decimal) -> str:
    return f"{days.normalize():f}"


def _summarise(planned: Roadmap, currency: str) -> None:
    """Where the plan leads and what it takes, in two or three sentences."""
    outcome, total, first = planned.outcome, planned.total, planned.first_pilots
    terminal.out("")
    if planned.proof:
        terminal.paragraph(planned.proof.says)
    terminal.paragraph(
        f"Overall {_standing(outcome.score_now, outcome.level_now)} today, "
        f"{_standing(outcome.score_then, outcome.level_then)} when the plan ends, {planned.assumption}; "
        f"{outcome.reached} of {outcome.wanted} wanted levels are reached by then."
    )
    terminal.paragraph(f"The whole plan takes {_amounts(total, currency)}.")
    if first:
        terminal.paragraph(
            f"The pilots that start first take {_amounts(first, currency)}; "
            f"they have to be decided by {planned.decide_by} to start on {planned.starts}."
        )


def _standing(score: Decimal | None, level: int | None) -> str:
    return "no score" if score is None else f"{score} (level {'none' if level is None else level})"


def _amounts(takes: Takes, currency: str) -> str:
    days, money = takes.person_days, takes.money
    return (
        f"about {rounded(days.likely)} person-days ({rounded(days.low)} to {rounded(days.high)}) and "
        f"{rounded(money.likely)} thousand {currency} ({rounded(money.low)} to {rounded(money.high)})"
    )
