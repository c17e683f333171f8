"""The Report record: every word and number that any output shows."""

import datetime as dt
from dataclasses import dataclass

from assess.report.blocks import Bullets, Chapter, KeyNumber, Table, Words


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says. `note`: a sentence under the facts, or empty."""

    title: str
    client: str
    sector: str
    facts: tuple[tuple[str, Words], ...]
    note: str
    standing: str
    made_with: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Something the board is asked to decide, and who decides by when."""

    what: Words
    who: Words


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of the summary."""

    gaps: str = "Widest gaps"
    disagreement: str = "Sharpest disagreement"
    customers: str = "The customers' own view"
    earns: str = "What the plan earns, as far as stated"
    moves: str = "Moves in the first ninety days"
    money: str = "What it takes, and the first gate"
    decisions: str = "Decisions asked for"


@dataclass(frozen=True, slots=True)
class Summary:
    """The executive summary, on one page."""

    title: str
    verdict: Words
    apart: Words
    key_numbers: tuple[KeyNumber, ...]
    key_note: Words
    respondents: Words
    headings: Headings
    reviews: Table
    gaps: tuple[tuple[str, Words], ...]
    disagreement: Words
    customers: Words
    earns: Words
    moves: Bullets | None
    money: tuple[tuple[str, Words], ...]
    gate: Words
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, in the order of reading. `accent` is the client's colour, if it has one."""

    language: str
    date: dt.date
    accent: str | None
    cover: Cover
    summary: Summary
    chapters: tuple[Chapter, ...]
