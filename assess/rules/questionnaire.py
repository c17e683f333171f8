"""Rules for questionnaires and their parts."""

from collections.abc import Iterator
from typing import Any

from assess.model.assembly import Place
from assess.model.questionnaire import LevelMethod, LevelMethodName, Question, Section
from assess.rules.conditions import CONDITION_RULES
from assess.rules.methods import METHOD_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.rules.scales import SCALE_RULES, plain
from assess.rules.wording import WORDING_RULES
from assess.text.problems import Severity


def ids_are_unique(subject: Subject) -> Iterator[Finding]:
    """Ids are unique across all parts.

    Sections, questions, lenses and their sections share one space of ids, so that `assess explain C4` has one
    meaning.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A, text: Who answers letters?, open: true, scored: false}
              #      ^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, open: true, scored: false}
    """
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
    """Ids are unique among scales, sources, figures, statements, functions and facts.

    Each of these is referred to by its id; of two with the same one, the other would never be met.

    Fails:

        facts:
          - {id: shops, text: The company has shops.}
          - {id: shops, text: The company has a web shop.}
          #      ^^^^^

    Passes:

        facts:
          - {id: shops, text: The company has shops.}
          - {id: web_shop, text: The company has a web shop.}
    """
    for kind in ("scales", "sources", "figures", "statements", "functions", "facts"):
        seen: dict[str, Place] = {}
        for record, place in subject.assembled.places(kind):
            if record.id in seen:
                hint = f"Choose another id; the first stands at {seen[record.id]}."
                yield Finding(place, f"the id `{record.id}` is used twice among the {kind}", hint, ("id",))
            seen.setdefault(record.id, place)


def scales_exist(subject: Subject) -> Iterator[Finding]:
    """A question's scale is defined.

    A question without options cannot be answered.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Regulars are known by name., scale: agrement}
              #                                                     ^^^^^^^^

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Regulars are known by name., scale: agreement}
        scales:
          - {id: agreement, options: [{value: 1, text: I disagree}, {value: 2, text: I agree}]}
    """
    known = [scale.id for scale in subject.assembled.questionnaire.scales]
    for question, place in subject.assembled.questions():
        if question.scale and question.scale not in known:
            yield unknown(place, ("scale",), "scale", question.scale, known)


def lens_questions_exist(subject: Subject) -> Iterator[Finding]:
    """Lenses point to questions that exist.

    An answer to a question that a lens misspells would count nowhere in it.

    Fails:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.22]}
              #                                      ^^^^

    Passes:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.2]}
    """
    known = [question.id for question, _ in subject.assembled.questions()]
    for section, place in subject.assembled.lens_sections():
        for index, name in enumerate(section.questions):
            if name not in known:
                yield unknown(place, ("questions", index), "question", name, known)


def one_leaf_per_lens(subject: Subject) -> Iterator[Finding]:
    """A question has at most one place in a lens.

    In two places, one answer would count twice.

    Fails:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.2]}
              - {id: L2, title: L2, questions: [A.2]}
              #                                 ^^^

    Passes:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.2]}
              - {id: L2, title: L2, questions: [A.3]}
    """
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
    """Owners and routing name functions that the questionnaire lists.

    A question for a function that nobody speaks for would be asked of nobody. Without a list of functions,
    any name will do.

    Fails:

        functions:
          - {id: sales, name: Sales}
        sections:
          - id: A
            title: A
            asked_of: [sale]
            #          ^^^^

    Passes:

        functions:
          - {id: sales, name: Sales}
        sections:
          - id: A
            title: A
            asked_of: [sales]
    """
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
    """Sources, lenses and questions that are referred to exist.

    A figure without its source cannot be printed, and a statement that traces to no question proves nothing.

    Fails:

        sources:
          - {id: ibm-2011, title: Global CMO Study}
        figures:
          - {id: social, text: Planned to use social media more, value: "82", year: 2011, source: ibm-2012}
          #                                                                                       ^^^^^^^^

    Passes:

        sources:
          - {id: ibm-2011, title: Global CMO Study}
        figures:
          - {id: social, text: Planned to use social media more, value: "82", year: 2011, source: ibm-2011}
    """
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


def core_is_everywhere(subject: Subject) -> Iterator[Finding]:
    """Every section of questions has a core question, where there is a core at all.

    The core is what everybody is asked. A section without one has no answer that functions share, and none at
    all in an assessment of the core alone.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, core: true}
          - id: B
          #     ^
            title: B
            questions:
              - {id: B.1, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, core: true}
          - id: B
            title: B
            questions:
              - {id: B.1, text: Who reads reviews?, scale: S, core: true}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    held = [(s, p, [q for q in s.questions if q.scored]) for s, p in subject.assembled.sections()]
    if not any(question.core for _, _, scored in held for question in scored):
        return
    for section, place, scored in held:
        if scored and not any(question.core for question in scored):
            message = f"no question of `{section.id}` belongs to the core"
            hint = "Add `core: true` to the one that everybody can answer."
            yield Finding(place, message, hint, ("id",))


def questions_belong_to_a_lens(subject: Subject) -> Iterator[Finding]:
    """Every scored question has a place in a lens, where there are lenses.

    Lenses show the same answers from another side; a question that no lens has was most likely forgotten.

    Fails:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1]}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who reads reviews?, scale: S}
              #      ^^^
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        lenses:
          - id: L
            title: L
            sections:
              - {id: L1, title: L1, questions: [A.1, A.2]}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    held = {name for section, _ in subject.assembled.lens_sections() for name in section.questions}
    for question, place in subject.assembled.questions() if held else ():
        if question.scored and question.id not in held:
            hint = "Add it to a section of a lens."
            yield Finding(place, f"`{question.id}` has no place in any lens", hint, ("id",))


_RELIABLE = 3
_TWO_BLANKS = 2


def sections_have_enough_questions(subject: Subject) -> Iterator[Finding]:
    """A section whose level counts plain questions has at least three of them.

    One odd answer decides the level of one or two questions. By the Spearman-Brown formula k questions with a
    mean correlation r among them have the reliability k*r / (1 + (k - 1)*r): with r = 0.4, two have .57,
    three .67, four .73 (Spearman 1910; Brown 1910). Practices are a checklist, and a section that says
    `least` for itself has thought of it.

    Fails:

        level: {method: cumulative, share: 65}
        sections:
          - id: A
          #     ^
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        level: {method: cumulative, share: 65}
        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who reads reviews?, scale: S}
              - {id: A.3, text: Who visits customers?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for section, place, level in _with_levels(subject):
        scored = [question for question in section.questions if question.scored]
        is_counted = level.method is LevelMethodName.CUMULATIVE and not any(q.practice for q in scored)
        has_thought = section.level is not None and section.level.least > 0
        if is_counted and not has_thought and not section.sections and 0 < len(scored) < _RELIABLE:
            count = f"{len(scored)} question" + "s" * (len(scored) != 1)
            message = f"the level of `{section.id}` rests on {count}"
            hint = "Ask at least three, or give the section `level: {method: none}`."
            yield Finding(place, message, hint, ("id",))


def _with_levels(subject: Subject) -> Iterator[tuple[Section, Place, LevelMethod]]:
    """Every section with the level method that holds for it, its own or the one handed down."""
    handed: dict[tuple[Any, ...], LevelMethod] = {}
    for section, place in subject.assembled.sections():
        above = handed.get((place.document.file, *place.path[:-2]), subject.record.level)
        level = section.level or above
        handed[place.document.file, *place.path] = level
        yield section, place, level


def questions_have_texts_of_their_own(subject: Subject) -> Iterator[Finding]:
    """No two questions have the same text.

    Respondents think that they have answered already, and the answer counts twice. Texts of one or two words,
    such as *Overall?*, may come again.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: who answers letters?, scale: S}
              #                 ^^^^^^^^^^^^^^^^^^^^
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
              - {id: A.2, text: Who answers calls?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    first: dict[str, str] = {}
    for question, place in subject.assembled.questions():
        text = plain(question.text)
        if text in first and text.count(" ") >= _TWO_BLANKS:
            message = f"`{first[text]}` has the same text"
            yield Finding(place, message, "Delete one, or say what is different.", ("text",))
        first.setdefault(text, question.id)


def weights_count(subject: Subject) -> Iterator[Finding]:
    """Nothing that is scored has a weight of zero.

    It would be asked and answered, and never counted. `scored: false` says so openly.

    Fails:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, weight: 0}
              #                                                         ^
              - {id: A.2, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, scored: false}
              - {id: A.2, text: Who reads reviews?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    whole = subject.assembled
    scored = [(q, place) for q, place in whole.questions() if q.scored]
    weighed: list[tuple[Any, Place]] = [*whole.sections(), *scored, *whole.lens_sections()]
    for record, place in weighed:
        if record.weight == 0:
            hint = "Give it a weight, or `scored: false` where it is asked for context."
            hint = hint if isinstance(record, Question) else "Give it a weight, or delete it."
            yield Finding(place, f"`{record.id}` weighs nothing and is never counted", hint, ("weight",))


def something_weighs(subject: Subject) -> Iterator[Finding]:
    """At least one child of a section has a weight.

    A section of which nothing counts has no score, whatever is answered.

    Fails:

        sections:
          - id: A
          #     ^
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S, weight: 0}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, scale: S}
        scales:
          - {id: S, options: [{value: 1, text: Nobody.}, {value: 2, text: One person.}]}
    """
    for section, place in subject.assembled.sections():
        scored = [question for question in section.questions if question.scored]
        children: list[Section | Question] = [*section.sections, *scored]
        if children and all(child.weight == 0 for child in children):
            message = f"nothing in `{section.id}` has a weight, so it has no score"
            yield Finding(place, message, "Give at least one of its parts a weight.", ("id",))


def sections_hold_questions(subject: Subject) -> Iterator[Finding]:
    """A section holds questions, or sections that do; so does a section of a lens.

    An empty one has no score and leaves a hole in the report.

    Fails:

        sections:
          - id: A
          #     ^
            title: A

    Passes:

        sections:
          - id: A
            title: A
            questions:
              - {id: A.1, text: Who answers letters?, open: true, scored: false}
    """
    held: list[tuple[Any, Place]] = [*subject.assembled.sections(), *subject.assembled.lens_sections()]
    for section, place in held:
        if not section.sections and not section.questions:
            yield Finding(place, f"`{section.id}` is empty", "Add questions, or delete it.", ("id",))


QUESTIONNAIRE_RULES: tuple[Rule, ...] = (
    Rule("QUE010", ids_are_unique),
    Rule("QUE011", list_ids_are_unique),
    Rule("QUE012", scales_exist),
    Rule("QUE013", lens_questions_exist),
    Rule("QUE014", one_leaf_per_lens),
    Rule("QUE015", functions_exist),
    Rule("QUE016", references_exist),
    Rule("QUE025", core_is_everywhere, Severity.WARNING),
    Rule("QUE026", questions_belong_to_a_lens, Severity.WARNING),
    Rule("QUE027", sections_have_enough_questions, Severity.WARNING),
    Rule("QUE029", questions_have_texts_of_their_own, Severity.WARNING),
    Rule("QUE044", weights_count, Severity.WARNING),
    Rule("QUE045", something_weighs, Severity.WARNING),
    Rule("QUE046", sections_hold_questions, Severity.WARNING),
    *CONDITION_RULES,
    *SCALE_RULES,
    *METHOD_RULES,
    *WORDING_RULES,
)
