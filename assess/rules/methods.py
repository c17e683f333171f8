"""Rules for how scores and levels follow: thresholds, practices, attainable intervals, levels to count."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from assess.model.assembly import Place
from assess.model.questionnaire import LevelMethod, LevelMethodName, ScoreMethod
from assess.rules.rule import Finding, Rule, Subject
from assess.scoring.trees import Branch, Leaf, lens_tree, main_tree
from assess.scoring.values import attainable

Interval = tuple[Fraction, Fraction]


def thresholds_match_ladder(subject: Subject) -> Iterator[Finding]:
    """A threshold for each level of the ladder."""
    levels = len(subject.assembled.questionnaire.ladder)
    for method, place in _level_methods(subject):
        if method.from_ is not None and len(method.from_) != levels:
            hint = f"Give {levels} thresholds, the lowest level's first."
            message = f"{len(method.from_)} thresholds for a ladder of {levels} levels"
            yield Finding(place, message, hint, ("level", "from"))


def practices_on_ladder(subject: Subject) -> Iterator[Finding]:
    """A practice belongs to a level that exists."""
    levels = [level.value for level in subject.assembled.questionnaire.ladder]
    for question, place in subject.assembled.questions():
        if question.practice and question.practice.level not in levels:
            hint = f"Levels: {', '.join(map(str, levels))}."
            message = f"the ladder has no level {question.practice.level}"
            yield Finding(place, message, hint, ("practice", "level"))


def practices_not_mixed(subject: Subject) -> Iterator[Finding]:
    """A section holds practices, or plain questions, or sections beside plain questions."""
    for section, place in subject.assembled.sections():
        scored = [(i, q) for i, q in enumerate(section.questions) if q.scored]
        plain = [i for i, q in scored if q.practice is None]
        if plain and len(plain) < len(scored):
            hint = "Put plain questions and practices into sections of their own."
            message = "a plain question stands among practices"
            yield Finding(place, message, hint, ("questions", plain[0]))
        if section.sections and any(q.practice for _, q in scored):
            hint = "Give the practices a section of their own."
            yield Finding(place, "practices stand beside sections", hint, ("questions",))


def children_share_one_interval(subject: Subject) -> Iterator[Finding]:
    """What a mean or a minimum is taken of can reach the same lowest and highest score."""
    own = _question_intervals(subject)
    for branch, places in _branches(subject):
        intervals = _child_intervals(branch, own)
        if branch.score is ScoreMethod.SUM or not intervals:
            continue
        first, (low, high) = next(iter(intervals.items()))
        odd = next(((name, one) for name, one in intervals.items() if one != (low, high)), None)
        if odd:
            name, (its_low, its_high) = odd
            message = (
                f"a {branch.score.value} of `{first}`, which scores from {_plain(low)} to {_plain(high)}, "
                f"and `{name}`, which scores from {_plain(its_low)} to {_plain(its_high)}"
            )
            hint = "Use the same scale, or map values onto the ladder, or use `score: sum`."
            yield Finding(places.get(name, places.get(branch.id, subject.place)), message, hint)


def cumulative_children_have_levels(subject: Subject) -> Iterator[Finding]:
    """A cumulative level counts its sections' levels, so they need a method of their own."""
    for branch, places in _branches(subject):
        for inner in branch.branches if branch.level.method is LevelMethodName.CUMULATIVE else ():
            if inner.level.method is LevelMethodName.NONE:
                message = f"`{inner.id}` has no level for its parent to count"
                hint = "Give it a level method, or its parent another one."
                yield Finding(places.get(inner.id, subject.place), message, hint)


def _level_methods(subject: Subject) -> Iterator[tuple[LevelMethod, Place]]:
    yield subject.record.level, subject.place
    whole = subject.assembled
    for record, place in (*whole.sections(), *whole.places("lenses"), *whole.lens_sections()):
        if record.level:
            yield record.level, place


def _branches(subject: Subject) -> Iterator[tuple[Branch, dict[str, Place]]]:
    """Every section of the main tree and of the lenses, with the methods that hold for it and places by id.

    A lens only names its questions; what is wrong with their company is wrong where the lens has them.
    """
    whole, questionnaire = subject.assembled, subject.assembled.questionnaire
    own = _by_id(*whole.sections(), *whole.questions())
    lenses = _by_id(*whole.places("lenses"), *whole.lens_sections())
    yield from ((branch, own) for branch in _with_inner(main_tree(questionnaire)))
    for lens in questionnaire.lenses:
        yield from ((branch, lenses) for branch in _with_inner(lens_tree(lens, questionnaire)))


def _by_id(*found: tuple[Any, Place]) -> dict[str, Place]:
    return {record.id: place for record, place in found}


def _with_inner(branch: Branch) -> Iterator[Branch]:
    yield branch
    for inner in branch.branches:
        yield from _with_inner(inner)


def _question_intervals(subject: Subject) -> dict[str, Interval]:
    questionnaire = subject.assembled.questionnaire
    return {q.id: attainable(q, questionnaire) for q in questionnaire.all_questions() if q.choices}


def _child_intervals(branch: Branch, own: dict[str, Interval]) -> dict[str, Interval]:
    inner = ((one.id, _interval(one, own)) for one in branch.branches)
    return {leaf.id: own[leaf.id] for leaf in branch.leaves if leaf.id in own} | {
        name: interval for name, interval in inner if interval
    }


def _interval(branch: Branch, own: dict[str, Interval]) -> Interval | None:
    """Attainable interval of a section: its children's for mean and min, their weighted sum for sum."""
    intervals = _child_intervals(branch, own)
    if not intervals or branch.score is not ScoreMethod.SUM:
        return next(iter(intervals.values()), None)
    children: list[Leaf | Branch] = [*branch.leaves, *branch.branches]
    weights = {child.id: child.weight for child in children}
    low = sum((weights[name] * low for name, (low, _) in intervals.items()), Fraction(0))
    high = sum((weights[name] * high for name, (_, high) in intervals.items()), Fraction(0))
    return low, high


def _plain(number: Fraction) -> str:
    return f"{float(number):g}"


METHOD_RULES: tuple[Rule, ...] = (
    Rule("QUE030", thresholds_match_ladder),
    Rule("QUE031", practices_on_ladder),
    Rule("QUE032", practices_not_mixed),
    Rule("QUE033", children_share_one_interval),
    Rule("QUE034", cumulative_children_have_levels),
)
