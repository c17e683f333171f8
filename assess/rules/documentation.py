"""What is written about a rule: one text feeds `assess rule`, the page docs/rules.md and the tests.

A rule's docstring begins with what a good document does, goes on with why, and ends with two examples:

    Fails:

        targets:
          - {capability: C44, level: 3}
          #              ^^^

    Passes:

        targets:
          - {capability: C4, level: 3}

Carets below a line mark what the rule finds there; `#^^^` marks from the first column on, and `#^` the first
column alone. An example shows only the keys that matter; with a `schema` it is a whole document. A line
`# file: NAME` begins another file.
"""

import inspect
import re
from dataclasses import dataclass

from assess.text.problems import Span

_MARK = re.compile(r" *# *(\^[\^ ]*)\Z")
_HEADS = ("Fails:", "Passes:")


@dataclass(frozen=True)
class Documentation:
    """`title` is a sentence without its full stop; `why` are paragraphs; examples may be empty."""

    title: str
    why: str
    fails: str
    passes: str

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """Each with its heading."""
        both = zip(_HEADS, (self.fails, self.passes), strict=True)
        return tuple((head, text) for head, text in both if text)


def documentation(text: str) -> Documentation:
    """The parts of a rule's docstring.

    Raises:
        ValueError: it has one example only, or they stand in the wrong order.
    """
    parts: dict[str, list[str]] = {"": []}
    chosen = parts[""]
    for line in inspect.cleandoc(text).splitlines():
        if line in _HEADS:
            chosen = parts.setdefault(line, [])
        else:
            chosen.append(line)
    if tuple(parts)[1:] not in {(), _HEADS}:
        raise ValueError(f"a rule has a failing and a passing example, in this order: {text!r}")
    title, _, why = "\n".join(parts[""]).strip().partition("\n\n")
    fails, passes = (inspect.cleandoc("\n".join(["", *parts.get(head, ())])) for head in _HEADS)
    return Documentation(" ".join(title.split()).rstrip("."), why.strip(), fails, passes)


def marked(example: str) -> list[Span]:
    """What the carets of an example mark, in the order of its lines."""
    lines = example.splitlines()
    return [
        Span(above, match.start() + 1, above, 2 if match.group() == "#^" else match.end() + 1)
        for number, line in enumerate(lines, 1)
        if _MARK.match(line)
        for above in [_marked_line(lines, number)]
        for match in re.finditer(r"#?\^+" if line.startswith("#^") else r"\^+", line)
    ]


def _marked_line(lines: list[str], number: int) -> int:
    """The nearest line above the marks of `number` that holds no marks itself."""
    return next(n for n in range(number - 1, 0, -1) if not _MARK.match(lines[n - 1]))
