"""The client's own words and language, throughout and without another questionnaire."""

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder, load
from assess.files.questionnaires import find
from assess.model.texts import texts
from assess.model.words import in_words_of_client

EXAMPLES = Path(__file__).parent.parent / "examples"


def opened(folder: Path) -> EngagementFolder:
    found = load(folder, None, Reading(), scoring_only=True)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What do customers say?", "What do guests say?"),
        ("A customer's letter, a customer-led plan", "A guest's letter, a guest-led plan"),
        ("Customers: CUSTOMERS and customer", "Guests: GUESTS and guest"),
        ("Each shop answers; an old shop does not.", "Each branch answers; an old branch does not."),
        ("a shop in a company", "a branch in an enterprise"),
        ("An agency in an  agency", "A bureau in a  bureau"),
        ("customering workshops", "customering workshops"),
    ],
)
def test_whole_words_in_their_capitals(text: str, said: str) -> None:
    found = find("customer-centricity", None, Reading())
    assert found is not None
    whole = found[0].questionnaire.model_copy(update={"purpose": text})
    words = {"Customer": "guest", "shop": "branch", "company": "enterprise", "agency": "bureau"}
    assert in_words_of_client(whole, words).purpose == said


def test_plural_of_its_own_and_levels_keep_their_names() -> None:
    found = find("customer-centricity", None, Reading())
    assert found is not None
    changed = in_words_of_client(found[0].questionnaire, {"customer": "person", "customers": "people"})
    assert changed.ladder == found[0].questionnaire.ladder
    every = "\n".join(texts(changed).values())
    assert "people" in every
    assert "persons" not in every
    assert in_words_of_client(changed, {}) is changed


def test_engagement_speaks_them_and_scores_the_same(assess: Callable[..., Any], engagement: Path) -> None:
    before = opened(engagement)
    table = assess("score", engagement, "-f", "json").out
    path = engagement / "engagement.yaml"
    path.write_text(f"{path.read_text('utf-8')}\nwords: {{customer: rider}}\n", "utf-8")
    after = opened(engagement)
    assert "riders" in "\n".join(texts(after.assembled.questionnaire).values())
    assert after.assembled.digest == before.assembled.digest
    scored = assess("score", engagement, "-f", "json").out
    assert scored != table
    assert scored.replace("Rider", "Customer").replace("rider", "customer") == table
    assert "rider" in assess("explain", engagement, "F1.1").out


def test_language(assess: Callable[..., Any], tmp_path: Path) -> None:
    bakery = Path(__file__).parent / "documents" / "valid" / "bakery" / "questionnaire"
    folder = tmp_path / "bakery"
    folder.mkdir()
    (folder / "engagement.yaml").write_text(
        'schema: assess/engagement@1\nclient: {name: B}\nquestionnaire: bakery\nversion: "1.0"\n'
        "language: de\nwords: {Kunde: Gast}\n",
        "utf-8",
    )
    own = folder / "questionnaire"
    own.mkdir()
    for file in bakery.glob("*.yaml"):
        (own / file.name).write_bytes(file.read_bytes())
    found = opened(folder)
    assert found.assembled.questionnaire.language == "de"
    assert "Stammkunden" in "\n".join(texts(found.assembled.questionnaire).values())
    (folder / "engagement.yaml").write_text(
        (folder / "engagement.yaml").read_text("utf-8").replace("language: de", "language: dee"), "utf-8"
    )
    ended = assess("validate", folder)
    assert "ENG006" in ended.out
    assert "Did you mean `de`?" in ended.out


def test_report_speaks_them_but_for_what_is_quoted(assess: Callable[..., Any], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "kestrel-rowe", tmp_path / "kestrel"))
    path = folder / "engagement.yaml"
    path.write_text(f"{path.read_text('utf-8')}\nwords: {{customer: guest, shop: branch}}\n", "utf-8")
    assert assess("report", folder, "-f", "html").code == 0
    page = (folder / "out" / "report.html").read_text("utf-8")
    text = " ".join(html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split())
    for said in ("What guests need", "comes from existing guests", "Guest-centricity review"):
        assert said in text
    quoted = (
        "fewer than 67 in 100 customers stay",  # the vision
        "Job description of the head of customer marketing",  # evidence
        "Customer Intimacy Redux in the Digital Ecosystem",  # a source
        "Customer-led",  # a level
        "Computed from the questionnaire customer-centricity",
        "24 shops and the web",  # the client's sector
        "Customers at the start",  # a figure
    )
    for said in quoted:
        assert said in text
