"""Pilots err as seldom and find as often as they say; benchmarks/pilots.py draws ten thousand of each."""

import pytest
from pilots import guarded, looked, measured
from trials import Kind, kinds

KINDS = {kind.name: kind for kind in kinds()}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_each_design_keeps_its_promises(kind: Kind) -> None:
    assert [str(share) for share in measured(kind, pilots=150, seed=7) if not share.holds] == []


def test_looks_on_the_way_cost_what_they_are_said_to_cost() -> None:
    assert [str(share) for share in looked(pilots=300, seed=7) if not share.holds] == []


def test_guardrails_are_seldom_said_to_hold_when_they_do_not() -> None:
    assert [str(share) for share in guarded(pilots=300, seed=7) if not share.holds] == []
