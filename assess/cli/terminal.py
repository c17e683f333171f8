"""Results to standard output, messages to standard error; rich only on a terminal."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from enum import StrEnum

from assess.text.problems import Problem, concise, full


class Color(StrEnum):
    """When to use colours."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


_chosen = Color.AUTO


def choose_color(color: Color) -> None:
    """The `--color` option."""
    global _chosen  # noqa: PLW0603  # a process has one terminal
    _chosen = color


def prepare_streams() -> None:
    """UTF-8 into pipes and files; on a terminal whatever it speaks, with a substitute for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                if stream.isatty():
                    stream.reconfigure(errors="replace")
                else:
                    stream.reconfigure(encoding="utf-8")


def say(message: str) -> None:
    """A message to people, on standard error."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def out(text: str) -> None:
    """A result, on standard output, with a newline at its end."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
    sys.stdout.flush()


def close_broken_pipe() -> None:
    """Keep Python from complaining at exit that nobody read on."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def show_problems(
    problems: Sequence[Problem], texts: dict[str, str], *, short: bool = False, to_stdout: bool = False
) -> None:
    """Each problem with its source line, a caret and the repair."""
    for problem in problems:
        told = concise(problem) if short else full(problem, texts) + "\n"
        (out if to_stdout else say)(told)


def is_rich() -> bool:
    """Whether standard output is a terminal that shows tables."""
    if _chosen is Color.ALWAYS:
        return True
    return sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", right: Sequence[int] = ()
) -> None:
    """A table: drawn on a terminal, aligned plain text in a pipe. `right` lists the columns of numbers."""
    if is_rich():
        _rich_table(headings, rows, title, right)
    else:
        out(plain_table(headings, rows, title=title, right=right))


def plain_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", right: Sequence[int] = ()
) -> str:
    """Columns two blanks apart."""
    everything = [list(headings), *map(list, rows)]
    widths = [max(len(row[i]) for row in everything) for i in range(len(headings))]
    lines = [
        "  ".join(
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in everything
    ]
    return "\n".join([*([title] if title else []), *lines])


def _rich_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], title: str, right: Sequence[int]
) -> None:
    from rich.box import ASCII, SIMPLE_HEAD  # only on a terminal
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    console = Console(
        no_color=_chosen is Color.NEVER or None,
        force_terminal=True if _chosen is Color.ALWAYS else None,
        highlight=False,
    )
    drawn = Table(
        title=title or None, box=SIMPLE_HEAD if encoding.startswith("utf") else ASCII, title_justify="left"
    )
    for i, heading in enumerate(headings):
        drawn.add_column(heading, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    console.print(drawn)
