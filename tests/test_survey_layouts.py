"""Who wrote a survey file, what its columns are, and which mapping is proposed for it."""

from pathlib import Path

import pytest

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.intake.survey.layouts import Role, Survey, recognised, survey
from assess.intake.survey.mapping_text import mapping_text
from assess.intake.survey.matching import Proposal, propose
from assess.intake.survey.tables import Table, padded, read_table
from assess.model.mapping import Layout, SurveyMapping
from assess.model.overlay import Overlay, translated
from assess.model.questionnaire import Questionnaire
from assess.model.reading import read
from assess.text.safe_yaml import parse

HERE = Path(__file__).parent
SURVEYS = HERE / "surveys"
BAKERY = HERE / "documents" / "valid" / "bakery" / "questionnaire"


def table(name: str) -> Table:
    found, problems = read_table((SURVEYS / name).read_bytes(), name)
    assert problems == []
    assert found is not None
    return found


def loaded(folder: Path) -> Questionnaire:
    found = questionnaires.load(folder, Reading())
    assert found is not None
    return found.questionnaire


@pytest.fixture(scope="module")
def bakery() -> Questionnaire:
    return loaded(BAKERY)


@pytest.fixture(scope="module")
def german(bakery: Questionnaire) -> Questionnaire:
    document = Reading().document(BAKERY / "de.yaml")
    assert document
    overlay: Overlay = document.record
    return translated(bakery, overlay)


def with_headers(*rows: list[str]) -> Table:
    return padded("survey.csv", rows)


def roles(found: Survey, role: Role) -> list[str]:
    return [column.name for column in found.columns if column.role is role]


# Layouts


@pytest.mark.parametrize(
    ("name", "layout", "first"),
    [
        ("google-forms.csv", Layout.GOOGLE_FORMS, 1),
        ("google-forms-german.csv", Layout.GOOGLE_FORMS, 1),
        ("microsoft-forms.csv", Layout.MICROSOFT_FORMS, 1),
        ("qualtrics.csv", Layout.QUALTRICS, 3),
        ("limesurvey.csv", Layout.LIMESURVEY, 1),
        ("surveymonkey.csv", Layout.SURVEYMONKEY, 2),
    ],
)
def test_tool_is_recognised_and_answers_are_found(name: str, layout: Layout, first: int) -> None:
    found = survey(table(name))
    assert (found.layout, found.first) == (layout, first)


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name", "Wie?"], Layout.MICROSOFT_FORMS),
        (["Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Wie?"], Layout.LIMESURVEY),
        (["id. Response ID", "lastpage. Last page", "C1. How?"], Layout.LIMESURVEY),
        (["respondent_id", "collector_id", "date_created", "How?"], Layout.SURVEYMONKEY),
        (["Zeitstempel", "Wie?"], Layout.GOOGLE_FORMS),
        (["Name", "How?"], Layout.PLAIN),
        (["When did you see a Timestamp?", "How?"], Layout.PLAIN),
    ],
)
def test_headers_are_known_in_other_languages_and_spellings(header: list[str], layout: Layout) -> None:
    assert recognised(with_headers(header, ["x"])) is layout


def test_columns_of_the_tool_and_of_people_are_told_apart() -> None:
    assert roles(survey(table("google-forms.csv")), Role.TOOL) == ["Timestamp"]
    assert roles(survey(table("google-forms.csv")), Role.IDENTITY) == ["Email Address"]
    assert roles(survey(table("google-forms-german.csv")), Role.IDENTITY) == ["Nutzername"]
    assert roles(survey(table("microsoft-forms.csv")), Role.IDENTITY) == ["Email", "Name"]
    assert roles(survey(table("limesurvey.csv")), Role.IDENTITY) == ["token", "ipaddr"]
    assert roles(survey(table("qualtrics.csv")), Role.ANSWER) == ["Q1", "Q2", "Q3", "Q4", "Q4_4_TEXT"]
    assert "IPAddress" in roles(survey(table("qualtrics.csv")), Role.IDENTITY)
    assert roles(survey(table("surveymonkey.csv")), Role.IDENTITY) == [
        "IP Address",
        "Email Address",
        "First Name",
        "Last Name",
    ]


def test_second_row_of_surveymonkey_names_lines_and_options() -> None:
    names = roles(survey(table("surveymonkey.csv")), Role.ANSWER)
    assert names[2:5] == [
        "How is it here today? [Standing orders]",
        "How is it here today? [Regulars who stay away]",
        "What happened when a regular last stayed away for two weeks?",
    ]


def test_single_row_of_surveymonkey_is_no_second_header() -> None:
    found = survey(with_headers(["respondent_id", "collector_id", "How?"], ["12", "4", "Well"]))
    assert (found.layout, found.first) == (Layout.SURVEYMONKEY, 1)


def test_line_of_a_grid_is_told_from_its_question() -> None:
    found = survey(with_headers(["Timestamp", "How much do you agree? [We know them]"], ["x", "y"]))
    assert (found.columns[1].text, found.columns[1].row) == ("How much do you agree?", "We know them")


def test_points_of_a_quiz_are_the_tool_s_own() -> None:
    header = [
        "ID",
        "Start time",
        "Completion time",
        "Total points",
        "How?",
        "Points - How?",
        "Feedback - How?",
    ]
    assert roles(survey(with_headers(header, ["1"])), Role.ANSWER) == ["How?"]


def test_limesurvey_heads_columns_with_codes_texts_or_both() -> None:
    both = survey(
        with_headers(["id. Response ID", "lastpage. Last page", "C5x1[comment]. How? [Comment]"], ["1"])
    )
    assert [(c.name, c.code) for c in both.columns] == [
        ("id", "id"),
        ("lastpage", "lastpage"),
        ("C5x1[comment]", "C5x1[comment]"),
    ]
    texts = survey(with_headers(["Response ID", "Last page", "How? [Comment]"], ["1"]))
    assert [(c.name, c.role) for c in texts.columns][1:] == [
        ("Last page", Role.TOOL),
        ("How? [Comment]", Role.ANSWER),
    ]


def test_every_column_has_a_name_of_its_own() -> None:
    found = survey(with_headers(["Timestamp", "How?", "How?", "", "How?"], ["x", "a", "b", "c", "d"]))
    assert [c.name for c in found.columns] == ["Timestamp", "How?", "How? (2)", "column 4", "How? (3)"]
    assert found.column("how? (2)") is found.columns[2]


def test_column_is_found_by_its_text_where_that_is_its_own() -> None:
    found = survey(table("qualtrics.csv"))
    column = found.column("Where are the standing orders of regulars kept today?")
    assert column is not None
    assert column.name == "Q3"


def test_tags_in_headers_are_taken_away() -> None:
    assert survey(with_headers(["<b>How</b>  often?", "b"], ["x"])).columns[0].name == "How often?"


# Proposals


def proposed(name: str, questionnaire: Questionnaire) -> Proposal:
    return propose(survey(table(name)), questionnaire)


QUESTIONS = ["names", "orders-kept", "farewell"]


@pytest.mark.parametrize(
    ("name", "columns", "function", "respondent"),
    [
        ("google-forms.csv", QUESTIONS, "Where do you work?", None),
        ("microsoft-forms.csv", QUESTIONS, "Where do you work?", "ID"),
        ("qualtrics.csv", QUESTIONS, "Q1", "ResponseId"),
        ("limesurvey.csv", [*QUESTIONS, "names"], "zfunction", "id"),
        ("surveymonkey.csv", QUESTIONS, "Where do you work?", "Respondent ID"),
    ],
)
def test_columns_are_matched_by_code_or_text(
    bakery: Questionnaire, name: str, columns: list[str], function: str, respondent: str | None
) -> None:
    mapping = proposed(name, bakery).mapping
    assert list(mapping.columns.values()) == columns
    assert mapping.function is not None
    assert mapping.function.column == function
    assert (mapping.respondent.column, mapping.respondent.prefix) == (respondent, "survey")


def test_survey_in_another_language_is_matched_to_the_translation(german: Questionnaire) -> None:
    found = proposed("google-forms-german.csv", german)
    assert list(found.mapping.columns.values()) == QUESTIONS
    assert found.labels == {}


def test_comments_and_reasons_of_limesurvey_have_their_places(bakery: Questionnaire) -> None:
    mapping = proposed("limesurvey.csv", bakery).mapping
    assert mapping.notes == {"farewell[comment]": "farewell"}
    assert mapping.reasons == {"orderszhkeptzr": "orders-kept"}


def test_id_in_front_of_the_text_names_the_question() -> None:
    whole = loaded(bundled("questionnaires") / "customer-centricity")
    headers = ["C5.1 How long?", "[C5.2] How often?", "C5.3: And?", "C5.1 Comment", "A day in May"]
    found = propose(survey(with_headers(headers, ["x"])), whole)
    assert list(found.mapping.columns.values()) == ["C5.1", "C5.2", "C5.3"]
    assert {"C5.1 Comment", "A day in May"} <= {*found.near, *found.unmatched}


def test_what_is_only_near_is_not_mapped(bakery: Questionnaire) -> None:
    header = [
        "Timestamp",
        "Where are standing orders of our regulars kept?",
        "Any wishes?",
        "Customers known by name",
    ]
    found = propose(survey(with_headers(header, ["x", "y", "z", "3"])), bakery)
    assert found.mapping.columns == {"Customers known by name": "names"}
    assert found.near == {"Where are standing orders of our regulars kept?": "orders-kept"}
    assert found.unmatched == ("Any wishes?",)


def test_labels_that_stand_for_nothing_are_listed_with_the_nearest(bakery: Questionnaire) -> None:
    rows = [
        ["Timestamp", "Standing orders"],
        *(["x", text] for text in ("On notes at counter", "2", "Elsewhere")),
    ]
    found = propose(survey(with_headers(*rows)), bakery)
    assert found.labels == {
        "orders-kept": {"On notes at counter": "On notes at the counter.", "Elsewhere": None}
    }


def test_limesurvey_says_of_what_was_not_shown_that_it_is_not_there(bakery: Questionnaire) -> None:
    rows = [["id", "lastpage", "names", "farewell"], ["1", "2", "3", "N/A"]]
    found = propose(survey(with_headers(*rows)), bakery)
    assert found.mapping.labels == {"N/A": "unanswered"}
    assert found.labels == {}
    assert as_mapping(mapping_text(found, bakery, "survey.csv")) == found.mapping


# The document


def as_mapping(text: str) -> SurveyMapping:
    source, problems = parse(text, "mapping.yaml")
    assert source is not None
    document, more = read(source)
    assert problems + more == []
    assert document is not None
    assert isinstance(document.record, SurveyMapping)
    return document.record


@pytest.mark.parametrize("path", sorted(SURVEYS.glob("*.csv")), ids=lambda path: path.stem)
def test_mapping_as_written_reads_as_proposed(bakery: Questionnaire, path: Path) -> None:
    found = proposed(path.name, bakery)
    assert as_mapping(mapping_text(found, bakery, path.name)) == found.mapping


def completed(text: str) -> str:
    """Without the signs in front of what is to be decided, and with a word for every gap."""
    lines = text.splitlines()
    begins = ("#   ", "# columns:", "# labels_of:", "# ignore:")
    decided = [line.removeprefix("# ") if line.startswith(begins) else line for line in lines]
    return (
        "\n".join(line for line in decided if not line.startswith("    names  ")).replace("…", "unknown")
        + "\n"
    )


def test_mapping_can_be_completed_by_taking_signs_away(bakery: Questionnaire) -> None:
    rows = [
        [
            "Timestamp",
            "Where are standing orders of our regulars kept?",
            'Any "wishes"?',
            "Regulars who stay away",
        ],
        ["x", "On notes", "None", "Somebody wonders."],
        ["y", "On notes", "None", "We left"],
    ]
    text = mapping_text(propose(survey(with_headers(*rows)), bakery), bakery, "survey.csv", depth=1)
    assert text.startswith("# yaml-language-server: $schema=../.schemas/mapping.json\n")
    mapping = as_mapping(completed(text))
    assert mapping.columns == {
        "Regulars who stay away": "farewell",
        "Where are standing orders of our regulars kept?": "orders-kept",
    }
    assert mapping.labels_of == {"farewell": {"Somebody wonders.": 2, "We left": "unknown"}}
    assert mapping.ignore == ('Any "wishes"?',)
