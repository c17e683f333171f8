"""Which tool wrote a survey file, which of its rows are headers, and what each column is."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from types import MappingProxyType

from assess.intake.survey import headers
from assess.intake.survey.headers import plain, spelt
from assess.intake.survey.tables import Table
from assess.model.mapping import Layout
from assess.text.problems import alike

_LONGEST_NAME = 300


class Role(Enum):
    """What a column is there for."""

    ANSWER = auto()
    TOOL = auto()
    """The tool's own, such as times."""
    IDENTITY = auto()
    """Says who somebody is."""


@dataclass(frozen=True)
class Column:
    """One column: a mapping calls it `name`; `code` is the tool's short name for it, where it has one.

    `text` is what respondents read; `row` is the line of a grid, or the option of a question with several.
    """

    index: int
    name: str
    text: str
    row: str = ""
    code: str = ""
    role: Role = Role.ANSWER


@dataclass(frozen=True)
class Survey:
    """A survey file whose columns are understood. `first` is the index of the first row of answers."""

    table: Table
    layout: Layout
    columns: tuple[Column, ...]
    first: int

    @property
    def rows(self) -> Sequence[tuple[str, ...]]:
        return self.table.rows[self.first :]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """Columns by all that they can be called: their name, or a code or text that no other has."""
        others = Counter(name for one in self.columns for name in {one.code, one.text} - {"", one.name})
        called = {name: one for one in self.columns for name in (one.code, one.text) if others[name] == 1}
        return called | {one.name: one for one in self.columns}

    def column(self, name: str) -> Column | None:
        """The column that a mapping means: capitals and blanks need not agree."""
        meant = name if name in self.by_name else alike(plain(name), self.by_name)
        return self.by_name.get(meant or "")

    def texts(self, column: Column) -> list[str]:
        """What stands in a column below its headers."""
        return [row[column.index].strip() for row in self.rows]


def recognised(table: Table) -> Layout:
    """The tool that the headers speak of; plain if they speak of none."""
    found = (layout for layout, is_it in _SIGNS.items() if is_it(table))
    return next(found, Layout.PLAIN)


def survey(table: Table, layout: Layout | None = None) -> Survey:
    """The columns of a table; the layout is recognised if it is not said."""
    layout = layout or recognised(table)
    columns, first = _READERS[layout](table)
    return Survey(table, layout, tuple(_named(columns)), first)


def _spelt(table: Table, row: int = 0) -> list[str]:
    return [spelt(plain(cell)) for cell in table.rows[row]] if row < len(table.rows) else []


def _is_qualtrics(table: Table) -> bool:
    return len(table.rows) > _QUALTRICS_ROWS - 1 and any(
        cell.lstrip().startswith('{"ImportId"') for cell in table.rows[_QUALTRICS_ROWS - 1]
    )


_QUALTRICS_ROWS = 3


def _is_surveymonkey(table: Table) -> bool:
    cells = {*_spelt(table)}
    return bool(cells & headers.SURVEYMONKEY_ID and cells & headers.SURVEYMONKEY_COLLECTOR)


def _is_microsoft(table: Table) -> bool:
    cells = {*_spelt(table)}
    return all(cells & times for times in headers.MICROSOFT_TIMES)


def _is_limesurvey(table: Table) -> bool:
    cells = {*_spelt(table), *(spelt(_coded(plain(cell))[0]) for cell in table.rows[0])}
    return bool(cells & headers.LIMESURVEY_PAGE or cells & headers.LIMESURVEY_LANGUAGE)


def _is_google(table: Table) -> bool:
    return _spelt(table)[:1] != [] and _spelt(table)[0] in headers.GOOGLE_TIME


_SIGNS: Mapping[Layout, Callable[[Table], bool]] = MappingProxyType(
    {
        Layout.QUALTRICS: _is_qualtrics,
        Layout.SURVEYMONKEY: _is_surveymonkey,
        Layout.MICROSOFT_FORMS: _is_microsoft,
        Layout.LIMESURVEY: _is_limesurvey,
        Layout.GOOGLE_FORMS: _is_google,
    }
)

_Columns = tuple[list[Column], int]


def _role(names: Sequence[str], own: frozenset[str]) -> Role:
    if any(name in headers.IDENTITY for name in names):
        return Role.IDENTITY
    return Role.TOOL if any(name in own for name in names) else Role.ANSWER


def _one_row(table: Table, own: frozenset[str] = frozenset()) -> _Columns:
    """Google Forms, Microsoft Forms and plain tables; `Question [line]` is the line of a grid."""
    columns = []
    for index, cell in enumerate(table.rows[0]):
        whole = plain(cell)
        text, row = _in_brackets(whole)
        columns.append(Column(index, whole, text, row, role=_role([spelt(whole)], own)))
    return columns, 1


_BRACKETS = re.compile(r"(.+?)\s*\[([^\[\]]+)\]\Z")


def _in_brackets(text: str) -> tuple[str, str]:
    found = _BRACKETS.match(text)
    return (found[1], found[2]) if found else (text, "")


def _microsoft(table: Table) -> _Columns:
    """Points and feedback of a quiz stand beside each question."""
    columns, first = _one_row(table, headers.MICROSOFT)
    return [
        Column(one.index, one.name, one.text, one.row, one.code, Role.TOOL) if _QUIZ.match(one.name) else one
        for one in columns
    ], first


_QUIZ = re.compile(r"(Points|Feedback|Punkte) - ")


def _qualtrics(table: Table) -> _Columns:
    """Codes, texts, and the tool's own names, which are the same in every language."""
    codes, texts, imports = (
        table.rows[:_QUALTRICS_ROWS] if _is_qualtrics(table) else (*table.rows[:1] * 2, ())
    )
    columns = []
    for index, code in enumerate(map(plain, codes)):
        imported = _import_id(imports[index]) if imports else ""
        whole = plain(texts[index])
        text, dash, row = whole.rpartition(" - ")
        if not dash or not _LINE.search(code):
            text, row = whole, ""
        is_question = imported.startswith("QID")
        role = Role.ANSWER if is_question else _role([spelt(code), spelt(imported)], headers.QUALTRICS)
        columns.append(Column(index, code, text, row, code, role))
    return columns, _QUALTRICS_ROWS if imports else 1


_LINE = re.compile(r"_\d+(_TEXT)?\Z")
"""Ends the code of a line of a grid, or of one option of several."""


def _import_id(cell: str) -> str:
    try:
        found = json.loads(cell)
    except ValueError:
        return ""
    return str(found.get("ImportId", "")) if isinstance(found, dict) else ""


_CODED = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\[[^\[\]]*\])?)\.\s+(\S.*)\Z")
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\[[^\[\]]*\])?\Z")


def _coded(cell: str) -> tuple[str, str]:
    """`code. text`, as LimeSurvey writes headers with both."""
    found = _CODED.match(cell)
    return (found[1], found[2]) if found else ("", cell)


def _limesurvey(table: Table) -> _Columns:
    """Headers are codes, texts, or both."""
    cells = [plain(cell) for cell in table.rows[0]]
    has_both = all(_CODED.match(cell) for cell in cells[:2])
    columns = []
    for index, cell in enumerate(cells):
        code, whole = _coded(cell) if has_both else ("", cell)
        code = code or (cell if _CODE.match(cell) else "")
        text, row = _in_brackets(whole)
        role = _role([spelt(code or whole), spelt(whole)], headers.LIMESURVEY)
        columns.append(Column(index, code or whole, text, row, code, role))
    return columns, 1


def _surveymonkey(table: Table) -> _Columns:
    """The text of a question stands over the first of its columns, its lines or options in the second row."""
    has_second = len(table.rows) > 1 and not _is_answered(table)
    seconds = table.rows[1] if has_second else ("",) * table.width
    columns: list[Column] = []
    text = ""
    for index, (above, below) in enumerate(zip(table.rows[0], seconds, strict=True)):
        text = plain(above) or text
        row = "" if spelt(plain(below)) in headers.SURVEYMONKEY_SINGLE else plain(below)
        role = _role([spelt(text)], headers.SURVEYMONKEY) if plain(above) else Role.ANSWER
        columns.append(Column(index, f"{text} [{row}]" if row else text, text, row, role=role))
    return columns, 2 if has_second else 1


def _is_answered(table: Table) -> bool:
    """Whether the second row has a respondent's number, and so is no header."""
    cells = zip(_spelt(table), table.rows[1], strict=True)
    return any(name in headers.SURVEYMONKEY_ID and below.strip() for name, below in cells)


_READERS: Mapping[Layout, Callable[[Table], _Columns]] = MappingProxyType(
    {
        Layout.GOOGLE_FORMS: lambda table: _one_row(table, headers.GOOGLE),
        Layout.MICROSOFT_FORMS: _microsoft,
        Layout.QUALTRICS: _qualtrics,
        Layout.LIMESURVEY: _limesurvey,
        Layout.SURVEYMONKEY: _surveymonkey,
        Layout.PLAIN: _one_row,
    }
)


def _named(columns: Sequence[Column]) -> list[Column]:
    """Each with a name of its own: several questions may have the same text, and some columns none."""
    seen: Counter[str] = Counter()
    named = []
    for one in columns:
        name = one.name[:_LONGEST_NAME].strip() or f"column {one.index + 1}"
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        named.append(Column(one.index, name, one.text, one.row, one.code, one.role))
    return named
