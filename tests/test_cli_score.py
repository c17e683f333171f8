"""`assess score` and `assess explain`: results on standard output, everything else on standard error."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_scorecard_as_a_table(assess: Run, engagement: Path) -> None:
    ended = assess("score", engagement)
    assert (ended.code, ended.err) == (0, "")
    title, headings, whole, *_ = ended.out.splitlines()
    assert title.startswith("Customer-centricity review (customer-centricity 1.1, 2026-09-21, 3 respondents)")
    assert headings.split() == ["Score", "Range", "Level", "Answered", "Missing"]
    assert whole.startswith("Customer-centricity review")


def test_folder_is_the_current_one_unless_named(
    assess: Run, engagement: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = assess("score", engagement).out
    monkeypatch.chdir(engagement)
    assert assess("score").out == named


def test_scorecard_as_json_stands_alone_on_standard_output(assess: Run, engagement: Path) -> None:
    ended = assess("score", engagement, "--format", "json")
    card = json.loads(ended.out)
    assert list(card)[:2] == ["schema", "questionnaire"]
    assert card["schema"] == "assess/scorecard@1"
    assert (card["assessment"], card["scope"]) == ("2026-09-21", "core")
    assert card["overall"]["counts"]["questions"] == 88
    assert {lens["id"] for lens in card["lenses"]} == {"hourglass", "outcomes", "intimacy", "always-on"}


def test_scorecard_as_csv_has_a_line_for_each_section_of_each_tree(assess: Run, engagement: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(assess("score", engagement, "-f", "csv").out)))
    card = json.loads(assess("score", engagement, "-f", "json").out)
    assert rows[0]["score"] == str(card["overall"]["score"])
    assert {row["tree"] for row in rows} == {"customer-centricity", *(lens["id"] for lens in card["lenses"])}


def test_problems_stay_out_of_results(assess: Run, engagement: Path) -> None:
    text = (engagement / "engagement.yaml").read_text("utf-8")
    (engagement / "engagement.yaml").write_text(text.replace("shops:", "shop:"), "utf-8")
    ended = assess("score", engagement, "-f", "json")
    assert (ended.code, ended.out) == (1, "")
    assert "Did you mean `shops`?" in ended.err


def test_warnings_are_counted_and_shown_by_validate_only(assess: Run, engagement: Path) -> None:
    answers = next(engagement.glob("assessments/*/answers/sales-1.yaml"))
    answers.write_text(answers.read_text("utf-8").replace("{value: 70}", "{value: 2}"), "utf-8")
    ended = assess("score", engagement, "-f", "json")
    assert ended.code == 0
    assert json.loads(ended.out)["schema"] == "assess/scorecard@1"
    assert ended.err == f"1 warning: `assess validate {engagement}` shows them.\n"


def test_folder_that_is_no_engagement(assess: Run, tmp_path: Path) -> None:
    ended = assess("score", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "ENG001 the folder is no engagement" in ended.err
    assert "`assess new DIR` makes an engagement" in ended.err


def test_file_is_no_folder(assess: Run, engagement: Path) -> None:
    ended = assess("score", engagement / "engagement.yaml")
    assert ended.code == 2
    assert "is a file" in ended.err


def test_earlier_assessment_is_chosen_by_its_date(assess: Run, engagement: Path) -> None:
    later = engagement / "assessments" / "2026-12-01" / "answers"
    later.mkdir(parents=True)
    assert json.loads(assess("score", engagement, "-f", "json").out)["assessment"] == "2026-12-01"
    card = json.loads(assess("score", engagement, "--at", "2026-09-21", "-f", "json").out)
    assert card["assessment"] == "2026-09-21"


def test_date_without_an_assessment_is_wrong_usage(assess: Run, engagement: Path) -> None:
    ended = assess("score", engagement, "--at", "2026-09-22")
    assert ended.code == 2
    assert ended.err == "assess: there is no assessment of 2026-09-22; there are: 2026-09-21\n"


def test_without_answers_nothing_is_zero(assess: Run, engagement: Path) -> None:
    for answers in engagement.glob("assessments/*/answers/*.yaml"):
        answers.unlink()
    card = json.loads(assess("score", engagement, "-f", "json").out)
    assert (card["overall"]["score"], card["overall"]["level"]) == (None, None)


def test_broken_answers_are_told_with_their_place(assess: Run, engagement: Path) -> None:
    answers = next(engagement.glob("assessments/*/answers/*.yaml"))
    answers.write_text("schema: assess/answers@1\nrespondent: *anna\n")
    ended = assess("score", engagement)
    assert ended.code == 1
    assert f"{answers.name}:2:13: DOC001" in ended.err


@pytest.mark.parametrize(
    "name", ["customer-centricity", "financial", "F1", "F1.1", "S6.4", "X1", "hourglass", "H1"]
)
def test_sections_questions_and_lenses_can_be_explained(assess: Run, engagement: Path, name: str) -> None:
    ended = assess("explain", engagement, name)
    assert (ended.code, ended.err) == (0, "")
    assert len(ended.out.splitlines()) > 1


def test_folder_and_id_come_in_either_order(assess: Run, engagement: Path) -> None:
    assert assess("explain", "F1", engagement).out == assess("explain", engagement, "F1").out


def test_unknown_id_is_led_to_the_nearest(assess: Run, engagement: Path) -> None:
    ended = assess("explain", engagement, "finacial")
    assert (ended.code, ended.out) == (2, "")
    assert "Did you mean `financial`?" in ended.err
