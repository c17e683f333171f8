"""The questionnaire written for survey tools, and read back from what they export."""

import csv
import io
import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from assess.files import questionnaires
from assess.files.bundled import bundled
from assess.files.documents import Reading
from assess.intake.libraries import MissingLibraryError
from assess.intake.survey.layouts import survey
from assess.intake.survey.matching import propose
from assess.intake.survey.reading import read_survey
from assess.intake.survey.tables import read_table
from assess.intake.survey_tools.codes import Part, by_code, code, option_codes
from assess.intake.survey_tools.limesurvey import limesurvey_text
from assess.intake.survey_tools.relevance import Conditions, Dialect
from assess.intake.survey_tools.xlsform import xlsform_bytes
from assess.model.answers import Answer, Answers, State
from assess.model.condition import Condition
from assess.model.engagement import Client, Engagement
from assess.model.questionnaire import Question, Questionnaire
from assess.scoring.asked import asked
from assess.scoring.values import cells

HERE = Path(__file__).parent
IDS = st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z")


def loaded(folder: Path) -> Questionnaire:
    found = questionnaires.load(folder, Reading())
    assert found is not None
    return found.questionnaire


@pytest.fixture(scope="module")
def bakery() -> Questionnaire:
    return loaded(HERE / "documents" / "valid" / "bakery" / "questionnaire")


@pytest.fixture(scope="module")
def bundle() -> Questionnaire:
    return loaded(bundled("questionnaires") / "customer-centricity")


def ids(questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(question.id for question in questionnaire.all_questions())


# Codes


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("C5.1", "C5x1"),
        ("orders-kept", "orderszhkept"),
        ("x_z", "zxzuzz"),
        ("1a", "zq1a"),
        ("a" * 18, "a" * 18),
    ],
)
def test_code_of_a_question_is_made_of_letters_and_digits(name: str, short: str) -> None:
    assert code(name) == short


def test_long_id_is_shortened() -> None:
    assert re.fullmatch(r"zk[0-9a-f]{12}zr", code("a" * 64, Part.REASON))


@given(st.sets(IDS, min_size=2, max_size=8))
def test_codes_are_unique_and_fit(names: set[str]) -> None:
    codes = [code(name, part) for name in names for part in Part]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", one) for one in codes)


def test_every_code_is_read_back(bundle: Questionnaire) -> None:
    found = by_code(bundle)
    assert {one.question for one in found.values()} == ids(bundle)
    assert all(code(one.question, one.part) == name for name, one in found.items())


def choice(*values: str) -> Question:
    options = [{"value": Decimal(value), "text": value} for value in values]
    return Question.model_validate({"id": "q", "text": "Q?", "options": options})


def test_option_is_coded_by_its_value_or_else_by_its_position() -> None:
    assert option_codes(choice("0", "1.0", "9999")) == {"A0": 0, "A1": 1, "A9999": 9999}
    assert option_codes(choice("-1", "0")) == {"P1": -1, "P2": 0}
    assert option_codes(choice("1", "1.5")) == {"P1": 1, "P2": Decimal("1.5")}


# Conditions, in a dialect that Python can read

PYTHON = Dialect(
    chosen=lambda name, option: f"({name} == '{option}')",
    empty=lambda name: f"({name} is None)",
    answer=lambda name: name,
    negated=lambda inner: f"(not {inner})",
)
THREE: dict[str, Any] = {"options": [{"value": Decimal(n), "text": str(n)} for n in (1, 2, 3)]}
BANDS: dict[str, Any] = {
    "bands": [
        {"value": Decimal(1), "text": "few"},
        {"value": Decimal(2), "text": "some", "from": Decimal(2)},
        {"value": Decimal(3), "text": "many", "from": Decimal("4.5")},
    ]
}
SOURCES: dict[str, dict[str, Any]] = {
    "a": THREE,
    "b": BANDS,
    "c": {"number": {"unit": "people"}, "scored": False},
    "d": {"open": True, "scored": False},
}
comparisons = st.builds(
    lambda name, test, value: {"question": name, test: Decimal(value)},
    st.sampled_from(["a", "b", "c", "d", "absent"]),
    st.sampled_from(["at_least", "at_most", "is"]),
    st.sampled_from(["1", "2", "2.5", "3", "4"]),
)
conditions = st.recursive(
    st.one_of(comparisons, st.sampled_from([{"fact": "yes"}, {"fact": "no"}, {"fact": "maybe"}])),
    lambda inner: st.one_of(
        st.builds(lambda one: {"not": one}, inner),
        st.builds(
            lambda key, several: {key: several},
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=6,
)
given_answers = st.fixed_dictionaries(
    {
        "a": st.sampled_from([None, "1", "2", "3"]),
        "b": st.sampled_from([None, "0", "2", "4", "4.5", "7"]),
        "c": st.sampled_from([None, "0", "2", "2.5", "3", "9"]),
    }
)
FACTS = {"yes": True, "no": False}


@given(conditions, given_answers)
def test_survey_asks_what_the_interview_would_ask(
    condition: dict[str, Any], values: dict[str, str | None]
) -> None:
    questions = [Question.model_validate({"id": n, "text": "?", **form}) for n, form in SOURCES.items()]
    last = Question.model_validate({"id": "z", "text": "?", "when": condition, **THREE})
    whole = Questionnaire.model_validate(
        {
            "schema": "assess/questionnaire@1",
            "id": "q",
            "version": "1",
            "title": "Q",
            "ladder": [{"value": 1, "name": "Low"}, {"value": 2, "name": "High"}],
            "sections": [{"id": "s", "title": "S", "questions": [*questions, last]}],
        }
    )
    given_here = {
        n: Answer(value=Decimal(v), state=State.ANSWERED) for n, v in values.items() if v is not None
    }
    document = Answers(
        schema_="assess/answers@1", questionnaire="q", version="1", respondent="anna", answers=given_here
    )
    engagement = Engagement(
        schema_="assess/engagement@1", client=Client(name="C"), questionnaire="q", version="1", facts=FACTS
    )
    expected = "z" in asked(whole, cells(whole, [document], engagement), engagement)

    relevance = Conditions(PYTHON, {one.id: one for one in questions}, FACTS).relevance(last)
    names: dict[str, object] = {code(n): None if v is None else Decimal(v) for n, v in values.items()}
    names["a"] = None if values["a"] is None else f"A{values['a']}"
    said = relevance if isinstance(relevance, bool) else eval(relevance, {"Decimal": Decimal}, names)  # noqa: S307  # written here
    assert said is expected


def test_conditions_read_as_the_tools_write_them() -> None:
    source = Question.model_validate({"id": "C5.1", "text": "?", **THREE})
    bands = Question.model_validate({"id": "names", "text": "?", **BANDS})
    when = Condition.model_validate(
        {"all": [{"question": "C5.1", "at_least": Decimal(2)}, {"question": "names", "at_most": Decimal(1)}]}
    )
    asked_last = Question.model_validate({"id": "z", "text": "?", "when": when, **THREE})
    whole = Questionnaire.model_validate(
        {
            "schema": "assess/questionnaire@1",
            "id": "q",
            "version": "1",
            "title": "Q",
            "ladder": [{"value": 1, "name": "Low"}, {"value": 2, "name": "High"}],
            "sections": [{"id": "s", "title": "S", "questions": [source, bands, asked_last]}],
        }
    )
    row = next(row for row in limesurvey_rows(limesurvey_text(whole, ids(whole))) if row["name"] == "zz")
    assert row["relevance"] == (
        '(!(C5x1.NAOK == "A1") and !(((!(is_empty(names.NAOK)) and names.NAOK >= 2 and names.NAOK < 4.5) '
        "or (!(is_empty(names.NAOK)) and names.NAOK >= 4.5))))"
    )
    form = xlsform(xlsform_bytes(whole, ids(whole)))
    assert "not( /q/s" not in form
    assert "not( /data/zgs/C5x1  = 'A1')" in form


# LimeSurvey


def limesurvey_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t"))


def test_structure_has_a_row_for_each_element(bakery: Questionnaire) -> None:
    rows = limesurvey_rows(limesurvey_text(bakery, ids(bakery)))
    assert [(row["class"], row["type/scale"], row["name"]) for row in rows if row["class"] in {"G", "Q"}] == [
        ("G", "G0", "About you"),
        ("Q", "L", "zfunction"),
        ("G", "G1", "Regulars"),
        ("Q", "N", "names"),
        ("Q", "L", "nameszs"),
        ("Q", "T", "nameszr"),
        ("Q", "O", "orderszhkept"),
        ("Q", "T", "orderszhkeptzr"),
        ("Q", "O", "farewell"),
        ("Q", "T", "farewellzr"),
    ]
    assert [row["name"] for row in rows if row["class"] == "A" and row["id"] == "5"] == [
        "A1",
        "A2",
        "A3",
        "DK",
        "NA",
    ]


def test_fact_that_rules_a_question_out_leaves_it_out(bakery: Questionnaire) -> None:
    names = {row["name"] for row in limesurvey_rows(limesurvey_text(bakery, ids(bakery), {"orders": False}))}
    assert "orderszhkept" not in names
    assert "orderszhkeptzr" not in names
    assert "farewell" in names


def test_only_what_is_asked_is_written(bakery: Questionnaire) -> None:
    names = {
        row["name"] for row in limesurvey_rows(limesurvey_text(bakery, ["farewell"])) if row["class"] == "Q"
    }
    assert names == {"zfunction", "farewell", "farewellzr"}


def test_texts_hold_no_tags_expressions_or_formulas(bakery: Questionnaire) -> None:
    section = bakery.sections[0]
    bad = section.questions[2].model_copy(update={"text": "=1+1 <b>{TOKEN}</b> & more"})
    changed = bakery.model_copy(update={"sections": (section.model_copy(update={"questions": (bad,)}),)})
    row = next(r for r in limesurvey_rows(limesurvey_text(changed, ids(changed))) if r["name"] == "farewell")
    assert row["text"] == "&#61;1+1 &lt;b&gt;&#123;TOKEN&#125;&lt;/b&gt; &amp; more"


def test_codes_fit_and_are_unique(bundle: Questionnaire) -> None:
    rows = limesurvey_rows(limesurvey_text(bundle, ids(bundle)))
    questions = [row["name"] for row in rows if row["class"] == "Q"]
    assert len(set(questions)) == len(questions)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", name) for name in questions)
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", row["name"]) for row in rows if row["class"] == "A")
    numbers = [row["id"] for row in rows if row["class"] == "Q"]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]


def exported(text: str, given_codes: dict[str, str], *, full: bool) -> bytes:
    """What LimeSurvey would export for one respondent: answers as codes, or in full."""
    rows = limesurvey_rows(text)
    texts = {(row["id"], row["name"]): row["text"] for row in rows if row["class"] == "A"}
    head, line = ["id", "submitdate", "lastpage", "startlanguage"], ["7", "2026-11-02 09:12:00", "3", "en"]
    for row in rows:
        if row["class"] == "Q":
            value = given_codes.get(row["name"], "")
            head.append(row["name"])
            line.append(texts.get((row["id"], value), value) if full else value)
            if row["type/scale"] == "O":
                head.append(f"{row['name']}[comment]")
                line.append(given_codes.get(f"{row['name']}[comment]", ""))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([head, line])
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize("full", [False, True])
def test_survey_comes_back_without_a_mapping_made_by_hand(bundle: Questionnaire, *, full: bool) -> None:
    """Every question answered with each of its options in turn, numbers with their bounds."""
    sent: dict[str, Answer] = {}
    codes = {"zfunction": "F2"}
    for number, question in enumerate(bundle.all_questions()):
        name = code(question.id)
        if question.open:
            codes[name], sent[question.id] = (
                "My own words; two.",
                Answer.model_validate({"value": "My own words; two."}),
            )
        elif number % 7 == 0:
            codes[name if question.options else code(question.id, Part.STATE)] = "DK"
            sent[question.id] = Answer(state=State.UNKNOWN)
        elif question.options:
            options = list(option_codes(question).items())
            codes[name], value = options[number % len(options)]
            codes[f"{name}[comment]"] = "Seen, on page 4"
            sent[question.id] = Answer(value=value, state=State.ANSWERED, note="Seen, on page 4")
        else:
            codes[name] = "7.5"
            sent[question.id] = Answer(value=Decimal("7.5"), state=State.ANSWERED)
    table, _ = read_table(exported(limesurvey_text(bundle, ids(bundle)), codes, full=full), "survey.csv")
    assert table is not None
    found = propose(survey(table), bundle)
    assert (found.near, found.unmatched, found.labels) == ({}, (), {})
    (answers,), problems, coverage = read_survey(table, found.mapping, bundle)
    assert problems == []
    assert answers.answers == sent
    assert (answers.respondent, answers.function) == ("survey-7", "finance")
    assert coverage.uncovered == ()


# XLSForm


def xlsform(raw: bytes) -> str:
    """The XForm that survey tools make of it, without a warning."""
    made = convert(xlsform=io.BytesIO(raw), file_type=".xlsx")
    assert made.warnings == []
    return str(made.xform)


@pytest.mark.parametrize("name", ["bakery", "bundle"])
def test_form_is_read_without_warnings_and_always_the_same(name: str, request: pytest.FixtureRequest) -> None:
    questionnaire: Questionnaire = request.getfixturevalue(name)
    raw = xlsform_bytes(questionnaire, ids(questionnaire))
    assert raw == xlsform_bytes(questionnaire, ids(questionnaire))
    form = xlsform(raw)
    for question in questionnaire.all_questions():
        assert f"/{code(question.id)}" in form


def test_numbers_have_bounds_and_choices_their_codes(bundle: Questionnaire) -> None:
    form = xlsform(xlsform_bytes(bundle, ["X1", "C5.2"]))
    assert 'type="decimal" constraint=". &gt;= 0 and . &lt;= 100" jr:constraintMsg="From 0 to 100"' in form
    assert "<item><name>A5</name>" in form
    assert "<item><name>DK</name>" in form
    assert "<item><name>NA</name>" not in form


def test_texts_of_a_form_are_no_formulas_or_references(bakery: Questionnaire) -> None:
    section = bakery.sections[0]
    bad = section.questions[2].model_copy(update={"text": "=SUM(A1) ${names}"})
    changed = bakery.model_copy(update={"sections": (section.model_copy(update={"questions": (bad,)}),)})
    raw = xlsform_bytes(changed, ids(changed))
    table, _ = read_table(raw, "form.xlsx")
    assert table is not None
    assert "=SUM(A1) $ {names}" in {cell for row in table.rows for cell in row}
    assert "=SUM(A1) $ {names}" in xlsform(raw)


def test_export_of_a_form_comes_back(bakery: Questionnaire) -> None:
    """ODK and KoboToolbox put the names of groups in front."""
    raw = b"SubmissionDate,zgwho-zfunction,zgregulars-names,zgregulars/farewell\n2026-11-02,F1,3,A2\n"
    table, _ = read_table(raw, "form.csv")
    assert table is not None
    found = propose(survey(table), bakery)
    (answers,), _, _ = read_survey(table, found.mapping, bakery)
    assert answers.function == "shop"
    assert {name: one.value for name, one in answers.answers.items()} == {"names": 3, "farewell": 2}


def test_missing_library_is_said_with_what_to_do(
    bakery: Questionnaire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingLibraryError, match="xlsxwriter; install it with the extra `office`"):
        xlsform_bytes(bakery, ids(bakery))


def test_survey_speaks_the_questionnaire_s_language(bakery: Questionnaire) -> None:
    german = bakery.model_copy(update={"language": "de-AT"})
    rows = limesurvey_rows(limesurvey_text(german, ids(german)))
    assert {row["language"] for row in rows if row["class"] != "S"} == {"de"}
    assert "Warum trifft es nicht zu?" in {row["text"] for row in rows}
