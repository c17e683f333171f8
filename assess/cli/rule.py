"""`assess rule [CODE]`: what `assess validate` holds documents to, and why."""

from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.rules.catalogue import CATALOGUE
from assess.text.problems import did_you_mean


def command(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="Explain this rule, such as QUE010.", show_default=False),
    ] = None,
) -> None:
    """List the rules, or explain one with a failing and a passing example."""
    if code is None:
        rows = [(rule.code, rule.severity.value, rule.about.title) for rule in CATALOGUE.values()]
        terminal.table(("Code", "Severity", "A good document"), rows)
        return
    rule = CATALOGUE.get(code.upper())
    if rule is None:
        raise usage(
            f"there is no rule `{code}`. {did_you_mean(code, CATALOGUE, '`assess rule` lists them.')}"
        )
    about = rule.about
    terminal.paragraph(f"{rule.code} ({rule.severity.value}): {about.title}.")
    for text in filter(None, about.why.split("\n\n")):
        terminal.out("")
        terminal.paragraph(" ".join(text.split()))
    for heading, example in about.examples:
        terminal.out("\n".join(["", heading, "", *(f"    {line}".rstrip() for line in example.splitlines())]))
