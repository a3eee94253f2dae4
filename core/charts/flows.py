"""Flows from what stands at the left to what stands at the right (a Sankey diagram), with their table."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LEFT, RIGHT, NODE = 900.0, 300.0, 600.0, 10.0  # labels stand outside of LEFT and RIGHT: whole names of units
GAP, LEAST_HEIGHT = 7.0, 14.0  # so that a label fits beside the smallest
HEIGHT, HEIGHT_OF_ONE = 380.0, 60.0  # of all flows together, without the gaps; of a side with one end at most
TONES = 3


@dataclass(frozen=True)
class Flow:
    source: str
    target: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Node:
    """One bar at an edge: where it stands and how tall it is, in drawn units."""

    label: str
    count: int
    top: float
    height: float
    tone: int
    x: float
    label_x: float

    @property
    def middle(self) -> float:
        return round(self.top + self.height / 2, 2)


@dataclass(frozen=True)
class Ribbon:
    """One flow as drawn: a closed shape from bar to bar, in the tone of where it starts."""

    flow: Flow
    path: str
    tone: int


@dataclass(frozen=True)
class FlowChart:
    """Flows under a title that states the finding; the largest first at either side."""

    title: str
    source_heading: str
    target_heading: str
    counted: str
    flows: Sequence[Flow]
    remark: str = ""

    @property
    def width(self) -> float:
        return WIDTH

    @property
    def sources(self) -> list[Node]:
        return self._nodes("source")

    @property
    def targets(self) -> list[Node]:
        return self._nodes("target")

    @property
    def height(self) -> float:
        """Of the drawing, its gaps included."""
        bottoms = [node.top + node.height for node in (*self.sources, *self.targets)]
        return round(max(bottoms, default=0) + 1, 2)

    def ribbons(self) -> list[Ribbon]:
        left = {node.label: node for node in self.sources}
        right = {node.label: node for node in self.targets}
        used: Counter[tuple[str, str]] = Counter()
        drawn = []
        order = {label: place for place, label in enumerate(right)}
        for flow in sorted(self.flows, key=lambda each: (-left[each.source].count, order[each.target])):
            start, end = left[flow.source], right[flow.target]
            begins = start.top + start.height * used["source", flow.source] / start.count
            ends = end.top + end.height * used["target", flow.target] / end.count
            used["source", flow.source] += flow.count
            used["target", flow.target] += flow.count
            thick = start.height * flow.count / start.count, end.height * flow.count / end.count
            drawn.append(Ribbon(flow, _ribbon(begins, ends, *thick), start.tone))
        return drawn

    def _nodes(self, side: str) -> list[Node]:
        counts: Counter[str] = Counter()
        for flow in self.flows:
            counts[getattr(flow, side)] += flow.count
        whole = sum(counts.values()) or 1
        ends = max(len({getattr(flow, name) for flow in self.flows}) for name in ("source", "target"))
        tall = min(HEIGHT, HEIGHT_OF_ONE * ends)
        top, nodes = 0.0, []
        for place, (label, count) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0]))):
            height = max(tall * count / whole, LEAST_HEIGHT)
            x, label_x = (LEFT, LEFT - NODE) if side == "source" else (RIGHT - NODE, RIGHT + NODE)
            nodes.append(Node(label, count, round(top, 2), round(height, 2), place % TONES, x, label_x))
            top += height + GAP
        return nodes


def _ribbon(begins: float, ends: float, thick_left: float, thick_right: float) -> str:
    left, right, middle = LEFT + NODE, RIGHT - NODE, (LEFT + RIGHT) / 2
    return (
        f"M{left:g},{begins:.2f}C{middle:g},{begins:.2f} {middle:g},{ends:.2f} {right:g},{ends:.2f}"
        f"V{ends + thick_right:.2f}"
        f"C{middle:g},{ends + thick_right:.2f} {middle:g},{begins + thick_left:.2f} {left:g},{begins + thick_left:.2f}Z"
    )
