"""The face of a page: its words and where the eye sees them, so that words of the text can be shown on its picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaceWord:
    """A word and its box as shares of the page's width and height, from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Face:
    """The words of a page in the order of the file.

    ``page`` counts from 0. ``turn`` is how many quarter turns against the clock the page takes to stand upright as its
    words do; boxes are those on the upright page. ``confidence`` from 0 to 100 is how sure recognition was of the
    page, None where the file itself gave the words.
    """

    page: int
    turn: int
    words: tuple[FaceWord, ...]
    confidence: float | None = None
