"""Answers that arrive: what is new, what changed, what is in doubt; and the way back."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.files.documents import Reading
from assess.files.journal import Journal
from assess.intake.merging import Outcome, merged, taken
from assess.intake.on_file import arrived_at, journal_of
from assess.model.answers import Answer, State


def said(value: int, **more: Any) -> Answer:
    return Answer(value=Decimal(value), state=State.ANSWERED, **more)


NOTHING = Answer()
UNKNOWN = Answer(state=State.UNKNOWN)


@pytest.mark.parametrize(
    ("ours", "theirs", "before", "outcome"),
    [
        (NOTHING, said(3), NOTHING, Outcome.NEW),
        (NOTHING, UNKNOWN, NOTHING, Outcome.NEW),
        (said(3), said(3), NOTHING, None),
        (said(3), NOTHING, NOTHING, None),
        (said(3), said(4), said(3), Outcome.UPDATED),
        (said(3), said(4), said(4), None),
        (said(3), said(4), said(2), Outcome.IN_DOUBT),
        (said(3), said(4), NOTHING, Outcome.IN_DOUBT),
        (said(3), UNKNOWN, NOTHING, Outcome.IN_DOUBT),
        (said(3), said(3, note="Why"), NOTHING, Outcome.UPDATED),
        (said(3, note="Why"), said(3), NOTHING, None),
        (said(3, note="Why"), said(3, note="How"), NOTHING, Outcome.IN_DOUBT),
    ],
)
def test_outcomes(ours: Answer, theirs: Answer, before: Answer, outcome: Outcome | None) -> None:
    found = [one.outcome for one in merged({"A": ours}, {"A": theirs}, {"A": before})]
    assert found == ([outcome] if outcome else [])


def test_note_and_evidence_from_both_sides() -> None:
    (one,) = merged({"A": said(3, note="Why")}, {"A": said(3, evidence="Budget")}, {})
    assert one.arrived == said(3, note="Why", evidence="Budget")


def test_taken_differs_only_where_something_arrived() -> None:
    ours = {"A": said(1), "B": said(2), "C": said(3)}
    found = taken(ours, {"A": said(1), "B": said(5), "C": NOTHING, "D": said(4)}, {"B": said(5)})
    assert [(one.question, one.outcome) for one in found] == [("B", Outcome.UPDATED), ("D", Outcome.NEW)]


any_answer = st.sampled_from([NOTHING, UNKNOWN, said(1), said(2), said(2, note="x")])
ids = st.dictionaries(st.sampled_from("ABC"), any_answer)


@given(ids, ids, ids)
def test_nothing_that_is_on_file_is_lost(
    ours: dict[str, Answer], theirs: dict[str, Answer], before: dict[str, Answer]
) -> None:
    for change in merged(ours, theirs, before):
        assert change.on_file == ours.get(change.question, NOTHING)
        if change.outcome is Outcome.NEW:
            assert change.on_file.value is None
        if change.outcome is Outcome.UPDATED:
            assert change.on_file in (before.get(change.question, NOTHING), change.on_file)
    after = {**ours, **{one.question: one.arrived for one in merged(ours, theirs, before)}}
    assert all(after[id_].state is not State.UNANSWERED for id_, one in ours.items() if one.value is not None)


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, assess: Callable[..., Any]) -> Path:
        own = tmp_path / "acme"
        assert assess("new", own, "-r", "anna:marketing", "--date", "2026-11-01").code == 0
        return own

    @pytest.fixture
    def document(self, folder: Path) -> Path:
        return folder / "assessments" / "2026-11-01" / "answers" / "anna.yaml"

    @staticmethod
    def form(path: Path, answers: dict[str, Any], respondent: str = "anna") -> Path:
        head = {"schema": "assess/answers@1", "questionnaire": "customer-centricity", "version": "1.1"}
        who = {"respondent": respondent, "function": "marketing", "way": "form", "attribution": "named"}
        path.write_text(json.dumps({**head, **who, "answers": answers}), "utf-8")
        return path

    @staticmethod
    def on_file(document: Path) -> dict[str, Answer]:
        reading = Reading()
        found = reading.document(document, "answers")
        assert reading.problems == []
        assert found is not None
        return found.record.answers  # type: ignore[no-any-return]

    def test_again_updates_and_doubles_nothing(
        self, assess: Callable[..., Any], folder: Path, document: Path, tmp_path: Path
    ) -> None:
        file = self.form(tmp_path / "anna.json", {"F1.1": {"value": 4}, "F1.2": {"value": 2}})
        assert assess("import", folder, file).out == "anna: 2 new\n"
        assert assess("import", folder, file).out == "anna: nothing new\n"
        self.form(file, {"F1.1": {"value": 4}, "F1.2": {"value": 3, "note": "in May"}})
        before = document.read_bytes()
        ended = assess("import", folder, file, "--dry-run")
        assert ended.out == "anna: 1 updated; nothing was written\n  F1.2: 2 -> 3 with note\n"
        assert document.read_bytes() == before
        assert assess("import", folder, file).out == "anna: 1 updated\n  F1.2: 2 -> 3 with note\n"
        assert self.on_file(document)["F1.2"] == said(3, note="in May")
        text = document.read_text("utf-8")
        assert "way: form\nattribution: named\n" in text
        assert assess("validate", folder).code == 0

    def test_both_are_kept_until_somebody_chooses(
        self, assess: Callable[..., Any], folder: Path, document: Path, tmp_path: Path
    ) -> None:
        file = self.form(tmp_path / "anna.json", {"F1.1": {"value": 4}})
        assess("import", folder, file)
        document.write_text(
            document.read_text("utf-8").replace("F1.1: {value: 4}", "F1.1: {value: 5}"), "utf-8"
        )
        self.form(file, {"F1.1": {"value": 3}})
        for _ in range(2):
            ended = assess("import", folder, file)
            assert "F1.1: 5 is on file and was changed since; 3 arrived" in ended.out
            assert "--take-theirs" in ended.err
            assert self.on_file(document)["F1.1"] == said(5)
            assert self.on_file(arrived_at(document, "form"))["F1.1"] == said(3)
        assert assess("import", folder, file, "--take-theirs").out == "anna: 1 updated\n  F1.1: 5 -> 3\n"
        assert self.on_file(document)["F1.1"] == said(3)

    def test_way_back(self, assess: Callable[..., Any], folder: Path, document: Path, tmp_path: Path) -> None:
        file = self.form(tmp_path / "anna.json", {"F1.1": {"value": 4}, "F1.2": {"value": 2}})
        assess("import", folder, file)
        document.write_text(
            document.read_text("utf-8").replace("F1.2: {value: 2}", "F1.2: {value: 1}"), "utf-8"
        )
        ended = assess("import", folder, "anna", "--undo")
        assert ended.out == "anna: anna.json taken back, 1 restored\n"
        assert ended.err == "Changed since, and left: F1.2\n"
        assert self.on_file(document)["F1.1"] == NOTHING
        assert not arrived_at(document, "form").exists()
        assert "no import to take back" in assess("import", folder, "anna", "--undo").err

    def test_somebody_new_and_back(self, assess: Callable[..., Any], folder: Path, tmp_path: Path) -> None:
        file = self.form(tmp_path / "ben.json", {"F1.1": {"value": 4}}, "ben")
        assert assess("import", folder, file).out == "ben (new): 1 new\n"
        made = folder / "assessments" / "2026-11-01" / "answers" / "ben.yaml"
        assert "  # F1 Customer resources\n  F1.1: {value: 4}\n" in made.read_text("utf-8")
        assert "removed" in assess("import", folder, "ben", "--undo").out
        assert not made.exists()

    def test_error_in_one_file_takes_in_none(
        self, assess: Callable[..., Any], folder: Path, document: Path, tmp_path: Path
    ) -> None:
        good = self.form(tmp_path / "anna.json", {"F1.1": {"value": 4}})
        bad = self.form(tmp_path / "ben.json", {"F1.1": {"value": 9}, "F9": {"value": 1}}, "ben")
        before = document.read_bytes()
        ended = assess("import", folder, good, bad)
        assert ended.code == 1
        assert "ANS012" in ended.err
        assert "ANS013" in ended.err
        assert "Nothing was taken in." in ended.err
        assert document.read_bytes() == before

    def test_usage(self, assess: Callable[..., Any], folder: Path, document: Path, tmp_path: Path) -> None:
        assert assess("import", folder).code == 2
        assert "there is no file" in assess("import", folder, tmp_path / "gone.json").err
        file = self.form(tmp_path / "anna.json", {"F1.1": {"value": 4}})
        with Journal.open(journal_of(document)):
            ended = assess("import", folder, file)
        assert ended.code == 2
        assert "in another window" in ended.err
        document.write_text("schema: [", "utf-8")
        assert assess("import", folder, file).code == 1

    def test_document_under_another_name(
        self, assess: Callable[..., Any], folder: Path, document: Path, tmp_path: Path
    ) -> None:
        other = document.rename(document.with_name("first.yaml"))
        file = self.form(tmp_path / "anna.json", {"F1.1": {"value": 4}})
        assert assess("import", folder, file).out == "anna: 1 new\n"
        assert self.on_file(other)["F1.1"] == said(4)
        assert assess("import", folder, "anna", "--undo").code == 0
        assert self.on_file(other)["F1.1"] == NOTHING
        assert assess("interview", folder, "-r", "anna", "--answers", file).code == 0
        assert self.on_file(other)["F1.1"] == said(4)
        assert not document.exists()
