"""When an initiative's costs and effects fall due, quarter by quarter, on the roadmap and beyond its end."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from assess.model.benefit import Begins, Benefit
from assess.model.playbook import Initiative
from assess.model.roadmap import Planned, Roadmap
from assess.planning.money.worth import QUARTERS
from assess.planning.quarters import Quarter

USUAL_YEARS = 5
"""How far a case looks where the engagement does not say: a two-year plan and three years of routine."""


@dataclass(frozen=True)
class Calendar:
    """The quarters of the case; the first is the roadmap's."""

    first: Quarter
    quarters: int

    @property
    def years(self) -> int:
        return self.quarters // QUARTERS

    def label(self, quarter: int) -> str:
        """Empty for a quarter that lies beyond."""
        return self.first.later(quarter).label if quarter < self.quarters else ""

    def index(self, day: dt.date) -> int:
        """The quarter that a day lies in; below 0 before the first."""
        return Quarter.of(day).number - self.first.number


def calendar(roadmap: Roadmap, years: int | None) -> Calendar:
    """As many years as stated, and never shorter than the roadmap."""
    needed = -(-len(roadmap.quarters) // QUARTERS)
    return Calendar(Quarter.of(roadmap.starts), QUARTERS * max(years or USUAL_YEARS, needed))


def begin(benefit: Benefit, planned: Planned, dates: Calendar) -> int | None:
    """The first quarter with an effect. A pilot whose project has no place in the plan leaves none behind."""
    if planned.project is None:
        return None
    match benefit.begins:
        case Begins.PILOT_DECIDED:
            return max(planned.pilot.end, dates.index(planned.decided) + 1)
        case Begins.PROJECT_STARTS:
            return planned.project.start
        case Begins.PROJECT_ENDS:
            return planned.project.end


def effect_timing(benefit: Benefit, begins: int, dates: Calendar) -> tuple[Decimal, ...]:
    """The part of a full year's effect that falls into each quarter: a quarter of it at full run."""
    return tuple(_running(benefit, begins, quarter) / QUARTERS for quarter in range(dates.quarters))


def one_off_timing(planned: Planned, dates: Calendar) -> tuple[Decimal, ...]:
    """A pilot's cost is spread evenly over its quarters, as on the roadmap; once it is over it is spent."""
    each = Decimal(1) / (planned.pilot.quarters or 1)
    inside = range(planned.pilot.start, planned.pilot.end)
    return tuple(each if quarter in inside else Decimal(0) for quarter in range(dates.quarters))


def running_timing(start: int | None, dates: Calendar) -> tuple[Decimal, ...]:
    """A project's cost is a year's: from its start on each quarter bears a fourth, in the routine, too."""
    return tuple(
        Decimal(1) / QUARTERS if start is not None and quarter >= start else Decimal(0)
        for quarter in range(dates.quarters)
    )


def running_start(planned: Planned, begins: list[int]) -> int | None:
    """With the project, or with an effect that comes before it: nothing goes on for nothing."""
    if planned.project is None:
        return None
    return min([planned.project.start, *begins])


def one_off_cost(initiative: Initiative) -> tuple[Decimal, ...]:
    """Low, likely, high in single units of the currency; nothing where no cost is stated."""
    return _units(initiative.cost.pilot if initiative.cost else None)


def running_cost(initiative: Initiative, start: int | None) -> tuple[Decimal, ...]:
    """Of a year, as `one_off_cost`; nothing without a project."""
    return _units(initiative.cost.project if initiative.cost and start is not None else None)


def _units(thousands: tuple[Decimal, ...] | None) -> tuple[Decimal, ...]:
    return tuple(1000 * amount for amount in thousands) if thousands else (Decimal(0),) * 3


def _running(benefit: Benefit, begins: int, quarter: int) -> Decimal:
    if quarter < begins:
        return Decimal(0)
    since = quarter - begins
    if since < benefit.ramp:
        return Decimal(since + 1) / (benefit.ramp + 1)
    lost = 1 - benefit.decay / 100
    return Decimal(lost ** ((since - benefit.ramp) // QUARTERS))
