"""Whatever documents hold, validating them ends in problems with a code, a place and a sentence.

A small, repeatable share of what benchmarks/fuzz.py tries for as long as one likes.
"""

import random

import pytest
from fuzz import checked, faults
from grammar import generated
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mutations import PLACES, Input, damaged, real

from assess.model.kinds import KINDS

share = settings(
    max_examples=250,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # benchmarks/fuzz.py keeps the input; shrinking takes minutes
    suppress_health_check=list(HealthCheck),
)


def assert_good_problems(document: Input) -> None:
    problems = checked(document)
    assert faults(document, problems) == []
    assert checked(document) == problems


@share
@given(st.integers(0, 2**32))
def test_damaged_documents_end_in_problems(seed: int) -> None:
    chance = random.Random(seed)
    assert_good_problems(damaged(chance.choice(real()), chance))


@pytest.mark.parametrize("kind", KINDS)
@settings(share, max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_documents_that_follow_the_grammar_end_in_problems(kind: str, seed: int) -> None:
    text = generated(kind, random.Random(seed))
    assert_good_problems(Input(text.encode(), PLACES.get(kind, PLACES["answers"])))


def test_faults_would_be_found() -> None:
    """The judge itself: a place behind the end is told."""
    document = Input(b"schema: assess/vision@1\n" + b"a: 1\n" * 2, PLACES["vision"])
    problems = checked(document)
    assert faults(document, problems) == []
    shorter = Input(b"a", PLACES["vision"])
    assert [fault.partition(":")[0] for fault in faults(shorter, problems)] == ["outside of the file"]
