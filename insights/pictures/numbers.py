"""The numbers of a chart as a table: headings, and rows of plain values."""

from functools import singledispatch

from django.utils.translation import gettext as _

from core.charts.bars import BarChart
from core.charts.columns import ColumnChart
from core.charts.flows import FlowChart
from core.charts.ties import TieChart
from core.charts.wheel import WheelChart
from core.charts.world import WorldMap

Table = tuple[list[str], list[list]]


@singledispatch
def table_of(chart) -> Table:
    raise TypeError(type(chart))


@table_of.register
def _of_flows(chart: FlowChart) -> Table:
    headings = [chart.source_heading, chart.target_heading, chart.counted]
    return headings, [[flow.source, flow.target, flow.count] for flow in chart.flows]


@table_of.register
def _of_world(chart: WorldMap) -> Table:
    return [chart.first_heading, chart.counted], [[place.label, place.count] for place in chart.places]


@table_of.register
def _of_columns(chart: ColumnChart) -> Table:
    rows = [[group.label, *(part.count for part in group.parts)] for group in chart.groups]
    return [chart.first_heading, *map(str, chart.kinds)], rows


@table_of.register
def _of_bars(chart: BarChart) -> Table:
    rows = [[bar.label, *(part.count for part in bar.parts)] for bar in chart.bars]
    return [chart.first_heading, *map(str, chart.kinds)], rows


@table_of.register
def _of_ties(chart: TieChart) -> Table:
    headings = [chart.first_heading, _("and"), chart.shared]
    return headings, [[first.label, second.label, count] for first, second, count in chart.rows()]


@table_of.register
def _of_wheel(chart: WheelChart) -> Table:
    rows = [[ring.label, *(field.short if field else "" for field in ring.fields)] for ring in chart.rings]
    return [_("Process"), *chart.sectors], rows
