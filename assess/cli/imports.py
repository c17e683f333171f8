"""`assess import`: takes in answers that arrive as files, shows what they change, and can take it back."""

import datetime as dt
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import Ended, environment, problems, usage
from assess.cli.engagements import At
from assess.cli.respondents import document_of, opened_for_intake
from assess.files.atomic import create
from assess.files.documents import Reading, shown
from assess.files.engagement_folder import ENGAGEMENT, EngagementFolder
from assess.files.journal import InUseError
from assess.intake.arriving import Arrival, arrival, arrive, take_back
from assess.intake.libraries import MissingLibraryError
from assess.intake.merging import Change, Outcome
from assess.intake.on_file import BrokenDocumentError
from assess.intake.received import Received, received
from assess.model.answers import Answer, Answers, State
from assess.text.problems import Severity, in_order

_MOST_SHOWN = 12
"""Changes of one respondent that are listed; of more their number is told."""


def command(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="[DIR] FILE...", help="The engagement, and the files that came back."),
    ],
    at: At = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help="How a survey's columns and labels are read.",
            show_default="DIR/surveys/NAME.yaml",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    take_theirs: Annotated[
        bool, typer.Option("--take-theirs", help="Where both sides have changed, take what arrives.")
    ] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back the last import of each NAME given.")
    ] = False,
) -> None:
    """Take in answers from forms, surveys and other answers documents."""
    folder, *others = paths if (paths[0] / ENGAGEMENT).is_file() else [Path(), *paths]
    if not others:
        raise usage(
            "which files? `assess import DIR FILE...`; with --undo, `assess import DIR NAME... --undo`"
        )
    opened = opened_for_intake(folder, at)
    if opened.date is None:
        raise usage(f"there is no assessment yet: `assess new {shlex.quote(shown(folder))} -r NAME:FUNCTION`")
    if undo:
        _undo(opened, [path.name for path in others])
        return
    files = _received(others, opened, mapping)
    if not dry_run:
        _write_mappings(files)
    arrivals = [
        _told(one, file.file, opened, dry_run=dry_run, take_theirs=take_theirs)
        for file in files
        for one in file.answers
    ]
    if covered := [line for file in files for line in _coverage(file)]:
        terminal.lines(covered)
    if any(one.of(Outcome.IN_DOUBT) for one in arrivals):
        terminal.say("Where both have changed, both are kept: --take-theirs takes what arrived.")
    if any(file.to_map for file in files):
        raise problems()


def _received(files: Sequence[Path], opened: EngagementFolder, mapping: Path | None) -> list[Received]:
    """What all the files hold; with an error in any of them nothing is taken in."""
    reading = Reading()
    for file in files:
        if not file.is_file():
            raise usage(f"there is no file {shown(file)}")
    try:
        found = [received(file, opened, reading, mapping) for file in files]
    except MissingLibraryError as error:
        raise environment(str(error)) from None
    told = [*reading.problems, *(problem for one in found for problem in one.problems)]
    wrong = [problem for problem in told if problem.severity is Severity.ERROR]
    of_surveys = [problem for one in found if one.coverage for problem in one.problems]
    terminal.show_problems(in_order(wrong or of_surveys), reading.texts)
    if wrong:
        terminal.say("Nothing was taken in.")
        raise problems()
    return found


def _write_mappings(files: Sequence[Received]) -> None:
    for file in files:
        if file.to_map and file.mapping:
            create(file.mapping, file.to_map)


def _coverage(file: Received) -> Iterator[str]:
    """What a survey covers, or what is to be decided before it can be read."""
    if file.to_map and file.mapping:
        yield (
            f"{shown(file.file)}: {file.undecided} columns or labels are to be decided first. Complete "
            f"{shown(file.mapping)}, then run the same command again."
        )
    elif found := file.coverage:
        asked = len(found.answered) + len(found.uncovered)
        questions = f"{len(found.answered)} of {asked} questions"
        yield f"{shown(file.file)}: {found.respondents} respondents, {questions}"
        for what, names in (("Left out", found.left_out), ("Not answered by any column", found.uncovered)):
            if names:
                more = f" and {len(names) - _MOST_SHOWN} more" if len(names) > _MOST_SHOWN else ""
                yield f"  {what}: {', '.join(names[:_MOST_SHOWN])}{more}"


def _told(
    answers: Answers,
    file: Path,
    opened: EngagementFolder,
    *,
    dry_run: bool,
    take_theirs: bool,
) -> Arrival:
    """Take one person's answers in, and tell what they changed."""
    document = document_of(opened, answers.respondent)
    try:
        if dry_run:
            found, _ = arrival(answers, document, take_theirs=take_theirs)
        else:
            found = arrive(
                answers,
                opened.assembled.questionnaire,
                document,
                file.name,
                lambda: dt.datetime.now().astimezone(),
                take_theirs=take_theirs,
            )
    except InUseError:
        raise _in_use(answers.respondent) from None
    except BrokenDocumentError as error:
        raise _broken(error) from None
    terminal.lines(_report(found, dry_run=dry_run))
    return found


def _report(found: Arrival, *, dry_run: bool) -> Iterator[str]:
    counts = [f"{len(of)} {outcome.value}" for outcome in Outcome if (of := found.of(outcome))] or [
        "nothing new"
    ]
    whose = f"{found.respondent} (new)" if found.is_new else found.respondent
    yield f"{whose}: {', '.join(counts)}{'; nothing was written' if dry_run else ''}"
    shown_changes = [one for one in found.changes if one.outcome is not Outcome.NEW]
    for change in shown_changes[:_MOST_SHOWN]:
        yield f"  {_line(change)}"
    if len(shown_changes) > _MOST_SHOWN:
        yield f"  and {len(shown_changes) - _MOST_SHOWN} more"


def _line(change: Change) -> str:
    ours, theirs = _in_short(change.on_file), _in_short(change.arrived)
    if change.outcome is Outcome.IN_DOUBT:
        return f"{change.question}: {ours} is on file and was changed since; {theirs} arrived"
    return f"{change.question}: {ours} -> {theirs}"


def _in_short(answer: Answer) -> str:
    said = str(answer.value) if answer.state is State.ANSWERED else answer.state.value
    more = [name for name in ("note", "evidence") if getattr(answer, name)]
    return f"{said} with {' and '.join(more)}" if more else said


def _undo(opened: EngagementFolder, names: Sequence[str]) -> None:
    for name in names:
        document = document_of(opened, name.removesuffix(".yaml"))
        try:
            undone = take_back(document, lambda: dt.datetime.now().astimezone())
        except InUseError:
            raise _in_use(document.stem) from None
        except BrokenDocumentError as error:
            raise _broken(error) from None
        if undone is None:
            terminal.say(f"{document.stem}: there is no import to take back")
            continue
        what = (
            "removed, as the import had made it" if undone.is_removed else f"{len(undone.restored)} restored"
        )
        terminal.out(f"{document.stem}: {undone.source} taken back, {what}")
        if undone.changed_since:
            terminal.say(f"Changed since, and left: {', '.join(undone.changed_since)}")


def _in_use(name: str) -> Ended:
    return usage(f"{name} is being asked in another window; end that interview first")


def _broken(error: BrokenDocumentError) -> Ended:
    terminal.show_problems(in_order(error.problems), dict(error.texts))
    return problems()
