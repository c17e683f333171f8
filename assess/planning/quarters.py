"""Calendar quarters, and where a pilot's weeks fall in them."""

import datetime as dt
from dataclasses import dataclass

WEEKS = 13
"""Weeks in a quarter: pilots count weeks, plans count quarters."""

_MONTHS = 3
_IN_A_YEAR = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter by its running number since year 0, so that quarters can be counted and compared."""

    number: int

    @classmethod
    def of(cls, day: dt.date) -> "Quarter":
        """The quarter that a day lies in."""
        return cls(day.year * _IN_A_YEAR + (day.month - 1) // _MONTHS)

    def later(self, quarters: int) -> "Quarter":
        """So many quarters on."""
        return Quarter(self.number + quarters)

    @property
    def starts(self) -> dt.date:
        """The first day."""
        year, index = divmod(self.number, _IN_A_YEAR)
        return dt.date(year, index * _MONTHS + 1, 1)

    @property
    def ends(self) -> dt.date:
        """The last day."""
        return self.later(1).starts - dt.timedelta(days=1)

    @property
    def label(self) -> str:
        """As in *Q1 2027*."""
        year, index = divmod(self.number, _IN_A_YEAR)
        return f"Q{index + 1} {year}"


def first_after(day: dt.date) -> Quarter:
    """Quarter 0 of a plan: the one after the quarter in which the assessment took place."""
    return Quarter.of(day).later(1)


def until(first: Quarter, horizon: dt.date) -> int:
    """How many quarters from `first` on have ended when the horizon's day has passed; 0 where none has."""
    last = Quarter.of(horizon)
    whole = last.number - first.number + (1 if horizon == last.ends else 0)
    return max(0, whole)


def quarters_taken(week: int) -> int:
    """Quarters from a pilot's start to the end of the one in which `week` is over."""
    return -(-week // WEEKS)


def day_of(week: int, start: Quarter) -> dt.date:
    """The day of a gate. Each quarter is counted anew: thirteen weeks are a day or two short of it."""
    if week == 0:
        return start.starts
    quarter = start.later(quarters_taken(week) - 1)
    day = quarter.starts + dt.timedelta(weeks=week - WEEKS * (quarters_taken(week) - 1))
    return min(day, quarter.ends)
