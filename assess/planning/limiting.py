"""What limits a plan, told: the records of roadmap.yaml with a sentence each."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import inf

from assess.model.roadmap import Lever, Moved, Outlook, Proof, Relaxed, Search
from assess.planning import sequence
from assess.planning.reasons import Names, listed, plain
from assess.planning.room import AT_ONCE, AT_RISK, BUDGET
from assess.planning.sequence import Schedule
from assess.planning.totals import decimal, worth
from assess.text.numbers import rounded

_SMALL = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def proof(schedule: Schedule) -> Proof | None:
    """How good the plan is; None where nothing was left to close. The bound is never below what it bounds."""
    found = schedule.proof
    if found is None or not found.most:
        return None
    own, greedy = worth(found.value, found), worth(found.greedy, found)
    is_proven = found.stop is Search.PROVEN
    most = own if is_proven else max(own, worth(found.bound, found))
    at_most = most.quantize(Decimal("0.1"), ROUND_CEILING)
    ended = "when its time was up" if found.stop is Search.CLOCK else "at its limit of steps"
    better = (
        "it is proven that no plan under the same limits counts more"
        if is_proven
        else f"the search for a better one ended {ended}, and none counts more than {at_most}"
    )
    says = (
        "Were all wanted levels reached at once, that would count 100. "
        f"This plan counts {rounded(own, 1)}; {better}. "
        "Taking what gains most for each day of work first, as one would by hand, "
        f"counts {'the same' if greedy == own else rounded(greedy, 1)}."
    )
    return Proof(worth=own, at_most=most, greedy=greedy, stopped_by=found.stop, nodes=found.nodes, says=says)


def levers(schedule: Schedule, targets: Iterable[Outlook], names: Names) -> tuple[Lever, ...]:
    """Each limit that buys something, with the levels that it moves."""
    proof = schedule.proof
    if proof is None or not proof.most:
        return ()
    before = {outlook.capability: outlook for outlook in targets}
    return tuple(_lever(lever, proof, before, names) for lever in schedule.levers)


def _lever(
    lever: sequence.Lever, proof: sequence.Proof, before: Mapping[str, Outlook], names: Names
) -> Lever:
    moved = tuple(
        Moved(capability=name, before=before[name].reached_in, after=after)
        for name, after in lever.reached_in.items()
        if name in before and after != before[name].reached_in
    )
    then, now = worth(lever.value, proof), worth(proof.value, proof)
    told = [_moved(one, before[one.capability], names) for one in sorted(moved, key=_sooner)]
    effects = f": {listed(told)}" if told else ""
    return Lever(
        limit=lever.limit,
        adds=decimal(lever.adds, 1),
        since=lever.since,
        worth=then,
        moved=moved,
        says=(
            f"{_more(lever, names)} would make it count {rounded(then, 1)} "
            f"instead of {rounded(now, 1)}{effects}."
        ),
    )


def _sooner(moved: Moved) -> float:
    """What is won most first, what is lost last."""
    if moved.after is None:
        return inf
    return -inf if moved.before is None else moved.after - moved.before


def _more(lever: sequence.Lever, names: Names) -> str:
    since = f" from {names.quarter(lever.since)} on" if lever.since else ""
    if lever.limit == AT_ONCE:
        return f"One more change at a time{since}"
    if lever.limit == AT_RISK:
        return f"{plain(lever.adds)} per cent more of revenue at risk at a time{since}"
    if lever.limit == BUDGET:
        return f"{plain(lever.adds)} thousand {names.currency} more a quarter{since}"
    return f"One more person in {names.function(lever.limit)}{since} ({plain(lever.adds)} days a quarter)"


def _moved(moved: Moved, outlook: Outlook, names: Names) -> str:
    level = f"{names.section(moved.capability)} would reach level {outlook.wanted}"
    if moved.after is None:
        return f"{level} no longer"
    if moved.before is None:
        return f"{level} in {names.quarter(moved.after)}"
    away = moved.before - moved.after
    return f"{level} {_quarters(abs(away))} {'earlier' if away > 0 else 'later'}"


def _quarters(number: int) -> str:
    """In words, since it follows the number of a level."""
    return "a quarter" if number == 1 else f"{_SMALL.get(number, str(number))} quarters"


def relaxed(schedule: Schedule, names: Names) -> tuple[Relaxed, ...]:
    """What the levels that are missed would take."""
    return tuple(
        Relaxed(
            capabilities=one.capabilities,
            adds=None
            if one.adds is None
            else {name: decimal(amount, 1) for name, amount in one.adds.items()},
            earliest=one.earliest,
            says=_says(one, names),
        )
        for one in schedule.relaxations
    )


def _says(one: sequence.Relaxation, names: Names) -> str:
    levels = listed([names.section(name) for name in one.capabilities])
    if one.adds is None and one.earliest is None:
        return f"{levels}: no plan gets there before the end of {names.last}, whatever the limits."
    if one.adds is None:
        return (
            f"{levels}: time stands in the way, not a limit. "
            f"{names.quarter(one.earliest or 0)} is the earliest that any plan could make."
        )
    if not one.adds:
        return (
            f"{levels}: could be reached in time with the same people and money if it came before other "
            "levels; all in all the plan would then count less."
            if len(one.capabilities) == 1
            else f"{levels}: could all be reached in time with the same people and money if they came before "
            "others; all in all the plan would then count less."
        )
    return f"{levels}: reached in time with {listed(list(_added(one.adds, names)))}."


def _added(adds: Mapping[str, Fraction], names: Names) -> Iterator[str]:
    for name, amount in adds.items():
        if name == AT_ONCE:
            yield "one more change at a time" if amount == 1 else f"{plain(amount)} more changes at a time"
        elif name == AT_RISK:
            yield f"{plain(amount)} per cent more of revenue at risk at a time"
        elif name == BUDGET:
            yield f"{plain(amount)} thousand {names.currency} more a quarter"
        else:
            yield f"{plain(amount)} more person-days a quarter of {names.function(name)}"
