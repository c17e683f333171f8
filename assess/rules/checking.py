"""Runs the rules of a kind over a document."""

from functools import cache
from importlib import import_module
from itertools import islice
from typing import Any

from assess.model.assembly import Assembled
from assess.model.reading import Document
from assess.rules.rule import Rule, Subject, Surroundings
from assess.text.problems import Problem, Severity, in_order
from assess.text.yaml_events import MOST_PROBLEMS

KINDS = ("questionnaire", "answers", "engagement", "vision", "playbook", "pilot", "overlay", "mapping")
"""What there are rules for; those of a kind stand in the module of its name."""


@cache
def rules_of(kind: str) -> tuple[Rule, ...]:
    """The rules of a kind, which is imported when one of its documents is first checked.

    What computes with a sound document comes last.
    """
    if kind not in KINDS:
        return ()
    rules: tuple[Rule, ...] = getattr(import_module(f"assess.rules.{kind}"), f"{kind.upper()}_RULES")
    return tuple(sorted(rules, key=lambda rule: rule.of_sound_only))


def check_questionnaire(assembled: Assembled) -> list[Problem]:
    """Every problem in a questionnaire and its parts."""
    return check_document(assembled.root, assembled)


def check_document(
    document: Document[Any],
    assembled: Assembled,
    around: Surroundings | None = None,
    siblings: tuple[Document[Any], ...] = (),
) -> list[Problem]:
    """Every problem of one document that belongs to `assembled`; of very many, the first of each rule.

    Kinds without rules have none.
    `siblings` are the documents of the same kind beside it (for a client's playbook, the bundled one).
    """
    subject = Subject(document, assembled, around, siblings)
    found: list[Problem] = []
    for rule in rules_of(document.kind):
        if not rule.of_sound_only or all(problem.severity is not Severity.ERROR for problem in found):
            findings = islice(rule.check(subject), MOST_PROBLEMS)
            found += [rule.problem(finding) for finding in findings]
    return in_order(found)
