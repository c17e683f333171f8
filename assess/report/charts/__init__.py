"""Charts as SVG text: pure functions of small frozen records, each with a title, a description and its words.

    radar(Radar, palette)            all areas round a centre, wanted level as an outline
    heat_map(HeatMap, palette)       capabilities by functions, the text in each cell
    gap_bars(GapBars, palette)       today to wanted, the widest gap first
    dot_range(DotRange, palette)     lowest, median and highest answer by function
    hourglass(Hourglass, palette)    eight stages, narrowest at the purchase
    timeline(Timeline, palette)      pilots, gates and projects over quarters
    ladder(Ladder, palette)          the steps with a marker
    share_bars(ShareBars, palette)   two or three shares, beside each other
    cash_flow(CashFlow, palette)     money by quarter, and all together so far
    tornado(Tornado, palette)        what each assumption does to a result

`draw` takes any of the records (a `Chart`); its narrow drawing is for a phone. Every word and every rounded
number arrives as a text; the numbers beside them only say where something is drawn. A missing value is None
and is drawn as missing. The `title` is what a screen reader says in the PDF: make it the chart's message.
"""

from dataclasses import replace
from typing import assert_never

from assess.report.charts.cash import CashFlow, Flow, cash_flow
from assess.report.charts.gaps import Gap, GapBars, gap_bars
from assess.report.charts.heatmap import Cell, HeatMap, HeatRow, heat_map
from assess.report.charts.hourglass import Hourglass, Stage, hourglass
from assess.report.charts.ladder import Ladder, ladder
from assess.report.charts.palette import Palette, palette
from assess.report.charts.radar import Axis, Radar, radar
from assess.report.charts.scale import Position, Scale
from assess.report.charts.shares import Share, ShareBars, share_bars
from assess.report.charts.spread import DotRange, Spread, dot_range
from assess.report.charts.svg import NARROW, WIDE
from assess.report.charts.timeline import Bar, Phase, Timeline, timeline
from assess.report.charts.tornado import Swing, Tornado, tornado

_Wide = Radar | HeatMap | GapBars | DotRange | Hourglass | Timeline | Ladder | CashFlow | Tornado
Chart = _Wide | ShareBars


def draw(chart: Chart, colours: Palette, *, narrow: bool = False) -> str:
    """Any chart as SVG; the narrow drawing has "-narrow" behind its id, so that a page can hold both."""
    chart = replace(chart, id=f"{chart.id}-narrow") if narrow else chart
    if isinstance(chart, ShareBars):
        return share_bars(chart, colours)
    return _drawn(chart, colours, NARROW if narrow else WIDE)


def _drawn(chart: _Wide, colours: Palette, width: float) -> str:  # one for each kind
    match chart:
        case Radar():
            return radar(chart, colours, width)
        case HeatMap():
            return heat_map(chart, colours, width)
        case GapBars():
            return gap_bars(chart, colours, width)
        case DotRange():
            return dot_range(chart, colours, width)
        case Hourglass():
            return hourglass(chart, colours, width)
        case Timeline():
            return timeline(chart, colours, width)
        case Ladder():
            return ladder(chart, colours, width)
        case CashFlow():
            return cash_flow(chart, colours, width)
        case Tornado():
            return tornado(chart, colours, width)
    assert_never(chart)


__all__ = [
    "NARROW",
    "WIDE",
    "Axis",
    "Bar",
    "CashFlow",
    "Cell",
    "Chart",
    "DotRange",
    "Flow",
    "Gap",
    "GapBars",
    "HeatMap",
    "HeatRow",
    "Hourglass",
    "Ladder",
    "Palette",
    "Phase",
    "Position",
    "Radar",
    "Scale",
    "Share",
    "ShareBars",
    "Spread",
    "Stage",
    "Swing",
    "Timeline",
    "Tornado",
    "cash_flow",
    "dot_range",
    "draw",
    "gap_bars",
    "heat_map",
    "hourglass",
    "ladder",
    "palette",
    "radar",
    "share_bars",
    "timeline",
    "tornado",
]
