"""What libyaml calls a syntax error, in words for people who do not know YAML."""

import re
from typing import Any

import yaml

from assess.text.problems import START, Problem, Span, end_of, lines, problem_at

_COLON = ("a `:` that YAML takes for a new key", "Put quotes around a text that holds `: `.")
_BACKSLASH = ("a backslash that means nothing", "Double it, or use single quotes: '…'.")
_STAR = ("a `*` or `&` with a meaning of its own", "Put quotes around a text that begins with * or &.")
_EXCLAMATION = ("a `!` with a meaning of its own", "Put quotes around a text that begins with !.")
_DIRECTIVE = ("a line that begins with `%`", "Delete it; only `%YAML 1.2` may stand there.")
_SYNTAX = {
    "mapping values are not allowed": _COLON,
    "found character that cannot start any token": (
        "a character that cannot begin a value",
        "Put quotes around a text that begins with @, `, % or a tab.",
    ),
    "found unexpected end of stream": ("a quote or bracket that is never closed", "Close it."),
    "could not find expected ':'": (
        "a line that is neither a key with `:` nor part of a text",
        "Add the `:`, or indent the line.",
    ),
    "did not find expected key": (
        "a line that does not fit the block it stands in",
        "Check its indentation and its quotes.",
    ),
    "did not find expected '-' indicator": (
        "a line that does not fit the list it stands in",
        "Check its indentation.",
    ),
    "did not find expected ',' or": (
        "a bracket that is not closed, or a comma that is missing",
        "Close it with ] or }.",
    ),
    "expected a single document": ("a second document (`---`) in one file", "One file holds one document."),
    "found undefined alias": (
        "an alias (`*name`); these documents use none",
        "Put quotes around a text that begins with *.",
    ),
    "found duplicate anchor": ("anchors (`&name`); these documents use none", "Write the text out."),
    "did not find expected <document start>": (
        "something behind the end of the document",
        "Begin every key of the document in the first column, and put quotes around the whole of a text.",
    ),
    "did not find expected node content": (
        "a sign where a value is expected",
        "Write the value in front of it, delete it, or put quotes around the text.",
    ),
    "block sequence entries are not allowed": (
        "a list that begins in the line of its key",
        "Write each `- ` in a line of its own, or put quotes around a text that begins with `- `.",
    ),
    "mapping keys are not allowed": (
        "a `?` that YAML takes for a key",
        "Put quotes around a text that begins with `? `.",
    ),
    "did not find expected comment or line break": (
        "something behind the `|` or `>` that opens a text of several lines",
        "Begin the text in the next line, or put quotes around a text that begins with | or >.",
    ),
    "found unknown escape character": _BACKSLASH,
    "did not find expected hexdecimal number": _BACKSLASH,
    "found invalid Unicode character escape code": _BACKSLASH,
    "while scanning an anchor": _STAR,
    "while scanning an alias": _STAR,
    "while parsing a tag": _EXCLAMATION,
    "while scanning a tag": _EXCLAMATION,
    "while parsing a node": _EXCLAMATION,  # its only fault of its own is a tag that is not declared
    "while scanning a directive": _DIRECTIVE,
    "while scanning a %TAG directive": _DIRECTIVE,
    "while scanning a %YAML directive": _DIRECTIVE,
    "found duplicate %": _DIRECTIVE,
    "found incompatible YAML document": ("a version of YAML that nobody knows yet", "Write `%YAML 1.2`."),
}


_TAB = ("a tab where blanks must stand", "Indent with blanks.")
_HASH = (
    "a bracket that is never closed, because ` #` begins a comment",
    "Put quotes around a text with ` #`.",
)
_NEVER_CLOSED = ("found unexpected end of stream", "did not find expected ',' or")


def syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """The error as a problem, at the place that has to be mended."""
    told = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    if told.startswith("could not find expected ':'") and (glued := _glued(error, text, file)):
        return glued
    stopped, began = (_place_of(getattr(error, name, None)) for name in ("problem_mark", "context_mark"))
    place = stopped or began or START
    if began and told.startswith(_NEVER_CLOSED) and began.line < place.line:
        place = began
    place = min(place, end_of(text), key=lambda span: (span.line, span.column))
    message, hint = next(
        (words for known, words in _SYNTAX.items() if told.startswith(known) or context.startswith(known)),
        (told, "Check quotes and indentation near here."),
    )
    line = lines(text)[place.line - 1]
    before, rest = line[: place.column - 1], line[place.column - 1 :]
    if rest.startswith("\t"):
        message, hint = _TAB
    elif rest.startswith(": "):
        message, hint = _COLON[0], _in_quotes(before, rest) or _COLON[1]
    elif place == began and " #" in rest:
        message, hint = _HASH
    return problem_at(place, file, "DOC001", f"this is not YAML: {message}", hint)


_GLUED = re.compile(r"[ \t-]*([A-Za-z][\w.-]*):(?!//)([^\s:].*)\Z")


def _glued(error: yaml.YAMLError, text: str, file: str) -> Problem | None:
    """`statement:More` is no key and a text, only one text; YAML notices in the next line."""
    began = _place_of(getattr(error, "context_mark", None))
    line = lines(text)[began.line - 1] if began else ""
    match = _GLUED.match(line)
    if began is None or match is None:
        return None
    colon = Span(began.line, match.end(1) + 1, began.line, match.end(1) + 2)
    message, hint = "a key without a blank behind its colon", f"Write `{match[1]}: {match[2].rstrip()}`."
    return problem_at(colon, file, "DOC001", f"this is not YAML: {message}", hint, instead=": ")


_LAST_KEY = re.compile(r"""([\w-]+): ([^:,"'{}\[\]]+)\Z""")


def _in_quotes(before: str, rest: str) -> str:
    """The user's own text as it should have been written: `note: Budget` and `: page 4}` belong together."""
    key = _LAST_KEY.search(before)
    if key is None or '"' in rest:
        return ""
    whole = key[2] + (rest.partition("}")[0] if "{" in before else rest)
    return f'A text with a colon needs quotes: `{key[1]}: "{whole.rstrip()}"`.'


def _place_of(mark: Any) -> Span | None:
    return mark and Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
