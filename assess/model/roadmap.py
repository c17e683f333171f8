"""The roadmap: which initiatives, in which quarters, and what the scorecard would then be."""

from typing import Annotated

from pydantic import Field

from assess.model.record import Count, Date, Id, Number, Record, Text, Whole


class Stretch(Record):
    """Quarters from `start` (0 is the first planned quarter) on."""

    start: Count
    quarters: Annotated[Count, Field(ge=1)]

    @property
    def end(self) -> int:
        """The first quarter after it."""
        return self.start + self.quarters


class Planned(Record):
    """One initiative on the roadmap. `priority`: gain towards the wanted levels per likely person-day."""

    initiative: Id
    pilot: Stretch
    project: Stretch
    priority: Number
    person_days: Number


class LeftOut(Record):
    """An initiative of the playbook that is not on the roadmap, and why."""

    initiative: Id
    reason: Text


class Projection(Record):
    """What the scoring function says once the work of the quarters up to here has changed the answers."""

    quarter: Count
    scores: dict[Id, Number]
    levels: dict[Id, Whole]


class Roadmap(Record):
    """roadmap.yaml, written by `assess plan`. `inputs` is the digest of what it was computed from."""

    schema_: Text
    inputs: Text
    assessment: Date
    method: Text
    starts: Date
    at_once: Count
    initiatives: tuple[Planned, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    projections: tuple[Projection, ...] = ()
