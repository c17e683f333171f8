"""The very hidden sheet: what the workbook is, and what it asks. With it a workbook is read by itself."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from assess.intake.workbook.columns import FORMAT, KIND, SCHEMA
from assess.model.answers import Attribution, OptionOrder

Row = tuple[str, ...]


class Form(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    OPEN = "open"


@dataclass(frozen=True)
class Choice:
    """One option: `entry` is what the list in the cell offers, `text` the whole statement."""

    value: Decimal
    entry: str
    text: str


@dataclass(frozen=True)
class Line:
    """One question, and where its row was written."""

    id: str
    sheet: str
    row: int
    form: Form
    unit: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    may_not_apply: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """Whom the workbook was written for, what it asks, and by which questionnaire."""

    questionnaire: str
    version: str
    digest: str
    respondent: str
    function: str
    date: dt.date
    option_order: OptionOrder
    attribution: Attribution
    lines: tuple[Line, ...]


def rows(manifest: Manifest) -> Iterator[Row]:
    """The sheet's rows, all of texts: one a key, then one a question and one for each of its options."""
    yield "schema", SCHEMA
    for key in ("questionnaire", "version", "digest", "respondent", "function"):
        yield key, getattr(manifest, key)
    yield "date", manifest.date.isoformat()
    yield "option_order", manifest.option_order.value
    yield "attribution", manifest.attribution.value
    for line in manifest.lines:
        applies = "may not apply" if line.may_not_apply else "applies"  # no empty cell at the end of a row
        bounds = (_number(line.least), _number(line.most))
        yield "question", line.id, line.sheet, str(line.row), line.form.value, line.unit, *bounds, applies
        for choice in line.choices:
            yield "option", line.id, _number(choice.value), choice.entry, choice.text


class ForeignError(Exception):
    """The sheet was written by another program."""


class NewerError(Exception):
    """The sheet was written by a newer version of this program."""


class ChangedError(Exception):
    """Somebody has changed the sheet, which nobody sees."""


def manifest_of(cells: Sequence[Row]) -> Manifest:
    """What `rows` has written.

    Raises:
        ForeignError: it was written by another program.
        NewerError: it was written by a newer version of this one.
        ChangedError: it is not as it was written.
    """
    by_key = defaultdict(list)
    for row in cells:
        by_key[row[0]].append(row[1:])
    schema = "".join(by_key["schema"][0][:1]) if by_key["schema"] else ""
    if schema.partition("@")[0] != KIND:
        raise ForeignError
    if schema != f"{KIND}@{FORMAT}":
        raise NewerError
    try:
        return _manifest(by_key)
    except (LookupError, ValueError, InvalidOperation) as error:
        raise ChangedError from error


def _manifest(by_key: Mapping[str, Sequence[Row]]) -> Manifest:
    choices = defaultdict(list)
    for name, value, entry, text, *_ in by_key["option"]:
        choices[name].append(Choice(_decimal(value), entry, text))
    lines = tuple(_line(row, tuple(choices[row[0]])) for row in by_key["question"])
    if len({line.id for line in lines}) < len(lines):
        raise ValueError("a question is there twice")
    return Manifest(
        **{
            key: by_key[key][0][0] for key in ("questionnaire", "version", "digest", "respondent", "function")
        },
        date=dt.date.fromisoformat(by_key["date"][0][0]),
        option_order=OptionOrder(by_key["option_order"][0][0]),
        attribution=Attribution(by_key["attribution"][0][0]),
        lines=lines,
    )


def _line(row: Row, choices: tuple[Choice, ...]) -> Line:
    name, sheet, number, form, unit, least, most, applies, *_ = row
    return Line(
        id=name,
        sheet=sheet,
        row=int(number),
        form=Form(form),
        unit=unit,
        least=_decimal(least) if least else None,
        most=_decimal(most) if most else None,
        may_not_apply=applies == "may not apply",
        choices=choices,
    )


def _decimal(text: str) -> Decimal:
    """A number of a size that a questionnaire can have meant."""
    value = Decimal(text)
    if not value.is_finite() or len(text) > _LONGEST_NUMBER or abs(value.adjusted()) > _LONGEST_NUMBER:
        raise ValueError("this is no number of a questionnaire")
    return value


_LONGEST_NUMBER = 400


def _number(value: Decimal | None) -> str:
    return "" if value is None else str(value)
