"""Reads a PDF that has a text layer, through PDFium."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

import pypdfium2
import pypdfium2.raw as pdfium

from dondoc.reading.draft import DraftParagraph, assemble
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.lines.flow import flow
from dondoc.reading.lines.folio import drop_folios
from dondoc.reading.lines.stamps import take_stamps
from dondoc.reading.pdf.content import PageContent, PageReader
from dondoc.reading.pdf.scans import can_recognise, is_picture, recognised
from dondoc.reading.text import Region, Text

# Justified lines end within a hundredth of the line at the right edge.
SLACK = 0.012
PASSWORD_CODES = frozenset((pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY))
# Fewer letters than this on a page on average are page numbers over pictures, not a text layer.
LETTERS_A_PAGE = 20
# PDFium may be called from one thread at a time only.
_PDFIUM = Lock()


def read(data: bytes, limits: Limits) -> Text:
    """The text of a PDF. Raises ``ReadingError``: BROKEN, ENCRYPTED, TOO_LARGE, TOO_MANY_PAGES, NO_TEXT."""
    return text_of(*_pages(data, limits), kind="pdf")


def text_of(pages: Sequence[PageContent], warnings: Sequence[str], *, kind: str) -> Text:
    """The pages as one text. Raises ``ReadingError`` (NO_TEXT, NO_TESSERACT) where there is hardly a letter."""
    notes = [note for page in pages for note in page.notes]
    unstamped, stamps = take_stamps([page.items for page in pages])
    drafts = flow(drop_folios(unstamped), slack=SLACK, placed=True)
    boxes = [
        DraftParagraph(words, page=index, region=Region.BOX) for index, page in enumerate(pages) for words in page.boxes
    ]
    text = assemble([*drafts, *stamps, *boxes], notes, kind=kind, paged=True, warnings=warnings)
    if _body_letters(text) < LETTERS_A_PAGE * len(pages):
        raise ReadingError(Reason.NO_TEXT if can_recognise() else Reason.NO_TESSERACT)
    faces = tuple(page.face for page in pages if page.face)
    return replace(text, faces=faces) if faces else text


def _body_letters(text: Text) -> int:
    """How much text there is beside the stamps of signatures, which signing software sets over scans too."""
    return sum(len(paragraph.span) for paragraph in text.paragraphs() if paragraph.region is Region.BODY)


def _pages(data: bytes, limits: Limits) -> tuple[list[PageContent], list[str]]:
    """The pages, those that are pictures recognised where Tesseract is installed, and what the user is told of it."""
    with _PDFIUM:
        document = _open(data)
        try:
            count = len(document)
            if count > limits.pages:
                raise ReadingError(Reason.TOO_MANY_PAGES, limit=str(limits.pages))
            pages = _layers(PageReader(document.raw), count, limits)
            pictures = [index for index, page in enumerate(pages) if is_picture(page)]
            if not pictures or not can_recognise():
                return pages, []
            return recognised(document, pages, pictures, limits)
        finally:
            document.close()


def _layers(reader: PageReader, count: int, limits: Limits) -> list[PageContent]:
    """What the text layer of each page holds, as long as it is not too much in all."""
    pages: list[PageContent] = []
    characters = 0
    for index in range(count):
        pages.append(reader.read(index))
        characters += len(pages[-1].text)
        if characters > limits.characters:
            raise ReadingError(Reason.TOO_LARGE, limit=limits.characters_label)
    return pages


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise ReadingError(Reason.ENCRYPTED if code in PASSWORD_CODES else Reason.BROKEN) from error
