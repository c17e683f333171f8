"""Assumptions and products of them. The same sums serve exact numbers and drawn ones."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from assess.planning.money.record import Assumption

N = TypeVar("N", Decimal, float)


class Register:
    """Assumptions in the order in which they are first used; each is one, however often it is used."""

    def __init__(self) -> None:
        self._entries: dict[str, Assumption] = {}

    def add(self, entry: Assumption) -> int:
        """Its place among all: where sums find its value."""
        self._entries.setdefault(entry.id, entry)
        return list(self._entries).index(entry.id)

    @property
    def entries(self) -> tuple[Assumption, ...]:
        return tuple(self._entries.values())


@dataclass(frozen=True)
class Product(Generic[N]):
    """`scale` times the values of some assumptions, by their places."""

    scale: N
    terms: tuple[int, ...]

    def of(self, values: Sequence[N]) -> N:
        result = self.scale
        for place in self.terms:
            result *= values[place]
        return result


@dataclass(frozen=True)
class Line(Generic[N]):
    """One effect: what changes in a year (people, orders, …) times what one is worth.

    `timing` is the part of a full year's effect that falls into each quarter, and `present` the same
    discounted and summed up. Lines with the same `pool` draw on the same `base` of people. `overlaps`: the
    part that is left while the named initiative is in the plan.
    """

    initiative: str
    changed: Product[N]
    worth: Product[N]
    timing: tuple[N, ...]
    present: N
    pool: str | None
    base: N
    overlaps: tuple[tuple[str, N], ...]


@dataclass(frozen=True)
class Costs(Generic[N]):
    """What one initiative costs: places of its two costs among the assumptions, and when they fall due."""

    initiative: str
    one_off: int
    running: int
    one_off_timing: tuple[N, ...]
    running_timing: tuple[N, ...]
    one_off_present: N
    running_present: N


@dataclass(frozen=True)
class Programme(Generic[N]):
    """All lines and costs of the plan's initiatives, in the roadmap's order."""

    lines: tuple[Line[N], ...]
    costs: tuple[Costs[N], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(cost.initiative for cost in self.costs)


@dataclass(frozen=True)
class Yearly(Generic[N]):
    """A full year's effects of all lines: what each states, and the part of it that is left."""

    stated: tuple[N, ...]
    left: tuple[N, ...]

    @property
    def net(self) -> tuple[N, ...]:
        return tuple(amount * share for amount, share in zip(self.stated, self.left, strict=True))


def yearly(programme: Programme[N], values: Sequence[N], without: frozenset[str] = frozenset()) -> Yearly[N]:
    """Effects at full run; initiatives in `without` are taken out of the plan first."""
    lines = [line for line in programme.lines if line.initiative not in without]
    present = {line.initiative for line in lines}
    changed = {id(line): line.changed.of(values) for line in lines}
    one = _one(programme)
    pooled = {name: _pool_left(members, one) for name, members in _pools(lines, changed)}
    stated, left = [], []
    for line in programme.lines:
        if line.initiative in without:
            stated.append(one * 0)
            left.append(one)
            continue
        amount = changed[id(line)]
        share = pooled[line.pool] if line.pool and amount > 0 else one
        for other, rest in line.overlaps:
            share = share * rest if other in present else share
        stated.append(amount * line.worth.of(values))
        left.append(share)
    return Yearly(tuple(stated), tuple(left))


def present_values(
    programme: Programme[N], values: Sequence[N], net: Sequence[N], without: frozenset[str] = frozenset()
) -> dict[str, N]:
    """By initiative: its effects less its costs, discounted to the roadmap's first day."""
    found = {
        cost.initiative: -values[cost.one_off] * cost.one_off_present
        - values[cost.running] * cost.running_present
        for cost in programme.costs
        if cost.initiative not in without
    }
    for line, amount in zip(programme.lines, net, strict=True):
        if line.initiative not in without:
            found[line.initiative] += amount * line.present
    return found


def _one(programme: Programme[N]) -> N:
    """One, of the kind of numbers that the programme is made of."""
    return next(
        (line.base / line.base for line in programme.lines), programme.costs[0].one_off_present * 0 + 1
    )


def _pools(lines: Iterable[Line[N]], changed: dict[int, N]) -> Iterator[tuple[str, list[tuple[N, N]]]]:
    """By pool: what each of its lines changes, and how many people there are. Harm is not shared out."""
    members: dict[str, list[tuple[N, N]]] = {}
    for line in lines:
        amount = changed[id(line)]
        if line.pool and amount > 0:
            members.setdefault(line.pool, []).append((amount, line.base))
    yield from members.items()


def _pool_left(members: Sequence[tuple[N, N]], one: N) -> N:
    """The part of the sum that is left when each works on those whom the others have not changed.

    Of n people, shares f change to 1 − (1 − f₁)(1 − f₂)…, as if drawn independently: never more than all.
    """
    base = max(size for _, size in members)
    if len(members) == 1:
        return min(one, base / members[0][0])
    rest, total = one, one * 0
    for amount, _ in members:
        share = amount / base
        total += share
        rest *= one - min(one, share)
    return (one - rest) / total
