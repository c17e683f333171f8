"""Runs the rules of a kind over a document."""

from typing import Any

from assess.model.assembly import Assembled
from assess.model.reading import Document
from assess.rules.answers import ANSWERS_RULES
from assess.rules.engagement import ENGAGEMENT_RULES
from assess.rules.overlay import OVERLAY_RULES
from assess.rules.pilot import PILOT_RULES
from assess.rules.playbook import PLAYBOOK_RULES
from assess.rules.questionnaire import QUESTIONNAIRE_RULES
from assess.rules.rule import Rule, Subject, Surroundings
from assess.rules.vision import VISION_RULES
from assess.text.problems import Problem, Severity, in_order

RULES_BY_KIND: dict[str, tuple[Rule, ...]] = {
    "questionnaire": QUESTIONNAIRE_RULES,
    "answers": ANSWERS_RULES,
    "engagement": ENGAGEMENT_RULES,
    "vision": VISION_RULES,
    "playbook": PLAYBOOK_RULES,
    "pilot": PILOT_RULES,
    "overlay": OVERLAY_RULES,
}


def check_questionnaire(assembled: Assembled) -> list[Problem]:
    """Every problem in a questionnaire and its parts."""
    return check_document(assembled.root, assembled)


def check_document(
    document: Document[Any],
    assembled: Assembled,
    around: Surroundings | None = None,
    siblings: tuple[Document[Any], ...] = (),
) -> list[Problem]:
    """Every problem of one document that belongs to `assembled`; kinds without rules have none.

    `siblings` are the documents of the same kind beside it (for a client's playbook, the bundled one).
    """
    subject = Subject(document, assembled, around, siblings)
    found: list[Problem] = []
    for rule in sorted(RULES_BY_KIND.get(document.kind, ()), key=lambda rule: rule.of_sound_only):
        if not rule.of_sound_only or all(problem.severity is not Severity.ERROR for problem in found):
            found.extend(rule.problems(subject))
    return in_order(found)
