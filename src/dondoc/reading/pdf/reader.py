"""Reads a PDF that has a text layer, through PDFium."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from dondoc.reading.draft import DraftNote, assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.lines.flow import flow
from dondoc.reading.lines.folio import drop_folios
from dondoc.reading.lines.line import Line
from dondoc.reading.pdf.notes import take_notes
from dondoc.reading.pdf.page import TextLayer, page_lines
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
        read_pages = [_page(document, index) for index in range(count)]
    finally:
        document.close()
    pages = [lines for lines, _ in read_pages]
    if sum(len(line.text) for page in pages for line in page) < LETTERS_A_PAGE * max(1, count):
        raise ReadingError(Reason.NO_TEXT)
    notes = [note for _, found in read_pages for note in found]
    return assemble(flow(drop_folios(pages), slack=SLACK, placed=True), notes, kind="pdf", paged=True)


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise ReadingError(Reason.ENCRYPTED if code in PASSWORD_CODES else Reason.BROKEN) from error


def _page(document: Any, index: int) -> tuple[list[Line], list[DraftNote]]:
    """The lines and the footnotes of a page."""
    page = pdfium.FPDF_LoadPage(document.raw, index)
    if not page:
        raise ReadingError(Reason.BROKEN)
    try:
        handle = pdfium.FPDFText_LoadPage(page)
        try:
            height = pdfium.FPDF_GetPageHeightF(page)
            layer = TextLayer(handle, height)
            body, notes = take_notes(layer, page_lines(layer, index), index, height)
            return [item.line for item in body], notes
        finally:
            pdfium.FPDFText_ClosePage(handle)
    finally:
        pdfium.FPDF_ClosePage(page)
