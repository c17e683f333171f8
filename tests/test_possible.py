"""Conditions that hold always or never, held against what scoring decides on real answers."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.model.answers import Answers
from assess.model.condition import Condition
from assess.model.engagement import Engagement
from assess.model.questionnaire import Question, Questionnaire
from assess.scoring.asked import asking
from assess.scoring.possible import settled
from assess.scoring.values import Cell, cells

Data = dict[str, Any]
QUICK = settings(max_examples=150, derandomize=True, database=None, deadline=None)
OPTIONS = [{"value": value, "text": f"{value}"} for value in (1, 2, 3)]
QUESTIONS: dict[str, Data] = {
    "one": {"options": OPTIONS},
    "turned": {"options": OPTIONS, "reverse": True},
    "figure": {"scored": False, "number": {"unit": "orders", "least": 0, "most": 3}},
    "count": {"scored": False, "number": {"unit": "orders"}},
    "text": {"scored": False, "open": True},
}
WHOLE = Questionnaire.model_validate(
    {
        "schema": "assess/questionnaire@1",
        "id": "whole",
        "version": "1",
        "title": "Whole",
        "ladder": [{"value": 1, "name": "Low"}, {"value": 2, "name": "High"}],
        "sections": [
            {
                "id": "A",
                "title": "A",
                "questions": [{"id": name, "text": name, **how} for name, how in QUESTIONS.items()],
            }
        ],
    }
)
BY_ID = {question.id: question for question in WHOLE.all_questions()}


def told(data: Data) -> list[tuple[bool, str]]:
    found = settled(Condition.model_validate(data), BY_ID)
    return [(one.holds, ".".join(map(str, one.path))) for one in found]


THREE, ONE = {"question": "one", "at_least": 3}, {"question": "one", "at_most": 1}
SHOPS = {"fact": "shops"}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (SHOPS, []),
        (THREE, []),
        ({"question": "one", "at_least": 4}, [(False, "at_least")]),
        ({"question": "one", "at_most": 0}, [(False, "at_most")]),
        ({"question": "one", "is": 7}, [(False, "is")]),
        ({"question": "one", "is": Decimal("2.5")}, []),  # two people's 2 and 3 are combined
        ({"question": "one", "at_least": 1}, [(True, "at_least")]),
        ({"question": "turned", "at_most": 3}, [(True, "at_most")]),
        ({"question": "figure", "at_least": 6}, [(False, "at_least")]),
        ({"question": "count", "at_least": 1000}, []),
        ({"question": "text", "is": 1}, [(False, "question")]),
        ({"question": "misspelt", "is": 1}, []),
        ({"all": [THREE, SHOPS, ONE]}, [(False, "all.2")]),
        ({"all": [SHOPS, {"not": SHOPS}]}, [(False, "all.1")]),
        ({"all": [SHOPS, {"all": [{"fact": "web"}, {"not": SHOPS}]}]}, [(False, "all.1")]),
        ({"any": [SHOPS, {"not": SHOPS}]}, [(True, "any.1")]),
        ({"any": [{"question": "one", "at_least": 2}, {"question": "one", "at_most": 2}]}, [(True, "any.1")]),
        ({"not": {"all": [THREE, ONE]}}, [(False, "not.all.1")]),
        ({"any": [{"all": [THREE, SHOPS]}, ONE]}, []),
        ({"all": [{"not": THREE}, {"not": {"question": "one", "at_most": 2}}]}, []),  # that is 2.5 again
        ({"any": []}, [(False, "")]),
        ({"all": []}, [(True, "")]),
        (
            {"any": [{"question": "one", "is": 9}, {"question": "one", "at_least": 0}]},
            [(False, "any.0.is"), (True, "any.1.at_least")],
        ),
    ],
)
def test_what_settles_a_condition_is_named(condition: Data, expected: list[tuple[bool, str]]) -> None:
    assert told(condition) == expected


def halves(low: int, high: int) -> list[float]:
    return [number / 2 for number in range(2 * low, 2 * high + 1)]


@cache
def everything() -> tuple[tuple[Mapping[str, Cell], Engagement], ...]:
    """What people's answers to two questions can be combined to, in steps of a half, with all facts."""
    head = {"questionnaire": "whole", "version": "1"}
    combined = []
    for one, figure in product(halves(1, 3), halves(0, 3)):
        values = {"one": {"value": Decimal(str(one))}, "figure": {"value": Decimal(str(figure))}}
        data = head | {"schema": "assess/answers@1", "respondent": "consensus", "answers": values}
        combined.append(cells(WHOLE, [Answers.model_validate(data)]))
    clients = []
    for shops, web in product((False, True), repeat=2):
        data = head | {"schema": "assess/engagement@1", "facts": {"shops": shops, "web": web}}
        clients.append(Engagement.model_validate(data | {"client": {"name": "Client"}}))
    return tuple(product(combined, clients))


def outcomes(condition: Condition) -> set[bool | None]:
    waiting = Question(id="waiting", text="Why?", open=True, scored=False, when=condition)
    asked = (asking([waiting], known, client)["waiting"].verdict for known, client in everything())
    return {verdict.holds for verdict in asked if verdict}


def literals() -> st.SearchStrategy[Data]:
    """Comparisons and facts, some of them turned round."""
    names, tests = st.sampled_from(["one", "figure"]), st.sampled_from(["at_least", "at_most", "is"])
    comparison = st.builds(lambda name, test, n: {"question": name, test: n}, names, tests, st.integers(0, 4))
    positive = st.one_of(comparison, st.sampled_from([{"fact": "shops"}, {"fact": "web"}]))
    return st.one_of(positive, st.builds(lambda one: {"not": one}, positive))


def listed(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    return st.builds(
        lambda name, ones: {name: ones}, st.sampled_from(["all", "any"]), st.lists(inner, max_size=4)
    )


@given(st.recursive(literals(), listed, max_leaves=6))
@QUICK
def test_what_is_called_settled_never_turns_out_otherwise(data: Data) -> None:
    condition = Condition.model_validate(data)
    for found in settled(condition, BY_ID):
        assert outcomes(found.condition) == {found.holds}


@given(listed(literals()))
@QUICK
def test_no_settled_list_is_missed(data: Data) -> None:
    condition = Condition.model_validate(data)
    found = list(settled(condition, BY_ID))
    if all(one.condition == condition for one in found):
        assert bool(found) == (len(outcomes(condition)) == 1)
