"""Rules for questionnaires and their parts."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assess.model.questionnaire import Condition, Question, Section
from assess.rules.methods import METHOD_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.text.safe_yaml import Path

if TYPE_CHECKING:
    from assess.model.assembly import Place


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
    """What stands in lists of its own kind has an id of its own there."""
    for kind in ("scales", "sources", "figures", "statements", "functions", "facts"):
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
            yield unknown(place, ("scale",), "scale", question.scale, known)


def lens_questions_exist(subject: Subject) -> Iterator[Finding]:
    """A lens points to questions of the questionnaire."""
    known = [question.id for question, _ in subject.assembled.questions()]
    for section, place in subject.assembled.lens_sections():
        for index, name in enumerate(section.questions):
            if name not in known:
                yield unknown(place, ("questions", index), "question", name, known)


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
            yield unknown(place, ("owner",), "function", question.owner, known)
    routed: list[tuple[Section | Question, Place]] = [
        *subject.assembled.sections(),
        *subject.assembled.questions(),
    ]
    for record, place in routed:
        for index, name in enumerate(record.asked_of or ()):
            if name not in known:
                yield unknown(place, ("asked_of", index), "function", name, known)


def references_exist(subject: Subject) -> Iterator[Finding]:
    """Lenses, figures and statements name sources, lenses and questions that exist."""
    whole = subject.assembled
    sources = [source.id for source in whole.questionnaire.sources]
    lenses = [lens.id for lens in whole.questionnaire.lenses]
    questions = [question.id for question, _ in whole.questions()]
    for kind in ("lenses", "figures", "statements"):
        for record, place in whole.places(kind):
            if record.source is not None and record.source not in sources:
                yield unknown(place, ("source",), "source", record.source, sources)
    for figure, place in whole.places("figures"):
        if figure.beside is not None and figure.beside not in questions:
            yield unknown(place, ("beside",), "question", figure.beside, questions)
    for statement, place in whole.places("statements"):
        if statement.lens is not None and statement.lens not in lenses:
            yield unknown(place, ("lens",), "lens", statement.lens, lenses)
        for index, name in enumerate(statement.questions):
            if name not in questions:
                yield unknown(place, ("questions", index), "question", name, questions)


def conditions_refer_to_something(subject: Subject) -> Iterator[Finding]:
    """Conditions look at questions and facts that exist."""
    questions = [question.id for question, _ in subject.assembled.questions()]
    facts = [fact.id for fact in subject.assembled.questionnaire.facts]
    for question, place in subject.assembled.questions():
        for path, condition in _conditions(question):
            if condition.question and condition.question not in questions:
                yield unknown(place, (*path, "question"), "question", condition.question, questions)
            if condition.fact and condition.fact not in facts:
                yield unknown(place, (*path, "fact"), "fact", condition.fact, facts)


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


QUESTIONNAIRE_RULES: tuple[Rule, ...] = (
    Rule("QUE010", ids_are_unique),
    Rule("QUE011", list_ids_are_unique),
    Rule("QUE012", scales_exist),
    Rule("QUE013", lens_questions_exist),
    Rule("QUE014", one_leaf_per_lens),
    Rule("QUE015", functions_exist),
    Rule("QUE016", references_exist),
    Rule("QUE020", conditions_refer_to_something),
    Rule("QUE021", conditions_form_no_cycle),
    *METHOD_RULES,
)
