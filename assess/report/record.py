"""The Report record: every word and number that any output shows."""

import datetime as dt
from dataclasses import dataclass

from assess.report.blocks import Bullets, Chapter, Figure, Mark, Table, Words


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first page says."""

    title: str
    client: str
    sector: str
    facts: tuple[tuple[str, Words], ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The executive summary, on one page."""

    title: str
    level: Mark
    level_name: str
    score: Mark
    spread: Words
    respondents: Words
    verdict: Words
    reviews: Table
    commitment: Figure | None
    commitment_note: Words
    gaps: tuple[tuple[str, Words], ...]
    disagreement: Words
    customers: Words
    moves: Bullets | None
    money: Words
    gate: Words
    decisions: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, in the order of reading. `accent` is the client's colour, if it has one."""

    language: str
    date: dt.date
    accent: str | None
    cover: Cover
    summary: Summary
    chapters: tuple[Chapter, ...]
