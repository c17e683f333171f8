"""Problems in colour, for terminals: where, how bad, what to do."""

import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

from assess.cli import terminal
from assess.text.problems import Problem, Severity

_BOLD, _RED, _YELLOW, _CYAN, _PLAIN = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[0m"
_HEAD = re.compile(r"(?P<place>.+?:\d+:\d+): (?P<code>[A-Z]{3}\d{3}) ")
_CARETS = re.compile(r"(?P<gutter> +\| *)(?P<carets>\^+)\Z")


def colored(text: str, problems: Iterable[Problem], stream: TextIO) -> str:
    """Lines for people with colours, where the stream shows them; otherwise as they are."""
    if not _shows_colors(stream):
        return text
    grave = {(one.place, one.code) for one in problems if one.severity is Severity.ERROR}
    lines, color = [], _RED
    for line in text.split("\n"):
        if head := _HEAD.match(line):
            color = _RED if (head["place"], head["code"]) in grave else _YELLOW
            rest = line[head.end() :]
            lines.append(f"{_BOLD}{head['place']}{_PLAIN}: {color}{_BOLD}{head['code']}{_PLAIN} {rest}")
        elif carets := _CARETS.match(line):
            lines.append(f"{carets['gutter']}{color}{carets['carets']}{_PLAIN}")
        elif line.startswith("  = "):
            lines.append(f"{_CYAN}{line}{_PLAIN}")
        else:
            lines.append(line)
    return "\n".join(lines)


def _shows_colors(stream: TextIO) -> bool:
    """As the command line and https://no-color.org say; an old Windows console would show the codes."""
    if not terminal.wants_color():
        return False
    is_known = sys.platform != "win32" or "WT_SESSION" in os.environ
    is_terminal = stream.isatty() and os.environ.get("TERM", "") != "dumb" and is_known
    return is_terminal or terminal.forces_color()
