"""What commands that ask people begin with: the assessment, and somebody in it."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder, answers_folder, dates, load
from assess.intake.handing_out import handouts
from assess.intake.handout import Handout
from assess.text.problems import did_you_mean, in_order

Respondents = Annotated[
    list[str] | None,
    typer.Option("--respondent", "-r", metavar="NAME", help="Only for this person; may be repeated."),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", help="Where to write, instead of below DIR/out."),
]


def opened_for_intake(folder: Path, at: dt.datetime | None) -> EngagementFolder:
    """The engagement with one assessment. Problems of other people's answers keep nobody from answering."""
    known = dates(folder)
    if at and at.date() not in known:
        raise usage(
            f"there is no assessment of {at.date()}; there are: {', '.join(map(str, known)) or 'none'}"
        )
    reading = Reading()
    opened = load(folder, at.date() if at else None, reading, scoring_only=True)
    if opened is None:
        terminal.show_problems(in_order(reading.problems), reading.texts)
        raise problems()
    return opened


def document_of(opened: EngagementFolder, name: str) -> Path:
    """Where somebody's answers stand, or will: a file may have another name than its respondent."""
    there = {one.record.respondent: Path(one.file) for one in opened.answers}
    return there.get(name) or answers_folder(opened.folder, opened.date or dt.date.min) / f"{name}.yaml"


def handouts_of(folder: Path, at: dt.datetime | None) -> list[Handout]:
    """What each respondent of the assessment is given."""
    return handouts(opened_for_intake(folder, at))


def chosen(everybody: Sequence[Handout], names: Sequence[str] | None) -> list[Handout]:
    """Those with these names, or everybody where no name is given."""
    known = [handout.person.name for handout in everybody]
    for name in names or ():
        if name not in known:
            listed = f"There are: {', '.join(known)}." if known else "Nobody has been invited yet."
            raise usage(f"there is no respondent `{name}`. {did_you_mean(name, known, listed)}")
    return [handout for handout in everybody if not names or handout.person.name in names]


def nobody(name: str, opened: EngagementFolder) -> Exception:
    """There are no answers of that name; who there is, and how to add somebody."""
    names = [document.record.respondent for document in opened.answers]
    listed = f"There are: {', '.join(names)}." if names else "Nobody has been invited yet."
    return usage(
        f"there is no respondent `{name}`. {did_you_mean(name, names, listed)} "
        f"-r {name}:FUNCTION adds somebody."
    )
