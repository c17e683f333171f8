"""Method and limits: how every number came about, what it cannot say, and where the ideas come from."""

from collections.abc import Iterator
from fractions import Fraction

from assess.model.answers import State
from assess.model.engagement import Scope
from assess.model.questionnaire import Kind, LevelMethodName, Missing, ScoreMethod
from assess.model.sources import CitedSource, Figure
from assess.report import wording
from assess.report.blocks import (
    Block,
    Bullets,
    CallOut,
    Chapter,
    Definitions,
    Heading,
    Mark,
    Paragraph,
    Row,
    Table,
    Words,
    columns,
    row,
    words,
)
from assess.report.chapters import figures, reckoning
from assess.report.explanation import COMBINED
from assess.report.inputs import Inputs
from assess.scoring.card import SectionScore

_LEAP = (
    "The sources disagree. Kathleen Schaub of IDC calls the change a matter of big leaps and not of small "
    "nudges; the author of Turning the Titanic begins with subtle shifts, because the company has to go on "
    "selling meanwhile. We hold both: the destination is a leap, and the steps towards it are small, tested "
    "and reversible."
)


def chapter(inputs: Inputs) -> Chapter:
    """How to read and check this report."""
    questionnaire = inputs.card.questionnaire
    blocks: list[Block] = [
        Heading("How the numbers come about", "method-numbers"),
        Bullets(tuple((text,) for text in _numbers(inputs))),
        Heading("What they cannot say", "method-limits"),
        Bullets(tuple(_limits(inputs))),
    ]
    if inputs.is_customer_centricity:
        blocks += [Heading("Leap or small steps", "method-leap"), Paragraph((_LEAP,))]
    blocks += reckoning.blocks(inputs)
    blocks += figures.blocks(inputs)
    if questionnaire.figures:
        blocks += [Heading("Dated figures of the sources", "method-figures"), _figures(inputs)]
    if questionnaire.sources:
        items = tuple((wording.titled(source), _behind(source)) for source in questionnaire.sources)
        blocks += [Heading("Sources", "method-sources"), Definitions(items)]
    blocks += [Heading("What this report was made from", "method-inputs"), _made_from(inputs)]
    lead = "Every number in this report can be traced to answers, and from them computed again."
    return Chapter("method", "", "Method and limits", (lead,), tuple(blocks))


def _numbers(inputs: Inputs) -> Iterator[str]:
    questions = inputs.card.questionnaire.all_questions()
    scored = wording.plural(sum(question.scored for question in questions), "scored question")
    pieces = wording.plural(len(inputs.capabilities), inputs.capability_noun, inputs.capability_nouns)
    reviews = f" and {wording.plural(len(inputs.reviews), 'review')}" if inputs.is_nested else ""
    yield (
        f"The questionnaire has {scored} in {pieces}{reviews}. "
        "Each offers statements in rising order; the level names were not shown while answering."
    )
    yield (
        f"Where several people answered a question, its value is the {COMBINED[inputs.engagement.combine]}."
    )
    if any(question.kind is Kind.FACT for question in questions):
        yield (
            "A fact is answered by the function that owns it. What others believed is kept as a gap in "
            "knowledge and never averaged in."
        )
    printed = "Scores are exact until they are printed: one decimal, never rounded across a level."
    yield f"{_scores(inputs)} {printed}"
    yield from _levels(inputs)
    yield _missing(inputs)


def _scores(inputs: Inputs) -> str:
    """How scores follow from each other, as this questionnaire has it."""
    methods = {section.branch.score for section in inputs.card.overall.walk()}
    if methods == {ScoreMethod.MEAN} and inputs.is_nested:
        return (
            "A capability's score is the mean of its questions, a review's the mean of its capabilities, and "
            "the whole the mean of the reviews."
        )
    says = {
        ScoreMethod.MEAN: "the weighted mean of its parts",
        ScoreMethod.MIN: "the lowest of its parts",
        ScoreMethod.SUM: "the weighted sum of its parts",
    }
    if len(methods) == 1:
        return f"A section's score is {says[methods.pop()]}, from the questions up."
    means = "; ".join(
        f"{says[method].replace('its', 'their')} in {wording.listed(_titles(inputs, method))}"
        for method in ScoreMethod
        if method in methods
    )
    return f"Scores are {means}."


def _titles(inputs: Inputs, method: ScoreMethod) -> list[str]:
    return [section.title for section in inputs.card.overall.walk() if section.branch.score is method]


def _levels(inputs: Inputs) -> Iterator[str]:
    """How levels follow, a sentence for each method that this questionnaire uses."""
    sections = tuple(inputs.card.overall.walk())
    methods = {section.branch.level.method for section in sections}
    if shares := _shares(inputs):
        yield (
            "A level is reached when enough of the parts have reached it, and every level below it: "
            f"{shares}. So one strong part cannot carry the others."
        )
    if any(section.branch.has_practices for section in sections):
        yield "Where questions are practices, a level is reached when enough of its own are in place."
    if LevelMethodName.THRESHOLDS in methods:
        yield "Where levels follow from the score, each begins at a threshold of its own."
    if methods == {LevelMethodName.NONE}:
        yield "This questionnaire gives scores and no levels."


def _shares(inputs: Inputs) -> str:
    """The share that each kind of section needs, told once for each kind."""
    found = dict.fromkeys(
        wording.at_least(Fraction(section.branch.level.share)).removeprefix("at least ")
        + f" {_whose(inputs, section)}"
        for section in inputs.card.overall.walk()
        if section.branch.level.share is not None and not section.branch.has_practices
    )
    return wording.listed(list(found))


def _whose(inputs: Inputs, section: SectionScore) -> str:
    pieces = wording.parts(inputs.card, section)
    if section is inputs.card.overall:
        return f"{pieces} for the whole"
    if any(section is review for review in inputs.reviews) and inputs.is_nested:
        return f"{pieces} for a review"
    return f"{pieces} for a {inputs.capability_noun}"


def _missing(inputs: Inputs) -> str:
    """What becomes of questions without an answer."""
    left = "Not applicable leaves the calculation altogether. "
    if inputs.card.questionnaire.missing is Missing.LOWEST:
        return f"{left}Not known and not answered count as the lowest answer."
    return (
        f"{left}Not known and not answered leave the score, and open a range: the lower end takes each "
        "missing answer as its lowest, the upper end as its highest."
    )


def _limits(inputs: Inputs) -> Iterator[Words]:
    yield (_self_assessment(inputs),)
    yield words(
        "The people were chosen, not drawn by lot. Differences of a few tenths between "
        f"{inputs.capability_nouns} say little with so few respondents."
    )
    yield from _open(inputs.card.overall)
    facts = [cell for cell in inputs.card.cells.values() if cell.question.kind is Kind.FACT]
    guesses = sum(bool(cell.set_aside) for cell in facts)
    if guesses:
        facts_guessed = wording.plural(guesses, "fact")
        yield (f"For {facts_guessed}, guesses by people outside the owning function were set aside.",)
    if inputs.engagement.smallest_group > 1:
        least = inputs.engagement.smallest_group
        yield words(
            f"No function of fewer than {least} people is scored by itself, and nobody is named. Facts are "
            "shown as their owner answered, even where one or two people own them; of a practice that fewer "
            f"than {least} people answered, only the value is shown."
        )
    top = inputs.card.questionnaire.ladder[-1].value
    yield words(
        f"Level {top} is not everyone's target. What a higher level would earn has to be shown by pilots in "
        "this company, and is not promised here."
    )


def _self_assessment(inputs: Inputs) -> str:
    """Only those remedies are named that this assessment had."""
    if not inputs.is_customer_centricity:
        return "Self-assessment flatters: this is a view from inside."
    outside = any(name not in {"marketing", "none"} for name in inputs.card.respondents)
    others = ", and people outside marketing answered too" if outside else ""
    return (
        "Self-assessment flatters. The statements are about things that can be seen, evidence was asked for"
        f"{others}; it remains a view from inside."
    )


def _open(overall: SectionScore) -> Iterator[Words]:
    """How many scored questions nobody could answer."""
    if overall.missing:
        yield (
            "Of the scored questions, ",
            wording.counted(overall, State.UNKNOWN),
            " remained unknown and ",
            wording.counted(overall, State.UNANSWERED),
            " unanswered by everybody who could have answered.",
        )


def _figures(inputs: Inputs) -> CallOut:
    """Old figures stand in a box with their year, beside the client's own answer where the same was asked."""
    title = "Context, dated: what the sources counted or expected in their time"
    body = tuple(_figure(inputs, figure) for figure in inputs.card.questionnaire.figures)
    return CallOut(title, body, dated=True)


def _figure(inputs: Inputs, figure: Figure) -> Words:
    sources = {source.id: source.title for source in inputs.card.questionnaire.sources}
    title, year = sources.get(figure.source, figure.source), str(figure.year)
    said_by = title if year in title else f"{title}, {year}"
    amount = f"{figure.value} {figure.unit}".strip()
    text = wording.capital(figure.text.removesuffix("."))
    return words(f"{text}: {amount} ({said_by}).", _own_answer(inputs, figure.beside))


def _own_answer(inputs: Inputs, question_id: str | None) -> Words:
    cell = inputs.card.cells.get(question_id) if question_id else None
    if cell is None or cell.own is None or cell.question.id not in inputs.card.asked:
        return ()
    reached = wording.statement(cell.question, cell.own)
    if reached:
        said = wording.inner(reached.text)
    else:
        unit = cell.question.number.unit if cell.question.number else ""
        said = f"{wording.plain(cell.own)} {unit}".strip()
    return (" Here: ", Mark(f"{cell.question.id}.own", said), ".")


def _behind(source: CitedSource) -> Words:
    """Who wrote it, and what of it is used here."""
    author = f"Author: {wording.sentence(source.author)} " if source.author else ""
    return words(f"{author}{source.note}".rstrip())


def _made_from(inputs: Inputs) -> Table:
    card = inputs.card
    is_full = inputs.engagement.scope is Scope.FULL
    rows = (
        row("Questionnaire", f"{card.questionnaire.title}, version {card.questionnaire.version}"),
        row("Digest of the questionnaire", card.assembled.digest),
        row("Assessment", wording.day(card.date) if card.date else "not dated"),
        row("Scope", "all questions" if is_full else "core questions only"),
        row("Report dated", wording.day(inputs.date)),
        *_respondents(inputs),
    )
    return Table("Inputs", columns("What", "Which"), rows)


def _respondents(inputs: Inputs) -> Iterator[Row]:
    least = inputs.engagement.smallest_group
    for name, number in inputs.card.respondents.items():
        if number >= least:
            yield row(f"Respondents: {inputs.function(name)}", Mark(f"respondents.{name}", str(number)))
    small = sum(number for number in inputs.card.respondents.values() if number < least)
    if small:
        yield row("Respondents: smaller groups together", str(small))
