"""A new engagement: engagement.yaml, and for each respondent answers to fill in, questions as comments."""

import datetime as dt
import re
import textwrap
import unicodedata
from collections.abc import Collection, Iterator, Sequence

from assess.intake.routing import Invited, in_turn, minutes
from assess.model.engagement import Scope
from assess.model.kinds import modeline, schema_line
from assess.model.questionnaire import Kind, Question, Questionnaire, Section
from assess.text.numbers import plain

_WIDTH = 100
DEPTH = 3
"""Answers are in assessments/DATE/answers/ of the engagement."""


def engagement_text(
    questionnaire: Questionnaire, client: str, invited: Sequence[Invited], scope: Scope
) -> str:
    """engagement.yaml, ready to use, with what can be set as comments."""
    functions = list(dict.fromkeys(person.function for person in invited))
    lines = [
        modeline("engagement"),
        f"schema: {schema_line('engagement')}",
        f"client: {{name: {quoted(client)}}}",
        f"questionnaire: {word(questionnaire.id)}",
        f"version: {quoted(questionnaire.version)}",
        f"scope: {scope.value}              # full, or core: one question for each capability",
        "combine: by-function     # or median, or mean: how several people's answers become one",
        "smallest_group: 3        # no table shows a function with fewer respondents by itself",
        "attribution: function    # or named, or anonymous: how the report may name people; settle it first",
        "# words: {customer: guest}  # the client's own words, in everything that is asked",
        "currency: EUR",
    ]
    if questionnaire.facts:
        lines += ["# What holds for this client; delete a line that nobody is sure of.", "facts:"]
        for fact in questionnaire.facts:
            lines += [*comment(fact.text), f"  {fact.id}: true"]
    if functions:
        lines += ["constituents:            # whose answers count, with which weight"]
        lines += [f"  - {{function: {word(name)}, weight: 1}}" for name in functions]
    absent = owners_without_respondent(questionnaire, functions)
    if absent and functions:
        lines += ["# Who answers the facts of a function that has no respondent yet.", "stand_ins:"]
        lines += [f"  {name}: {word(functions[0])}" for name in absent]
    if absent and questionnaire.functions and not functions:
        lines += [
            "# Who answers the facts of a function that has no respondent; without one, nobody does.",
            f"# stand_ins: {{{word(absent[0])}: {word(questionnaire.functions[-1].id)}}}",
        ]
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
        modeline("answers", DEPTH),
        f"schema: {schema_line('answers')}",
        f"questionnaire: {word(questionnaire.id)}",
        f"version: {quoted(questionnaire.version)}",
        f"respondent: {word(person.name)}",
        f"function: {word(person.function)}",
        f"date: {date.isoformat()}",
        "way: editor",
        "",
        *_guide(questionnaire, questions),
        "answers:",
    ]
    for section in in_turn(questionnaire, person.function):
        lines += _section(section, questions, "")
    if lines[-1] == "answers:":
        lines[-1] = "answers: {}"
    return "\n".join(lines) + "\n"


def _guide(questionnaire: Questionnaire, asked: Collection[str]) -> Iterator[str]:
    """What a respondent wants to know first, then how to write each kind of answer."""
    for text in (questionnaire.title, questionnaire.purpose):
        if text:
            yield from comment(text, indent="")
            yield "#"
    is_open = any(question.open and question.id in asked for question in questionnaire.all_questions())
    count = f"{len(asked)} question{'' if len(asked) == 1 else 's'}"
    taking = f"{count}, about {minutes(len(asked))} minutes, in one go or several."
    yield from comment(f"{taking} {_WHO_READS}", indent="")
    yield "#"
    for rule, example in (*_HOW, *((_OWN_WORDS,) if is_open else ())):
        yield from comment(rule, indent="")
        if example:
            yield f"#     {example}"


_WHO_READS = (
    "Leave empty what you want to skip, save the file, and send it back to where it came from. Whoever does "
    "the assessment reads your answers; the report puts them together with those of others and names nobody. "
    "It prints evidence as you write it here, and no notes."
)
_HOW = (
    (
        "Behind `value:` write the number of the highest statement that is true in every part:",
        "{value: 3}",
    ),
    (
        "If the company has no figure, or nobody does it, that is an answer: the first statement.",
        "{value: 1}",
    ),
    (
        "Where a number is asked for, the number itself, without its unit and not a line's position:",
        "{value: 30}",
    ),
    (
        "With evidence and a remark, in quotes, which a text with a comma, a colon or a # needs:",
        '{value: 3, evidence: "Budget FY26, page 4", note: "In one country only"}',
    ),
    ("You cannot say, but somebody else may know:", "{state: unknown}"),
    (
        "It cannot apply to this company, which some questions allow for:",
        '{state: not-applicable, reason: "We have no shops"}',
    ),
)
_OWN_WORDS = (
    "In your own words, which the report prints, with your function's name, only if they are released:",
    '{value: "What I would need to see.", released: true}',
)


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
        lines += ["", *comment(f"== {section.id} {name}")]
    for question in questions:
        lines += ["", *_question(question)]
    for inner in section.sections:
        lines += _section(inner, asked, name)
    return lines


def _question(question: Question) -> Iterator[str]:
    yield from comment(question.text, f"{question.id}  ")
    unit = question.unit or (question.number.unit if question.number else "")
    if question.options:
        for option in question.options:
            yield from comment(option.text, f"{plain(option.value):>4}  ")
    elif question.bands or question.number:
        yield from comment(
            f"The number itself{f', in {unit}' if unit else ''}{':' if question.bands else '.'}"
        )
        for band in question.bands or ():
            yield from comment(band.text, "   -  ")
    if question.open:
        yield from comment("In your own words, in quotes.")
    if question.evidence:
        kind = "Please bring" if question.kind is Kind.FACT else "Evidence"
        yield from comment(f"{kind}: {question.evidence}", "      ")
    reminder = f"   # {' '.join(unit.split())}" if unit else ""
    yield f"  {question.id}: {{value: }}{reminder}"


def comment(text: str, lead: str = "", indent: str = "  ") -> list[str]:
    """Comment lines; `lead` begins the first, and the others stand below what follows it."""
    return textwrap.wrap(
        " ".join(text.split()),
        _WIDTH,
        initial_indent=f"{indent}# {lead}",
        subsequent_indent=f"{indent}# {' ' * len(lead)}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def owners_without_respondent(questionnaire: Questionnaire, functions: Collection[str]) -> list[str]:
    """The functions that own facts and have nobody among `functions` to answer them."""
    owners = dict.fromkeys(q.owner for q in questionnaire.all_questions() if q.kind is Kind.FACT and q.owner)
    return [owner for owner in owners if owner not in functions]
