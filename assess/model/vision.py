"""Step 2: where the company wants to go, derived from what customers need."""

from typing import Annotated

from pydantic import Field

from assess.model.record import Date, Id, Positive, Record, Text


class Need(Record):
    """What customers want or need, and how we know."""

    id: Id
    text: Text
    """What customers want or need."""
    evidence: Text = ""
    """How the company knows."""


class Theme(Record):
    """A direction for innovation, derived from needs."""

    id: Id
    text: Text
    from_: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The needs that it follows from."""


class Target(Record):
    """The level that a capability should reach, by when, and who asked for it."""

    capability: Id
    """A section of the questionnaire."""
    level: Positive
    """The level that is wanted."""
    by: Date | None = None
    """The day by which it is wanted."""
    wanted_by: Text = ""
    """Who asked for it, by role."""
    why: Text = ""
    """Why this level, and by then."""


class Vision(Record):
    """vision.yaml."""

    schema_: Text
    statement: Text
    """What will be true for customers, by when, in two or three sentences."""
    changes_for_customers: Text = ""
    """What customers will notice, in their words."""
    horizon: Date | None = None
    """The day on which the plan ends."""
    needs: tuple[Need, ...] = ()
    """What customers want or need."""
    themes: tuple[Theme, ...] = ()
    """Directions that follow from the needs."""
    targets: tuple[Target, ...] = ()
    """The levels that are wanted."""
