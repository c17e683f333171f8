"""Who answered in which row, under which name, for which function."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from assess.intake.survey.layouts import Column, Survey
from assess.intake.survey.matching import function_named
from assess.intake.survey.told import Told
from assess.model.answers import CONSENSUS
from assess.model.mapping import RespondentFunctions, SurveyMapping
from assess.model.questionnaire import Questionnaire
from assess.text.problems import did_you_mean

_LONGEST = 64
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ø": "o"}
)
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._]+")


@dataclass(frozen=True)
class Person:
    """A row of answers; `row` is its index in the table."""

    row: int
    name: str
    function: str | None


def people(found: Survey, mapping: SurveyMapping, questionnaire: Questionnaire, told: Told) -> list[Person]:
    """Everybody with a name, in the order of the rows; whoever has two rows counts with the later one.

    Names that differ in capitals only are one: on some machines their files are.
    """
    by_name: dict[str, Person] = {}
    for person in _people(found, mapping, questionnaire, told):
        earlier = by_name.pop(person.name.casefold(), None)
        if earlier:
            row = found.table.first + person.row
            told.cell(
                earlier.row,
                _column(found, mapping),
                "SUR007",
                f"`{person.name}` answers again in row {row}, and this row is left out",
                "Delete the row that does not count, or name the respondents by another column.",
            )
        by_name[person.name.casefold()] = person
    return list(by_name.values())


def _people(
    found: Survey, mapping: SurveyMapping, questionnaire: Questionnaire, told: Told
) -> Iterator[Person]:
    names = found.column(mapping.respondent.column) if mapping.respondent.column else None
    functions = _Functions(found, mapping.function, questionnaire, told)
    number = 0
    for row in range(found.first, len(found.table.rows)):
        cells = found.table.rows[row]
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        said = cells[names.index].strip() if names else "" if mapping.respondent.column else str(number)
        name = as_id(f"{mapping.respondent.prefix}-{said}" if mapping.respondent.prefix and said else said)
        if name and name != CONSENSUS:
            yield Person(row, name, functions.of(row))
        elif names:
            message = f"`{names.name}` names nobody" if not said else f"`{said}` is no name for a respondent"
            told.cell(row, names.index, "SUR006", message, _NAME)


_NAME = "Write a name into the cell, or give all respondents a `prefix` in place of the column."


def _column(found: Survey, mapping: SurveyMapping) -> int:
    names = found.column(mapping.respondent.column) if mapping.respondent.column else None
    return names.index if names else 0


def as_id(text: str) -> str:
    """A name or address as an id: `Zoë Müller` is `Zoe-Mueller`; empty if no letter or digit is left."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).translate(_UMLAUTS))
    ascii_only = letters.encode("ascii", "ignore").decode()
    return _NOT_IN_AN_ID.sub("-", ascii_only).lstrip("-._")[:_LONGEST].rstrip("-._")


class _Functions:
    """What the mapping says about functions."""

    def __init__(
        self,
        found: Survey,
        said: RespondentFunctions | None,
        questionnaire: Questionnaire,
        told: Told,
    ) -> None:
        self._rows = found.table.rows
        self._said = said
        self._questionnaire = questionnaire
        self._told = told
        self._column: Column | None = found.column(said.column) if said and said.column else None

    def of(self, row: int) -> str | None:
        """The function of the respondent in a row; None, with the problem told, if it does not say one."""
        if self._said is None or self._column is None:
            return self._said.all_ if self._said else None
        text = self._rows[row][self._column.index].strip()
        name = self._said.labels.get(text) or function_named(self._questionnaire, text)
        if name is None:
            known = {function.name: function.id for function in self._questionnaire.functions}
            message = f"`{self._column.name}`: {f'`{text}`' if text else 'an empty cell'} names no function"
            hint = did_you_mean(text, known, "Say under `function: labels:` which function it is.")
            self._told.cell(row, self._column.index, "SUR005", message, hint)
        return name
