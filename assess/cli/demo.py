"""`assess demo`: the bundled engagement, scored, planned and reported; asks nothing."""

from pathlib import Path
from typing import Annotated

import typer

from assess.cli import plan, report, score, terminal
from assess.cli.endings import usage
from assess.cli.engagements import open_engagement, scorecard
from assess.files.atomic import create
from assess.files.bundled import bundled
from assess.files.documents import shown
from assess.files.engagement_folder import ENGAGEMENT
from assess.scoring.document import document

EXAMPLE = "kestrel-rowe"


def command(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put it.", file_okay=False)] = Path(
        "assess-demo"
    ),
) -> None:
    """Make the example engagement, score it, plan it and write its report."""
    if folder.exists() and not (folder / ENGAGEMENT).is_file() and any(folder.iterdir()):
        raise usage(f"{shown(folder)} is there already and is no engagement; name another folder")
    _copy(bundled("examples") / EXAMPLE, folder)
    opened = open_engagement(folder)
    score.show(document(scorecard(opened)))
    terminal.out("")
    planned = plan.plan(opened)
    plan.show(planned)
    plan.write_roadmap(opened, planned, force=False)
    terminal.out("")
    again = open_engagement(folder)
    assert again.date is not None  # noqa: S101  # the example has an assessment
    report.write_files(report.make(again, again.date), list(report.Format), folder / "out")


def _copy(example: Path, folder: Path) -> None:
    """The example's documents; those that are there already stay as they are."""
    for source in sorted(example.rglob("*.yaml")):
        target = folder / source.relative_to(example)
        if not target.exists():
            create(target, source.read_bytes())
