"""Why a level is what it is and what stands in the way of the next, in sentences."""

import math
from collections.abc import Iterator
from fractions import Fraction

from assess.model.answers import State
from assess.report import wording
from assess.report.blocks import Mark, Words, words
from assess.scoring.card import Scorecard, SectionScore, children
from assess.scoring.explain import Apart, Cause, stands_apart
from assess.scoring.next_level import NextLevel, next_level

CLEARLY_APART = Fraction(1, 2)
"""Smaller differences between scores say little when few people answered."""


def apart(card: Scorecard, section: SectionScore) -> Words:
    """Why the level is not the score rounded down; empty where it is."""
    found = stands_apart(section)
    if found is None:
        return ()
    return words(
        "The score is ",
        wording.score(section),
        ", yet the level is ",
        wording.level(section),
        ". ",
        _because(card, section, found),
    )


def in_the_way(card: Scorecard, section: SectionScore) -> Words:
    """What stands between a section and its next level; empty at the top, and where there is no level."""
    ahead = next_level(card, section)
    if ahead is None:
        return ()
    return words(_test(card, section, ahead), *_short(card, ahead, by_level=bool(section.steps)), ".")


def stands_clear(higher: SectionScore, lower: SectionScore) -> bool:
    """Whether a section lies so far above another that it can be said of so few respondents."""
    if higher.score is None or lower.score is None or higher.low is None or lower.high is None:
        return False
    return higher.score - lower.score >= CLEARLY_APART and higher.low > lower.high


def uncertainty(section: SectionScore) -> Words:
    """How much is missing and what it could change; empty where the score has no range."""
    spread = wording.spread(section)
    if not spread:
        return ()
    unknown, unanswered = section.counts[State.UNKNOWN], section.counts[State.UNANSWERED]
    return words(
        _missing(section, State.UNKNOWN, "was asked and nobody could say", "were asked and nobody could say"),
        "; " if unknown and unanswered else "",
        _missing(section, State.UNANSWERED, "has no answer yet", "have no answer yet"),
        ". With the worst and the best of the missing answers the score would be ",
        spread,
        ".",
    )


def _missing(section: SectionScore, state: State, one: str, several: str) -> Words:
    number = section.counts[state]
    if not number:
        return ()
    verb = wording.noun(number, one, several)
    return (wording.counted(section, state), f" {wording.noun(number, 'question')} {verb}")


def _because(card: Scorecard, section: SectionScore, found: Apart) -> str:
    if found.step is None:
        return "The levels of this part begin at thresholds of their own, not at whole numbers."
    if section.branch.has_practices:
        return (
            "The level counts which practices are in place, level by level; the score is made of all of them."
        )
    needed = _needed(card, section, found.step.needed)
    names = [name_of(card, child) for child in found.children]
    if found.cause is Cause.HELD_BACK:
        have = wording.noun(len(names), "has", "have")
        return (
            f"Level {found.step.level} counts only when {needed} have reached it, and "
            f"{wording.listed(names)} {have} not. A good average can hide them; the level does not."
        )
    who = wording.listed(names) if names else "a few low values"
    return (
        f"{wording.capital(needed)} have reached that level, which is enough; "
        f"{who} {wording.noun(len(names), 'pulls', 'pull')} the average down."
    )


def _test(card: Scorecard, section: SectionScore, ahead: NextLevel) -> str:
    if not section.steps:
        return f"Level {ahead.level} begins at a score of {wording.plain(ahead.needed)}. Room to rise: "
    if section.branch.has_practices:
        needed = f"{wording.at_least(ahead.needed)} practices of that level in place"
        return f"Level {ahead.level} needs {needed}. Short of it: "
    needed = f"{_needed(card, section, ahead.needed)} at {ahead.level} or above"
    return f"Level {ahead.level} needs {needed}. Short of it: "


def _needed(card: Scorecard, section: SectionScore, share: Fraction) -> str:
    """`three of the four questions`; where they weigh differently, the share in per cent."""
    parts = wording.parts(card, section)
    counted = [
        one for one in children(section.branch, section.sections, card.counting) if one.reach is not None
    ]
    number = len(counted)
    if share == 100 or len({one.weight for one in counted}) != 1:  # noqa: PLR2004  # per cent
        return f"{wording.at_least(share)} {parts}"
    enough = math.ceil(share * number / 100)
    if enough == number:
        return {1: f"its only {parts.removesuffix('s')}", 2: f"both {parts}"}.get(
            number, f"all {wording.small(number)} {parts}"
        )
    return f"{wording.small(enough)} of the {wording.small(number)} {parts}"


def _short(card: Scorecard, ahead: NextLevel, *, by_level: bool) -> Iterator[str | Mark]:
    """The pieces that fall short, questions with their values, sections with what they are counted by."""
    for index, part in enumerate(ahead.short):
        section = card.section(part.id)
        yield ", " if index else ""
        yield f"{name_of(card, part.id)} ("
        yield "level " if section and by_level else ""
        if section is None:
            yield wording.value(card, part.id)
        else:
            yield wording.level(section) if by_level else wording.score(section)
        yield ")"


def name_of(card: Scorecard, piece: str) -> str:
    """What a section or question is called in a sentence; a review's title alone is seldom a noun."""
    section = card.section(piece)
    if section is None:
        return card.cells[piece].question.label
    is_review = any(section is review for review in card.overall.sections)
    return wording.the(card, section) if is_review else section.title
