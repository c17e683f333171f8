"""What most commands begin with: the engagement in a folder, read, checked and scored."""

import datetime as dt
from pathlib import Path
from typing import Annotated, Any

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder, dates, load
from assess.model.reading import Document
from assess.rules import check_document, check_questionnaire
from assess.scoring.card import Scorecard, score
from assess.text.problems import Problem, Severity, in_order

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="The engagement's folder.", exists=True, file_okay=False, show_default="."
    ),
]
At = Annotated[
    dt.datetime | None,
    typer.Option(
        "--at",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="The assessment of this date instead of the latest.",
    ),
]
HERE = Path()


def open_engagement(
    folder: Path, at: dt.datetime | None = None, *, scoring_only: bool = False
) -> EngagementFolder:
    """The engagement; its problems are shown, and any error ends the command with exit code 1."""
    known = dates(folder)
    if at and known and at.date() not in known:
        raise usage(f"there is no assessment of {at.date()}; there are: {', '.join(map(str, known))}")
    reading = Reading()
    opened = load(folder, at.date() if at else None, reading, scoring_only=scoring_only)
    found = [*reading.problems, *(check_engagement(opened) if opened else [])]
    ordered = in_order(found)
    terminal.show_problems(ordered, reading.texts)
    if opened is None or any(problem.severity is Severity.ERROR for problem in ordered):
        raise problems()
    return opened


def check_engagement(opened: EngagementFolder) -> list[Problem]:
    """All rules over all documents of an engagement."""
    assembled, engagement = opened.assembled, opened.engagement.record
    bundled = (opened.playbook,) if opened.playbook else ()
    found = check_questionnaire(assembled)
    found += check_document(opened.engagement, assembled)
    for answers in opened.answers:
        found += check_document(answers, assembled, engagement, opened.answers)
    for document, beside in ((opened.vision, ()), (opened.playbook, ()), (opened.own_playbook, bundled)):
        found += _checked(document, opened, beside)
    return found


def _checked(
    document: Document[Any] | None, opened: EngagementFolder, beside: tuple[Document[Any], ...]
) -> list[Problem]:
    return check_document(document, opened.assembled, opened.engagement.record, beside) if document else []


def scorecard(opened: EngagementFolder) -> Scorecard:
    """The scorecard of the opened assessment."""
    return score(
        opened.assembled,
        (answers.record for answers in opened.answers),
        opened.engagement.record,
        opened.date,
    )
