"""Calendar quarters, and where a pilot's weeks fall in them.

Weeks of a quarter are counted from its first Monday that is a working day: on it pilots and projects start,
and week 0 has its gates. A gate of week n from 1 on is on the Friday that ends the n-th week, at the latest
on the quarter's last Friday; a Friday that is no working day is brought forward to the last one before.
Working days are Monday to Friday, but for 24 December to 1 January, when nobody is there to decide, Good
Friday, Easter Monday and 1 May. Holidays of single countries are not known here.
"""

import datetime as dt
from dataclasses import dataclass

WEEKS = 13
"""Weeks in a quarter: pilots count weeks, plans count quarters."""

NOTICE = dt.timedelta(weeks=8)
"""From an assessment to the first start: people have to read, decide and make room."""

_BEFORE_START = dt.timedelta(weeks=2)
_DAY = dt.timedelta(days=1)
_WEEK = dt.timedelta(weeks=1)
_FRIDAY, _SATURDAY = 4, 5
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
    def opens(self) -> dt.date:
        """The first Monday that is a working day: what starts in the quarter starts on it."""
        day = self.starts + _DAY * (-self.starts.weekday() % _WEEK.days)
        return day if is_working_day(day) else day + _WEEK

    @property
    def closes(self) -> dt.date:
        """The last working day."""
        return _working_day_by(self.ends)

    @property
    def label(self) -> str:
        """As in *Q1 2027*."""
        year, index = divmod(self.number, _IN_A_YEAR)
        return f"Q{index + 1} {year}"


def is_working_day(day: dt.date) -> bool:
    """Whether people can be expected to start or decide something, as far as every country agrees."""
    off = day.weekday() >= _SATURDAY or (day.month, day.day) in {(1, 1), (5, 1)}
    between_the_years = day >= dt.date(day.year, 12, 24)
    return not (off or between_the_years or day - _easter(day.year) in (-2 * _DAY, _DAY))


def first_after(day: dt.date) -> Quarter:
    """Quarter 0 of a plan: the first that opens at least `NOTICE` after the assessment."""
    quarter = Quarter.of(day)
    while quarter.opens < day + NOTICE:
        quarter = quarter.later(1)
    return quarter


def decide_by(first: Quarter) -> dt.date:
    """The Friday before the last two weeks before the start, so that two whole weeks are left to prepare."""
    return _working_day_by(first.opens - _BEFORE_START - _DAY * (_WEEK.days - _FRIDAY))


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
        return start.opens
    quarter = start.later(quarters_taken(week) - 1)
    within = week - WEEKS * (quarters_taken(week) - 1)
    friday = quarter.opens + (within - 1) * _WEEK + _FRIDAY * _DAY
    while friday > quarter.ends:
        friday -= _WEEK
    return _working_day_by(friday)


def _working_day_by(day: dt.date) -> dt.date:
    while not is_working_day(day):
        day -= _DAY
    return day


def _easter(year: int) -> dt.date:
    """Easter Sunday of the western churches, by the rule of J.-M. Oudin (1940), for any Gregorian year."""
    century, golden = year // 100, year % 19
    epact = (century - century // 4 - (century - (century - 17) // 25) // 3 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))
