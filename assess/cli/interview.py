"""`assess interview`: asks one respondent in a terminal, line by line, or takes the answers from a file."""

import contextlib
import datetime as dt
import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.endings import problems, usage
from assess.cli.engagements import HERE, At, Folder, scorecard
from assess.cli.new import invite
from assess.cli.respondents import document_of, nobody, opened_for_intake
from assess.files.atomic import create
from assess.files.documents import Reading, is_there, shown
from assess.files.engagement_folder import EngagementFolder
from assess.files.journal import InUseError
from assess.intake.answers_file import document_text
from assess.intake.handing_out import handouts
from assess.intake.handout import Handout
from assess.intake.interview import wording
from assess.intake.interview.conduct import Interview
from assess.intake.interview.keeping import Keeper
from assess.intake.interview.lines import interview_by_lines
from assess.intake.interview.session import Session
from assess.intake.on_file import BrokenDocumentError
from assess.intake.workshop import workshop
from assess.model.answers import CONSENSUS, Answer, Attribution, State
from assess.model.assembly import Assembled
from assess.rules import check_document
from assess.text.problems import Severity, in_order


def command(
    folder: Folder = HERE,
    respondent: Annotated[
        str,
        typer.Option(
            "--respondent",
            "-r",
            metavar="NAME[:FUNCTION]",
            help="Who is asked; with FUNCTION for somebody new.",
            show_default=False,
        ),
    ] = "",
    at: At = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Take the answers from this answers document, and ask nothing.",
            dir_okay=False,
            exists=True,
        ),
    ] = None,
    attribution: Annotated[
        Attribution | None,
        typer.Option("--attribution", help="How the report may name this respondent.", show_default=False),
    ] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="The core alone, in a quarter of an hour.")] = False,
    only_disputed: Annotated[
        bool, typer.Option("--disputed", help="With -r consensus: only the ten questions that divide most.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="All questions, not only those for the respondent's function.")
    ] = False,
    by_lines: Annotated[
        bool, typer.Option("--lines", help="Line by line, as a screen reader needs it.")
    ] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="Ask nothing; needs --answers.")] = False,
) -> None:
    """Ask one respondent; stop at any time, and go on later where it stopped."""
    if not respondent:
        raise usage("who is asked? -r NAME, or -r NAME:FUNCTION for somebody new")
    if no_input and not answers:
        raise usage("--no-input asks nothing, so --answers FILE has to hold the answers")
    name, _, function = respondent.partition(":")
    opened, handout = _handout(folder, at, name, function, everything=everything, only_disputed=only_disputed)
    handout = handout.with_attribution(_settled(handout, attribution))
    flags = {"--quick": quick, "--all": everything, "--disputed": only_disputed}
    given = [flag for flag, is_given in flags.items() if is_given]
    resume = shlex.join(["assess", "interview", shown(folder), "-r", name, *given])
    with _kept(document_of(opened, name), handout, resume) as keeper:
        handout = replace(handout, answers=keeper.answers())  # with what a crash had kept from the file
        session = Session.begin(handout, keeper.left_at(), is_quick=quick)
        interview = Interview(session, keeper)
        is_done = (
            _take(interview, answers, opened.assembled) if answers else _ask(interview, by_lines=by_lines)
        )
    _say_how_it_stands(interview.session, resume, is_done=is_done)
    if is_done:
        _show_scorecard(folder, at)


def _handout(
    folder: Path,
    at: dt.datetime | None,
    name: str,
    function: str,
    *,
    everything: bool,
    only_disputed: bool,
) -> tuple[EngagementFolder, Handout]:
    """The assessment, and what this respondent is asked; somebody new gets an answers file first."""
    opened = opened_for_intake(folder, at)
    if name == CONSENSUS:
        return opened, _room(opened, only_disputed=only_disputed)
    if only_disputed:
        raise usage(f"--disputed is for the room that settles it: -r {CONSENSUS}")
    found = next((one for one in handouts(opened) if one.person.name == name), None)
    if found is None and not function:
        raise nobody(name, opened)
    if found is None:
        invite(folder, [f"{name}:{function}"], at.date() if at else None)
        opened = opened_for_intake(folder, at)
        found = next(one for one in handouts(opened) if one.person.name == name)
    if function and found.person.function != function:
        raise usage(f"{name} answers for {found.person.function}, not for {function}")
    return opened, found.with_everything() if everything else found


def _room(opened: EngagementFolder, *, only_disputed: bool) -> Handout:
    """What the room is asked; its answers document is made when it first meets."""
    handout = workshop(opened, only_disputed=only_disputed)
    if handout is None:
        raise usage("there is no assessment yet, so there is nothing to settle")
    if not handout.questions:
        raise usage("no question divides the functions; without --disputed everything is asked")
    path = document_of(opened, CONSENSUS)
    if not is_there(path):
        create(path, document_text(handout.blank(), handout.questionnaire))
        terminal.out(shown(path))
    return handout


@contextlib.contextmanager
def _kept(document: Path, handout: Handout, resume: str) -> Iterator[Keeper]:
    """The respondent's answers, held by this process; what goes wrong with them is told with the repair."""
    settings = {
        "way": "interview",
        "attribution": handout.attribution.value,
        "option_order": handout.option_order.value,
    }
    try:
        keeper = Keeper.open(document, lambda: dt.datetime.now().astimezone(), settings)
    except InUseError:
        message = f"{handout.person.name} is being asked in another window. Go on there, or end it first."
        raise usage(message) from None
    except BrokenDocumentError as error:
        raise _broken(error, resume) from None
    try:
        yield keeper
    except BrokenDocumentError as error:
        raise _broken(error, resume) from None
    finally:
        keeper.close()


def _settled(handout: Handout, wanted: Attribution | None) -> Attribution:
    """Nobody is named in another way than was said before the first answer."""
    on_file = handout.answers.answers.values() if handout.answers else ()
    has_begun = any(answer.state is not State.UNANSWERED for answer in on_file)
    if wanted and has_begun and wanted is not handout.attribution:
        raise usage(
            f"{handout.person.name} was told `{handout.attribution.value}` before the first answer. If it is "
            "to change, agree on it and change `attribution:` in the answers file."
        )
    return wanted or handout.attribution


def _broken(error: BrokenDocumentError, resume: str) -> Exception:
    terminal.show_problems(in_order(error.problems), dict(error.texts))
    terminal.say(f"What was answered before is kept. Repair the file, then go on: {resume}")
    return problems()


def _ask(interview: Interview, *, by_lines: bool) -> bool:
    """Ask until the end or until somebody stops; whether the end was reached."""
    is_terminal = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
    _open(interview.session)
    if by_lines or not is_terminal or os.environ.get("TERM", "") in {"", "dumb"}:
        return interview_by_lines(interview, _typed(), lambda line: terminal.lines([line]))
    from assess.intake.interview.keys import interview_by_keys  # takes longer to import than all the rest

    return interview_by_keys(interview, wants_color=terminal.wants_color())


def _typed() -> Iterator[str]:
    """The lines of standard input.

    Raises:
        Ended: there is none, and never was.
    """
    if sys.stdin is None or sys.stdin.closed:
        raise usage("nothing can be typed here; --answers FILE takes the answers from a file")
    has_typed = False
    for line in sys.stdin:
        has_typed = True
        yield line
    if not has_typed:
        raise usage("nothing was typed; --answers FILE takes the answers from a file")


def _open(session: Session) -> None:
    """What a respondent wants to know before the first question."""
    if all(answer.state is State.UNANSWERED for answer in session.answers.values()):
        for line in wording.opening(session):
            terminal.paragraph(line)


def _take(interview: Interview, file: Path, assembled: Assembled) -> bool:
    """Answers from a document, each kept as if it had been said; whether nothing is left open."""
    reading = Reading()
    document = reading.document(file, "answers")
    found = [*reading.problems, *(check_document(document, assembled) if document else ())]
    wrong = [problem for problem in found if problem.severity is Severity.ERROR]
    if document is None or wrong:
        terminal.show_problems(in_order(wrong), reading.texts)
        raise problems()
    given: dict[str, Answer] = document.record.answers
    interview.take({id_: answer for id_, answer in given.items() if answer.state is not State.UNANSWERED})
    return not interview.session.unanswered()


def _say_how_it_stands(session: Session, resume: str, *, is_done: bool) -> None:
    left = len(session.unanswered())
    if left:
        terminal.say(f"Everything is kept; {left} without an answer. To go on: {resume}")
    elif not is_done:
        terminal.say(f"Everything is kept and answered. To look again: {resume}")


def _show_scorecard(folder: Path, at: dt.datetime | None) -> None:
    """How the assessment stands now; not where somebody's answers have problems."""
    from assess.cli.score import show_reviews
    from assess.scoring.document import document

    opened = opened_for_intake(folder, at)
    people = len(opened.answers)
    title = f"With the answers of {people} {'respondent' if people == 1 else 'respondents'}"
    show_reviews(document(scorecard(opened)), title)
