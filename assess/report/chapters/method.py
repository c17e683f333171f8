"""Method and limits: how every number came about, what it cannot say, and where the ideas come from."""

from assess.model.answers import State
from assess.model.questionnaire import Kind
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
    CallOut,
    Chapter,
    Column,
    Definitions,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
)
from assess.report.inputs import Inputs

_COMBINED = {
    "median": "the median of all respondents",
    "mean": "the mean of all respondents",
    "by-function": "the median within each function, then the weighted mean of the functions",
}


def chapter(inputs: Inputs) -> Chapter:
    """How to read and check this report."""
    blocks: list[Block] = [
        Heading("How the numbers come about", "method-numbers"),
        Bullets(_numbers(inputs)),
        Heading("What they cannot say", "method-limits"),
        Bullets(_limits(inputs)),
        Heading("Leap or small steps", "method-leap"),
        Paragraph(_leap()),
    ]
    if inputs.card.questionnaire.figures:
        blocks += [Heading("Dated figures of the sources", "method-figures"), *_figures(inputs)]
    if inputs.card.questionnaire.sources:
        blocks += [Heading("Sources", "method-sources"), _sources(inputs)]
    blocks += [Heading("What this report was made from", "method-inputs"), _made_from(inputs)]
    lead = ("Every number in this report can be traced to answers, and from them computed again.",)
    return Chapter("method", "", "Method and limits", lead, tuple(blocks))


def _numbers(inputs: Inputs) -> tuple[Words, ...]:
    questionnaire = inputs.card.questionnaire
    asked = [q for q in questionnaire.all_questions() if q.scored]
    combined = _COMBINED[inputs.engagement.combine.value]
    return (
        (
            (
                f"The questionnaire has {len(asked)} scored questions in {len(inputs.capabilities)} capabilities and "
                f"{len(inputs.reviews)} reviews. Each offers statements in rising order that somebody could check; the "
                "level names were not shown while answering."
            ),
        ),
        (f"Where several people answered a question, its value is {combined}.",),
        (
            (
                "A fact is answered by the function that owns it. What others believed is kept as a gap in knowledge and "
                "never averaged in."
            ),
        ),
        (
            (
                "A capability's score is the mean of its questions, a review's the mean of its capabilities, and the whole "
                "the mean of the reviews. Scores are exact until they are printed: one decimal, never rounded across a level."
            ),
        ),
        (
            (
                "A level is reached when enough of the parts have reached it, and every level below it: "
                f"{_shares(inputs)}. So one strong part cannot carry the others."
            ),
        ),
        (
            (
                "Not applicable leaves the calculation altogether. Not known and not answered leave the score, and open a "
                "range: the lower end takes each missing answer as its lowest, the upper end as its highest."
            ),
        ),
    )


def _shares(inputs: Inputs) -> str:
    overall = inputs.card.overall
    levels = [
        ("reviews for the whole", overall),
        *(("capabilities for a review", r) for r in inputs.reviews[:1]),
    ]
    levels += [("questions for a capability", c) for c in inputs.capabilities[:1]]
    return wording.listed(
        [
            f"{wording.plain(section.branch.level.share)} per cent of the {name}"
            for name, section in levels
            if section.branch.level.share is not None
        ]
    )


def _limits(inputs: Inputs) -> tuple[Words, ...]:
    overall = inputs.card.overall
    states = overall.counts
    limits: list[Words] = [
        (
            (
                "Self-assessment flatters. The statements are about things that can be seen, evidence was asked for, and people "
                "outside marketing answered too; it remains a view from inside."
            ),
        ),
        (
            (
                "The people were chosen, not drawn by lot. Differences of a few tenths between capabilities say little with so "
                "few respondents."
            ),
        ),
    ]
    missing = states[State.UNKNOWN] + states[State.UNANSWERED]
    if missing:
        limits.append(
            (
                "Of the scored questions ",
                wording.counted(overall, State.UNKNOWN),
                " remained unknown and ",
                wording.counted(overall, State.UNANSWERED),
                " unanswered by everybody who could have answered.",
            )
        )
    guesses = sum(bool(c.set_aside) for c in inputs.card.cells.values() if c.question.kind is Kind.FACT)
    if guesses:
        limits.append(
            (
                f"For {wording.plural(guesses, 'fact')}, guesses by people outside the owning function were set aside.",
            )
        )
    if inputs.engagement.smallest_group > 1:
        limits.append(
            (
                f"No group of fewer than {inputs.engagement.smallest_group} people is shown by itself, and nobody is named.",
            )
        )
    limits.append(
        (
            (
                "Level 5 is not everyone's target. What a higher level would earn has to be shown by pilots in this company, and "
                "is not promised here."
            ),
        )
    )
    return tuple(limits)


def _leap() -> Words:
    return (
        (
            "The sources disagree. Kathleen Schaub of IDC calls the change a matter of big leaps and not of small nudges; the "
            "author of Turning the Titanic begins with subtle shifts, because the company has to go on selling meanwhile. We hold "
            "both: the destination is a leap, and the steps towards it are small, tested and reversible."
        ),
    )


def _figures(inputs: Inputs) -> list[Block]:
    """Old figures stand in a box with their year, beside the client's own answer where the same was asked."""
    sources = {source.id: source for source in inputs.card.questionnaire.sources}
    body: list[Words] = []
    for figure in inputs.card.questionnaire.figures:
        source = sources.get(figure.source)
        said_by = f"{source.author}, {source.title}" if source else figure.source
        amount = f"{figure.value} {figure.unit}".strip()
        own = _own_answer(inputs, figure.beside)
        body.append((f"{wording.sentence(figure.text)[:-1]}: {amount} ({said_by}, {figure.year}).", *own))
    return [
        CallOut("Context, dated: what the sources counted or expected in their time", tuple(body), dated=True)
    ]


def _own_answer(inputs: Inputs, question_id: str | None) -> Words:
    cell = inputs.card.cells.get(question_id) if question_id else None
    if cell is None or cell.own is None or cell.question.id not in inputs.card.asked:
        return ()
    if cell.question.number:
        said = f"{wording.plain(cell.own)} {cell.question.number.unit}"
    else:
        chosen = [choice for choice in cell.question.choices if choice.value <= cell.own]
        said = wording.inner(chosen[-1].text) if chosen else wording.plain(cell.own)
    return (" Here: ", Mark(f"{cell.question.id}.own", said), ".")


def _sources(inputs: Inputs) -> Definitions:
    return Definitions(
        tuple(
            (f"{source.author}, {source.title}{f' ({source.year})' if source.year else ''}", (source.note,))
            for source in inputs.card.questionnaire.sources
        )
    )


def _made_from(inputs: Inputs) -> Table:
    card = inputs.card
    rows = [
        ("Questionnaire", f"{card.questionnaire.title}, version {card.questionnaire.version}"),
        ("Digest of the questionnaire", card.assembled.digest),
        ("Assessment", wording.day(card.date) if card.date else "not dated"),
        ("Scope", "all questions" if inputs.engagement.scope.value == "full" else "core questions only"),
        ("Report dated", wording.day(inputs.date)),
    ]
    people = tuple(
        Row((((f"Respondents: {inputs.function(name)}"),), (Mark(f"respondents.{name}", str(number)),)))
        for name, number in card.respondents.items()
        if number >= inputs.engagement.smallest_group
    )
    small = sum(n for n in card.respondents.values() if n < inputs.engagement.smallest_group)
    others = (Row((("Respondents: smaller groups together",), (str(small),))),) if small else ()
    return Table(
        "Inputs",
        (Column("What"), Column("Which")),
        (*(Row(((name,), (text,))) for name, text in rows), *people, *others),
    )
