"""What is taken off the sum of the parts, and why: the same customers must not count twice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assess.planning.money.amounts import number, per_cent
from assess.planning.money.record import Deduction
from assess.planning.money.terms import Line, Programme, Yearly


@dataclass(frozen=True)
class _Taken:
    """Of one line: its stated effect, what stated overlaps take, and what sharing the same people takes."""

    line: Line[Decimal]
    stated: Decimal
    by_overlap: Decimal
    by_people: Decimal


def deductions(
    programme: Programme[Decimal], effects: Yearly[Decimal], titles: Mapping[str, str]
) -> tuple[Deduction, ...]:
    """Their `deducted` add up to the difference between all parts and the total."""
    planned = set(programme.ids)
    taken = [
        _taken(line, stated, left, planned)
        for line, stated, left in zip(programme.lines, effects.stated, effects.left, strict=True)
    ]
    return (*_people(taken), *_overlaps(taken, titles, planned))


def _taken(line: Line[Decimal], stated: Decimal, left: Decimal, planned: set[str]) -> _Taken:
    kept = Decimal(1)
    for name, rest in line.overlaps:
        kept *= rest if name in planned else 1
    by_overlap = stated * (1 - kept)
    return _Taken(line, stated, by_overlap, stated * (1 - left) - by_overlap)


def _people(taken: Sequence[_Taken]) -> Iterator[Deduction]:
    pools = dict.fromkeys(one.line.pool for one in taken if one.line.pool and one.by_people)
    for pool in pools:
        members = [one for one in taken if one.line.pool == pool]
        base = max(one.line.base for one in members)
        kind, _, group = (pool or "").partition(":")
        whom = "who would leave" if kind == "retention" else "who do not do it yet"
        yield Deduction(
            what=f"The same people, counted once ({group})",
            initiatives=tuple(dict.fromkeys(one.line.initiative for one in members)),
            parts=sum((one.stated for one in members), Decimal(0)),
            deducted=sum((one.by_people for one in members), Decimal(0)),
            words=(
                f"Each works only on those of {number(base)} people {whom} whom the others have not changed; "
                "together they can never change more than all of them."
            ),
        )


def _overlaps(taken: Sequence[_Taken], titles: Mapping[str, str], planned: set[str]) -> Iterator[Deduction]:
    for one in taken:
        named = [(name, rest) for name, rest in one.line.overlaps if name in planned]
        if one.by_overlap:
            said = " and ".join(
                f"“{titles.get(name, name)}” ({per_cent(1 - rest)} of its effect)" for name, rest in named
            )
            yield Deduction(
                what="Brought by another initiative as well, as stated",
                initiatives=(one.line.initiative, *(name for name, _ in named)),
                parts=one.stated,
                deducted=one.by_overlap,
                words=f"“{titles.get(one.line.initiative, one.line.initiative)}” shares with {said}.",
            )
