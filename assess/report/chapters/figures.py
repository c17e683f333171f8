"""The figures that the client gave, as they stand in the engagement: part of the chapter on method."""

from decimal import Decimal

from assess.report import wording
from assess.report.blocks import Block, Heading, Row, Table, columns, row
from assess.report.inputs import Inputs


def blocks(inputs: Inputs) -> list[Block]:
    """A table with a row for each figure and a column for each period."""
    given = inputs.engagement.figures
    if not given:
        return []
    periods = list(dict.fromkeys(figure.period for figure in given))
    titles = [period or "Value" for period in periods]
    rows = tuple(_row(inputs, name, periods) for name in dict.fromkeys(figure.id for figure in given))
    heads = columns("Figure", *titles, "Unit", "Source", numeric=tuple(titles))
    return [
        Heading("The company's own figures", "method-own-figures"),
        Table("Figures that the company gave, with their sources", heads, rows),
    ]


def _row(inputs: Inputs, name: str, periods: list[str]) -> Row:
    figures = {figure.period: figure for figure in inputs.engagement.figures if figure.id == name}
    latest = list(figures.values())[-1]
    values = (figures[period].value if period in figures else None for period in periods)
    return row(latest.name, *map(_value, values), latest.unit, latest.source)


def _value(value: object) -> str:
    match value:
        case None:
            return ""
        case Decimal():
            return wording.plain(value)
        case _:
            return str(value)
