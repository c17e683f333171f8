"""`assess rule [CODE]`: what `assess validate` holds documents to, and why."""

import json
from enum import StrEnum
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.cli.settings import unknown_code
from assess.rules import Rule, Told
from assess.rules.catalogue import CATALOGUE


class Format(StrEnum):
    """How rules are listed."""

    TABLE = "table"
    JSON = "json"


def command(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="Explain this rule, such as QUE010.", show_default=False),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="As a table, or for programs.")
    ] = Format.TABLE,
) -> None:
    """List the rules, or explain one with a failing and a passing example."""
    if form is Format.JSON:
        rules = CATALOGUE.values() if code is None else [_named(code)]
        terminal.out(json.dumps([_data(rule) for rule in rules], ensure_ascii=False, indent=2))
    elif code is None:
        rows = [(rule.code, rule.severity.value, rule.about.title) for rule in CATALOGUE.values()]
        terminal.table(("Code", "Severity", "A good document"), rows)
    else:
        _explain(_named(code))


def _named(code: str) -> Rule | Told:
    rule = CATALOGUE.get(code.upper())
    if rule is None:
        raise usage(unknown_code(code))
    return rule


def _data(rule: Rule | Told) -> dict[str, str]:
    about = rule.about
    return {
        "code": rule.code,
        "severity": rule.severity.value,
        "title": about.title,
        "why": about.why,
        "fails": about.fails,
        "passes": about.passes,
    }


def _explain(rule: Rule | Told) -> None:
    about = rule.about
    terminal.paragraph(f"{rule.code} ({rule.severity.value}): {about.title}.")
    for text in filter(None, about.why.split("\n\n")):
        terminal.out("")
        terminal.paragraph(" ".join(text.split()))
    for heading, example in about.examples:
        terminal.out("\n".join(["", heading, "", *(f"    {line}".rstrip() for line in example.splitlines())]))
