"""Reviews and lenses as trees of one form, with methods handed down."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assess.model.questionnaire import (
    Lens,
    LensSection,
    LevelMethod,
    Practice,
    Question,
    Questionnaire,
    ScoreMethod,
    Section,
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A question in a tree."""

    id: str
    weight: Fraction
    practice: Practice | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A section in a tree, with the methods that hold for it.

    Unscored questions are no part of it; what is scored and weighs nothing is never counted, and only named.
    """

    id: str
    title: str
    weight: Fraction
    score: ScoreMethod
    level: LevelMethod
    branches: tuple["Branch", ...]
    leaves: tuple[Leaf, ...]
    weightless: tuple[str, ...] = ()

    @property
    def has_practices(self) -> bool:
        """Practices and plain questions are not mixed in a section."""
        return any(leaf.practice for leaf in self.leaves)

    def all_leaves(self) -> list[Leaf]:
        """Every question at any depth."""
        return [*self.leaves, *(leaf for branch in self.branches for leaf in branch.all_leaves())]


def main_tree(questionnaire: Questionnaire) -> Branch:
    """The whole questionnaire."""
    questions = {q.id: q for q in questionnaire.all_questions()}
    return _branch(
        (questionnaire.id, questionnaire.title, Fraction(1)),
        (questionnaire.score, questionnaire.level),
        questionnaire.sections,
        (),
        questions,
    )


def lens_tree(lens: Lens, questionnaire: Questionnaire) -> Branch:
    """One lens; its methods are the questionnaire's unless it states its own."""
    questions = {q.id: q for q in questionnaire.all_questions()}
    methods = (lens.score or questionnaire.score, lens.level or questionnaire.level)
    return _branch((lens.id, lens.title, Fraction(1)), methods, lens.sections, (), questions)


def _branch(
    name: tuple[str, str, Fraction],
    methods: tuple[ScoreMethod, LevelMethod],
    sections: tuple[Section, ...] | tuple[LensSection, ...],
    leaves: tuple[Question, ...],
    questions: Mapping[str, Question],
) -> Branch:
    score, level = methods
    branches = tuple(
        _branch(
            (section.id, section.title, Fraction(section.weight)),
            (section.score or score, section.level or level),
            section.sections,
            tuple(_resolved(section, questions)),
            questions,
        )
        for section in sections
    )
    scored = [branch for branch in branches if branch.all_leaves()]
    asked_for = [question for question in leaves if question.scored]
    return Branch(
        *name,
        score,
        level,
        tuple(branch for branch in scored if branch.weight > 0),
        tuple(Leaf(q.id, Fraction(q.weight), q.practice) for q in asked_for if q.weight > 0),
        (*(b.id for b in scored if b.weight == 0), *(q.id for q in asked_for if q.weight == 0)),
    )


def _resolved(section: Section | LensSection, questions: Mapping[str, Question]) -> list[Question]:
    if isinstance(section, Section):
        return list(section.questions)
    return [questions[name] for name in section.questions if name in questions]
