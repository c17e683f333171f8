"""The Report from its inputs: each chapter by itself, then together."""

from assess.agreement.groups import NO_FUNCTION
from assess.report import wording
from assess.report.blocks import Mark, Words, words
from assess.report.chapters import (
    answers,
    charters,
    constituents,
    lenses,
    method,
    money,
    roadmap,
    shifts,
    standing,
    vision,
)
from assess.report.chapters.initiatives import chartered
from assess.report.chapters.summary import summary
from assess.report.inputs import Inputs
from assess.report.own_words import in_own_words
from assess.report.record import Cover, Report
from assess.scoring.card import SectionScore


def build(inputs: Inputs) -> Report:
    """The whole report, in the client's own words. The same inputs give the same record."""
    whole = Report(
        language=inputs.card.questionnaire.language,
        date=inputs.date,
        accent=inputs.engagement.branding.accent,
        cover=cover(inputs),
        summary=summary(inputs),
        chapters=(
            standing.chapter(inputs),
            vision.chapter(inputs),
            constituents.chapter(inputs),
            shifts.chapter(inputs),
            roadmap.chapter(inputs),
            *((charters.chapter(inputs),) if chartered(inputs) else ()),
            *((money.chapter(inputs, inputs.case),) if inputs.case else ()),
            *((lenses.chapter(inputs),) if inputs.card.lenses else ()),
            answers.chapter(inputs),
            method.chapter(inputs),
        ),
    )
    return in_own_words(whole, inputs)


def cover(inputs: Inputs) -> Cover:
    """Who, what and when."""
    questionnaire = inputs.card.questionnaire
    name = f"{questionnaire.id} {questionnaire.version}"
    facts: list[tuple[str, Words]] = [
        ("Overall", _overall(inputs.card.overall)),
        ("Respondents", _respondents(inputs)),
        ("Assessed on", (wording.day(inputs.card.date) if inputs.card.date else "not dated",)),
    ]
    note = f"{inputs.client} is an invented company; this report shows what one looks like."
    return Cover(
        title=questionnaire.title,
        client=inputs.client,
        sector=inputs.engagement.client.sector,
        facts=tuple(facts),
        note=note if inputs.engagement.client.fictional else "",
        standing=f"{inputs.client}, {wording.day(inputs.date)}",
        made_with=f"Computed from the questionnaire {name}, digest {inputs.card.assembled.digest[:12]}.",
    )


def _overall(section: SectionScore) -> Words:
    score, level = wording.score(section), wording.level(section)
    if section.score is None:
        return (score,)
    if level.text == wording.NO_LEVEL:
        return ("Score ", score)
    return ("Level ", level, ", score ", score)


def _respondents(inputs: Inputs) -> Words:
    people = Mark("respondents", str(sum(inputs.card.respondents.values())))
    functions = sum(name != NO_FUNCTION for name in inputs.card.respondents)
    return words(people, f" from {wording.plural(functions, 'function')}" if functions else "")
