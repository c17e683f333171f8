"""Before the meeting: what people are sent, who has answered, and what is read aloud."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
KESTREL = EXAMPLES / "kestrel-rowe"


@pytest.fixture
def folder(tmp_path: Path, assess: Callable[..., Any]) -> Path:
    own = tmp_path / "acme"
    people = ("-r", "anna:marketing", "-r", "ben:finance")
    assert assess("new", own, *people, "--date", "2026-10-05", "--client", "Acme").code == 0
    return own


class TestInvitations:
    def test_one_for_everybody_and_the_opening(self, assess: Callable[..., Any], folder: Path) -> None:
        into = folder / "out" / "invitations"
        ended = assess("invite", folder)
        assert [Path(line).name for line in ended.out.splitlines()] == [
            "opening.txt",
            "anna.invitation.txt",
            "ben.invitation.txt",
        ]
        text = (into / "ben.invitation.txt").read_text("utf-8")
        assert "For ben, who answers for Finance" in text
        assert "The report names your department, never you." in " ".join(text.split())
        assert "F2.1  Agreed lifetime value\n    The lifetime value calculation with its formula" in text
        assert all(len(line) <= 78 for line in text.splitlines())
        assert "fewer than 3 people" in " ".join((into / "opening.txt").read_text("utf-8").split())

    def test_only_facts_of_the_own_function_are_to_be_brought(
        self, assess: Callable[..., Any], folder: Path
    ) -> None:
        assess("invite", folder)
        text = (folder / "out" / "invitations" / "anna.invitation.txt").read_text("utf-8")
        assert "F2.1  " not in text

    def test_attribution_is_what_was_settled(self, assess: Callable[..., Any], folder: Path) -> None:
        path = folder / "engagement.yaml"
        text = path.read_text("utf-8").replace("attribution: function", "attribution: anonymous")
        path.write_text(text, "utf-8")
        assess("invite", folder, "-r", "anna", "-o", folder / "sent")
        assert sorted(one.name for one in (folder / "sent").iterdir()) == [
            "anna.invitation.txt",
            "opening.txt",
        ]
        text = (folder / "sent" / "anna.invitation.txt").read_text("utf-8")
        assert "names neither you nor your department" in " ".join(text.split())

    def test_reminders_for_those_who_have_not_finished(
        self, assess: Callable[..., Any], tmp_path: Path
    ) -> None:
        ended = assess("invite", KESTREL, "--remind", "-o", tmp_path)
        assert [Path(line).name for line in ended.out.splitlines()] == [
            "executive-2.reminder.txt",
            "product-2.reminder.txt",
            "sales-2.reminder.txt",
            "service-3.reminder.txt",
            "technology-3.reminder.txt",
        ]
        text = " ".join((tmp_path / "product-2.reminder.txt").read_text("utf-8").split())
        assert "You have answered 20 of 22 questions; thank you. The other questions take about" in text
        assert assess("invite", KESTREL, "--remind", "-r", "sales-1", "-o", tmp_path).err == (
            "Everybody has finished.\n"
        )

    def test_nobody_of_that_name(self, assess: Callable[..., Any], folder: Path) -> None:
        ended = assess("invite", folder, "-r", "ana")
        assert ended.code == 2
        assert "Did you mean `anna`?" in ended.err


class TestStatus:
    def test_table(self, assess: Callable[..., Any]) -> None:
        ended = assess("status", KESTREL)
        assert ended.code == 0
        assert "marketing-2   marketing   form       complete        41  42           1" in ended.out
        assert "15 of 20 have finished." in ended.out

    def test_json_and_csv_say_the_same(self, assess: Callable[..., Any]) -> None:
        data = json.loads(assess("status", KESTREL, "-f", "json").out)
        rows = list(csv.DictReader(io.StringIO(assess("status", KESTREL, "-f", "csv").out)))
        assert [{key: str(value) for key, value in one.items()} for one in data["respondents"]] == rows
        assert data["silent_functions"] == []
        assert sum(one["unknown"] for one in data["respondents"]) == 11

    def test_functions_that_nobody_answers_for(self, assess: Callable[..., Any], folder: Path) -> None:
        path = folder / "engagement.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("  technology: marketing\n", ""), "utf-8")
        assert "stand_ins:" in text
        ended = assess("status", folder)
        assert "0 of 2 have finished." in ended.out
        assert "Nobody answers for technology: their facts stay open." in ended.out

    def test_nobody_yet(self, assess: Callable[..., Any], tmp_path: Path) -> None:
        assess("new", tmp_path / "acme", "--date", "2026-10-05")
        assert assess("status", tmp_path / "acme", "-f", "csv").out == "respondent\n"
        assert assess("invite", tmp_path / "acme").code == 0
