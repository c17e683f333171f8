"""What is planned is compared with today: with the latest assessment, once it can be scored."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from assess.cli.checking import validate
from assess.cli.engagements import check_engagement
from assess.files import engagement_folder
from assess.files.discovery import documents
from assess.files.documents import Reading
from assess.scoring.card import Scorecard, score

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
FINANCE = "assessments/2026-10-05/answers/finance-1.yaml"


@pytest.fixture
def kestrel(tmp_path: Path) -> Path:
    """Its target for C4 is level 2, which is the level that its answers show."""
    folder = tmp_path / "kestrel-rowe"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    replace(folder / "vision.yaml", "capability: C4\n    level: 3", "capability: C4\n    level: 2")
    return folder


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def told(folder: Path, *codes: str) -> list[str]:
    """Those of `codes` that are told, in order."""
    return sorted(p.code for p in validate(list(documents(folder)), Reading()) if p.code in codes)


def test_target_is_compared_with_todays_level(kestrel: Path) -> None:
    assert told(kestrel, "VIS014") == ["VIS014"]


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (FINANCE, "C4.1: {value: 2}", "C4.1: {value: 7}", "ANS013"),
        (FINANCE, "C4.1: {value: 2}", "C4.9: {value: 2}", "ANS012"),
        (FINANCE, "C4.1: {value: 2}", "C4.1: {valeu: 2}", "DOC030"),
        (FINANCE, "answers:", "answers: [", "DOC001"),
        ("engagement.yaml", "function: sales", "function: sails", "ENG010"),
    ],
)
def test_error_in_what_is_scored_keeps_levels_from_being_told(
    kestrel: Path, file: str, old: str, new: str, code: str
) -> None:
    replace(kestrel / file, old, new)
    assert told(kestrel, "VIS014", code) == [code]


def test_error_in_the_questionnaire_keeps_levels_from_being_told(kestrel: Path) -> None:
    questionnaire = kestrel / "questionnaire"
    shutil.copytree(EXAMPLE.parent.parent / "questionnaires" / "customer-centricity", questionnaire)
    replace(questionnaire / "creative.yaml", "owner: service", "owner: servise")
    assert "VIS014" not in told(kestrel, "VIS014")


def test_warning_in_answers_does_not(kestrel: Path) -> None:
    replace(kestrel / FINANCE, "date: 2026-09-18", "date: 2025-09-18")
    assert told(kestrel, "VIS014", "ANS023") == ["ANS023", "VIS014"]


def test_error_elsewhere_does_not(kestrel: Path) -> None:
    (kestrel.parent / "vision.yaml").write_text("schema: assess/vision@1\n")
    assert told(kestrel.parent, "VIS014", "DOC031") == ["DOC031", "VIS014"]


def test_earlier_assessment_is_not_today(kestrel: Path) -> None:
    """A year before, the level that was reached since may well have been a target."""
    earlier = kestrel / "assessments" / "2025-10-06"
    shutil.copytree(kestrel / "assessments" / "2026-10-05", earlier)
    opened = engagement_folder.load(kestrel, dt.date(2025, 10, 6), Reading())
    assert opened
    assert {p.code for p in check_engagement(opened, ())} & {"VIS014", "VIS015", "VIS019"} == set()
    assert told(kestrel, "VIS014") == ["VIS014"]


def test_answers_of_every_assessment_are_checked(kestrel: Path) -> None:
    earlier = kestrel / "assessments" / "2026-04-01" / "answers"
    earlier.mkdir(parents=True)
    shutil.copy(kestrel / FINANCE, earlier / "finance.yaml")
    assert told(kestrel, "ANS022") == ["ANS022"]


def test_what_is_scored_is_scored_once(kestrel: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scorings = []

    def counted(*arguments: object) -> Scorecard:
        scorings.append(arguments)
        return score(*arguments)  # type: ignore[arg-type]  # as they were given

    monkeypatch.setattr("assess.scoring.card.score", counted)
    assert told(kestrel, "VIS014") == ["VIS014"]
    assert len(scorings) == 1
