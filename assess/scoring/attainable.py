"""What a section can come to at all, found by the same functions that find what it comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assess.model.questionnaire import LevelMethodName, Question, Questionnaire, ScoreMethod, Values
from assess.scoring.card import Child, measure
from assess.scoring.levels import Practised, section_score
from assess.scoring.trees import Branch, Leaf, lens_tree, main_tree
from assess.scoring.values import attainable, own_interval

Interval = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Attainable:
    """A section of which everything is asked and answered.

    `interval` is its lowest and highest score, None where nothing counts; `ends` are those of its children,
    by id, questions first. `level` is that of the best answers, None where the method gives none.
    """

    branch: Branch
    ends: Mapping[str, Interval]
    interval: Interval | None
    level: int | None
    sections: tuple["Attainable", ...]

    def walk(self) -> Iterator["Attainable"]:
        """This section and every one inside it, parents first."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(frozen=True, slots=True)
class _Whole:
    """What all sections need: the questions that have values, the ends of those, and the ladder."""

    scaled: Mapping[str, Question]
    ends: Mapping[str, Interval]
    ladder: tuple[int, ...]


def attainable_sections(
    questionnaire: Questionnaire, questions: Mapping[str, Question]
) -> Mapping[str, Attainable]:
    """Every section that counts, lenses included, by id; `questions` are the questionnaire's, by id."""
    scaled = {name: question for name, question in questions.items() if question.choices}
    ladder = tuple(level.value for level in questionnaire.ladder)
    whole = _Whole(scaled, _ends(questionnaire, scaled), ladder)
    trees = [main_tree(questionnaire), *(lens_tree(lens, questionnaire) for lens in questionnaire.lenses)]
    return {one.branch.id: one for tree in trees for one in _section(tree, whole).walk()}


def _ends(questionnaire: Questionnaire, scaled: Mapping[str, Question]) -> Mapping[str, Interval]:
    """Mapped onto the ladder, all questions have the same."""
    if not scaled or questionnaire.values is Values.RAW:
        return {name: attainable(question, questionnaire) for name, question in scaled.items()}
    return dict.fromkeys(scaled, attainable(next(iter(scaled.values())), questionnaire))


def _section(branch: Branch, whole: _Whole) -> Attainable:
    sections = tuple(_section(inner, whole) for inner in branch.branches)
    ends = {leaf.id: whole.ends[leaf.id] for leaf in branch.leaves if leaf.id in whole.ends}
    ends |= {one.branch.id: one.interval for one in sections if one.interval}
    children: tuple[Leaf | Branch, ...] = (*branch.leaves, *branch.branches)
    counted = [child for child in children if child.id in ends]
    levels = {one.branch.id: one.level for one in sections}
    level = _level(branch, counted, ends, levels, whole)
    return Attainable(branch, ends, _interval(branch, counted, ends), level, sections)


def _interval(
    branch: Branch, counted: Sequence[Leaf | Branch], ends: Mapping[str, Interval]
) -> Interval | None:
    """Children of a mean or a minimum are all alike, which is left to a rule."""
    if branch.score is not ScoreMethod.SUM:
        return next(iter(ends.values()), None)
    low = section_score(branch.score, [(child.weight, ends[child.id][0]) for child in counted])
    high = section_score(branch.score, [(child.weight, ends[child.id][1]) for child in counted])
    return None if low is None or high is None else (low, high)


def _level(
    branch: Branch,
    counted: Sequence[Leaf | Branch],
    ends: Mapping[str, Interval],
    levels: Mapping[str, int | None],
    whole: _Whole,
) -> int | None:
    """The level of the best answers. Where all children reach the top, any share of them does."""
    if branch.level.method is LevelMethodName.NONE:
        return None
    best = [
        Child(one.id, one.weight, ends[one.id][1], _reach(levels.get(one.id, ends[one.id][1])), is_open=False)
        for one in counted
    ]
    top = whole.ladder[-1]
    by_children = branch.level.method is LevelMethodName.CUMULATIVE and not branch.has_practices
    if by_children and best and all(one.reach is not None and one.reach >= top for one in best):
        return top
    practices = [
        Practised(leaf.id, leaf.weight, leaf.practice.level, passes)
        for leaf in branch.leaves
        if leaf.practice and leaf.id in ends
        for passes in [own_interval(whole.scaled[leaf.id])[1] >= Fraction(leaf.practice.from_)]
    ]
    return measure(branch, best, practices, whole.ladder).reach


def _reach(best: Fraction | int | None) -> Fraction | None:
    """A question's highest value, or a section's highest level."""
    return None if best is None else Fraction(best)
