"""`assess validate`: what is wrong with documents, where, and how to mend it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from assess.cli import terminal
from assess.cli.endings import problems
from assess.cli.engagements import check_engagement
from assess.files import engagement_folder, questionnaires
from assess.files.discovery import documents
from assess.files.discovery import engagement_folder as folder_of
from assess.files.documents import Reading, shown
from assess.model.reading import Document
from assess.rules import check_document, check_questionnaire
from assess.text.problems import Problem, Severity, in_order


class Format(StrEnum):
    """How problems are told."""

    FULL = "full"
    CONCISE = "concise"


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Documents and folders.", exists=True)
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to tell problems.")] = Format.FULL,
) -> None:
    """Check documents of every kind; exit code 1 if there are problems."""
    reading = Reading()
    files = [file for path in paths or [Path()] for file in documents(path)]
    found = in_order(validate(files, reading))
    terminal.show_problems(found, reading.texts, short=form is Format.CONCISE, to_stdout=True)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    terminal.say(f"{_count(len(files), 'document')}, {_count(len(found), 'problem')}")
    if errors:
        raise problems()


def validate(files: list[Path], reading: Reading) -> list[Problem]:
    """Every problem of the documents, each checked together with what it belongs to."""
    found: list[Problem] = []
    done: set[Path] = set()
    for file in files:
        document = reading.document(file)
        if document is not None:
            found += _with_context(document, file, reading, done)
    return [*found, *reading.problems]


def _with_context(document: Document[Any], file: Path, reading: Reading, done: set[Path]) -> list[Problem]:
    if document.kind in {"questionnaire", "part"}:
        return _questionnaire(document, file, reading, done)
    if document.kind == "scorecard":
        return []
    folder = folder_of(file)
    if folder is None:
        return _standalone(document, file, reading)
    if folder in done:
        return []
    done.add(folder)
    return _engagement(folder, reading)


def _questionnaire(document: Document[Any], file: Path, reading: Reading, done: set[Path]) -> list[Problem]:
    root = questionnaires.questionnaire_of(file) if document.kind == "part" else file
    found: list[Problem] = []
    if document.kind == "part" and not _is_listed(file, root):
        hint = (
            f"List it under `parts:` in {shown(root)}, or move it."
            if root.is_file()
            else "Put it beside its questionnaire."
        )
        found.append(document.problem((), "QUE003", "no questionnaire.yaml beside this part lists it", hint))
    if root in done or not root.is_file():
        return found
    done.add(root)
    assembled = questionnaires.load(root, reading)
    return found + (check_questionnaire(assembled) if assembled else [])


def _is_listed(part: Path, root: Path) -> bool:
    listing = Reading()
    document = listing.document(root, "questionnaire") if root.is_file() else None
    return document is not None and part.name in document.record.parts


def _engagement(folder: Path, reading: Reading) -> list[Problem]:
    found: list[Problem] = []
    for date in engagement_folder.dates(folder) or [None]:
        opened = engagement_folder.load(folder, date, reading)
        found += check_engagement(opened) if opened else []
    return found


def _standalone(document: Document[Any], file: Path, reading: Reading) -> list[Problem]:
    """A document outside an engagement: with the questionnaire beside it, or the bundled one that it names."""
    beside = file.parent / questionnaires.ROOT
    if beside.is_file():
        assembled = questionnaires.load(beside, reading)
    else:
        named = questionnaires.find(getattr(document.record, "questionnaire", ""), None, reading)
        assembled = named[0] if named else None
    return check_document(document, assembled) if assembled else []


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
