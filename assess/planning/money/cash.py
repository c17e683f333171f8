"""Money by quarter, its deepest point, and the tranches that gates let go."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from assess.model.playbook import Initiative
from assess.model.roadmap import Planned
from assess.planning.money.record import CashQuarter, Peak, Tranche
from assess.planning.money.schedule import Calendar
from assess.planning.money.terms import Programme
from assess.planning.quarters import WEEKS


def cash_by_quarter(
    programme: Programme[Decimal],
    values: Sequence[Decimal],
    net: Sequence[Decimal],
    freed: Sequence[bool],
    dates: Calendar,
) -> tuple[CashQuarter, ...]:
    """Likely money, not discounted. `net` and `freed` are of the programme's lines."""
    total = total_cost = Decimal(0)
    found = []
    for quarter in range(dates.quarters):
        pilots = sum((values[c.one_off] * c.one_off_timing[quarter] for c in programme.costs), Decimal(0))
        running = sum((values[c.running] * c.running_timing[quarter] for c in programme.costs), Decimal(0))
        saved = earned = Decimal(0)
        for line, amount, is_freed in zip(programme.lines, net, freed, strict=True):
            part = amount * line.timing[quarter]
            saved, earned = (saved + part, earned) if is_freed else (saved, earned + part)
        change = earned + saved - pilots - running
        total += change
        total_cost -= pilots + running
        found.append(
            CashQuarter(
                quarter=quarter,
                label=dates.label(quarter),
                pilots=pilots,
                running=running,
                freed=saved,
                gross_profit=earned,
                net=change,
                cumulative=total,
                cumulative_cost=total_cost,
            )
        )
    return tuple(found)


def peak(quarters: Sequence[CashQuarter]) -> Peak:
    """The most that the company is ever in for, if effects come as they are likely to."""
    deepest = min(quarters, key=lambda quarter: quarter.cumulative)
    return Peak(min(deepest.cumulative, Decimal(0)), deepest.label)


def peak_without_effect(quarters: Sequence[CashQuarter], planned: int) -> Peak:
    """The same at the end of the roadmap's `planned` quarters, if nothing is earned and nobody stops."""
    last = quarters[planned - 1]
    return Peak(last.cumulative_cost, last.label)


def tranches(
    planned: Sequence[Planned],
    initiatives: Mapping[str, Initiative],
    costs: Mapping[str, tuple[Decimal, Decimal]],
) -> tuple[Tranche, ...]:
    """By date. `costs`: of each initiative its pilot's and its yearly running cost."""
    found = [
        tranche
        for one in planned
        for tranche in _tranches(one, initiatives[one.initiative], *costs[one.initiative])
    ]
    return tuple(sorted(found, key=lambda tranche: (tranche.date, tranche.initiative)))


def _tranches(
    planned: Planned, initiative: Initiative, pilot: Decimal, running: Decimal
) -> Iterator[Tranche]:
    """A pilot's money is spent evenly over its weeks; a gate lets go what is due until the next.

    A playbook may have got other gates since the roadmap was made: those that both have are told.
    """
    weeks = WEEKS * max(planned.pilot.quarters, 1)
    spent = [pilot * min(gate.week, weeks) / weeks for gate in initiative.gates]
    spent[-1] = pilot  # at the decision the pilot is over, though it ends some days before its last quarter
    upto = [*spent[1:], pilot + (running if planned.project else 0)]
    for gate, before, after in zip(planned.gates, spent, upto, strict=False):
        yield Tranche(
            initiative=planned.initiative,
            title=planned.title,
            gate=gate.name,
            date=gate.date,
            decides=gate.decides,
            spent=before,
            releases=after - before,
        )
