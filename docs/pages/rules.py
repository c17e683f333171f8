"""docs/rules.md: what documents are held to."""

from itertools import groupby

from assess.rules import Rule, Told
from assess.rules.catalogue import CATALOGUE
from assess.text.problems import Severity
from pages.markdown import page, table

FAMILIES = {
    "DOC": "Every document",
    "QUE": "Questionnaires and their parts",
    "ANS": "Answers",
    "ENG": "Engagements",
    "VIS": "Visions",
    "PLY": "Playbooks",
    "PIL": "Pilots",
    "OVL": "Overlays",
    "MAP": "Mappings of surveys",
    "SUR": "Survey files",
    "UNI": "Tables of units of a pilot",
    "WBK": "Workbooks from respondents",
}


def rules() -> str:
    """Every rule by family: a table of all, then each with its reasons and its two examples."""
    families = [
        (FAMILIES[family], list(found))
        for family, found in groupby(CATALOGUE.values(), key=lambda rule: rule.code[:3])
    ]
    return page(
        "Rules",
        "What `assess validate` holds documents to. A code never changes its meaning. `assess rule CODE` "
        "prints the same text. Carets below a line mark what the rule finds there. An example shows only the "
        "keys that matter.",
        *(
            f"## {title}\n\n{table(('Code', 'A good document'), map(_row, found))}"
            for title, found in families
        ),
        "# Each rule",
        *(_told(rule) for _, found in families for rule in found),
    )


def _row(rule: Rule | Told) -> tuple[str, str]:
    return f"[`{rule.code}`](#{rule.code.lower()}){_warning(rule)}", rule.about.title


def _told(rule: Rule | Told) -> str:
    about = rule.about
    examples = [
        f"{heading}\n\n```yaml\n{example}\n```"
        for heading, example in (("Fails:", about.fails), ("Passes:", about.passes))
        if example
    ]
    return "\n\n".join(
        [f"## {rule.code}", f"**{about.title}.**{_warning(rule)}", *filter(None, [about.why]), *examples]
    )


def _warning(rule: Rule | Told) -> str:
    return " (warning)" if rule.severity is Severity.WARNING else ""
