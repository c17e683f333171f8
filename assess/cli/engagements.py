"""What most commands begin with: the engagement in a folder, read, checked and scored."""

import datetime as dt
import shlex
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.files.documents import Reading, shown
from assess.files.engagement_folder import ROADMAP, EngagementFolder, dates, load
from assess.model.reading import Document
from assess.model.record import FIRST_YEAR, LAST_YEAR
from assess.rules import Surroundings, check_document, check_questionnaire, unsuppressed
from assess.text.problems import Problem, Severity, in_order

if TYPE_CHECKING:
    from assess.scoring.card import Scorecard

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="DIR", help="The engagement's folder.", exists=True, file_okay=False, show_default="."
    ),
]
HERE = Path()


def day_option(name: str, says: str, *, usual: str | bool = True) -> Any:
    """An option that takes a day which documents can hold; `usual`: what is taken without it, in words."""
    return typer.Option(
        name, metavar="DATE", formats=["%Y-%m-%d"], help=says, callback=_in_calendar, show_default=usual
    )


def _in_calendar(given: dt.datetime | None) -> dt.datetime | None:
    if given and not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise typer.BadParameter(f"a day between {FIRST_YEAR} and {LAST_YEAR} is expected")
    return given


At = Annotated[dt.datetime | None, day_option("--at", "The assessment of this date instead of the latest.")]


def open_engagement(
    folder: Path,
    at: dt.datetime | None = None,
    *,
    scoring_only: bool = False,
    planning_anew: bool = False,
    excused: Collection[str] = (),
) -> EngagementFolder:
    """The engagement; its problems are shown, and any error ends the command with exit code 1.

    Codes that are `excused` are what the command is called to mend.
    """
    known = dates(folder)
    if at and known and at.date() not in known:
        raise usage(f"there is no assessment of {at.date()}; there are: {', '.join(map(str, known))}")
    reading = Reading()
    day = at.date() if at else None
    opened = load(folder, day, reading, scoring_only=scoring_only, planning_anew=planning_anew)
    found = list(reading.problems)
    if opened:
        its_own = check_questionnaire(opened.assembled)  # its warnings are its author's business
        found += [problem for problem in its_own if problem.severity is Severity.ERROR]
        found += check_engagement(opened, found)
    ordered = in_order(unsuppressed(found, reading.comments))
    wrong = [one for one in ordered if one.severity is Severity.ERROR and one.code not in excused]
    terminal.show_problems(wrong, reading.texts)
    errors = {problem.file for problem in wrong}
    if roadmap := errors & {shown(folder / ROADMAP)}:
        command = shlex.join(["assess", "plan", shown(folder), "--force"])
        terminal.say(f"If an earlier version wrote {roadmap.pop()}: `{command}` writes it anew.")
    if opened is None or errors:
        raise problems()
    if warnings := sum(problem.severity is not Severity.ERROR for problem in ordered):
        command = shlex.join(["assess", "validate", shown(folder)])
        terminal.say(f"{warnings} {'warning' if warnings == 1 else 'warnings'}: `{command}` shows them.")
    return opened


def check_engagement(opened: EngagementFolder, so_far: Sequence[Problem]) -> list[Problem]:
    """All rules over all documents of an engagement but its questionnaire.

    `so_far` are the problems of reading them and of the questionnaire: with an error among them, or in what
    is scored, nothing is compared with today's levels. What is planned is compared with the latest assessment
    only; an earlier one is not today.
    """
    around = _surroundings(opened)
    found = check_document(opened.engagement, opened.assembled, around) + check_answers(opened, around)
    is_today = opened.date == max(dates(opened.folder), default=None)
    is_sound = is_today and not _has_errors(opened, (*so_far, *found))
    today = replace(around, date=opened.date if is_today else None, is_sound=is_sound)
    bundled = (opened.playbook,) if opened.playbook else ()
    planned: list[tuple[Document[Any] | None, tuple[Document[Any], ...]]] = [
        (opened.vision, ()),
        (opened.playbook, ()),
        (opened.own_playbook, bundled),
        *((pilot, opened.pilots) for pilot in opened.pilots),
    ]
    for document, siblings in planned:
        if document:
            found += check_document(document, opened.assembled, today, siblings)
    return found


def check_answers(opened: EngagementFolder, around: Surroundings | None = None) -> list[Problem]:
    """All rules over the answers of the opened assessment."""
    around = around or _surroundings(opened)
    return [
        problem for answers in opened.answers for problem in check_document(answers, opened.assembled, around)
    ]


def _surroundings(opened: EngagementFolder) -> Surroundings:
    playbooks = tuple(book for book in (opened.own_playbook, opened.playbook) if book)
    return Surroundings(opened.engagement.record, opened.assembled, opened.date, opened.answers, playbooks)


def _has_errors(opened: EngagementFolder, problems: Iterable[Problem]) -> bool:
    """Whether the engagement or its questionnaire cannot be used as they stand."""
    asked = {document.file for document in opened.assembled.documents}
    folder = shown(opened.folder)
    inside = "" if folder == "." else f"{folder}/"
    return any(
        problem.severity is Severity.ERROR and (problem.file in asked or problem.file.startswith(inside))
        for problem in problems
    )


def scorecard(opened: EngagementFolder) -> "Scorecard":
    """The scorecard of the opened assessment."""
    from assess.scoring.card import score  # documents are checked without it

    return score(
        opened.assembled,
        (answers.record for answers in opened.answers),
        opened.engagement.record,
        opened.date,
    )
