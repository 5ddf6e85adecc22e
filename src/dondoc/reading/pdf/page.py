"""The lines of one PDF page, with their places, from PDFium's text layer.

A call into PDFium costs about a microsecond, and a page has thousands of characters, so boxes are asked for only at the
two ends of a line; words are measured one by one only where a line is wider than its words are.
"""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from dondoc.reading.letters import clean, squeeze
from dondoc.reading.lines.line import Line, Segment
from dondoc.reading.lines.widths import ems
from dondoc.reading.pdf.frame import Frame

WIDE_GAP = 1.4
FEW_BLANKS = 6
JUSTIFIED_BLANK = 0.4
STEP = 0.6
ASCENT = 0.8
DESCENT = 0.2
LEAST_SIZE = 2.0
SMALL = 0.8
NAME_BYTES = 128
FORCE_BOLD = 0x40000
ITALIC = 0x40
# PDFium parts lines by CR LF, but leaves a line that ends in a hyphen (U+FFFE or U+0002) joined to the next.
_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Place:
    """A box in points, y downwards from the top of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top


class TextLayer:
    """Asks PDFium about the characters of one page; index is that of the character in ``text``."""

    def __init__(self, handle: Any, frame: Frame) -> None:
        self._handle = handle
        self._frame = frame
        self._upright = frame.turns == 0
        self._height = frame.height
        self._rect = pdfium.FS_RECTF()
        self._rect_ref = ctypes.byref(self._rect)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._x_ref, self._y_ref = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name = ctypes.create_string_buffer(NAME_BYTES)
        self._flags = ctypes.c_int()
        self.text = self._load()

    def _load(self) -> str:
        count = pdfium.FPDFText_CountChars(self._handle)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = pdfium.FPDFText_GetText(self._handle, 0, count, buffer) - 1
        text = bytes(buffer)[: max(0, written) * 2].decode("utf-16-le", "surrogatepass")
        if len(text) == count:
            return text
        return "".join(chr(pdfium.FPDFText_GetUnicode(self._handle, index) & 0xFFFF) for index in range(count))

    def box(self, index: int) -> Place:
        rect = self._rect
        pdfium.FPDFText_GetLooseCharBox(self._handle, index, self._rect_ref)
        if self._upright:
            return Place(rect.left, self._height - rect.top, rect.right, self._height - rect.bottom)
        return Place(*self._frame.box(rect.left, rect.bottom, rect.right, rect.top))

    def baseline(self, index: int) -> float:
        """How far down the page the line stands that a character stands on; boxes differ from letter to letter."""
        pdfium.FPDFText_GetCharOrigin(self._handle, index, self._x_ref, self._y_ref)
        return self._height - self._y.value if self._upright else self._frame.point(self._x.value, self._y.value)[1]

    def size(self, index: int, height: float) -> float:
        """Font size in points; the height of the box where the file sets fonts of size 1 and scales them."""
        size = float(pdfium.FPDFText_GetFontSize(self._handle, index))
        return size if size >= LEAST_SIZE else height

    def is_small(self, index: int, other: int) -> bool:
        """Whether a character is set much smaller than another, as the marks of notes are."""
        one = float(pdfium.FPDFText_GetFontSize(self._handle, index))
        two = float(pdfium.FPDFText_GetFontSize(self._handle, other))
        if one == two == 1.0:
            one, two = self.box(index).height, self.box(other).height
        return one < SMALL * two

    def style(self, index: int) -> tuple[bool, bool]:
        """Whether a character is bold, and whether it is italic, by the name and flags of its font."""
        length = pdfium.FPDFText_GetFontInfo(self._handle, index, self._name, NAME_BYTES, ctypes.byref(self._flags))
        name = self._name.value if 0 < length <= NAME_BYTES else b""
        flags = self._flags.value
        return b"Bold" in name or bool(flags & FORCE_BOLD), bool(flags & ITALIC) or b"Italic" in name


@dataclass(slots=True, eq=False)
class PageLine:
    """A line as PDFium gives it: where it stands in the text layer, its box, its words apart where gaps are wide.

    ``start`` and ``end`` are equal for a line put together from several places of the text layer.
    """

    start: int
    end: int
    place: Place
    line: Line


def page_lines(layer: TextLayer, page: int) -> list[PageLine]:
    """The lines of a page in the order of the file, which in documents from word processors is reading order."""
    found: list[PageLine] = []
    for match in _LINE.finditer(layer.text):
        raw = match[0]
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        if end <= start:
            continue
        first, last = layer.box(start), layer.box(end - 1)
        if _is_level(first, last):
            found.append(_page_line(layer, start, end, (first, last), page))
            continue
        for begin, stop in _steps(layer, start, end):
            found.append(_page_line(layer, begin, stop, (layer.box(begin), layer.box(stop - 1)), page))
    return found


def _is_level(first: Place, last: Place) -> bool:
    """Whether a line ends at the height at which it begins, and further to the right."""
    return abs(last.bottom - first.bottom) < STEP * max(first.height, last.height) and last.right > first.left


def _steps(layer: TextLayer, start: int, end: int) -> list[tuple[int, int]]:
    """A line cut where its words step down or back: PDFium does not part very short words of different lines."""
    pieces: list[tuple[int, int]] = []
    before: Place | None = None
    for match in _WORD.finditer(layer.text, start, end):
        box = layer.box(match.start())
        if before and abs(box.bottom - before.bottom) < STEP * box.height and box.left > before.left:
            pieces[-1] = (pieces[-1][0], match.end())
        else:
            pieces.append(match.span())
        before = box
    return pieces


def _page_line(layer: TextLayer, start: int, end: int, ends: tuple[Place, Place], page: int) -> PageLine:
    first, last = ends
    text = squeeze(clean(layer.text[start:end]))
    size = layer.size(start, max(first.height, last.height))
    baseline = layer.baseline(start)
    bold, italic = layer.style(start)
    if bold and end - start > 1:
        bold = layer.style(end - 1)[0]
    segments: tuple[Segment, ...] = (Segment(text, first.left, last.right),)
    if _is_gapped(text, (last.right - first.left) / size):
        segments = _segments(layer, start, end, size)
    place = Place(first.left, baseline - ASCENT * size, last.right, baseline + DESCENT * size)
    line = Line(text, page, place.left, place.right, None, baseline, bold, italic, round(size, 1), segments)
    return PageLine(start, end, place, line)


def _is_gapped(text: str, width: float) -> bool:
    """Whether a line is so much wider (in ems) than its words that a gap must stand in it.

    A justified line is wider too, but by little at each of its blanks.
    """
    extra, blanks = width - ems(text), text.count(" ")
    return extra > WIDE_GAP and (blanks < FEW_BLANKS or extra > JUSTIFIED_BLANK * blanks)


def _segments(layer: TextLayer, start: int, end: int, size: float) -> tuple[Segment, ...]:
    """The words of a line, put together but for gaps wider than ``WIDE_GAP`` ems."""
    found: list[Segment] = []
    for match in _WORD.finditer(layer.text, start, end):
        left, right = layer.box(match.start()).left, layer.box(match.end() - 1).right
        word = clean(match[0])
        if found and left - found[-1].right < WIDE_GAP * size:
            found[-1] = Segment(f"{found[-1].text} {word}", found[-1].left, right)
        else:
            found.append(Segment(word, left, right))
    return tuple(found)
