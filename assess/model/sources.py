"""What a questionnaire stands on: sources, their figures, and statements traced to its questions."""

from assess.model.record import Id, Record, Text, Whole


class CitedSource(Record):
    """Where a framework, figure or formula comes from."""

    id: Id
    author: Text = ""
    title: Text
    year: Whole | None = None
    note: Text = ""


class Figure(Record):
    """A dated figure of a source, for context; `beside` is the unscored question that asks the same."""

    id: Id
    text: Text
    value: Text
    unit: Text = ""
    year: Whole
    horizon: Text = ""
    """The period that the figure speaks of."""
    source: Id
    beside: Id | None = None
    """The unscored question that asks the same."""


class Statement(Record):
    """What the framework holds, in our own words, traced to the questions that ask it."""

    id: Id
    step: Text = ""
    """The step of the framework that it belongs to."""
    lens: Id | None = None
    """The lens that shows it."""
    text: Text
    source: Id
    questions: tuple[Id, ...]
