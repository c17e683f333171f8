"""Portfolios of any size, drawn by a seed, and a company to plan for.

Sizes, efforts and links follow the bundled playbook: pilots of one or two quarters, projects of one to three,
two to four questions each, second steps that follow the first ones, and limits that let about four run.
"""

import datetime as dt
import random
import sys
from typing import Any

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.model.answers import Answers
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.model.playbook import Playbook
from assess.model.vision import Vision
from assess.planning.roadmap import Inputs

ASSESSED = dt.date(2026, 10, 5)
LIMITS = {"marketing": 120, "technology": 60, "service": 45, "sales": 30, "product": 25, "finance": 20}
_DAYS = {
    "marketing": (8, 45),
    "technology": (0, 30),
    "service": (0, 15),
    "sales": (0, 10),
    "product": (0, 10),
    "finance": (2, 8),
}
_FRAME: dict[str, Any] = {"questionnaire": "customer-centricity", "version": "1.1"}


def drawn(initiatives: int, quarters: int, seed: int) -> Inputs:
    """So many initiatives to plan over so many quarters from January 2027 on."""
    chance = random.Random(seed)
    assembled = _questionnaire()
    capabilities = {
        section.id: [question.id for question in section.questions if question.scored]
        for section in assembled.questionnaire.all_sections()
        if section.levels
    }
    year, quarter = divmod(quarters, 4)
    ends = dt.date(2027 + year, quarter * 3 + 1, 1) - dt.timedelta(days=1)
    vision = {
        "schema": "assess/vision@1",
        "statement": "Better.",
        "horizon": ends,
        "targets": [
            {
                "capability": name,
                "level": chance.choice([3, 3, 3, 4]),
                "by": ASSESSED + dt.timedelta(days=chance.randint(300, 90 * quarters)),
            }
            for name in capabilities
            if chance.random() < 0.6
        ],
    }
    engagement = _FRAME | {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "facts": {fact.id: True for fact in assembled.questionnaire.facts},
        "limits": {"days": LIMITS, "budget": 200, "at_once": 4},
    }
    playbook = _FRAME | {
        "schema": "assess/playbook@1",
        "initiatives": _initiatives(initiatives, capabilities, chance),
    }
    return Inputs(
        assembled,
        (_answers(assembled, chance),),
        Engagement.model_validate(engagement),
        ASSESSED,
        Vision.model_validate(vision),
        Playbook.model_validate(playbook),
    )


def _questionnaire() -> Assembled:
    found = questionnaires.load(bundled("questionnaires") / "customer-centricity", Reading())
    if found is None:
        sys.exit("the bundled questionnaire cannot be read")
    return Assembled(found.questionnaire.model_copy(update={"lenses": ()}), found.root, found.parts)


def _answers(assembled: Assembled, chance: random.Random) -> Answers:
    given = {}
    for question in assembled.questionnaire.all_questions():
        if question.options and question.scored:
            options = [option.value for option in question.options]
            given[question.id] = {"value": options[min(chance.choice([0, 0, 1, 1, 1, 2]), len(options) - 1)]}
    return Answers.model_validate(
        _FRAME | {"schema": "assess/answers@1", "respondent": "r1", "function": "executive", "answers": given}
    )


def _initiatives(
    number: int, capabilities: dict[str, list[str]], chance: random.Random
) -> list[dict[str, Any]]:
    names = list(capabilities)
    found: list[dict[str, Any]] = []
    for index in range(number):
        capability, round_ = names[index % len(names)], index // len(names)
        questions = capabilities[capability]
        moved = chance.sample(questions, min(len(questions), chance.choice([2, 3, 4])))
        reached = 2 if not round_ else chance.choice([2, 3])
        pilot, project = chance.choice([1, 1, 2, 2]), chance.choice([1, 2, 2, 3])
        found.append(
            {
                "id": f"i{index}",
                "title": f"Initiative {index}",
                "capability": capability,
                "summary": "It changes something.",
                "moves": {
                    "pilot": dict.fromkeys(moved, reached),
                    "project": dict.fromkeys(moved, reached + 1),
                },
                "requires": [f"i{chance.randrange(index)}"] if index > 3 and chance.random() < 0.4 else [],
                "follows": [f"i{index - len(names)}"] if round_ and chance.random() < 0.8 else [],
                "hypothesis": "It helps.",
                "kpi": {"name": "Help", "baseline": "None", "source": "Log", "owner": "Controller"},
                "test": "Half and half.",
                "guardrails": ["No harm."],
                "decision_rule": {"scale": "Yes", "stop": "No", "iterate": "Perhaps"},
                "gates": [
                    {
                        "week": 13 * pilot + (5 if chance.random() < 0.15 else 0),
                        "name": "Decision",
                        "decides": ["CMO"],
                    }
                ],
                "effort": {"pilot": _effort(chance), "project": _effort(chance)},
                "cost": {
                    "pilot": [0, chance.randint(0, 80), 90],
                    "project": [0, chance.randint(0, 160), 200],
                },
                "duration": {"pilot": pilot, "project": project},
            }
        )
    return found


def _effort(chance: random.Random) -> dict[str, list[int]]:
    likely = {function: chance.randint(*between) for function, between in _DAYS.items()}
    return {
        name: [days // 2, days, days * 2] for name, days in likely.items() if days and chance.random() < 0.75
    }
