"""docs/rules.md: what documents are held to."""

from collections import defaultdict
from collections.abc import Callable

from assess.rules import RULES
from assess.text.problems import Severity
from pages.markdown import page, table

FAMILIES = {
    "QUE": "Questionnaires and their parts",
    "ANS": "Answers",
    "ENG": "Engagements",
    "VIS": "Visions",
    "PLY": "Playbooks",
}


def rules() -> str:
    """Every rule with its code, by kind of document."""
    families = defaultdict(list)
    for rule in RULES:
        families[rule.code[:3]].append(rule)
    return page(
        "Rules",
        "What `assess validate` holds documents to. A code never changes its meaning. Codes that "
        "begin with `DOC` are told while a file is read: about YAML, keys and types.",
        *(
            f"## {FAMILIES.get(family, family)}\n\n"
            + table(
                ("Code", "Rule", "More precisely"),
                [(_code(rule.code, rule.severity), rule.title, _first_line(rule.check)) for rule in found],
            )
            for family, found in families.items()
        ),
    )


def _code(code: str, severity: Severity) -> str:
    return f"`{code}`" if severity is Severity.ERROR else f"`{code}` ({severity.value})"


def _first_line(function: Callable[..., object]) -> str:
    return (function.__doc__ or "").strip().partition("\n")[0]
