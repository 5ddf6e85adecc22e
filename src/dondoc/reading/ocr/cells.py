"""The words of a page with ruled tables: each cell is recognised by itself.

Cells that stand side by side have their lines at different heights. Taken for lines of one text they run into each
other, and the number in a narrow first column is overlooked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from dondoc.reading.ocr.engine import Word, words_of
from dondoc.reading.ocr.picture import INK, Grey, is_printed
from dondoc.reading.pdf.grid import Box, Grid

WHITE = 255
LEAST_INK = 30
"""Pixels at 300 dots an inch: a full stop; what is less is dust."""
AROUND = 20
"""Pixels of white that Tesseract needs around letters."""
SPARED = 4
"""Pixels around the ink of a cell that are kept: faint edges of letters."""


def words_on(printed: Grey, found: Sequence[Grid], points: float) -> list[Word]:
    """The words of a page whose rules are already taken out: those outside of its tables, then those of each cell.

    ``points`` is the size of a pixel. Raises RuntimeError where Tesseract cannot be started.
    """
    words: list[Word] = []
    outside = printed.copy() if found else printed
    for grid in found:
        left, top, right, bottom = _pixels(grid, (0, 0, len(grid.ys) - 1, len(grid.xs) - 1), points)
        outside[top:bottom, left:right] = WHITE
    if is_printed(outside):
        words += words_of(outside)
    for grid in found:
        for box in grid.boxes:
            words += _moved(_cell(printed, grid, box, points), _next_line(words))
    return words


def _cell(printed: Grey, grid: Grid, box: Box, points: float) -> Iterator[Word]:
    """The words of one cell, in pixels of the page."""
    left, top, right, bottom = _pixels(grid, (box.row, box.column, box.row_span, box.column_span), points)
    inside = printed[top:bottom, left:right]
    ink = inside < INK
    if int(np.count_nonzero(ink)) < LEAST_INK:
        return
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    first, start = max(0, int(down[0]) - SPARED), max(0, int(across[0]) - SPARED)
    crop = inside[first : int(down[-1]) + SPARED + 1, start : int(across[-1]) + SPARED + 1]
    x, y = left + start - AROUND, top + first - AROUND
    for word in words_of(np.pad(crop, AROUND, constant_values=WHITE), block=True):
        yield replace(
            word,
            left=word.left + x,
            top=word.top + y,
            right=word.right + x,
            bottom=word.bottom + y,
            baseline=word.baseline + y,
        )


def _pixels(grid: Grid, place: tuple[int, int, int, int], points: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a stretch of a grid: its first row and column, and how many of each."""
    row, column, tall, wide = place
    edges = grid.xs[column], grid.ys[row], grid.xs[column + wide], grid.ys[row + tall]
    left, top, right, bottom = (max(0, round(edge / points)) for edge in edges)
    return left, top, right, bottom


def _next_line(words: Sequence[Word]) -> int:
    return words[-1].line + 1 if words else 0


def _moved(words: Iterator[Word], lines: int) -> list[Word]:
    return [replace(word, line=word.line + lines) for word in words]
