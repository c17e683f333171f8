"""The executive summary: one page that stands alone."""

from decimal import Decimal

from assess.model.engagement import BusinessFigure
from assess.report import wording
from assess.report.blocks import Bullets, Column, KeyNumber, Mark, Row, Table, Words
from assess.report.chapters import roadmap as roadmap_chapter
from assess.report.chapters.constituents import sharpest
from assess.report.chapters.standing import apart, section_of
from assess.report.chapters.vision import gaps
from assess.report.inputs import Inputs
from assess.report.record import Decision, Headings, Summary
from assess.scoring.card import SectionScore

EXISTING_SHARE = "gross-profit-existing-share"
KEEP_SHARE = "marketing-to-keep-share"
NPS = "nps"
_MOST_GAPS = 3
_MOST_MOVES = 3


def summary(inputs: Inputs) -> Summary:
    """Everything that the board reads if it reads one page."""
    reviews = _reviews(inputs)
    return Summary(
        title="Executive summary",
        verdict=_verdict(inputs),
        apart=apart(inputs, inputs.card.overall),
        key_numbers=(*_standing(inputs), *_commitment(inputs)),
        key_note=_commitment_note(inputs),
        respondents=_respondents(inputs),
        headings=Headings(reviews=reviews.caption),
        reviews=reviews,
        gaps=tuple(_gap(inputs, section, wanted) for section, wanted in _widest(inputs)),
        disagreement=sharpest(inputs),
        customers=_customers(inputs),
        moves=_moves(inputs),
        money=_money(inputs),
        gate=_gate(inputs),
        decisions=_decisions(inputs),
    )


def _standing(inputs: Inputs) -> tuple[KeyNumber, ...]:
    overall = inputs.card.overall
    name = wording.level_name(inputs.card, overall.level) or "too few answers for a level"
    spread = wording.text_of(wording.spread(overall))
    return (
        KeyNumber(wording.level(overall), f"Level: {name}"),
        KeyNumber(
            wording.score(overall),
            f"Score, from {inputs.scale.low} to {inputs.scale.high}{f'; range {spread}' if spread else ''}",
        ),
    )


def _respondents(inputs: Inputs) -> Words:
    """By function, small groups together."""
    least = inputs.engagement.smallest_group
    shown = [(name, n) for name, n in inputs.card.respondents.items() if n >= least]
    others = sum(n for n in inputs.card.respondents.values() if n < least)
    total = sum(inputs.card.respondents.values())
    words: list[str | Mark] = [Mark("respondents", str(total)), " people answered"]
    if shown:
        words.append(": ")
    for index, (name, n) in enumerate(shown):
        words += [
            ", " if index else "",
            f"{inputs.function(name).lower()} ",
            Mark(f"respondents.{name}", str(n)),
        ]
    if others and shown:
        words += [", others ", str(others)]
    return wording.cleaned((*words, "."))


def _verdict(inputs: Inputs) -> Words:
    overall = inputs.card.overall
    ladder = {step.value: step for step in inputs.card.questionnaire.ladder}
    step = ladder.get(overall.reach or 0)
    if step is None:
        return (
            "Nothing has been answered yet."
            if overall.score is None
            else "The company is below the first level of the ladder.",
        )
    weakest = min(
        (r for r in inputs.reviews if r.score is not None), key=lambda r: (r.reach or 0, r.score or 0)
    )
    return (f"{wording.sentence(step.meaning)} {weakest.title} holds the company back most.",)


def _reviews(inputs: Inputs) -> Table:
    columns = (
        Column("Review"),
        Column("Score", numeric=True),
        Column("Level", numeric=True),
        Column("Weakest capability"),
    )
    rows = []
    for review in inputs.reviews:
        capabilities = [c for c in review.walk() if c.branch.leaves and c.score is not None]
        weakest = min(capabilities, key=lambda c: (c.score or 0, c.id), default=None)
        rows.append(
            Row(
                (
                    (review.title,),
                    (wording.score(review),),
                    (wording.level(review),),
                    (f"{weakest.title} (", wording.score(weakest), ")") if weakest else (),
                )
            )
        )
    return Table("The four reviews" if len(rows) == 4 else "The reviews", columns, tuple(rows))  # noqa: PLR2004  # four, in words


def _commitment(inputs: Inputs) -> tuple[KeyNumber, ...]:
    """What existing customers bring, beside what is spent on them: from the client's own figures."""
    earned, spent = inputs.figures(EXISTING_SHARE), inputs.figures(KEEP_SHARE)
    if not earned or not spent:
        return ()
    return (
        KeyNumber(
            Mark(f"figure.{EXISTING_SHARE}", f"{_per_cent(earned[-1])}\u00a0%"),
            f"of gross profit comes from existing customers ({earned[-1].period})",
        ),
        KeyNumber(
            Mark(f"figure.{KEEP_SHARE}", f"{_per_cent(spent[-1])}\u00a0%"),
            f"of marketing money is spent on keeping them ({spent[-1].period})",
        ),
    )


def _commitment_note(inputs: Inputs) -> Words:
    earned, spent = inputs.figures(EXISTING_SHARE), inputs.figures(KEEP_SHARE)
    if not earned or not spent:
        return (
            (
                "We were not given the share of gross profit from existing customers beside the share of marketing money that "
                "goes to them. No figure says more about the commitment."
            ),
        )
    source = f"Source: {wording.inner(earned[-1].source)}; {wording.inner(spent[-1].source)}."
    if len(earned) > 1 and len(spent) > 1:
        return (
            f"In {earned[-2].period} the two shares were {_per_cent(earned[-2])}\u00a0% and {_per_cent(spent[-2])}\u00a0%. {source}",
        )
    return (source,)


def _per_cent(figure: BusinessFigure) -> str:
    return wording.plain(Decimal(figure.value).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def _widest(inputs: Inputs) -> list[tuple[SectionScore, int | None]]:
    """The longest ways to wanted levels; without a vision the lowest capabilities."""
    ahead = gaps(inputs)
    if ahead:
        return list(ahead[:_MOST_GAPS])
    lowest = sorted(
        (c for c in inputs.capabilities if c.score is not None), key=lambda c: (c.score or 0, c.id)
    )
    return [(section, None) for section in lowest[:_MOST_GAPS]]


def _gap(inputs: Inputs, section: SectionScore, wanted: int | None) -> tuple[str, Words]:
    """What is seen today in the weakest answer, and why it matters."""
    answered = [
        leaf
        for leaf in section.branch.leaves
        if inputs.card.cells[leaf.id].value is not None and leaf.id in inputs.card.asked
    ]
    if not answered:
        record = section_of(inputs, section.id)
        return section.title, (record.claim,)
    leaf = min(answered, key=lambda leaf: (inputs.card.cells[leaf.id].value or 0, leaf.id))
    cell = inputs.card.cells[leaf.id]
    chosen = [choice for choice in cell.question.choices if cell.own is not None and choice.value <= cell.own]
    target: Words = (", wanted ", Mark(f"{section.id}.wanted", str(wanted))) if wanted is not None else ()
    seen = max(chosen, key=lambda choice: choice.value).text if chosen else ""
    return section.title, (
        "Today ",
        wording.score(section),
        *target,
        f". {cell.question.label}: {wording.inner(seen)}. {wording.sentence(cell.question.why)}".rstrip(),
    )


def _customers(inputs: Inputs) -> Words:
    scores = inputs.figures(NPS)
    if not scores:
        return (
            "Customers themselves were not asked. Five questions to them would show whether they see the same company.",
        )
    latest = scores[-1]
    before = f", after {wording.plain(scores[-2].value)} in {scores[-2].period}" if len(scores) > 1 else ""
    return (
        f"Net Promoter Score {wording.plain(latest.value)} in {latest.period}{before} ({wording.inner(latest.source)}).",
    )


def _moves(inputs: Inputs) -> Bullets | None:
    """Three moves for the first ninety days, with owner and date."""
    if inputs.roadmap is None or not inputs.roadmap.initiatives:
        return None
    starting = roadmap_chapter.starting_now(inputs.roadmap)[:_MOST_MOVES]
    items: list[Words] = []
    for planned in starting:
        initiative = (inputs.initiatives or {}).get(planned.initiative)
        owner = initiative.kpi.owner if initiative else ""
        gate = planned.gates[-1] if planned.gates else None
        until = f"; decision on {wording.day(gate.date)}" if gate else ""
        items.append(
            (
                f"{planned.title}: pilot from {wording.day(inputs.roadmap.starts)}{until}. Measure owned by the {wording.inner(owner)}.",
            )
        )
    return Bullets(tuple(items), ordered=True)


def _money(inputs: Inputs) -> Words:
    """What the pilots that start first cost, from the playbook's estimates."""
    if inputs.roadmap is None:
        return ()
    estimates = [
        initiative.cost.pilot
        for planned in roadmap_chapter.starting_now(inputs.roadmap)
        if (initiative := (inputs.initiatives or {}).get(planned.initiative)) and initiative.cost
    ]
    if not estimates:
        return ()
    low, likely, high = (wording.plain(sum(estimate[i] for estimate in estimates)) for i in range(3))
    return (
        f"{inputs.engagement.currency} ",
        Mark("first_quarter.cost", likely),
        (
            f" thousand for the pilots that start first ({low} to {high}), besides people's time. What the whole programme earns is "
            "not known before they report."
        ),
    )


def _gate(inputs: Inputs) -> Words:
    if inputs.roadmap is None:
        return ()
    gates = roadmap_chapter.first_gates(inputs.roadmap)
    decisive = [(planned, planned.gates[i]) for planned, i in gates if i == len(planned.gates) - 1]
    if not decisive:
        return ()
    planned, gate = decisive[0]
    return (
        f"{wording.day(gate.date)}, {planned.title}: {wording.inner(gate.question) or gate.name}? ".replace(
            "??", "?"
        )
        + f"Decided by {wording.listed(gate.decides)}.",
    )


def _decisions(inputs: Inputs) -> tuple[Decision, ...]:
    """What the board is asked to decide, who, and by when."""
    if inputs.roadmap is None or not inputs.roadmap.initiatives:
        return (
            Decision(
                (
                    "Write the vision: what customers need, and a wanted level for the capabilities that matter.",
                ),
                ("Chief marketing officer",),
            ),
            Decision(("Name who answers for the measures of the weakest review.",), ("Chief executive",)),
            Decision(
                ("Agree what would make finance and technology commit.",),
                ("Their leaders, with the chief marketing officer",),
            ),
        )
    roadmap = inputs.roadmap
    before = f"by {wording.day(roadmap.starts)}"
    starting = roadmap_chapter.starting_now(roadmap)
    deciders = list(
        dict.fromkeys(role for planned in starting for gate in planned.gates[:1] for role in gate.decides)
    )
    return (
        Decision(
            ("Confirm ", Mark("targets", str(len(inputs.targets))), " wanted levels, or change them."),
            (f"Executive team, {before}",),
        ),
        Decision(
            (
                f"Release people and money for the first {wording.plural(len(starting), 'pilot')}: {wording.listed([p.title for p in starting])}.",
            ),
            (f"{wording.listed(deciders)}, {before}" if deciders else before.capitalize(),),
        ),
        Decision(
            (
                "Accept the decision rules: a pilot that fails its rule is stopped, and its money goes to the next.",
            ),
            (f"Executive team, {before}",),
        ),
    )
