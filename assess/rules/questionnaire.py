"""Rules for questionnaires and their parts: ids, and what is referred to by them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assess.rules.bands import BAND_RULES
from assess.rules.conditions import CONDITION_RULES
from assess.rules.levels import LEVEL_RULES
from assess.rules.methods import METHOD_RULES
from assess.rules.options import OPTION_RULES
from assess.rules.rule import Finding, Rule, Subject, unknown
from assess.rules.scales import SCALE_RULES
from assess.rules.structure import STRUCTURE_RULES
from assess.rules.wording import WORDING_RULES

if TYPE_CHECKING:
    from assess.model.assembly import Place
    from assess.model.questionnaire import Question, Section


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
    known = {scale.id: scale for scale in subject.assembled.questionnaire.scales}
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
    known = subject.assembled.by_id
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
    lenses = {(place.document.file, place.path): lens for lens, place in subject.assembled.places("lenses")}
    seen: dict[tuple[str, str], str] = {}
    for section, place in subject.assembled.lens_sections():
        lens = lenses[place.document.file, place.path[:2]]
        for index, name in enumerate(section.questions):
            if (lens.id, name) in seen:
                hint = f"It stands under `{seen[lens.id, name]}` already; keep one of them."
                message = f"`{name}` counts twice in the lens {lens.id}"
                yield Finding(place, message, hint, ("questions", index))
            seen.setdefault((lens.id, name), section.id)


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
    known = {function.id: function for function in subject.assembled.questionnaire.functions}
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
    sources = {source.id: source for source in whole.questionnaire.sources}
    lenses = {lens.id: lens for lens in whole.questionnaire.lenses}
    questions = whole.by_id
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


QUESTIONNAIRE_RULES: tuple[Rule, ...] = (
    Rule("QUE010", ids_are_unique),
    Rule("QUE011", list_ids_are_unique),
    Rule("QUE012", scales_exist),
    Rule("QUE013", lens_questions_exist),
    Rule("QUE014", one_leaf_per_lens),
    Rule("QUE015", functions_exist),
    Rule("QUE016", references_exist),
    *STRUCTURE_RULES,
    *CONDITION_RULES,
    *SCALE_RULES,
    *BAND_RULES,
    *METHOD_RULES,
    *LEVEL_RULES,
    *WORDING_RULES,
    *OPTION_RULES,
)
