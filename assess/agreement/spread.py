"""Low, median and high of each section by group of functions, and where two groups lie furthest apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from assess.agreement.groups import Extent, Group, Visibility, extent
from assess.agreement.voices import Voice
from assess.scoring.trees import Branch


@dataclass(frozen=True)
class Gap:
    """How much higher one group rates than another, over the questions that both answered."""

    higher: Group
    lower: Group
    size: Fraction
    questions: tuple[str, ...]


@dataclass(frozen=True)
class SectionSpread:
    """One section: the members' own scores by group, and the largest gap between two shown groups."""

    section: str
    title: str
    extents: tuple[Extent, ...]
    gap: Gap | None


def spreads(
    tree: Branch, voices: Sequence[Voice], groups: Sequence[Group], smallest: int
) -> tuple[SectionSpread, ...]:
    """For the whole, every review and every capability, parents first.

    A member's own score rests on the questions that were put to them, which differ between functions. Gaps
    therefore rest on shared questions alone: the mean over them, by weight, of the difference of the two
    groups' medians. A question is shared by two groups if at least the smallest group of people answered it
    in each.
    """
    medians = {group.id: _medians(group, voices, smallest) for group in groups}
    return tuple(
        SectionSpread(
            section=branch.id,
            title=branch.title,
            extents=tuple(
                extent(
                    group,
                    [v.scores[branch.id] for v in members(group, voices) if branch.id in v.scores],
                    smallest,
                )
                for group in groups
            ),
            gap=_largest_gap(branch, groups, medians),
        )
        for branch in _walk(tree)
    )


def members(group: Group, voices: Sequence[Voice]) -> list[Voice]:
    """The respondents of a group."""
    return [voice for voice in voices if voice.function in group.functions]


def _walk(branch: Branch) -> list[Branch]:
    return [branch, *(inner for child in branch.branches for inner in _walk(child))]


def _medians(group: Group, voices: Sequence[Voice], smallest: int) -> Mapping[str, Fraction]:
    """The group's median of every question that enough of its members answered."""
    answers: dict[str, list[Fraction]] = {}
    for voice in members(group, voices):
        for question, value in voice.values.items():
            answers.setdefault(question, []).append(value)
    extents = {question: extent(group, values, smallest) for question, values in answers.items()}
    return {question: e.median for question, e in extents.items() if e.median is not None}


def _largest_gap(
    branch: Branch, groups: Sequence[Group], medians: Mapping[str, Mapping[str, Fraction]]
) -> Gap | None:
    """Of equal gaps the one between the groups that come first."""
    weights = _weights(branch, Fraction(1))
    shown = [group for group in groups if group.visibility is Visibility.SHOWN]
    gaps = [
        gap
        for one, other in combinations(shown, 2)
        if (gap := _gap((one, medians[one.id]), (other, medians[other.id]), weights))
    ]
    return max(gaps, key=lambda gap: gap.size, default=None)


def _gap(
    one: tuple[Group, Mapping[str, Fraction]],
    other: tuple[Group, Mapping[str, Fraction]],
    weights: Mapping[str, Fraction],
) -> Gap | None:
    shared = tuple(question for question in weights if question in one[1] and question in other[1])
    if not shared:
        return None
    total = sum((weights[question] for question in shared), Fraction(0))
    size = sum((weights[q] * (one[1][q] - other[1][q]) for q in shared), Fraction(0)) / total
    higher, lower = (one[0], other[0]) if size >= 0 else (other[0], one[0])
    return Gap(higher, lower, abs(size), shared)


def _weights(branch: Branch, share: Fraction) -> dict[str, Fraction]:
    """Each question's share of the section: the product of the normalised weights down to it."""
    weights = [leaf.weight for leaf in branch.leaves] + [inner.weight for inner in branch.branches]
    unit = share / (sum(weights, Fraction(0)) or 1)
    found = {leaf.id: unit * leaf.weight for leaf in branch.leaves}
    for inner in branch.branches:
        found |= _weights(inner, unit * inner.weight)
    return found
