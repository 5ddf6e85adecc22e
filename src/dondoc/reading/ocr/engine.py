"""Tesseract, kept for the next page: one a process, with the Vietnamese data of the system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import tesserocr
from PIL import Image
from tesserocr import RIL

from dondoc.reading.ocr.picture import DPI, Grey

PLACES = ("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata")
LANGUAGE = "vie"
TURNS = "osd"
SMALLER = 2 / 3
"""Tesseract sees pages at 200 dots an inch: its network reads lines 36 pixels high, and the marks over letters survive
Lanczos' way of making them smaller better than its own (a quarter fewer wrong words on real scans)."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its box in pixels; ``confidence`` from 0 to 100; ``line`` counts the lines of the page."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    baseline: float
    confidence: float
    line: int


def data_folder() -> str | None:
    """The folder of Tesseract's data with Vietnamese in it, None where it is not installed."""
    given = os.environ.get("TESSDATA_PREFIX")
    places = (given, *PLACES) if given else PLACES
    return next((place for place in places if (Path(place) / f"{LANGUAGE}.traineddata").exists()), None)


def words_of(grey: Grey, *, block: bool = False) -> list[Word]:
    """The words of a page at ``DPI``, or of a ``block`` of lines under each other, line by line. Raises RuntimeError
    where Tesseract cannot be started."""
    with _looking_at(grey, tesserocr.PSM.SINGLE_BLOCK if block else tesserocr.PSM.AUTO) as engine:
        engine.Recognize()
        return [_enlarged(word) for word in _words(engine.GetIterator())]


def stamps_of(ink: Grey) -> list[str]:
    """Short lines of letters wherever they stand on a picture of stamped ink. Raises RuntimeError as above."""
    with _looking_at(ink, tesserocr.PSM.SPARSE_TEXT) as engine:
        text = engine.GetUTF8Text()
    return [line.strip() for line in text.splitlines() if line.strip()]


def quarter_turns(grey: Grey) -> int | None:
    """By how many quarter turns against the clock a page must be turned to stand upright; None where it has too few
    letters to tell."""
    engine = _turner()
    if engine is None:
        return None
    engine.SetImage(Image.fromarray(grey))
    try:
        found = engine.DetectOrientationScript()
    finally:
        engine.Clear()
    return round(float(found["orient_deg"]) / 90) % 4 if found else None


@cache
def _turner() -> Any:
    folder = data_folder()
    if folder is None or not (Path(folder) / f"{TURNS}.traineddata").exists():
        return None
    return tesserocr.PyTessBaseAPI(path=folder, lang=TURNS, psm=tesserocr.PSM.OSD_ONLY)


@contextmanager
def _looking_at(grey: Grey, layout: int) -> Iterator[Any]:
    engine = _engine()
    engine.SetPageSegMode(layout)
    picture = Image.fromarray(grey)
    size = round(picture.width * SMALLER), round(picture.height * SMALLER)
    engine.SetImage(picture.resize(size, Image.Resampling.LANCZOS))
    engine.SetSourceResolution(round(DPI * SMALLER))
    try:
        yield engine
    finally:
        engine.Clear()


def _enlarged(word: Word) -> Word:
    left, top, right, bottom = (round(edge / SMALLER) for edge in (word.left, word.top, word.right, word.bottom))
    return replace(word, left=left, top=top, right=right, bottom=bottom, baseline=word.baseline / SMALLER)


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    engine = tesserocr.PyTessBaseAPI(path=data_folder(), lang=LANGUAGE, psm=tesserocr.PSM.AUTO)
    engine.SetVariable("tessedit_do_invert", "0")
    return engine


def _words(iterator: Any) -> Iterator[Word]:
    line = -1
    for item in tesserocr.iterate_level(iterator, RIL.WORD) if iterator else ():
        if item.Empty(RIL.WORD):
            continue
        if item.IsAtBeginningOf(RIL.TEXTLINE):
            line += 1
        text = item.GetUTF8Text(RIL.WORD).strip()
        box = item.BoundingBox(RIL.WORD)
        if not text or box is None:
            continue
        start, end = item.Baseline(RIL.TEXTLINE) or ((0, box[3]), (1, box[3]))
        slope = (end[1] - start[1]) / max(1, end[0] - start[0])
        baseline = start[1] + slope * ((box[0] + box[2]) / 2 - start[0])
        left, top, right, bottom = box
        yield Word(text, left, top, right, bottom, baseline, item.Confidence(RIL.WORD), line)
