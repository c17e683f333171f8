"""The questionnaire as a LimeSurvey survey structure: the tab-separated form, one row an element.

Of the two forms that LimeSurvey imports, the .lss archive is a dump of its database tables, with keys between
them and fields that change with each version; the tab-separated one is documented for being written by other
programs, and relations follow from the order of the rows. Source: LimeSurvey manual, page *Tab Separated
Value survey structure*. Import it under *Create survey*, *Import*, as a .txt file.
"""

import csv
import html
import io
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from assess.intake.survey_tools.items import Form, Group, Item, groups
from assess.intake.survey_tools.relevance import Dialect
from assess.model.questionnaire import Questionnaire

_COLUMNS = (
    *("id", "class", "type/scale", "name", "relevance", "text", "help", "language", "validation"),
    *("mandatory", "other", "default", "same_default", "min_num_value_n", "max_num_value_n"),
)
_DIALECT = Dialect(
    chosen=lambda name, option: f'{name}.NAOK == "{option}"',
    empty=lambda name: f"is_empty({name}.NAOK)",
    answer=lambda name: f"{name}.NAOK",
    negated=lambda inner: f"!({inner})",
)
_LIST, _LIST_WITH_COMMENT, _NUMBER, _LONG_TEXT = "L", "O", "N", "T"

_SETTINGS: Mapping[str, str] = MappingProxyType(
    {"format": "G", "allowprev": "Y", "showprogress": "Y", "anonymized": "Y", "ipaddr": "N", "refurl": "N"}
)
"""A page for each group; who answered is not kept, unless whoever runs the survey wants it otherwise."""

_Row = dict[str, str]


def limesurvey_text(
    questionnaire: Questionnaire,
    questions: Collection[str],
    facts: Mapping[str, bool] | None = None,
) -> str:
    """The survey structure of a merged questionnaire, to be saved as .txt in UTF-8.

    `questions` are the ids that are asked; `facts` of the client decide conditions beforehand. Answers are
    exported by their codes, or in full: both are read back without a mapping made by hand.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_rows(questionnaire, groups(questionnaire, questions, facts or {}, _DIALECT)))
    return out.getvalue()


def _rows(questionnaire: Questionnaire, pages: list[Group]) -> Iterator[_Row]:
    language = _language(questionnaire.language)
    settings = {"language": language, **_SETTINGS}
    yield from ({"class": "S", "name": name, "text": text} for name, text in settings.items())
    texts = {
        "surveyls_title": questionnaire.title,
        "surveyls_welcometext": questionnaire.purpose,
    }
    for name, text in texts.items():
        yield {"class": "SL", "name": name, "text": _shown(text), "language": language}
    number = 0
    for position, page in enumerate(pages, 1):
        yield _group(page, position) | {"language": language}
        for item in page.items:
            number += 1
            for row in _question(item):
                yield row | {"id": str(number), "language": language}


def _language(tag: str) -> str:
    """LimeSurvey knows few languages by country."""
    return tag if tag in _COUNTRIES else tag.partition("-")[0].lower()


_COUNTRIES = frozenset({"pt-BR", "es-MX", "zh-Hans", "zh-Hant-TW", "zh-Hant-HK"})


def _group(page: Group, position: int) -> _Row:
    return {
        "id": str(position),
        "class": "G",
        "type/scale": f"G{position - 1}",
        "name": _shown(" · ".join(page.titles)),
        "relevance": "1",
        "text": _shown(page.asks),
    }


def _question(item: Item) -> Iterator[_Row]:
    yield {
        "class": "Q",
        "type/scale": _type(item),
        "name": item.code,
        "relevance": "1" if item.relevance is True else str(item.relevance),
        "text": _shown(item.text),
        "help": _shown(item.help),
        "mandatory": "Y" if item.required else "N",
        "other": "N",
        "min_num_value_n": "" if item.least is None else format(item.least, "f"),
        "max_num_value_n": "" if item.most is None else format(item.most, "f"),
    }
    for name, text in item.choices:
        yield {"class": "A", "type/scale": "0", "name": name, "relevance": "0", "text": _shown(text)}


def _type(item: Item) -> str:
    match item.form:
        case Form.CHOICE:
            return _LIST_WITH_COMMENT if item.may_comment else _LIST
        case Form.NUMBER:
            return _NUMBER
        case Form.TEXT:
            return _LONG_TEXT


_FORMULA = "=+-@"
_BRACES = str.maketrans({"{": "&#123;", "}": "&#125;"})


def _shown(text: str) -> str:
    """HTML, as LimeSurvey shows it: nothing in it is a tag, an expression of LimeSurvey, or a formula."""
    safe = html.escape(text, quote=False).translate(_BRACES)
    safe = "<br />".join(line.strip() for line in safe.splitlines())
    return f"&#{ord(safe[0])};{safe[1:]}" if safe[:1] and safe[0] in _FORMULA else safe
