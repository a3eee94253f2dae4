"""Ties between things: each on a circle, a line between two that share something, as thick as they share much."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH, HEIGHT, RADIUS = 900.0, 480.0, 200.0
LEAST_DOT, MOST_DOT, MOST_LINE = 6.0, 22.0, 14.0
NAME_GAP = 10.0


@dataclass(frozen=True)
class Node:
    key: int
    label: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Tie:
    """What ``first`` and ``second`` (keys of nodes) share."""

    first: int
    second: int
    count: int


@dataclass(frozen=True)
class DrawnNode:
    """``label_x`` and ``anchor`` put the name on the outside of the circle."""

    node: Node
    x: float
    y: float
    radius: float
    label_x: float
    anchor: str


@dataclass(frozen=True)
class DrawnTie:
    tie: Tie
    words: str
    path: str
    width: float
    label_x: float
    label_y: float


@dataclass(frozen=True)
class TieChart:
    """Nodes and ties under a title that states the finding; ``counted`` and ``shared`` say what the counts are."""

    title: str
    first_heading: str
    counted: str
    shared: str
    nodes: Sequence[Node]
    ties: Sequence[Tie]
    remark: str = ""

    width, height = WIDTH, HEIGHT

    def drawn_nodes(self) -> list[DrawnNode]:
        most = max((node.count for node in self.nodes), default=0) or 1
        drawn = []
        for node, (x, y) in zip(self.nodes, self._places(), strict=True):
            radius = round(LEAST_DOT + (MOST_DOT - LEAST_DOT) * (node.count / most) ** 0.5, 2)
            is_right = x >= WIDTH / 2
            gap = radius + NAME_GAP
            drawn.append(
                DrawnNode(node, x, y, radius, x + gap if is_right else x - gap, "start" if is_right else "end")
            )
        return drawn

    def drawn_ties(self) -> list[DrawnTie]:
        """The thickest first, so that thin ones lie above them."""
        most = max((tie.count for tie in self.ties), default=0) or 1
        places = {node.key: place for node, place in zip(self.nodes, self._places(), strict=True)}
        names = {node.key: node.label for node in self.nodes}
        drawn = []
        for tie in sorted(self.ties, key=lambda each: -each.count):
            (ax, ay), (bx, by) = places[tie.first], places[tie.second]
            words = f"{names[tie.first]} – {names[tie.second]}: {tie.count}"
            width = round(max(1.5, MOST_LINE * tie.count / most), 2)
            middle = round((ax + bx) / 2, 2), round((ay + by) / 2, 2)
            drawn.append(DrawnTie(tie, words, f"M{ax:g},{ay:g}L{bx:g},{by:g}", width, *middle))
        return drawn

    def rows(self) -> list[tuple[Node, Node, int]]:
        """Pairs that share something, the most first."""
        nodes = {node.key: node for node in self.nodes}
        found = [(nodes[tie.first], nodes[tie.second], tie.count) for tie in self.ties]
        return sorted(found, key=lambda row: (-row[2], row[0].label, row[1].label))

    def _places(self) -> list[tuple[float, float]]:
        """Clockwise from the right of the top, so that two stand side by side and not one above the other."""
        turn = 2 * pi / max(len(self.nodes), 1)
        angles = [turn * (place + 0.5) - pi / 2 for place in range(len(self.nodes))]
        return [
            (round(WIDTH / 2 + RADIUS * cos(angle), 2), round(HEIGHT / 2 + RADIUS * sin(angle), 2)) for angle in angles
        ]
