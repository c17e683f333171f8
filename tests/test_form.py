"""The form as a file: complete, the same each time, and closed to everything from outside."""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.files.templates import form_assets, report_assets
from assess.intake.form import form_html
from assess.intake.form_words import _LANGUAGES, phrases
from assess.intake.handing_out import handouts
from assess.intake.handout import Handout
from assess.model.answers import Answer, Attribution, OptionOrder, State

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def handout() -> Handout:
    opened = load(KESTREL, None, Reading(), scoring_only=True)
    assert opened is not None
    return next(one for one in handouts(opened) if one.person.name == "marketing-1")


def data(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    loaded: dict[str, Any] = json.loads(found.group(1))
    return loaded


def test_same_bytes_each_time(handout: Handout) -> None:
    assert form_html(handout, form_assets()) == form_html(handout, form_assets())


def test_policy_lets_in_what_the_page_carries_and_nothing_else(handout: Handout) -> None:
    page = form_html(handout, form_assets())
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy.group(1).startswith("default-src &#39;none&#39;;")
    for tag in ("style", "script"):
        text = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert text
        digest = base64.b64encode(hashlib.sha256(text.group(1).encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy.group(1)
    assert not re.search(r"https?://|src=|@import|url\(", page)


def test_texts_of_strangers_are_only_texts(handout: Handout) -> None:
    engagement = handout.engagement.model_copy(
        update={"client": handout.engagement.client.model_copy(update={"name": HOSTILE})}
    )
    assert handout.answers is not None
    answers = handout.answers.model_copy(
        update={"answers": {"C1.1": Answer(state=State.UNKNOWN, note=HOSTILE)}}
    )
    page = form_html(replace(handout, engagement=engagement, answers=answers), form_assets())
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert "\u2028" not in data(page)["say"]["save"]
    assert data(page)["answers"]["C1.1"]["note"] == HOSTILE
    assert "{{ 7 * 7 }}" in page


def test_neither_levels_nor_scores_are_shown(handout: Handout) -> None:
    page = form_html(handout, form_assets())
    for level in handout.questionnaire.ladder:
        assert level.name not in page


def test_half_of_the_respondents_see_the_highest_first(handout: Handout) -> None:
    def first(one: Handout) -> str:
        page = form_html(one, form_assets())
        found = re.search(r'data-id="C1.1".*?value="(\d)"', page, re.DOTALL)
        assert found
        return found.group(1)

    blank = replace(handout, answers=None)
    people = [replace(blank, person=replace(blank.person, name=f"person-{n}")) for n in range(6)]
    orders = {one.option_order: first(one) for one in people}
    assert orders == {OptionOrder.LOWEST_FIRST: "1", OptionOrder.HIGHEST_FIRST: "5"}


@pytest.mark.parametrize("attribution", list(Attribution))
def test_respondents_are_told_how_they_are_named(handout: Handout, attribution: Attribution) -> None:
    page = form_html(handout.with_attribution(attribution), form_assets())
    assert phrases("en")[attribution.value] in page
    assert data(page)["head"]["attribution"] == attribution.value


def test_languages_say_the_same_things(handout: Handout) -> None:
    english, german = _LANGUAGES["en"], _LANGUAGES["de"]
    assert english.keys() == german.keys()
    for key, text in english.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", german[key])), key
    questionnaire = handout.questionnaire.model_copy(update={"language": "de-AT"})
    page = form_html(replace(handout, questionnaire=questionnaire), form_assets())
    assert '<html lang="de-AT">' in page
    assert "In Datei speichern" in page
    assert phrases("fr") is english


def test_form_is_no_part_of_the_report() -> None:
    assert not any(name.startswith("form/") for name in report_assets())


class TestCommand:
    def test_one_for_everybody(self, assess: Callable[..., Any], tmp_path: Path) -> None:
        folder = shutil.copytree(KESTREL, tmp_path / "kestrel")
        ended = assess("form", folder)
        assert ended.code == 0
        assert len(ended.out.splitlines()) == 20
        assert (folder / "out" / "forms" / "sales-1.html").is_file()

    def test_for_one(self, assess: Callable[..., Any], tmp_path: Path) -> None:
        ended = assess("form", KESTREL, "-r", "sales-1", "-o", tmp_path)
        assert ended.out == f"{tmp_path / 'sales-1.html'}\n"
        assert assess("form", KESTREL, "-r", "sale-1").code == 2
