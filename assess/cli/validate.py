"""`assess validate`: what is wrong with documents, where, and how to mend it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import typer

from assess.cli import terminal
from assess.cli.endings import problems
from assess.cli.engagements import check_answers, check_engagement
from assess.files import engagement_folder, questionnaires
from assess.files.discovery import documents
from assess.files.discovery import engagement_folder as folder_of
from assess.files.documents import Reading, shown
from assess.model.reading import Document
from assess.rules import check_document, check_questionnaire
from assess.text.problems import Problem, Severity, did_you_mean, in_order, problem_at


class Format(StrEnum):
    """How problems are told."""

    FULL = "full"
    CONCISE = "concise"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH...", help="Documents and folders.", exists=True, show_default="."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to tell problems.")] = Format.FULL,
) -> None:
    """Check documents; exit code 1 if there are problems."""
    reading = Reading()
    files = list(dict.fromkeys(file for path in paths or [Path()] for file in documents(path)))
    found = in_order(validate(files, reading))
    terminal.show_problems(found, reading.texts, short=form is Format.CONCISE, to_stdout=True)
    terminal.say(_told(len(files), found))
    if any(problem.severity is Severity.ERROR for problem in found):
        raise problems()


def validate(files: Sequence[Path], reading: Reading) -> list[Problem]:
    """Every problem of the documents, each checked together with what it belongs to."""
    found: list[Problem] = []
    engagements: dict[Path, frozenset[str]] = {}
    for file in files:
        document = reading.document(file)
        if document is None:
            continue
        folder = folder_of(file)
        if document.kind in {"questionnaire", "part"}:
            found += _questionnaire(document, file, reading)
        elif folder is None:
            found += _standalone(document, file, reading)
        else:
            if folder not in engagements:
                its_problems, engagements[folder] = _engagement(folder, reading)
                found += its_problems
            found += _unused(document, folder, engagements[folder])
    return [*found, *reading.problems]


def _questionnaire(document: Document[Any], file: Path, reading: Reading) -> list[Problem]:
    root = questionnaires.questionnaire_of(file) if document.kind == "part" else file
    found = _orphan(document, file, root, reading) if document.kind == "part" else []
    assembled = questionnaires.load(root, reading) if root.is_file() else None
    return found + (check_questionnaire(assembled) if assembled else [])


def _orphan(part: Document[Any], file: Path, root: Path, reading: Reading) -> list[Problem]:
    """A part that no questionnaire lists. One that cannot be read has problems of its own and may list it."""
    message, hint = "no questionnaire.yaml beside this part lists it", "Put it beside its questionnaire."
    if root.is_file():
        whole = reading.document(root)
        if whole is None or file.name in getattr(whole.record, "parts", ()):
            return []
        hint = f"List it under `parts:` in {shown(root)}, or move it."
    return [part.problem((), "QUE003", message, hint)]


def _engagement(folder: Path, reading: Reading) -> tuple[list[Problem], frozenset[str]]:
    """The problems of all its assessments, and the files that they are made of."""
    found: list[Problem] = []
    used: set[str] = set()
    *earlier, latest = engagement_folder.dates(folder) or (None,)
    for date in (*earlier, latest):
        opened = engagement_folder.load(folder, date, reading)
        if opened and date != latest:
            found += check_answers(opened)
        elif opened:
            found += check_questionnaire(opened.assembled)
            found += check_engagement(opened, (*reading.problems, *found))
        used |= {document.file for document in opened.documents} if opened else set()
    return found, frozenset(used)


_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "engagement": engagement_folder.ENGAGEMENT,
        "vision": engagement_folder.VISION,
        "roadmap": engagement_folder.ROADMAP,
        "playbook": questionnaires.PLAYBOOK,
        "answers": "assessments/DATE/answers/NAME.yaml",
    }
)


def _unused(document: Document[Any], folder: Path, used: frozenset[str]) -> list[Problem]:
    """Answers in the wrong place would count for nothing, and nobody would notice."""
    if not used or document.file in used or document.kind not in _PLACES:
        return []
    message = f"no command reads this {document.kind} document where it stands"
    hint = f"Its place is {_PLACES[document.kind]} in {shown(folder)}."
    span = document.source.span(("schema",))
    return [problem_at(span, document.file, "ENG005", message, hint, Severity.WARNING)]


def _standalone(document: Document[Any], file: Path, reading: Reading) -> list[Problem]:
    """A document outside an engagement: with the questionnaire beside it, or the bundled one it names."""
    beside = file.parent / questionnaires.ROOT
    if beside.is_file():
        assembled = questionnaires.load(beside, reading)
        return check_document(document, assembled) if assembled else []
    name = getattr(document.record, "questionnaire", None)
    if not isinstance(name, str):
        return []
    found = questionnaires.find(name, None, reading)
    return check_document(document, found[0]) if found else [_unknown_questionnaire(document, name)]


def _unknown_questionnaire(document: Document[Any], name: str) -> Problem:
    known = questionnaires.known()
    hint = did_you_mean(name, known, f"Known: {', '.join(known)}; or put it beside its questionnaire.yaml.")
    return document.problem(("questionnaire",), "ENG002", f"there is no questionnaire `{name}`", hint)


def _told(files: int, found: Sequence[Problem]) -> str:
    warnings = sum(problem.severity is Severity.WARNING for problem in found)
    counts = [_count(files, "document"), _count(len(found) - warnings, "problem")]
    return ", ".join([*counts, *([_count(warnings, "warning")] if warnings else [])])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
