"""The charters of pilots: one page each, with the numbers of the frozen design where there is one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder, load
from assess.files.templates import report_assets
from assess.model.pilot import Pilot
from assess.model.playbook import Initiative
from assess.model.roadmap import Because, LeftOut, Planned, PlannedGate, Raise, Stretch
from assess.report import pdf
from assess.report.blocks import Definitions, Heading, Mark
from assess.report.build import build
from assess.report.chapters import charters, pilots
from assess.report.chapters.initiatives import chartered
from assess.report.chapters.ninety_days import ninety_days
from assess.report.chapters.roadmap import timelines
from assess.report.charts.palette import palette
from assess.report.charts.timeline import Bar, Phase, Timeline, timeline
from assess.report.html import render
from assess.report.inputs import Inputs
from assess.scoring.card import score

ROOT = Path(__file__).parents[1]
STARTS = dt.date(2027, 1, 4)
PLAYBOOK: Any = {
    "id": "replies",
    "title": "Replies in a day",
    "capability": "C5",
    "summary": "It changes something.",
    "moves": {"pilot": {"C5.1": 2}},
    "requires": ["first"],
    "hypothesis": "It helps.",
    "kpi": {"name": "Replies in time", "baseline": "Count them.", "source": "Log", "owner": "CRM lead"},
    "test": "Half and half.",
    "guardrails": ["No harm."],
    "decision_rule": {"scale": "More.", "stop": "Fewer.", "iterate": "Otherwise."},
    "gates": [{"week": 10, "name": "Decision", "decides": ["CMO"], "question": "Go on?"}],
}
DRAFT: Any = {
    "schema": "assess/pilot@1",
    "id": "replies-2027",
    "initiative": "replies",
    "title": "Replies, spring 2027",
    "design": {
        "hypothesis": "It helps those who wait.",
        "kpi": {"name": "Replies within a day", "baseline": "41 per cent", "owner": "Controller"},
        "test": {
            "type": "randomised",
            "unit": "customer",
            "arms": [
                {"id": "usual", "gets": "The desk.", "planned": 1740},
                {"id": "fast", "gets": "The six.", "planned": 1740},
            ],
            "baseline": Decimal(25),
            "smallest_effect": Decimal(4),
            "alpha": Decimal("0.05"),
            "power": Decimal("0.8"),
            "weekly_volume": 350,
            "intake_weeks": 10,
            "follow_up_weeks": 1,
        },
        "guardrails": [{"id": "opt-outs", "name": "Opt-outs", "unit": "points", "margin": Decimal("0.6")}],
        "gates": [{"date": "2027-05-03", "name": "Decision", "decides": ["CMO", "CFO"]}],
    },
}
FROZEN = DRAFT | {
    "frozen": {"date": "2027-01-29", "digest": "0" * 64},
    "starts": "2027-02-01",
    "ends": "2027-04-25",
}
STOPPED = FROZEN | {"decision": {"verdict": "stop", "date": "2027-05-03", "by": ["CMO"], "reason": "Too few"}}


@cache
def kestrel() -> EngagementFolder:
    reading = Reading()
    found = load(ROOT / "examples" / "kestrel-rowe", None, reading)
    assert found is not None, reading.problems
    return found


def inputs(*initiatives: Initiative, pilots: tuple[Any, ...] = (), today: dt.date = STARTS) -> Inputs:
    folder = kestrel()
    answers = tuple(one.record for one in folder.answers)
    return Inputs(
        card=score(folder.assembled, answers, folder.engagement.record, folder.date),
        engagement=folder.engagement.record,
        answers=answers,
        date=today,
        initiatives={one.id: one for one in initiatives},
        pilots=tuple(Pilot.model_validate(pilot) for pilot in pilots),
    )


def planned(initiative: Initiative, start: int = 0) -> Planned:
    """On the roadmap from a quarter on, with everything raised that it can raise."""
    moved = {**initiative.moves.project, **initiative.moves.pilot}
    return Planned(
        initiative=initiative.id,
        title=initiative.title,
        capability=initiative.capability,
        starts=STARTS,
        decided=dt.date(2027, 3, 26),
        pilot=Stretch(start=start, quarters=1),
        gates=tuple(
            PlannedGate(
                name=gate.name,
                date=STARTS + dt.timedelta(weeks=gate.week),
                decides=gate.decides,
                question=gate.question,
            )
            for gate in initiative.gates
        ),
        project=Stretch(start=start + 1, quarters=2),
        project_starts=dt.date(2027, 4, 5),
        gain=Decimal(1),
        person_days=Decimal(10),
        raises=tuple(
            Raise.model_validate(
                {
                    "question": question,
                    "from_": Decimal(1),
                    "pilot": initiative.moves.pilot.get(question),
                    "project": initiative.moves.project.get(question),
                }
            )
            for question in moved
        ),
    )


def sentences(record: object) -> Iterator[str]:
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple) and record and all(isinstance(one, str | Mark) for one in record):
        yield "".join(str(one) for one in record)
    elif isinstance(record, tuple):
        for one in record:
            yield from sentences(one)
    elif is_dataclass(record):
        for field in fields(record):
            yield from sentences(getattr(record, field.name))


def told(*pilots: Any, today: dt.date = STARTS) -> str:
    initiative = Initiative.model_validate(PLAYBOOK)
    given = inputs(initiative, pilots=pilots, today=today)
    return "\n".join(sentences(charters.charter(given, planned(initiative), initiative)))


class TestDesign:
    def test_a_draft_is_named_and_the_playbook_stands(self) -> None:
        text = told(DRAFT)
        assert "Replies, spring 2027: a design is drafted and not frozen yet." in text
        assert "Replies in time. Baseline: count them." in text

    def test_a_frozen_design_comes_before_the_playbook(self) -> None:
        text = told(FROZEN, today=dt.date(2027, 1, 30))
        assert "design frozen on 29 January 2027; it starts on 1 February 2027." in text
        assert "1\u00a0Feb\u00a02027" in text
        assert "3\u00a0May\u00a02027\nDecision. Decides: CMO and CFO." in text
        assert "Replies within a day. Baseline: 41 per cent. Owner: controller." in text
        assert "Drawn by lot, by customer. Usual: the desk (1,740); fast: the six (1,740)." in text
        assert "Sized to show 4 points from 25, two-sided 5 per cent, power 80 per cent." in text
        assert "Intake 10 weeks at 350 a week, then 1 week of follow-up." in text
        assert "Opt-outs: a rise of at most 0.6 points." in text
        assert "Half and half." not in text
        assert "More." in text  # the design leaves its rule open

    def test_a_running_pilot(self) -> None:
        text = told(FROZEN, today=dt.date(2027, 3, 1))
        assert "running since 1 February 2027, counted until 25 April 2027." in text

    def test_a_pilot_that_is_over_and_not_decided(self) -> None:
        text = told(FROZEN, today=dt.date(2027, 4, 26))
        assert "it ended on 25 April 2027 and is not decided yet." in text

    def test_a_decided_pilot_is_history_and_the_playbook_stands(self) -> None:
        text = told(STOPPED)
        assert "Replies, spring 2027: decided on 3 May 2027 by CMO: stop. Too few." in text
        assert "Half and half." in text


class TestShown:
    """What pilots have shown, beside what was decided and what the plan makes of it."""

    def shown(self, pilot: Any, *, today: dt.date = STARTS, **changes: Any) -> list[str]:
        initiative = Initiative.model_validate(PLAYBOOK)
        placed = planned(initiative).model_copy(update=changes)
        given = replace(inputs(initiative, pilots=(pilot,), today=today), roadmap=kestrel_roadmap(placed))
        heading, _, definitions = pilots.blocks(given)
        assert isinstance(heading, Heading)
        assert isinstance(definitions, Definitions)
        ((title, meaning),) = definitions.items
        assert title == "Replies, spring 2027"
        return list(sentences(meaning))

    def test_a_draft_has_shown_nothing(self) -> None:
        assert self.shown(DRAFT) == [
            "A design is drafted and not frozen yet.",
            "In the plan a pilot of “Replies in a day” starts in Q1 2027.",
        ]

    def test_one_that_runs_is_decided_at_its_last_gate(self) -> None:
        told = self.shown(FROZEN, today=dt.date(2027, 3, 1), begun="replies-2027")
        assert told[-1] == "In the plan it runs, and is decided by 26 March 2027."

    def test_a_gate_that_is_passed_opens_the_project_where_there_is_room(self) -> None:
        passed = self.shown(STOPPED, passed="replies-2027", project=Stretch(start=0, quarters=2))
        assert passed[-1] == "In the plan the gate is passed, and the project begins in Q1 2027."
        alone = self.shown(STOPPED, passed="replies-2027", project=None)
        assert alone[-1] == "In the plan the gate is passed, and the project has no place in it."

    def test_what_the_plan_leaves_out_says_why(self) -> None:
        given = inputs(pilots=(STOPPED,))
        left = LeftOut(
            initiative="replies",
            title="R",
            capability="C5",
            because=Because.STOPPED,
            reason="It was stopped.",
        )
        found = pilots.blocks(replace(given, roadmap=kestrel_roadmap(left_out=(left,))))
        assert isinstance(found[2], Definitions)
        assert list(sentences(found[2]))[-2] == "Not in the plan: it was stopped."

    def test_a_reason_is_told_once(self) -> None:
        (reading,) = (one for _, one in inputs(pilots=(STOPPED,)).readings)
        same = STOPPED | {"decision": STOPPED["decision"] | {"reason": reading.reason}}
        first, second, *_ = self.shown(same)
        assert first == reading.reason.replace("`", "")
        assert second == "Decided on 3 May 2027 by CMO: stop."

    def test_without_pilots_there_is_nothing_to_show(self) -> None:
        assert pilots.blocks(inputs()) == []


def test_the_first_ninety_days_by_owner() -> None:
    first = Initiative.model_validate(
        PLAYBOOK
        | {
            "legal": "Ask counsel.",
            "first_week": [
                {"who": "CMO", "does": "Tell the sales team."},
                {"who": "CMO and CTO", "does": "Name an owner."},
                {"who": "CTO", "does": "Lend a developer."},
            ],
        }
    )
    later = Initiative.model_validate(PLAYBOOK | {"id": "later", "title": "Later"})
    after_ninety = {"starts": dt.date(2027, 4, 5), "gates": ()}
    roadmap = kestrel_roadmap(planned(first), planned(later, start=1).model_copy(update=after_ninety))
    said = dict(ninety_days(replace(inputs(first, later), roadmap=roadmap)).items)
    assert list(said) == ["Executive team", "CMO", "Heads of the functions", "CRM lead", "CTO"]
    assert [one.partition(": ")[2][:25] for one in sentences(said["Executive team"])] == [
        "Confirm 0 wanted levels, ",
        "Accept the decision rules",
    ]
    assert list(sentences(said["Heads of the functions"])) == [
        "18\u00a0Dec\u00a02026: Keep person-days free in Q1 2027: marketing 4."
    ]
    assert list(sentences(said["CRM lead"])) == [
        "4\u00a0Jan\u00a02027: Have the legal check cleared (Replies in a day).",
        "4\u00a0Jan\u00a02027: Confirm the baseline: replies in time (Replies in a day).",
    ]
    assert list(sentences(said["CMO"])) == [
        "18\u00a0Dec\u00a02026: Release people and money (Replies in a day).",
        "8\u00a0Jan\u00a02027: Tell the sales team (Replies in a day).",
        "8\u00a0Jan\u00a02027: Name an owner (Replies in a day).",
        "15\u00a0Mar\u00a02027: Decide at the gate: decision (Replies in a day).",
    ]


def test_the_first_ninety_days_of_a_plan_with_a_pilot_that_runs() -> None:
    """Its first week is over; its gate to come and the project after it are what is left to do."""
    gates = ((dt.date(2026, 11, 2), "Start"), (dt.date(2027, 1, 18), "Decision"))
    runs = planned(Initiative.model_validate(PLAYBOOK)).model_copy(
        update={
            "begun": "replies-2026",
            "gates": tuple(PlannedGate(name=name, date=day, decides=("CMO",)) for day, name in gates),
            "project_starts": dt.date(2027, 4, 1),
        }
    )
    found = Initiative.model_validate(
        PLAYBOOK | {"first_week": [{"who": "CTO", "does": "Lend a developer."}]}
    )
    roadmap = kestrel_roadmap(runs)
    roadmap.planned_on = dt.date(2026, 11, 27)
    said = dict(ninety_days(replace(inputs(found), roadmap=roadmap)).items)
    assert list(said) == ["Executive team", "Heads of the functions", "CMO", "CRM lead"]
    assert list(sentences(said["CMO"])) == [
        "18\u00a0Jan\u00a02027: Decide at the gate: decision (Replies in a day)."
    ]
    assert list(sentences(said["CRM lead"])) == [
        "1\u00a0Apr\u00a02027: Begin the project, if its pilot is to scale (Replies in a day)."
    ]


@pytest.mark.parametrize(
    ("starts", "with_charter"),
    [
        ([0, 0, 3, 5, 7], 5),  # few: all of them
        ([0, 0, 1, 2, 3, 4], 3),  # more: those of the first two quarters
    ],
)
def test_which_pilots_have_a_charter(starts: list[int], with_charter: int) -> None:
    found = [Initiative.model_validate(PLAYBOOK | {"id": f"number-{n}"}) for n in range(len(starts))]
    roadmap = kestrel_roadmap(*map(planned, found, starts))
    assert len(chartered(replace(inputs(*found), roadmap=roadmap))) == with_charter


def kestrel_roadmap(*initiatives: Planned, left_out: tuple[LeftOut, ...] = ()) -> Any:
    """As much of a roadmap as this asks for."""
    quarter = SimpleNamespace(quarter=0, label="Q1 2027", days={"marketing": Decimal(4), "sales": Decimal(0)})
    return SimpleNamespace(
        initiatives=initiatives,
        decide_by=dt.date(2026, 12, 18),
        starts=STARTS,
        planned_on=None,
        assessment=dt.date(2026, 10, 5),
        quarters=(quarter,),
        assumption="if",
        left_out=left_out,
    )


def test_a_long_plan_is_drawn_on_several_pages() -> None:
    found = [Initiative.model_validate(PLAYBOOK | {"id": f"number-{n}", "requires": ()}) for n in range(41)]
    builds_on = planned(found[40], 2).model_copy(update={"follows": ("number-39", "number-0")})
    plan = kestrel_roadmap(*map(planned, found[:40]), builds_on)
    figures = timelines(replace(inputs(*found), roadmap=plan), plan)
    charts = [figure.chart for figure in figures if isinstance(figure.chart, Timeline)]
    assert [len(chart.bars) for chart in charts] == [14, 14, 13]
    assert [chart.title[-11:] for chart in charts] == ["part 1 of 3", "part 2 of 3", "part 3 of 3"]
    assert charts[2].bars[-1].follows == (11,)
    assert charts[2].description.endswith("after Replies in a day and Replies in a day.")


def test_years_stand_over_narrow_quarters_where_they_begin() -> None:
    quarters = tuple(f"Q{at % 4 + 1} {2027 + at // 4}" for at in range(16))
    bars = (
        Bar("First", (Phase("pilot", 0, 1), Phase("project", 1, 2)), (1,)),
        Bar("Second", (Phase("pilot", 3, 1),), (4,), follows=(0,)),
    )
    drawn = timeline(Timeline("t", "Roadmap", "Words.", quarters, bars), palette(None), width=400)
    assert [drawn.count(f">{year}<") for year in (2027, 2028, 2029, 2030)] == [1, 1, 1, 1]
    assert drawn.count(">Q1<") == 4
    assert "must come first" in drawn


@pytest.mark.pdf
def test_the_longest_initiatives_fit_one_page_each_with_an_earlier_pilot() -> None:
    playbook = kestrel().playbook
    assert playbook is not None
    found = sorted(playbook.record.initiatives, key=lambda one: len(str(one)))[-8:]
    reason = "5,240 to 4,760 where 5,000 each were to be drawn: nothing was read. Draw by person, and repeat."
    decision = STOPPED["decision"] | {"reason": reason}
    earlier = tuple(
        STOPPED | {"id": f"of-{one.id}", "initiative": one.id, "decision": decision} for one in found
    )
    given = inputs(*found, pilots=earlier)
    pages = tuple(charters.charter(given, planned(one), one) for one in found)
    whole = build(given)
    made = replace(whole, chapters=(replace(whole.chapters[0], blocks=pages), whole.chapters[1]))
    html = render(made, report_assets())
    printed = pdf.render(html, resources=report_assets(), title="Test", author="Test", day=made.date)
    starts = [printed.places[page.anchor] for page in pages]
    ends = [*starts[1:], printed.places[whole.chapters[1].id]]
    assert [page.title for page, here, end in zip(pages, starts, ends, strict=True) if end != here + 1] == []
