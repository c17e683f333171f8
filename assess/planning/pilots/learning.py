"""What pilots have shown, for the plan: by initiative the verdict that stands, its effect and date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.model.pilot import Verdict

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from assess.model.pilot import Pilot
    from assess.planning.pilots.findings import Effect


@dataclass(frozen=True)
class Learnt:
    """`verdict` is what was decided, or else what the frozen rule says; `effect` what was found, if read.

    `decided`: whether people took the decision. `reason` is theirs, or that of the reading. A result that
    cannot be trusted (a split that failed, a design changed in silence) brings no effect.
    """

    initiative: str
    pilot: str
    verdict: Verdict
    date: dt.date
    effect: Effect | None
    decided: bool
    reason: str


def learnt(pilots: Iterable[Pilot], today: dt.date) -> Mapping[str, Learnt]:
    """By initiative, from its latest pilot that was decided or read by a day; later decisions are unknown.

    An initiative whose pilots have all shown nothing yet stands with `not-yet`.
    """
    found = [_one(pilot, today) for pilot in pilots]
    found.sort(key=lambda one: (one.verdict != Verdict.NOT_YET, one.date, one.pilot))
    return {one.initiative: one for one in found}


def _one(pilot: Pilot, today: dt.date) -> Learnt:
    from assess.planning.pilots.reading import read  # the statistics, where there is something to read

    reading = read(pilot, today)
    decision = pilot.decision if pilot.decision and pilot.decision.date <= today else None
    if decision:
        reason = decision.reason or reading.reason
        return Learnt(
            pilot.initiative,
            pilot.id,
            decision.verdict,
            decision.date,
            reading.effect,
            decided=True,
            reason=reason,
        )
    date = pilot.results.date if pilot.results and reading.effect else today
    return Learnt(
        pilot.initiative,
        pilot.id,
        reading.verdict,
        date,
        reading.effect,
        decided=False,
        reason=reading.reason,
    )
