"""What an initiative is expected to earn, in numbers that somebody stands for.

The effect of a full year is a product: how many are reached × what changes for each × what one is worth.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from assess.model.playbook import ThreePoint
from assess.model.record import Count, Date, Flag, Id, Number, Record, Share, Text


class Driver(StrEnum):
    """What an initiative changes; the unit of `change` follows from it."""

    RETENTION = "retention"
    """Points of retention: customers more in 100 who stay for the year."""
    CONVERSION = "conversion"
    """Points: people more in 100 of those reached who do what the KPI counts."""
    ORDERS = "orders"
    """Orders more for each customer reached, a year."""
    MARGIN = "margin"
    """Points of gross margin on the revenue of the customers reached."""
    NEW_CUSTOMERS = "new-customers"
    """Customers more who are won in a year."""
    CONTACTS = "contacts"
    """Contacts fewer for each customer reached, a year: cost to serve."""
    SPENDING = "spending"
    """Thousand of the currency a year that leave the budget."""


class Begins(StrEnum):
    """When the effect sets in."""

    PILOT_DECIDED = "pilot-decided"
    PROJECT_STARTS = "project-starts"
    PROJECT_ENDS = "project-ends"


class Factor(Record):
    """One number of a product: a figure of the engagement, or a value of its own with its range.

    A number whose unit begins with `per cent` counts as a hundredth.
    """

    what: Text = ""
    """What it is, in words; a figure has its own."""
    figure: Id | None = None
    """The engagement's figure that is taken."""
    period: Text | None = None
    """The period of that figure; the latest without it."""
    value: Number | None = None
    """The likely value, where no figure is named."""
    low: Number | None = None
    high: Number | None = None
    unit: Text = ""


class Benefit(Record):
    """One effect of one initiative on gross profit or on what is spent.

    Without `reached` or `worth`, the driver's own figures are taken, where it has any.
    """

    initiative: Id
    driver: Driver
    """What changes."""
    change: ThreePoint
    """Low, likely, high, in the driver's unit."""
    by_pilot: Flag = False
    """Whether the pilot's KPI measures this change: its result then takes the place of these numbers."""
    baseline: Annotated[Number, Field(ge=0, lt=100)] | None = None
    """Of a conversion: how many in 100 do it already. Only the others can be won."""
    group: Id | None = None
    """Whom it reaches. Benefits with the same group and kind draw on the same people, who count once."""
    overlaps: dict[Id, Share] = Field(default_factory=dict)
    """Per cent of it that the named initiative would bring as well: deducted where both are planned."""
    reached: tuple[Factor, ...] = ()
    """How many a year: a product."""
    worth: tuple[Factor, ...] = ()
    """Gross profit (or cost) of one: a product."""
    begins: Begins = Begins.PROJECT_STARTS
    """When the effect sets in."""
    ramp: Count = 0
    """Quarters from then until it is there in full; it grows evenly."""
    decay: Annotated[Number, Field(ge=0, lt=100)] = Field(default=0, validate_default=True)
    """Per cent of it that is lost in each later year."""
    source: Text
    """Where the numbers come from."""
    owner: Text
    """The role that stands for them."""
    date: Date | None = None
    """The day on which they were stated."""
    agreed: Flag = False
    """Whether finance has agreed to them."""
    note: Text = ""
    """What is still to be shown."""
