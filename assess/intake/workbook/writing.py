"""The workbook by which one respondent answers, as bytes."""

import datetime as dt
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from assess.intake import libraries
from assess.intake.handout import Handout
from assess.intake.workbook import manifest
from assess.intake.workbook.columns import FRONT, HIDDEN, LISTS
from assess.intake.workbook.conditions import only_if
from assess.intake.workbook.front import write_front
from assess.intake.workbook.layout import Page, pages
from assess.intake.workbook.layout import manifest as manifest_for
from assess.intake.workbook.lists import Lists
from assess.intake.workbook.review import write_review
from assess.intake.workbook.sheet import Sheet, looks
from assess.report.charts.palette import palette

_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9
_NARROW = 0.4
"""Inches of margin."""
_LONGEST_FOOTER_PART = 60


def workbook_bytes(handout: Handout) -> bytes:
    """A workbook with every question of the handout; the same handout gives the same bytes.

    Raises:
        MissingLibraryError: the library that writes workbooks is not installed.
        TooLongError: a text does not fit into a cell.
    """
    library = libraries.workbook_writer()
    buffer = BytesIO()
    book = library.Workbook(buffer, {"in_memory": True, **_AS_TEXT})
    _write(book, handout, pages(handout))
    book.close()
    return buffer.getvalue()


def _write(book: Any, handout: Handout, reviews: Sequence[Page]) -> None:
    colours = palette(handout.engagement.branding.accent)
    formats = {name: book.add_format(look) for name, look in looks(colours).items()}
    book.set_properties(
        {
            "title": handout.questionnaire.title[:200],
            "company": handout.engagement.client.name[:200],
            "created": dt.datetime.combine(handout.date, dt.time()),  # else the clock is asked
        }
    )
    front = Sheet(book, FRONT, formats)
    sheets = [Sheet(book, page.name, formats) for page in reviews]
    lists = Lists(book, Sheet(book, LISTS, formats))
    write_front(front, handout, reviews)
    waiting = only_if(handout, reviews)
    for sheet, page in zip(sheets, reviews, strict=True):
        write_review(sheet, page, lists, waiting)
        sheet.raw.set_landscape()
    for sheet in (front, *sheets):
        _set_up(sheet, handout, colours.accent)
    hidden = Sheet(book, HIDDEN, formats)
    for row, cells in enumerate(manifest.rows(manifest_for(handout, reviews)), 1):
        for column, text in enumerate(cells, 1):
            hidden.text(row, column, text, "plain")
    lists.sheet.raw.hide()
    hidden.raw.very_hidden()
    for sheet in (front, *sheets, lists.sheet, hidden):
        sheet.raw.protect("", {"format_rows": True, "format_columns": True})


def _set_up(sheet: Sheet, handout: Handout, accent: str) -> None:
    """How it looks on paper and on the screen."""
    raw = sheet.raw
    raw.hide_gridlines(2)
    raw.set_tab_color(accent)
    raw.set_paper(_A4)
    raw.fit_to_pages(1, 0)
    raw.set_margins(left=_NARROW, right=_NARROW, top=_NARROW, bottom=2 * _NARROW)
    client = handout.engagement.client.name[:_LONGEST_FOOTER_PART].replace("&", "&&")
    raw.set_footer(f"&L{client}&C&A&R&P / &N")
