"""The executive summary: one page that stands alone."""

from collections.abc import Sequence

from assess.model.engagement import BusinessFigure
from assess.report import wording
from assess.report.blocks import Bullets, KeyNumber, Mark, Row, Table, Words, columns, row, words
from assess.report.chapters.decisions import decisions
from assess.report.chapters.views import sharpest
from assess.report.inputs import Inputs, by_score, leaves
from assess.report.reasons import apart
from assess.report.record import Headings, Summary
from assess.scoring.card import SectionScore

EXISTING_SHARE = "gross-profit-existing-share"
KEEP_SHARE = "marketing-to-keep-share"
NPS = "nps"
_MOST = 3


def summary(inputs: Inputs) -> Summary:
    """Everything that the board reads if it reads one page."""
    return Summary(
        title="Executive summary",
        verdict=_verdict(inputs),
        apart=apart(inputs.card, inputs.card.overall),
        key_numbers=(*_standing(inputs), *_commitment(inputs)),
        key_note=_commitment_note(inputs),
        respondents=_respondents(inputs),
        headings=Headings(),
        reviews=_reviews(inputs),
        gaps=tuple(_gap(inputs, section, wanted) for section, wanted in _widest(inputs)),
        disagreement=sharpest(inputs),
        customers=_customers(inputs),
        moves=_moves(inputs),
        money=_money(inputs),
        gate=_gate(inputs),
        decisions=decisions(inputs),
    )


def _verdict(inputs: Inputs) -> Words:
    """What the level means, and which review holds the company back."""
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


def _weakest(inputs: Inputs) -> str:
    """Said only where one review, or several of the same level and score, stand behind the others."""
    scored = by_score(inputs.reviews)
    lowest = min(((one.reach or 0, one.shown) for one in scored), default=None)
    behind = [one.title for one in inputs.reviews if (one.reach or 0, one.shown) == lowest]
    if not behind or len(behind) == len(scored) or not inputs.is_on_ladder:
        return ""
    return f" {wording.listed(behind)} {wording.noun(len(behind), 'holds', 'hold')} the company back most."


def _standing(inputs: Inputs) -> tuple[KeyNumber, ...]:
    overall = inputs.card.overall
    low, high = overall.interval or (inputs.scale.low, inputs.scale.high)
    spread = wording.text_of(wording.spread(overall))
    between = f"Score, from {wording.plain(low)} to {wording.plain(high)}"
    return (
        KeyNumber(wording.level(overall), f"Level: {_level_name(inputs)}"),
        KeyNumber(wording.score(overall), f"{between}; range {spread}" if spread else between),
    )


def _level_name(inputs: Inputs) -> str:
    overall = inputs.card.overall
    if name := wording.level_name(inputs.card, overall.level):
        return name
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
    """What is seen today in the weakest answer, and why it matters."""
    card = inputs.card
    cells = [card.cells[leaf.id] for leaf in section.branch.all_leaves() if leaf.id in card.asked]
    answered = [(cell.value, cell.question.id, cell) for cell in cells if cell.value is not None]
    standing = words("Today ", wording.score(section))
    if wanted is not None:
        standing = words(standing, ", wanted ", wording.wanted(section.id, wanted))
    if not answered:
        return section.title, words(standing, ".")
    _, _, weakest = min(answered, key=lambda one: one[:2])
    reached = wording.statement(weakest.question, weakest.own) if weakest.own is not None else None
    seen = f": {wording.inner(reached.text)}" if reached else ""
    why = wording.sentence(weakest.question.why)
    return section.title, words(standing, f". {weakest.question.label}{seen}. {why}".rstrip())


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
    """Up to three moves for the first ninety days, with owner and date."""
    if inputs.roadmap is None or not inputs.starting:
        return None
    starts = wording.day(inputs.roadmap.starts)
    items: list[Words] = []
    for planned in inputs.starting[:_MOST]:
        initiative = inputs.initiatives.get(planned.initiative)
        until = f"; decision on {wording.day(planned.gates[-1].date)}" if planned.gates else ""
        owner = f" Measure owned by the {wording.inner(initiative.kpi.owner)}." if initiative else ""
        items.append((f"{planned.title}: pilot from {starts}{until}.{owner}",))
    return Bullets(tuple(items), ordered=True)


def _money(inputs: Inputs) -> Words:
    """What the pilots that start first cost, from the playbook's estimates."""
    initiatives = [inputs.initiatives.get(planned.initiative) for planned in inputs.starting]
    estimates = [one.cost.pilot for one in initiatives if one and one.cost]
    if not estimates:
        return ()
    likely, extent = wording.extent(tuple(sum(amounts) for amounts in zip(*estimates, strict=True)))
    return words(
        f"{inputs.engagement.currency} ",
        Mark("first_quarter.cost", likely),
        f" thousand for the pilots that start first ({extent}), besides people's time. What the whole "
        "programme earns is not known before they report.",
    )


def _gate(inputs: Inputs) -> Words:
    """The first gate at which a pilot is decided on."""
    found = next(((planned, gate) for planned, gate in inputs.gates if gate is planned.gates[-1]), None)
    if found is None:
        return ()
    planned, gate = found
    question = wording.inner(gate.question or gate.name)
    ended = question if question.endswith(("?", ".")) else f"{question}."
    return (f"{wording.day(gate.date)}, {planned.title}: {ended} Decided by {wording.named(gate.decides)}.",)
