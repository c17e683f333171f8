"""What a report is made of. Templates place these; nothing is computed after them.

A number never stands in a text by itself: it is a `Mark`, which names the field of the scorecard (or of
another record) that it was taken from, so that a test can compare all that is printed with what was computed.
"""

from dataclasses import dataclass
from enum import StrEnum

from assess.report.charts import Chart


@dataclass(frozen=True, slots=True)
class Mark:
    """A number, level or count as printed, and the field that it comes from (`C4.score`, `overall.level`)."""

    field: str
    text: str

    def __str__(self) -> str:
        return self.text


Words = tuple[str | Mark, ...]
"""A sentence: texts and marked numbers in turn."""

Piece = str | Mark | Words
"""What sentences and cells are put together from."""


def words(*pieces: Piece) -> Words:
    """A sentence from its pieces; empty texts are dropped, so that one can ask whether anything is said."""
    flat = [one for piece in pieces for one in (piece if isinstance(piece, tuple) else (piece,))]
    return tuple(one for one in flat if isinstance(one, Mark) or one)


class Tone(StrEnum):
    """How loud a paragraph is."""

    LEAD = "lead"
    BODY = "body"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    words: Words
    tone: Tone = Tone.BODY
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; `anchor` can be linked to. `depth` 2 stands in the contents, 3 does not."""

    text: str
    anchor: str
    depth: int = 2
    opens_page: bool = False
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    items: tuple[Words, ...]
    ordered: bool = False
    kind: str = "bullets"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; numbers stand at the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; the first cell is its heading. `emphasis` marks a total or a group."""

    cells: tuple[Words, ...]
    emphasis: bool = False


def columns(*titles: str, numeric: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The columns of a table, those in `numeric` set to the right."""
    return tuple(Column(title, numeric=title in numeric) for title in titles)


def row(*cells: Piece, emphasis: bool = False) -> Row:
    """A row from its cells."""
    return Row(tuple(words(cell) for cell in cells), emphasis=emphasis)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption that says what it shows."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with the sentence that a reader should take from it."""

    chart: Chart
    caption: Words
    kind: str = "figure"


@dataclass(frozen=True, slots=True)
class CallOut:
    """Something that must not be overlooked, or a box of dated context (`dated`)."""

    title: str
    body: tuple[Words, ...]
    dated: bool = False
    kind: str = "callout"


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One large number and what it says."""

    value: Mark
    label: str


@dataclass(frozen=True, slots=True)
class KeyNumbers:
    """A row of large numbers."""

    numbers: tuple[KeyNumber, ...]
    kind: str = "numbers"


Meaning = Words | tuple[Words, ...]
"""What is said of a term: one sentence, or a list of several."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """Terms and what is said of each."""

    items: tuple[tuple[str, Meaning], ...]
    kind: str = "definitions"


@dataclass(frozen=True, slots=True)
class Card:
    """Something on a card of its own, such as an initiative: a title, a line under it, and its parts."""

    title: str
    anchor: str
    subtitle: Words
    lead: Words
    parts: tuple[tuple[str, Meaning], ...]
    kind: str = "card"


Parts = tuple[tuple[str, Meaning], ...]
"""Headings, each with what is said under it."""


@dataclass(frozen=True, slots=True)
class Charter:
    """A pilot on one page: what its team works by. `facts` stand in a row under the lead.

    `state` says what has become of it so far. `design` is how it is tried, `rule` its three ends; `gates` are
    its days, `tasks` who does what in the first week, `takes` what it takes. Each of `foot` is a column.
    """

    title: str
    anchor: str
    subtitle: Words
    lead: Words
    facts: tuple[tuple[str, Words], ...]
    state: tuple[Words, ...]
    design: Parts
    rule: tuple[tuple[str, Words], ...]
    gates: tuple[tuple[str, Words], ...]
    tasks: tuple[tuple[str, Words], ...]
    takes: Parts
    foot: tuple[Parts, ...]
    kind: str = "charter"


Block = Paragraph | Heading | Bullets | Table | Figure | CallOut | KeyNumbers | Definitions | Card | Charter


def paragraphs(*sentences: Words) -> list[Block]:
    """A paragraph for each sentence that says something."""
    return [Paragraph(sentence) for sentence in sentences if sentence]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. `step` is the framework's step that it belongs to, empty for lenses and appendices."""

    id: str
    step: str
    title: str
    lead: Words
    blocks: tuple[Block, ...]
