"""The business case of a roadmap, or what to ask for before there can be one."""

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal, localcontext
from types import MappingProxyType

from assess.model.engagement import Engagement
from assess.model.playbook import Initiative
from assess.model.roadmap import ASSUMPTION, Roadmap
from assess.planning.money.amounts import money, number, per_cent
from assess.planning.money.baseline import InFullYear, baseline, standing_still
from assess.planning.money.cash import cash_by_quarter, peak, peak_without_effect, tranches
from assess.planning.money.customer import comparisons, customer_values
from assess.planning.money.deductions import deductions
from assess.planning.money.draws import Drawn, draw
from assess.planning.money.effects import Effect, Learnt, Workings
from assess.planning.money.initiative import Found, case_of
from assess.planning.money.ledger import Ledger
from assess.planning.money.needs import missing, open_questions
from assess.planning.money.programme import Plan, plan_of
from assess.planning.money.record import BusinessCase, CashQuarter, Formula, InitiativeCase, NoCase, Total
from assess.planning.money.terms import Register, Yearly, present_values, yearly
from assess.planning.money.tornado import tornado
from assess.planning.money.worth import Payback, in_floats

DRAWS = 10_000
NOTHING_LEARNT: Mapping[str, Learnt] = MappingProxyType({})


def business_case(
    engagement: Engagement,
    roadmap: Roadmap,
    initiatives: Iterable[Initiative],
    seed: int,
    draws: int = DRAWS,
    learnt: Mapping[str, Learnt] = NOTHING_LEARNT,
) -> BusinessCase | NoCase:
    """`initiatives`: those of the playbook; `learnt`: what pilots have shown, by initiative.

    The same arguments always give the same case. Assumes that every planned pilot leads to its project.
    """
    ledger = Ledger(engagement)
    if lacking := missing(ledger, engagement.currency):
        return NoCase("There is no business case yet: figures are missing that nobody can make up.", lacking)
    with localcontext(Context(prec=28)):
        return _case(
            engagement, ledger, plan_of(engagement, ledger, roadmap, initiatives, learnt), seed, draws
        )


def _case(engagement: Engagement, ledger: Ledger, plan: Plan, seed: int, draws: int) -> BusinessCase:
    effects = yearly(plan.programme, plan.values)
    drawn = draw(in_floats(plan.programme), plan.register, plan.rests, seed, draws)
    total = _total(plan, effects, drawn)
    freed = [effect.kind.freed for effect in plan.effects]
    quarters = cash_by_quarter(plan.programme, plan.values, effects.net, freed, plan.dates)
    forecast = baseline(ledger, plan.dates.years)
    assert forecast is not None  # noqa: S101  # `missing` would have said so
    customer = customer_values(ledger)
    chosen = [plan.initiatives[one.initiative] for one in plan.planned]
    stated = {benefit.initiative for benefit in engagement.benefits}
    return BusinessCase(
        currency=engagement.currency,
        years=plan.dates.years,
        discount_rate=plan.discount.number,
        seed=seed,
        draws=draws,
        customer=customer,
        compared=comparisons(ledger, customer),
        baseline=forecast,
        standing_still=standing_still(
            forecast,
            InFullYear(total.annual, total.running, total.one_off, customer[0].retention_point),
            engagement.currency,
        ),
        initiatives=_initiatives(engagement, ledger, plan, effects, drawn),
        deductions=deductions(plan.programme, effects, {one.initiative: one.title for one in plan.planned}),
        total=total,
        quarters=quarters,
        peak=peak(quarters),
        peak_without_effect=peak_without_effect(quarters, plan.planned_quarters),
        tranches=tranches(plan.planned, plan.initiatives, _costs(plan)),
        tornado=tornado(plan.programme, plan.register, plan.discount, plan.dates.quarters),
        register=plan.register,
        asks=(*plan.asks, *open_questions(engagement, ledger, chosen, stated)),
        people=_people(ledger, plan, engagement.currency),
        method=_method(plan, total, quarters, draws, engagement.currency),
    )


def _costs(plan: Plan) -> dict[str, tuple[Decimal, Decimal]]:
    """Of each initiative its pilot's likely cost, and its yearly running cost."""
    values = plan.values
    return {one.initiative: (values[one.one_off], values[one.running]) for one in plan.programme.costs}


def _total(plan: Plan, effects: Yearly[Decimal], drawn: Drawn) -> Total:
    parts, annual = sum(effects.stated, Decimal(0)), sum(effects.net, Decimal(0))
    costs = _costs(plan).values()
    worth = present_values(plan.programme, plan.values, effects.net)
    return Total(
        parts=parts,
        deducted=parts - annual,
        annual=annual,
        running=sum((running for _, running in costs), Decimal(0)),
        one_off=sum((pilot for pilot, _ in costs), Decimal(0)),
        present_value=sum(worth.values(), Decimal(0)),
        payback=_payback(plan, effects, frozenset(plan.programme.ids)),
        pays=drawn.pays,
        survives=drawn.survives,
        range=drawn.present_value,
        payback_range=drawn.payback,
    )


def _payback(plan: Plan, effects: Yearly[Decimal], of: frozenset[str]) -> int | None:
    quarters = Payback(plan.programme, of).quarters(plan.values, effects.net)
    return int(quarters) if quarters <= plan.dates.quarters else None


def _initiatives(
    engagement: Engagement, ledger: Ledger, plan: Plan, effects: Yearly[Decimal], drawn: Drawn
) -> tuple[InitiativeCase, ...]:
    """In the roadmap's order."""
    spare = Workings(engagement, ledger, Register())

    def latest(effect: Effect) -> Effect | None:
        newer = spare.with_latest(effect.benefit)
        found = spare.effect(newer, "latest", effect.learnt) if newer else None
        return found if isinstance(found, Effect) else None

    worth = present_values(plan.programme, plan.values, effects.net)
    costs, rests = _costs(plan), plan.rests
    found = []
    for planned in plan.planned:
        name = planned.initiative
        own = [at for at, effect in enumerate(plan.effects) if effect.initiative == name]
        one_off, running = costs[name]
        one = Found(
            initiative=plan.initiatives[name],
            planned=planned,
            effects=tuple(plan.effects[at] for at in own),
            starts=tuple(plan.starts[at] for at in own),
            parts=sum((effects.stated[at] for at in own), Decimal(0)),
            annual=sum((effects.net[at] for at in own), Decimal(0)),
            one_off=one_off,
            running=running,
            present_value=worth[name],
            payback=_payback(plan, effects, frozenset({name})),
            rests_on_it=tuple(
                other.initiative for other in plan.planned if other.initiative in rests[name] - {name}
            ),
            remark=plan.remark(name, engagement),
        )
        found.append(case_of(one, drawn.chances[name], latest, plan.dates, engagement.currency))
    return tuple(found)


def _people(ledger: Ledger, plan: Plan, currency: str) -> Formula | None:
    day = ledger.find("person-day")
    if day is None:
        return None
    days = sum((one.person_days for one in plan.planned), Decimal(0))
    return Formula(
        id="people",
        name="Time of the company's own people, pilots and projects together",
        words="likely person-days × cost of a day",
        numbers=f"{number(days)} × {day.words}",
        result=days * day.number,
        unit=currency,
        period=day.figure.period,
        source="Definition",
        note="Not in the present values: these people are paid in any case.",
    )


def _method(
    plan: Plan, total: Total, quarters: tuple[CashQuarter, ...], draws: int, currency: str
) -> tuple[Formula, ...]:
    years, rate = plan.dates.years, plan.discount.number
    earned = sum((quarter.gross_profit + quarter.freed for quarter in quarters), Decimal(0))
    spent = sum((quarter.pilots + quarter.running for quarter in quarters), Decimal(0))
    return (
        Formula(
            id="present-value",
            name="Present value of the plan",
            words=(
                "for each quarter: (gross profit + money freed − pilots − running cost) / "
                "(1 + discount rate)^(quarters passed / 4); all added up"
            ),
            numbers=(
                f"{money(earned, currency)} earned and freed and {money(spent, currency)} spent in {years} "
                f"years, each quarter's at {per_cent(rate)} a year"
            ),
            result=total.present_value,
            unit=currency,
            source="Net present value; what a quarter brings or costs counts at its end",
            note=f"Without people's time and taxes, and {ASSUMPTION}.",
        ),
        Formula(
            id="ranges",
            name="Ranges",
            words=(
                "each uncertain assumption is drawn between its low and its high, most often near the likely "
                "value (triangular distribution); a pilot's estimate by its interval (normal distribution)"
            ),
            numbers=f"{number(Decimal(draws))} scenarios; one in ten below the low end, one above the high",
            result=total.pays,
            unit="share of scenarios in which the plan pays",
            source="D. Johnson, The Statistician 46 (1997), on the triangular distribution",
            note="Assumptions are drawn one by one, as if none depended on another.",
        ),
    )
