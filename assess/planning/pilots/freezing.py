"""A design is frozen before the start; afterwards every change is on record, or the pilot cannot be read."""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from assess.model.assembly import digest
from assess.model.pilot import Change, Design, Frozen, Pilot


class Standing(StrEnum):
    """How a design stands to what is on record."""

    DRAFT = "draft"
    AS_FROZEN = "as-frozen"
    AS_CHANGED = "as-changed"
    DIFFERENT = "different"


class FreezingError(Exception):
    """It cannot be frozen or changed; the message says why."""


def standing(pilot: Pilot) -> Standing:
    """Whether the design equals the one that was frozen, or the last change of it."""
    if pilot.recorded is None:
        return Standing.DRAFT
    if pilot.recorded != pilot.digest:
        return Standing.DIFFERENT
    return Standing.AS_CHANGED if pilot.changes else Standing.AS_FROZEN


def frozen(pilot: Pilot, on: dt.date) -> Pilot:
    """With its design frozen on a day.

    Raises:
        FreezingError: it is frozen already, has begun, or has results.
    """
    if pilot.frozen:
        raise FreezingError(f"the design was frozen on {pilot.frozen.date}; record a change instead")
    if pilot.results:
        raise FreezingError("there are results already; a design is frozen before anybody has seen them")
    if pilot.starts and pilot.starts < on:
        raise FreezingError(f"it began on {pilot.starts}; a design is frozen before the start")
    return pilot.model_copy(update={"frozen": Frozen(date=on, digest=pilot.digest)})


def changed(pilot: Pilot, on: dt.date, by: Sequence[str], why: str, design: Design | None = None) -> Pilot:
    """With a change on record: to `design`, or to the design in the document, which was changed by hand.

    What was changed can only be named where the former design is known.

    Raises:
        FreezingError: it was never frozen, nothing was changed, nobody or no reason is named, or the day
            lies before the last that is on record.
    """
    if pilot.frozen is None:
        raise FreezingError("the design is not frozen yet; change it as you like")
    if not why.strip() or not any(name.strip() for name in by):
        raise FreezingError("a change needs a reason and the names of those who decided it")
    new = pilot.design if design is None else design
    if digest(new) == pilot.recorded:
        raise FreezingError("the design is the one on record; nothing was changed")
    last = pilot.changes[-1].date if pilot.changes else pilot.frozen.date
    if on < last:
        raise FreezingError(f"the last change on record is of {last}")
    known = standing(pilot) != Standing.DIFFERENT
    fields = differences(pilot.design, new) if known else ()
    change = Change(date=on, why=why, by=tuple(by), digest=digest(new), fields=fields)
    return pilot.model_copy(update={"design": new, "changes": (*pilot.changes, change)})


def differences(old: Design, new: Design) -> tuple[str, ...]:
    """The keys whose values differ, from the design down: `test.arms.0.planned`."""
    plain = [design.model_dump(mode="json", by_alias=True, exclude_defaults=True) for design in (old, new)]
    return tuple(_differences(plain[0], plain[1], ""))


def _differences(old: Any, new: Any, at: str) -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from _differences(old.get(key), new.get(key), f"{at}.{key}" if at else str(key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (first, second) in enumerate(zip(old, new, strict=True)):
            yield from _differences(first, second, f"{at}.{index}")
    elif old != new:
        yield at
