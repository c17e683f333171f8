"""What if a limit were another: `budget=+20%, technology=+55 from 2027-07-01` as new limits."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assess.model.engagement import LaterLimits, Limits
from assess.planning.room import AT_ONCE, AT_RISK, BUDGET

_CHANGE = re.compile(
    r"(?P<limit>[\w-]+)\s*=\s*(?P<sign>[+-]?)(?P<amount>\d+(?:\.\d+)?)(?P<share>\s*%)?"
    r"(?:\s+from\s+(?P<day>\d{4}-\d{2}-\d{2}))?"
)
EXAMPLE = "budget=+20%, technology=+55 from 2027-07-01, at-once=5"


class NotUnderstoodError(ValueError):
    """A change that cannot be read, or that speaks of a limit which the engagement does not have."""


@dataclass(frozen=True)
class Change:
    """A limit, and what becomes of it.

    With a `sign` the amount is added or taken away; `is_share`: it is in per cent of what there is. `day`:
    from the quarter of this day on.
    """

    limit: str
    sign: str
    amount: Decimal
    is_share: bool
    day: dt.date | None

    def of(self, before: Decimal) -> Decimal:
        """The new amount; never below nothing."""
        if not self.sign:
            return before * self.amount / 100 if self.is_share else self.amount
        added = before * self.amount / 100 if self.is_share else self.amount
        return max(Decimal(0), before + added if self.sign == "+" else before - added)


def changes(text: str) -> tuple[Change, ...]:
    """The changes of a scenario.

    Raises: NotUnderstoodError.
    """
    found = []
    for part in text.split(","):
        match = _CHANGE.fullmatch(part.strip())
        if match is None:
            msg = f"`{part.strip()}` is no change of a limit; write it like: {EXAMPLE}"
            raise NotUnderstoodError(msg)
        day = match["day"]
        try:
            from_ = dt.date.fromisoformat(day) if day else None
        except ValueError as error:
            msg = f"{day} is no day of the calendar"
            raise NotUnderstoodError(msg) from error
        found.append(
            Change(match["limit"], match["sign"], Decimal(match["amount"]), bool(match["share"]), from_)
        )
    return tuple(found)


def changed(limits: Limits, wanted: Iterable[Change]) -> Limits:
    """The limits with these changes, one after the other.

    Raises: NotUnderstoodError for a limit that the engagement does not have, or less than one change at once.
    """
    for change in wanted:
        known = {**limits.days, AT_ONCE: Decimal(limits.at_once)}
        if limits.budget is not None:
            known[BUDGET] = limits.budget
        if limits.revenue_at_risk is not None:
            known[AT_RISK] = limits.revenue_at_risk
        if change.limit not in known:
            msg = f"the engagement has no limit `{change.limit}`; it has {', '.join(sorted(known))}"
            raise NotUnderstoodError(msg)
        limits = _with(limits, change)
    return limits


def _with(limits: Limits, change: Change) -> Limits:
    if change.limit == AT_RISK and limits.revenue_at_risk is not None:
        if change.day:
            msg = "the revenue at risk has one limit for the whole plan; leave the date away"
            raise NotUnderstoodError(msg)
        return limits.model_copy(update={"revenue_at_risk": change.of(limits.revenue_at_risk)})
    later = [
        step.model_copy(update=_new(step, change))
        for step in limits.later
        if change.day is None or step.from_ >= change.day
    ]
    before = [step for step in limits.later if change.day is not None and step.from_ < change.day]
    if change.day is None:
        return limits.model_copy(update={**_new(limits, change), "later": tuple(later)})
    reached = LaterLimits(from_=change.day, days=limits.days, budget=limits.budget, at_once=limits.at_once)
    for step in sorted(before, key=lambda one: one.from_):
        reached = reached.model_copy(
            update={
                "days": {**reached.days, **step.days},
                "budget": reached.budget if step.budget is None else step.budget,
                "at_once": reached.at_once if step.at_once is None else step.at_once,
            }
        )
    begun = LaterLimits(from_=change.day).model_copy(update=_new(reached, change, only=True))
    return limits.model_copy(update={"later": (*before, begun, *later)})


def _new(step: Limits | LaterLimits, change: Change, *, only: bool = False) -> dict[str, Any]:
    """The changed field of a step; what a later step does not name is left unnamed."""
    if change.limit == AT_ONCE:
        if step.at_once is None:
            return {}
        amount = int(change.of(Decimal(step.at_once)))
        if amount < 1:
            msg = "at least one change has to be possible at a time"
            raise NotUnderstoodError(msg)
        return {"at_once": amount}
    if change.limit == BUDGET:
        return {} if step.budget is None else {"budget": change.of(step.budget)}
    if change.limit not in step.days:
        return {}
    own = {change.limit: change.of(step.days[change.limit])}
    return {"days": own if only else {**step.days, **own}}
