"""The questionnaire as an XLSForm, which ODK, KoboToolbox, SurveyCTO and others import.

Source: the XLSForm specification, xlsform.org.
"""

import datetime as dt
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from assess.intake import libraries
from assess.intake.survey_tools.items import Form, Group, Item, groups
from assess.intake.survey_tools.relevance import Dialect
from assess.intake.survey_tools.words import Words, words
from assess.model.questionnaire import Questionnaire

_DIALECT = Dialect(
    chosen=lambda name, option: f"${{{name}}} = '{option}'",
    empty=lambda name: f"${{{name}}} = ''",
    answer=lambda name: f"${{{name}}}",
    negated=lambda inner: f"not({inner})",
)
_SURVEY = (
    *("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message"),
    "appearance",
)
_CHOICES = ("list_name", "name", "label")
_SETTINGS = ("form_title", "form_id", "version")

_Row = dict[str, str]


def xlsform_bytes(
    questionnaire: Questionnaire,
    questions: Collection[str],
    facts: Mapping[str, bool] | None = None,
) -> bytes:
    """The XLSForm of a merged questionnaire, the same bytes each time.

    `questions` are the ids that are asked; `facts` of the client decide conditions beforehand.

    Raises:
        MissingLibraryError: the library that writes workbooks is not installed.
    """
    pages = groups(questionnaire, questions, facts or {}, _DIALECT)
    lists: dict[tuple[tuple[str, str], ...], str] = {}
    survey = list(_survey(pages, lists, words(questionnaire.language)))
    choices = [
        {"list_name": name, "name": short, "label": _shown(text)}
        for several, name in lists.items()
        for short, text in several
    ]
    settings = {
        "form_title": _shown(questionnaire.title),
        "form_id": _UNUSUAL.sub("_", questionnaire.id),
        "version": questionnaire.version,
    }
    return _workbook(
        {"survey": (_SURVEY, survey), "choices": (_CHOICES, choices), "settings": (_SETTINGS, [settings])}
    )


_UNUSUAL = re.compile(r"[^A-Za-z0-9_]")


def _survey(
    pages: Sequence[Group], lists: dict[tuple[tuple[str, str], ...], str], said: Words
) -> Iterator[_Row]:
    for page in pages:
        label = _shown(" · ".join(page.titles))
        yield {"type": "begin_group", "name": page.code, "label": label, "appearance": "field-list"}
        for item in page.items:
            yield _item(item, lists, said)
        yield {"type": "end_group"}


def _item(item: Item, lists: dict[tuple[tuple[str, str], ...], str], said: Words) -> _Row:
    return {
        "type": _type(item, lists),
        "name": item.code,
        "label": _shown(item.text),
        "hint": _shown(item.help),
        "required": "yes" if item.required else "",
        "relevant": "" if item.relevance is True else str(item.relevance),
    } | _constraint(item, said)


def _type(item: Item, lists: dict[tuple[tuple[str, str], ...], str]) -> str:
    """Questions with the same choices share a list."""
    match item.form:
        case Form.CHOICE:
            return f"select_one {lists.setdefault(item.choices, f'list{len(lists) + 1}')}"
        case Form.NUMBER:
            return "decimal"
        case Form.TEXT:
            return "text"


def _constraint(item: Item, said: Words) -> _Row:
    bounds = ((">=", item.least), ("<=", item.most))
    parts = [f". {sign} {bound:f}" for sign, bound in bounds if bound is not None]
    if not parts:
        return {}
    least, most = ("…" if bound is None else format(bound, "f") for _, bound in bounds)
    return {
        "constraint": " and ".join(parts),
        "constraint_message": said.bounds.format(least=least, most=most),
    }


def _shown(text: str) -> str:
    """A text that refers to no question: `${name}` would."""
    return text.replace("${", "$ {")


_ALWAYS = dt.datetime(2000, 1, 1)  # noqa: DTZ001  # a workbook knows no zones
_WIDTH = 30


def _workbook(sheets: Mapping[str, tuple[Sequence[str], Sequence[_Row]]]) -> bytes:
    library = libraries.workbook_writer()
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with library.Workbook(out, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"created": _ALWAYS})
        for name, (columns, rows) in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(columns) - 1, _WIDTH)
            sheet.write_row(0, 0, columns)
            for number, row in enumerate(rows, 1):
                for place, column in enumerate(columns):
                    if text := row.get(column, ""):
                        sheet.write_string(number, place, text)
    return out.getvalue()
