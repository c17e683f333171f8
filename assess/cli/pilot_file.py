"""Which pilot a command means, and how its document is changed: checked first, then replaced in one step."""

import datetime as dt
import re
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.cli.engagements import day_option, open_engagement
from assess.files.atomic import create, replace
from assess.files.documents import is_there, shown
from assess.files.engagement_folder import PILOTS, EngagementFolder
from assess.model.pilot import Pilot
from assess.model.reading import Document, read
from assess.model.record import ID
from assess.rules import Surroundings, check_document
from assess.text.problems import Severity, did_you_mean, in_order
from assess.text.safe_yaml import parse

Which = Annotated[
    str | None, typer.Option("--pilot", "-p", metavar="ID", help="The pilot, by its id or its file's name.")
]
On = Annotated[dt.datetime | None, day_option("--on", "The day of it, such as 2027-01-04.")]


def in_utf8(given: str) -> str:
    """A text that a document can hold; a terminal in another encoding sends bytes that are none."""
    try:
        given.encode()
    except UnicodeEncodeError as error:
        raise typer.BadParameter("it is no text in UTF-8; set the terminal to UTF-8") from error
    return given


def _names(given: list[str] | None) -> list[str] | None:
    if any(not in_utf8(name).strip() for name in given or ()):
        raise typer.BadParameter("it is empty; name a role, such as CMO")
    return given


By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="ROLE", help="Who decided; several times.", callback=_names),
]


def day(on: dt.datetime | None) -> dt.date:
    """The day that was named; what is written into a document never comes from the clock."""
    if on is None:
        raise usage("say on which day: --on 2027-01-04")
    return on.date()


def chosen(opened: EngagementFolder, which: str | None) -> Document[Pilot]:
    """The pilot that is meant; the only one where none is named."""
    known = {document.record.id: document for document in opened.pilots}
    if which is None and len(known) == 1:
        return next(iter(known.values()))
    for name, document in known.items():
        if which in {name, Path(document.file).stem}:
            return document
    names = ", ".join(sorted(known)) or f"none yet; begin one with --new INITIATIVE (in {PILOTS}/)"
    if which is None:
        raise usage(f"name a pilot with --pilot: {names}")
    raise usage(f"there is no pilot `{which}`: {names}. {did_you_mean(which, known)}".rstrip(" ."))


def opened_for_pilots(folder: Path) -> EngagementFolder:
    """The engagement, whatever roadmap is there, and though a design is not frozen or not the frozen one."""
    return open_engagement(folder, planning_anew=True, excused=("PIL015", "PIL016"))


def put(opened: EngagementFolder, document: Document[Pilot], text: str) -> Path:
    """Replace the pilot's file by a text that holds; otherwise show what is wrong and leave the file."""
    _check(opened, document.file, text)
    path = opened.folder / PILOTS / Path(document.file).name
    if not replace(path, text, document.source.text):
        raise usage(f"{shown(path)} was changed meanwhile and is left as it is; run the command again")
    terminal.say(f"Written: {shown(path)}")
    return path


def begin(opened: EngagementFolder, name: str, text: str) -> Path:
    """A new pilot's draft, under a name by which no command reads it; one that is there stays."""
    if not re.fullmatch(ID, name):
        raise usage(f"`{name}` is no id: letters, digits, dots, dashes and underscores, at most 64")
    path = opened.folder / PILOTS / f"{name}.yaml.draft"
    if is_there(path.with_suffix("")):
        raise usage(
            f"there is a pilot `{name}` already, {shown(path.with_suffix(''))}; name another with --pilot"
        )
    try:
        create(path, text.encode())
    except FileExistsError as error:
        raise usage(
            f"{shown(path)} is there already and is left as it is; name another with --pilot"
        ) from error
    terminal.say(f"Written: {shown(path)}")
    return path


def _check(opened: EngagementFolder, file: str, text: str) -> None:
    source, found = parse(text, file)
    document, more = read(source) if source else (None, [])
    found = [*found, *more]
    if document:
        books = tuple(book for book in (opened.own_playbook, opened.playbook) if book)
        around = Surroundings(opened.engagement.record, opened.assembled, opened.date, opened.answers, books)
        others = tuple(pilot for pilot in opened.pilots if pilot.file != file)
        found += check_document(document, opened.assembled, around, (*others, document))
    wrong = in_order([problem for problem in found if problem.severity is Severity.ERROR])
    if wrong:
        terminal.show_problems(wrong, {file: text})
        terminal.say("Nothing was written.")
        raise problems()
