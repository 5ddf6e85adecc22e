"""Reads a PDF that has a text layer, through PDFium."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dondoc.reading.draft import assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.lines.flow import flow
from dondoc.reading.lines.folio import drop_folios
from dondoc.reading.lines.line import Line
from dondoc.reading.pdf.page import PageLine, TextLayer, page_lines
from dondoc.reading.text import Text

SLACK = 0.012
PASSWORD_CODES = frozenset((pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY))
# Fewer letters than this on a page on average is a stamp or a page number over a picture, not a text layer.
LETTERS_A_PAGE = 20


def read(data: bytes, limits: Limits) -> Text:
    """The text of a PDF. Raises ``ReadingError``: BROKEN, ENCRYPTED, TOO_MANY_PAGES, NO_TEXT."""
    document = _open(data)
    try:
        count = len(document)
        if count > limits.pages:
            raise ReadingError(Reason.TOO_MANY_PAGES, limit=str(limits.pages))
        pages = [_page(document, index) for index in range(count)]
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) < LETTERS_A_PAGE * max(1, count):
        raise ReadingError(Reason.NO_TEXT)
    drafts, notes = flow(drop_folios(pages), slack=SLACK, placed=True)
    return assemble(drafts, notes, kind="pdf", paged=True)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise ReadingError(Reason.ENCRYPTED if code in PASSWORD_CODES else Reason.BROKEN) from error


def _page(document: Any, index: int) -> list[Line]:
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        raise ReadingError(Reason.BROKEN)
    try:
        handle = pdfium.FPDFText_LoadPage(page)
        try:
            layer = TextLayer(handle, pdfium.FPDF_GetPageHeightF(page))
            return _spaced(page_lines(layer, index))
        finally:
            pdfium.FPDFText_ClosePage(handle)
    finally:
        pdfium.FPDF_ClosePage(page)


def _spaced(found: list[PageLine]) -> list[Line]:
    """The lines with the blank space above each, in heights of a line."""
    for before, after in pairwise(found):
        height = max(1.0, after.place.height)
        gap = (after.place.top - before.place.bottom) / height
        after.line.above = gap if gap > -0.5 else None
    return [item.line for item in found]
