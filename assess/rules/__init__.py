"""What makes a document good: one short function a rule, a stable code for each, a visible tuple of them all.

A rule sees one assembled questionnaire, or one document together with what it refers to, and yields findings;
it never reads a file. Its docstring is its documentation; `assess.rules.documentation` says how it is made.
"""

from assess.rules.checking import RULES_BY_KIND, check_document, check_questionnaire
from assess.rules.rule import Rule, Surroundings, Told
from assess.rules.told import TOLD

RULES: tuple[Rule, ...] = tuple(rule for rules in RULES_BY_KIND.values() for rule in rules)

_ENTRIES: tuple[Rule | Told, ...] = (*TOLD, *RULES)

CATALOGUE: dict[str, Rule | Told] = {
    entry.code: entry for entry in sorted(_ENTRIES, key=lambda entry: entry.code)
}
"""Everything that `assess validate` can tell, by code."""

__all__ = ["CATALOGUE", "RULES", "Rule", "Surroundings", "Told", "check_document", "check_questionnaire"]
