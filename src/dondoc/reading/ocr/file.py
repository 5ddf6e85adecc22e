"""Reads a picture file: a page that was photographed or scanned to .jpg, .png or .tif (which may hold many pages)."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.ocr.picture import DPI
from dondoc.reading.pdf import scans
from dondoc.reading.pdf.content import PageContent
from dondoc.reading.pdf.reader import text_of
from dondoc.reading.text import Text

MOST_PIXELS = 100_000_000
"""Of one picture as it came; the cameras of phones make 50 million."""
SHEET = 8.27
"""Inches: what is photographed is taken for a sheet of A4, upright or lying."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a picture file, as ``recognised`` asks for those of a PDF."""

    pictures: list[Image.Image]

    def __getitem__(self, index: int) -> Image.Image:
        return self.pictures[index]


def read(data: bytes, limits: Limits) -> Text:
    """The text of a picture. Raises ``ReadingError``: BROKEN, TOO_LARGE, TOO_MANY_SCANS, NO_TESSERACT, NO_TEXT."""
    if not scans.can_recognise():
        raise ReadingError(Reason.NO_TESSERACT)
    pictures = _opened(data, limits)
    empty = [PageContent() for _ in pictures]
    pages, told = scans.recognised(_Pages(pictures), empty, range(len(pictures)), limits, _recognise)
    return text_of(pages, told, kind="picture")


def _recognise(picture: Any, index: int) -> Any:
    """Recognise a picture as wide as a sheet at ``DPI``, whatever its resolution."""
    upright = ImageOps.exif_transpose(picture) or picture
    scale = SHEET * DPI / min(upright.size)
    if not 0.9 < scale < 1.1:
        size = round(upright.width * scale), round(upright.height * scale)
        upright = upright.resize(size, Image.Resampling.LANCZOS)
    return scans.recogniser().recognise_picture(upright, index, 72 / DPI)


def _opened(data: bytes, limits: Limits) -> list[Image.Image]:
    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; how large they may be is checked here.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        frames = getattr(picture, "n_frames", 1)
        if frames > limits.scans:
            raise ReadingError(Reason.TOO_MANY_SCANS, limit=str(limits.scans))
        if picture.width * picture.height > MOST_PIXELS:
            raise ReadingError(Reason.TOO_LARGE, limit=f"{MOST_PIXELS // 1_000_000} triệu điểm ảnh")
        return [_plain(frame) for frame in ImageSequence.Iterator(picture)]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise ReadingError(Reason.BROKEN) from error


def _plain(frame: Image.Image) -> Image.Image:
    copy = frame.copy()
    return copy if copy.mode in ("1", "L", "RGB") else copy.convert("RGB")
