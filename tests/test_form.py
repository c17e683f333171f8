"""The form as a file: complete, the same each time, and closed to everything from outside."""

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from assess.files.documents import Reading
from assess.files.engagement_folder import load
from assess.files.templates import form_assets, report_assets
from assess.intake.form import form_html
from assess.intake.form_words import _LANGUAGES, bounds, guide, phrases
from assess.intake.handing_out import handouts
from assess.intake.handout import Handout
from assess.model.answers import Answer, Attribution, OptionOrder, State
from assess.model.questionnaire import Kind, NumberAsked, Question, Section

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel-rowe"
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028{{ 7 * 7 }}"


@pytest.fixture(scope="module")
def everybody() -> dict[str, Handout]:
    opened = load(KESTREL, None, Reading(), scoring_only=True)
    assert opened is not None
    return {one.person.name: one for one in handouts(opened)}


@pytest.fixture
def handout(everybody: dict[str, Handout]) -> Handout:
    return everybody["marketing-1"]


@pytest.fixture
def finance(everybody: dict[str, Handout]) -> Handout:
    """Somebody who owns facts, and is asked for words of their own."""
    return everybody["finance-1"]


def asked(handout: Handout) -> list[Question]:
    return [one for review in handout.reviews() for one in handout.asked(review)]


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


def hostile(question: Question) -> Question:
    options = question.options and tuple(one.model_copy(update={"text": HOSTILE}) for one in question.options)
    texts = dict.fromkeys(("text", "why", "evidence"), HOSTILE)
    return question.model_copy(update={**texts, "options": options})


def test_texts_of_strangers_are_only_texts(handout: Handout) -> None:
    engagement = handout.engagement.model_copy(
        update={"client": handout.engagement.client.model_copy(update={"name": HOSTILE})}
    )
    sections = (
        Section(id="one", title=HOSTILE, asks=HOSTILE, questions=tuple(map(hostile, asked(handout)[:3]))),
        Section(id="two", title="Two", questions=tuple(asked(handout)[3:])),
    )
    questionnaire = handout.questionnaire.model_copy(
        update={"sections": sections, "title": HOSTILE, "purpose": HOSTILE}
    )
    first = sections[0].questions[0].id
    answers = handout.blank().model_copy(
        update={"answers": {first: Answer(state=State.UNKNOWN, note=HOSTILE)}}
    )
    strange = replace(handout, engagement=engagement, questionnaire=questionnaire, answers=answers)
    page = form_html(strange, form_assets())
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert data(page)["answers"][first]["note"] == HOSTILE
    assert "\u2028" not in page[page.index('id="data"') :]
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


def test_other_languages_are_marked_where_the_form_speaks_english(handout: Handout) -> None:
    questionnaire = handout.questionnaire.model_copy(update={"language": "pt-BR"})
    page = form_html(replace(handout, questionnaire=questionnaire), form_assets())
    assert '<html lang="en">' in page
    assert f'<h1 lang="pt-BR">{questionnaire.title}</h1>' in page
    assert 'lang="pt-BR"' not in form_html(handout, form_assets())


def test_every_phrase_is_said() -> None:
    sources = [text.decode() for text in form_assets().values()]
    used = set(re.findall(r"say\.(\w+)", "".join(sources)))
    by_key = {"respondent", "questionnaire", "version"}
    elsewhere = {f"other_{key}" for key in by_key} | {f"release_{one.value}" for one in Attribution}
    elsewhere |= {one.value for one in Attribution} | set(BY_PYTHON.split())
    assert used | elsewhere == phrases("en").keys()


BY_PYTHON = """
for_person for_person_alone count one choose readers smallest save_often filled_in number number_in between
"""


class TestGuide:
    def test_counts_what_is_asked_and_not_what_the_facts_rule_out(self, handout: Handout) -> None:
        blank = replace(handout, answers=None)
        facts = dict.fromkeys(handout.engagement.facts, False)
        engagement = handout.engagement.model_copy(update={"facts": facts})
        fewer = replace(blank, engagement=engagement)
        assert guide(blank)[0] == "43 questions, about 25 minutes, in one go or several."
        assert guide(fewer)[0] == "40 questions, about 25 minutes, in one go or several."

    def test_says_that_answers_are_filled_in(self, handout: Handout) -> None:
        assert guide(handout)[-1] == "What you have answered so far is filled in."
        assert guide(replace(handout, answers=None))[-1] != guide(handout)[-1]

    def test_no_table_of_one_is_promised_where_there_are_some(self, handout: Handout) -> None:
        engagement = handout.engagement.model_copy(update={"smallest_group": 1})
        assert "fewer than 3 people" in guide(handout)[2]
        assert "fewer than" not in guide(replace(handout, engagement=engagement))[2]


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (0, Decimal("12.5"), "Von 0 bis 12,5."),
        (-100, None, "Mindestens -100."),
        (None, 5, "Höchstens 5."),
        (None, None, ""),
    ],
)
def test_bounds_are_told(least: Any, most: Any, told: str) -> None:
    assert bounds(NumberAsked(unit="Tage", least=least, most=most), "de-CH") == told


def test_documents_are_asked_for_only_where_the_own_function_has_them(finance: Handout) -> None:
    rules = {one["id"]: one["documented"] for one in data(form_html(finance, form_assets()))["questions"]}
    own = {one.id for one in asked(finance) if one.kind is Kind.FACT and one.owner == "finance"}
    assert {id_ for id_, values in rules.items() if values} == own
    assert sorted(rules["F1.1"]) == [3, 4, 5]


@pytest.mark.parametrize("attribution", list(Attribution))
def test_own_words_are_released_as_was_settled(finance: Handout, attribution: Attribution) -> None:
    page = form_html(finance.with_attribution(attribution), form_assets())
    assert escape(phrases("en")[f"release_{attribution.value}"]) in page


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
