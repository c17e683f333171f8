"""Files that come back, whatever wrote them: each as answers documents, with every problem at its place."""

from dataclasses import dataclass
from pathlib import Path

from assess.files.documents import Reading, shown
from assess.files.engagement_folder import EngagementFolder
from assess.intake.survey.layouts import survey
from assess.intake.survey.mapping_text import mapping_text
from assess.intake.survey.matching import Proposal, propose
from assess.intake.survey.reading import Coverage, read_survey
from assess.intake.survey.tables import read_table
from assess.intake.workbook import belongs, read_workbook
from assess.model.answers import Answers
from assess.rules import check_document
from assess.text.problems import Problem, in_order

SURVEYS = "surveys"
"""The folder of an engagement in which mappings stand, each under the name of its survey file."""
_TABLES = {".csv", ".tsv", ".txt", ".xlsx"}


@dataclass(frozen=True)
class Received:
    """What one file holds. `coverage` and `mapping` are those of a survey.

    `to_map` is the text of a mapping that somebody has to complete first: nothing could be read then.
    """

    file: Path
    answers: tuple[Answers, ...] = ()
    problems: tuple[Problem, ...] = ()
    coverage: Coverage | None = None
    mapping: Path | None = None
    to_map: str = ""
    undecided: int = 0


def received(file: Path, opened: EngagementFolder, reading: Reading, mapping: Path | None = None) -> Received:
    """The answers in a file: a form's or another answers document, a workbook, or a survey by its mapping.

    Raises:
        MissingLibraryError: it is a workbook, and the library that reads these is not installed.
        OSError: it cannot be read.
    """
    if file.suffix.casefold() == ".xlsx" and mapping is None:
        found = _workbook(file, opened)
        if found is not None:
            return found
    if file.suffix.casefold() in _TABLES:
        return _survey(file, opened, reading, mapping)
    document = reading.document(file, "answers")
    if document is None:
        return Received(file)
    return Received(file, (document.record,), tuple(check_document(document, opened.assembled)))


def _workbook(file: Path, opened: EngagementFolder) -> Received | None:
    """A workbook of ours that came back; None where another program wrote it, such as a survey tool."""
    arrived, problems = read_workbook(_bytes(file), shown(file))
    if arrived is None:
        is_foreign = any(problem.code == _FOREIGN for problem in problems)
        return None if is_foreign else Received(file, problems=tuple(problems))
    assembled = opened.assembled
    problems += belongs(arrived, assembled.questionnaire, assembled.digest, shown(file))
    return Received(file, (arrived.answers,), tuple(problems))


_FOREIGN = "WBK003"


def _survey(file: Path, opened: EngagementFolder, reading: Reading, mapping: Path | None) -> Received:
    table, problems = read_table(_bytes(file), shown(file))
    if table is None:
        return Received(file, problems=tuple(problems))
    questionnaire = opened.assembled.questionnaire
    place = mapping or opened.folder / SURVEYS / f"{file.stem}.yaml"
    if mapping or reading.has(place):
        document = reading.document(place, "mapping")
        if document is None:
            return Received(file, problems=tuple(problems), mapping=place)
        problems += check_document(document, opened.assembled)
        record = document.record
    else:
        proposal = propose(survey(table), questionnaire)
        text = mapping_text(proposal, questionnaire, file.name, depth=1)
        if open_ones := undecided(proposal):
            return Received(file, problems=tuple(problems), mapping=place, to_map=text, undecided=open_ones)
        record = proposal.mapping
    engagement = opened.engagement.record
    answers, more, coverage = read_survey(
        table, record, questionnaire, date=opened.date, attribution=engagement.attribution
    )
    return Received(file, tuple(answers), tuple(in_order([*problems, *more])), coverage, place)


def _bytes(file: Path) -> bytes:
    """As much as any reader takes, and one byte more, by which it sees that the file is too large."""
    with file.open("rb") as opened:
        return opened.read(_MOST_BYTES + 1)


_MOST_BYTES = 50_000_000


def undecided(proposal: Proposal) -> int:
    """How many columns and labels of a proposed mapping somebody has to look at."""
    labels = sum(map(len, proposal.labels.values()))
    return len(proposal.near) + len(proposal.unmatched) + len(proposal.functions) + labels
