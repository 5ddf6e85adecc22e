"""Which way up the words of a page stand.

Scanners and printers to PDF turn pages by quarters. PDFium gives places on the page as it lies in the file: words that
run up, down or upside down must be turned before their lines are found.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

QUARTER = math.pi / 2
SAMPLES = 7

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A page of ``width`` × ``height`` points as it lies in the file; its words are turned by quarters clockwise."""

    width: float
    height: float
    turns: int = 0

    @property
    def depth(self) -> float:
        """From the top of the page down to its foot, the way its words are read."""
        return self.width if self.turns % 2 else self.height

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the file (y upwards) as left, top, right, bottom the way the words are read (y downwards)."""
        if self.turns == 0:
            return left, self.height - top, right, self.height - bottom
        if self.turns == 1:
            return self.height - top, self.width - right, self.height - bottom, self.width - left
        if self.turns == 2:
            return self.width - right, bottom, self.width - left, top
        return bottom, left, top, right

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file the way the words are read."""
        left, top, _, _ = self.box(x, y, x, y)
        return left, top


def frame_of(page: Any, handle: Any) -> Frame:
    """The frame of a loaded page; ``handle`` is its text. Most of a few characters from all over it decide."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if pdfium.FPDFPage_GetRotation(page) % 2:
        width, height = height, width
    count = pdfium.FPDFText_CountChars(handle)
    places = range(0, count, max(1, count // SAMPLES)) if count > 0 else ()
    angles = Counter(round(pdfium.FPDFText_GetCharAngle(handle, place) / QUARTER) % 4 for place in places)
    return Frame(width, height, angles.most_common(1)[0][0] if angles else 0)
