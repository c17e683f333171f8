"""What a plan takes and where it leads, each in one place."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from assess.model.roadmap import (
    Estimate,
    FirstPilots,
    Outcome,
    Outlook,
    PlannedQuarter,
    Takes,
)
from assess.planning import sequence
from assess.planning.quarters import Quarter
from assess.planning.room import QUARTERS_IN_A_YEAR
from assess.planning.sequence import Placed
from assess.scoring.card import Scorecard
from assess.text.numbers import rounded


def total(placed: Sequence[Placed], quarters: Sequence[PlannedQuarter], first: Quarter) -> Takes:
    """The whole plan: every pilot, and every project that has its place."""
    busy = (quarter.quarter for quarter in quarters if quarter.pilots or quarter.projects)
    takes = _takes(placed, first.later(max(busy, default=len(quarters) - 1)), projects=True)
    running = sum((quarter.running for quarter in quarters), Decimal(0))
    return takes.model_copy(update={"running": running})


def first_pilots(placed: Sequence[Placed], first: Quarter) -> FirstPilots | None:
    """The pilots that start in the first quarter, to their ends; None where there is none."""
    starting = [p for p in placed if p.start == 0 and p.candidate.begun is None]
    if not starting:
        return None
    last = max(p.candidate.initiative.duration.pilot for p in starting) - 1
    takes = _takes(starting, first.later(last), projects=False)
    return FirstPilots(**dict(takes), initiatives=tuple(p.id for p in starting))


def outcome(now: Scorecard, then: Scorecard, targets: Sequence[Outlook]) -> Outcome:
    """The whole today and at the end, and how many wanted levels are reached by then."""
    reached = [o for o in targets if o.then is not None and o.then >= o.wanted]
    return Outcome(
        score_now=now.overall.shown,
        level_now=now.overall.reach,
        score_then=then.overall.shown,
        level_then=then.overall.reach,
        wanted=len(targets),
        reached=len(reached),
        late=tuple(o.capability for o in reached if not o.met),
        unreached=tuple(o.capability for o in targets if o not in reached),
    )


def worth(value: int, of: sequence.Proof) -> Decimal:
    """An objective in per cent of `most`."""
    return decimal(Fraction(100 * value, of.most), 2)


def decimal(number: Fraction, places: int) -> Decimal:
    """Rounded half up, for people and documents; decisions are taken on the exact fraction before."""
    return rounded(Decimal(number.numerator) / Decimal(number.denominator), places)


def _takes(placed: Sequence[Placed], last: Quarter, *, projects: bool) -> Takes:
    """By the end of the quarter `last`; with `projects`, those that are in the plan, too."""

    def days(index: int) -> Fraction:
        return sum((amount for p in placed for _, amount in _days(p, index, projects=projects)), Fraction(0))

    def money(index: int) -> Fraction:
        return sum((_money(p, index, projects=projects) for p in placed), Fraction(0))

    by_function: dict[str, Fraction] = {}
    for p in placed:
        for function, amount in _days(p, 1, projects=projects):
            by_function[function] = by_function.get(function, Fraction(0)) + amount
    return Takes(
        person_days=_estimate(days),
        days={function: decimal(amount, 1) for function, amount in sorted(by_function.items())},
        money=_estimate(money),
        by=last.closes,
    )


def _estimate(amount: Callable[[int], Fraction]) -> Estimate:
    low, likely, high = (decimal(amount(index), 1) for index in range(3))
    return Estimate(low=low, likely=likely, high=high)


def _days(placed: Placed, index: int, *, projects: bool) -> list[tuple[str, Fraction]]:
    effort = placed.candidate.initiative.effort
    steps = [effort.pilot, effort.project] if projects and placed.project is not None else [effort.pilot]
    return [(function, Fraction(days[index])) for step in steps for function, days in step.items()]


def _money(placed: Placed, index: int, *, projects: bool) -> Fraction:
    initiative = placed.candidate.initiative
    if initiative.cost is None:
        return Fraction(0)
    pilot = Fraction(initiative.cost.pilot[index])
    if not projects or placed.project is None:
        return pilot
    return pilot + Fraction(initiative.cost.project[index]) * initiative.duration.project / QUARTERS_IN_A_YEAR
