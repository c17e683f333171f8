"""One client's folder on disk: reads it whole, names the places where its documents go."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.files import questionnaires
from assess.files.discovery import SUFFIXES
from assess.files.documents import Reading, is_folder, names_in, shown
from assess.text.problems import START, did_you_mean, problem_at

if TYPE_CHECKING:  # records are imported when a document of their kind is read
    from pathlib import Path

    from assess.model.answers import Answers
    from assess.model.assembly import Assembled
    from assess.model.engagement import Engagement
    from assess.model.pilot import Pilot
    from assess.model.playbook import Playbook
    from assess.model.reading import Document
    from assess.model.roadmap import Roadmap
    from assess.model.vision import Vision

ENGAGEMENT = "engagement.yaml"
VISION = "vision.yaml"
ROADMAP = "roadmap.yaml"
PILOTS = "pilots"
ARRIVED = "arrived"
"""In an assessment: answers as they last came in by each way; `answers` holds what counts."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True)
class EngagementFolder:
    """Everything that one assessment of an engagement is computed from."""

    folder: Path
    engagement: Document[Engagement]
    assembled: Assembled
    playbook: Document[Playbook] | None
    own_playbook: Document[Playbook] | None
    vision: Document[Vision] | None
    roadmap: Document[Roadmap] | None
    pilots: tuple[Document[Pilot], ...]
    date: dt.date | None
    answers: tuple[Document[Answers], ...]

    @property
    def documents(self) -> tuple[Document[Any], ...]:
        """Everything that was read for it but the questionnaire."""
        single = (self.engagement, self.playbook, self.own_playbook, self.vision, self.roadmap)
        return tuple(document for document in (*single, *self.pilots, *self.answers) if document)


def answers_folder(folder: Path, date: dt.date) -> Path:
    """Where the answers of one assessment are."""
    return folder / "assessments" / date.isoformat() / "answers"


def dates(folder: Path) -> list[dt.date]:
    """The dates of all assessments, earliest first."""
    parent = folder / "assessments"
    names = [name for name in names_in(parent) if is_folder(parent / name)]
    found = []
    for name in names:
        if _DATE.match(name):
            try:
                found.append(dt.date.fromisoformat(name))
            except ValueError:
                continue
    return sorted(found)


def load(
    folder: Path,
    at: dt.date | None,
    reading: Reading,
    *,
    scoring_only: bool = False,
    planning_anew: bool = False,
) -> EngagementFolder | None:
    """The engagement with its latest assessment, or the one at `at`.

    None, with the problems noted, if it cannot be used. An assessment that does not exist has no answers.
    `scoring_only` leaves vision, playbooks, pilots and roadmap unread: no score depends on them, and reading
    the bundled playbook takes as long as all the rest. `planning_anew` leaves the roadmap unread: one that an
    earlier version has written must not stand in the way of the next.
    """
    path = folder / ENGAGEMENT
    if not path.is_file():
        hint = "`assess new DIR` makes an engagement; `assess demo` makes an example."
        reading.problems.append(
            problem_at(
                START, shown(path), "ENG001", "the folder is no engagement: engagement.yaml is missing", hint
            )
        )
        return None
    engagement = reading.document(path, "engagement")
    if engagement is None:
        return None
    found = _questionnaire(engagement, folder, reading)
    date = at or max(dates(folder), default=None)
    answers = _all(answers_folder(folder, date), "answers", reading) if date else ()
    beside = found[1] if found else None
    plans = _Plans() if scoring_only else _plans(folder, beside, reading, planning_anew=planning_anew)
    if found is None:
        return None
    return EngagementFolder(
        folder=folder,
        engagement=engagement,
        assembled=_spoken(engagement, *found, reading),
        playbook=plans.playbook,
        own_playbook=plans.own_playbook,
        vision=plans.vision,
        roadmap=plans.roadmap,
        pilots=plans.pilots,
        date=date,
        answers=answers,
    )


@dataclass(frozen=True)
class _Plans:
    playbook: Document[Playbook] | None = None
    own_playbook: Document[Playbook] | None = None
    vision: Document[Vision] | None = None
    roadmap: Document[Roadmap] | None = None
    pilots: tuple[Document[Pilot], ...] = ()


def _plans(folder: Path, beside: Path | None, reading: Reading, *, planning_anew: bool) -> _Plans:
    return _Plans(
        questionnaires.playbook(beside, reading) if beside else None,
        _optional(folder / questionnaires.PLAYBOOK, "playbook", reading),
        _optional(folder / VISION, "vision", reading),
        None if planning_anew else _optional(folder / ROADMAP, "roadmap", reading),
        _all(folder / PILOTS, "pilot", reading),
    )


def _spoken(
    engagement: Document[Engagement], assembled: Assembled, folder: Path, reading: Reading
) -> Assembled:
    """The questionnaire in the client's language and words."""
    record = engagement.record
    if record.language and record.language != assembled.questionnaire.language:
        known = questionnaires.overlays(folder, assembled, reading)
        if record.language in known:
            from assess.model.overlay import translated  # few questionnaires are

            assembled = assembled.saying(translated(assembled.questionnaire, known[record.language]))
        else:
            names = [assembled.questionnaire.language, *known]
            hint = did_you_mean(record.language, names, f"Known: {', '.join(names)}.")
            message = f"the questionnaire is not translated into `{record.language}`"
            reading.problems.append(engagement.problem(("language",), "ENG006", message, hint))
    if record.words:
        from assess.model.words import in_words_of_client  # few clients have words of their own

        assembled = assembled.saying(in_words_of_client(assembled.questionnaire, record.words))
    return assembled


def _questionnaire(
    engagement: Document[Engagement], folder: Path, reading: Reading
) -> tuple[Assembled, Path] | None:
    record = engagement.record
    before = len(reading.problems)
    found = questionnaires.find(record.questionnaire, folder, reading)
    if found is None:
        if len(reading.problems) == before:
            names = questionnaires.known(folder)
            hint = did_you_mean(record.questionnaire, names, f"Known: {', '.join(names)}.")
            message = f"there is no questionnaire `{record.questionnaire}`"
            reading.problems.append(engagement.problem(("questionnaire",), "ENG002", message, hint))
        return None
    version = found[0].questionnaire.version
    if version != record.version:
        message = (
            f"the engagement wants version {record.version}, but the questionnaire found is version {version}"
        )
        hint = f'Write version: "{version}", or put version {record.version} into the folder questionnaire/.'
        reading.problems.append(engagement.problem(("version",), "ENG003", message, hint))
    return found


def _all(folder: Path, kind: str, reading: Reading) -> tuple[Document[Any], ...]:
    """Every YAML file of a folder that need not be there."""
    paths = reading.folder(folder)
    names = [path for path in paths if path.suffix in SUFFIXES and not path.name.startswith(".")]
    found = (reading.document(path, kind) for path in names)
    return tuple(document for document in found if document)


def _optional(path: Path, kind: str, reading: Reading) -> Document[Any] | None:
    return reading.document(path, kind) if reading.has(path) else None
