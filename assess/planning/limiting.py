"""What limits a plan, told: the records of roadmap.yaml with a sentence each."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from assess.model.roadmap import Lever, Moved, Outlook, Relaxed
from assess.planning import sequence
from assess.planning.reasons import Names, listed, plain
from assess.planning.room import AT_ONCE, AT_RISK, BUDGET
from assess.planning.sequence import Schedule
from assess.planning.totals import decimal, worth

_SMALL = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def levers(schedule: Schedule, targets: Iterable[Outlook], names: Names) -> tuple[Lever, ...]:
    """Each limit that buys something, with the levels that it moves."""
    proof = schedule.proof
    if proof is None:
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
    then = worth(lever.value, proof)
    effects = [_moved(one, before[one.capability], names) for one in moved]
    now = worth(proof.value, proof)
    share = f"make the plan worth {then:.0f} instead of {now:.0f}"
    return Lever(
        limit=lever.limit,
        adds=decimal(lever.adds, 1),
        since=lever.since,
        worth=then,
        moved=moved,
        says=f"{_more(lever, names)} would {listed([*effects, share])}.",
    )


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
    level = f"bring {moved.capability} to level {outlook.wanted}"
    if moved.after is None:
        return f"no longer {level}"
    if moved.before is None:
        return f"{level} in {names.quarter(moved.after)}"
    away = moved.before - moved.after
    direction = "earlier" if away > 0 else "later"
    return f"{level} {_quarters(abs(away))} {direction}"


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
    levels = listed(one.capabilities)
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
            "levels; all in all the plan would then be worth less."
            if len(one.capabilities) == 1
            else f"{levels}: could all be reached in time with the same people and money if they came before "
            "others; all in all the plan would then be worth less."
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
