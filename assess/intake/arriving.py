"""Puts answers that arrive into their documents, remembers what arrived, and can take it back."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assess.files.atomic import write
from assess.files.journal import Journal, entries
from assess.intake.answers_file import document_text, with_answers
from assess.intake.merging import Change, Outcome, merged, taken
from assess.intake.on_file import arrived_at, journal_of, read_answers
from assess.model.answers import Answer, Answers
from assess.model.questionnaire import Questionnaire
from assess.model.reading import Document


@dataclass(frozen=True)
class Arrival:
    """What one person's answers changed, or would change; `is_new` where nothing was on file."""

    respondent: str
    document: Path
    is_new: bool
    changes: tuple[Change, ...]

    def of(self, outcome: Outcome) -> list[Change]:
        """Those with one outcome."""
        return [change for change in self.changes if change.outcome is outcome]


def arrival(
    answers: Answers, document: Path, *, take_theirs: bool = False
) -> tuple[Arrival, Document[Answers] | None]:
    """What these answers would change in a document that need not be there yet, and the document.

    Raises:
        BrokenDocumentError: the answers on file have problems.
    """
    found = read_answers(document) if document.exists() else None
    on_file = found.record.answers if found else {}
    arrived = arrived_at(document, answers.way.value)
    before = dict(read_answers(arrived).record.answers) if arrived.exists() else {}
    if last := _last_import(entries(journal_of(document))):
        before = {id_: one for id_, one in before.items() if id_ not in last["in_doubt"]}
    merge = taken if take_theirs else merged
    changes = merge(on_file, answers.answers, before)
    return Arrival(answers.respondent, document, found is None, tuple(changes)), found


def arrive(
    answers: Answers,
    questionnaire: Questionnaire,
    document: Path,
    source: str,
    clock: Callable[[], dt.datetime],
    *,
    take_theirs: bool = False,
) -> Arrival:
    """Take the answers in: what is new and what was changed by the same way; what is in doubt waits.

    The journal has it first, so that it can be taken back; then the document, then what arrived.

    Raises:
        BrokenDocumentError: the answers on file have problems.
        InUseError: an interview with this respondent is going on.
        OSError: no room, no permission.
    """
    with Journal.open(journal_of(document)) as journal:
        outcome, found = arrival(answers, document, take_theirs=take_theirs)
        arrived = arrived_at(outcome.document, answers.way.value)
        certain = [change for change in outcome.changes if change.outcome is not Outcome.IN_DOUBT]
        journal.append(
            {
                "at": clock().isoformat(timespec="milliseconds"),
                "imported": source,
                "way": answers.way.value,
                "new": outcome.is_new,
                "changes": {one.question: [_plain(one.on_file), _plain(one.arrived)] for one in certain},
                "in_doubt": [one.question for one in outcome.of(Outcome.IN_DOUBT)],
                "arrived_before": arrived.read_text("utf-8") if arrived.exists() else None,
            }
        )
        if found is None:
            write(outcome.document, document_text(answers, questionnaire))
        elif certain:
            given = {change.question: change.arrived for change in certain}
            write(outcome.document, with_answers(found.source, given, **_settings(answers)))
        write(arrived, document_text(answers, questionnaire))
    return outcome


@dataclass(frozen=True)
class Undone:
    """What was taken back: the file that had been imported, the questions, and those changed since."""

    source: str
    restored: tuple[str, ...]
    changed_since: tuple[str, ...]
    is_removed: bool


def take_back(document: Path, clock: Callable[[], dt.datetime]) -> Undone | None:
    """Undo the last import for one respondent; None where there is none left to undo.

    An answer that has been changed since stays. A document that the import had made is removed, unless
    something in it has changed.

    Raises:
        BrokenDocumentError, InUseError, OSError: as `arrive`.
    """
    with Journal.open(journal_of(document)) as journal:
        last = _last_import(journal.entries())
        if last is None:
            return None
        found = read_answers(document) if document.exists() else None
        on_file = found.record.answers if found else {}
        pairs = {id_: [Answer.model_validate(one) for one in pair] for id_, pair in last["changes"].items()}
        restored = {id_: old for id_, (old, new) in pairs.items() if on_file.get(id_, Answer()) == new}
        is_removed = bool(last["new"]) and len(restored) == len(pairs) and found is not None
        journal.append({"at": clock().isoformat(timespec="milliseconds"), "undone": last["at"]})
        if is_removed:
            document.unlink()
        elif found and restored:
            write(document, with_answers(found.source, restored))
        arrived = arrived_at(document, str(last["way"]))
        if last["arrived_before"] is None:
            arrived.unlink(missing_ok=True)
        else:
            write(arrived, str(last["arrived_before"]))
        left = tuple(id_ for id_ in pairs if id_ not in restored)
        return Undone(str(last["imported"]), tuple(restored), left, is_removed)


def _last_import(noted: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    imports: list[dict[str, Any]] = []
    for entry in noted:
        if "imported" in entry:
            imports.append(entry)
        elif "undone" in entry and imports:
            imports.pop()
    return imports[-1] if imports else None


def _settings(answers: Answers) -> Mapping[str, str]:
    """What was settled with the respondent, and in which order the options stood."""
    settled = {"attribution": answers.attribution.value} if answers.attribution else {}
    order = {"option_order": answers.option_order.value} if answers.is_turned else {}
    return {"way": answers.way.value, **settled, **order}


def _plain(answer: Answer) -> dict[str, Any]:
    return answer.model_dump(mode="json", exclude_defaults=True)
