"""The Report from its inputs: each chapter by itself, then together."""

from assess.report import wording
from assess.report.blocks import Mark, Words
from assess.report.chapters import answers, constituents, lenses, method, roadmap, shifts, standing, vision
from assess.report.chapters.summary import summary
from assess.report.inputs import Inputs
from assess.report.record import Cover, Report


def build(inputs: Inputs) -> Report:
    """The whole report. The same inputs give the same record."""
    return Report(
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
            *((lenses.chapter(inputs),) if inputs.card.lenses else ()),
            answers.chapter(inputs),
            method.chapter(inputs),
        ),
    )


def cover(inputs: Inputs) -> Cover:
    """Who, what and when."""
    questionnaire, overall = inputs.card.questionnaire, inputs.card.overall
    dated = wording.day(inputs.date)
    people = sum(inputs.card.respondents.values())
    functions = len(inputs.card.respondents)
    digest = inputs.card.assembled.digest
    facts: list[tuple[str, Words]] = [
        ("Overall", ("Level ", wording.level(overall), ", score ", wording.score(overall))),
        ("Respondents", (Mark("respondents", str(people)), f" from {wording.plural(functions, 'function')}")),
        ("Assessed on", (wording.day(inputs.card.date) if inputs.card.date else "not dated",)),
        ("Questionnaire", (f"{questionnaire.id} {questionnaire.version}",)),
    ]
    if inputs.engagement.client.fictional:
        facts.append(("Note", ("An invented company, to show what a report looks like",)))
    return Cover(
        title=questionnaire.title,
        client=inputs.client,
        sector=inputs.engagement.client.sector,
        facts=tuple(facts),
        standing=f"{inputs.client}, {dated}",
        made_with=f"Computed from the questionnaire {questionnaire.id} {questionnaire.version}, digest {digest[:12]}.",
    )
