"""The scorecard: every section of every tree with its score, level and range."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assess.model.answers import Answers, State
from assess.model.assembly import Assembled
from assess.model.engagement import Engagement
from assess.model.questionnaire import LevelMethodName, Questionnaire, ScoreMethod
from assess.scoring.asked import asked
from assess.scoring.counting import NOT_ASKED, Case, Counting
from assess.scoring.levels import (
    Practised,
    Reached,
    Step,
    bounds,
    by_thresholds,
    cumulative_steps,
    highest,
    practice_steps,
    section_score,
)
from assess.scoring.rounding import shown
from assess.scoring.trees import Branch, lens_tree, main_tree
from assess.scoring.values import Cell, cells, counting_value, turned

_ABSENT = (State.UNKNOWN.value, State.UNANSWERED.value)
_STRONGEST_FIRST = (State.ANSWERED.value, *_ABSENT, State.NOT_APPLICABLE.value, NOT_ASKED)


@dataclass(frozen=True, slots=True)
class SectionScore:
    """One section's result. Scores are exact; `reach` is the level that counts for the parent.

    `level` is None where nothing was answered and where fewer answers than the method wants allow only an
    indicative one; then `indicative` is true and `reach` still says what the answers suggest. A section
    over sections has its level, and is indicative when at least half of what counts in it is.
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
    ladder: tuple[int, ...]
    sections: tuple["SectionScore", ...]

    @property
    def id(self) -> str:
        """Unique in the questionnaire, lenses included."""
        return self.branch.id

    @property
    def title(self) -> str:
        """The section's heading."""
        return self.branch.title

    @property
    def shown(self) -> Decimal | None:
        """The score for people."""
        return None if self.score is None else shown(self.score, self.thresholds)

    @property
    def missing(self) -> int:
        """Questions that were asked and have no answer."""
        return sum(self.counts[state] for state in _ABSENT)

    @property
    def state(self) -> str:
        """The strongest state of its questions; all not applicable makes the section not applicable."""
        return next(state for state in _STRONGEST_FIRST if self.counts[state] or state == NOT_ASKED)

    def walk(self) -> Iterator["SectionScore"]:
        """This section and every one inside it, parents first."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class Child:
    """A question or section as the section around it counts it in one case.

    `reach` is what levels are counted on: a question's value, a section's level. `is_open`: it is asked and
    applicable, and has no score.
    """

    id: str
    weight: Fraction
    score: Fraction | None
    reach: Fraction | None
    is_open: bool


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
        """The record that was answered, parts merged."""
        return self.assembled.questionnaire

    @property
    def counting(self) -> Counting:
        """What each question counts as."""
        return Counting(self.cells, self.asked, self.questionnaire.missing)

    def sections(self) -> Iterator[SectionScore]:
        """Every section of the main tree and of the lenses, parents first."""
        for tree in (self.overall, *self.lenses):
            yield from tree.walk()

    def section(self, section_id: str) -> SectionScore | None:
        """The section with this id, in the main tree or a lens."""
        return next((section for section in self.sections() if section.id == section_id), None)

    def state(self, question_id: str) -> str:
        """The state of the combined answer, or `not-asked`."""
        return self.counting.state(question_id)

    def shown(self, question_id: str) -> Decimal | None:
        """A question's combined value for people; None where it is not asked or not answered."""
        value = self.cells[question_id].value
        if value is None or question_id not in self.asked:
            return None
        return shown(value, self._bounds(question_id))

    def _bounds(self, question_id: str) -> Iterator[Fraction]:
        """What decides over levels: the ladder's values, or from where a practice passes."""
        question = self.cells[question_id].question
        if question.practice:
            own = turned(question, Fraction(question.practice.from_))
            yield counting_value(question, own, self.questionnaire)
            return
        for section in self.sections():
            is_counted = section.branch.level.method is LevelMethodName.CUMULATIVE
            if is_counted and any(leaf.id == question_id for leaf in section.branch.leaves):
                yield from section.thresholds


def score(
    assembled: Assembled,
    answers: Iterable[Answers],
    engagement: Engagement | None = None,
    date: dt.date | None = None,
) -> Scorecard:
    """Score one assessment, whatever the order of `answers`; every value is one that its question offers."""
    questionnaire = assembled.questionnaire
    documents = tuple(answers)
    combined = cells(questionnaire, documents, engagement)
    counting = Counting(combined, asked(questionnaire, combined, engagement), questionnaire.missing)
    ladder = tuple(level.value for level in questionnaire.ladder)
    return Scorecard(
        assembled=assembled,
        engagement=engagement,
        date=date,
        cells=combined,
        asked=counting.asked,
        overall=_section(main_tree(questionnaire), counting, ladder),
        lenses=tuple(
            _section(lens_tree(lens, questionnaire), counting, ladder) for lens in questionnaire.lenses
        ),
        respondents=_who_answered(documents),
    )


def children(
    branch: Branch, sections: Iterable[SectionScore], counting: Counting, case: Case = Case.AS_ANSWERED
) -> tuple[Child, ...]:
    """What a section is counted from, questions first."""
    found = []
    for leaf in branch.leaves:
        value = counting.value(leaf.id, case)
        is_open = value is None and counting.value(leaf.id, Case.WORST) is not None
        found.append(Child(leaf.id, leaf.weight, value, value, is_open))
    for section in sections:
        value, level = {
            Case.AS_ANSWERED: (section.score, section.reach),
            Case.WORST: (section.low, section.low_level),
            Case.BEST: (section.high, section.high_level),
        }[case]
        is_open = value is None and section.low is not None
        reach = None if level is None else Fraction(level)
        found.append(Child(section.id, section.branch.weight, value, reach, is_open))
    return tuple(found)


def _who_answered(documents: Iterable[Answers]) -> Mapping[str, int]:
    took_part = (
        a.function or "none"
        for a in documents
        if not a.is_consensus and any(answer.state is not State.UNANSWERED for answer in a.answers.values())
    )
    return dict(sorted(Counter(took_part).items()))


@dataclass(frozen=True, slots=True)
class Measure:
    """Score and level in one case."""

    score: Fraction | None
    reach: int | None
    steps: tuple[Step, ...] = ()


def _section(branch: Branch, counting: Counting, ladder: tuple[int, ...]) -> SectionScore:
    """Measure a section, after those inside it, in the three cases; they are one where no answer is missing.

    The range spans all three: beside a sum that not-applicable answers have shortened, even the best that a
    missing child can bring may pull a mean down.
    """
    sections = tuple(_section(inner, counting, ladder) for inner in branch.branches)
    counts = _counts(branch, sections, counting)
    possible = Case if any(counts[state] for state in _ABSENT) else (Case.AS_ANSWERED,)
    cases = [
        measure(
            branch, children(branch, sections, counting, case), _practices(branch, counting, case), ladder
        )
        for case in possible
    ]
    here = cases[0]
    scores = [case.score for case in cases if case.score is not None]
    levels = [case.reach for case in cases if case.reach is not None]
    withheld = here.reach is not None and _is_short_of_answers(branch, counting)
    return SectionScore(
        branch=branch,
        score=here.score,
        low=min(scores, default=None),
        high=max(scores, default=None),
        level=None if withheld else here.reach,
        low_level=min(levels, default=None),
        high_level=max(levels, default=None),
        reach=here.reach,
        indicative=withheld or (here.reach is not None and _rests_on_indicative(branch, sections, counting)),
        interval=_interval(branch, sections, counting),
        steps=here.steps,
        counts=counts,
        thresholds=_thresholds(branch, ladder),
        ladder=ladder,
        sections=sections,
    )


def measure(
    branch: Branch, counted: Sequence[Child], practices: Sequence[Practised], ladder: Sequence[int]
) -> Measure:
    """Score and level of a section by its methods, over the children and practices that count."""
    value = _score(branch.score, counted)
    method = branch.level
    if method.method is LevelMethodName.NONE:
        return Measure(value, None)
    if branch.has_practices:
        steps = practice_steps(practices, method, ladder) if practices else ()
    elif method.method is LevelMethodName.THRESHOLDS:
        return Measure(value, None if value is None else by_thresholds(value, method, ladder))
    else:
        reached = [Reached(c.id, c.weight, c.reach) for c in counted if c.reach is not None]
        steps = cumulative_steps(reached, method, ladder) if reached else ()
    return Measure(value, highest(steps) if steps else None, steps)


def _score(method: ScoreMethod, counted: Sequence[Child]) -> Fraction | None:
    """A sum with a missing child would be too low, so it has none."""
    if method is ScoreMethod.SUM and any(child.is_open for child in counted):
        return None
    return section_score(method, [(c.weight, c.score) for c in counted if c.score is not None])


def _practices(branch: Branch, counting: Counting, case: Case) -> list[Practised]:
    return [
        Practised(leaf.id, leaf.weight, leaf.practice.level, own >= Fraction(leaf.practice.from_))
        for leaf in branch.leaves
        if leaf.practice and (own := counting.turned(leaf.id, case)) is not None
    ]


def _is_short_of_answers(branch: Branch, counting: Counting) -> bool:
    counted = sum(counting.value(leaf.id) is not None for leaf in branch.leaves)
    return bool(branch.leaves) and counted < branch.level.least


def _rests_on_indicative(branch: Branch, sections: Iterable[SectionScore], counting: Counting) -> bool:
    """At least half of the weight that counts for the level is itself only indicative."""
    indicative = {section.id for section in sections if section.indicative}
    counted = [c for c in children(branch, sections, counting) if c.reach is not None]
    unsure = sum((c.weight for c in counted if c.id in indicative), Fraction(0))
    return bool(indicative) and 2 * unsure >= sum(c.weight for c in counted)


def _interval(
    branch: Branch, sections: Iterable[SectionScore], counting: Counting
) -> tuple[Fraction, Fraction] | None:
    """Lowest and highest attainable score of what is asked and applicable."""
    ends = [
        (leaf.weight, counting.cells[leaf.id].lowest, counting.cells[leaf.id].highest)
        for leaf in branch.leaves
        if counting.value(leaf.id, Case.WORST) is not None
    ]
    ends += [(s.branch.weight, *s.interval) for s in sections if s.interval]
    low = section_score(branch.score, [(weight, lowest) for weight, lowest, _ in ends])
    high = section_score(branch.score, [(weight, highest_) for weight, _, highest_ in ends])
    return None if low is None or high is None else (low, high)


def _counts(branch: Branch, sections: Iterable[SectionScore], counting: Counting) -> Mapping[str, int]:
    counts = Counter(dict.fromkeys(_STRONGEST_FIRST, 0))
    counts.update(counting.state(leaf.id) for leaf in branch.leaves)
    for section in sections:
        counts.update(section.counts)
    return dict(counts)


def _thresholds(branch: Branch, ladder: tuple[int, ...]) -> tuple[Fraction, ...]:
    """What a shown score must not cross: the method's thresholds, or the ladder's values."""
    match branch.level.method:
        case LevelMethodName.THRESHOLDS:
            return tuple(bound for _, bound in bounds(branch.level, ladder))
        case LevelMethodName.CUMULATIVE:
            return tuple(Fraction(level) for level in ladder)
        case _:
            return ()
