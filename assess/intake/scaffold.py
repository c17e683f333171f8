"""A new engagement: engagement.yaml, and for each respondent answers to fill in, questions as comments."""

import datetime as dt
import re
import textwrap
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from assess.intake.routing import Invited
from assess.model.engagement import Scope
from assess.model.kinds import schema_line
from assess.model.questionnaire import Kind, Question, Questionnaire, Section

_WIDTH = 100


def engagement_text(
    questionnaire: Questionnaire, client: str, invited: Sequence[Invited], scope: Scope
) -> str:
    """engagement.yaml, ready to use, with what can be set as comments."""
    functions = list(dict.fromkeys(person.function for person in invited))
    lines = [
        f"schema: {schema_line('engagement')}",
        f"client: {{name: {quoted(client)}}}",
        f"questionnaire: {word(questionnaire.id)}",
        f"version: {quoted(questionnaire.version)}",
        f"scope: {scope.value}              # full, or core: one question for each capability",
        "combine: by-function     # or median, or mean: how several people's answers become one",
        "smallest_group: 3        # no table shows a function with fewer respondents by itself",
        "currency: EUR",
    ]
    if questionnaire.facts:
        lines += ["# What holds for this client; delete a line that nobody is sure of.", "facts:"]
        for fact in questionnaire.facts:
            lines += [*_comment(fact.text), f"  {fact.id}: true"]
    if functions:
        lines += ["constituents:            # whose answers count, with which weight"]
        lines += [f"  - {{function: {word(name)}, weight: 1}}" for name in functions]
    absent = _owners_without_respondent(questionnaire, functions)
    if absent and functions:
        lines += ["# Who answers the facts of a function that has no respondent yet.", "stand_ins:"]
        lines += [f"  {name}: {word(functions[0])}" for name in absent]
    lines += [
        "limits:                  # what the plan may use in a quarter",
        "  at_once: 3             # changes at a time",
        "  # days: {marketing: 60}  # person-days by function",
        "  # budget: 100          # thousand of the currency",
    ]
    return "\n".join(lines) + "\n"


def answers_text(
    questionnaire: Questionnaire, person: Invited, date: dt.date, questions: Collection[str]
) -> str:
    """An answers file: every question for this person (by id) as a comment, its value left open."""
    lines = [
        f"schema: {schema_line('answers')}",
        f"questionnaire: {word(questionnaire.id)}",
        f"version: {quoted(questionnaire.version)}",
        f"respondent: {word(person.name)}",
        f"function: {word(person.function)}",
        f"date: {date.isoformat()}",
        "way: editor",
        "",
        "# Behind `value: ` write the number of the highest statement that is true in every part.",
        "# Nobody in the company knows: {state: unknown}",
        '# It cannot apply here: {state: not-applicable, reason: "We have no shops"}',
        '# With proof and a remark: {value: 3, evidence: "Budget FY26, page 4", note: "In one country only"}',
        "answers:",
    ]
    for section in questionnaire.sections:
        lines += _section(section, questions, "")
    if lines[-1] == "answers:":
        lines[-1] = "answers: {}"
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A double-quoted YAML scalar: safe for any text in one line; what no text can hold is replaced."""
    return '"' + "".join(map(_escaped, text)) + '"'


def word(name: str) -> str:
    """An id as a YAML scalar: in quotes where a program would read a number, a date or a truth value."""
    return name if _PLAIN.match(name) and name.casefold() not in _SPOKEN_FOR else quoted(name)


_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")
_SPOKEN_FOR = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def _escaped(character: str) -> str:
    if character in '\\"':
        return f"\\{character}"
    if character.isprintable():
        return character
    return (
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(character) in {"Cc", "Cs"}
        else f"\\U{ord(character):08x}"
    )


def _section(section: Section, asked: Collection[str], path: str) -> list[str]:
    name = f"{path} · {section.title}" if path else section.title
    lines: list[str] = []
    questions = [question for question in section.questions if question.id in asked]
    if questions:
        lines += ["", *_comment(f"== {section.id} {name}")]
    for question in questions:
        lines += ["", *_question(question)]
    for inner in section.sections:
        lines += _section(inner, asked, name)
    return lines


def _question(question: Question) -> Iterator[str]:
    yield from _comment(question.text, f"{question.id}  ")
    if question.options:
        for option in question.options:
            yield from _comment(option.text, f"{format(option.value.normalize(), 'f'):>4}  ")
    elif question.bands:
        yield from _comment(f"A number ({question.unit or 'see the bands'}):")
        for band in question.bands:
            yield from _comment(band.text, "   -  ")
    elif question.number:
        yield from _comment(f"A number ({question.number.unit}).")
    if question.open:
        yield from _comment("In your own words, in quotes.")
    if question.evidence:
        kind = "Please bring" if question.kind is Kind.FACT else "Evidence"
        yield from _comment(f"{kind}: {question.evidence}", "      ")
    yield f"  {question.id}: {{value: }}"


def _comment(text: str, lead: str = "") -> list[str]:
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=f"  # {lead}",
        subsequent_indent=f"  # {' ' * len(lead)}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _owners_without_respondent(questionnaire: Questionnaire, functions: Sequence[str]) -> list[str]:
    owners = dict.fromkeys(q.owner for q in questionnaire.all_questions() if q.kind is Kind.FACT and q.owner)
    return [owner for owner in owners if owner not in functions]
