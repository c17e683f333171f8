"""Where findings go: formats on standard output and in files."""

import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from assess.cli import terminal
from assess.cli.colours import colored
from assess.cli.endings import usage
from assess.files.atomic import write
from assess.rules.formats import Findings, written
from assess.text.safe_yaml import MOST_BYTES

STANDARD = "-"
_FOR_PEOPLE = ("full", "concise")


def destinations(formats: Sequence[str], outputs: Sequence[str], usual: str | None) -> list[tuple[str, str]]:
    """Each format with the file that it goes to, `-` being standard output.

    The first output belongs to the first format, and so on. What has no output goes to standard output, and
    an output without a format gets the usual one.

    Raises:
        Ended: two would go to standard output.
    """
    default = usual or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "full")
    if not formats and not outputs:
        return [(default, STANDARD)]
    pairs = list(zip_longest(formats, outputs))
    chosen = [(form or usual or "full", output or STANDARD) for form, output in pairs]
    together = [form for form, output in chosen if output == STANDARD]
    if len(together) > 1:
        raise usage(
            f"{' and '.join(together)} would both go to standard output. The first -o belongs to the first "
            "-f, and so on: `-f sarif -o problems.sarif -f full`."
        )
    return chosen


def deliver(findings: Findings, chosen: Sequence[tuple[str, str]], *, to_stdout: bool = True) -> None:
    """Write every format; files first, so that a reader of standard output finds them there.

    Where standard output holds a document, what would go there goes to standard error.

    Raises:
        OSError: a file cannot be written; it names the file.
    """
    for form, output in chosen:
        if output != STANDARD:
            write(Path(output), written(form, findings).encode("utf-8", "backslashreplace"))
    for form, output in chosen:
        if output == STANDARD and (text := written(form, findings)):
            if form in _FOR_PEOPLE:
                text = colored(text, findings.problems, sys.stdout if to_stdout else sys.stderr)
            (terminal.out if to_stdout else terminal.say)(text)


def standard_input() -> bytes:
    """What stands on standard input.

    Raises:
        Ended: nothing can come from there.
    """
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        raise usage("`-` reads standard input, and nothing is there; so: `assess validate - < a.yaml`.")
    return sys.stdin.buffer.read(MOST_BYTES + 1)
