"""`assess score`: answers to scores and levels."""

import csv
import io
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
    headings = ("", "Score", "Range", "Level", "Answered", "Missing")
    name = f"{scored.questionnaire.id} {scored.questionnaire.version}"
    when = f", {scored.assessment.isoformat()}" if scored.assessment else ""
    people = sum(scored.respondents.values())
    voices = f"{people} respondent{'' if people == 1 else 's'}"
    title = f"{scored.overall.title} ({name}{when}, {voices})"
    rows = [_row(section, depth) for section, depth in _walk(scored.overall, 0) if section.counts.questions]
    terminal.table(headings, rows, title=title, right=(1, 4, 5))
    if scored.lenses:
        rows = [_row(section, depth) for lens in scored.lenses for section, depth in _walk(lens, 0)]
        terminal.out("")
        terminal.table(headings, rows, title="The same answers through the lenses", right=(1, 4, 5))


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
        "  " * depth + f"{section.id} {section.title}" if depth else section.title,
        "" if section.shown is None else f"{section.shown:.1f}",
        spread,
        level,
        str(counts.answered),
        str(missing) if missing else "",
    )


def _blank(value: object) -> object:
    return "" if value is None else value
