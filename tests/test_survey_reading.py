"""A survey is read by its mapping: answers, every problem at its row and column, and what was covered."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.intake.survey.labels import meaning, number
from assess.intake.survey.layouts import survey
from assess.intake.survey.matching import propose
from assess.intake.survey.people import as_id
from assess.intake.survey.reading import Coverage, read_survey
from assess.intake.survey.tables import Table, padded, read_table
from assess.model.answers import Answers, Attribution, State, Way
from assess.model.mapping import SurveyMapping
from assess.model.questionnaire import Question, Questionnaire
from assess.text.problems import Problem, Severity

HERE = Path(__file__).parent
Read = tuple[list[Answers], list[Problem], Coverage]


def loaded(folder: Path) -> Questionnaire:
    found = questionnaires.load(folder, Reading())
    assert found is not None
    return found.questionnaire


@pytest.fixture(scope="module")
def bakery() -> Questionnaire:
    return loaded(HERE / "documents" / "valid" / "bakery" / "questionnaire")


def mapping(**keys: object) -> SurveyMapping:
    return SurveyMapping.model_validate(
        {"schema": "assess/mapping@1", "questionnaire": "bakery", "version": "1.0", **keys}, by_alias=True
    )


def rows(*lines: str) -> Table:
    """A plain table; `|` separates its cells."""
    return padded("survey.csv", [[cell.strip() for cell in line.split("|")] for line in lines])


def told(problems: list[Problem]) -> list[str]:
    return [f"{p.line}:{p.column} {p.code} {p.message}" for p in problems]


def values(answers: list[Answers]) -> list[dict[str, object]]:
    return [
        {
            name: one.value if one.state is State.ANSWERED else one.state.value
            for name, one in a.answers.items()
        }
        for a in answers
    ]


def of_file(name: str, questionnaire: Questionnaire) -> Read:
    table, problems = read_table((HERE / "surveys" / name).read_bytes(), name)
    assert problems == []
    assert table is not None
    return read_survey(table, propose(survey(table), questionnaire).mapping, questionnaire)


@pytest.mark.parametrize(
    ("name", "expected", "names"),
    [
        (
            "google-forms.csv",
            [
                {"names": 7, "orders-kept": 2, "farewell": 2},
                {"names": 3, "orders-kept": 3, "farewell": 1},
                {"orders-kept": "unknown"},
            ],
            ["survey-1", "survey-2", "survey-3"],
        ),
        (
            "microsoft-forms.csv",
            [{"names": 7, "orders-kept": 2, "farewell": 2}, {"names": 3, "orders-kept": 3}],
            ["survey-1", "survey-2"],
        ),
        (
            "qualtrics.csv",
            [{"names": 7, "orders-kept": 2, "farewell": 2}, {"names": 3, "orders-kept": 3, "farewell": 1}],
            ["survey-R_1aBcD2eFgH3iJkL", "survey-R_3zYxW4vUtS5rQpO"],
        ),
        (
            "limesurvey.csv",
            [
                {"names": 7, "orders-kept": 2, "farewell": 2},
                {"names": "unknown", "orders-kept": "not-applicable", "farewell": "unknown"},
            ],
            ["survey-1", "survey-2"],
        ),
        (
            "surveymonkey.csv",
            [{"names": 7, "orders-kept": 2}, {"names": 3, "orders-kept": 3, "farewell": 1}],
            ["survey-114998876655", "survey-114998876656"],
        ),
    ],
)
def test_each_layout_is_read(
    bakery: Questionnaire, name: str, expected: list[dict[str, object]], names: list[str]
) -> None:
    answers, _, _ = of_file(name, bakery)
    assert values(answers) == expected
    assert [a.respondent for a in answers] == names
    assert [a.function for a in answers][:2] == ["shop", "office"]
    assert {a.way for a in answers} == {Way.SURVEY}


def test_reasons_and_comments_are_kept(bakery: Questionnaire) -> None:
    answers, problems, _ = of_file("limesurvey.csv", bakery)
    assert problems == []
    assert answers[0].answers["farewell"].note == "We asked her daughter."
    assert answers[1].answers["orders-kept"].reason == "We take no orders."


def test_document_says_day_and_attribution(bakery: Questionnaire) -> None:
    day = dt.date(2026, 11, 2)
    (answers,), _, _ = read_survey(
        rows("How many?", "3"),
        mapping(columns={"How many?": "names"}, function={"all": "shop"}),
        bakery,
        date=day,
        attribution=Attribution.ANONYMOUS,
    )
    assert (answers.date, answers.attribution, answers.function) == (day, Attribution.ANONYMOUS, "shop")
    assert (answers.schema_, answers.questionnaire, answers.version) == ("assess/answers@1", "bakery", "1.0")


# Respondents


def test_column_names_respondents_and_the_later_row_wins(bakery: Questionnaire) -> None:
    table = rows("Who? | How many?", "Zoë Müller | 3", "Ben | 1", "zoë  müller | 6")
    by = mapping(respondent={"column": "Who?"}, columns={"How many?": "names"})
    answers, problems, _ = read_survey(table, by, bakery)
    assert [(a.respondent, a.answers["names"].value) for a in answers] == [("Ben", 1), ("zoe-mueller", 6)]
    assert told(problems) == ["2:1 SUR007 `zoe-mueller` answers again in row 4, and this row is left out"]
    assert problems[0].severity is Severity.WARNING


def test_empty_rows_are_nobody_and_empty_names_are_told(bakery: Questionnaire) -> None:
    table = rows("Who? | How many?", "Ben | 1", "|", "| 3", "?! | 4", "consensus | 5")
    by = mapping(respondent={"column": "Who?"}, columns={"How many?": "names"})
    answers, problems, _ = read_survey(table, by, bakery)
    assert [a.respondent for a in answers] == ["Ben"]
    assert told(problems) == [
        "4:1 SUR006 `Who?` names nobody",
        "5:1 SUR006 `?!` is no name for a respondent",
        "6:1 SUR006 `consensus` is no name for a respondent",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Berg", "Anna-Berg"),
        ("anna.berg@bakery.example", "anna.berg-bakery.example"),
        ("Jürgen Groß", "Juergen-Gross"),
        ("José", "Jose"),
        ("../../etc/passwd", "etc-passwd"),
        ("北京", ""),
        ("x" * 80, "x" * 64),
        ("R_1aB", "R_1aB"),
    ],
)
def test_name_becomes_an_id(text: str, name: str) -> None:
    assert as_id(text) == name


def test_function_comes_from_labels_ids_or_names(bakery: Questionnaire) -> None:
    table = rows("Where? | n", "Counter | 1", "SHOP | 1", "Office | 1", "Ofice | 1", "| 1")
    by = mapping(function={"column": "Where?", "labels": {"Counter": "shop"}}, columns={"n": "names"})
    answers, problems, _ = read_survey(table, by, bakery)
    assert [a.function for a in answers] == ["shop", "shop", "office", None, None]
    assert told(problems) == [
        "5:1 SUR005 `Where?`: `Ofice` names no function",
        "6:1 SUR005 `Where?`: an empty cell names no function",
    ]
    assert problems[0].hint == "Did you mean `Office`?"


# Labels


def test_label_that_nobody_knows_is_an_error_with_the_nearest(bakery: Questionnaire) -> None:
    table = rows("Kept | x", "On notes at counter | a", "On notes at counter | b", "2 | c")
    by = mapping(columns={"Kept": "orders-kept"}, ignore=["x"])
    answers, problems, _ = read_survey(table, by, bakery)
    assert values(answers) == [{}, {}, {"orders-kept": 2}]
    assert told(problems) == [
        "2:1 SUR003 `Kept`: `On notes at counter` is no answer to orders-kept (in 2 rows)"
    ]
    assert problems[0].severity is Severity.ERROR
    assert problems[0].hint == (
        "Did you mean `On notes at the counter.`? Say under `labels_of: orders-kept:` what it stands for."
    )


def test_labels_of_the_mapping_come_first(bakery: Questionnaire) -> None:
    table = rows("Kept | Away", "On notes | yes", "1 | yes", "Elsewhere | -")
    by = mapping(
        columns={"Kept": "orders-kept", "Away": "farewell"},
        labels={"yes": 3, "Elsewhere": "unknown", "-": "unanswered"},
        labels_of={"orders-kept": {"On notes": 2, "1": 3}},
    )
    answers, problems, _ = read_survey(table, by, bakery)
    assert problems == []
    assert values(answers) == [
        {"orders-kept": 2, "farewell": 3},
        {"orders-kept": 3, "farewell": 3},
        {"orders-kept": "unknown"},
    ]


def test_mapping_that_says_what_is_no_answer_is_told(bakery: Questionnaire) -> None:
    by = mapping(columns={"Kept": "orders-kept"}, labels={"yes": 5})
    answers, problems, _ = read_survey(rows("Kept", "yes"), by, bakery)
    assert values(answers) == [{}]
    assert told(problems) == ["2:1 SUR003 `Kept`: the mapping says 5, which is no answer to orders-kept"]


def test_one_of_several_ends_in_a_semicolon(bakery: Questionnaire) -> None:
    answers, problems, _ = of_file("microsoft-forms.csv", bakery)
    assert answers[0].answers["farewell"].value == 2
    assert told(problems) == [
        "3:9 SUR003 `Regulars who stay away`: `Nobody noticed.;Somebody wondered.;` is no answer to farewell"
    ]
    assert problems[0].hint == "Of several answers one can count: keep that one in the cell."


def test_two_columns_that_disagree_are_told(bakery: Questionnaire) -> None:
    table = rows("Kept | Kept in German", "1 | ", "| 2", "3 | 3", "1 | 2")
    by = mapping(columns={"Kept": "orders-kept", "Kept in German": "orders-kept"})
    answers, problems, _ = read_survey(table, by, bakery)
    assert values(answers) == [{"orders-kept": 1}, {"orders-kept": 2}, {"orders-kept": 3}, {}]
    assert told(problems) == ["5:2 SUR009 `Kept in German` answers orders-kept otherwise than `Kept` does"]


def test_not_applicable_needs_a_reason(bakery: Questionnaire) -> None:
    table = rows("Kept | Why not? | Note", "n/a | No orders | seen", "n/a | | seen", "2 | No orders | seen")
    by = mapping(
        columns={"Kept": "orders-kept"}, reasons={"Why not?": "orders-kept"}, notes={"Note": "orders-kept"}
    )
    answers, problems, _ = read_survey(table, by, bakery)
    first, second, third = (a.answers["orders-kept"] for a in answers)
    assert (first.state, first.reason, first.note) == (State.NOT_APPLICABLE, "No orders", "seen")
    assert (second.state, second.note) == (State.UNANSWERED, "seen")
    assert (third.value, third.note) == (2, "seen; No orders")
    assert told(problems) == ["3:1 SUR008 `Kept` does not apply, and no column says why"]


def test_not_applicable_where_everything_applies_is_told() -> None:
    whole = loaded(bundled("questionnaires") / "customer-centricity")
    by = mapping(columns={"C5.2": "C5.2"}, reasons={"Why": "C5.2"})
    answers, problems, _ = read_survey(rows("C5.2 | Why", "does not apply | no"), by, whole)
    assert values(answers) == [{}]
    assert told(problems) == ["2:1 SUR008 `C5.2`: C5.2 applies to every company"]


# Numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("24", "24"),
        ("24.5", "24.5"),
        ("24,5", "24.5"),
        ("0,125", "0.125"),
        ("25 %", "25"),
        ("25%", "25"),
        ("\N{MINUS SIGN}3", "-3"),
        ("3 customers", "3"),
        ("1,234", None),
        ("1.234,5", "1234.5"),
        ("about 3", None),
        ("", None),
        ("1e3", None),
        ("nan", None),
        ("٣", None),
    ],
)
def test_number_is_read_where_it_can_be_one_number_only(text: str, value: str | None) -> None:
    assert number(text, "customers").value == (None if value is None else Decimal(value))


def test_number_out_of_bounds_or_unreadable_is_told() -> None:
    whole = loaded(bundled("questionnaires") / "customer-centricity")
    by = mapping(columns={"X1": "X1"})
    _, problems, _ = read_survey(rows("X1", "101", "1,000", "a lot", "40 %"), by, whole)
    assert told(problems) == [
        "2:1 SUR004 `X1`: `101` is beyond the bounds of X1",
        "3:1 SUR004 `X1`: `1,000` may be thousands or a decimal",
        "4:1 SUR004 `X1`: `a lot` is no number",
    ]


def question(questionnaire: Questionnaire, name: str) -> Question:
    return next(one for one in questionnaire.all_questions() if one.id == name)


def test_band_chosen_by_its_text_is_a_number_within_it(bakery: Questionnaire) -> None:
    names = question(bakery, "names")
    assert [meaning(names, band.text) for band in names.bands or ()] == [1, 2, 6]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("On notes at the counter.", 2),
        ("on notes at the counter", 2),
        ("2", 2),
        ("2.0", 2),
        ("A2", 2),
        ("2 - On notes at the counter.", 2),
        ("2. On notes at the counter", 2),
        ("(2) On notes at the counter", 2),
        ("2 - Nobody noticed.", None),
        ("4", None),
        ("DK", State.UNKNOWN),
        ("I don't know", State.UNKNOWN),
        ("Weiß nicht", State.UNKNOWN),
        ("N/A", State.NOT_APPLICABLE),
    ],
)
def test_label_is_read_by_text_number_or_code(bakery: Questionnaire, label: str, value: object) -> None:
    assert meaning(question(bakery, "orders-kept"), label) == value


def test_own_words_are_kept_as_they_are() -> None:
    whole = loaded(bundled("questionnaires") / "customer-centricity")
    name = next(one.id for one in whole.all_questions() if one.open)
    answers, problems, _ = read_survey(rows("Q", "unknown; or not"), mapping(columns={"Q": name}), whole)
    assert problems == []
    assert values(answers) == [{name: "unknown; or not"}]


# Coverage


def test_coverage_says_what_was_asked_and_what_is_left(bakery: Questionnaire) -> None:
    table = rows("Name | Who? | n | Wishes | Later", "Anna | a | 3 | | x", "Ben | b | | More bread | y")
    by = mapping(respondent={"column": "Who?"}, columns={"n": "names"}, ignore=["Later"])
    _, problems, coverage = read_survey(table, by, bakery)
    assert coverage == Coverage(
        respondents=2,
        answered={"names": 1},
        unused=("Wishes",),
        left_out=("Name",),
        uncovered=("orders-kept", "farewell"),
    )
    assert told(problems) == ["1:4 SUR010 no line of the mapping names the column `Wishes`"]
    _, _, less = read_survey(table, by, bakery, questions=["names", "farewell"])
    assert less.uncovered == ("farewell",)


def test_columns_that_are_not_there_are_told(bakery: Questionnaire) -> None:
    by = mapping(columns={"How mny?": "names"}, respondent={"column": "Name"})
    answers, problems, _ = read_survey(rows("How many?", "3"), by, bakery)
    assert answers == []
    assert told(problems) == [
        "1:1 SUR002 there is no column `How mny?`",
        "1:1 SUR002 there is no column `Name`",
        "1:1 SUR010 no line of the mapping names the column `How many?`",
    ]
    assert problems[0].hint == "Did you mean `How many?`?"
