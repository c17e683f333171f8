"""A frozen design stays as it is, or every change of it is on record."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from assess.model.pilot import Arm, ArmResult, Design, Pilot, Results, Trial, TrialType
from assess.planning.pilots.freezing import FreezingError, Standing, changed, differences, frozen, standing

FRIDAY, MONDAY = dt.date(2027, 1, 8), dt.date(2027, 1, 11)
DESIGN = Design(
    hypothesis="A page helps.",
    test=Trial(type=TrialType.RANDOMISED, arms=(Arm(id="usual", planned=900), Arm(id="page", planned=900))),
)
DRAFT = Pilot(schema_="assess/pilot@1", id="page", initiative="consent", title="A page", design=DESIGN)


def larger() -> Design:
    assert DESIGN.test is not None
    arms = tuple(arm.model_copy(update={"planned": 1000}) for arm in DESIGN.test.arms)
    return DESIGN.model_copy(
        update={"test": DESIGN.test.model_copy(update={"arms": arms, "alpha": Decimal("0.05")})}
    )


def test_draft_is_frozen_with_date_and_digest() -> None:
    found = frozen(DRAFT, FRIDAY)
    assert found.frozen is not None
    assert (found.frozen.date, found.frozen.digest) == (FRIDAY, DRAFT.digest)
    assert [standing(one) for one in (DRAFT, found)] == [Standing.DRAFT, Standing.AS_FROZEN]


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ({"frozen": frozen(DRAFT, FRIDAY).frozen}, "frozen on 2027-01-08; record a change"),
        ({"starts": FRIDAY}, "it began on 2027-01-08"),
        ({"results": Results(date=FRIDAY, arms={"usual": ArmResult(units=1)})}, "there are results already"),
    ],
)
def test_design_is_not_frozen_twice_or_too_late(made: dict[str, Any], message: str) -> None:
    with pytest.raises(FreezingError, match=message):
        frozen(DRAFT.model_copy(update=made), MONDAY)


def test_change_is_on_record_with_who_why_and_what() -> None:
    found = changed(frozen(DRAFT, FRIDAY), MONDAY, ["CMO", "CFO"], "More owners than we thought.", larger())
    (change,) = found.changes
    assert (change.date, change.by, change.why) == (MONDAY, ("CMO", "CFO"), "More owners than we thought.")
    assert change.fields == ("test.arms.0.planned", "test.arms.1.planned", "test.alpha")
    assert change.digest == found.digest
    assert standing(found) == Standing.AS_CHANGED


def test_change_by_hand_is_different_until_it_is_recorded() -> None:
    by_hand = frozen(DRAFT, FRIDAY).model_copy(update={"design": larger()})
    assert standing(by_hand) == Standing.DIFFERENT
    found = changed(by_hand, MONDAY, ["CMO"], "More owners than we thought.")
    assert standing(found) == Standing.AS_CHANGED
    assert found.changes[0].fields == ()  # nobody knows the former design any more


@pytest.mark.parametrize(
    ("pilot", "on", "by", "why", "message"),
    [
        (DRAFT, MONDAY, ["CMO"], "So.", "not frozen yet"),
        (frozen(DRAFT, FRIDAY), MONDAY, [" "], "So.", "needs a reason and the names"),
        (frozen(DRAFT, FRIDAY), MONDAY, ["CMO"], "", "needs a reason and the names"),
        (frozen(DRAFT, MONDAY), FRIDAY, ["CMO"], "So.", "the last change on record is of 2027-01-11"),
    ],
)
def test_change_without_what_it_needs_is_refused(
    pilot: Pilot, on: dt.date, by: list[str], why: str, message: str
) -> None:
    with pytest.raises(FreezingError, match=message):
        changed(pilot, on, by, why, larger())


def test_nothing_changed_is_no_change() -> None:
    with pytest.raises(FreezingError, match="nothing was changed"):
        changed(frozen(DRAFT, FRIDAY), MONDAY, ["CMO"], "So.")


def test_longer_list_differs_as_a_whole() -> None:
    assert differences(DESIGN, DESIGN.model_copy(update={"watched": ("Calls",)})) == ("watched",)
    assert differences(DESIGN, DESIGN) == ()
