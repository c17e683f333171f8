"""`assess schema KIND`: the JSON Schema of a kind of document."""

import json
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.model.kinds import KINDS
from assess.model.schemas import json_schema
from assess.text.problems import did_you_mean


def command(
    kind: Annotated[
        str | None, typer.Argument(help=f"One of: {', '.join(KINDS)}.", show_default=False)
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of document."""
    if kind is None:
        terminal.out("\n".join(KINDS))
        return
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS, "One of: " + ", ".join(KINDS) + ".")
        raise usage(f"there is no kind `{kind}`. {hint}")
    terminal.out(json.dumps(json_schema(kind), indent=2, ensure_ascii=False))
