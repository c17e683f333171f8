"""docs/questionnaire.md: the built-in questionnaire for people to read."""

from collections.abc import Iterator

from assess.model.condition import Condition
from assess.model.questionnaire import Question, Questionnaire, Section
from pages.markdown import anchored, bullets, page, table


def whole_questionnaire(questionnaire: Questionnaire) -> str:
    """The ladder, then every section with its questions in the order of asking."""
    ladder = [(level.value, level.name, level.meaning, level.boardroom) for level in questionnaire.ladder]
    scored = [question for question in questionnaire.all_questions() if question.scored]
    return page(
        f"{questionnaire.title}, version {questionnaire.version}",
        questionnaire.purpose,
        f"{len(scored)} scored questions; {sum(question.core for question in scored)} of them are core "
        "and go to everybody, the others to the functions named below them. A *fact* is answered by "
        "the function that owns it, from a document; a *practice* by all who see it; *context* is "
        "asked for and not scored.",
        "## The ladder\n\n" + table(("", "Level", "Meaning", "Seen from the boardroom"), ladder),
        "## What decides whether a question is asked\n\n"
        + bullets(f"`{f.id}` {f.text}" for f in questionnaire.facts),
        *(block for section in questionnaire.sections for block in _section(section, questionnaire, 2)),
    )


def _section(section: Section, questionnaire: Questionnaire, depth: int) -> Iterator[str]:
    name = f"{section.id} {section.title}" if depth > 2 else section.title  # noqa: PLR2004  # reviews need no id
    yield f"{anchored(section.id)}\n\n{'#' * depth} {name}"
    yield section.claim or section.asks
    if section.levels:
        yield table(
            ("Level", "What a visitor would see"), [(seen.level, seen.text) for seen in section.levels]
        )
    for question in section.questions:
        yield from _question(question, questionnaire, depth + 1)
    for inner in section.sections:
        yield from _section(inner, questionnaire, depth + 1)


def _question(question: Question, questionnaire: Questionnaire, depth: int) -> Iterator[str]:
    yield f"{anchored(question.id)}\n\n{'#' * depth} {question.id} {question.label}"
    yield f"**{question.text}**"
    yield _answers(question)
    notes = [("Kind", _kind(question, questionnaire)), ("Why", question.why)]
    notes += [("Bring", question.evidence), ("Ask further", question.probe)]
    yield bullets(f"{label}: {text}" for label, text in notes if text)


def _answers(question: Question) -> str:
    if question.open:
        return "In the respondent's own words."
    if question.number:
        return f"A number: {question.number.unit}."
    choices = "\n".join(
        f"{choice.value}. {choice.text}" for choice in sorted(question.choices, key=lambda c: c.value)
    )
    return f"A number ({question.unit}), which falls into a band:\n\n{choices}" if question.bands else choices


def _kind(question: Question, questionnaire: Questionnaire) -> str:
    names = {function.id: function.name for function in questionnaire.functions}
    told = [question.kind.value + (", core" if question.core else "")]
    if question.owner:
        told.append(f"owned by {names[question.owner]}")
    if question.core:
        told.append("asked of everybody")
    elif question.asked_of:
        told.append(f"asked of {', '.join(names[name] for name in question.asked_of)}")
    if question.when:
        told.append(f"only if {_condition(question.when)}")
    return "; ".join(told)


def _condition(condition: Condition) -> str:
    if condition.fact is not None:
        return f"`{condition.fact}`"
    if condition.question is not None:
        tests = (("at least", condition.at_least), ("at most", condition.at_most), ("exactly", condition.is_))
        return f"{condition.question} is " + " and ".join(f"{word} {n}" for word, n in tests if n is not None)
    if condition.not_ is not None:
        return f"not {_condition(condition.not_)}"
    word = " and " if condition.all_ is not None else " or "
    return word.join(map(_condition, condition.all_ or condition.any_ or ()))
