"""The lines that a PDF page draws: the rules of tables, from its path objects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from dondoc.reading.pdf.frame import Frame

THIN = 3.0
SHORTEST = 6.0
RECTANGLE = 5
MAX_OBJECTS = 20_000
MAX_SEGMENTS = 4_000


@dataclass(slots=True, eq=False)
class Edge:
    """A straight rule: ``at`` is its y (horizontal) or x (vertical), from ``start`` to ``end`` along the other axis."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Rules:
    """Rules of a page in points, y downwards; ``picture`` is the area of its pictures in square points,
    ``shapes`` is how many objects of any kind it draws."""

    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    picture: float = 0.0
    shapes: int = 0

    def add_box(self, left: float, top: float, right: float, bottom: float) -> None:
        """Adds a thin box as the rule that it is drawn for."""
        width, height = right - left, bottom - top
        if height <= THIN and width >= SHORTEST:
            self.horizontal.append(Edge((top + bottom) / 2, left, right))
        elif width <= THIN and height >= SHORTEST:
            self.vertical.append(Edge((left + right) / 2, top, bottom))

    def add_frame(self, left: float, top: float, right: float, bottom: float) -> None:
        self.horizontal += [Edge(top, left, right), Edge(bottom, left, right)]
        self.vertical += [Edge(left, top, bottom), Edge(right, top, bottom)]


class RuleReader:
    """Walks the objects of pages; its buffers are used again from page to page."""

    def __init__(self) -> None:
        self._bounds = [ctypes.c_float() for _ in range(4)]
        self._refs = [ctypes.byref(value) for value in self._bounds]
        self._fill = ctypes.c_int()
        self._stroke = ctypes.c_int()

    def read(self, page: Any, frame: Frame) -> Rules:
        """The rules of a page, the way its words are read."""
        rules = Rules()
        count = min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)
        rules.shapes = count
        for index in range(count):
            shape = pdfium.FPDFPage_GetObject(page, index)
            kind = pdfium.FPDFPageObj_GetType(shape)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(shape, frame, rules)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(shape, *self._refs):
                left, bottom, right, top = (value.value for value in self._bounds)
                rules.picture += (right - left) * (top - bottom)
        return rules

    def _path(self, shape: Any, frame: Frame, rules: Rules) -> None:
        if not pdfium.FPDFPageObj_GetBounds(shape, *self._refs):
            return
        left, bottom, right, top = (value.value for value in self._bounds)
        box = frame.box(left, bottom, right, top)
        if right - left <= THIN or top - bottom <= THIN:
            rules.add_box(*box)
            return
        pdfium.FPDFPath_GetDrawMode(shape, ctypes.byref(self._fill), ctypes.byref(self._stroke))
        segments = pdfium.FPDFPath_CountSegments(shape)
        if self._stroke.value and segments <= RECTANGLE:
            rules.add_frame(*box)
        elif segments > RECTANGLE:
            for start, end in _strokes(shape, min(segments, MAX_SEGMENTS)):
                (x1, y1), (x2, y2) = frame.point(*start), frame.point(*end)
                rules.add_box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _strokes(shape: Any, count: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight pieces of a path as pairs of points on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(shape, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    last = first = (0.0, 0.0)
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
        last = point
