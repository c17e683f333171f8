"""Everything that `assess validate` can tell, by code."""

from assess.rules.checking import RULES_BY_KIND
from assess.rules.rule import Rule, Told
from assess.rules.told import TOLD

RULES: tuple[Rule, ...] = tuple(rule for rules in RULES_BY_KIND.values() for rule in rules)

_ENTRIES: tuple[Rule | Told, ...] = (*TOLD, *RULES)

CATALOGUE: dict[str, Rule | Told] = {
    entry.code: entry for entry in sorted(_ENTRIES, key=lambda entry: entry.code)
}
