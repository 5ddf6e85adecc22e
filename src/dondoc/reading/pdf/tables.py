"""The words of ruled tables put into their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.draft import DraftBlock, DraftCell, DraftTable
from dondoc.reading.letters import clean
from dondoc.reading.lines.join import paragraphs
from dondoc.reading.lines.line import Line, Measure
from dondoc.reading.lines.rows import merge_rows
from dondoc.reading.pdf.grid import Box, Grid
from dondoc.reading.pdf.page import PageLine, TextLayer
from dondoc.reading.tables import finish_table

PADDING = 5.4
SLACK = 0.02
_WORD = re.compile(r"\S+")


def table_of(layer: TextLayer, grid: Grid, lines: Sequence[PageLine], page: int) -> DraftTable:
    """The table of a grid; ``lines`` are those of the page that stand in it."""
    owner = {
        (row, column): box
        for box in grid.boxes
        for row in range(box.row, box.row + box.row_span)
        for column in range(box.column, box.column + box.column_span)
    }
    words: dict[Box, list[Line]] = {}
    for item in lines:
        for piece in _pieces(layer, item, grid, owner):
            box = owner[grid.row(_middle(item)), grid.column((piece.left + piece.right) / 2)]
            words.setdefault(box, []).append(piece)
    cells = [_cell(box, grid, words.get(box, [])) for box in grid.boxes]
    table = DraftTable(len(grid.ys) - 1, len(grid.xs) - 1, cells, page=page, edges=grid.xs)
    return finish_table(table)


def _middle(item: PageLine) -> float:
    return (item.place.top + item.place.bottom) / 2


def _pieces(layer: TextLayer, item: PageLine, grid: Grid, owner: dict[tuple[int, int], Box]) -> list[Line]:
    """A line, cut where it runs over the edge of a cell."""
    row = grid.row(_middle(item))
    first, last = grid.column(item.place.left + 1), grid.column(item.place.right - 1)
    if owner[row, first] == owner[row, last] or item.start == item.end:
        return [item.line]
    runs: list[tuple[Box, list[str], float, float]] = []
    for match in _WORD.finditer(layer.text, item.start, item.end):
        left, right = layer.box(match.start()).left, layer.box(match.end() - 1).right
        box = owner[row, grid.column((left + right) / 2)]
        if runs and runs[-1][0] is box:
            _, words, begin, _ = runs.pop()
            runs.append((box, [*words, match[0]], begin, right))
        else:
            runs.append((box, [match[0]], left, right))
    return [
        replace(item.line, text=clean(" ".join(words)), left=left, right=right, segments=(), marks=[])
        for _, words, left, right in runs
    ]


def _cell(box: Box, grid: Grid, lines: Sequence[Line]) -> DraftCell:
    left, right = grid.xs[box.column] + PADDING, grid.xs[box.column + box.column_span] - PADDING
    area = Measure(left, right, 0.2, SLACK * (right - left), placed=True)
    blocks: list[DraftBlock] = list(paragraphs(merge_rows(lines), lambda _line: area))
    return DraftCell(box.row, box.column, box.row_span, box.column_span, blocks)
