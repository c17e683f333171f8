"""Results to standard output, messages to standard error; rich only on a terminal."""

import contextlib
import io
import os
import shutil
import sys
import textwrap
from collections.abc import Sequence
from enum import StrEnum

from assess.text.problems import Problem, cells, concise, full, printable


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
    """UTF-8 into pipes and files, unless PYTHONIOENCODING asks for something else.

    A terminal gets what it speaks. What an encoding cannot say is replaced; names of files that are no text
    leave as they came.
    """
    sys.stdout = sys.stdout or io.StringIO()  # None where it was closed before the start
    sys.stderr = sys.stderr or io.StringIO()
    chosen = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                if chosen or stream.isatty():
                    stream.reconfigure(errors="replace")
                else:
                    stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def say(message: str) -> None:
    """A message to people, on standard error; nobody can be told that it cannot be written."""
    with contextlib.suppress(OSError):
        sys.stderr.write(f"{message}\n")
        sys.stderr.flush()


def out(text: str) -> None:
    """A result, on standard output, with a newline at its end.

    Raises:
        OSError: nobody reads on, or the disk is full. What was not written yet is then dropped, so that
            Python does not try and complain once more when it ends.
    """
    try:
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise type(error)(error.errno, error.strerror, "standard output") from error


def paragraph(text: str) -> None:
    """A text of several lines: broken between words on a terminal, in one line in a pipe."""
    columns = shutil.get_terminal_size().columns
    out(textwrap.fill(printable(text), columns) if is_rich() else printable(text))


def show_problems(
    problems: Sequence[Problem], texts: dict[str, str], *, short: bool = False, to_stdout: bool = False
) -> None:
    """Each problem in a line of its own, or with its source line, a caret, the repair and a blank line."""
    for problem in problems:
        write = out if to_stdout else say
        write(concise(problem) if short else full(problem, texts))
        if not short:
            write("")


def is_rich() -> bool:
    """Whether standard output is a terminal that shows tables."""
    if _chosen is Color.ALWAYS:
        return True
    return sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"


def table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", right: Sequence[int] = ()
) -> None:
    """A table: drawn on a terminal, aligned plain text in a pipe. `right` lists the columns of numbers."""
    draw = _rich_table if is_rich() else plain_table
    safe = [[printable(cell) for cell in row] for row in rows]
    out(draw(headings, safe, title=printable(title), right=right))


def plain_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", right: Sequence[int] = ()
) -> str:
    """Columns two blanks apart."""
    everything = [headings, *rows]
    widths = [max(cells(row[i]) for row in everything) for i in range(len(headings))]
    drawn = [_plain_row(row, widths, right) for row in everything if any(row)]
    return "\n".join([*([title] if title else []), *drawn])


def _plain_row(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    padded = []
    for i, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blanks = " " * (width - cells(cell))
        padded.append(blanks + cell if i in right else cell + blanks)
    return "  ".join(padded).rstrip()


def _rich_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, title: str = "", right: Sequence[int] = ()
) -> str:
    """Drawn to a text, because rich itself would end the program when nobody reads on."""
    from rich.box import ASCII, SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    drawn = Table(
        title=Text(title) if title else None,
        box=SIMPLE_HEAD if encoding.startswith("utf") else ASCII,
        title_justify="left",
        show_header=any(headings),
    )
    for i, heading in enumerate(headings):
        drawn.add_column(heading, justify="right" if i in right else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    text = io.StringIO()
    no_color = {Color.ALWAYS: False, Color.NEVER: True}.get(_chosen)
    Console(file=text, force_terminal=True, no_color=no_color, highlight=False).print(drawn)
    return text.getvalue()
