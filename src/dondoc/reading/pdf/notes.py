"""Footnotes of a PDF page: small lines at the foot that begin with a raised number, and their marks in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.draft import DraftNote
from dondoc.reading.letters import clean, squeeze
from dondoc.reading.lines.join import glue
from dondoc.reading.lines.line import Segment
from dondoc.reading.pdf.page import SMALL, PageLine, TextLayer

_START = re.compile(r"(\d{1,2}|[*†])\s*(?=[^\s.)/,:-])")
LOWER_HALF = 0.4
_NUMBER = re.compile(r"\d{1,2}")


def take_notes(
    layer: TextLayer, lines: Sequence[PageLine], page: int, height: float
) -> tuple[list[PageLine], list[DraftNote]]:
    """The lines of the body, whose marks are taken out, and the notes of the page in order."""
    lines = _attached(lines)
    ordered = sorted(lines, key=lambda item: item.place.bottom)
    first = next((i for i, item in enumerate(ordered) if _starts_note(layer, item, height)), None)
    if first is None:
        return list(lines), []
    notes: list[DraftNote] = []
    for item in ordered[first:]:
        found = _START.match(item.line.text) if not notes or _starts_note(layer, item, height) else None
        if found:
            notes.append(DraftNote(f"{page} {found[1]}", found[1], item.line.text[found.end() :], page))
        else:
            notes[-1].text += glue(notes[-1].text, item.line.text) + item.line.text
    feet = {id(item) for item in ordered[first:]}
    body = [item for item in lines if id(item) not in feet]
    for note in notes:
        _take_mark(layer, body, note)
    return body, notes


def _attached(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines with small numbers that PDFium took for lines of their own put before the words they stand at."""
    joined: list[PageLine] = []
    for item in lines:
        mark = joined[-1] if joined else None
        if mark and _NUMBER.fullmatch(mark.line.text) and _stands_before(mark, item):
            place = replace(item.place, left=mark.place.left)
            line = replace(item.line, text=f"{mark.line.text} {item.line.text}", left=place.left, segments=())
            joined[-1] = PageLine(mark.start, item.end, place, line)
        else:
            joined.append(item)
    return joined


def _stands_before(mark: PageLine, item: PageLine) -> bool:
    size = item.line.size or 1.0
    raised = 0 <= item.line.top - mark.line.top < size
    near = -1 <= item.place.left - mark.place.right < size
    return raised and near and (mark.line.size or size) < SMALL * size


def _starts_note(layer: TextLayer, item: PageLine, height: float) -> bool:
    if item.start == item.end or item.place.top < height * LOWER_HALF or not _START.match(item.line.text):
        return False
    return layer.is_small(item.start, item.end - 1)


def _take_mark(layer: TextLayer, body: Sequence[PageLine], note: DraftNote) -> None:
    pattern = re.compile(rf"(?<![\d.,/-]){re.escape(note.mark)}(?![\d/-])")
    for item in body:
        for found in pattern.finditer(layer.text, item.start, item.end):
            if layer.is_small(found.start(), _other(item, found.start())):
                _cut(layer, item, found.start(), found.end(), note.key)
                return


def _other(item: PageLine, index: int) -> int:
    """A character of the line's own size to compare a mark with: its first, or its last for a mark at the start."""
    return item.start if index > item.start else item.end - 1


def _cut(layer: TextLayer, item: PageLine, start: int, end: int, key: str) -> None:
    """Takes the characters of a mark out of a line."""
    line = item.line
    before = len(squeeze(clean(layer.text[item.start : start])))
    before -= sum(len(other.split(" ")[1]) for offset, other in line.marks if offset < before)
    after = line.text[before:].lstrip()[end - start :]
    line.marks = sorted([*((o - (end - start) * (o > before), k) for o, k in line.marks), (before, key)])
    line.text = line.text[:before] + after
    if len(line.segments) == 1:
        line.segments = (Segment(line.text, line.left, line.right),)
