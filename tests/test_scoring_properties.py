"""What holds for every questionnaire and every answer.

The same examples each time; with EXPLORE=2000 in the environment, as many new ones for each property.
"""

import copy
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assess.model.assembly import Assembled, assemble
from assess.model.reading import Document, read
from assess.rules import check_questionnaire
from assess.scoring.attainable import attainable_sections
from assess.scoring.card import Scorecard, SectionScore, score
from assess.scoring.document import document
from assess.scoring.explain import SectionExplanation, explain
from assess.scoring.next_level import NextLevel
from assess.text.problems import Severity
from assess.text.safe_yaml import parse

EXPLORE = int(os.environ.get("EXPLORE", "0"))
settings.register_profile(
    "scoring", max_examples=EXPLORE or 40, derandomize=not EXPLORE, database=None, deadline=None
)
QUICK = settings.get_profile("scoring")

Data = dict[str, Any]
MISSING: tuple[Data, ...] = ({"state": "unknown"}, {"value": None})
NOT_APPLICABLE: Data = {"state": "not-applicable", "reason": "There is none."}
SCALES: tuple[list[float], ...] = ([0, 1], [1, 2, 3, 4, 5], [0, 0.25, 0.5, 1], [-2, 0, 7])
SHARES = (25, 33.33, 50, 60, 66.66, 66.67, 75, 100)
WEIGHTS = (0, 0.1, 0.2, 0.3, 1, 1, 1, 2, 3)
TOP = 3


@dataclass(frozen=True)
class Assessment:
    """A questionnaire, answers to it and an engagement, as the data of their documents."""

    root: Data
    answers: tuple[Data, ...]
    engagement: Data

    def scored(self) -> Scorecard:
        people = [_read(one).record for one in self.answers]
        return score(assembled(self.root), people, _read(self.engagement).record)

    def questions(self) -> list[Data]:
        return [question for section in _sections(self.root) for question in section.get("questions", [])]


def assembled(root: Data, *parts: Data) -> Assembled:
    return assemble(_read(root), [_read(part) for part in parts])


def _read(data: Data) -> Document[Any]:
    """Through text, as from a file: JSON is YAML, and numbers arrive with exactly the digits written."""
    source, problems = parse(json.dumps(data), "document.yaml")
    assert source, problems
    found, problems = read(source)
    assert found, problems
    return found


def _sections(root: Data) -> Iterator[Data]:
    for section in root.get("sections", []):
        yield section
        yield from _sections(section)


def _methods(draw: st.DrawFn) -> Data:
    name = draw(st.sampled_from(["cumulative", "cumulative", "thresholds"]))
    if name == "cumulative":
        return {"method": name, "share": draw(st.sampled_from(SHARES)), "least": draw(st.integers(0, 2))}
    bounds = st.lists(st.integers(-4, 12), min_size=TOP, max_size=TOP, unique=True)
    return {"method": name, "from": [bound / 2 for bound in sorted(draw(bounds))]}


@st.composite
def questions(draw: st.DrawFn, names: list[str], *, scale: list[float], practices: bool) -> Data:
    """The next question; it may depend on an earlier one or on a fact."""
    question: Data = {"id": f"q{len(names)}", "text": "How far?"}
    question["options"] = [{"value": value, "text": "So far."} for value in scale]
    question["weight"] = draw(st.sampled_from(WEIGHTS))
    question["reverse"] = draw(st.booleans())
    if practices:
        question["practice"] = {"level": draw(st.integers(1, TOP)), "from": draw(st.sampled_from(scale))}
    if draw(st.integers(0, 5)) == 0:
        conditions: list[Data] = [{"fact": "shops"}]
        if names:
            conditions.append(
                {"question": draw(st.sampled_from(names)), "at_least": draw(st.sampled_from(scale))}
            )
        question["when"] = draw(st.sampled_from([*conditions, {"not": conditions[-1]}]))
    names.append(question["id"])
    return question


@st.composite
def questionnaires(draw: st.DrawFn) -> Data:
    """Up to three sections of up to four questions, one of them a level deeper; always valid."""
    raw = draw(st.booleans())
    shared = draw(st.sampled_from(SCALES))
    whole = draw(st.sampled_from(["mean", "min", "sum"]))
    names: list[str] = []
    sections = []
    for number in range(draw(st.integers(1, 3))):
        practices = draw(st.integers(0, 3)) == 0
        inner: Data = {"id": f"s{number}", "title": "Section", "weight": draw(st.sampled_from(WEIGHTS))}
        inner["level"] = _methods(draw)
        inner["score"] = draw(st.sampled_from(["mean", "min", "sum"] if whole == "sum" else ["mean", "min"]))
        free = not raw or inner["score"] == "sum"
        inner["questions"] = [
            draw(
                questions(names, scale=draw(st.sampled_from(SCALES)) if free else shared, practices=practices)
            )
            for _ in range(draw(st.integers(1, 4)))
        ]
        deeper = draw(st.booleans())
        sections.append({"id": f"d{number}", "title": "Deeper", "sections": [inner]} if deeper else inner)
    return {
        "schema": "assess/questionnaire@1",
        "id": "whole",
        "version": "1.0",
        "title": "Generated",
        "ladder": [{"value": level, "name": f"Level {level}"} for level in range(1, TOP + 1)],
        "values": "raw" if raw else "ladder",
        "missing": draw(st.sampled_from(["left-out", "left-out", "lowest"])),
        "score": whole,
        "level": _methods(draw),
        "facts": [{"id": "shops", "text": "The company runs shops."}],
        "sections": sections,
    }


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """A questionnaire answered by up to three people of two functions."""
    root = draw(questionnaires())
    asked = [question for section in _sections(root) for question in section.get("questions", [])]
    people = []
    for number in range(draw(st.integers(1, 3))):
        answers = {}
        for question in asked:
            values = [{"value": option["value"]} for option in question["options"]]
            answers[question["id"]] = draw(
                st.sampled_from(values)
                if draw(st.integers(0, 3))
                else st.sampled_from((*MISSING, NOT_APPLICABLE))
            )
        people.append(
            {
                "schema": "assess/answers@1",
                "questionnaire": "whole",
                "version": "1.0",
                "respondent": f"r{number}",
                "function": draw(st.sampled_from(["sales", "service"])),
                "answers": answers,
            }
        )
    engagement: Data = {
        "schema": "assess/engagement@1",
        "client": {"name": "A client"},
        "questionnaire": "whole",
        "version": "1.0",
        "combine": draw(st.sampled_from(["median", "mean", "by-function"])),
        "constituents": [{"function": "sales", "weight": draw(st.sampled_from(WEIGHTS))}],
        "facts": draw(st.sampled_from([{}, {"shops": True}, {"shops": False}])),
    }
    return Assessment(root, tuple(people), engagement)


def _named_in_conditions(root: Data) -> set[str]:
    return {
        name
        for section in assembled(root).questionnaire.all_questions()
        for name in (section.when.questions() if section.when else ())
    }


def _by_id(card: Scorecard) -> dict[str, SectionScore]:
    return {section.id: section for section in card.sections()}


def _numbers(section: SectionScore) -> tuple[Any, ...]:
    """Everything that scoring decided about one section."""
    return (
        section.score,
        section.low,
        section.high,
        section.level,
        section.low_level,
        section.high_level,
        section.reach,
        section.indicative,
        section.interval,
    )


@given(assessments())
@QUICK
def test_a_score_or_level_lies_in_its_range(case: Assessment) -> None:
    for section in case.scored().sections():
        if section.score is not None:
            assert section.low is not None
            assert section.high is not None
            assert section.low <= section.score <= section.high
        if section.reach is not None:
            assert section.low_level is not None
            assert section.high_level is not None
            assert section.low_level <= section.reach <= section.high_level
        if section.interval and section.low is not None and section.high is not None:
            assert section.interval[0] <= section.low <= section.high <= section.interval[1]
        if not section.missing:
            assert section.low == section.score == section.high
            assert section.low_level == section.reach == section.high_level


@given(assessments(), st.data())
@QUICK
def test_raising_an_answered_value_never_lowers_a_score_or_a_level(
    case: Assessment, data: st.DataObject
) -> None:
    decisive = _named_in_conditions(case.root)
    raises = [
        (number, question["id"], option["value"])
        for number, person in enumerate(case.answers)
        for question in case.questions()
        for option in question["options"]
        if question["id"] not in decisive
        and _is_better(question, option["value"], person["answers"][question["id"]])
    ]
    assume(raises)
    number, name, value = data.draw(st.sampled_from(raises))
    raised = copy.deepcopy(case)
    raised.answers[number]["answers"][name] = {"value": value}
    before, after = _by_id(case.scored()), _by_id(raised.scored())
    for name_, section in before.items():
        for key in ("score", "low", "high", "level", "low_level", "high_level", "reach"):
            old, new = getattr(section, key), getattr(after[name_], key)
            assert (old is None) == (new is None)
            assert old is None or new >= old


def _is_better(question: Data, value: float, answer: Data) -> bool:
    given_ = answer.get("value")
    return given_ is not None and (value < given_ if question["reverse"] else value > given_)


@given(assessments(), st.data())
@QUICK
def test_not_applicable_equals_deleting_the_question(case: Assessment, data: st.DataObject) -> None:
    decisive = _named_in_conditions(case.root)
    candidates = [
        question["id"]
        for section in _sections(case.root)
        for question in section.get("questions", [])
        if question["id"] not in decisive and len(section["questions"]) > 1
    ]
    assume(candidates)
    name = data.draw(st.sampled_from(candidates))
    left_out, deleted = copy.deepcopy(case), copy.deepcopy(case)
    for person in left_out.answers:
        person["answers"][name] = NOT_APPLICABLE
    for person in deleted.answers:
        del person["answers"][name]
    for section in _sections(deleted.root):
        if "questions" in section:
            section["questions"] = [q for q in section["questions"] if q["id"] != name]
    without = _by_id(deleted.scored())
    for section_id, emptied in _by_id(left_out.scored()).items():
        if section_id in without:
            assert _numbers(emptied) == _numbers(without[section_id])
        else:  # everything else in it weighs nothing
            assert emptied.score is None


@given(assessments(), st.data(), st.sampled_from(["0.1", "3", "7"]).map(Decimal))
@QUICK
def test_scaling_sibling_weights_changes_only_sums(
    case: Assessment, data: st.DataObject, factor: Decimal
) -> None:
    scaled = copy.deepcopy(case)
    parent = data.draw(st.sampled_from([scaled.root, *_sections(scaled.root)]))
    for child in (*parent.get("sections", ()), *parent.get("questions", ())):
        child["weight"] = float(Decimal(str(child.get("weight", 1))) * factor)
    before, after = _by_id(case.scored()).get(parent["id"]), _by_id(scaled.scored()).get(parent["id"])
    if before is None or after is None:
        assert before is after  # nothing in it weighs anything
        return
    if before.branch.score != "sum":
        assert _numbers(before) == _numbers(after)
        return
    for key in ("score", "low", "high"):
        old, new = getattr(before, key), getattr(after, key)
        assert new == (None if old is None else old * Fraction(factor))
    assert [(step.share, step.short) for step in before.steps] == [
        (step.share, step.short) for step in after.steps
    ]


@given(assessments(), st.randoms(use_true_random=False))
@QUICK
def test_the_order_of_documents_keys_and_parts_never_matters(case: Assessment, random: Any) -> None:
    people = [_read(_shuffled(one, random)).record for one in case.answers]
    random.shuffle(people)
    pieces = [{"schema": "assess/part@1", "sections": [section]} for section in case.root["sections"]]
    random.shuffle(pieces)
    kept = {key: value for key, value in case.root.items() if key != "sections"}
    split = kept | {"parts": [f"part-{number}.yaml" for number in range(len(pieces))]}
    apart = assembled(_shuffled(split, random), *(_shuffled(piece, random) for piece in pieces))
    mixed = score(apart, people, _read(_shuffled(case.engagement, random)).record)
    card = case.scored()
    assert mixed.assembled.digest == card.assembled.digest
    assert {k: _numbers(s) for k, s in _by_id(mixed).items()} == {
        k: _numbers(s) for k, s in _by_id(card).items()
    }
    assert mixed.cells == card.cells
    assert mixed.asked == card.asked


def _shuffled(data: Any, random: Any) -> Any:
    """The same, with the keys of every mapping in another order; lists keep theirs."""
    if isinstance(data, list):
        return [_shuffled(one, random) for one in data]
    if not isinstance(data, dict):
        return data
    items = [(key, _shuffled(value, random)) for key, value in data.items()]
    random.shuffle(items)
    return dict(items)


@given(assessments())
@QUICK
def test_contributions_add_up_to_the_score(case: Assessment) -> None:
    card = case.scored()
    for section in card.sections():
        explained = explain(card, section.id)
        assert isinstance(explained, SectionExplanation)
        if section.score is not None:
            assert sum(one.adds for one in explained.contributions) == section.score
        children = {*(leaf.id for leaf in section.branch.leaves), *(s.id for s in section.sections)}
        named = [one.id for one in explained.contributions] + [one.id for one in explained.exclusions]
        assert len(named) == len(set(named))
        assert children <= set(named)


@given(assessments())
@QUICK
def test_what_is_enough_passes_the_next_level(case: Assessment) -> None:
    """One person, so that the answers themselves can be raised to those that the explanation names."""
    alone = Assessment(case.root, case.answers[:1], case.engagement)
    card = alone.scored()
    decisive = _named_in_conditions(case.root)
    for section in card.sections():
        explained = explain(card, section.id)
        assert isinstance(explained, SectionExplanation)
        step = explained.next_level
        if step and step.enough and section.branch.leaves and not decisive & {one.id for one in step.enough}:
            assert _reach_after(alone, section, step, len(step.enough)) >= step.level
            assert _reach_after(alone, section, step, len(step.enough) - 1) < step.level


def _reach_after(case: Assessment, section: SectionScore, step: NextLevel, raised: int) -> int:
    """The level once the first of those that are enough have risen as far as said."""
    risen = copy.deepcopy(case)
    for one in (step.enough or ())[:raised]:
        assert one.choice
        risen.answers[0]["answers"][one.id] = {"value": float(one.choice.value)}
    found = risen.scored().section(section.id)
    assert found
    assert found.reach is not None
    return found.reach


@given(assessments())
@QUICK
def test_the_document_agrees_with_the_card_and_can_be_read_again(case: Assessment) -> None:
    card = case.scored()
    written = document(card).model_dump(mode="json", by_alias=True)
    again = _read(json.loads(json.dumps(written))).record
    assert again.overall.level == card.overall.level
    assert (again.overall.shown is None) == (card.overall.score is None)
    assert again.overall.counts.questions == sum(card.overall.counts.values())


def _answered(root: Data, best: bool) -> Assessment:
    """One person who gives the best, or the worst, answer to everything; and everything is asked."""
    whole = copy.deepcopy(root)
    answers = {}
    for question in Assessment(whole, (), {}).questions():
        question.pop("when", None)
        values = [option["value"] for option in question["options"]]
        answers[question["id"]] = {"value": max(values) if best != question["reverse"] else min(values)}
    head = {"questionnaire": "whole", "version": "1.0"}
    person = head | {"schema": "assess/answers@1", "respondent": "r0", "answers": answers}
    return Assessment(whole, (person,), head | {"schema": "assess/engagement@1", "client": {"name": "C"}})


@given(questionnaires())
@QUICK
def test_what_a_section_can_come_to_is_what_the_best_and_the_worst_answers_bring(root: Data) -> None:
    best, worst = (_answered(root, best=end).scored() for end in (True, False))
    found = attainable_sections(best.questionnaire, best.assembled.by_id)
    assert set(found) == set(_by_id(best))
    for name, section in found.items():
        highest, lowest = _by_id(best)[name], _by_id(worst)[name]
        assert section.level == highest.reach
        assert section.interval == (None if highest.score is None else (lowest.score, highest.score))


@given(questionnaires())
@QUICK
def test_a_level_is_told_where_no_answers_bring_it(root: Data) -> None:
    """A threshold where none of the sections held against it has the level, a share where its own has not."""
    best, worst = (_answered(root, best=end).scored() for end in (True, False))
    found = check_questionnaire(best.assembled)
    assume(all(problem.severity is not Severity.ERROR for problem in found))
    told = {
        (problem.code, "worst" if "worst" in problem.message else "best")
        for problem in found
        if problem.code in {"QUE042", "QUE043"}
    }
    assert told == set(_without_answers(best, worst))


def _without_answers(best: Scorecard, worst: Scorecard) -> Iterator[tuple[str, str]]:
    by_score: dict[int, list[tuple[int, int]]] = {}
    for high in best.sections():
        low = _by_id(worst)[high.id]
        by_share = high.branch.has_practices or high.branch.level.method == "cumulative"
        if low.reach is None or high.reach is None:
            continue
        if not by_share:
            by_score.setdefault(id(high.branch.level.from_), []).append((low.reach, high.reach))
        elif high.reach < TOP:
            yield "QUE043", "best"
    for reached in by_score.values():
        if all(high < TOP for _, high in reached):
            yield "QUE042", "best"
        if all(low > 1 for low, _ in reached):
            yield "QUE042", "worst"
