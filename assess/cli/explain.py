"""`assess explain`: why a number is what it is, and what blocks the next level."""

from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.cli.engagements import At, open_engagement, scorecard
from assess.report.explanation import lines
from assess.scoring.explain import explain
from assess.text.problems import did_you_mean


def command(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DIR] [ID]",
            help="The engagement, and the id of a section or question.",
            show_default="the whole",
        ),
    ] = None,
    at: At = None,
) -> None:
    """Explain a score, level or value: the answers behind it, and what blocks the next level."""
    folder, piece = _understood(words or [])
    card = scorecard(open_engagement(folder, at, scoring_only=True))
    piece = piece or card.overall.id
    try:
        explanation = explain(card, piece)
    except KeyError:
        known = [*(section.id for section in card.sections()), *card.cells]
        hint = did_you_mean(piece, known, "`assess questionnaires ID` lists all ids.")
        raise usage(f"there is no section or question `{piece}`. {hint}") from None
    terminal.lines(lines(card, explanation))


def _understood(words: list[str]) -> tuple[Path, str | None]:
    """A folder is whatever is a folder on the disk; the other word is the id, in either order."""
    folders = [word for word in words if Path(word).is_dir()]
    pieces = [word for word in words if word not in folders]
    if len(folders) > 1 or len(pieces) > 1:
        if len(words) > 1 and ("/" in words[0] or words[0] in {".", ".."}):
            raise usage(f"there is no folder {words[0]}")
        raise usage("give one folder and one id, such as: assess explain assess-demo C4")
    return Path(folders[0]) if folders else Path(), pieces[0] if pieces else None
