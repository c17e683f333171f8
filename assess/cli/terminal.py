"""Results to standard output, messages to standard error; rich only on a terminal."""

import codecs
import contextlib
import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assess.text.numbers import CURRENCIES
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

    A terminal gets what it speaks. What an encoding cannot say is put more simply; names of files that are no
    text leave as they came.
    """
    codecs.register_error("simpler", _simpler)
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO())  # None where it was closed before the start
    sys.stderr = sys.stderr or io.TextIOWrapper(io.BytesIO())
    chosen = "PYTHONIOENCODING" in os.environ
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(OSError, ValueError):
                if chosen or stream.isatty():
                    stream.reconfigure(errors="simpler")
                else:
                    stream.reconfigure(encoding="utf-8", errors="surrogateescape")


_SIMPLER = str.maketrans(
    {"−": "-", "–": "-", "…": "...", "“": '"', "”": '"', "’": "'", "×": "x", "\u00a0": " "}
    | {sign: f"{code} " for code, sign in CURRENCIES.items()}
)
"""A minus that is lost would turn a loss into a gain."""


def _simpler(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_SIMPLER)
    return "".join(one if one.isascii() else "?" for one in text), error.end


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
    with _to_its_end():
        sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
        sys.stdout.flush()


def out_exactly(raw: bytes) -> None:
    """A document or a diff, on standard output, byte for byte: its line ends are its own.

    Raises:
        OSError: as `out`.
    """
    with _to_its_end():
        sys.stdout.buffer.write(raw)
        sys.stdout.buffer.flush()


@contextlib.contextmanager
def _to_its_end() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise type(error)(error.errno, error.strerror, "standard output") from error


def paragraph(text: str) -> None:
    """A text of several lines: broken between words on a terminal, in one line in a pipe.

    What begins with a dash goes on below its first word.
    """
    safe = printable(text)
    out(_wrapped(safe, columns(), hanging=2 if safe.startswith("- ") else 0) if is_rich() else safe)


def lines(text: Iterable[str]) -> None:
    """Lines with indentation of their own; on a terminal the long ones go on below their first word."""
    safe = map(printable, text)
    out("\n".join(_wrapped(line, columns(), hanging=2) for line in safe) if is_rich() else "\n".join(safe))


def columns() -> int:
    """The width of the terminal behind standard output, or what COLUMNS asks for."""
    return max(_NARROWEST, shutil.get_terminal_size().columns)


_NARROWEST = 20
"""Below this nothing is laid out; the terminal itself breaks lines."""


def _wrapped(text: str, width: int, hanging: int = 0) -> str:
    """Broken between words, never inside one; a path that is wider than the terminal stays whole."""
    indent = len(text) - len(text.lstrip())
    return textwrap.fill(
        text.strip(),
        width,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_long_words=False,
        break_on_hyphens=False,
    )


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


def forces_color() -> bool:
    """Whether the command line wants colours in a pipe, too."""
    return _chosen is Color.ALWAYS


def wants_color() -> bool:
    """Whether colours are wanted: https://no-color.org, unless the command line says."""
    if _chosen is Color.AUTO:
        return not os.environ.get("NO_COLOR")
    return _chosen is Color.ALWAYS


@dataclass(frozen=True)
class Table:
    """What a table shows; `right` lists the columns of numbers, which are never broken."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[int] = ()


def table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    title: str = "",
    right: Sequence[int] = (),
    narrower: Sequence[Table] = (),
) -> None:
    """A table: drawn on a terminal, aligned plain text in a pipe. `right` lists the columns of numbers.

    A terminal shows the first of the table and the `narrower` ones that fits; a pipe always gets all of it.
    """
    tables = [_printable(Table(headings, rows, right)), *map(_printable, narrower)]
    if is_rich():
        if title:
            paragraph(title)
        out(_drawn(tables, columns()))
    else:
        out(plain_table(headings, tables[0].rows, title=printable(title), right=right))


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


def _printable(table: Table) -> Table:
    return Table(table.headings, [[printable(cell) for cell in row] for row in table.rows], table.right)


_GAP = 2
"""Blanks between two columns."""


def _drawn(tables: Sequence[Table], width: int) -> str:
    """The first that fits; else the last, with texts broken between words; else its rows as lists."""
    for one in tables:
        if _total(_natural(one)) <= width:
            return _rich_table(one)
    one = tables[-1]
    widths = _fitted(one, width)
    return _rich_table(_broken(one, widths)) if widths else _listed(one, width)


def _natural(table: Table) -> list[int]:
    return [max(map(cells, column)) for column in zip(table.headings, *table.rows, strict=True)]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _fitted(table: Table, width: int) -> list[int] | None:
    """The columns' widths when the widest give way first; None where a word would have to be broken."""
    widths, least = _natural(table), _least(table)
    while _total(widths) > width:
        able = [i for i in range(len(widths)) if widths[i] > least[i]]
        if not able:
            return None
        widths[max(able, key=lambda i: widths[i])] -= 1
    return widths


def _least(table: Table) -> list[int]:
    """The longest word of each column, with its row's indentation; numbers stay in one line."""
    found = []
    for i, column in enumerate(zip(table.headings, *table.rows, strict=True)):
        whole = i in table.right
        found.append(max(cells(cell) if whole else _longest_word(cell) for cell in column))
    return found


def _longest_word(cell: str) -> int:
    indent = len(cell) - len(cell.lstrip())
    return max((cells(word) + indent + _GAP * (n > 0) for n, word in enumerate(cell.split())), default=0)


def _broken(table: Table, widths: Sequence[int]) -> Table:
    def broken(row: Sequence[str]) -> list[str]:
        return [
            _wrapped(cell, width, hanging=0 if i else _GAP)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]

    return Table(broken(table.headings), [broken(row) for row in table.rows], table.right)


def _listed(table: Table, width: int) -> str:
    """Each row as a paragraph, where there is no room for a table: its first cell, then the others."""
    told = []
    for row in table.rows:
        others = [
            f"{heading} {cell}".strip() if i + 1 in table.right else cell
            for i, (heading, cell) in enumerate(zip(table.headings[1:], row[1:], strict=True))
            if cell
        ]
        indent = " " * (len(row[0]) - len(row[0].lstrip()))
        text = f"{row[0].strip()}{': ' if row[0].strip() and others else ''}{', '.join(others)}"
        told.append(_wrapped(indent + text, width, hanging=_GAP))
    return "\n".join(told)


def _rich_table(table: Table) -> str:
    """Drawn to a text, because rich itself would end the program when nobody reads on."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    box = SIMPLE_HEAD if encoding.startswith("utf") else None
    drawn = Drawn(
        box=box,
        padding=(0, _GAP - 1 if box else _GAP, 0, 0),  # the box has a blank of its own between columns
        show_header=any(table.headings),
        show_edge=False,
        pad_edge=False,
    )
    for i, heading in enumerate(table.headings):
        drawn.add_column(heading, justify="right" if i in table.right else "left", no_wrap=True)
    for row in table.rows:
        drawn.add_row(*(Text(cell) for cell in row))
    text = io.StringIO()
    no_color = {Color.ALWAYS: False, Color.NEVER: True}.get(_chosen)
    width = _total(_lines_natural(table))  # rich is to draw only: what fits has been decided
    Console(file=text, force_terminal=True, no_color=no_color, highlight=False, width=width).print(drawn)
    return text.getvalue()


def _lines_natural(table: Table) -> list[int]:
    return [
        max(cells(line) for cell in column for line in cell.split("\n"))
        for column in zip(table.headings, *table.rows, strict=True)
    ]
