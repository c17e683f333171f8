"""What the scorecard would be with answers raised: scored again by the scoring function itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from assess.model.answers import CONSENSUS, Answer, Answers, State
from assess.model.kinds import schema_line
from assess.model.roadmap import Projection
from assess.planning.portfolio import Lift
from assess.planning.sequence import Placed
from assess.planning.situation import Basis
from assess.scoring.card import Scorecard, score


def raised(lifts: Iterable[Lift]) -> dict[str, Decimal]:
    """The answer to each question that is raised; of several lifts the highest."""
    highest: dict[str, Lift] = {}
    for lift in lifts:
        if lift.question not in highest or lift.reaches > highest[lift.question].reaches:
            highest[lift.question] = lift
    return {question: lift.answer for question, lift in sorted(highest.items())}


def rescored(basis: Basis, answers: Mapping[str, Decimal]) -> Scorecard:
    """The scorecard with these answers as a consensus, which counts before what single respondents said.

    Everything that is not raised stays exactly as it was given. The room's own consensus, if there is one, is
    kept but for the raised questions. Where a condition depends on a raised answer, what is asked may change,
    as it would in a new assessment; otherwise no score and no level falls, because only values below a lift
    are lifted.
    """
    single = [document for document in basis.answers if not document.is_consensus]
    agreed = {
        name: answer
        for document in sorted(basis.answers, key=lambda a: a.respondent)
        if document.is_consensus
        for name, answer in document.answers.items()
    }
    questionnaire = basis.card.questionnaire
    consensus = Answers(
        schema_=schema_line("answers"),
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        respondent=CONSENSUS,
        answers=agreed | {name: Answer(value=value, state=State.ANSWERED) for name, value in answers.items()},
    )
    return score(basis.card.assembled, [*single, consensus], basis.card.engagement, basis.card.date)


def lifts_by(placed: Sequence[Placed], quarter: int) -> list[Lift]:
    """What is raised when `quarter` ends: by pilots that were decided and by finished projects."""
    found: list[Lift] = []
    for p in placed:
        if p.decided <= quarter + 1:
            found += p.candidate.pilot
        if p.finished is not None and p.finished <= quarter + 1:
            found += p.candidate.project
    return found


def projected(basis: Basis, placed: Sequence[Placed], quarters: int) -> list[Scorecard]:
    """One scorecard for the end of every quarter, if every pilot succeeds."""
    cards: list[Scorecard] = []
    answers: dict[str, Decimal] = {}
    card = basis.card
    for quarter in range(quarters):
        now = raised(lifts_by(placed, quarter))
        if now != answers:
            answers, card = now, rescored(basis, now)
        cards.append(card)
    return cards


def documents(now: Scorecard, cards: Sequence[Scorecard]) -> Iterator[Projection]:
    """The end of every quarter, each compared with the one before, the first with today."""
    before = _document(0, now)
    for quarter, card in enumerate(cards):
        after = _document(quarter, card)
        names = {**before.scores, **after.scores, **before.levels, **after.levels}
        changed = tuple(name for name in names if _standing(name, after) != _standing(name, before))
        yield after.model_copy(update={"changed": changed})
        before = after


def _standing(section: str, projection: Projection) -> tuple[Decimal | None, int | None]:
    return projection.scores.get(section), projection.levels.get(section)


def _document(quarter: int, card: Scorecard) -> Projection:
    """Shown scores and levels of every section, main tree and lenses; indicative levels are named."""
    sections = {s.id: s for tree in (*reversed(card.lenses), card.overall) for s in tree.walk()}
    return Projection(
        quarter=quarter,
        scores={name: s.shown for name, s in sections.items() if s.shown is not None},
        levels={name: s.reach for name, s in sections.items() if s.reach is not None},
        indicative=tuple(name for name, s in sections.items() if s.indicative),
    )
