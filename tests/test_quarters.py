"""The calendar of a plan: first Mondays, Fridays of decisions, and the days on which nobody decides."""

import datetime as dt

import pytest

from assess.planning.quarters import Quarter, day_of, decide_by, first_after, is_working_day, until

ASSESSED = dt.date(2026, 10, 5)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("2026-10-05", "Q1 2027"),
        ("2026-09-21", "Q1 2027"),  # ten days before the fourth quarter
        ("2026-08-10", "Q4 2026"),  # eight weeks before Monday, 5 October
        ("2026-08-11", "Q1 2027"),
        ("2026-11-09", "Q1 2027"),  # eight weeks before Monday, 4 January
        ("2026-11-10", "Q2 2027"),
        ("2027-01-01", "Q2 2027"),
    ],
)
def test_plan_begins_with_the_first_quarter_that_leaves_eight_weeks(day: str, label: str) -> None:
    assert first_after(dt.date.fromisoformat(day)).label == label


@pytest.mark.parametrize(
    ("horizon", "quarters"), [("2027-12-31", 4), ("2027-12-30", 3), ("2027-03-30", 0), ("2020-01-01", 0)]
)
def test_quarters_count_that_are_over_by_the_horizon(horizon: str, quarters: int) -> None:
    assert until(first_after(ASSESSED), dt.date.fromisoformat(horizon)) == quarters


def test_last_week_of_a_pilot_lies_in_its_last_quarter() -> None:
    first = Quarter.of(dt.date(2027, 1, 1))
    # 26 March 2027 is Good Friday; weeks are counted anew from 5 April and 5 July.
    assert [day_of(week, first).isoformat() for week in (12, 13, 14, 39)] == [
        "2027-03-25",
        "2027-03-25",
        "2027-04-09",
        "2027-09-24",
    ]


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        ("2028-01-01", "2028-01-03", "2028-03-31"),
        ("2029-01-01", "2029-01-08", "2029-03-29"),  # New Year's Day a Monday, 30 March Good Friday
        ("2029-04-01", "2029-04-09", "2029-06-29"),  # 2 April is Easter Monday
        ("2028-10-01", "2028-10-02", "2028-12-22"),  # nobody decides from Christmas Eve to New Year's Day
    ],
)
def test_quarter_opens_on_its_first_monday_at_work_and_closes_on_its_last_working_day(
    day: str, opens: str, closes: str
) -> None:
    quarter = Quarter.of(dt.date.fromisoformat(day))
    assert (quarter.opens.isoformat(), quarter.closes.isoformat()) == (opens, closes)


def test_gates_of_thirty_years_fall_on_working_days_one_after_the_other_and_before_the_next_quarter() -> None:
    first = Quarter.of(dt.date(2025, 1, 1))
    for quarter in map(first.later, range(120)):
        days = [day_of(week, quarter) for week in range(40)]
        assert days == sorted(days)
        assert all(map(is_working_day, [*days, decide_by(quarter), quarter.closes]))
        fridays = [day + dt.timedelta(4 - day.weekday()) for day in days[1:]]
        assert all(
            day == friday or not is_working_day(friday) for day, friday in zip(days[1:], fridays, strict=True)
        )
        assert [days[13] <= quarter.ends, days[14] > quarter.ends] == [True, True]
        assert quarter.opens - decide_by(quarter) >= dt.timedelta(weeks=2)


@pytest.mark.parametrize("easter", ["2024-03-31", "2027-03-28", "2028-04-16", "2038-04-25"])
def test_good_friday_and_easter_monday_are_no_working_days(easter: str) -> None:
    sunday = dt.date.fromisoformat(easter)
    at_work = [is_working_day(sunday + dt.timedelta(days)) for days in (-3, -2, 1, 2)]
    assert at_work == [True, False, False, True]
