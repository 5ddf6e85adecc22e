"""A text file into pages of lines."""

from __future__ import annotations

import re

from dondoc.reading.letters import squeeze
from dondoc.reading.lines.folio import folio
from dondoc.reading.lines.line import Line, Segment
from dondoc.reading.lines.widths import columns

FORM_FEED = "\f"
TAB = 8
_GAP = re.compile(r" {3,}")
LONE_SPACE = 1
# Text taken out of a PDF keeps the rule over footnotes as a run of blanks or low lines.
RULE = 20
# Pages of at least this many lines are looked through for what stains on a scan read as.
SCANNED = 10


def pages(text: str) -> list[list[Line]]:
    """Lines by page: parted by form feeds, or by lone page numbers that count up where there are none."""
    lines = [line for number, page in enumerate(text.split(FORM_FEED)) for line in _lines(page, number)]
    if FORM_FEED not in text.rstrip("\f\n "):
        _number_pages(lines)
    grouped: dict[int, list[Line]] = {}
    for line in lines:
        grouped.setdefault(line.page, []).append(line)
    return list(grouped.values())


def _lines(page: str, number: int) -> list[Line]:
    lines: list[Line] = []
    blanks: int | None = None
    ruled = False
    for row, raw in enumerate(page.split("\n")):
        line = _line(raw, number, row, blanks)
        if line is None:
            blanks = None if blanks is None else blanks + 1
            ruled = ruled or len(raw) >= RULE
            continue
        line.ruled, ruled = ruled, False
        lines.append(line)
        blanks = 0
    return [line for line in lines if len(lines) < SCANNED or not _is_speck(line.text)]


def _line(raw: str, page: int, row: int, above: int | None) -> Line | None:
    text = raw.expandtabs(TAB).rstrip()
    if not text.strip("_ "):
        return None
    segments = _segments(text)
    words = squeeze(text)
    left = segments[0].left
    right = left + columns(words) if len(segments) == 1 else segments[-1].right
    return Line(words, page, left, right, above, top=row, segments=segments, raw=text)


def _is_speck(text: str) -> bool:
    """Whether a line is what a stain on a scanned page reads as: a sign or two around at most one letter."""
    signs = text.replace(" ", "")
    letters = sum(char.isalnum() for char in signs)
    return len(signs) <= 4 and letters <= 1 and not any(char.isdigit() for char in signs)


def _segments(text: str) -> tuple[Segment, ...]:
    found: list[Segment] = []
    start = len(text) - len(text.lstrip())
    for gap in _GAP.finditer(text, start):
        found.append(Segment(squeeze(text[start : gap.start()]), start, gap.start()))
        start = gap.end()
    found.append(Segment(squeeze(text[start:]), start, len(text)))
    return tuple(found)


def _number_pages(lines: list[Line]) -> None:
    """Counts pages up at lone numbers 2, 3, 4 … (or 1, 2, 3 … at the foot) that stand apart from the text."""
    numbered = [(index, number) for index, line in enumerate(lines) if (number := _lone_number(line)) is not None]
    expected = 1 if numbered and numbered[0][1] == 1 else 2
    at_foot = expected == 1
    page = 0
    turns = {}
    for index, number in numbered:
        if number == expected:
            turns[index] = number
            expected += 1
    for index, line in enumerate(lines):
        page += 1 if index in turns and not at_foot else 0
        line.page = page
        page += 1 if index in turns and at_foot else 0


def _lone_number(line: Line) -> int | None:
    return folio(line.text) if line.above is None or line.above >= LONE_SPACE else None
