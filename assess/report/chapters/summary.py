"""The executive summary: one page that stands alone."""

from collections.abc import Sequence

from assess.model.engagement import BusinessFigure
from assess.model.questionnaire import Kind
from assess.model.roadmap import Planned
from assess.report import wording
from assess.report.blocks import Bullets, KeyNumber, Mark, Row, Table, Words, columns, row, words
from assess.report.chapters.decisions import decisions
from assess.report.chapters.money import in_short
from assess.report.chapters.programme import amounts, outcome
from assess.report.chapters.views import sharpest
from assess.report.inputs import Inputs, by_score, leaves
from assess.report.reasons import apart
from assess.report.record import Headings, Summary
from assess.scoring.card import SectionScore
from assess.scoring.values import Cell

EXISTING_SHARE = "gross-profit-existing-share"
KEEP_SHARE = "marketing-to-keep-share"
NPS = "nps"
REVENUE, REVENUE_PLAN, REVENUE_FLOOR = "revenue", "revenue-plan", "revenue-floor"
RETENTION_POINT = "retention-point-value"
_MOST = 3


def summary(inputs: Inputs) -> Summary:
    """Everything that the board reads if it reads one page."""
    return Summary(
        title="Executive summary",
        verdict=_verdict(inputs),
        apart=apart(inputs.card, inputs.card.overall),
        key_numbers=(*_standing(inputs), *_commitment(inputs)),
        key_note=words(_commitment_note(inputs), *((" ", said) if (said := _figures(inputs)) else ())),
        respondents=_respondents(inputs),
        headings=_headings(inputs),
        reviews=_reviews(inputs),
        gaps=tuple(_gap(inputs, section, wanted) for section, wanted in _widest(inputs)),
        disagreement=sharpest(inputs),
        customers=_customers(inputs),
        earns=in_short(inputs.case),
        moves=_moves(inputs),
        money=_money(inputs),
        gate=_gate(inputs),
        decisions=decisions(inputs),
    )


def _headings(inputs: Inputs) -> Headings:
    if inputs.roadmap is None:
        return Headings()
    starts = wording.day(inputs.roadmap.starts)
    return Headings(moves=f"Moves in the first ninety days of the plan, from {starts}")


def _verdict(inputs: Inputs) -> Words:
    """What the level means, and which review stands lowest."""
    overall = inputs.card.overall
    step = next((one for one in inputs.card.questionnaire.ladder if one.value == overall.reach), None)
    if step:
        meaning = wording.sentence(step.meaning or f"The company has reached level {step.value}, {step.name}")
    elif overall.reach == 0:
        meaning = "The company is below the first level of the ladder."
    elif overall.score is not None:
        meaning = "The company has a score and no level yet."
    else:
        return ("Nothing has been answered yet.",)
    return words(meaning, _weakest(inputs))


def _weakest(inputs: Inputs) -> Words:
    """Said only where one review, or several of the same shown score, stand below the others."""
    scored = by_score(inputs.reviews)
    lowest = [one for one in inputs.reviews if scored and one.shown == scored[0].shown]
    if not lowest or len(lowest) == len(scored) or not inputs.is_on_ladder:
        return ()
    if len(lowest) == 1:
        who = wording.capital(wording.the(inputs.card, lowest[0]))
        return words(
            f" {who} stands lowest: ", wording.score(scored[0]), ", ", wording.named_level(scored[0]), "."
        )
    titles = [wording.inner(one.title) if inputs.is_nested else one.title for one in lowest]
    who = f"The {wording.listed(titles)} reviews" if inputs.is_nested else wording.listed(titles)
    return (f" {who} stand lowest (", wording.score(lowest[0]), ").")


def _standing(inputs: Inputs) -> tuple[KeyNumber, ...]:
    overall = inputs.card.overall
    low, high = overall.interval or (inputs.scale.low, inputs.scale.high)
    spread = wording.text_of(wording.spread(overall))
    between = f"Score, from {wording.plain(low)} to {wording.plain(high)}"
    return (
        KeyNumber(wording.bare_level(overall), f"Level: {_level_name(inputs)}"),
        KeyNumber(wording.score(overall), f"{between}; range {spread}" if spread else between),
    )


def _level_name(inputs: Inputs) -> str:
    overall = inputs.card.overall
    if name := wording.level_name(inputs.card, overall.level):
        return f"{name}, indicative" if overall.indicative else name
    if overall.score is None:
        return "nothing to measure yet"
    return "too few answers for a level" if overall.indicative else "none for the whole"


def _respondents(inputs: Inputs) -> Words:
    """By function, small groups together."""
    least = inputs.engagement.smallest_group
    total = sum(inputs.card.respondents.values())
    shown = [(name, n) for name, n in inputs.card.respondents.items() if n >= least]
    others = sum(n for n in inputs.card.respondents.values() if n < least)
    said: list[Words] = [
        (f"{wording.inner(inputs.function(name))} ", Mark(f"respondents.{name}", str(n))) for name, n in shown
    ]
    if others:
        said.append((f"others {others}",))
    answered = f" {wording.noun(total, 'person', 'people')} answered"
    if not shown or not inputs.has_functions:
        return (Mark("respondents", str(total)), f"{answered}.")
    listed = (piece for index, one in enumerate(said) for piece in (", " if index else ": ", one))
    return words(Mark("respondents", str(total)), answered, *listed, ".")


def _reviews(inputs: Inputs) -> Table:
    number = len(inputs.reviews)
    noun = "review" if inputs.is_nested else "section"
    caption = f"The {wording.several(number, noun)}" if number > 1 else f"The {noun}"
    titles = [noun.capitalize(), "Score", "Level"]
    if inputs.is_nested:
        titles.append("Weakest capability")
    rows = tuple(_review(inputs, review) for review in inputs.reviews)
    return Table(caption, columns(*titles, numeric=("Score", "Level")), rows)


def _review(inputs: Inputs, review: SectionScore) -> Row:
    cells = (review.title, wording.score(review), wording.level(review))
    if not inputs.is_nested:
        return row(*cells)
    weakest = next(iter(by_score(leaves(review))), None)
    return row(*cells, (f"{weakest.title} (", wording.score(weakest), ")") if weakest else "")


def _commitment(inputs: Inputs) -> tuple[KeyNumber, ...]:
    """What existing customers bring, beside what is spent on them: from the client's own figures."""
    earned, spent = inputs.figures(EXISTING_SHARE), inputs.figures(KEEP_SHARE)
    if not earned or not spent:
        return ()
    return (
        _key_number(earned[-1], "of gross profit comes from existing customers"),
        _key_number(spent[-1], "of marketing money is spent on keeping them"),
    )


def _key_number(figure: BusinessFigure, says: str) -> KeyNumber:
    period = f" ({figure.period})" if figure.period else ""
    return KeyNumber(Mark(f"figure.{figure.id}", _per_cent(figure)), f"{says}{period}")


def _per_cent(figure: BusinessFigure) -> str:
    return f"{wording.whole(figure.value)}\u00a0%"


def _commitment_note(inputs: Inputs) -> Words:
    earned, spent = inputs.figures(EXISTING_SHARE), inputs.figures(KEEP_SHARE)
    if not earned or not spent:
        if not inputs.is_customer_centricity:
            return ()
        return words(
            "We were not given the share of gross profit from existing customers beside the share of "
            "marketing money that goes to them. No figure says more about the commitment."
        )
    said = ""
    if len(earned) > 1 and len(spent) > 1 and earned[-2].period == spent[-2].period:
        said = (
            f"In {earned[-2].period} the two shares were {_per_cent(earned[-2])} and {_per_cent(spent[-2])}. "
        )
    sources = dict.fromkeys(wording.inner(one.source) for one in (earned[-1], spent[-1]) if one.source)
    return words(said, f"Source: {'; '.join(sources)}." if sources else "Source: not named.")


def _widest(inputs: Inputs) -> Sequence[tuple[SectionScore, int | None]]:
    """The longest ways to wanted levels; without a vision the lowest capabilities."""
    return inputs.gaps[:_MOST] or [(section, None) for section in inputs.ranked[:_MOST]]


def _gap(inputs: Inputs, section: SectionScore, wanted: int | None) -> tuple[str, Words]:
    """What is seen today in one answer, and why it matters."""
    standing = words("Today ", wording.score(section))
    if wanted is not None:
        standing = words(standing, ", wanted ", wording.wanted(section.id, wanted))
    cell = _evidence(inputs, section, wanted)
    if cell is None or cell.own is None:
        return section.title, words(standing, ".")
    why = wording.sentence(cell.question.why)
    if not wording.is_stated(cell.question, cell.own) or not inputs.may_quote(cell):
        value = wording.value(inputs.card, cell.question.id)
        return section.title, words(standing, f". {cell.question.label}: ", value, f". {why}".rstrip())
    stated = wording.statement(cell.question, cell.own)
    seen = f": {wording.inner(stated.text)}" if stated else ""
    return section.title, words(standing, f". {cell.question.label}{seen}. {why}".rstrip())


def _evidence(inputs: Inputs, section: SectionScore, wanted: int | None) -> Cell | None:
    """The lowest answer that people really gave, a fact before what is only said; else the lowest of all.

    A value between two options is nobody's answer, and its statement may be denied by everybody in the room.
    """
    cells = [inputs.card.cells[leaf.id] for leaf in section.branch.all_leaves()]
    answered = [
        (cell.value, cell.question.id, cell)
        for cell in cells
        if cell.value is not None and cell.question.id in inputs.card.asked
    ]
    answered.sort(key=lambda one: one[:2])
    goal = inputs.scale.high if wanted is None else wanted
    given = [
        cell
        for value, _, cell in answered
        if value < goal and wording.is_stated(cell.question, cell.own) and inputs.may_quote(cell)
    ]
    facts = [cell for cell in given if cell.question.kind is Kind.FACT]
    return next(iter([*facts, *given, *(cell for *_, cell in answered)]), None)


def _figures(inputs: Inputs) -> Words:
    """Revenue, what it was to be and what it must not fall below; and what a point of retention is worth."""
    revenue, point = inputs.figures(REVENUE), inputs.figures(RETENTION_POINT)
    said: list[str] = []
    if revenue:
        beside = [
            f"{name} {wording.plain(figures[-1].value)}"
            for name, figure_id in (("planned", REVENUE_PLAN), ("to protect", REVENUE_FLOOR))
            if (figures := inputs.figures(figure_id))
        ]
        period = f" in {revenue[-1].period}" if revenue[-1].period else ""
        extra = f" ({', '.join(beside)})" if beside else ""
        said.append(f"Revenue {wording.amount(revenue[-1].value, revenue[-1].unit)}{period}{extra}.")
    if point:
        worth = wording.amount(point[-1].value, point[-1].unit)
        said.append(f"One point of retention is worth {worth} in gross profit.")
    return words(" ".join(said))


def _customers(inputs: Inputs) -> Words:
    scores = inputs.figures(NPS)
    if not scores:
        if not inputs.is_customer_centricity:
            return ("Customers themselves were not asked.",)
        return words(
            "Customers themselves were not asked. Five questions to them would show whether they see the "
            "same company."
        )
    latest = scores[-1]
    period = f" in {latest.period}" if latest.period else ""
    before = f", after {wording.plain(scores[-2].value)} in {scores[-2].period}" if len(scores) > 1 else ""
    source = f" ({wording.inner(latest.source)})" if latest.source else ""
    return (f"Net Promoter Score {wording.plain(latest.value)}{period}{before}{source}.",)


def _moves(inputs: Inputs) -> Bullets | None:
    """The pilots that start first, each with who leads it and the day of its decision."""
    if not inputs.starting:
        return None
    return Bullets(tuple(_move(inputs, planned) for planned in inputs.starting), ordered=True)


def _move(inputs: Inputs, planned: Planned) -> Words:
    initiative = inputs.initiatives.get(planned.initiative)
    leads = (initiative.project.owner if initiative.project else initiative.kpi.owner) if initiative else ""
    owner = f" ({wording.inner(leads.partition(',')[0])})" if leads else ""
    return (f"{planned.title}{owner}: decision on {wording.day(planned.decided)}.",)


def _money(inputs: Inputs) -> tuple[tuple[str, Words], ...]:
    """What the first pilots take until they are over, what the whole plan takes, and where it ends."""
    if inputs.roadmap is None or inputs.roadmap.first_pilots is None:
        return ()
    first, total = inputs.roadmap.first_pilots, inputs.roadmap.total
    number = len(first.initiatives)
    found = (
        (
            f"First {wording.small(number)} pilots" if number > 1 else "First pilot",
            words("about ", amounts(inputs, "first_pilots", first), f", by {wording.day(first.by)}."),
        ),
        (
            "Whole plan, released pilot by pilot",
            words(
                "about ",
                amounts(inputs, "total", total),
                f", by {wording.day(total.by)}.",
                "" if in_short(inputs.case) else " What it earns is not known before the pilots report.",
            ),
        ),
        ("What it leads to", outcome(inputs, inputs.roadmap)),
    )
    return tuple((title, said) for title, said in found if said)


def _gate(inputs: Inputs) -> Words:
    """The first gate at which a pilot is decided on, of those that start first."""
    found = next(((planned, gate) for planned, gate in inputs.gates if gate is planned.gates[-1]), None)
    if found is None:
        return ()
    planned, gate = found
    question = wording.inner(gate.question or gate.name)
    ended = question if question.endswith(("?", ".")) else f"{question}."
    deciders = wording.named(gate.decides)
    return (f"First gate: {wording.day(gate.date)}, {planned.title}: {ended} Who decides: {deciders}.",)
