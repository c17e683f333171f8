"""What the roadmap's initiatives cost and earn, as sums over registered assumptions and quarters."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assess.model.engagement import Engagement
from assess.model.playbook import Initiative
from assess.model.roadmap import Planned, Roadmap
from assess.planning.money import schedule
from assess.planning.money.effects import Effect, Learnt, Workings, figure_assumption, names
from assess.planning.money.ledger import Amount, Ledger
from assess.planning.money.record import Ask, Assumption
from assess.planning.money.schedule import Calendar
from assess.planning.money.terms import Costs, Line, Programme, Register
from assess.planning.money.worth import discounts, present

_BASIS = (
    "opening-customers",
    "retention",
    "new-customers",
    "revenue-per-retained-customer",
    "gross-margin-retained",
    "revenue-per-new-customer",
    "gross-margin-new",
    "discount-rate",
)
"""Figures that the forecast rests on: they stand in the register even where no benefit uses them."""


@dataclass(frozen=True)
class Plan:
    """The plan's initiatives with what was found of them. `starts` are the first quarters of the effects."""

    planned: tuple[Planned, ...]
    initiatives: Mapping[str, Initiative]
    effects: tuple[Effect, ...]
    starts: tuple[int, ...]
    programme: Programme[Decimal]
    register: tuple[Assumption, ...]
    asks: tuple[Ask, ...]
    dates: Calendar
    discount: Amount
    planned_quarters: int

    def remark(self, name: str, engagement: Engagement) -> str:
        """Why an initiative has no effect in this case; empty where it has one."""
        if any(effect.initiative == name for effect in self.effects):
            return ""
        if not any(benefit.initiative == name for benefit in engagement.benefits):
            return "Nobody has stated an effect, so only costs stand here."
        if any(ask.why.startswith(name) or name in ask.why for ask in self.asks):
            return "The effect cannot be computed yet: figures are missing."
        return "The effect begins after the years looked at, or the project has no place in the plan."

    @property
    def values(self) -> list[Decimal]:
        """All assumptions at their likely values."""
        return [entry.likely for entry in self.register]

    @property
    def rests(self) -> Mapping[str, frozenset[str]]:
        """By initiative: itself and all planned ones that require or follow it, however far on."""
        return {one.initiative: self._resting(frozenset({one.initiative})) for one in self.planned}

    def _resting(self, on: frozenset[str]) -> frozenset[str]:
        more = {
            one.initiative
            for one in self.planned
            if on.intersection(self.initiatives[one.initiative].prerequisites)
        }
        return on if more <= on else self._resting(on | more)


def plan_of(
    engagement: Engagement,
    ledger: Ledger,
    roadmap: Roadmap,
    initiatives: Iterable[Initiative],
    learnt: Mapping[str, Learnt],
) -> Plan:
    """The plan's initiatives that the playbook knows, with the benefits that can be computed for them."""
    known = {one.id: one for one in initiatives}
    planned = tuple(one for one in roadmap.initiatives if one.initiative in known)
    years, discount = ledger.find("case-years"), ledger.find("discount-rate")
    assert discount is not None  # noqa: S101  # `missing` would have said so
    dates = schedule.calendar(roadmap, int(years.number) if years else None)
    register = Register()
    for given in (ledger.find(name) for name in _BASIS):
        if given:
            register.add(figure_assumption(given))
    workings = Workings(engagement, ledger, register)
    effects, asks = _effects(engagement, workings, planned, dates, learnt)
    factors = discounts(discount.number, dates.quarters)
    lines = tuple(_line(effect, start, dates, factors) for effect, start in effects)
    costs = tuple(_costs(one, known[one.initiative], effects, workings, dates, factors) for one in planned)
    return Plan(
        planned=planned,
        initiatives=known,
        effects=tuple(effect for effect, _ in effects),
        starts=tuple(start for _, start in effects),
        programme=Programme(lines, costs),
        register=register.entries,
        asks=asks,
        dates=dates,
        discount=discount,
        planned_quarters=len(roadmap.quarters),
    )


def _effects(
    engagement: Engagement,
    workings: Workings,
    planned: Sequence[Planned],
    dates: Calendar,
    learnt: Mapping[str, Learnt],
) -> tuple[list[tuple[Effect, int]], tuple[Ask, ...]]:
    """Effects within the years, in the roadmap's order, with their first quarters; and what is missing."""
    called = names(engagement.benefits)
    effects: list[tuple[Effect, int]] = []
    asks: list[Ask] = []
    for one in planned:
        for at, benefit in enumerate(engagement.benefits):
            start = schedule.begin(benefit, one, dates) if benefit.initiative == one.initiative else None
            if start is None or start >= dates.quarters:
                continue
            found = workings.effect(benefit, called[at], learnt.get(one.initiative))
            if isinstance(found, Effect):
                effects.append((found, start))
            else:
                asks += found
    return effects, tuple(asks)


def _line(effect: Effect, start: int, dates: Calendar, factors: Sequence[Decimal]) -> Line[Decimal]:
    timing = schedule.effect_timing(effect.benefit, start, dates)
    return Line(
        initiative=effect.initiative,
        changed=effect.changed,
        worth=effect.earned,
        timing=timing,
        present=present(timing, factors),
        pool=effect.pool,
        base=effect.base or Decimal(1),
        overlaps=tuple((name, 1 - share / 100) for name, share in effect.benefit.overlaps.items()),
    )


def _costs(
    planned: Planned,
    initiative: Initiative,
    effects: Sequence[tuple[Effect, int]],
    workings: Workings,
    dates: Calendar,
    factors: Sequence[Decimal],
) -> Costs[Decimal]:
    begins = [start for effect, start in effects if effect.initiative == initiative.id]
    start = schedule.running_start(planned, begins)
    one_off, running = schedule.one_off_timing(planned, dates), schedule.running_timing(start, dates)
    return Costs(
        initiative=initiative.id,
        one_off=workings.cost(
            initiative, "pilot-cost", "cost of the pilot", schedule.one_off_cost(initiative)
        ),
        running=workings.cost(
            initiative, "running-cost", "yearly running cost", schedule.running_cost(initiative, start)
        ),
        one_off_timing=one_off,
        running_timing=running,
        one_off_present=present(one_off, factors),
        running_present=present(running, factors),
    )
