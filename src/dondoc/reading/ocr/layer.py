"""The words recognised on a picture, answering as the text layer of a PDF page does, so that lines, notes and tables
are found in the same way on both."""

from __future__ import annotations

import statistics
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from dondoc.reading.letters import clean
from dondoc.reading.lines.widths import ems
from dondoc.reading.ocr.engine import Word
from dondoc.reading.ocr.picture import INK, Grey
from dondoc.reading.pdf.page import Place, TextLayer

LINE_BREAK = "\r\n"
LEAST_LETTERS = 3
BOLD = 1.22
BOLD_SHORT = 1.35
FEW_LETTERS = 6
"""How much thicker than the usual stroke of the page bold print is, relative to its size, on a line and on one of few
letters, whose size is not known well."""


class PictureLayer(TextLayer):
    """Characters and their places on a page that was recognised; ``points`` is the size of a pixel."""

    def __init__(self, words: Sequence[Word], grey: Grey, points: float) -> None:
        self._points = points
        self._words: list[Word] = []
        self._sizes: list[float] = []
        self._bold: list[bool] = []
        self._starts: list[int] = []
        self.text = self._write(words, grey)

    def _write(self, words: Sequence[Word], grey: Grey) -> str:
        lines = [list(group) for _, group in groupby(words, key=lambda word: word.line)]
        strokes = [_stroke(line, grey) * self._points for line in lines]
        sizes = self._sizes_of(lines)
        thickness = [stroke / size for stroke, size in zip(strokes, sizes, strict=True)]
        usual = statistics.median(thickness) if thickness else 0.0
        parts: list[str] = []
        length = 0
        for line, size, thick in zip(lines, sizes, thickness, strict=True):
            short = sum(len(word.text) for word in line) < FEW_LETTERS
            bold = thick > (BOLD_SHORT if short else BOLD) * usual
            for index, word in enumerate(line):
                self._starts.append(length)
                self._words.append(word)
                self._sizes.append(size)
                self._bold.append(bold)
                parts.append(word.text + (" " if index < len(line) - 1 else LINE_BREAK))
                length += len(parts[-1])
        return "".join(parts)

    def _sizes_of(self, lines: Sequence[Sequence[Word]]) -> list[float]:
        """The font sizes of lines in points: how wide their words are set; that which is usual on the page, or the
        height of taller letters, where they have no word that is long enough."""
        known = [_size_of(line) for line in lines]
        usual = statistics.median([size for size in known if size] or [0.0])
        tall = (max(word.bottom - word.top for word in line) for line in lines)
        sizes = (size or max(usual, height) for size, height in zip(known, tall, strict=True))
        return [round(size * self._points * 2) / 2 for size in sizes]

    def _at(self, index: int) -> int:
        return max(0, bisect_right(self._starts, index) - 1)

    def box(self, index: int) -> Place:
        number = self._at(index)
        word, points = self._words[number], self._points
        within = min(max(0, index - self._starts[number]), len(word.text) - 1)
        step = (word.right - word.left) / len(word.text)
        left = word.left + within * step
        return Place(left * points, word.top * points, (left + step) * points, word.bottom * points)

    def baseline(self, index: int) -> float:
        return self._words[self._at(index)].baseline * self._points

    def size(self, index: int, height: float) -> float:
        return self._sizes[self._at(index)]

    def is_small(self, index: int, other: int) -> bool:
        """Raised numbers are not told from others on a picture; only whole lines are set smaller."""
        return False

    def style(self, index: int) -> tuple[bool, bool]:
        return self._bold[self._at(index)], False


def _size_of(line: Sequence[Word]) -> float:
    """The font size of a line in pixels, 0 where its words are too short to tell."""
    wide = [
        (word.right - word.left) / ems(text)
        for word in line
        if sum(map(str.isalnum, text := clean(word.text))) >= LEAST_LETTERS
    ]
    return statistics.median(wide) if wide else 0.0


def _stroke(line: Sequence[Word], grey: Grey) -> float:
    """How thick the strokes of a line are, in pixels: ink by the number of places where it begins."""
    ink = starts = 0
    for word in line:
        crop = grey[word.top : word.bottom, word.left : word.right] < INK
        ink += int(crop.sum())
        starts += int(np.count_nonzero(crop[:, 1:] & ~crop[:, :-1])) + int(crop[:, :1].sum())
    return ink / starts if starts else 0.0
