"""Rules into grids: which rules belong to one table, and which cells they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dondoc.reading.pdf.rules import Edge, Rules

TOUCH = 3.5
FEWEST = 3
MAX_EDGES = 6_000


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A cell: its place in the grid and its extent, rows and columns counted from 0."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A ruled table on one page: edges of columns (x) and rows (y) in points, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.xs[0] - TOUCH <= x <= self.xs[-1] + TOUCH and self.ys[0] - 1 <= y <= self.ys[-1] + 1

    def column(self, x: float) -> int:
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def row(self, y: float) -> int:
        return min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)


def grids(rules: Rules) -> list[Grid]:
    """The tables that rules draw, from the top of the page down; frames of one cell are no tables."""
    if not FEWEST <= len(rules.vertical) <= MAX_EDGES or not 2 <= len(rules.horizontal) <= MAX_EDGES:
        return []
    horizontal, vertical = _joined(rules.horizontal), _joined(rules.vertical)
    found = [_grid(across, down) for across, down in _groups(horizontal, vertical)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.ys[0])


def _clusters(values: Iterable[float]) -> list[float]:
    """Values within touch of each other as one (their mean)."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= TOUCH:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _joined(edges: Sequence[Edge]) -> list[Edge]:
    """Rules drawn piece by piece along one line put together."""
    lines = _clusters(edge.at for edge in edges)
    by_line: dict[float, list[Edge]] = {}
    for edge in edges:
        by_line.setdefault(_nearest(lines, edge.at), []).append(edge)
    joined: list[Edge] = []
    for at, pieces in by_line.items():
        pieces.sort(key=lambda edge: edge.start)
        start, end = pieces[0].start, pieces[0].end
        for piece in pieces[1:]:
            if piece.start <= end + TOUCH:
                end = max(end, piece.end)
                continue
            joined.append(Edge(at, start, end))
            start, end = piece.start, piece.end
        joined.append(Edge(at, start, end))
    return joined


def _nearest(lines: Sequence[float], value: float) -> float:
    index = bisect_right(lines, value)
    return min(lines[max(0, index - 1) : index + 1], key=lambda line: abs(line - value))


def _groups(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Rules that touch each other, directly or through others."""
    parent = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, across in enumerate(horizontal):
        for j, down in enumerate(vertical, len(horizontal)):
            if _meet(across, down):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = {}
    for i, edge in enumerate(horizontal):
        groups.setdefault(root(i), ([], []))[0].append(edge)
    for j, edge in enumerate(vertical, len(horizontal)):
        groups.setdefault(root(j), ([], []))[1].append(edge)
    return list(groups.values())


def _meet(across: Edge, down: Edge) -> bool:
    return across.start - TOUCH <= down.at <= across.end + TOUCH and down.start - TOUCH <= across.at <= down.end + TOUCH


def _grid(horizontal: Sequence[Edge], vertical: Sequence[Edge]) -> Grid | None:
    xs, ys = _clusters(edge.at for edge in vertical), _clusters(edge.at for edge in horizontal)
    if len(xs) < FEWEST or len(ys) < 2:
        return None
    boxes = _boxes(xs, ys, horizontal, vertical)
    return Grid(tuple(xs), tuple(ys), boxes) if len(boxes) > 1 else None


def _boxes(
    xs: Sequence[float], ys: Sequence[float], horizontal: Sequence[Edge], vertical: Sequence[Edge]
) -> tuple[Box, ...]:
    taken: set[tuple[int, int]] = set()
    boxes: list[Box] = []
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            middle = (ys[row] + ys[row + 1]) / 2
            wide = _extent(vertical, xs, column, middle)
            tall = _extent(horizontal, ys, row, (xs[column] + xs[column + 1]) / 2)
            taken.update((r, c) for r in range(row, row + tall) for c in range(column, column + wide))
            boxes.append(Box(row, column, tall, wide))
    return tuple(boxes)


def _extent(edges: Sequence[Edge], lines: Sequence[float], start: int, along: float) -> int:
    """How many steps a cell runs on until a rule crosses ``along`` at the next line."""
    end = start + 1
    while end < len(lines) - 1 and not any(
        abs(edge.at - lines[end]) <= TOUCH and edge.start - 1 <= along <= edge.end + 1 for edge in edges
    ):
        end += 1
    return end - start
