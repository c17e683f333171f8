"""What pilots have shown changes the plan: gates passed, failures contained, what runs goes on."""

import datetime as dt
from decimal import Decimal
from typing import Any

from plans import initiative, inputs, off, on, starts

from assess.model.pilot import Pilot
from assess.model.roadmap import Because, Roadmap
from assess.planning.best import best
from assess.planning.portfolio import Begun
from assess.planning.quarters import Quarter
from assess.planning.roadmap import is_stale, plan
from assess.planning.underway import underway

Q3 = Quarter.of(dt.date(2027, 7, 1))


def pilot(name: str = "one", verdict: str | None = None, **more: Any) -> Pilot:
    """From January to June 2027, decided on the first of July if at all."""
    decision = {"verdict": verdict, "date": "2027-07-01", "reason": "It did."} if verdict else None
    return Pilot.model_validate(
        {
            "schema": "assess/pilot@1",
            "id": f"{name}-2027",
            "initiative": name,
            "title": "A pilot",
            "design": {
                "hypothesis": "It helps.",
                "gates": [{"date": "2027-08-20", "name": "Decision", "decides": ["CMO"]}],
            },
            "frozen": {"date": "2026-12-18", "digest": "0"},
            "starts": "2027-01-04",
            "ends": "2027-06-30",
            "decision": decision,
        }
        | more
    )


def test_pilot_that_passed_its_gate_leaves_only_the_project() -> None:
    known = underway([pilot(verdict="scale")], dt.date(2027, 7, 2), Q3)
    assert known["one"].begun == Begun(0, 0)
    assert known["one"].decided_on == dt.date(2027, 7, 1)


def test_pilot_that_runs_has_its_own_end_and_gate() -> None:
    known = underway([pilot()], dt.date(2027, 4, 1), Quarter.of(dt.date(2027, 4, 1)))
    assert known["one"].begun == Begun(1, 2)
    assert [gate.name for gate in known["one"].gates] == ["Decision"]


def test_what_is_to_be_repeated_or_has_not_begun_changes_nothing() -> None:
    assert underway([pilot(verdict="iterate")], dt.date(2027, 7, 2), Q3) == {}
    assert underway([pilot(frozen=None)], dt.date(2027, 4, 1), Q3) == {}
    assert underway([pilot()], dt.date(2026, 12, 20), Q3) == {}


def test_a_later_decision_is_not_known_yet() -> None:
    assert not underway([pilot(verdict="stop")], dt.date(2027, 4, 1), Q3)["one"].stopped


def test_the_latest_pilot_counts() -> None:
    again = pilot(verdict="scale", id="again", starts="2027-02-01")
    known = underway([again, pilot(verdict="stop")], dt.date(2027, 7, 2), Q3)
    assert known["one"].pilot.id == "again"


def replanned(*pilots: Pilot) -> Roadmap:
    given = inputs(initiative("one", {"A1": 2}, {"A1": 3}), initiative("two", {"B1": 3}), pilots=pilots)
    found = plan(given, best)
    assert isinstance(found, Roadmap)
    return found


def test_plan_goes_on_from_the_day_of_the_decision() -> None:
    before, after = replanned(), replanned(pilot(verdict="scale"))
    assert (before.starts, before.planned_on) == (dt.date(2027, 1, 4), None)
    assert (after.starts, after.planned_on) == (dt.date(2027, 10, 4), dt.date(2027, 7, 1))
    assert starts(after)["one"] == (0, 0)
    passed = on(after, "one")
    assert (passed.passed, passed.pilot.quarters, passed.person_days) == ("one-2027", 0, Decimal(5))
    assert after.first_pilots
    assert after.first_pilots.initiatives == ("two",)


def test_stopped_initiative_is_left_out_with_the_reason() -> None:
    left = off(replanned(pilot(verdict="stop")), "one")
    assert left.because is Because.STOPPED
    assert left.reason == "Its pilot was stopped on 1 July 2027: It did."


def test_initiative_written_anew_from_its_pilot_goes_on_as_it_says() -> None:
    given = inputs(
        initiative("one", {"A1": 2}, {"A1": 3}, effect_from="own-pilot"), pilots=(pilot(verdict="scale"),)
    )
    found = plan(given, best)
    assert isinstance(found, Roadmap)
    assert starts(found) == {"one": (0, 1)}


def test_roadmap_is_stale_once_a_pilot_has_been_decided() -> None:
    given = inputs(initiative("one", {"A1": 2}, {"A1": 3}), pilots=(pilot(),), on=dt.date(2027, 4, 1))
    found = plan(given, best)
    assert isinstance(found, Roadmap)
    assert not is_stale(found, given)
    later = inputs(initiative("one", {"A1": 2}, {"A1": 3}), pilots=(pilot(verdict="scale"),))
    assert is_stale(found, later)
