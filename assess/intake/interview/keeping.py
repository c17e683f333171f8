"""Keeps answers: first a line in the journal, then the answers document, each on disk before it is done.

The journal is the audit trail, and what a crash between the two leaves behind: a line says which text of the
document it was an answer to, so it is known whether it has arrived there.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from assess.files.atomic import write
from assess.files.journal import Journal
from assess.intake.answers_file import with_answers
from assess.intake.on_file import journal_of, read_answers
from assess.model.answers import Answer, Answers

Clock = Callable[[], dt.datetime]


@dataclass
class Keeper:
    """One respondent's answers document and journal, held by this process alone until `close`."""

    document: Path
    journal: Journal
    clock: Clock
    settings: Mapping[str, str]

    @classmethod
    def open(cls, document: Path, clock: Clock, settings: Mapping[str, str]) -> Self:
        """Hold the journal beside the document, and put an answer there that a crash kept from it.

        `settings` are the document's own keys that go in with the first answer, such as `way`.

        Raises:
            InUseError: another process holds it.
            BrokenDocumentError: the document has problems.
            OSError: the journal or the document cannot be written.
        """
        keeper = cls(document, Journal.open(journal_of(document)), clock, settings)
        try:
            keeper._catch_up()
        except BaseException:
            keeper.close()
            raise
        return keeper

    def close(self) -> None:
        """Let go of the journal."""
        self.journal.close()

    def answers(self) -> Answers:
        """What is on file now.

        Raises:
            BrokenDocumentError: it has problems.
        """
        return read_answers(self.document).record

    def left_at(self) -> str | None:
        """The question that was shown last."""
        shown = [entry["shown"] for entry in self.journal.entries() if isinstance(entry.get("shown"), str)]
        return shown[-1] if shown else None

    def show(self, question_id: str | None) -> None:
        """Note which question is shown; None at the end."""
        self._note({"shown": question_id or ""})

    def keep(self, question_id: str, answer: Answer) -> None:
        """Put one answer on disk, into the document as it stands at this moment, unless it is there.

        Raises:
            BrokenDocumentError: the document has problems; the answer is in the journal.
            OSError: no room, no permission.
        """
        if read_answers(self.document).record.answers.get(question_id, Answer()) == answer:
            return
        data = answer.model_dump(mode="json", exclude_defaults=True)
        self._note({"answered": question_id, "answer": data, "to": self._digest()})
        self._put(question_id, answer)

    def _note(self, entry: Mapping[str, Any]) -> None:
        self.journal.append({"at": self.clock().isoformat(timespec="milliseconds"), **entry})

    def _put(self, question_id: str, answer: Answer) -> None:
        source = read_answers(self.document).source
        write(self.document, with_answers(source, {question_id: answer}, **self.settings))

    def _catch_up(self) -> None:
        """An answer that was noted to the text that still stands there has not arrived."""
        read_answers(self.document)
        noted = [entry for entry in self.journal.entries() if "answered" in entry]
        if noted and noted[-1].get("to") == self._digest():
            answer = Answer.model_validate(noted[-1]["answer"])
            self._put(str(noted[-1]["answered"]), answer)

    def _digest(self) -> str:
        return hashlib.sha256(self.document.read_bytes()).hexdigest()[:16]
