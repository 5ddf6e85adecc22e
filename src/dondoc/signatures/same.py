"""Whether two states of a PDF show the same pages."""

from __future__ import annotations

import pypdfium2
import pypdfium2.raw as pdfium_raw

SCALE = 0.6
"""Pixels a point: letters of 8 points are still some pixels high."""
MOST = 300
SQUEEZED = {ord(one): None for one in " \t\r\n\x02\xa0-"}

_ANNOTATIONS = frozenset({pdfium_raw.FPDF_ANNOT_WIDGET, pdfium_raw.FPDF_ANNOT_LINK, pdfium_raw.FPDF_ANNOT_POPUP})


def pages_same(before: bytes, after: bytes) -> bool:
    """Whether both have the same pages, pixel by pixel at a coarse scale, and no remark was laid over them; fields and
    signatures are left out of the comparison. False where either cannot be opened."""
    try:
        with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as two:
            if len(one) != len(two) or len(one) > MOST:
                return False
            return all(_same(one[number], two[number]) for number in range(len(one)))
    except pypdfium2.PdfiumError:
        return False


def words_same(before: bytes, after: bytes) -> bool:
    """Whether both have the same pages with the same letters in the same order: for a tool that writes a file anew when
    signing it. Pages without letters must look the same."""
    try:
        with pypdfium2.PdfDocument(before) as one, pypdfium2.PdfDocument(after) as two:
            if len(one) != len(two) or len(one) > MOST:
                return False
            return all(_words(one[number], two[number]) for number in range(len(one)))
    except pypdfium2.PdfiumError:
        return False


def _words(one: pypdfium2.PdfPage, two: pypdfium2.PdfPage) -> bool:
    letters = [page.get_textpage().get_text_bounded().translate(SQUEEZED) for page in (one, two)]
    return letters[0] == letters[1] and (bool(letters[0]) or _picture(one) == _picture(two))


def _same(one: pypdfium2.PdfPage, two: pypdfium2.PdfPage) -> bool:
    return one.get_size() == two.get_size() and _remarks(one) == _remarks(two) and _picture(one) == _picture(two)


def _picture(page: pypdfium2.PdfPage) -> bytes:
    bitmap = page.render(scale=SCALE, may_draw_forms=False, draw_annots=False, grayscale=True)
    return bytes(bitmap.buffer)


def _remarks(page: pypdfium2.PdfPage) -> int:
    """Annotations that cover words: not fields, signatures or links."""
    total = pdfium_raw.FPDFPage_GetAnnotCount(page.raw)
    return sum(_kind(page, number) not in _ANNOTATIONS for number in range(total))


def _kind(page: pypdfium2.PdfPage, number: int) -> int:
    annotation = pdfium_raw.FPDFPage_GetAnnot(page.raw, number)
    kind = pdfium_raw.FPDFAnnot_GetSubtype(annotation)
    pdfium_raw.FPDFPage_CloseAnnot(annotation)
    return int(kind)
