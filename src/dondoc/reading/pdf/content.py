"""One page of a PDF: its lines and tables from the top down, and its notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from dondoc.reading.draft import DraftNote
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.faces import Face
from dondoc.reading.lines.item import Item
from dondoc.reading.pdf.frame import frame_of
from dondoc.reading.pdf.grid import Grid, grids
from dondoc.reading.pdf.notes import take_notes
from dondoc.reading.pdf.overlay import fill_in
from dondoc.reading.pdf.page import PageLine, TextLayer, page_lines
from dondoc.reading.pdf.rules import RuleReader, Rules
from dondoc.reading.pdf.tables import table_of

MAX_SHAPES = 200
DRAWING = 300
DEEPEST = 5
SILENT = frozenset((pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP))


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on a page; ``items`` are from the top down.

    ``text`` is all that its text layer holds, ``picture`` the share of the page that its pictures cover, all of
    it where the page is drawn of very many shapes, as letters turned into curves are;
    ``boxes`` the words of stamps that stand outside of the flow, ``face`` what was seen where, on a page that had to be
    recognised.
    """

    items: list[Item] = field(default_factory=list)
    notes: list[DraftNote] = field(default_factory=list)
    text: str = ""
    picture: float = 0.0
    boxes: tuple[str, ...] = ()
    face: Face | None = None


class PageReader:
    """Reads the pages of one open document."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._rules = RuleReader()

    def read(self, index: int) -> PageContent:
        """The content of a page. Raises ``ReadingError`` (BROKEN) where PDFium cannot load it."""
        page = self._load(index)
        try:
            handle = pdfium.FPDFText_LoadPage(page)
            try:
                return self._content(page, handle, index)
            finally:
                pdfium.FPDFText_ClosePage(handle)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _load(self, index: int) -> Any:
        """The page with its annotations drawn into it: numbers and dates are often stamped as form fields."""
        page = pdfium.FPDF_LoadPage(self._document, index)
        if page and _has_written_annotations(page) and pdfium.FPDFPage_Flatten(page, 0) == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(self._document, index)
        if not page:
            raise ReadingError(Reason.BROKEN)
        return page

    def _content(self, page: Any, handle: Any, index: int) -> PageContent:
        frame = frame_of(page, handle)
        layer, height = TextLayer(handle, frame), frame.depth
        lines = page_lines(layer, index)
        if index == 0:
            lines = fill_in(layer, lines, height)
        rules = self._rules.read(page, frame)
        area = max(1.0, frame.width * frame.height)
        picture = 1.0 if rules.shapes > DRAWING else rules.picture / area
        return content_of(layer, lines, rules, page=index, height=height, picture=picture)


def content_of(
    layer: TextLayer, lines: Sequence[PageLine], rules: Rules, *, page: int, height: float, picture: float
) -> PageContent:
    """The lines of a page, its notes taken out and its tables put together by the rules."""
    body, notes = take_notes(layer, lines, page, height)
    found = grids(rules) if body else []
    return PageContent(_items(layer, body, found, page), notes, layer.text, picture)


def _has_written_annotations(page: Any) -> bool:
    """Whether a page has annotations that print words; drawing them in costs a second load of the page."""
    return any(_is_written(page, index) for index in range(pdfium.FPDFPage_GetAnnotCount(page)))


def _is_written(page: Any, index: int) -> bool:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    try:
        if pdfium.FPDFAnnot_GetSubtype(annotation) in SILENT:
            return False
        count = pdfium.FPDFAnnot_GetObjectCount(annotation)
        return count > MAX_SHAPES or any(_holds_words(pdfium.FPDFAnnot_GetObject(annotation, n)) for n in range(count))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _holds_words(shape: Any, depth: int = 0) -> bool:
    """Whether a shape is text, or a form with text in it; a picture of a seal or of a signature is neither."""
    kind = pdfium.FPDFPageObj_GetType(shape)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        return bool(kind == pdfium.FPDF_PAGEOBJ_TEXT)
    count = pdfium.FPDFFormObj_CountObjects(shape)
    if depth > DEEPEST or count > MAX_SHAPES:
        return True
    return any(_holds_words(pdfium.FPDFFormObj_GetObject(shape, n), depth + 1) for n in range(count))


def _items(layer: TextLayer, lines: Sequence[PageLine], found: Sequence[Grid], page: int) -> list[Item]:
    """Lines and tables by the height at which they begin."""
    placed: list[tuple[float, float, Item]] = []
    inside: list[list[PageLine]] = [[] for _ in found]
    for item in lines:
        x, y = (item.place.left + item.place.right) / 2, (item.place.top + item.place.bottom) / 2
        number = next((number for number, grid in enumerate(found) if grid.holds(x, y)), None)
        if number is None:
            placed.append((item.line.top, item.line.left, item.line))
        else:
            inside[number].append(item)
    for grid, words in zip(found, inside, strict=True):
        if words:
            placed.append((grid.ys[0], grid.xs[0], table_of(layer, grid, words, page)))
    return [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]
