"""docs/framework-trace.md: each statement of the framework with the questions that ask it, and back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from assess.model.questionnaire import LensSection, Questionnaire
from assess.model.sources import Statement
from pages.markdown import anchored, page, table, to_question

STEPS = {
    "1": "Assess the state of the customer commitment",
    "2": "Create a customer marketing vision",
    "3": "Partner with key constituents to justify the pivot",
    "4": "Subtle shifts first",
    "5": "Vision to plan, plan to pilot, pilot to project",
}


def framework_trace(questionnaire: Questionnaire) -> str:
    """The statements by step and by lens, then the way back from each question."""
    topics = {question.id: question.label for question in questionnaire.all_questions()}
    titles = {source.id: source.title for source in questionnaire.sources}
    groups = [(f"Step {step}: {title}", _of_step(questionnaire, step)) for step, title in STEPS.items()]
    groups += [(f"Lens: {lens.title}", _of_lens(questionnaire, lens.id)) for lens in questionnaire.lenses]
    return page(
        "What the framework holds, and where it is asked",
        f"{len(questionnaire.statements)} statements, in our own words, each with its source and the "
        "questions that ask it; then every question with the leaves of the lenses in which it counts "
        "and the statements that it serves.",
        *(
            f"## {title}\n\n"
            + table(("Statement", "Source", "Asked by"), _traced(statements, topics, titles))
            for title, statements in groups
        ),
        "## From question to lenses and statements\n\n" + _reverse(questionnaire),
        "## Leaves of the lenses\n\n" + _leaves_table(questionnaire),
        "## Dated figures\n\nContext, never a target; where an unscored question asks the client the "
        "same, it is named beside.\n\n" + _figures(questionnaire),
        "## Sources\n\n" + _sources(questionnaire),
    )


def _of_step(questionnaire: Questionnaire, step: str) -> list[Statement]:
    return [statement for statement in questionnaire.statements if statement.step == step]


def _of_lens(questionnaire: Questionnaire, lens: str) -> list[Statement]:
    return [statement for statement in questionnaire.statements if statement.lens == lens]


def _traced(
    statements: Iterable[Statement], topics: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    for statement in statements:
        asked = "<br>".join(f"{to_question(name)} {topics[name]}" for name in statement.questions)
        source = f"[{titles[statement.source]}](#{statement.source})"
        yield f"{anchored(statement.id)}{statement.text}", source, asked


def _reverse(questionnaire: Questionnaire) -> str:
    served = defaultdict(list)
    for statement in questionnaire.statements:
        for name in statement.questions:
            served[name].append(f"[{statement.id}](#{statement.id})")
    leaves = {
        (lens.id, name): leaf.id
        for lens in questionnaire.lenses
        for leaf in _leaves(lens.sections)
        for name in leaf.questions
    }
    rows = [
        (
            to_question(question.id),
            question.label,
            *(leaves.get((lens.id, question.id), "") for lens in questionnaire.lenses),
            ", ".join(served[question.id]),
        )
        for question in questionnaire.all_questions()
    ]
    lenses = [lens.title for lens in questionnaire.lenses]
    return table(("Question", "Topic", *lenses, "Statements"), rows)


def _leaves(sections: Iterable[LensSection]) -> Iterator[LensSection]:
    for section in sections:
        if section.questions:
            yield section
        yield from _leaves(section.sections)


def _leaves_table(questionnaire: Questionnaire) -> str:
    rows = [
        (lens.title, leaf.id, leaf.title, leaf.claim, ", ".join(map(to_question, leaf.questions)))
        for lens in questionnaire.lenses
        for leaf in _leaves(lens.sections)
    ]
    return table(("Lens", "", "Leaf", "What it claims", "Questions"), rows)


def _figures(questionnaire: Questionnaire) -> str:
    authors = {source.id: source.author for source in questionnaire.sources}
    rows = [
        (
            figure.text,
            f"{figure.value} {figure.unit}".strip(),
            figure.year,
            figure.horizon,
            f"[{authors[figure.source]}](#{figure.source})",
            to_question(figure.beside) if figure.beside else "",
        )
        for figure in questionnaire.figures
    ]
    return table(("Figure", "Value", "Stated", "Speaks of", "Source", "Beside"), rows)


def _sources(questionnaire: Questionnaire) -> str:
    rows = [
        (f"{anchored(source.id)}{source.author}", source.title, source.year or "", source.note)
        for source in questionnaire.sources
    ]
    return table(("Author", "Title", "Year", "Note"), rows)
