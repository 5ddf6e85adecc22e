"""The words of a page: each cell of its ruled tables is recognised by itself, and what was overlooked once more.

Cells that stand side by side have their lines at different heights. Taken for lines of one text they run into each
other, and the number in a narrow first column is overlooked. So are, outside of tables, the one word on the last
line of a paragraph and numbers that hang left of their text.
"""

from __future__ import annotations

import re
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

LEAST_ROW = 3
LINES_APART = 6
WORDS_APART = 45
LOWEST, HIGHEST = 24, 90
"""Pixels at 300 dots an inch: of ink in a row, between lines, between words; the height of letters with their marks."""
MOST_PLACES = 6
"""On one line; what has more is a drawing."""
HANGING = 120
"""Pixels between a number and the text that it hangs beside."""
_HANGING = re.compile(r"\d{1,2}")
_SAYS = re.compile(r"\d|[^\W\d_]{2}")
CLEAR = 88.0
"""The confidence (of 100) from which on what is recognised at the second look is a word, no stroke of a pen."""


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
        words += _overlooked(outside, words)
    for grid in found:
        for box in grid.boxes:
            words += _moved(_cell(printed, grid, box, points), _next_line(words))
    return words


def _cell(printed: Grey, grid: Grid, box: Box, points: float) -> Iterator[Word]:
    """The words of one cell, in pixels of the page."""
    yield from _block(printed, _pixels(grid, (box.row, box.column, box.row_span, box.column_span), points))


def _overlooked(printed: Grey, words: Sequence[Word]) -> list[Word]:
    """Words on a page in places where there is ink as high as letters but no word, each place a line of its own."""
    rest = printed.copy()
    for word in words:
        rest[max(0, word.top - SPARED) : word.bottom + SPARED, max(0, word.left - SPARED) : word.right + SPARED] = WHITE
    ink = np.asarray(rest < INK)
    found: list[Word] = []
    for top, bottom in _runs(np.asarray(ink.sum(axis=1) >= LEAST_ROW), LINES_APART):
        if not LOWEST <= bottom - top <= HIGHEST:
            continue
        for left, right in _runs(np.asarray(ink[top:bottom].any(axis=0)), WORDS_APART)[:MOST_PLACES]:
            line = _next_line(found or words)
            place = _moved(_block(rest, (left, top, right, bottom)), line)
            found += [_numbering(word, words) for word in place if word.confidence >= CLEAR and _SAYS.search(word.text)]
    return found


def _numbering(word: Word, words: Sequence[Word]) -> Word:
    """The word; if it is a number that hangs left of a line of text, with the stop that was taken for a word there."""
    if not _HANGING.fullmatch(word.text):
        return word
    middle = (word.top + word.bottom) / 2
    beside = [other for other in words if other.top < middle < other.bottom and other.text[:1].isalpha()]
    first = min(beside, key=lambda other: other.left, default=None)
    hangs = first and 0 < first.left - word.right < HANGING and first.text[:1].isupper()
    return replace(word, text=f"{word.text}.") if hangs else word


def _runs(marked: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """Where stretches of what is marked begin and end, gaps of at most ``gap`` bridged."""
    at = np.flatnonzero(marked)
    if not at.size:
        return []
    cuts = np.flatnonzero(np.diff(at) > gap)
    starts, ends = at[np.concatenate(([0], cuts + 1))], at[np.concatenate((cuts, [at.size - 1]))]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _block(printed: Grey, place: tuple[int, int, int, int]) -> Iterator[Word]:
    """The words within left, top, right and bottom, in pixels of the page."""
    left, top, right, bottom = place
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
