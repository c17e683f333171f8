"""A small questionnaire to plan for, whose numbers can be worked by hand."""

import datetime as dt
from decimal import Decimal
from typing import Any

from assess.model.answers import Answers
from assess.model.assembly import Assembled, assemble
from assess.model.engagement import Engagement
from assess.model.playbook import Playbook
from assess.model.reading import read
from assess.model.roadmap import LeftOut, Outlook, Planned, Roadmap
from assess.model.vision import Vision
from assess.planning.roadmap import Inputs, plan
from assess.planning.sequence import greedy
from assess.text.safe_yaml import parse

ASSESSED = dt.date(2026, 10, 5)

# The whole is the mean of two reviews, of which the second weighs three times as much: a question of A has a
# share of 1/4 x 1/2 = 1/8, one of B 3/4 x 1/3 = 1/4.
QUESTIONNAIRE = """
schema: assess/questionnaire@1
id: small
version: "1.0"
title: Small
ladder:
  - {value: 1, name: One}
  - {value: 2, name: Two}
  - {value: 3, name: Three}
  - {value: 4, name: Four}
  - {value: 5, name: Five}
level: {method: cumulative, share: 65}
functions: [{id: sales, name: Sales}, {id: care, name: Customer care}]
facts: [{id: shops, text: The company runs shops.}]
scales:
  - id: five
    options:
      - {value: 1, text: a}
      - {value: 2, text: b}
      - {value: 3, text: c}
      - {value: 4, text: d}
      - {value: 5, text: e}
sections:
  - id: A
    title: A
    questions:
      - {id: A1, topic: First, text: First?, scale: five, core: true}
      - {id: A2, topic: Second, text: Second?, scale: five, may_not_apply: true}
  - id: B
    title: B
    weight: 3
    questions:
      - {id: B1, topic: Third, text: Third?, scale: five, core: true}
      - {id: B2, topic: Turned, text: Turned?, scale: five, reverse: true}
      - id: B3
        topic: Share
        text: Which share?
        unit: per cent
        bands:
          - {value: 1, text: none}
          - {value: 2, text: some, from: 10}
          - {value: 3, text: half, from: 50}
          - {value: 5, text: most, from: 80}
"""


def assembled(text: str = QUESTIONNAIRE) -> Assembled:
    source, problems = parse(text, "questionnaire.yaml")
    assert source, problems
    document, problems = read(source)
    assert document, problems
    return assemble(document)


def answered(*, respondent: str = "r1", **answers: Any) -> Answers:
    """One document; `None` for an answer that nobody knows, a dictionary for anything else than a value."""
    return Answers.model_validate(
        {
            "schema": "assess/answers@1",
            "questionnaire": "small",
            "version": "1.0",
            "respondent": respondent,
            "answers": {
                name: value
                if isinstance(value, dict)
                else {"state": "unknown"}
                if value is None
                else {"value": Decimal(value)}
                for name, value in answers.items()
            },
        }
    )


# A is at 1.5, B at 2: today's whole is 1/4 x 1.5 + 3/4 x 2. Of the reverse-coded B2 the answer 4 counts 2.
TODAY = answered(A1=1, A2=2, B1=2, B2=4, B3=20)


def engagement(**more: Any) -> Engagement:
    frame = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": "small",
        "version": "1.0",
    }
    return Engagement.model_validate(frame | more)


def limits(at_once: int = 9, budget: int | None = None, **days: int) -> dict[str, Any]:
    return {"limits": {"at_once": at_once, "budget": budget, "days": days}}


def vision(horizon: str | None = "2028-12-31", by: str | None = None, **levels: int) -> Vision:
    targets = [
        {"capability": name, "level": level} | ({"by": by} if by else {}) for name, level in levels.items()
    ]
    return Vision.model_validate(
        {"schema": "assess/vision@1", "statement": "Better.", "horizon": horizon, "targets": targets}
    )


def initiative(
    name: str,
    pilot: dict[str, int] | None = None,
    project: dict[str, int] | None = None,
    *,
    days: int = 10,
    week: int = 13,
    **more: Any,
) -> dict[str, Any]:
    """`days` likely person-days of sales, half in the pilot; a pilot and a project of one quarter each."""
    half = Decimal(days) / 2
    return {
        "id": name,
        "title": name.capitalize(),
        "capability": "A",
        "summary": "It changes something.",
        "moves": {"pilot": pilot or {}, "project": project or {}},
        "hypothesis": "It helps.",
        "kpi": {"name": "Help", "baseline": "None", "source": "Log", "owner": "Controller"},
        "test": "Half and half.",
        "guardrails": ["No harm."],
        "decision_rule": {"scale": "Yes", "stop": "No", "iterate": "Perhaps"},
        "gates": [{"week": week, "name": "Decision", "decides": ["CMO"]}],
        "effort": {"pilot": {"sales": [half] * 3}, "project": {"sales": [half] * 3}},
    } | more


def playbook(*initiatives: dict[str, Any], switched_off: tuple[str, ...] = ()) -> Playbook:
    return Playbook.model_validate(
        {
            "schema": "assess/playbook@1",
            "questionnaire": "small",
            "version": "1.0",
            "initiatives": list(initiatives),
            "switched_off": list(switched_off),
        }
    )


def inputs(*initiatives: dict[str, Any], wanted: Vision | None = None, **more: Any) -> Inputs:
    given: dict[str, Any] = {
        "assembled": assembled(),
        "answers": (TODAY,),
        "engagement": engagement(**limits()),
        "date": ASSESSED,
        "vision": wanted or vision(A=3, B=3),
        "playbook": playbook(*initiatives),
    }
    return Inputs(**(given | more))


def planned(*initiatives: dict[str, Any], wanted: Vision | None = None, **more: Any) -> Roadmap:
    found = plan(inputs(*initiatives, wanted=wanted, **more), greedy)
    assert isinstance(found, Roadmap), found
    return found


def starts(roadmap: Roadmap) -> dict[str, tuple[int, int | None]]:
    """The quarters in which pilot and project of each initiative start."""
    return {
        p.initiative: (p.pilot.start, p.project.start if p.project else None) for p in roadmap.initiatives
    }


def on(roadmap: Roadmap, name: str) -> Planned:
    return next(p for p in roadmap.initiatives if p.initiative == name)


def off(roadmap: Roadmap, name: str) -> LeftOut:
    return next(left for left in roadmap.left_out if left.initiative == name)


def outlook(roadmap: Roadmap, name: str) -> Outlook:
    return next(o for o in roadmap.targets if o.capability == name)
