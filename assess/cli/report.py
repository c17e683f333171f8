"""`assess report`: the board's report as HTML and PDF."""

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import Ended, Exit
from assess.cli.engagements import HERE, At, Folder, day_option, open_engagement, scorecard
from assess.cli.roadmap_file import inputs as roadmap_inputs
from assess.files.atomic import write
from assess.files.documents import shown
from assess.files.engagement_folder import EngagementFolder, answers_folder
from assess.files.templates import report_assets
from assess.model.answers import State
from assess.planning.portfolio import merged
from assess.planning.roadmap import is_stale
from assess.report import pdf
from assess.report.build import build
from assess.report.html import render
from assess.report.inputs import Inputs
from assess.report.record import Report


class Format(StrEnum):
    """What to write."""

    HTML = "html"
    PDF = "pdf"


def command(
    folder: Folder = HERE,
    at: At = None,
    forms: Annotated[
        list[Format] | None,
        typer.Option("--format", "-f", help="What to write; may be repeated.", show_default="html, pdf"),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Where to.", file_okay=False, show_default="DIR/out"
        ),
    ] = None,
    date: Annotated[
        dt.datetime | None,
        day_option("--date", "The report's date.", usual="the assessment's"),
    ] = None,
    *,
    draft: Annotated[bool, typer.Option("--draft", help="Mark the report as a draft.")] = False,
) -> None:
    """Write the report and print the paths of its files."""
    opened = open_engagement(folder, at)
    if opened.date is None:
        raise Ended(
            Exit.PROBLEMS,
            f"{opened.folder} has no assessment yet: put answers into assessments/DATE/answers/",
        )
    if not any(a.state is State.ANSWERED for one in opened.answers for a in one.record.answers.values()):
        raise Ended(
            Exit.PROBLEMS,
            f"there are no answers yet in {shown(answers_folder(opened.folder, opened.date))}; "
            "the report needs at least one answers file with answers.",
        )
    report = make(opened, date.date() if date else opened.date)
    write_files(
        report, forms or list(Format), target or opened.folder / "out", draft="Draft" if draft else ""
    )


def make(opened: EngagementFolder, date: dt.date) -> Report:
    """The Report record of an opened engagement."""
    return build(report_inputs(opened, date))


def report_inputs(opened: EngagementFolder, date: dt.date) -> Inputs:
    """What a report is computed from."""
    initiatives = merged(
        opened.playbook.record if opened.playbook else None,
        opened.own_playbook.record if opened.own_playbook else None,
    )
    roadmap = opened.roadmap.record if opened.roadmap else None
    return Inputs(
        card=scorecard(opened),
        engagement=opened.engagement.record,
        answers=tuple(answers.record for answers in opened.answers),
        date=date,
        vision=opened.vision.record if opened.vision else None,
        initiatives={initiative.id: initiative for initiative in initiatives},
        roadmap=roadmap,
        roadmap_is_stale=roadmap is not None and is_stale(roadmap, roadmap_inputs(opened)),
        pilots=tuple(pilot.record for pilot in opened.pilots),
    )


def write_files(report: Report, forms: list[Format], target: Path, *, draft: str = "") -> None:
    """HTML first, so that it is there even where PDF cannot be made."""
    assets = report_assets()
    page = render(report, assets, draft=draft)
    if Format.HTML in forms:
        _written(target / "report.html", page)
    if Format.PDF in forms:
        title = f"{report.cover.title}: {report.cover.client}"
        try:
            made = pdf.render(
                page, resources=assets, title=title, author=report.cover.client, day=report.date
            )
        except pdf.PangoMissing as missing:
            raise Ended(Exit.ENVIRONMENT, str(missing)) from missing
        _written(target / "report.pdf", made.content)


def _written(path: Path, content: str | bytes) -> None:
    write(path, content)
    terminal.out(str(path.resolve()))
