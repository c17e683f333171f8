"""Everything that `assess validate` can tell, by code. Imported where it is needed: it loads every rule."""

from assess.rules.checking import KINDS, rules_of
from assess.rules.rule import Rule, Told
from assess.rules.told import TOLD

RULES: tuple[Rule, ...] = tuple(rule for kind in KINDS for rule in rules_of(kind))

_ENTRIES: tuple[Rule | Told, ...] = (*TOLD, *RULES)

CATALOGUE: dict[str, Rule | Told] = {
    entry.code: entry for entry in sorted(_ENTRIES, key=lambda entry: entry.code)
}
