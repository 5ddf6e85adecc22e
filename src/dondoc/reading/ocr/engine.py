"""Tesseract, kept for the next page: one a process, with the Vietnamese data of the system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
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


def words_of(grey: Grey) -> list[Word]:
    """The words of a page at ``DPI``, line by line. Raises RuntimeError where Tesseract cannot be started."""
    engine = _engine()
    engine.SetImage(Image.fromarray(grey))
    engine.SetSourceResolution(DPI)
    try:
        engine.Recognize()
        return list(_words(engine.GetIterator()))
    finally:
        engine.Clear()


def stamps_of(ink: Grey) -> list[str]:
    """Short lines of letters wherever they stand on a picture of stamped ink. Raises RuntimeError as above."""
    engine = _engine()
    engine.SetPageSegMode(tesserocr.PSM.SPARSE_TEXT)
    try:
        engine.SetImage(Image.fromarray(ink))
        engine.SetSourceResolution(DPI)
        text = engine.GetUTF8Text()
    finally:
        engine.Clear()
        engine.SetPageSegMode(tesserocr.PSM.AUTO)
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


@cache
def _engine() -> Any:
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    engine = tesserocr.PyTessBaseAPI(path=data_folder(), lang=LANGUAGE, psm=tesserocr.PSM.AUTO)
    engine.SetVariable("tessedit_do_invert", "0")
    return engine


def _words(iterator: Any) -> Iterator[Word]:
    line = -1
    for item in tesserocr.iterate_level(iterator, RIL.WORD) if iterator else ():
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
