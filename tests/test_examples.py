"""The bundled engagements load without a problem and tell the story that the documentation promises."""

from collections import Counter
from decimal import Decimal

import pytest

from assess.cli.checking import validate
from assess.cli.request import told
from assess.files import engagement_folder
from assess.files.bundled import bundled
from assess.files.discovery import documents
from assess.files.documents import Reading
from assess.files.engagement_folder import EngagementFolder
from assess.model.answers import Way
from assess.rules import Selection
from assess.scoring.card import Scorecard, score

KESTREL, TARNBECK = "kestrel-rowe", "tarnbeck"


def loaded(name: str) -> EngagementFolder:
    reading = Reading()
    folder = engagement_folder.load(bundled("examples") / name, None, reading)
    assert reading.problems == []
    assert folder is not None
    return folder


def scored(folder: EngagementFolder) -> Scorecard:
    answers = [document.record for document in folder.answers]
    return score(folder.assembled, answers, folder.engagement.record, folder.date)


@pytest.fixture(scope="module")
def kestrel() -> EngagementFolder:
    return loaded(KESTREL)


@pytest.fixture(scope="module")
def kestrel_card(kestrel: EngagementFolder) -> Scorecard:
    return scored(kestrel)


@pytest.mark.parametrize("name", [KESTREL, TARNBECK])
def test_every_document_is_good(name: str) -> None:
    """Not even a warning, and every suppression is of use."""
    reading = Reading()
    found = validate(documents(bundled("examples") / name), reading)
    assert told(found, reading, Selection()) == []


def test_twenty_people_from_seven_functions_answered(kestrel_card: Scorecard) -> None:
    assert kestrel_card.respondents == {
        "executive": 2,
        "finance": 3,
        "marketing": 4,
        "product": 2,
        "sales": 3,
        "service": 3,
        "technology": 3,
    }


def test_every_way_of_intake_occurs(kestrel: EngagementFolder) -> None:
    assert {d.record.way for d in kestrel.answers} == set(Way)


def test_the_states_of_the_story_occur(kestrel: EngagementFolder) -> None:
    states = Counter(answer.state.value for d in kestrel.answers for answer in d.record.answers.values())
    assert (states["unknown"], states["unanswered"], states["not-applicable"]) == (11, 6, 3)


def test_everybody_was_asked_the_core(kestrel: EngagementFolder) -> None:
    core = {q.id for q in kestrel.assembled.questionnaire.all_questions() if q.core}
    assert all(core <= set(d.record.answers) for d in kestrel.answers)
    assert [d.record.respondent for d in kestrel.answers if set(d.record.answers) == core] == ["product-2"]


def test_nobody_was_asked_more_than_45_questions(kestrel: EngagementFolder) -> None:
    assert max(len(d.record.answers) for d in kestrel.answers) <= 45


def test_people_were_asked_what_their_function_can_see(kestrel: EngagementFolder) -> None:
    asked_of = dict(_routing(kestrel))
    strangers = [
        (d.record.respondent, question)
        for d in kestrel.answers
        for question in d.record.answers
        if d.record.function not in asked_of[question]
    ]
    assert strangers == []


def _routing(folder: EngagementFolder) -> list[tuple[str, set[str]]]:
    everybody = {function.id for function in folder.assembled.questionnaire.functions}
    ahead = [(section, everybody) for section in folder.assembled.questionnaire.sections]
    found = []
    while ahead:
        section, inherited = ahead.pop()
        here = inherited if section.asked_of is None else set(section.asked_of)
        ahead += [(child, here) for child in section.sections]
        for question in section.questions:
            own = here if question.asked_of is None else set(question.asked_of)
            found.append((question.id, everybody if question.core else own))
    return found


def test_one_person_gave_the_same_option_throughout(kestrel: EngagementFolder) -> None:
    options = {q.id for q in kestrel.assembled.questionnaire.all_questions() if q.options}
    same = [
        d.record.respondent
        for d in kestrel.answers
        if len({a.value for name, a in d.record.answers.items() if name in options}) == 1
    ]
    assert same == ["sales-3"]


def test_facts_from_level_three_on_name_their_document(kestrel_card: Scorecard) -> None:
    without = [
        (cell.question.id, given.respondent)
        for cell in kestrel_card.cells.values()
        if cell.question.kind == "fact"
        for given in cell.counted
        if given.own is not None and given.own >= 3 and not given.answer.evidence
    ]
    assert without == []


@pytest.mark.parametrize(
    ("section", "shown", "level"),
    [
        ("customer-centricity", "2.3", 2),
        ("financial", "2.5", 2),
        ("creative", "2.3", 2),
        ("technology", "1.9", 1),
        ("strategy", "2.4", 2),
        ("C5", "2.2", 2),
    ],
)
def test_the_scores_are_those_of_the_story(
    kestrel_card: Scorecard, section: str, shown: str, level: int
) -> None:
    found = kestrel_card.section(section)
    assert found is not None
    assert (found.shown, found.level) == (Decimal(shown), level)


def test_marketing_and_technology_disagree_on_personal_treatment(kestrel_card: Scorecard) -> None:
    given = kestrel_card.cells["T2.1"].counted
    marketing = sorted(g.own for g in given if g.function == "marketing" and g.own)
    technology = sorted(g.own for g in given if g.function == "technology" and g.own)
    assert marketing == [3, 4, 4, 4]
    assert technology == [1, 2, 2]


def test_a_question_that_nobody_could_answer_opens_a_range(kestrel_card: Scorecard) -> None:
    overall = kestrel_card.overall
    assert kestrel_card.state("F2.4") == "unknown"
    assert overall.low is not None
    assert overall.high is not None
    assert overall.low < overall.high


def test_targets_are_ambitious_and_within_reach(kestrel: EngagementFolder, kestrel_card: Scorecard) -> None:
    assert kestrel.vision is not None
    for target in kestrel.vision.record.targets:
        section = kestrel_card.section(target.capability)
        assert section is not None
        assert section.level is not None
        assert section.level < target.level <= section.level + 2


def test_the_commitment_figure_is_there_for_both_years(kestrel: EngagementFolder) -> None:
    shares = {
        (figure.id, figure.period): figure.value
        for figure in kestrel.engagement.record.figures
        if figure.id in {"gross-profit-existing-share", "marketing-to-keep-share"}
    }
    assert shares == {
        ("gross-profit-existing-share", "FY25"): Decimal("57.7"),
        ("gross-profit-existing-share", "FY26"): Decimal("61.8"),
        ("marketing-to-keep-share", "FY25"): Decimal("15.0"),
        ("marketing-to-keep-share", "FY26"): Decimal("21.2"),
    }


def test_every_figure_has_unit_period_and_source(kestrel: EngagementFolder) -> None:
    figures = kestrel.engagement.record.figures
    assert all(figure.unit and figure.period and figure.source for figure in figures)
    assert len({(figure.id, figure.period) for figure in figures}) == len(figures)


@pytest.mark.parametrize("year", ["FY25", "FY26"])
def test_the_figures_of_a_year_hang_together(kestrel: EngagementFolder, year: str) -> None:
    figure = {f.id: f.value for f in kestrel.engagement.record.figures if f.period == year}
    kept = figure["retained-customers"] * figure["revenue-per-retained-customer"]
    won = figure["new-customers"] * figure["revenue-per-new-customer"]
    profit_kept = kept * figure["gross-margin-retained"] / 100
    profit = profit_kept + won * figure["gross-margin-new"] / 100
    to_win, to_keep = figure["marketing-to-win"], figure["marketing-to-keep"]

    assert figure["opening-customers"] * figure["retention"] / 100 == figure["retained-customers"]
    assert in_millions(kept + won) == figure["revenue"]
    assert in_millions(profit) == figure["gross-profit"]
    assert to_one_decimal(100 * profit_kept / profit) == figure["gross-profit-existing-share"]
    assert to_one_decimal(100 * to_keep / (to_win + to_keep)) == figure["marketing-to-keep-share"]
    cost = (to_win + figure["acquisition-selling"]) * 1_000_000 / figure["new-customers"]
    assert to_one_decimal(cost) == figure["acquisition-cost"]


def test_one_year_opens_with_the_customers_that_the_other_left(kestrel: EngagementFolder) -> None:
    figure = {(f.id, f.period): f.value for f in kestrel.engagement.record.figures}
    left = figure["retained-customers", "FY25"] + figure["new-customers", "FY25"]
    assert left == figure["opening-customers", "FY26"]


def in_millions(amount: Decimal) -> Decimal:
    return to_one_decimal(amount / 1_000_000)


def to_one_decimal(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")


def test_the_small_example_has_three_people_and_only_indicative_levels() -> None:
    folder = loaded(TARNBECK)
    card = scored(folder)
    assert card.respondents == {"executive": 1, "marketing": 1, "sales": 1}
    assert card.overall.indicative
    assert card.overall.missing == 0
    assert card.state("F1.2") == "not-asked"


def test_a_stand_in_answers_a_fact_for_an_absent_function() -> None:
    card = scored(loaded(TARNBECK))
    assert [given.function for given in card.cells["C5.1"].counted] == ["sales"]
    assert [given.function for given in card.cells["T1.1"].counted] == ["marketing"]
