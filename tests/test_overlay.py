"""A translation says the same in another language, and is told when it does not any more."""

import shutil
from pathlib import Path

import pytest

from assess.cli.checking import validate
from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.intake.overlay import overlay_text
from assess.model.assembly import Assembled, digest
from assess.model.overlay import Overlay, translated
from assess.model.reading import read
from assess.model.texts import is_language, short_digest, texts
from assess.text.problems import Problem, in_order
from assess.text.safe_yaml import parse

BAKERY = Path(__file__).parent / "documents" / "valid" / "bakery"
GERMAN = BAKERY / "questionnaire" / "de.yaml"


def assembled(folder: Path) -> Assembled:
    found = questionnaires.load(folder, Reading())
    assert found is not None
    return found


def overlay(text: str) -> Overlay:
    source, problems = parse(text, "overlay.yaml")
    assert source is not None
    document, more = read(source)
    assert document is not None
    assert problems + more == []
    assert isinstance(document.record, Overlay)
    return document.record


@pytest.fixture(scope="module")
def bakery() -> Assembled:
    return assembled(BAKERY / "questionnaire")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The bakery's questionnaire by itself, with its translation."""
    return Path(shutil.copytree(BAKERY / "questionnaire", tmp_path / "q"))


def problems(folder: Path, find: str, write: str) -> list[Problem]:
    """Those of the translation after a change."""
    text = (folder / "de.yaml").read_text("utf-8")
    assert find in text
    (folder / "de.yaml").write_text(text.replace(find, write, 1), "utf-8")
    return in_order(validate([folder / "de.yaml"], Reading()))


# Texts


def test_every_text_has_a_name(bakery: Assembled) -> None:
    found = bakery.texts
    assert found["texts", "bakery", "title"] == "A bakery and its regulars"
    assert found["texts", "regulars", "claim"] == "People who come back are known and looked after."
    assert found["texts", "names", "bands.3"] == "Six or more."
    assert found["texts", "farewell", "options.1"] == "Nobody noticed."
    assert found["texts", "morning", "asks"] == "Does the first customer of the day get what she came for?"
    assert found["texts", "away", "title"] == "When she stays away"
    assert found["ladder", "2", "name"] == "Known faces"
    assert found["functions", "office", "name"] == "Office"
    assert found["facts", "orders", "text"] == "The bakery takes orders for the next day."


def test_texts_of_a_named_scale_are_the_scale_s_own() -> None:
    """Many questions share them: they are translated once."""
    whole = assembled(bundled("questionnaires") / "customer-centricity")
    named = [question.id for question in whole.questionnaire.all_questions() if question.scale]
    assert named
    assert whole.texts["scales", "agreement", "options.1"] == "I disagree strongly"
    assert [name for name in whole.texts if name[1] in named and name[2].startswith("options")] == []


# Translated


def test_translation_stands_in_the_place_of_each_text(bakery: Assembled) -> None:
    german = translated(bakery.questionnaire, overlay(GERMAN.read_text("utf-8")))
    assert german.language == "de"
    assert set(texts(german)) == set(bakery.texts)
    assert texts(german)["texts", "names", "bands.3"] == "Sechs oder mehr."
    same = [name for name, text in texts(german).items() if text == bakery.texts[name]]
    assert same == []


def test_ids_values_and_conditions_stay(bakery: Assembled) -> None:
    german = translated(bakery.questionnaire, overlay(GERMAN.read_text("utf-8")))
    for one, other in zip(german.all_questions(), bakery.questionnaire.all_questions(), strict=True):
        assert (one.id, one.when, one.kind) == (other.id, other.when, other.kind)
        assert [c.value for c in one.choices] == [c.value for c in other.choices]


def test_questionnaire_and_its_digest_stay_as_they_are(bakery: Assembled) -> None:
    before = digest(bakery.questionnaire)
    translated(bakery.questionnaire, overlay(GERMAN.read_text("utf-8")))
    assert digest(bakery.questionnaire) == before


def test_what_is_not_translated_or_stale_stays_in_its_own_language(bakery: Assembled) -> None:
    title = bakery.texts["texts", "bakery", "title"]
    text = (
        'schema: assess/overlay@1\nquestionnaire: bakery\nversion: "1.0"\nlanguage: de\n'
        f'texts:\n  bakery: {{title: {{text: Bäckerei, of: "{short_digest(title)}"}}}}\n'
        '  regulars: {title: {text: Stammkunden, of: "00000000"}, claim: {text: "", of: "8db90743"}}\n'
    )
    german = translated(bakery.questionnaire, overlay(text))
    assert german.title == "Bäckerei"
    assert german.sections[0].title == "Regulars"
    assert german.sections[0].claim == "People who come back are known and looked after."


def test_options_of_a_named_scale_are_translated_in_every_question() -> None:
    whole = assembled(bundled("questionnaires") / "customer-centricity")
    text = (
        'schema: assess/overlay@1\nquestionnaire: customer-centricity\nversion: "1.1"\nlanguage: de\n'
        "scales: {agreement: {options.1: {text: Gar nicht, "
        f'of: "{short_digest("I disagree strongly")}"}}}}}}\n'
    )
    german = translated(whole.questionnaire, overlay(text))
    first = {q.choices[0].text for q in german.all_questions() if q.scale == "agreement"}
    assert first == {"Gar nicht"}


# To fill in


def test_scaffold_is_valid_and_has_every_text_with_its_digest(bakery: Assembled, folder: Path) -> None:
    text = overlay_text(bakery.questionnaire, "pt-BR")
    written = overlay(text)
    assert {
        (group, id_, field): translation.of
        for group in ("texts", "ladder", "functions", "facts", "scales")
        for id_, fields in getattr(written, group).items()
        for field, translation in fields.items()
    } == {name: short_digest(source) for name, source in bakery.texts.items()}
    (folder / "pt.yaml").write_text(text, "utf-8")
    assert {p.code for p in validate([folder / "pt.yaml"], Reading())} == {"OVL011"}


def test_untouched_scaffold_has_one_warning_a_group(bakery: Assembled, folder: Path) -> None:
    (folder / "pt.yaml").write_text(overlay_text(bakery.questionnaire, "pt"), "utf-8")
    pieces = "bakery, regulars, names, orders-kept, farewell, morning"
    assert [p.message for p in validate([folder / "pt.yaml"], Reading())] == [
        f"under `texts` there is no translation of {pieces} and 2 more",
        "under `ladder` there is no translation of 1, 2, 3",
        "under `functions` there is no translation of shop, office",
        "under `facts` there is no translation of orders",
    ]


# Checked


def test_translation_beside_its_questionnaire_is_no_part_and_has_no_problem(folder: Path) -> None:
    assert validate(sorted(folder.iterdir()), Reading()) == []


def test_translation_in_an_engagement_is_checked_with_the_engagement_s_questionnaire(
    tmp_path: Path,
) -> None:
    here = Path(shutil.copytree(BAKERY, tmp_path / "bakery"))
    assert validate([here / "questionnaire" / "de.yaml"], Reading()) == []
    assert [p.code for p in problems(here / "questionnaire", "  names:", "  nams:")] == ["OVL011", "OVL010"]


def test_changed_source_is_told_with_the_new_text_and_its_digest(folder: Path) -> None:
    root = folder / "questionnaire.yaml"
    text = root.read_text("utf-8").replace("Nobody noticed.", "Nobody noticed it.")
    root.write_text(text, "utf-8")
    (told,) = validate([folder / "de.yaml"], Reading())
    assert told.code == "OVL012"
    assert told.hint == (
        f'It now reads "Nobody noticed it."; once the translation says the same, write of: '
        f'"{short_digest("Nobody noticed it.")}".'
    )


def test_missing_text_is_told_with_the_line_to_write(folder: Path) -> None:
    claim = '    claim: {text: "Wer wiederkommt, ist bekannt und gut aufgehoben.", of: "8db90743"}\n'
    (told,) = problems(folder, claim, "")
    assert (told.code, told.message) == ("OVL011", "`regulars` is not translated in claim")
    assert told.hint == 'Below it write `claim: {text: …, of: "8db90743"}`.'


def test_misspelt_field_is_told_the_nearest(folder: Path) -> None:
    told = problems(folder, "    claim: ", "    clame: ")
    assert [(p.code, p.hint) for p in told if p.code == "OVL010"] == [("OVL010", "Did you mean `claim`?")]


@pytest.mark.parametrize(
    ("source", "translation", "message"),
    [
        ("1,400 of 2.5", "1.400 von 2,5", None),
        ("1,400 of 2.5", "1\N{NARROW NO-BREAK SPACE}400 von 2,5", None),
        ("24 to 72, else 72", "24 bis 72, sonst 72", None),
        ("24 to 72, else 72", "24 bis 72, sonst 73", "72 of the source is not in the translation"),
        ("Two of ten", "Zwei von 10", None),
    ],
)
def test_numbers_may_be_written_as_the_language_does(
    folder: Path, source: str, translation: str, message: str | None
) -> None:
    root = folder / "questionnaire.yaml"
    root.write_text(root.read_text("utf-8").replace("Somebody wondered.", f'"{source}"'), "utf-8")
    told = problems(folder, "Jemand hat sich gewundert.", f'"{translation}"')
    assert [p.message for p in told if p.code == "OVL014"] == ([message] if message else [])


@pytest.mark.parametrize("tag", ["de", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "de-CH-1996", "gsw"])
def test_tags_of_languages(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["", "deutsch", "d", "de_AT", "de-", "de-A", "pt BR", "de\n"])
def test_what_is_no_tag_of_a_language(tag: str) -> None:
    assert not is_language(tag)


def test_misspelt_tag_can_be_mended_unasked(folder: Path) -> None:
    (told,) = problems(folder, "language: de", "language: de_AT")
    assert (told.code, told.instead) == ("OVL016", "de-AT")
