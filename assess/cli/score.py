"""`assess score`: answers to scores and levels."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import typer

from assess.cli import terminal
from assess.cli.engagements import HERE, At, Folder, open_engagement, scorecard
from assess.model.scorecard import Scorecard as ScorecardDocument
from assess.model.scorecard import ScoredSection
from assess.scoring.document import document


class Format(StrEnum):
    """How the scorecard is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def command(
    folder: Folder = HERE,
    at: At = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="How to write the scorecard.")
    ] = Format.TABLE,
) -> None:
    """Score the answers into maturity levels."""
    scored = document(scorecard(open_engagement(folder, at, scoring_only=True)))
    if form is Format.JSON:
        terminal.out(scored.model_dump_json(by_alias=True, indent=2))
    elif form is Format.CSV:
        terminal.out(as_csv(scored))
    else:
        show(scored)


def show(scored: ScorecardDocument) -> None:
    """Two tables: the sections of the questionnaire, then its lenses."""
    name = f"{scored.questionnaire.id} {scored.questionnaire.version}"
    when = f", {scored.assessment.isoformat()}" if scored.assessment else ""
    people = sum(scored.respondents.values())
    voices = f"{people} respondent{'' if people == 1 else 's'}"
    title = f"{scored.overall.title} ({name}{when}, {voices})"
    _table([pair for pair in _walk(scored.overall, 0) if pair[0].counts.questions], title)
    if scored.lenses:
        terminal.out("")
        _table(
            [pair for lens in scored.lenses for pair in _walk(lens, 0)], "The same answers through the lenses"
        )


def show_reviews(scored: ScorecardDocument, title: str) -> None:
    """The whole and its reviews only."""
    _table(
        [pair for pair in _walk(scored.overall, 0) if pair[0].counts.questions and pair[1] < _INNER], title
    )


_INNER = 2
_HEADINGS = ("", "Score", "Range", "Level", "Answered", "Missing")


def _table(sections: Sequence[tuple[ScoredSection, int]], title: str) -> None:
    """All columns where there is room; else without empty ones, without counts, with levels as numbers."""
    columns = dict(zip(_HEADINGS, zip(*(_row(*pair) for pair in sections), strict=True), strict=True))
    filled = [heading for heading in _HEADINGS if any(columns[heading])]
    some = [heading for heading in filled if heading != "Answered"]
    short = columns | {"Level": tuple(_level_number(section) for section, _ in sections)}
    layouts = [
        _layout(columns, _HEADINGS),
        _layout(columns, filled),
        _layout(columns, some),
        _layout(short, some),
        _layout(short, [heading for heading in some if heading != "Missing"]),
        _layout(short, ("", "Score", "Level")),
    ]
    whole, *narrower = layouts
    terminal.table(whole.headings, whole.rows, title=title, right=whole.right, narrower=narrower)


def _layout(columns: Mapping[str, Sequence[str]], headings: Sequence[str]) -> terminal.Table:
    rows = list(zip(*(columns[heading] for heading in headings), strict=True))
    numbers = [i for i, heading in enumerate(headings) if heading in {"Score", "Answered", "Missing"}]
    return terminal.Table(headings, rows, numbers)


def as_csv(scored: ScorecardDocument) -> str:
    """One line a section of every tree, parents first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        [
            "tree",
            "id",
            "title",
            "depth",
            "score",
            "shown",
            "low",
            "high",
            "level",
            "level_name",
            "indicative",
            "answered",
            "unknown",
            "not_applicable",
            "unanswered",
            "not_asked",
        ]
    )
    for tree in (scored.overall, *scored.lenses):
        for section, depth in _walk(tree, 0):
            extent, counts = section.range, section.counts
            writer.writerow(
                [
                    tree.id,
                    section.id,
                    section.title,
                    depth,
                    _blank(section.score),
                    _blank(section.shown),
                    _blank(extent and extent.low),
                    _blank(extent and extent.high),
                    _blank(section.level),
                    section.level_name or "",
                    str(section.indicative).lower(),
                    counts.answered,
                    counts.unknown,
                    counts.not_applicable,
                    counts.unanswered,
                    counts.not_asked,
                ]
            )
    return text.getvalue()


def _walk(section: ScoredSection, depth: int) -> list[tuple[ScoredSection, int]]:
    return [(section, depth), *(pair for inner in section.sections for pair in _walk(inner, depth + 1))]


def _row(section: ScoredSection, depth: int) -> tuple[str, ...]:
    extent, counts = section.range, section.counts
    spread = (
        f"{extent.shown_low:.1f} to {extent.shown_high:.1f}" if extent and extent.low != extent.high else ""
    )
    level = "" if section.level is None else f"{section.level} {section.level_name or ''}".rstrip()
    if section.indicative:
        level = f"({section.indicative_level}) indicative"
    missing = counts.unknown + counts.unanswered
    return (
        "  " * depth + _name(section) if depth else section.title,
        "" if section.shown is None else f"{section.shown:.1f}",
        spread,
        level,
        str(counts.answered),
        str(missing) if missing else "",
    )


def _name(section: ScoredSection) -> str:
    """The title, behind the id where that says something else: `F1 Customer resources`, but `Financial`."""
    words = set(_WORD.findall(section.title.casefold()))
    return (
        section.title
        if words.issuperset(_WORD.findall(section.id.casefold()))
        else f"{section.id} {section.title}"
    )


_WORD = re.compile(r"\w+")


def _level_number(section: ScoredSection) -> str:
    if section.indicative:
        return f"({section.indicative_level})"
    return "" if section.level is None else str(section.level)


def _blank(value: object) -> object:
    return "" if value is None else value
