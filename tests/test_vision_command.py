"""Step 2: targets proposed from today, and the questions that a vision has to stand."""

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.model.vision import Need, Vision
from assess.planning.ambition import Proposal, proposals
from assess.planning.portfolio import lifts
from assess.planning.projection import raised, rescored
from assess.planning.situation import Basis
from assess.planning.statement import checks
from assess.scoring.card import score

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"


@pytest.fixture(scope="module")
def basis() -> Basis:
    opened = load(KESTREL, None, Reading(), scoring_only=True)
    assert opened is not None
    answers = tuple(document.record for document in opened.answers)
    return Basis(answers, score(opened.assembled, answers, opened.engagement.record, opened.date))


def after(basis: Basis, found: list[Proposal]) -> int | None:
    """The level of the whole when every answer of these capabilities has risen to the level proposed."""
    moves = {
        leaf.id: one.level
        for one in found
        if (section := basis.card.section(one.section))
        for leaf in section.branch.all_leaves()
    }
    return rescored(basis, raised(lifts(moves, basis.card))).overall.reach


class TestProposals:
    def test_bring_the_whole_to_its_next_level(self, basis: Basis) -> None:
        found = proposals(basis, dt.date(2026, 10, 5))
        assert basis.card.overall.reach == 2
        assert after(basis, found) == 3
        assert {one.level for one in found} == {3}
        assert {one.by for one in found} == {dt.date(2027, 12, 31)}

    def test_none_of_them_can_be_spared(self, basis: Basis) -> None:
        found = proposals(basis, dt.date(2026, 10, 5))
        for one in found:
            assert after(basis, [other for other in found if other is not one]) == 2

    def test_nearest_first(self, basis: Basis) -> None:
        found = {one.section for one in proposals(basis, dt.date(2026, 10, 5))}
        financial = basis.card.section("financial")
        assert financial is not None
        scores = {inner.id: inner.score for inner in financial.sections}
        chosen = [scores[id_] for id_ in scores if id_ in found]
        others = [scores[id_] for id_ in scores if id_ not in found]
        assert min(one for one in chosen if one) >= max(one for one in others if one)

    def test_one_level_a_year(self, basis: Basis) -> None:
        found = proposals(basis, dt.date(2026, 10, 5), years=2)
        assert after(basis, found) == 4
        for one in found:
            assert one.today is not None
            assert one.level - one.today <= one.by.year - 2026

    def test_nothing_answered_nothing_proposed(self, basis: Basis) -> None:
        empty = score(basis.card.assembled, [], basis.card.engagement, basis.card.date)
        assert proposals(Basis((), empty), dt.date(2026, 10, 5)) == []


def vision(statement: str, changes: str = "They hear from us.", needs: int = 1) -> Vision:
    need = Need(id="beans", text="To find the right beans before the last are gone.")
    whole = Vision(schema_="assess/vision@1", statement=statement, needs=(need,) * needs)
    return whole.model_copy(update={"changes_for_customers": changes})


GOOD = "Guests want beans in time. By the end of 2028 fewer than 5 in 100 run out; else we were wrong."


class TestStatement:
    def test_good_one(self) -> None:
        assert [check.holds for check in checks(vision(GOOD), ["guest"])] == [True] * 4

    @pytest.mark.parametrize(
        ("told", "number", "advice"),
        [
            (vision("We want to lead. Wrong if fewer than 5."), 0, "begins with the company"),
            (vision(GOOD, needs=0), 0, "No need is on file"),
            (vision("Guests come in 2028. Wrong if fewer than 5."), 0, "names no need"),
            (vision("Everybody wants more. Wrong if fewer than 5."), 0, "whose need"),
            (vision(GOOD, changes=""), 1, "changes_for_customers"),
            (vision(GOOD, changes="We will write to them."), 1, "what the company does"),
            (vision("Guests want the best beans."), 2, "Nobody can check `best`"),
            (vision("Guests want beans in time."), 2, "Name a figure and a day"),
            (vision("Guests want 5 beans."), 2, "from which figure on"),
            (vision(f"Guests want 5 beans, at least {'more ' * 120}."), 3, "words"),
        ],
    )
    def test_what_is_missing(self, told: Vision, number: int, advice: str) -> None:
        found = checks(told, ["guest"])[number]
        assert not found.holds
        assert advice in found.advice

    def test_need_in_its_own_words_counts(self) -> None:
        told = vision("The right beans are there before the last are gone. Wrong if fewer than 5 in 2028.")
        assert checks(told, [])[0].holds


class TestCommand:
    def test_table_and_advice(self, assess: Callable[..., Any]) -> None:
        ended = assess("vision", KESTREL)
        assert ended.code == 0
        assert "F1 Customer resources" in ended.out
        assert "C4 Help to own                  2.4      2  3 by 2027-12-31  3 by 2027-12-31" in ended.out
        assert "bring the whole to level 3" in ended.out
        assert ended.out.count("\nyes  ") == 4

    def test_json(self, assess: Callable[..., Any]) -> None:
        data = json.loads(assess("vision", KESTREL, "-f", "json", "--years", "2").out)
        assert {one["by"] for one in data["proposals"]} <= {"2027-12-31", "2028-12-31"}
        assert [one["holds"] for one in data["checks"]] == [True] * 4

    def test_draft_is_a_vision_once_it_has_a_statement(
        self, assess: Callable[..., Any], tmp_path: Path
    ) -> None:
        folder = Path(shutil.copytree(KESTREL, tmp_path / "kestrel"))
        (folder / "vision.yaml").unlink()
        assert "There is no" in assess("vision", folder).out
        draft = assess("vision", folder, "--draft").out
        text = draft.replace("statement: >-\n", "statement: >-\n  Owners want good coffee.\n", 1)
        (folder / "vision.yaml").write_text(text, "utf-8")
        ended = assess("validate", folder)
        assert ended.code == 0, ended.out
        data = json.loads(assess("vision", folder, "-f", "json").out)
        assert len(data["proposals"]) == text.count("\n  - {capability: ")
        assert not data["checks"][0]["holds"]

    def test_without_an_assessment(self, assess: Callable[..., Any], tmp_path: Path) -> None:
        folder = Path(shutil.copytree(KESTREL, tmp_path / "kestrel"))
        shutil.rmtree(folder / "assessments")
        ended = assess("vision", folder)
        assert ended.code == 2
        assert "starts from where the company stands" in ended.err
