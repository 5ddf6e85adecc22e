"""Pictures of the pages of a file, upright, and the faces of the pages that carry a text of their own."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps, ImageSequence

from dondoc.reading.faces import Face, FaceWord
from dondoc.reading.letters import clean
from dondoc.reading.pdf.frame import Frame, frame_of
from dondoc.reading.pdf.page import TextLayer

POINTS = 72
MOST_PIXELS = 40_000_000
"""Of a picture that is drawn; a page that would have more is drawn smaller."""
PRECISION = 5
ORIENTATION = 0x0112
SIDEWAYS = frozenset((5, 6, 7, 8))
"""Values of EXIF's orientation for a picture that lies on its side."""
_WORD = re.compile(r"[^\s\ufffe\x02]+")


class NotDrawn(Exception):
    """The file has no pages that can be drawn, or not so many."""


def is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def draw(data: bytes, pages: Sequence[int], *, width: int | None = None, dpi: int | None = None) -> Iterator[Any]:
    """The pages as pictures (Pillow), ``width`` pixels wide or ``dpi`` dots an inch, as they lie in the file.

    Raises NotDrawn for a file that is neither PDF nor picture, is broken or has no such page.
    """
    try:
        yield from _draw_pdf(data, pages, width, dpi) if is_pdf(data) else _draw_picture(data, pages, width)
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, IndexError, Image.DecompressionBombError) as error:
        raise NotDrawn from error


def upright(picture: Image.Image, turn: int) -> Image.Image:
    """A picture turned by quarters against the clock."""
    return picture.rotate(90 * turn, expand=True) if turn % 4 else picture


def _draw_pdf(data: bytes, pages: Sequence[int], width: int | None, dpi: int | None) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for index in pages:
            page = document[index]
            across, down = page.get_size()
            scale = dpi / POINTS if dpi else (width or across) / max(1.0, min(across, down))
            scale = min(scale, (MOST_PIXELS / max(1.0, across * down)) ** 0.5)
            yield page.render(scale=scale).to_pil().convert("RGB")


def _draw_picture(data: bytes, pages: Sequence[int], width: int | None) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # How large a picture may be was checked when it was read.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        opened = Image.open(io.BytesIO(data))
        for index in pages:
            opened.seek(index)
            picture = (ImageOps.exif_transpose(opened) or opened).convert("RGB")
            if width and min(picture.size) > width:
                scale = width / min(picture.size)
                size = round(picture.width * scale), round(picture.height * scale)
                picture = picture.resize(size, Image.Resampling.LANCZOS)
            yield picture


def sizes(data: bytes) -> list[tuple[float, float]]:
    """Width and height of each page as ``draw`` draws it, in a unit of the file's. Raises NotDrawn as ``draw`` does."""
    try:
        if is_pdf(data):
            with pypdfium2.PdfDocument(data) as document:
                return [document.get_page_size(index) for index in range(len(document))]
        with Image.open(io.BytesIO(data)) as picture:
            return [_size(frame) for frame in ImageSequence.Iterator(picture)]
    except (pypdfium2.PdfiumError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NotDrawn from error


def _size(frame: Image.Image) -> tuple[float, float]:
    lies = frame.getexif().get(ORIENTATION, 1) in SIDEWAYS
    return (frame.height, frame.width) if lies else (frame.width, frame.height)


def faces(data: bytes, pages: Sequence[int]) -> list[Face]:
    """The faces of pages of a PDF by its own text; of a picture none. Raises NotDrawn as ``draw`` does."""
    if not is_pdf(data):
        return []
    try:
        with pypdfium2.PdfDocument(data) as document:
            return [_face(document.raw, index) for index in pages]
    except pypdfium2.PdfiumError as error:
        raise NotDrawn from error


def _face(document: Any, index: int) -> Face:
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        raise NotDrawn
    if pdfium.FPDFPage_Flatten(page, 0) == pdfium.FLATTEN_SUCCESS:
        pdfium.FPDF_ClosePage(page)
        page = pdfium.FPDF_LoadPage(document, index)
    handle = pdfium.FPDFText_LoadPage(page)
    try:
        frame = frame_of(page, handle)
        turn = (frame.turns - pdfium.FPDFPage_GetRotation(page)) % 4
        return Face(index, turn, tuple(_words(TextLayer(handle, frame), frame)))
    finally:
        pdfium.FPDFText_ClosePage(handle)
        pdfium.FPDF_ClosePage(page)


def _words(layer: TextLayer, frame: Frame) -> Iterator[FaceWord]:
    across, down = max(1.0, frame.height if frame.turns % 2 else frame.width), max(1.0, frame.depth)
    for match in _WORD.finditer(layer.text):
        first, last = layer.box(match.start()), layer.box(match.end() - 1)
        left, right = first.left / across, last.right / across
        if right <= left:
            continue
        top, bottom = min(first.top, last.top) / down, max(first.bottom, last.bottom) / down
        yield FaceWord(
            clean(match[0]), *(round(min(1.0, max(0.0, share)), PRECISION) for share in (left, top, right, bottom))
        )
