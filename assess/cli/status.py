"""`assess status`: who has answered how much, and who has not."""

import csv
import io
import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from assess.cli import terminal
from assess.cli.engagements import HERE, At, Folder
from assess.cli.respondents import handouts_of
from assess.intake.standing import Stage, Standing, silent_functions, standings


class Format(StrEnum):
    """How it is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def command(
    folder: Folder = HERE,
    at: At = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TABLE,
) -> None:
    """Show who has answered how much, and who has not."""
    everybody = handouts_of(folder, at)
    found = standings(everybody)
    silent = silent_functions(everybody)
    if form is Format.JSON:
        data = {"respondents": list(map(_data, found)), "silent_functions": silent}
        terminal.out(json.dumps(data, indent=2, ensure_ascii=False))
    elif form is Format.CSV:
        terminal.out(_csv(found))
    else:
        _table(found, silent)


def _data(standing: Standing) -> dict[str, Any]:
    return {**asdict(standing), "left": standing.left, "stage": standing.stage.value}


def _csv(found: list[Standing]) -> str:
    text = io.StringIO()
    rows = [_data(one) for one in found]
    writer = csv.DictWriter(text, [*(rows[0] if rows else ("respondent",))], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _table(found: list[Standing], silent: list[str]) -> None:
    headings = ("Respondent", "Function", "Way", "Stage", "Answered", "Of", "Cannot say", "Minutes left")
    rows = [
        (
            one.respondent,
            one.function,
            one.way,
            one.stage.value,
            str(one.answered),
            str(one.asked),
            str(one.unknown or ""),
            str(one.minutes_left) if one.left else "",
        )
        for one in found
    ]
    short = [(row[0], row[3], f"{row[4]}/{row[5]}") for row in rows]
    narrower = [terminal.Table(("Respondent", "Stage", "Answered"), short, (2,))]
    terminal.table(headings, rows, right=(4, 5, 6, 7), narrower=narrower)
    complete = sum(one.stage is Stage.COMPLETE for one in found)
    terminal.paragraph(f"{complete} of {len(found)} have finished.")
    if silent:
        terminal.paragraph(f"Nobody answers for {', '.join(silent)}: their facts stay open.")
