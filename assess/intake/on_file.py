"""One respondent's answers as they stand on disk, and where what belongs to them stands."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from assess.files.documents import Reading
from assess.files.engagement_folder import ARRIVED
from assess.model.answers import Answers
from assess.model.reading import Document
from assess.text.problems import Problem


class BrokenDocumentError(Exception):
    """The answers document cannot be read as it stands now, perhaps since somebody is editing it."""

    def __init__(self, problems: Sequence[Problem], texts: Mapping[str, str]) -> None:
        super().__init__(problems[0].message if problems else "")
        self.problems = problems
        self.texts = texts


def read_answers(path: Path) -> Document[Answers]:
    """The document as it stands at this moment.

    Raises:
        BrokenDocumentError: it has problems, or is not there.
    """
    reading = Reading()
    found = reading.document(path, "answers")
    if found is None or reading.failed:
        raise BrokenDocumentError(reading.problems, reading.texts)
    return found


def journal_of(document: Path) -> Path:
    """assessments/DATE/journal/NAME.jsonl for assessments/DATE/answers/NAME.yaml."""
    return document.parent.parent / "journal" / f"{document.stem}.jsonl"


def arrived_at(document: Path, way: str) -> Path:
    """assessments/DATE/arrived/NAME.WAY.yaml for assessments/DATE/answers/NAME.yaml."""
    return document.parent.parent / ARRIVED / f"{document.stem}.{way}.yaml"
