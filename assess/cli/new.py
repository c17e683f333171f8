"""`assess new`: a valid engagement with answers files to fill in, and those of more people later."""

import datetime as dt
import re
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.cli.engagements import day_option
from assess.cli.questionnaires import named
from assess.files.atomic import create
from assess.files.documents import Reading, is_there, shown
from assess.files.engagement_folder import ENGAGEMENT, answers_folder, dates, load
from assess.files.schemas import copies
from assess.intake.routing import MOST_QUESTIONS, Invited, minutes, shares
from assess.intake.scaffold import answers_text, engagement_text, owners_without_respondent
from assess.intake.vision import vision_text
from assess.model.answers import CONSENSUS
from assess.model.engagement import Engagement, Scope
from assess.model.questionnaire import Questionnaire
from assess.model.record import ID
from assess.text.problems import did_you_mean, in_order

_NAME = re.compile(ID)
VISION_TO_COMPLETE = "vision.yaml.example"
"""Not a document's name, so that nobody's placeholder is ever printed as a client's vision."""
_EDITED = ("engagement", "answers", "vision", "playbook", "pilot")
"""The kinds that people write in an engagement; their editors are given the schemas."""


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.", file_okay=False)],
    respondents: Annotated[
        list[str] | None,
        typer.Option(
            "--respondent", "-r", metavar="NAME:FUNCTION", help="Somebody who answers; may be repeated."
        ),
    ] = None,
    client: Annotated[
        str | None, typer.Option("--client", help="The client's name.", show_default="the folder's name")
    ] = None,
    questionnaire: Annotated[
        str | None,
        typer.Option(
            "--questionnaire",
            "-q",
            metavar="ID",
            help="Which questionnaire.",
            show_default="customer-centricity",
        ),
    ] = None,
    scope: Annotated[
        Scope | None, typer.Option("--scope", help="All questions, or the core alone.", show_default="full")
    ] = None,
    date: Annotated[
        dt.datetime | None,
        day_option("--date", "The assessment's date.", usual="today"),
    ] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite documents that are there already.")
    ] = False,
) -> None:
    """Make an engagement with answers files to fill in; in one that is there, add those of more people."""
    day = date.date() if date else None
    if is_there(folder / ENGAGEMENT) and not force:
        if client is not None or questionnaire or scope:
            raise usage(
                f"already there: {shown(folder / ENGAGEMENT)}, which says client, questionnaire and scope. "
                "Nothing was written; --force overwrites, another DIR keeps both."
            )
        invite(folder, respondents or [], day)
        return
    asked = named(questionnaire or "customer-centricity", folder).questionnaire
    people = _people(respondents or [], asked)
    name = (folder.resolve().name if client is None else client).strip()
    if not name:
        raise usage("the client needs a name: --client NAME")
    _begin(folder, asked, name, people, scope or Scope.FULL, day or _today(), force=force)
    if client is None:
        terminal.say(f"The client's name is set to `{name}`; engagement.yaml or --client changes it.")
    _say_what_is_next(folder, people)


def _begin(
    folder: Path,
    asked: Questionnaire,
    client: str,
    people: Sequence[Invited],
    scope: Scope,
    day: dt.date,
    *,
    force: bool,
) -> None:
    """A new engagement."""
    texts = {
        folder / ENGAGEMENT: engagement_text(asked, client, people, scope),
        folder / VISION_TO_COMPLETE: vision_text(asked, day),
    }
    texts |= _answers_texts(folder, asked, people, shares(asked, people, scope), day)
    there = [path for path in texts if is_there(path)]
    if there and not force:
        listed = ", ".join(shown(path) for path in there)
        raise usage(
            f"already there: {listed}. Nothing was written; --force overwrites, another DIR keeps both."
        )
    answers_folder(folder, day).mkdir(parents=True, exist_ok=True)
    _create(texts, copies(folder, _EDITED), force=force)
    _show(texts)
    _say_what_is_much(asked, people, (), scope)


def invite(folder: Path, respondents: Sequence[str], day: dt.date | None) -> None:
    """Answers files of more people in an engagement that is there; nothing else is touched.

    They belong to the latest assessment unless `day` is given. Problems of other people's answers are no
    reason to turn somebody away.
    """
    if not respondents:
        raise usage(
            f"already there: {shown(folder / ENGAGEMENT)}. Nothing was written; -r NAME:FUNCTION adds the "
            "answers file of one more person."
        )
    day = day or max(dates(folder), default=None) or _today()
    reading = Reading()
    opened = load(folder, day, reading, scoring_only=True)
    if opened is None:
        terminal.show_problems(in_order(reading.problems), reading.texts)
        raise problems()
    asked, engagement = opened.assembled.questionnaire, opened.engagement.record
    people = _people(respondents, asked)
    there = [Invited(a.record.respondent, a.record.function or "") for a in opened.answers]
    parent = answers_folder(folder, day)
    taken = {path.stem.casefold() for path in parent.iterdir()} if parent.is_dir() else set()
    taken |= {one.name.casefold() for one in there}
    if again := [person.name for person in people if person.name.casefold() in taken]:
        raise usage(
            f"already there: answers of {', '.join(again)} in {shown(parent)}. Nothing was written; give "
            "another name, or another --date for a new assessment."
        )
    questions = shares(asked, [*there, *people], engagement.scope)
    texts = _answers_texts(folder, asked, people, questions, day)
    _create(texts, copies(folder, _EDITED), force=False)
    _show(texts)
    _say_what_is_much(asked, people, there, engagement.scope)
    _say_who_is_missing(asked, engagement, [*there, *people])
    _say_what_is_next(folder, people)


def _answers_texts(
    folder: Path,
    asked: Questionnaire,
    people: Sequence[Invited],
    questions: Mapping[str, Collection[str]],
    day: dt.date,
) -> dict[Path, str]:
    parent = answers_folder(folder, day)
    return {
        parent / f"{person.name}.yaml": answers_text(asked, person, day, questions[person.name])
        for person in people
    }


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def _show(texts: Iterable[Path]) -> None:
    for path in texts:
        terminal.out(shown(path))


def _say_what_is_much(
    asked: Questionnaire, people: Sequence[Invited], there: Sequence[Invited], scope: Scope
) -> None:
    """Who gets more than one person should answer, and what would help."""
    everybody = (*there, *people)
    given = shares(asked, everybody, scope)
    for person in people:
        own = _scored(asked, given[person.name])
        if own <= MOST_QUESTIONS:
            continue
        names = {function.id: function.name for function in asked.functions}
        more, each = _with_colleagues(asked, everybody, person, scope)
        helped = f"{more} more of {names.get(person.function, person.function)} to share them" if more else ""
        core = _scored(asked, shares(asked, everybody, Scope.CORE)[person.name])
        terminal.say(
            f"{person.name} gets {own} questions, about {minutes(own)} minutes. "
            + (f"With {helped}, {person.name} would get {each}; with" if helped else "With")
            + f" --scope core, {core}."
        )


def _with_colleagues(
    asked: Questionnaire, everybody: Sequence[Invited], person: Invited, scope: Scope
) -> tuple[int, int]:
    """How many more of the function bring a person's questions to what one answers with care; to how many.

    (0, 0) where even many do not.
    """
    for more in range(1, _MOST_COLLEAGUES + 1):
        colleagues = [Invited(f"{n}:", person.function) for n in range(more)]  # names that nobody can have
        each = _scored(asked, shares(asked, [*everybody, *colleagues], scope)[person.name])
        if each <= MOST_QUESTIONS:
            return more, each
    return 0, 0


_MOST_COLLEAGUES = 5


def _scored(asked: Questionnaire, questions: Collection[str]) -> int:
    return sum(question.scored and question.id in questions for question in asked.all_questions())


def _say_who_is_missing(asked: Questionnaire, engagement: Engagement, people: Sequence[Invited]) -> None:
    """Facts count only from their owner or a stand-in, so somebody has to be named where there is neither."""
    functions = {person.function for person in people}
    silent = [
        owner
        for owner in owners_without_respondent(asked, functions)
        if engagement.stand_ins.get(owner) not in functions
    ]
    if silent:
        terminal.say(
            f"Nobody answers for {', '.join(silent)} yet. Add somebody, or name under `stand_ins:` in "
            f"engagement.yaml who does, such as {silent[0]}: {people[-1].function}"
        )


def _say_what_is_next(folder: Path, people: Sequence[Invited]) -> None:
    where = shlex.quote(shown(folder))
    if people:
        terminal.say(
            f"Next: `assess invite {where}` writes invitations. Answers come by `assess interview {where} -r "
            f"{people[0].name}`, or in the answers files; then `assess score {where}`."
        )
    else:
        terminal.say(
            f"Next: add who is to answer, one by one or together: `assess new {where} -r anna:marketing`."
        )


def _create(texts: Mapping[Path, str], schemas: Mapping[Path, str], *, force: bool) -> None:
    """All files or none, so that a second try finds nothing in its way.

    Schemas are no documents: those that an earlier version of the program has left are replaced.
    """
    with ExitStack() as undo:
        for path, text in {**texts, **schemas}.items():
            is_new = not is_there(path)
            create(path, text, force=force or path in schemas)
            if is_new:  # and this process has made it: another one's is not to be taken away
                undo.callback(path.unlink, missing_ok=True)
        undo.pop_all()


def _people(words: Sequence[str], questionnaire: Questionnaire) -> list[Invited]:
    """Everybody, with names of their own: on some machines Anna.yaml and anna.yaml are one file."""
    people = [_invited(word, questionnaire) for word in words]
    names = [person.name.casefold() for person in people]
    doubled = sorted({person.name for person in people if names.count(person.name.casefold()) > 1})
    if doubled:
        raise usage(
            f"the respondent {', '.join(doubled)} is named twice; give each person a name of their own"
        )
    return people


def _invited(word: str, questionnaire: Questionnaire) -> Invited:
    name, colon, function = word.partition(":")
    known = [f.id for f in questionnaire.functions]
    if not colon or not _NAME.fullmatch(name) or not _NAME.fullmatch(function):
        raise usage(
            f"`{word}` is no NAME:FUNCTION such as anna:marketing (letters, digits, dot, dash, underscore)"
        )
    if known and function not in known:
        hint = did_you_mean(function, known, f"Known: {', '.join(known)}.")
        raise usage(f"there is no function `{function}`. {hint}")
    if name == CONSENSUS:
        raise usage("`consensus` is the name under which a group's agreed answers are kept; choose another")
    return Invited(name, function)
