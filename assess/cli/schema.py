"""`assess schema KIND`: the JSON Schema of a kind of document."""

from enum import StrEnum
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.files.schemas import schema_text
from assess.model.kinds import KINDS
from assess.text.problems import did_you_mean


class Draft(StrEnum):
    """Dialects of JSON Schema."""

    D2020_12 = "2020-12"
    D07 = "07"


def command(
    kind: Annotated[
        str | None, typer.Argument(help=f"One of: {', '.join(KINDS)}.", show_default=False)
    ] = None,
    draft: Annotated[
        Draft, typer.Option("--draft", help="The dialect; more editors read 07.")
    ] = Draft.D2020_12,
) -> None:
    """Print the JSON Schema of a kind of document."""
    if kind is None:
        terminal.out("\n".join(KINDS))
        return
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS, "One of: " + ", ".join(KINDS) + ".")
        raise usage(f"there is no kind `{kind}`. {hint}")
    terminal.out(schema_text(kind, draft_07=draft is Draft.D07).rstrip("\n"))
