"""`assess vision`: where the company stands, what it might aim at, and whether its vision can guide."""

import datetime as dt
import json
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer

from assess.cli import terminal
from assess.cli.endings import usage
from assess.cli.engagements import HERE, At, Folder, open_engagement, scorecard
from assess.files.documents import shown
from assess.files.engagement_folder import VISION, EngagementFolder
from assess.intake.vision import vision_text
from assess.model.vision import Vision
from assess.planning.ambition import Proposal, proposals
from assess.planning.situation import Basis
from assess.planning.statement import Check, checks
from assess.scoring.card import Scorecard, SectionScore


class Format(StrEnum):
    """How it is written."""

    TABLE = "table"
    JSON = "json"


def command(
    folder: Folder = HERE,
    at: At = None,
    years: Annotated[
        int, typer.Option("--years", min=1, max=5, help="How many years ahead targets are proposed.")
    ] = 1,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write it.")] = Format.TABLE,
    *,
    draft: Annotated[
        bool, typer.Option("--draft", help="Print a vision to complete, with the proposed targets.")
    ] = False,
) -> None:
    """Propose targets from today's scorecard, and test what vision.yaml says."""
    opened = open_engagement(folder, at)
    if opened.date is None:
        raise usage("there is no assessment yet; a vision starts from where the company stands")
    card = scorecard(opened)
    found = proposals(Basis(tuple(one.record for one in opened.answers), card), opened.date, years)
    vision = opened.vision.record if opened.vision else None
    tests = checks(vision, opened.engagement.record.words.values()) if vision else []
    if draft:
        terminal.out(vision_text(card.questionnaire, opened.date, found).rstrip("\n"))
    elif form is Format.JSON:
        terminal.out(json.dumps(_data(found, tests), indent=2, ensure_ascii=False))
    else:
        _show(opened, card, found, tests)


def _data(found: list[Proposal], tests: list[Check]) -> dict[str, Any]:
    told = [{**asdict(one), "by": one.by.isoformat()} for one in found]
    return {"proposals": told, "checks": [asdict(test) for test in tests]}


def _show(opened: EngagementFolder, card: Scorecard, found: list[Proposal], tests: list[Check]) -> None:
    vision = opened.vision.record if opened.vision else None
    by_id = {one.section: one for one in found}
    rows = [
        _row(section, by_id.get(section.id), vision)
        for section in card.overall.walk()
        if not section.sections and section.interval is not None
    ]
    headings = ("Capability", "Score", "Level", "Wanted", "Proposed")
    short = [(row[0], row[2], *(one.partition(" ")[0] for one in row[3:])) for row in rows]
    narrower = [terminal.Table(("Capability", "Level", "Wanted", "Proposed"), short, (1,))]
    terminal.table(
        headings, rows, title="Where it stands, and what to aim at", right=(1, 2), narrower=narrower
    )
    terminal.out("")
    terminal.paragraph(_why(found, card))
    if vision is None:
        place = shown(opened.folder / VISION)
        terminal.paragraph(
            f"There is no {place} yet: `assess vision {shown(opened.folder)} --draft > {place}` begins one."
        )
    for test in tests:
        terminal.lines(
            [
                f"{'yes' if test.holds else 'no ':<3}  {test.question}",
                *([f"     {test.advice}"] if test.advice else ()),
            ]
        )


def _row(section: SectionScore, proposal: Proposal | None, vision: Vision | None) -> tuple[str, ...]:
    wanted = {one.level: one.by for one in vision.targets if one.capability == section.id} if vision else {}
    return (
        f"{section.id} {section.title}",
        "" if section.shown is None else f"{section.shown:.1f}",
        "" if section.reach is None else str(section.reach),
        _level(max(wanted), wanted[max(wanted)]) if wanted else "",
        _level(proposal.level, proposal.by) if proposal else "",
    )


def _level(level: int, by: dt.date | None) -> str:
    return f"{level} by {by}" if by else str(level)


def _why(found: list[Proposal], card: Scorecard) -> str:
    if not found:
        return "Nothing is proposed: either nothing was answered, or the top of the ladder is reached."
    level = (card.overall.reach or 0) + 1
    names = ", ".join(one.section for one in found)
    return (
        f"Proposed are the fewest capabilities that bring the whole to level {level}: {names}. None rises by "
        "more than one level a year. What is not needed for that may stay where it is; an executive may want "
        "more of one capability, and then says why under `targets:`."
    )
