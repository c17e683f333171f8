"""`assess new`: a valid engagement with answers files to fill in."""

import datetime as dt
import re
import shlex
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.cli.questionnaires import named
from assess.files.atomic import create
from assess.files.documents import is_there, shown
from assess.files.engagement_folder import ENGAGEMENT, answers_folder
from assess.intake.routing import Invited, shares
from assess.intake.scaffold import answers_text, engagement_text
from assess.model.answers import CONSENSUS
from assess.model.engagement import Scope
from assess.model.questionnaire import Questionnaire
from assess.text.problems import did_you_mean

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", file_okay=False)],
    respondents: Annotated[
        list[str] | None,
        typer.Option(
            "--respondent", "-r", metavar="NAME:FUNCTION", help="Somebody who answers; may be repeated."
        ),
    ] = None,
    client: Annotated[
        str, typer.Option("--client", help="The client's name.", show_default="the folder's name")
    ] = "",
    questionnaire: Annotated[
        str, typer.Option("--questionnaire", "-q", metavar="ID", help="Which questionnaire.")
    ] = "customer-centricity",
    scope: Annotated[Scope, typer.Option("--scope", help="All questions, or the core alone.")] = Scope.FULL,
    date: Annotated[
        dt.datetime | None,
        typer.Option(
            "--date",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="The assessment's date.",
            show_default="today",
        ),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite documents that are there already.")
    ] = False,
) -> None:
    """Make an engagement with answers files to fill in."""
    asked = named(questionnaire, folder).questionnaire
    people = [_invited(word, asked) for word in respondents or ()]
    files = [person.name.casefold() for person in people]  # Anna and anna are one file on some machines
    doubled = sorted({person.name for person in people if files.count(person.name.casefold()) > 1})
    if doubled:
        raise usage(
            f"the respondent {', '.join(doubled)} is named twice; give each person a name of their own"
        )
    day = date.date() if date else dt.datetime.now().astimezone().date()
    answers = answers_folder(folder, day)
    name = (client or folder.resolve().name).strip()
    if not name:
        raise usage("the client needs a name: --client NAME")
    texts = {folder / ENGAGEMENT: engagement_text(asked, name, people, scope)}
    questions = shares(asked, people, scope)
    texts |= {
        answers / f"{person.name}.yaml": answers_text(asked, person, day, questions[person.name])
        for person in people
    }
    there = [path for path in texts if is_there(path)]
    if there and not force:
        listed = ", ".join(shown(path) for path in there)
        raise usage(
            f"already there: {listed}. Nothing was written; --force overwrites, another DIR keeps both."
        )
    answers.mkdir(parents=True, exist_ok=True)
    _create(texts, force=force)
    for path in texts:
        terminal.out(shown(path))
    terminal.say(f"Next: fill in the answers files, then `{shlex.join(['assess', 'score', shown(folder)])}`.")


def _create(texts: Mapping[Path, str], *, force: bool) -> None:
    """All files or none, so that a second try finds nothing in its way."""
    with ExitStack() as undo:
        for path, text in texts.items():
            is_new = not is_there(path)
            create(path, text, force=force)
            if is_new:  # and this process has made it: another one's is not to be taken away
                undo.callback(path.unlink, missing_ok=True)
        undo.pop_all()


def _invited(word: str, questionnaire: Questionnaire) -> Invited:
    name, colon, function = word.partition(":")
    known = [f.id for f in questionnaire.functions]
    if not colon or not _NAME.match(name) or not _NAME.match(function):
        raise usage(
            f"`{word}` is no NAME:FUNCTION such as anna:marketing (letters, digits, dot, dash, underscore)"
        )
    if known and function not in known:
        hint = did_you_mean(function, known, f"Known: {', '.join(known)}.")
        raise usage(f"there is no function `{function}`. {hint}")
    if name == CONSENSUS:
        raise usage("`consensus` is the name under which a group's agreed answers are kept; choose another")
    return Invited(name, function)
