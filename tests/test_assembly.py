"""A questionnaire is one thing, however it is written down and cut into files."""

from pathlib import Path

import pytest

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.model.assembly import Assembled

HEAD = """\
schema: assess/questionnaire@1
id: bakery
version: "1.0"
title: Bakery
ladder: [{value: 1, name: Seen}, {value: 2, name: Known}]
"""
SCALE = """\
scales:
  - id: yes-no
    options: [{value: 1, text: "No"}, {value: 2, text: "Yes"}]
"""
SECTIONS = """\
sections:
  - id: A
    title: Bread
    asked_of: [counter]
    questions:
      - {id: A.1, text: Do you know them?, scale: yes-no}
      - {id: A.2, text: Do they come back?, scale: yes-no, asked_of: [owner]}
  - id: B
    title: Cake
    weight: 0.50
    questions:
      - {id: B.1, text: Do you ask?, scale: yes-no}
"""
WHOLE = HEAD + SCALE + SECTIONS


def assembled(folder: Path, **files: str) -> Assembled:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    reading = Reading()
    found = questionnaires.load(folder, reading)
    assert reading.problems == []
    assert found
    return found


def digest(folder: Path, **files: str) -> str:
    return assembled(folder, **files).digest


@pytest.fixture
def original(tmp_path_factory: pytest.TempPathFactory) -> str:
    return digest(tmp_path_factory.mktemp("original"), questionnaire=WHOLE)


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("title: Bakery\n", "# The name of the house\ntitle:   'Bakery'\n\n"),
        WHOLE.replace("    weight: 0.50\n", "    weight: 5e-1\n"),
        WHOLE.replace("\n", "\r\n"),
        "\ufeff" + WHOLE,
        HEAD + SECTIONS + SCALE,
        WHOLE.replace(
            "{id: A.1, text: Do you know them?, scale: yes-no}",
            "scale: yes-no\n        text: >-\n          Do you\n          know them?\n        id: A.1",
        ),
        WHOLE.replace("title: Bread\n", "title: Bread\n    weight: 1\n"),  # the default, written out
        HEAD + "language: en\nmissing: left-out\n" + SCALE + SECTIONS,
    ],
    ids=["comments", "number", "line ends", "mark", "order", "block", "default", "defaults"],
)
def test_layout_comments_and_order_of_keys_do_not_change_the_digest(
    tmp_path: Path, original: str, text: str
) -> None:
    assert digest(tmp_path, questionnaire=text) == original


def test_split_into_parts_does_not_change_the_digest(tmp_path: Path, original: str) -> None:
    part = "schema: assess/part@1\n"
    first, second = SECTIONS.removeprefix("sections:\n").split("  - id: B\n")
    found = assembled(
        tmp_path,
        questionnaire=HEAD + "parts: [cake.yaml, bread.yaml, scales.yaml]\n",
        scales=part + SCALE,
        bread=part + "sections:\n" + first,
        cake=part + "sections:\n  - id: B\n" + second,
    )
    assert found.digest == original
    assert len(found.documents) == 4


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("Do you ask?", "Do you ask them?"),
        WHOLE.replace("0.50", "0.51"),
        WHOLE.replace('"1.0"', '"1.1"'),
        WHOLE.replace("[owner]", "[counter]"),
        WHOLE.replace('text: "Yes"', 'text: "Yes."'),
    ],
)
def test_what_it_means_changes_the_digest(tmp_path: Path, original: str, text: str) -> None:
    assert digest(tmp_path, questionnaire=text) != original


def test_digest_is_sha_256(original: str) -> None:
    assert len(bytes.fromhex(original)) == 32


def test_named_scales_are_put_in_place(tmp_path: Path) -> None:
    question = assembled(tmp_path, questionnaire=WHOLE).questionnaire.all_questions()[0]
    assert [choice.text for choice in question.choices] == ["No", "Yes"]


def test_routing_is_handed_down_and_may_be_overridden(tmp_path: Path) -> None:
    questions = assembled(tmp_path, questionnaire=WHOLE).questionnaire.all_questions()
    assert [q.asked_of for q in questions] == [("counter",), ("owner",), None]


def test_every_piece_knows_its_place(tmp_path: Path) -> None:
    whole = assembled(tmp_path, questionnaire=WHOLE)
    places = {record.id: str(place).rpartition(":")[2] for record, place in whole.questions()}
    assert places == {"A.1": "14", "A.2": "15", "B.1": "20"}
    assert [record.id for record, _ in whole.sections()] == ["A", "B"]


def test_bundled_questionnaire_is_whole() -> None:
    reading = Reading()
    found = questionnaires.load(bundled("questionnaires") / "customer-centricity", reading)
    assert reading.problems == []
    assert found
    assert len([q for q in found.questionnaire.all_questions() if q.scored]) == 88
