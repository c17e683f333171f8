"""The charters: a page for each pilot that starts soon, from which its team can begin on the Monday named."""

from assess.model.playbook import DecisionRule, Initiative
from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.blocks import Chapter, Charter, Heading, Parts, Words, words
from assess.report.chapters.designs import Design, GateDay, design, states
from assess.report.chapters.initiatives import (
    EFFECTS,
    becomes,
    by_function,
    chartered,
    leader,
    measure,
    money,
    moves,
    person_days,
)
from assess.report.chapters.ninety_days import ninety_days
from assess.report.inputs import Inputs

TITLE = "The first ninety days, and the charters"


def chapter(inputs: Inputs) -> Chapter:
    """Who does what in the first ninety days, then a page for each pilot that starts soon."""
    found = chartered(inputs)
    pages = (charter(inputs, one, inputs.initiatives[one.initiative]) for one in found)
    table = (Heading("Who does what by when", "ninety-days"), ninety_days(inputs)) if inputs.roadmap else ()
    lead = _lead(inputs, len(found))
    return Chapter("charters", "Step 5", TITLE, (lead,), (*table, *pages))


def _lead(inputs: Inputs, number: int) -> str:
    """Which pilots have a charter; and what it is for."""
    signed = (
        "It is signed before the start by those who decide at the gates; after that its measure, its test "
        "and its decision rule stay as they are."
    )
    begins = "First, who begins with what."
    if number == len(inputs.planned):
        return f"{begins} Every pilot then has its charter on a page. {signed}"
    return (
        f"{begins} Every pilot of the plan's first two quarters then has its charter on a page. {signed} "
        "Later ones have a card in step 4, and a charter once the first results are in."
    )


def charter(inputs: Inputs, planned: Planned, initiative: Initiative) -> Charter:
    """One pilot, with the numbers of its frozen design where there is one."""
    found = design(inputs, planned, initiative)
    return Charter(
        initiative.title,
        f"initiative-{initiative.id}",
        (inputs.label(planned.capability),),
        (initiative.summary,),
        _facts(inputs, initiative, found),
        states(inputs, planned),
        _design(initiative, found),
        _rule(found.rule),
        tuple(map(_gate, found.gates)),
        tuple((task.who, (task.does,)) for task in initiative.first_week),
        _takes(inputs, initiative),
        _foot(inputs, planned, initiative),
    )


def _facts(inputs: Inputs, initiative: Initiative, found: Design) -> tuple[tuple[str, Words], ...]:
    cost = money(inputs, initiative.cost.pilot) if initiative.cost else ""
    facts = (
        ("Starts", words(wording.short_day(found.starts))),
        ("Decision", words(wording.short_day(found.decided))),
        ("Leads", words(leader(initiative))),
        ("Person-days", person_days(initiative)),
        ("Money besides", words(cost or "none")),
    )
    return tuple((name, said) for name, said in facts if said)


def _design(initiative: Initiative, found: Design) -> Parts:
    kpi = found.kpi or initiative.kpi
    guardrails = tuple((guardrail,) for guardrail in found.guardrails)
    return (
        *_said(
            ("Hypothesis", found.hypothesis),
            ("Measure", measure(kpi)),
            ("What a unit of it is worth", kpi.unit_value),
            ("Expected effect", EFFECTS[initiative.effect_from]),
            ("Test", found.test),
        ),
        ("Guardrails", guardrails),
    )


def _rule(rule: DecisionRule | None) -> tuple[tuple[str, Words], ...]:
    if rule is None:
        return ()
    return (("Scale", (rule.scale,)), ("Stop", (rule.stop,)), ("Iterate", (rule.iterate,)))


def _gate(gate: GateDay) -> tuple[str, Words]:
    question = f" {gate.question}" if gate.question else ""
    said = f"{gate.name}.{question} Decides: {wording.inner(wording.named(gate.decides))}."
    return (wording.short_day(gate.date), (said,))


def _takes(inputs: Inputs, initiative: Initiative) -> Parts:
    """What the company gives to it, and what has to be settled before."""
    return _said(
        ("Who gives how many days", _effort(inputs, initiative)),
        ("What stops", initiative.stops),
        ("Requires", _requires(inputs, initiative)),
        ("Legal check", initiative.legal),
    )


def _foot(inputs: Inputs, planned: Planned, initiative: Initiative) -> tuple[Parts, ...]:
    """When to leave it, what it becomes, and which answers it raises."""
    raised = tuple(moves(inputs, planned))
    columns: tuple[Parts, ...] = (
        _said(
            ("Leave it if", initiative.not_for_you_if),
            ("What the project takes", _project(inputs, planned, initiative)),
        ),
        _said(("What it becomes", becomes(initiative.project) if initiative.project else "")),
        (("Answers that it raises", raised),) if raised else (),
    )
    return tuple(column for column in columns if column)


def _said(*parts: tuple[str, str]) -> Parts:
    """Those of which something is said."""
    return tuple((term, (text,)) for term, text in parts if text)


def _effort(inputs: Inputs, initiative: Initiative) -> str:
    days = by_function(inputs, initiative.effort.pilot)
    return f"{days}." if days else ""


def _requires(inputs: Inputs, initiative: Initiative) -> str:
    """What has to be decided, and what to be finished, before it starts."""
    decided = [inputs.planned_title(name) for name in initiative.requires]
    finished = [inputs.planned_title(name) for name in initiative.follows]
    said = (
        f"Decided before: {wording.listed(decided)}." if decided else "",
        f"Finished before: {wording.listed(finished)}." if finished else "",
    )
    return " ".join(one for one in said if one)


def _project(inputs: Inputs, planned: Planned, initiative: Initiative) -> str:
    """When it would start, its person-days by function, and its money."""
    days = by_function(inputs, initiative.effort.project)
    cost = money(inputs, initiative.cost.project) if initiative.cost else ""
    said = (
        f"Planned from {wording.day(planned.project_starts)}." if planned.project_starts else "",
        f"Person-days: {wording.inner(days)}." if days else "",
        f"Money: {cost} a year." if cost else "",
    )
    return " ".join(one for one in said if one)
