"""Where things stand in a file of a chart that a page lays out by its style sheet: columns, bars, the key of a map."""

from functools import singledispatch
from typing import Any

from django.utils.formats import number_format

from core.charts.bars import WIDTH as BAR_WIDTH
from core.charts.bars import BarChart
from core.charts.columns import ColumnChart
from core.charts.world import WorldMap

LEFT, RIGHT, LABELS, NUMBERS = 10.0, 890.0, 220.0, 230.0  # of the drawing, in drawn units
LINE, KEY_LINE, KEY_WIDTH = 28, 15, 190
MOST_IN_KEY = 14


@singledispatch
def layout_of(chart) -> dict[str, Any]:
    """Nothing beside what the chart itself says."""
    return {}


@layout_of.register
def _of_columns(chart: ColumnChart) -> dict[str, Any]:
    found, groups = chart.columns(), []
    wide = (RIGHT - LEFT) / max(len(found), 1)
    for place, (group, columns) in enumerate(found):
        start, width = LEFT + place * wide, wide * 0.7 / max(len(columns), 1)
        drawn = [
            {
                "x": start + wide * 0.15 + number * width,
                "middle": start + wide * 0.15 + (number + 0.5) * width,
                "width": width,
                "top": column.top,
                "height": column.height,
                "count_y": column.top - 4,
                "count": column.part.count,
                "tone": column.tone,
            }
            for number, column in enumerate(columns)
        ]
        groups.append({"label": group.label, "middle": start + wide / 2, "columns": drawn})
    return {"groups": groups}


@layout_of.register
def _of_bars(chart: BarChart) -> dict[str, Any]:
    room = (RIGHT - LABELS - NUMBERS) / BAR_WIDTH
    lines = [
        {
            "label": bar.label,
            "top": place * LINE,
            "middle": place * LINE + 9,
            "words": " · ".join(number_format(part.count, force_grouping=True) for part in bar.parts),
            "pieces": [
                {"x": LABELS + piece.start * room, "width": piece.width * room, "tone": piece.tone} for piece in pieces
            ],
        }
        for place, (bar, pieces) in enumerate(chart.rows())
    ]
    kinds = [
        {"label": kind, "tone": tone, "x": int(LEFT) + tone * KEY_WIDTH, "label_x": int(LEFT) + tone * KEY_WIDTH + 16}
        for tone, kind in enumerate(chart.kinds)
    ]
    return {"lines": lines, "kinds": kinds, "height": 90 + len(lines) * LINE}


@layout_of.register
def _of_world(chart: WorldMap) -> dict[str, Any]:
    return {"key": [(drawn.place, place * KEY_LINE) for place, drawn in enumerate(chart.drawn()[:MOST_IN_KEY])]}
