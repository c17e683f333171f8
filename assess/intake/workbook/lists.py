"""The drop-down lists: each stands once on a hidden sheet, and cells find it by a name."""

from typing import Any

from assess.intake.workbook.columns import cell_name
from assess.intake.workbook.sheet import Sheet


class Lists:
    """Lists on their way into a workbook."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet = sheet
        self._book = book
        self._names: dict[tuple[str, ...], str] = {}

    def name(self, *entries: str) -> str:
        """The name of a list with these entries; many questions share one."""
        if entries not in self._names:
            column = len(self._names) + 1
            for row, entry in enumerate(entries, 1):
                self.sheet.text(row, column, entry, "plain")
            letters = cell_name(1, column).removesuffix("1")
            name = f"list_of_answers_{column}"
            self._book.define_name(name, f"={self.sheet.name}!${letters}$1:${letters}${len(entries)}")
            self._names[entries] = name
        return self._names[entries]
