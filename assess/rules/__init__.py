"""What makes a document good: one short function a rule, a stable code for each, a visible tuple of them all.

A rule sees one assembled questionnaire, or one document together with what it refers to, and yields findings;
it never reads a file. Its docstring is its documentation; `assess.rules.documentation` says how it is made.
"""

from assess.rules.checking import check_document, check_questionnaire
from assess.rules.rule import Rule, Surroundings, Told
from assess.rules.selection import Selection
from assess.rules.suppression import misused, unsuppressed

__all__ = [
    "Rule",
    "Selection",
    "Surroundings",
    "Told",
    "check_document",
    "check_questionnaire",
    "misused",
    "unsuppressed",
]
