"""What was recognised on a picture as the face of the page: boxes of the straightened picture laid back on the page."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dondoc.reading.faces import Face, FaceWord
from dondoc.reading.letters import clean
from dondoc.reading.ocr.engine import Word

PRECISION = 5
"""Digits of a share: a tenth of a pixel on a page of A4 at 300 dots an inch."""


def face_of(
    words: Sequence[Word], shape: tuple[int, int], *, page: int, angle: float, turn: int, confidence: float
) -> Face:
    """``shape`` is (height, width) of the picture in pixels; its lines climbed by ``angle`` degrees before it was
    straightened about its middle."""
    height, width = shape
    back = _Back(width, height, math.radians(-angle))
    placed = tuple(back.word(word) for word in words if word.right > word.left and word.bottom > word.top)
    return Face(page, turn, placed, round(confidence, 1))


class _Back:
    """Lays boxes of the straightened picture on the crooked one."""

    def __init__(self, width: int, height: int, turned: float) -> None:
        self.width, self.height = width, height
        self.sine, self.cosine = math.sin(turned), math.cos(turned)

    def word(self, word: Word) -> FaceWord:
        x, y = self._point((word.left + word.right) / 2, (word.top + word.bottom) / 2)
        across, down = (word.right - word.left) / 2, (word.bottom - word.top) / 2
        return FaceWord(
            clean(word.text),
            _share(x - across, self.width),
            _share(y - down, self.height),
            _share(x + across, self.width),
            _share(y + down, self.height),
        )

    def _point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the straightened picture stood before it was turned about the middle."""
        x, y = x - self.width / 2, y - self.height / 2
        return x * self.cosine - y * self.sine + self.width / 2, x * self.sine + y * self.cosine + self.height / 2


def _share(value: float, whole: int) -> float:
    return round(min(1.0, max(0.0, value / whole)), PRECISION)
