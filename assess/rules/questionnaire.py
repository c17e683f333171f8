"""Rules for questionnaires and their parts."""

from collections.abc import Iterator
from itertools import pairwise

from assess.model.assembly import Place
from assess.model.questionnaire import Condition, LevelMethod, LevelMethodName, Question, ScoreMethod, Section
from assess.rules.rule import Finding, Rule, Subject
from assess.scoring.values import attainable
from assess.text.problems import did_you_mean
from assess.text.safe_yaml import Path


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Sections, questions, lenses and their sections share one space of ids, across all parts."""
    whole = subject.assembled
    named = [*whole.sections(), *whole.questions(), *whole.places("lenses"), *whole.lens_sections()]
    first: dict[str, Place] = {subject.record.id: subject.place}
    for record, place in named:
        if record.id in first:
            hint = f"Choose another id; the first stands at {first[record.id]}."
            yield Finding(place, f"the id `{record.id}` is used twice", hint, ("id",))
        else:
            first[record.id] = place


def list_ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Scales, sources, figures and statements have ids of their own kind."""
    for kind in ("scales", "sources", "figures", "statements"):
        seen: dict[str, Place] = {}
        for record, place in subject.assembled.places(kind):
            if record.id in seen:
                hint = f"Choose another id; the first stands at {seen[record.id]}."
                yield Finding(place, f"the id `{record.id}` is used twice among the {kind}", hint, ("id",))
            seen.setdefault(record.id, place)


def scales_exist(subject: Subject) -> Iterator[Finding]:
    """A question's named scale is defined."""
    known = [scale.id for scale in subject.assembled.questionnaire.scales]
    for question, place in subject.assembled.questions():
        if question.scale and question.scale not in known:
            yield _unknown(place, ("scale",), "scale", question.scale, known)


def lens_questions_exist(subject: Subject) -> Iterator[Finding]:
    """A lens points to questions of the questionnaire."""
    known = [question.id for question, _ in subject.assembled.questions()]
    for section, place in subject.assembled.lens_sections():
        for index, name in enumerate(section.questions):
            if name not in known:
                yield _unknown(place, ("questions", index), "question", name, known)


def one_leaf_per_lens(subject: Subject) -> Iterator[Finding]:
    """A question counts once in a lens."""
    for lens, place in subject.assembled.places("lenses"):
        seen: dict[str, str] = {}
        for section, inner in subject.assembled.lens_sections():
            if inner.document is not place.document or inner.path[: len(place.path)] != place.path:
                continue
            for index, name in enumerate(section.questions):
                if name in seen:
                    hint = f"It stands under `{seen[name]}` already; keep one of them."
                    message = f"`{name}` counts twice in the lens {lens.id}"
                    yield Finding(inner, message, hint, ("questions", index))
                seen.setdefault(name, section.id)


def functions_exist(subject: Subject) -> Iterator[Finding]:
    """Owners and routing name functions of the questionnaire, where it lists any."""
    known = [function.id for function in subject.assembled.questionnaire.functions]
    if not known:
        return
    for question, place in subject.assembled.questions():
        if question.owner and question.owner not in known:
            yield _unknown(place, ("owner",), "function", question.owner, known)
    for record, place in (*subject.assembled.sections(), *subject.assembled.questions()):
        for index, name in enumerate(place.document.source.data and record.asked_of or ()):
            if name not in known and place.document.source.span((*place.path, "asked_of")) != place.document.source.span(place.path):
                yield _unknown(place, ("asked_of", index), "function", name, known)


def conditions_refer_to_something(subject: Subject) -> Iterator[Finding]:
    """Conditions look at questions and facts that exist."""
    questions = [question.id for question, _ in subject.assembled.questions()]
    facts = [fact.id for fact in subject.assembled.questionnaire.facts]
    for question, place in subject.assembled.questions():
        for path, condition in _conditions(question):
            if condition.question and condition.question not in questions:
                yield _unknown(place, (*path, "question"), "question", condition.question, questions)
            if condition.fact and condition.fact not in facts:
                yield _unknown(place, (*path, "fact"), "fact", condition.fact, facts)


def conditions_form_no_cycle(subject: Subject) -> Iterator[Finding]:
    """No question waits, in the end, for itself."""
    looks_at = {q.id: q.when.questions() for q, _ in subject.assembled.questions() if q.when}
    for question, place in subject.assembled.questions():
        reached: set[str] = set()
        ahead = set(looks_at.get(question.id, ()))
        while ahead:
            name = ahead.pop()
            reached.add(name)
            ahead |= set(looks_at.get(name, ())) - reached
        if question.id in reached:
            hint = "Ask one of the questions without a condition."
            yield Finding(place, f"whether `{question.id}` is asked depends on itself", hint, ("when",))


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
    """A section holds practices or plain questions."""
    for section, place in subject.assembled.sections():
        scored = [(i, q) for i, q in enumerate(section.questions) if q.scored]
        plain = [i for i, q in scored if q.practice is None]
        if plain and len(plain) < len(scored):
            hint = "Put plain questions and practices into sections of their own."
            message = "a plain question stands among practices"
            yield Finding(place, message, hint, ("questions", plain[0]))
        if section.sections and any(q.practice for _, q in scored):
            yield Finding(place, "practices stand beside sections", "Give the practices a section of their own.", ("questions",))


def children_share_one_interval(subject: Subject) -> Iterator[Finding]:
    """What a mean or a minimum is taken of can reach the same lowest and highest score."""
    questionnaire = subject.assembled.questionnaire
    for section, place, method in _with_score_method(subject):
        intervals = [
            (("questions", i), attainable(q, questionnaire))
            for i, q in enumerate(section.questions)
            if q.scored and q.weight > 0 and q.choices
        ]
        intervals += [
            (("sections", i), interval)
            for i, inner in enumerate(section.sections)
            if inner.weight > 0 and (interval := _interval(inner, subject, method)) is not None
        ]
        if method is ScoreMethod.SUM:
            continue
        for (_, first), (path, interval) in pairwise([intervals[0], *intervals] if intervals else []):
            if interval != first:
                hint = "Use the same scale, or map values onto the ladder, or use `score: sum`."
                message = (
                    f"a {method.value} of scores from {first[0]} to {first[1]} and scores from {interval[0]} to {interval[1]}"
                )
                yield Finding(place, message, hint, path)
                break


def cumulative_children_have_levels(subject: Subject) -> Iterator[Finding]:
    """A cumulative level counts its sections' levels, so they need a method of their own."""
    default = subject.assembled.questionnaire.level

    def methods(section: Section, inherited: LevelMethod, place: Place) -> Iterator[Finding]:
        here = section.level or inherited
        for index, inner in enumerate(section.sections):
            below = Place(place.document, (*place.path, "sections", index))
            if (
                here.method is LevelMethodName.CUMULATIVE
                and (inner.level or here).method is LevelMethodName.NONE
                and _counts(inner)
            ):
                hint = "Give it a level method, or its parent another one."
                yield Finding(below, f"`{inner.id}` has no level for its parent to count", hint)
            yield from methods(inner, here, below)

    for section, place in subject.assembled.places("sections"):
        yield from methods(section, default, place)


def _unknown(place: Place, path: Path, kind: str, name: str, known: list[str]) -> Finding:
    hint = did_you_mean(name, known, f"Known: {', '.join(sorted(known)[:12])}.")
    return Finding(place, f"there is no {kind} `{name}`", hint, path)


def _conditions(question: Question) -> Iterator[tuple[Path, Condition]]:
    def inner(condition: Condition, path: Path) -> Iterator[tuple[Path, Condition]]:
        yield path, condition
        for name, several in (("all", condition.all_), ("any", condition.any_)):
            for index, one in enumerate(several or ()):
                yield from inner(one, (*path, name, index))
        if condition.not_:
            yield from inner(condition.not_, (*path, "not"))

    if question.when:
        yield from inner(question.when, ("when",))


def _level_methods(subject: Subject) -> Iterator[tuple[LevelMethod, Place]]:
    yield subject.record.level, subject.place
    whole = subject.assembled
    for record, place in (*whole.sections(), *whole.places("lenses"), *whole.lens_sections()):
        if record.level:
            yield record.level, place


def _with_score_method(subject: Subject) -> Iterator[tuple[Section, Place, ScoreMethod]]:
    def inner(section: Section, place: Place, inherited: ScoreMethod) -> Iterator[tuple[Section, Place, ScoreMethod]]:
        method = section.score or inherited
        yield section, place, method
        for index, child in enumerate(section.sections):
            yield from inner(child, Place(place.document, (*place.path, "sections", index)), method)

    for section, place in subject.assembled.places("sections"):
        yield from inner(section, place, subject.assembled.questionnaire.score)


def _counts(section: Section) -> bool:
    return any(q.scored and q.weight > 0 for q in section.questions) or any(map(_counts, section.sections))


def _interval(section: Section, subject: Subject, inherited: ScoreMethod) -> tuple[object, object] | None:
    """Attainable interval of a section: its children's for mean and min, their weighted sum for sum."""
    method = section.score or inherited
    parts = [
        (q.weight, attainable(q, subject.assembled.questionnaire))
        for q in section.questions
        if q.scored and q.weight > 0 and q.choices
    ]
    parts += [
        (inner.weight, interval)  # type: ignore[misc]
        for inner in section.sections
        if inner.weight > 0 and (interval := _interval(inner, subject, method)) is not None
    ]
    if not parts:
        return None
    if method is not ScoreMethod.SUM:
        return parts[0][1]
    return sum(w * low for w, (low, _) in parts), sum(w * high for w, (_, high) in parts)


QUESTIONNAIRE_RULES: tuple[Rule, ...] = (
    Rule("QUE010", "Ids are unique across all parts", ids_are_unique),
    Rule("QUE011", "Scales, sources, figures and statements have unique ids", list_ids_are_unique),
    Rule("QUE012", "A question's scale is defined", scales_exist),
    Rule("QUE013", "Lenses point to questions that exist", lens_questions_exist),
    Rule("QUE014", "A question has at most one place in a lens", one_leaf_per_lens),
    Rule("QUE015", "Owners and routing name known functions", functions_exist),
    Rule("QUE020", "Conditions look at known questions and facts", conditions_refer_to_something),
    Rule("QUE021", "Conditions form no cycle", conditions_form_no_cycle),
    Rule("QUE030", "One threshold for each level", thresholds_match_ladder),
    Rule("QUE031", "A practice belongs to a level of the ladder", practices_on_ladder),
    Rule("QUE032", "Practices and plain questions are not mixed", practices_not_mixed),
    Rule("QUE033", "Children of a mean or minimum share one attainable interval", children_share_one_interval),
    Rule("QUE034", "Sections under a cumulative level have levels", cumulative_children_have_levels),
)
