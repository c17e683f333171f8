"""Step 2: where the company wants to go, derived from what customers need."""

from typing import Annotated

from pydantic import Field

from assess.model.record import Date, Id, Positive, Record, Text


class Need(Record):
    """What customers want or need, and how we know."""

    id: Id
    text: Text
    evidence: Text = ""


class Theme(Record):
    """A direction for innovation, derived from needs."""

    id: Id
    text: Text
    from_: Annotated[tuple[Id, ...], Field(min_length=1)]


class Target(Record):
    """The level that a capability should reach, by when, and who asked for it."""

    capability: Id
    level: Positive
    by: Date | None = None
    wanted_by: Text = ""
    why: Text = ""


class Vision(Record):
    """vision.yaml."""

    schema_: Text
    statement: Text
    changes_for_customers: Text = ""
    horizon: Date | None = None
    needs: tuple[Need, ...] = ()
    themes: tuple[Theme, ...] = ()
    targets: tuple[Target, ...] = ()
