"""A stretch of text as the language room hands it out."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half open ``[start, end)`` in the characters of the text that was given; ``reading.text.Span(*span)`` fits."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: tuple[int, int]) -> bool:
        return self.start < other[1] and other[0] < self.end
