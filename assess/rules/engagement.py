"""Rules for engagements."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assess.rules.rule import Finding, Rule, Subject, unknown

if TYPE_CHECKING:
    from assess.text.safe_yaml import Path


def functions_exist(subject: Subject) -> Iterator[Finding]:
    """Constituents, stand-ins and limits name functions that the questionnaire knows, where it lists any."""
    known = [function.id for function in subject.assembled.questionnaire.functions]
    record = subject.record
    named: list[tuple[Path, str]] = [
        (("constituents", i, "function"), c.function) for i, c in enumerate(record.constituents)
    ]
    named += [(("stand_ins", name), name) for name in record.stand_ins]
    named += [(("stand_ins", name), other) for name, other in record.stand_ins.items()]
    named += [(("limits", "days", name), name) for name in record.limits.days]
    for path, name in named:
        if known and name not in known:
            yield unknown(subject.place, path, "function", name, known)


def facts_exist(subject: Subject) -> Iterator[Finding]:
    """Facts are those that the questionnaire asks about."""
    known = [fact.id for fact in subject.assembled.questionnaire.facts]
    for name in subject.record.facts:
        if name not in known:
            yield unknown(subject.place, ("facts", name), "fact", name, known)


ENGAGEMENT_RULES: tuple[Rule, ...] = (
    Rule("ENG010", functions_exist),
    Rule("ENG011", facts_exist),
)
