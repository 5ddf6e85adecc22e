"""A page of a PDF that is a picture: recognised, and read like any other page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from PIL import Image

from dondoc.reading.ocr.cells import words_on
from dondoc.reading.ocr.engine import Word, data_folder, quarter_turns, stamps_of
from dondoc.reading.ocr.face import face_of
from dondoc.reading.ocr.layer import PictureLayer
from dondoc.reading.ocr.picture import (
    DPI,
    Grey,
    evenly_lit,
    only_colour,
    skew,
    straight,
    without_colour,
    without_specks,
)
from dondoc.reading.ocr.rules import rules_of
from dondoc.reading.ocr.slips import mended
from dondoc.reading.ocr.strokes import counted
from dondoc.reading.pdf.content import PageContent, content_of
from dondoc.reading.pdf.grid import grids
from dondoc.reading.pdf.page import page_lines
from dondoc.reading.pdf.rules import Rules

__all__ = ["data_folder", "recognise", "recognise_picture"]

MOST_PIXELS = 30_000_000
"""An A3 page at ``DPI`` has 17 million; larger pages are recognised at a lower resolution."""
SURE = 78.0
"""Print that lies on its side or upside down is recognised with less confidence than this."""
LEVELS = {"MAT": "MẬT", "TOI MAT": "TỐI MẬT", "TUYET MAT": "TUYỆT MẬT"}
"""Law on Protection of State Secrets 2018, Article 8."""
_LETTERS = re.compile(r"[A-Z]{2,}")
WHITE = 255
MARGIN = 3


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised on a page; ``confidence`` is the mean of its words, from 0 to 100."""

    content: PageContent
    confidence: float
    words: Sequence[Word]
    shape: tuple[int, int]
    angle: float


def recognise(page: Any, index: int) -> Recognised:
    """Recognise a page of PDFium's. Raises RuntimeError where Tesseract breaks down."""
    width, height = page.get_size()
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    return recognise_picture(page.render(scale=scale).to_pil(), index, 1 / scale)


def recognise_picture(picture: Image.Image, index: int, points: float) -> Recognised:
    """Recognise a picture of a page whose pixels are of a size of ``points``. Raises RuntimeError as above."""
    grey = evenly_lit(without_colour(picture))
    found, turn = _recognise(grey, index, points), 0
    for other in () if found.confidence >= SURE or not found.words else _turns(grey):
        turned = _recognise(np.rot90(grey, other), index, points)
        if turned.confidence > found.confidence:
            found, turn = turned, other
    face = face_of(found.words, found.shape, page=index, angle=found.angle, turn=turn, confidence=found.confidence)
    return replace(found, content=replace(found.content, boxes=_stamps(picture, turn), face=face))


def _turns(grey: Grey) -> Sequence[int]:
    """The quarter turns worth trying on a page that is hard to read as it lies."""
    known = quarter_turns(grey)
    return (1, 2, 3) if known is None else (known,) if known else ()


def _stamps(picture: Image.Image, turn: int) -> tuple[str, ...]:
    """The levels of secrecy that are stamped on a page in colour, which is dropped before its print is recognised."""
    ink = only_colour(picture)
    lines = stamps_of(np.rot90(ink, turn)) if ink is not None else []
    plain = (" ".join(_LETTERS.findall(_unmarked(line))) for line in lines)
    return tuple(LEVELS[words] for words in plain if words in LEVELS)


def _unmarked(words: str) -> str:
    """The words in capitals without marks, which stamps lose first."""
    return "".join(sign for sign in unicodedata.normalize("NFD", words.upper()) if not unicodedata.combining(sign))


def _recognise(grey: Grey, index: int, points: float) -> Recognised:
    angle = skew(grey)
    grey = without_specks(straight(grey, angle))
    rules = rules_of(grey, points)
    printed = _unruled(grey, rules, points)
    words = mended(counted(words_on(printed, grids(rules), points), printed))
    layer = PictureLayer(words, grey, points)
    height = grey.shape[0] * points
    content = content_of(layer, page_lines(layer, index), rules, page=index, height=height, picture=1.0)
    return Recognised(content, _confidence(words), words, grey.shape, angle)


def _confidence(words: list[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _unruled(grey: Grey, rules: Rules, points: float) -> Grey:
    """The picture without the rules of its tables: they are taken for letters, and cells for pictures."""
    blank = grey.copy()
    for edge in rules.horizontal:
        at, start, end = (round(value / points) for value in (edge.at, edge.start, edge.end))
        blank[max(0, at - MARGIN) : at + MARGIN + 1, max(0, start - MARGIN) : end + MARGIN + 1] = WHITE
    for edge in rules.vertical:
        at, start, end = (round(value / points) for value in (edge.at, edge.start, edge.end))
        blank[max(0, start - MARGIN) : end + MARGIN + 1, max(0, at - MARGIN) : at + MARGIN + 1] = WHITE
    return blank
