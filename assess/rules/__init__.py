"""What makes a document good: one short function a rule, a stable code for each, a visible tuple of them all.

A rule sees one assembled questionnaire, or one document together with what it refers to, and yields findings;
it never reads a file.
"""

from assess.rules.answers import ANSWERS_RULES
from assess.rules.checking import check_document, check_questionnaire
from assess.rules.engagement import ENGAGEMENT_RULES
from assess.rules.playbook import PLAYBOOK_RULES
from assess.rules.questionnaire import QUESTIONNAIRE_RULES
from assess.rules.rule import Rule
from assess.rules.vision import VISION_RULES

RULES: tuple[Rule, ...] = (
    *QUESTIONNAIRE_RULES,
    *ANSWERS_RULES,
    *ENGAGEMENT_RULES,
    *VISION_RULES,
    *PLAYBOOK_RULES,
)

__all__ = ["RULES", "Rule", "check_document", "check_questionnaire"]
