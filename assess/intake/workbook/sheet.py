"""A sheet of Excel to write on: texts stay texts and whole, and each look is made once."""

import textwrap
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from assess.intake.workbook.columns import LONGEST_CELL, cell_length
from assess.report.charts.palette import Palette, ink_on

_FONT = "Calibri"
_SIGNIFICANT = 15
"""Digits that Excel keeps of a number."""
_LEAST, _MOST = Decimal("1e-300"), Decimal("1e300")
_TALLEST = 409
"""Points, of a row in Excel."""


class TooLongError(Exception):
    """A text does not fit into a cell; the message says which."""


def looks(colours: Palette) -> Mapping[str, Mapping[str, Any]]:
    """The looks of cells, by name, in the client's accent colour."""
    plain = {"font_name": _FONT, "font_size": 11, "font_color": colours.ink, "valign": "top"}
    left, right = {"align": "left", "indent": 1}, {"align": "right", "indent": 1}
    wrapped, middle, bold = {"text_wrap": True}, {"valign": "vcenter"}, {"bold": True}
    muted = {"font_color": colours.muted}
    accent = {"font_color": colours.accent}
    below = {"bottom": 1, "bottom_color": colours.rule}
    above = {"top": 1, "top_color": colours.ink}
    head = (
        plain | wrapped | bold | middle | {"bg_color": colours.accent, "font_color": ink_on(colours.accent)}
    )
    section = plain | left | middle | {"bg_color": colours.tint(0.12)}
    question = plain | wrapped | left | below
    to_fill_in = plain | wrapped | left
    to_fill_in |= {"border": 1, "border_color": colours.rule, "bg_color": _TO_FILL_IN, "locked": False}
    return {
        "title": plain | bold | middle | accent | {"font_size": 18},
        "lead": plain | middle | muted | {"font_size": 12},
        "subtitle": plain | bold | accent | {"font_size": 13, "valign": "bottom"},
        "plain": plain,
        "text": plain | wrapped,
        "step": plain | bold | accent | {"align": "center"},
        "head": head | left,
        "head number": head | right,
        "link": plain | left | below | accent,
        "count": plain | right | below,
        "total name": plain | left | bold | above,
        "total": plain | right | bold | above,
        "section": section | bold,
        "section lead": section | muted | {"font_size": 10},
        "number": question | muted | {"align": "center", "indent": 0},
        "question": question | bold,
        "strong": {"font_name": _FONT, "font_size": 11, "font_color": colours.ink} | bold,
        "aside": {"font_name": _FONT, "font_size": 10} | muted,
        "choices": question | {"font_size": 10},
        "locked": question | {"bg_color": colours.wash},
        "answer": to_fill_in | {"font_size": 10, "num_format": "@"},  # what is typed stays a text
        "figure": to_fill_in,
        "done": {"bg_color": colours.tint(0.25), "font_color": colours.ink} | bold,
        "given": {"bg_color": colours.tint(0.08)},
        "wrong": {"bg_color": _ASKS_FOR_A_LOOK, "font_color": colours.ink},
    }


_TO_FILL_IN = "#fff9e8"
_ASKS_FOR_A_LOOK = "#f8d3c9"


class Sheet:
    """A worksheet, with rows and columns that begin with 1, as people count them."""

    def __init__(self, book: Any, name: str, formats: Mapping[str, Any]) -> None:
        self.name = name
        self.formats = formats
        self.raw = book.add_worksheet(name)

    def text(self, row: int, column: int, text: str, look: str) -> None:
        """A text as it is, whatever it begins with.

        Raises:
            TooLongError: no cell of Excel can hold it.
        """
        self.raw.write_string(row - 1, column - 1, self._fitting(row, text), self.formats[look])

    def two_texts(self, row: int, column: int, first: str, second: str, look: str) -> None:
        """A strong text and a quieter one below it, in one cell."""
        if not second:
            self.text(row, column, first, look)
            return
        self._fitting(row, f"{first}\n{second}")
        parts = (self.formats["strong"], f"{first}\n", self.formats["aside"], second)
        self.raw.write_rich_string(row - 1, column - 1, *parts, self.formats[look])

    def number(self, row: int, column: int, value: Decimal, look: str) -> None:
        """A number; one that Excel would shorten is written as a text."""
        if _is_kept(value):
            self.raw.write_number(row - 1, column - 1, float(value), self.formats[look])
        else:
            self.text(row, column, str(value), look)

    def blank(self, row: int, column: int, look: str) -> None:
        self.raw.write_blank(row - 1, column - 1, None, self.formats[look])

    def formula(self, row: int, column: int, formula: str, value: object, look: str) -> None:
        """`value` is what it comes to as the workbook is written, for programs that do not calculate."""
        self.raw.write_formula(row - 1, column - 1, formula, self.formats[look], value)

    def height(self, row: int, points: float) -> None:
        self.raw.set_row(row - 1, min(points, _TALLEST))

    def _fitting(self, row: int, text: str) -> str:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        if cell_length(plain) > LONGEST_CELL:
            begin = " ".join(plain[:60].split())
            raise TooLongError(
                f"row {row} of the sheet {self.name}: the text beginning `{begin}…` has "
                f"{cell_length(plain):,} characters, and a cell of Excel holds {LONGEST_CELL:,}; shorten it, "
                "or let it be answered in another way"
            )
        return plain


def _is_kept(value: Decimal) -> bool:
    """Whether Excel keeps every digit."""
    fits = len(value.normalize().as_tuple().digits) <= _SIGNIFICANT
    return fits and (value == 0 or _LEAST < abs(value) < _MOST)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    return sum(len(textwrap.wrap(line, max(1, int(width)))) or 1 for line in text.splitlines() or [""])
