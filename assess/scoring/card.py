"""The scorecard: every section of every tree with its score, level and range."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from assess.model.answers import Answers, State
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.model.questionnaire import LevelMethodName, Missing, Questionnaire, ScoreMethod
from assess.scoring.asked import asked
from assess.scoring.levels import (
    Practised,
    Reached,
    Step,
    by_thresholds,
    cumulative_steps,
    highest,
    practice_steps,
)
from assess.scoring.rounding import shown
from assess.scoring.trees import Branch, Leaf, lens_tree, main_tree
from assess.scoring.values import Cell, cells

NOT_ASKED = "not-asked"
_ABSENT = (State.UNKNOWN, State.UNANSWERED)


class Case(StrEnum):
    """What missing answers are taken for: left out as they are, or filled with their lowest or highest value."""

    AS_ANSWERED = "as-answered"
    WORST = "worst"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's result. Scores are exact; `reach` is the level that counts for the parent.

    `level` is None where nothing was answered and where fewer answers than the method wants allow only an
    indicative one; then `indicative` is true and `reach` still says what the answers suggest.
    """

    branch: Branch
    score: Fraction | None
    low: Fraction | None
    high: Fraction | None
    level: int | None
    low_level: int | None
    high_level: int | None
    reach: int | None
    indicative: bool
    interval: tuple[Fraction, Fraction] | None
    steps: tuple[Step, ...]
    counts: Mapping[str, int]
    thresholds: tuple[Fraction, ...]
    sections: tuple["SectionScore", ...]

    @property
    def id(self) -> str:
        return self.branch.id

    @property
    def title(self) -> str:
        return self.branch.title

    @property
    def shown(self) -> Decimal | None:
        return None if self.score is None else shown(self.score, self.thresholds)

    @property
    def missing(self) -> int:
        """Questions that were asked and have no answer."""
        return sum(self.counts[state] for state in _ABSENT)

    def walk(self) -> Iterator["SectionScore"]:
        """This section and every one inside it, parents first."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The facts of one assessment; words are the report's."""

    assembled: Assembled
    engagement: Engagement | None
    date: dt.date | None
    cells: Mapping[str, Cell]
    asked: frozenset[str]
    overall: SectionScore
    lenses: tuple[SectionScore, ...]
    respondents: Mapping[str, int]

    @property
    def questionnaire(self) -> Questionnaire:
        return self.assembled.questionnaire

    def section(self, section_id: str) -> SectionScore | None:
        """The section with this id, in the main tree or a lens."""
        trees = (self.overall, *self.lenses)
        return next((s for tree in trees for s in tree.walk() if s.id == section_id), None)

    def state(self, question_id: str) -> str:
        """The state of the combined answer, or `not-asked`."""
        return self.cells[question_id].state.value if question_id in self.asked else NOT_ASKED


def score(
    assembled: Assembled,
    answers: Iterable[Answers],
    engagement: Engagement | None = None,
    date: dt.date | None = None,
) -> Scorecard:
    """Score one assessment. The order of `answers` does not matter."""
    questionnaire = assembled.questionnaire
    documents = tuple(answers)
    combined = cells(questionnaire, documents, engagement)
    scorer = _Scorer(questionnaire, combined, asked(questionnaire, combined, engagement))
    return Scorecard(
        assembled=assembled,
        engagement=engagement,
        date=date,
        cells=combined,
        asked=scorer.asked,
        overall=scorer.section(main_tree(questionnaire)),
        lenses=tuple(scorer.section(lens_tree(lens, questionnaire)) for lens in questionnaire.lenses),
        respondents=_who_answered(documents),
    )


def _who_answered(documents: Iterable[Answers]) -> Mapping[str, int]:
    took_part = (
        a.function or "none"
        for a in documents
        if not a.is_consensus and any(answer.state is not State.UNANSWERED for answer in a.answers.values())
    )
    return dict(sorted(Counter(took_part).items()))


@dataclass(frozen=True, slots=True)
class _Measure:
    """Score and level in one case."""

    score: Fraction | None
    reach: int | None
    steps: tuple[Step, ...] = ()


class _Scorer:
    """Goes through a tree once; every section is measured in the three cases."""

    def __init__(
        self, questionnaire: Questionnaire, combined: Mapping[str, Cell], asked_ids: frozenset[str]
    ) -> None:
        self.asked = asked_ids
        self._cells = combined
        self._lowest_if_missing = questionnaire.missing is Missing.LOWEST
        self._ladder = [level.value for level in questionnaire.ladder]

    def section(self, branch: Branch) -> SectionScore:
        sections = tuple(self.section(child) for child in branch.branches)
        cases = {case: self._measure(branch, sections, case) for case in Case}
        here = cases[Case.AS_ANSWERED]
        counts = self._counts(branch, sections)
        indicative = self._is_indicative(branch, sections, here)
        withheld = indicative and bool(branch.leaves)
        return SectionScore(
            branch=branch,
            score=here.score,
            low=cases[Case.WORST].score,
            high=cases[Case.BEST].score,
            level=None if withheld else here.reach,
            low_level=cases[Case.WORST].reach,
            high_level=cases[Case.BEST].reach,
            reach=here.reach,
            indicative=indicative,
            interval=self._interval(branch, sections),
            steps=here.steps,
            counts=counts,
            thresholds=self._thresholds(branch),
            sections=sections,
        )

    def _value(self, leaf: Leaf, case: Case) -> Fraction | None:
        """None where the question does not count in this case."""
        cell = self._cells[leaf.id]
        if leaf.id not in self.asked or cell.state is State.NOT_APPLICABLE:
            return None
        if cell.value is not None:
            return cell.value
        if self._lowest_if_missing or case is Case.WORST:
            return cell.lowest
        return cell.highest if case is Case.BEST else None

    def _is_open(self, leaf: Leaf) -> bool:
        """Asked, applicable, and without a value to count."""
        cell = self._cells[leaf.id]
        return leaf.id in self.asked and cell.state in _ABSENT and not self._lowest_if_missing

    def _measure(self, branch: Branch, sections: tuple[SectionScore, ...], case: Case) -> _Measure:
        total = self._score(branch, sections, case)
        method = branch.level
        if branch.has_practices and method.method is not LevelMethodName.NONE:
            practices = [p for leaf in branch.leaves if (p := self._practised(leaf, case))]
            if not practices:
                return _Measure(total, None)
            steps = practice_steps(practices, method, self._ladder)
            return _Measure(total, highest(steps), steps)
        if method.method is LevelMethodName.THRESHOLDS:
            return _Measure(total, None if total is None else by_thresholds(total, method, self._ladder))
        if method.method is LevelMethodName.CUMULATIVE:
            children = self._reached(branch, sections, case)
            steps = cumulative_steps(children, method, self._ladder) if children else ()
            return _Measure(total, highest(steps) if steps else None, steps)
        return _Measure(total, None)

    def _score(self, branch: Branch, sections: tuple[SectionScore, ...], case: Case) -> Fraction | None:
        if (
            branch.score is ScoreMethod.SUM
            and case is Case.AS_ANSWERED
            and (
                any(self._is_open(leaf) for leaf in branch.leaves)
                or any(_has_only_range(s) for s in sections)
            )
        ):
            return None
        scored = [
            (leaf.weight, value) for leaf in branch.leaves if (value := self._value(leaf, case)) is not None
        ]
        scored += [
            (section.branch.weight, value)
            for section in sections
            if (value := _in_case(section, case)[0]) is not None
        ]
        if not scored:
            return None
        if branch.score is ScoreMethod.MIN:
            return min(value for _, value in scored)
        total = sum((weight * value for weight, value in scored), Fraction(0))
        return total if branch.score is ScoreMethod.SUM else total / sum(weight for weight, _ in scored)

    def _reached(self, branch: Branch, sections: tuple[SectionScore, ...], case: Case) -> list[Reached]:
        questions = [
            Reached(leaf.id, leaf.weight, value)
            for leaf in branch.leaves
            if (value := self._value(leaf, case)) is not None
        ]
        return questions + [
            Reached(section.id, section.branch.weight, Fraction(reach))
            for section in sections
            if (reach := _in_case(section, case)[1]) is not None
        ]

    def _practised(self, leaf: Leaf, case: Case) -> Practised | None:
        """Whether a practice passes, on its own scale with reverse-coding undone."""
        if leaf.practice is None or self._value(leaf, case) is None:
            return None
        cell = self._cells[leaf.id]
        if cell.turned is not None:
            passes = cell.turned >= Fraction(leaf.practice.from_)
        else:
            passes = case is Case.BEST and not self._lowest_if_missing
        return Practised(leaf.id, leaf.weight, leaf.practice.level, passes)

    def _is_indicative(self, branch: Branch, sections: tuple[SectionScore, ...], here: _Measure) -> bool:
        """Too few answers for a level; above questions, when at least half of what counts is itself indicative."""
        if here.reach is None:
            return False
        answered = sum(self._value(leaf, Case.AS_ANSWERED) is not None for leaf in branch.leaves)
        if branch.leaves and answered < branch.level.least:
            return True
        counting = [section for section in sections if section.reach is not None]
        weight = sum((section.branch.weight for section in counting), Fraction(0))
        unsure = sum((section.branch.weight for section in counting if section.indicative), Fraction(0))
        return unsure > 0 and 2 * unsure >= weight

    def _interval(
        self, branch: Branch, sections: tuple[SectionScore, ...]
    ) -> tuple[Fraction, Fraction] | None:
        """Lowest and highest attainable score of what is asked and applicable."""
        parts = [
            (leaf.weight, (self._cells[leaf.id].lowest, self._cells[leaf.id].highest))
            for leaf in branch.leaves
            if self._value(leaf, Case.WORST) is not None
        ]
        parts += [(s.branch.weight, s.interval) for s in sections if s.interval is not None]
        if not parts:
            return None
        if branch.score is ScoreMethod.SUM:
            return (
                sum((weight * low for weight, (low, _) in parts), Fraction(0)),
                sum((weight * high for weight, (_, high) in parts), Fraction(0)),
            )
        return parts[0][1]

    def _counts(self, branch: Branch, sections: tuple[SectionScore, ...]) -> Mapping[str, int]:
        counts = Counter({state.value: 0 for state in State} | {NOT_ASKED: 0})
        for leaf in branch.leaves:
            counts[self._cells[leaf.id].state.value if leaf.id in self.asked else NOT_ASKED] += 1
        for section in sections:
            counts.update(section.counts)
        return dict(counts)

    def _thresholds(self, branch: Branch) -> tuple[Fraction, ...]:
        """What a shown score must not cross: the method's thresholds, or the ladder's values."""
        if branch.level.method is LevelMethodName.THRESHOLDS:
            return tuple(Fraction(bound) for bound in branch.level.from_ or ())
        if branch.level.method is LevelMethodName.CUMULATIVE:
            return tuple(Fraction(level) for level in self._ladder)
        return ()


def _in_case(section: SectionScore, case: Case) -> tuple[Fraction | None, int | None]:
    match case:
        case Case.WORST:
            return section.low, section.low_level
        case Case.BEST:
            return section.high, section.high_level
        case _:
            return section.score, section.reach


def _has_only_range(section: SectionScore) -> bool:
    return section.score is None and section.low is not None
