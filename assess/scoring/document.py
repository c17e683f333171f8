"""The scorecard for programs: the record that `score --format json` writes."""

from decimal import Decimal
from fractions import Fraction

from assess.model.answers import State
from assess.model.kinds import schema_line
from assess.model.scorecard import (
    Counts,
    Extent,
    LevelExtent,
    QuestionnaireName,
    ScoredQuestion,
    ScoredSection,
)
from assess.model.scorecard import Scorecard as ScorecardDocument
from assess.scoring.card import Scorecard, SectionScore
from assess.scoring.counting import NOT_ASKED
from assess.scoring.rounding import shown

# Constructed, not validated: every value comes from the scorer, tests validate the result, and a command that
# prints a table need not build the validators.


def document(card: Scorecard) -> ScorecardDocument:
    """The same facts as plain numbers; nothing is computed here but the rounding."""
    names = {level.value: level.name for level in card.questionnaire.ladder}
    return ScorecardDocument.model_construct(
        schema_=schema_line("scorecard"),
        questionnaire=QuestionnaireName.model_construct(
            id=card.questionnaire.id, version=card.questionnaire.version, digest=card.assembled.digest
        ),
        assessment=card.date,
        scope=card.engagement.scope.value if card.engagement else "full",
        combine=card.engagement.combine.value if card.engagement else "median",
        respondents=dict(card.respondents),
        overall=_section(card.overall, names),
        lenses=tuple(_section(lens, names) for lens in card.lenses),
        questions=tuple(
            _question(card, question_id) for question_id, cell in card.cells.items() if cell.question.scored
        ),
    )


def _section(section: SectionScore, names: dict[int, str]) -> ScoredSection:
    counts = section.counts
    return ScoredSection.model_construct(
        id=section.id,
        title=section.title,
        weight=float(section.branch.weight),
        score=_real(section.score),
        shown=_real(section.shown),
        range=_extent(section.low, section.high, section.thresholds),
        level=section.level,
        level_name=names.get(section.level) if section.level is not None else None,
        level_range=(
            LevelExtent.model_construct(low=section.low_level, high=section.high_level)
            if section.low_level is not None and section.high_level is not None
            else None
        ),
        indicative_level=section.reach if section.indicative else None,
        indicative=section.indicative,
        attainable=None if section.interval is None else _extent(*section.interval, ()),
        counts=Counts.model_construct(
            questions=sum(counts.values()),
            answered=counts[State.ANSWERED],
            unknown=counts[State.UNKNOWN],
            not_applicable=counts[State.NOT_APPLICABLE],
            unanswered=counts[State.UNANSWERED],
            not_asked=counts[NOT_ASKED],
        ),
        sections=tuple(_section(inner, names) for inner in section.sections),
        questions=tuple(leaf.id for leaf in section.branch.leaves),
    )


def _extent(low: Fraction | None, high: Fraction | None, thresholds: tuple[Fraction, ...]) -> Extent | None:
    if low is None or high is None:
        return None
    return Extent.model_construct(
        low=float(low),
        high=float(high),
        shown_low=float(shown(low, thresholds)),
        shown_high=float(shown(high, thresholds)),
    )


def _real(number: Fraction | Decimal | None) -> float | None:
    return None if number is None else float(number)


def _question(card: Scorecard, question_id: str) -> ScoredQuestion:
    cell = card.cells[question_id]
    is_asked = question_id in card.asked
    answered = {g.respondent for g in cell.counted if g.answer.state is State.ANSWERED}
    return ScoredQuestion.model_construct(
        id=question_id,
        label=cell.question.label,
        state=card.state(question_id),
        value=_real(cell.value) if is_asked else None,
        shown=_real(card.shown(question_id)),
        respondents=len(answered) if is_asked else 0,
        mixed_not_applicable=is_asked and cell.mixed_not_applicable,
        from_consensus=cell.from_consensus,
    )
