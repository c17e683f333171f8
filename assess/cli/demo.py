"""`assess demo`: the bundled engagement, scored, planned and reported; asks nothing."""

from pathlib import Path
from typing import Annotated

import typer

from assess.cli import report, roadmap_file, roadmap_table, score, terminal
from assess.cli.endings import usage
from assess.cli.engagements import open_engagement, scorecard
from assess.files.atomic import create
from assess.files.bundled import bundled
from assess.files.documents import Reading, is_there, shown
from assess.files.engagement_folder import ENGAGEMENT
from assess.planning.best import best
from assess.scoring.document import document

EXAMPLE = "kestrel-rowe"


def command(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to put it.", file_okay=False)] = Path(
        "assess-demo"
    ),
) -> None:
    """Make the example engagement, score it, plan it and write its report."""
    example = bundled("examples") / EXAMPLE
    if is_there(folder / ENGAGEMENT) and not _is_demo(folder, example):
        raise usage(
            f"{shown(folder)} holds an engagement of its own and is left as it is; the demo needs a folder "
            "that does not exist yet, or an earlier demo"
        )
    if folder.exists() and not (folder / ENGAGEMENT).is_file() and any(folder.iterdir()):
        raise usage(f"{shown(folder)} is there already and is no engagement; name another folder")
    _copy(example, folder)
    opened = open_engagement(folder, planning_anew=True)
    score.show(document(scorecard(opened)))
    terminal.out("")
    planned = roadmap_file.planned(roadmap_file.inputs(opened), opened, best)
    roadmap_table.show(planned, opened)
    if reason := roadmap_file.why_kept(opened):
        terminal.say(reason)
    else:
        roadmap_file.write_roadmap(opened, planned)
    terminal.out("")
    again = open_engagement(folder)
    assert again.date is not None  # noqa: S101  # the example has an assessment
    report.write_files(report.make(again, again.date), list(report.Format), folder / "out")


def _is_demo(folder: Path, example: Path) -> bool:
    """Whether the engagement there is the example, changed or not: fictional, and of the same client."""
    ours, theirs = (Reading().document(place / ENGAGEMENT, "engagement") for place in (example, folder))
    if not ours or not theirs:
        return False
    client = theirs.record.client
    return bool(client.fictional and client.name == ours.record.client.name)


def _copy(example: Path, folder: Path) -> None:
    """The example's documents; those that are there already stay as they are.

    engagement.yaml comes first: by it an interrupted copy is known as a demo, and the next one completes it.
    """
    sources = sorted(example.rglob("*.yaml"), key=lambda path: (path.name != ENGAGEMENT, path))
    for source in sources:
        target = folder / source.relative_to(example)
        if not is_there(target):
            create(target, source.read_bytes())
