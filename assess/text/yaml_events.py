"""What only the parser's events tell: too deep, too many, anchors, aliases.

libyaml crashes on very deep nesting, and composed nodes take two hundred times the memory of their text, so
both are bounded before anything is composed.
"""

import re
from itertools import islice
from typing import Any

import yaml

from assess.text.problems import START, Problem, Span, problem_at
from assess.text.syntax import syntax_problem

MOST_DEPTH = 40
MOST_NODES = 200_000
"""Keys, values, lists and lists of keys. The built-in questionnaire, the longest document, has a fortieth."""
_SAFE_DEPTH = 2_000
"""Nesting that libyaml composes even on a stack of 1 MB; the builder tells what is above `MOST_DEPTH`."""
MOST_PROBLEMS = 200

LoaderBase: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

_OF_EACH = _SAFE_DEPTH // 4
_DEEPLY_INDENTED = re.compile(rf"(?:^|[\n\r\x85\u2028\u2029])[ \t?:-]{{{_OF_EACH}}}")


def misshapen(text: str, file: str) -> Problem | None:
    """Nesting and number of nodes are bounded from the text, which is cheap, and counted where they must be.

    A node takes a character at least. A level of nesting takes a bracket, or a column of indentation or of
    dashes, colons and question marks before everything else on a line; either can open two (`[a: [b: `, and
    a list that is not indented below its key).
    """
    if len(text) <= MOST_NODES and not _is_perhaps_deep(text):
        return None
    depth = nodes = 0
    try:
        for event in yaml.parse(text, Loader=LoaderBase):
            nodes += isinstance(event, yaml.NodeEvent)
            if nodes > MOST_NODES:
                return _too_many(event, file)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MOST_DEPTH:
                    return too_deep(event, file)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        return syntax_problem(error, text, file)
    return None


def _is_perhaps_deep(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    if max(brackets, *map(len, text.split("\n"))) < _OF_EACH:  # most documents end here
        return False
    return brackets >= _OF_EACH or bool(_DEEPLY_INDENTED.search(text))


def _too_many(where: yaml.Event, file: str) -> Problem:
    message = f"the document has more than the {MOST_NODES:,} keys and values that it may have"
    return problem_at(first_character(where), file, "DOC003", message, "Split it.")


def too_deep(where: yaml.Node | yaml.Event, file: str) -> Problem:
    """Told here before anything is composed, and by whoever builds data from nodes."""
    message = f"more than {MOST_DEPTH} levels inside one another"
    return problem_at(
        first_character(where), file, "DOC006", message, "No document needs that many; flatten it."
    )


_PERHAPS_FORGOTTEN = re.compile(r"[&*](?<!\w.)(?=\S)|!(?<!\w.)")
"""Behind a letter none of these begins anything; behind nearly everything else they can, as in `"a":*b`."""


def forgotten(text: str, file: str) -> list[Problem]:
    """Composed nodes do not remember anchors, that they were aliases, or a lone `!`; the events do."""
    if not any(sign in text for sign in "&*!") or not _PERHAPS_FORGOTTEN.search(text):
        return []
    found = (_problem_of(event, file) for event in yaml.parse(text, Loader=LoaderBase))
    return list(islice((problem for problem in found if problem), MOST_PROBLEMS))


def _problem_of(event: yaml.Event, file: str) -> Problem | None:
    if isinstance(event, yaml.AliasEvent):
        message = f"aliases (`*{event.anchor}`) are not used in these documents"
        return problem_at(span_of(event), file, "DOC010", message, "Write the text out in both places.")
    if not isinstance(event, yaml.NodeEvent):
        return None
    if event.anchor is not None:
        message = f"anchors (`&{event.anchor}`) are not used in these documents"
        hint = "Put quotes around a text that begins with &."
        return problem_at(first_character(event), file, "DOC010", message, hint)
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag == "!":
        message = "the tag `!` is not used in these documents"
        hint = "Put quotes around a text that begins with !."
        return problem_at(first_character(event), file, "DOC015", message, hint)
    return None


def span_of(node: yaml.Node | yaml.Event) -> Span:
    """Of a block only its first character: its end mark stands behind the blank lines that follow it."""
    start, end = node.start_mark, node.end_mark
    if start is None or end is None or (isinstance(node, yaml.CollectionNode) and not node.flow_style):
        return first_character(node)
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def first_character(node: yaml.Node | yaml.Event) -> Span:
    """The place of what has no end that anybody would look for."""
    mark = node.start_mark
    return START if mark is None else Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
