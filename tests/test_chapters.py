"""What the chapters say, from small inputs written beside the sentences."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from assess.files.templates import report_assets
from assess.model.answers import Answers
from assess.model.assembly import Assembled, assemble
from assess.model.engagement import Engagement
from assess.model.playbook import Playbook
from assess.model.reading import read
from assess.model.roadmap import Roadmap
from assess.model.vision import Vision
from assess.planning import roadmap as planning
from assess.planning.best import best
from assess.report import charts
from assess.report.blocks import Figure, Mark
from assess.report.build import build
from assess.report.chapters import (
    answers,
    charters,
    constituents,
    lenses,
    method,
    roadmap,
    shifts,
    standing,
    vision,
)
from assess.report.chapters.summary import summary
from assess.report.html import render
from assess.report.inputs import Inputs
from assess.scoring.card import score
from assess.text.safe_yaml import parse

DAY = dt.date(2026, 10, 5)

SMALL = """
schema: assess/questionnaire@1
id: small
version: "1.0"
title: Small review
ladder:
  - {value: 1, name: Still, meaning: Nothing moves., boardroom: Nobody asks.}
  - {value: 2, name: Moving, meaning: Single teams move.}
  - {value: 3, name: Steady, meaning: All move together.}
level: {method: cumulative, share: 75}
functions: [{id: sales, name: Sales}, {id: service, name: Customer service}, {id: it, name: IT}]
scales:
  - id: three
    options: [{value: 1, text: Nothing.}, {value: 2, text: Some of it.}, {value: 3, text: All of it.}]
sections:
  - id: care
    title: Care
    asks: Do we look after people?
    level: {method: cumulative, share: 60}
    sections:
      - id: C1
        title: Answers
        claim: People get an answer.
        level: {method: cumulative, share: 65, least: 2}
        levels: [{level: 1, text: Nobody answers.}, {level: 2, text: One team answers.}]
        questions:
          - {id: C1.1, topic: Time, text: How soon?, scale: three, core: true, why: Time is short}
          - {id: C1.2, topic: Tone, text: How?, scale: three}
          - {id: C1.3, topic: Count, text: How many?, kind: fact, owner: service, scale: three}
      - id: C2
        title: Repairs
        questions:
          - {id: C2.1, topic: Repair, text: How soon repaired?, scale: three, core: true, may_not_apply: true}
  - id: money
    title: Money
    sections:
      - id: M1
        title: Budget
        questions:
          - {id: M1.1, topic: Share, text: Which share?, scale: three, core: true}
"""
LENS = """
lenses:
  - id: hourglass
    title: Hourglass
    sections:
      - {id: H1, title: Before the sale, questions: [C1.1, C1.2]}
      - {id: H2, title: After the sale, claim: They stay., questions: [C2.1, M1.1]}
"""
# Two sections without functions, added up: a section has at most 6, the whole at most 12 points.
TINY = """
schema: assess/questionnaire@1
id: tiny
version: "2"
title: Tiny
ladder: [{value: 1, name: Low}, {value: 2, name: Middle}, {value: 3, name: High}]
score: sum
level: {method: thresholds, from: [4, 7, 10]}
scales:
  - {id: three, options: [{value: 1, text: Never}, {value: 2, text: At times}, {value: 3, text: Always}]}
sections:
  - id: listening
    title: Listening
    questions:
      - {id: hear, text: Do you hear?, scale: three}
      - {id: ask, text: Do you ask?, scale: three}
  - id: acting
    title: Acting
    questions:
      - {id: do, text: Do you act?, scale: three}
      - {id: tell, text: Do you tell?, scale: three}
"""
ALL_TWO = {"C1.1": 2, "C1.2": 2, "C1.3": 2, "C2.1": 2, "M1.1": 2}


def assembled(text: str) -> Assembled:
    source, problems = parse(text, "questionnaire.yaml")
    assert source, problems
    document, problems = read(source)
    assert document, problems
    return assemble(document)


def answered(number: int, given: dict[str, Any], function: str | None, name: str) -> Answers:
    return Answers.model_validate(
        {
            "schema": "assess/answers@1",
            "questionnaire": name,
            "version": "1.0",
            "respondent": f"person-{number}",
            "function": function,
            "answers": {
                key: value
                if isinstance(value, dict)
                else {"state": "unknown"}
                if value is None
                else {"value": Decimal(value)}
                for key, value in given.items()
            },
        }
    )


def given(*people: tuple[str | None, dict[str, Any]], text: str = SMALL, **engagement: Any) -> Inputs:
    """Each person's function and answers; None is an answer that nobody knows."""
    found = assembled(text)
    name = found.questionnaire.id
    documents = tuple(answered(n, said, function, name) for n, (function, said) in enumerate(people))
    frame = {
        "schema": "assess/engagement@1",
        "client": {"name": "Acme"},
        "questionnaire": name,
        "version": "1.0",
        "smallest_group": 1,
    }
    told = Engagement.model_validate(frame | engagement)
    return Inputs(card=score(found, documents, told, DAY), engagement=told, answers=documents, date=DAY)


def sentences(record: object) -> Iterator[str]:
    """Every text of a record, marked numbers in their places."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, tuple) and record and all(isinstance(one, str | Mark) for one in record):
        yield "".join(str(one) for one in record)
    elif isinstance(record, tuple):
        for one in record:
            yield from sentences(one)
    elif is_dataclass(record):
        for field in fields(record):
            yield from sentences(getattr(record, field.name))


def said(record: object) -> str:
    return "\n".join(sentences(record))


def aims(**levels: int) -> Vision:
    targets = [{"capability": name, "level": level} for name, level in levels.items()]
    return Vision.model_validate({"schema": "assess/vision@1", "statement": "Better.", "targets": targets})


def initiative(name: str, **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "title": name.capitalize(),
        "capability": "C1",
        "summary": "It changes something.",
        "moves": {"pilot": {"C1.2": 3, "C1.1": 2}, "project": {"C1.1": 3}},
        "hypothesis": "It helps.",
        "kpi": {"name": "Replies in time", "baseline": "Count them.", "source": "Log", "owner": "CRM lead"},
        "test": "Half and half.",
        "guardrails": ["No harm."],
        "decision_rule": {"scale": "More.", "stop": "Fewer.", "iterate": "Otherwise."},
        "gates": [
            {"week": 10, "name": "Decision", "decides": ["CMO", "Head of service"], "question": "Go on?"}
        ],
        "effort": {"pilot": {"sales": [Decimal(1), Decimal(2), Decimal(3)]}},
        "first_week": [{"who": "Developer", "does": "Split the list."}],
    } | more


def planned(start: Inputs, wanted: Vision, *initiatives: dict[str, Any]) -> Inputs:
    """With the roadmap that planning makes of a playbook."""
    playbook = Playbook.model_validate(
        {
            "schema": "assess/playbook@1",
            "questionnaire": "small",
            "version": "1.0",
            "initiatives": list(initiatives),
        }
    )
    found = planning.plan(
        planning.Inputs(start.card.assembled, start.answers, start.engagement, DAY, wanted, playbook, None),
        best,
    )
    assert isinstance(found, Roadmap)
    by_id = {one.id: one for one in playbook.initiatives}
    return replace(start, vision=wanted, roadmap=found, initiatives=by_id)


class TestStanding:
    def test_level_and_score_of_the_whole(self) -> None:
        text = said(standing.chapter(given(("service", ALL_TWO))))
        assert "Acme stands at level 2, Moving, with a score of 2.0 on a ladder from 1 to 3." in text
        assert "Do we look after people? Score 2.0, level 2, Moving." in text
        assert "People get an answer. Score 2.0, level 2." in text
        assert "One team answers." in text
        assert "Level 3 needs two of the three questions at 3 or above. Short of it: Time (2.0)" in text
        assert "Level 3 is not everyone's target" in text

    def test_a_level_below_the_score(self) -> None:
        text = said(
            standing.chapter(given(("service", {"C1.1": 3, "C1.2": 3, "C1.3": 2, "C2.1": 1, "M1.1": 3})))
        )
        assert (
            "The score is 2.4, yet the level is 1. Level 2 counts only when both reviews have reached it, "
            "and the care review has not. A good average can hide them; the level does not."
        ) in text

    def test_a_level_above_the_score(self) -> None:
        text = said(standing.chapter(given(("service", {**ALL_TWO, "C1.3": 1}))))
        assert (
            "The score is 1.7, yet the level is 2. Two of the three questions have reached that "
            "level, which is enough; Count pulls the average down."
        ) in text

    def test_reviews_are_ranked_only_if_clearly_apart(self) -> None:
        near = said(standing.chapter(given(("service", {**ALL_TWO, "C1.3": 1}))))
        assert "stands highest" not in near
        far = said(standing.chapter(given(("service", {**ALL_TWO, "M1.1": 3}))))
        assert (
            "Of the two reviews, the money review stands highest (3.0) and the care review lowest (2.0)."
            in far
        )

    @pytest.mark.parametrize(
        ("answers_", "sentence"),
        [
            ({**ALL_TWO, "C1.2": None}, "1 question was asked and nobody could say. With the worst and"),
            (
                {"C1.1": 2, "C1.3": None, "C2.1": None},
                "2 questions were asked and nobody could say; 2 questions",
            ),
        ],
    )
    def test_what_is_missing(self, answers_: dict[str, Any], sentence: str) -> None:
        assert sentence in said(standing.chapter(given(("service", answers_))))

    def test_indicative_levels_in_the_core(self) -> None:
        text = said(standing.chapter(given(("service", ALL_TWO), scope="core")))
        assert "People get an answer. Score 2.0, level 2, indicative." in text
        assert "Acme stands at level 2" in text

    def test_nobody_answered(self) -> None:
        chapter = standing.chapter(given())
        assert said(chapter.lead) == "No question has an answer yet, so there is no score and no level."
        assert "There is no score and no level." in said(chapter)

    def test_what_does_not_apply(self) -> None:
        away = {"state": "not-applicable", "reason": "We rent them out."}
        found = given(("service", {**ALL_TWO, "C2.1": away}))
        assert "Nothing here applies to this company." in said(standing.chapter(found))
        assert "Does not apply: we rent them out." in said(answers.chapter(found))


class TestVision:
    def test_unwritten(self) -> None:
        text = said(vision.chapter(given(("service", ALL_TWO))))
        assert text.count("Acme has not written a vision yet.") == 1
        assert "proposes no roadmap" in text

    def test_it_says_only_what_is_true(self) -> None:
        bare = replace(given(("service", ALL_TWO)), vision=aims(C1=3))
        assert said(vision.chapter(bare).lead) == "Better."
        assert "each wanted level was asked for" not in said(vision.chapter(bare))
        full = Vision.model_validate(
            {
                "schema": "assess/vision@1",
                "statement": "Better.",
                "horizon": dt.date(2028, 12, 31),
                "needs": [{"id": "n", "text": "An answer", "evidence": "Nine of ten asked."}],
                "themes": [{"id": "t", "text": "Answer", "from": ["n"]}],
                "targets": [{"capability": "C1", "level": 3, "wanted_by": "CEO", "why": "It pays."}],
            }
        )
        text = said(vision.chapter(replace(bare, vision=full)))
        assert "each wanted level was asked for by a named role. The horizon is 31 December 2028." in text
        assert "How we know: Nine of ten asked." in text
        assert "The longest way: Answers, from 2.0 to level 3." in text

    def test_a_score_without_its_level_is_a_gap(self) -> None:
        found = given(("service", {**ALL_TWO, "C1.1": 3, "C1.2": 3, "C1.3": 1}))
        assert [(section.id, wanted) for section, wanted in replace(found, vision=aims(C1=3)).gaps] == []
        found = given(("service", {**ALL_TWO, "C1.1": 3, "C1.2": 1, "C1.3": 2}))
        assert [(section.id, wanted) for section, wanted in replace(found, vision=aims(C1=2)).gaps] == []
        assert "Every wanted level is reached." in said(vision.chapter(replace(found, vision=aims(C1=2))))

    def test_what_has_no_score_is_not_called_reached(self) -> None:
        found = replace(given(("service", {"C1.1": 2, "C1.2": 2})), vision=aims(M1=2))
        assert "no score yet cannot be compared" in said(vision.chapter(found))


class TestRoadmap:
    start = given(("service", {**ALL_TWO, "C1.1": 1, "C1.2": 2}))

    def test_none_yet(self) -> None:
        assert said(roadmap.chapter(self.start).lead) == (
            "There is no roadmap yet. It follows from a vision with wanted levels."
        )
        assert said(shifts.chapter(self.start)).endswith("There is no roadmap yet.")

    def test_a_single_initiative(self) -> None:
        found = planned(self.start, aims(C1=3), initiative("replies"))
        text = said(roadmap.chapter(found))
        assert "One initiative, a pilot first; it becomes a project only at its gate." in text
        assert "CMO and head of service" in text
        assert "This roadmap is out of date" not in text

    def test_quarters_in_which_nothing_moves_are_left_out(self) -> None:
        found = planned(self.start, aims(C1=3), initiative("replies"))
        projected = next(one for one in roadmap.chapter(found).blocks if "Projected" in said(one))
        quarters = [line for line in said(projected).split("\n") if line.startswith("Q")]
        assert quarters == ["Q1 2027", "Q2 2027"]
        assert found.roadmap
        assert len(found.roadmap.projections) > 2

    def test_out_of_date(self) -> None:
        found = planned(self.start, aims(C1=3), initiative("replies"))
        text = said(roadmap.chapter(replace(found, roadmap_is_stale=True)))
        assert "This roadmap is out of date" in text
        assert "assess plan" not in text

    def test_what_nothing_can_reach(self) -> None:
        found = planned(self.start, aims(M1=3), initiative("replies"))
        assert said(roadmap.chapter(found).lead).startswith("No initiative of the playbook found a place")
        assert "Not reached" in said(roadmap.chapter(found))
        assert summary(found).decisions[0].what == (
            "Confirm ",
            Mark("targets", "1"),
            " wanted level, or change it",
            ", so that a plan can follow.",
        )

    def test_the_charter_of_a_pilot(self) -> None:
        found = planned(
            self.start,
            aims(C1=3),
            initiative(
                "replies",
                cost={"pilot": [Decimal(1), Decimal(2), Decimal(4)], "project": [Decimal(0)] * 3},
                stops="The weekly digest.",
                project={"scope": "Everybody", "owner": "Head of service", "holdout": "One in ten."},
            ),
        )
        text = said(charters.chapter(found))
        assert "Every pilot then has its charter on a page." in text
        assert "Replies in time. Baseline: count them. Source: log. Owner: CRM lead." in text
        assert "2 (1 to 3)" in text
        assert "EUR 2 thousand (1 to 4)" in text
        assert "Sales 2 (1 to 3)." in text
        assert "Decision. Go on? Decides: CMO and head of service." in text
        assert "Split the list." in text
        assert "Everybody. Owner: head of service. Kept for comparison: one in ten." in text
        assert "Time: 1.0 today, pilot 2, project 3" in text
        assert "each takes something away to make room" in said(shifts.chapter(found))

    def test_that_room_is_made_is_said_only_where_it_is(self) -> None:
        found = planned(self.start, aims(C1=3), initiative("replies"))
        assert "make room, and" not in said(shifts.chapter(found).lead)

    def test_the_summary_of_a_plan(self) -> None:
        found = planned(self.start, aims(C1=3), initiative("replies"))
        told = summary(found)
        assert said(told.decisions[1].what) == "Release people and money for the first pilot: Replies."
        assert said(told.decisions[1].who).startswith("CMO and head of service, by ")
        assert "Replies (CRM lead): decision on" in said(told.moves)
        assert told.money[0][0] == "First pilot"
        assert "about 2 person-days (1 to 3), by" in said(told.money[0][1])
        assert said(told.gate).endswith("Replies: go on? Who decides: CMO and head of service.")


class TestConstituents:
    three = tuple(("sales", {**ALL_TWO, "C1.1": 3}) for _ in range(3))

    def test_the_sharpest_disagreement(self) -> None:
        found = given(*self.three, *(("it", {**ALL_TWO, "C1.1": 1}) for _ in range(3)), smallest_group=3)
        assert said(summary(found).disagreement) == "Time: Sales 3.0; IT 1.0."
        text = said(constituents.chapter(found))
        assert "How 6 people score the company" in text
        assert "Furthest apart: Answers, sales 2.5, IT 1.5." in text

    def test_small_groups_are_hidden(self) -> None:
        found = given(*self.three, ("it", {**ALL_TWO, "C1.1": 1}), smallest_group=3)
        text = said(constituents.chapter(found))
        assert "IT: not shown, too few people" in text
        assert said(summary(found).disagreement).startswith("Too few people answered to show")

    def test_the_lowest_and_highest_need_five_people(self) -> None:
        assert "Sales: 2.1 (" not in said(constituents.chapter(given(*self.three)))
        five = tuple(("sales", ALL_TWO) for _ in range(5))
        assert "Sales: 2.0 (2.0 to 2.0)" in said(constituents.chapter(given(*five)))

    def test_nobody_answered(self) -> None:
        assert "Nobody has answered yet." in said(constituents.chapter(given()))

    def test_without_functions(self) -> None:
        text = said(constituents.chapter(given((None, ALL_TWO))))
        assert "No respondent named a function" in text

    def test_what_others_believe_of_a_fact(self) -> None:
        found = given(("service", {"C1.3": 1}), ("sales", {"C1.3": 3}), ("it", {"C1.3": 3}))
        text = said(constituents.chapter(found))
        assert "1.0 (customer service)" in text
        assert "3.0 (3.0 to 3.0)" not in text  # two people

    def test_a_function_that_did_not_answer(self) -> None:
        found = given(*self.three, ("it", {"C1.1": {"value": None}}))
        assert "IT: nobody answered." in said(constituents.chapter(found))


class TestAnswers:
    def test_a_practice_of_few_people_is_not_quoted(self) -> None:
        one = given(
            ("sales", {**ALL_TWO, "C1.1": {"value": Decimal(3), "evidence": "My diary"}}), smallest_group=2
        )
        text = said(answers.chapter(one))
        assert "Not shown: fewer than 2 people answered." in text
        assert "My diary" not in text

    def test_a_fact_is_quoted_as_its_owner_gave_it(self) -> None:
        told = {"value": Decimal(2), "evidence": "Report of May"}
        one = given(("service", {"C1.3": told}), smallest_group=3)
        assert "Report of May" in said(answers.chapter(one))

    def test_what_was_not_asked_unknown_or_unanswered(self) -> None:
        text = said(answers.chapter(given((None, {"C1.1": None}), scope="core")))
        assert "Not asked: outside the scope" in text
        assert "Nobody who was asked could say." in text
        assert "No answer yet." in text


class TestSummary:
    def test_the_lowest_review(self) -> None:
        told = summary(given(("service", {**ALL_TWO, "M1.1": 1})))
        assert said(told.verdict) == "Nothing moves. The money review stands lowest: 1.0, level 1."

    def test_no_review_is_lowest_where_all_are_alike(self) -> None:
        assert said(summary(given(("service", ALL_TWO))).verdict) == "Single teams move."

    def test_nothing_answered(self) -> None:
        told = summary(given())
        assert said(told.verdict) == "Nothing has been answered yet."
        assert [str(number.value) for number in told.key_numbers] == ["no level", "no score"]
        assert said(told.respondents) == "0 people answered."

    def test_one_respondent(self) -> None:
        assert said(summary(given(("sales", ALL_TWO))).respondents) == "1 person answered: sales 1."
        assert said(summary(given((None, ALL_TWO))).respondents) == "1 person answered."

    def test_the_evidence_is_something_that_people_chose(self) -> None:
        found = given(("service", {**ALL_TWO, "C1.1": 1}), ("service", {**ALL_TWO, "C1.1": 2}))
        told = dict(summary(replace(found, vision=aims(C1=3))).gaps)
        assert said(told["Answers"]) == "Today 1.8, wanted 3. Count: some of it."  # a fact first

    def test_a_compromise_is_shown_as_a_number(self) -> None:
        found = given(("service", {"C1.1": 1}), ("service", {"C1.1": 2}))
        told = dict(summary(replace(found, vision=aims(C1=3))).gaps)
        assert said(told["Answers"]) == "Today 1.5, wanted 3. Time: 1.5. Time is short."

    def test_business_figures(self) -> None:
        figures = [
            {"id": "revenue", "name": "Revenue", "value": Decimal("9.5"), "unit": "EUR m", "period": "FY26"},
            {"id": "revenue-floor", "name": "Floor", "value": Decimal(9), "unit": "EUR m"},
            {"id": "nps", "name": "NPS", "value": Decimal(22), "period": "FY26", "source": "Survey"},
        ]
        told = summary(given(("service", ALL_TWO), figures=figures))
        assert said(told.key_note).endswith("Revenue EUR 9.5 million in FY26 (to protect 9).")
        assert said(told.customers) == "Net Promoter Score 22 in FY26 (survey)."
        text = said(method.chapter(given(("service", ALL_TWO), figures=figures)))
        assert "Figures that the company gave" in text

    def test_what_the_bundled_questionnaire_asks_for(self) -> None:
        ours = SMALL.replace("id: small", "id: customer-centricity")
        told = summary(given(("service", ALL_TWO), text=ours))
        assert "We were not given the share of gross profit" in said(told.key_note)
        assert "Agree what would make finance and technology commit." in said(told.decisions)
        assert "Kathleen Schaub" in said(method.chapter(given(("service", ALL_TWO), text=ours)))
        other = given(("service", ALL_TWO))
        assert said(summary(other).key_note) == ""
        assert "finance" not in said(summary(other).decisions)
        assert "Kathleen Schaub" not in said(method.chapter(other))


class TestLenses:
    @pytest.mark.parametrize(
        ("more", "sentence"),
        [
            ({"C1.1": 3, "C1.2": 3}, "3.0, after the sale 2.0: the company is more able to win customers"),
            ({"C1.1": 1, "C1.2": 1}, "1.0, after the sale 2.0: the company is more able to keep customers"),
            ({}, "2.0, after the sale 2.0: too close to say that one half is stronger."),
            ({"C1.1": None, "C2.1": 1}, "2.0 (1.5 to 2.5), after the sale 1.5: too close to say"),
        ],
    )
    def test_the_hourglass_before_and_after_the_sale(self, more: dict[str, Any], sentence: str) -> None:
        text = said(lenses.chapter(given(("service", ALL_TWO | more), text=SMALL + LENS)))
        assert f"Before the sale {sentence}" in text

    def test_the_title_counts_the_lenses(self) -> None:
        chapter = lenses.chapter(given(("service", ALL_TWO), text=SMALL + LENS))
        assert chapter.title == "The same answers, seen one more way"


class TestOtherQuestionnaires:
    full = given((None, {"hear": 3, "ask": 2, "do": 1, "tell": 1}), text=TINY)

    def test_sums_go_beyond_the_ladder_and_are_not_drawn_on_it(self) -> None:
        made = build(self.full)
        assert [
            block for chapter in made.chapters for block in chapter.blocks if isinstance(block, Figure)
        ] == []
        text = said(made)
        assert "Acme stands at level 2, Middle, with a score of 7.0." in text
        assert "Score, from 4 to 12" in text
        assert "Level 3 begins at a score of 10. Room to rise: Do you ask? (2.0)" not in text
        assert "Listening" in text

    def test_words_fit_a_questionnaire_without_reviews(self) -> None:
        text = said(build(self.full))
        assert "capabilities" not in text
        assert "Capability" not in text
        assert "The questionnaire has 4 scored questions in 2 sections." in text
        assert "A section's score is the weighted sum of its parts, from the questions up." in text
        assert "Where levels follow from the score, each begins at a threshold of its own." in text
        assert "the first level of the ladder" not in text

    def test_nothing_of_the_bundled_framework_is_said(self) -> None:
        text = said(build(self.full)).casefold()
        for word in ("marketing", "finance", "hourglass", "titanic", "facts are answered"):
            assert word not in text

    def test_a_sum_with_a_missing_answer(self) -> None:
        found = given((None, {"hear": 3, "ask": None, "do": 1, "tell": 1}), text=TINY)
        text = said(standing.chapter(found))
        assert "Some answers that a sum needs are missing, so there is a range and no score yet." in text

    @pytest.mark.parametrize("text", [SMALL, SMALL + LENS, TINY])
    @pytest.mark.parametrize("is_answered", [True, False])
    def test_there_is_a_page_for_every_questionnaire(self, text: str, *, is_answered: bool) -> None:
        told = {"hear": 3, "ask": 2, "do": 1, "tell": 1} if text is TINY else ALL_TWO
        found = given((None, told if is_answered else {}), text=text)
        page = render(build(found), report_assets())
        assert "no score no score" not in page
        assert "Level no level" not in page

    def test_practices_thresholds_and_several_methods(self) -> None:
        mixed = TINY.replace("score: sum\n", "score: mean\n").replace(
            "title: Acting\n", "title: Acting\n    score: min\n    level: {method: none}\n"
        )
        text = said(method.chapter(given((None, {"hear": 3}), text=mixed)))
        assert "the lowest of their parts in Acting" in text


def test_charts_are_drawn_from_what_is_on_the_ladder() -> None:
    made = build(replace(given((None, ALL_TWO)), vision=aims(C1=3)))
    drawn = [block.chart for one in made.chapters for block in one.blocks if isinstance(block, Figure)]
    kinds = [type(chart) for chart in drawn]
    assert kinds == [charts.Radar, charts.GapBars, charts.DotRange, charts.HeatMap]


TERMS = """
  - id: constituents
    title: Constituents
    questions:
      - {id: K1, topic: Your terms, text: On which terms?, kind: context, scored: false, open: true}
      - {id: K5, topic: Willing, text: How far?, kind: context, scored: false, scale: three}
"""


class TestTerms:
    partners: tuple[dict[str, Any], ...] = (
        {"function": "sales", "partner": "Sales director"},
        {"function": "it", "partner": "Head of IT"},
    )

    def told(self, *people: tuple[str | None, dict[str, Any]], **more: Any) -> str:
        found = given(*people, text=SMALL + TERMS, constituents=list(self.partners), **more)
        return said(constituents.chapter(found))

    def test_nobody_was_asked(self) -> None:
        text = self.told(("sales", ALL_TWO))
        assert "How far their people would go today is not shown" in text
        assert "No partner has said yet on which terms; ask them." in text

    def test_words_are_printed_only_if_released(self) -> None:
        kept = {"K1": {"value": "A fair test."}}
        assert "are not released for this report" in self.told(("sales", kept))
        released = {"K1": {"value": "A fair test.", "released": True}}
        assert "Sales: A fair test." in self.told(("sales", released))

    def test_words_are_named_as_was_settled(self) -> None:
        released = {"K1": {"value": "A fair test.", "released": True}}
        named = self.told(("sales", released), attribution="named")
        assert re.search(r"\S+, Sales: A fair test\.", named)
        anonymous = self.told(("sales", released), attribution="anonymous")
        assert "A fair test." in anonymous
        assert "Sales: A fair test." not in anonymous

    def test_how_far_a_function_would_go(self) -> None:
        text = self.told(("sales", {"K5": 2}), ("sales", {"K5": 2}), ("it", {"K5": None}))
        assert "2: Some of it." in text
        assert "no answer" in text

    def test_too_few_people_to_show_how_far(self) -> None:
        people = (("sales", {"K5": 2}), ("it", {"K5": 1}), ("it", {"K5": 1}))
        text = self.told(*people, smallest_group=2)
        assert "not shown, too few people" in text
        assert "1: Nothing." in text


def test_a_straight_liner_is_counted_and_not_pointed_at() -> None:
    questions = "\n".join(
        f"          - {{id: C1.{n}, topic: T{n}, text: How {n}?, scale: three}}" for n in range(4, 26)
    )
    many = SMALL.replace("  - id: C2\n", "  - id: C2\n")
    at = many.index("      - id: C2\n")
    text = many[:at] + questions + "\n" + many[at:]
    told = {f"C1.{n}": 2 for n in range(4, 26)}
    words_ = said(constituents.chapter(given(("sales", told), ("it", {"C1.1": 3}), text=text)))
    assert "1 respondent gave the same answer to nearly every question; it is counted." in words_
    assert "1 respondent answered the core questions only." in words_


def test_a_score_without_a_level() -> None:
    text = TINY.replace("score: sum\nlevel: {method: thresholds, from: [4, 7, 10]}\n", "")
    found = given((None, {"hear": 3, "ask": 2, "do": 1, "tell": 1}), text=text)
    made = build(found)
    assert "Acme has a score of 1.8; this questionnaire gives no level to the whole." in said(made)
    assert said(made.cover.facts[0][1]) == "Score 1.8"
    assert (
        said(made.summary.verdict)
        == "The company has a score and no level yet. Acting stands lowest: 1.0, no level."
    )
    assert "This questionnaire gives scores and no levels." in said(made)
    assert "Level: none for the whole" in [
        number.label and f"{number.label}" for number in made.summary.key_numbers
    ]


def test_an_indicative_level_of_the_whole() -> None:
    text = TINY.replace("score: sum\n", "").replace(
        "level: {method: thresholds, from: [4, 7, 10]}", "level: {method: cumulative, share: 65, least: 2}"
    )
    made = build(given((None, {"hear": 3, "do": 1}), text=text))
    assert "stands at level 1, Low, with a score of 2.0" in said(made)
    assert "The level is an indication: at least half of what it rests on has too few answers" in said(made)
    assert made.summary.key_numbers[0].label == "Level: Low, indicative"
    assert said(made.cover.facts[0][1]) == "Level 1, indicative, score 2.0"


def test_too_few_answers_for_a_level_of_a_section_of_questions() -> None:
    text = TINY.replace("score: sum\n", "").replace(
        "level: {method: thresholds, from: [4, 7, 10]}",
        "level: {method: thresholds, from: [1, 2, 3], least: 2}",
    )
    told = said(standing.chapter(given((None, {"hear": 3}), text=text)))
    assert "Score 3.0, level 3, indicative." in told


def test_a_company_below_the_ladder() -> None:
    text = TINY.replace("score: sum\n", "").replace("from: [4, 7, 10]", "from: [1.5, 2, 3]")
    found = given((None, {"hear": 1, "ask": 1, "do": 1, "tell": 1}), text=text)
    assert "Acme stands at level 0, below the ladder," in said(standing.chapter(found))
    assert said(summary(found).verdict) == "The company is below the first level of the ladder."


def test_levels_from_thresholds_and_practices() -> None:
    text = TINY.replace("score: sum\n", "").replace("from: [4, 7, 10]", "from: [1, 1.5, 2.5]")
    found = given((None, {"hear": 2, "ask": 2, "do": 2, "tell": 1}), text=text)
    told = said(standing.chapter(found))
    assert "The levels of this part begin at thresholds of their own, not at whole numbers." in told
    assert "Level 3 begins at a score of 2.5. Room to rise: Do you hear? (2.0), Do you ask? (2.0)." in told
    practice = "practice: {level: 1, from: 2}, scale: three"
    text = TINY.replace("score: sum\n", "").replace(
        "level: {method: thresholds, from: [4, 7, 10]}", "level: {method: cumulative, share: 100}"
    )
    text = text.replace("scale: three", practice)
    found = given((None, {"hear": 3, "ask": 1, "do": 3, "tell": 3}), text=text)
    told = said(standing.chapter(found))
    assert "Level 1 needs all practices of that level in place. Short of it: Do you ask? (1.0)." in told
    assert "The level counts which practices are in place, level by level" in told
    assert "Where questions are practices" in said(method.chapter(found))


def test_missing_answers_that_count_as_the_lowest() -> None:
    found = given((None, {"hear": 3}), text=TINY.replace("title: Tiny\n", "title: Tiny\nmissing: lowest\n"))
    assert "Not known and not answered count as the lowest answer." in said(method.chapter(found))


def test_everybody_sees_the_same() -> None:
    found = given(*(("sales", ALL_TWO), ("it", ALL_TWO)))
    assert said(summary(found).disagreement).startswith("No two functions that may be shown differ")
    assert "Each capability by function." in said(constituents.chapter(found))


def test_the_commitment_in_the_clients_own_figures() -> None:
    figures = [
        {"id": name, "name": name, "value": Decimal(value), "period": period, "source": "Ledger"}
        for period, earned, spent in (("FY25", "57.7", "15"), ("FY26", "61.5", "21.2"))
        for name, value in (("gross-profit-existing-share", earned), ("marketing-to-keep-share", spent))
    ]
    told = summary(given((None, ALL_TWO), figures=figures))
    assert [str(number.value) for number in told.key_numbers[2:]] == ["62\u00a0%", "21\u00a0%"]
    assert said(told.key_note) == "In FY25 the two shares were 58\u00a0% and 15\u00a0%. Source: ledger."
