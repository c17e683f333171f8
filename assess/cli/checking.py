"""Checks documents, each together with what it belongs to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assess.cli.engagements import check_answers, check_engagement
from assess.files import engagement_folder, questionnaires
from assess.files.discovery import engagement_folder as folder_of
from assess.files.documents import Reading, is_file, shown
from assess.model.assembly import Assembled, assemble
from assess.model.reading import Document
from assess.rules import check_document, check_questionnaire
from assess.text.problems import Problem, Severity, did_you_mean, problem_at


def validate(files: Iterable[Path], reading: Reading) -> list[Problem]:
    """Every problem of the documents, each checked together with what it belongs to."""
    checking = Checking(reading)
    for file in files:
        checking.check(file)
    return [*checking.found, *reading.problems]


STANDARD_INPUT = Path("-")
"""A document that nobody has named stands nowhere, so it belongs to no engagement."""


@dataclass
class Checking:
    """What many documents share is looked up, read and checked once."""

    reading: Reading
    found: list[Problem] = field(default_factory=list)
    _folders: dict[Path, Path | None] = field(default_factory=dict)
    _beside: dict[Path, bool] = field(default_factory=dict)
    _engagements: dict[Path, frozenset[str]] = field(default_factory=dict)
    _in_use: dict[Path, Assembled | None] = field(default_factory=dict)
    _roots: dict[Path, Assembled | None] = field(default_factory=dict)
    _bundled: dict[str, Assembled | None] = field(default_factory=dict)

    def check(self, file: Path, *, found: bool = False) -> bool:
        """Add the problems of one document, and of those that it is checked with.

        A file that was `found` in a folder and is no document of ours is passed over: False. A document that
        nothing else needs, and in which nothing is to be shown, is not kept.
        """
        before, read_before = self._count(), len(self.reading.problems)
        document = self.reading.document(file)
        folder = self._folder_of(file)
        if document is None:
            is_among_ours = folder is not None or self._has_questionnaire(file.parent)
            if not found or is_among_ours or not self._names_no_kind(read_before):
                return True
            del self.reading.problems[read_before:]
            return False
        is_whole = document.kind == "questionnaire" and not document.record.parts
        if document.kind in {"questionnaire", "part"}:
            self._questionnaire(document, file)
        elif folder is None or document.kind == "overlay":
            self._standalone(document, file)
        else:
            self._in_engagement(document, folder)
        is_alone = is_whole or (folder is None and document.kind != "part")
        if is_alone and file.name != questionnaires.ROOT and self._count() == before:
            self.reading.forget(document, file)
        return True

    def _names_no_kind(self, since: int) -> bool:
        """Whether what was read last is YAML without a `schema`, such as another program's settings."""
        return any(problem.code in {"DOC020", "DOC021"} for problem in self.reading.problems[since:])

    def _count(self) -> int:
        return len(self.found) + len(self.reading.problems)

    def _folder_of(self, file: Path) -> Path | None:
        if file == STANDARD_INPUT:
            return None
        if file.parent not in self._folders:
            self._folders[file.parent] = folder_of(file)
        return self._folders[file.parent]

    def _has_questionnaire(self, folder: Path) -> bool:
        if folder not in self._beside:
            self._beside[folder] = is_file(folder / questionnaires.ROOT)
        return self._beside[folder]

    def _questionnaire(self, document: Document[Any], file: Path) -> None:
        root = questionnaires.questionnaire_of(file) if document.kind == "part" else file
        if document.kind == "part":
            self.found += _orphan(document, file, root, self.reading)
        if document.kind == "questionnaire" and not document.record.parts:
            self.found += check_questionnaire(assemble(document))
        elif root not in self._roots:
            assembled = questionnaires.load(root, self.reading) if is_file(root) else None
            self.found += check_questionnaire(assembled) if assembled else []
            if root != file or file.name == questionnaires.ROOT:
                self._roots[root] = assembled

    def _standalone(self, document: Document[Any], file: Path) -> None:
        """A document outside an engagement: with the questionnaire beside it, or the bundled one it names."""
        name = getattr(document.record, "questionnaire", None)
        if self._has_questionnaire(file.parent):
            assembled = questionnaires.load(file.parent / questionnaires.ROOT, self.reading)
            self.found += check_document(document, assembled) if assembled else []
        elif isinstance(name, str):
            if name not in self._bundled:
                known = questionnaires.find(name, None, self.reading)
                self._bundled[name] = known[0] if known else None
            if whole := self._bundled[name]:
                self.found += check_document(document, whole)
            else:
                self.found.append(_unknown_questionnaire(document, name))

    def _in_engagement(self, document: Document[Any], folder: Path) -> None:
        if folder not in self._engagements:
            its_problems, used, self._in_use[folder] = _engagement(folder, self.reading)
            self._engagements[folder] = used
            self.found += its_problems
        if document.kind == "mapping" and (assembled := self._in_use[folder]):
            self.found += check_document(document, assembled)
        self.found += _unused(document, folder, self._engagements[folder])


def _orphan(part: Document[Any], file: Path, root: Path, reading: Reading) -> list[Problem]:
    """A part that no questionnaire lists. One that cannot be read has problems of its own and may list it."""
    message, hint = "no questionnaire.yaml beside this part lists it", "Put it beside its questionnaire."
    if is_file(root):
        whole = reading.document(root)
        if whole is None or file.name in getattr(whole.record, "parts", ()):
            return []
        hint = f"List it under `parts:` in {shown(root)}, or move it."
    return [part.problem((), "QUE003", message, hint)]


def _engagement(folder: Path, reading: Reading) -> tuple[list[Problem], frozenset[str], Assembled | None]:
    """The problems of all its assessments, the files that they are made of, and its questionnaire."""
    found: list[Problem] = []
    used: set[str] = set()
    assembled: Assembled | None = None
    *earlier, latest = engagement_folder.dates(folder) or (None,)
    for date in (*earlier, latest):
        opened = engagement_folder.load(folder, date, reading)
        if opened and date != latest:
            found += check_answers(opened)
        elif opened:
            found += check_questionnaire(opened.assembled)
            found += check_engagement(opened, (*reading.problems, *found))
        used |= {document.file for document in opened.documents} if opened else set()
        assembled = opened.assembled if opened else assembled
    return found, frozenset(used), assembled


_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "engagement": engagement_folder.ENGAGEMENT,
        "vision": engagement_folder.VISION,
        "roadmap": engagement_folder.ROADMAP,
        "playbook": questionnaires.PLAYBOOK,
        "answers": "assessments/DATE/answers/NAME.yaml",
        "pilot": f"{engagement_folder.PILOTS}/NAME.yaml",
    }
)


def _unused(document: Document[Any], folder: Path, used: frozenset[str]) -> list[Problem]:
    """Answers in the wrong place would count for nothing, and nobody would notice."""
    has_arrived = Path(document.file).parent.name == engagement_folder.ARRIVED
    if not used or document.file in used or document.kind not in _PLACES or has_arrived:
        return []
    message = f"no command reads this {document.kind} document where it stands"
    hint = f"Its place is {_PLACES[document.kind]} in {shown(folder)}."
    span = document.source.span(("schema",))
    return [problem_at(span, document.file, "ENG005", message, hint, Severity.WARNING)]


def _unknown_questionnaire(document: Document[Any], name: str) -> Problem:
    known = questionnaires.known()
    hint = did_you_mean(name, known, f"Known: {', '.join(known)}; or put it beside its questionnaire.yaml.")
    return document.problem(("questionnaire",), "ENG002", f"there is no questionnaire `{name}`", hint)
