"""The Report as one self-contained HTML file: templates place what the record holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from assess.report import widths
from assess.report.blocks import Figure, Heading, Table
from assess.report.charts import Chart, draw
from assess.report.charts.palette import Palette, palette
from assess.report.record import Report
from assess.report.style import stylesheet
from assess.report.together import passages

TEMPLATE = "report.html.j2"


def render(report: Report, assets: Mapping[str, bytes], *, draft: str = "") -> str:
    """The page. `assets`: templates, style sheets and fonts by path. `draft`: a word to mark it with."""
    from jinja2 import DictLoader, Environment, StrictUndefined  # only reports need it

    environment = Environment(
        loader=DictLoader({name: raw.decode() for name, raw in assets.items() if name.endswith(".j2")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    colours = palette(report.accent)
    return environment.get_template(TEMPLATE).render(
        report=report,
        lang=report.language,
        title=report.cover.title,
        client=report.cover.client,
        subtitle=report.cover.sector,
        standing=report.cover.standing,
        facts=report.cover.facts,
        note=report.cover.note,
        draft=draft,
        css=stylesheet(assets, colours),
        contents=_contents(report),
        drawings={chart.id: _drawn(chart, colours) for chart in _charts(report)},
        widths=widths.shares(_tables(report)),
        passages={chapter.id: passages(chapter.blocks) for chapter in report.chapters},
        summary_widths=widths.shares([report.summary.reviews], widths.HALF_PAGE),
    )


def _charts(report: Report) -> Iterator[Chart]:
    for chapter in report.chapters:
        yield from (block.chart for block in chapter.blocks if isinstance(block, Figure))


def _tables(report: Report) -> Iterator[Table]:
    for chapter in report.chapters:
        yield from (block for block in chapter.blocks if isinstance(block, Table))


def _drawn(chart: Chart, colours: Palette) -> dict[str, str]:
    return {"wide": draw(chart, colours), "narrow": draw(chart, colours, narrow=True)}


def _contents(report: Report) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [
        {"id": "summary", "title": report.summary.title, "kicker": "", "sections": []}
    ]
    for chapter in report.chapters:
        sections = [
            {"id": block.anchor, "title": block.text}
            for block in chapter.blocks
            if isinstance(block, Heading) and block.depth == 2  # noqa: PLR2004  # the depth that the contents list
        ]
        entries.append(
            {"id": chapter.id, "title": chapter.title, "kicker": chapter.step, "sections": sections}
        )
    return entries
