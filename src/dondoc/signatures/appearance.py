"""How a signature looks on the page, and where it stands (Decree 30/2020/NĐ-CP, Annex I, II.7.đ and II.8.b): the
picture of the person's signature between the title and the name; the red seal of the agency over its left third."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

import fontpkg_be_vietnam_pro
import pypdfium2
from PIL import Image, ImageDraw, ImageFont, UnidentifiedImageError

from dondoc.signatures.look import LARGEST_PICTURE

PERSON = (130.0, 52.0)
"""Width and height in points of the space between title and name."""
SEAL = 102.0
"""36 mm in points, the usual size of a seal."""
GAP = 3.0
_SCALE = 4
_FONT = Path(fontpkg_be_vietnam_pro.__file__).parent / "files" / "BeVietnamPro-Regular.ttf"
_BLUE = (24, 52, 148, 255)


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page in points from its lower left corner; ``page`` counts from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def find_place(pdf: bytes, name: str, *, seal: bool) -> Box | None:
    """Above the last place where the signer's name is printed; None where it is not found."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in reversed(range(len(document))):
            found = _last(document[number], name)
            if found is not None:
                left, _, right, top = found
                return _box(number, (left + right) / 2, top + GAP, seal)
    return None


def _last(page: pypdfium2.PdfPage, name: str) -> tuple[float, float, float, float] | None:
    words = page.get_textpage()
    search = words.search(name, match_case=True)
    last = None
    while (one := search.get_next()) is not None:
        last = one
    if last is None:
        return None
    boxes = [words.get_charbox(index) for index in range(last[0], last[0] + last[1])]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _box(page: int, middle: float, bottom: float, seal: bool) -> Box:
    width, height = PERSON
    left = middle - width / 2
    if not seal:
        return Box(page, left, bottom, left + width, bottom + height)
    # The seal covers the left third of the signature and stands out to its left.
    right = left + width / 3
    centre = bottom + height / 2
    return Box(page, right - SEAL, centre - SEAL / 2, right, centre + SEAL / 2)


def picture(image: bytes | None, signer: str, at: datetime) -> Image.Image:
    """What is drawn: the picture that was given, else name and time (ISO 8601) in blue. Raises ValueError for a picture
    that cannot be read."""
    if image is None:
        return _written(signer, at)
    if len(image) > LARGEST_PICTURE:
        raise ValueError("the picture is too large")
    try:
        with Image.open(BytesIO(image), formats=["PNG"]) as opened:
            if opened.width * opened.height > 4_000_000:
                raise ValueError("the picture has too many pixels")
            return opened.convert("RGBA")
    except (UnidentifiedImageError, OSError) as error:
        raise ValueError("not a PNG picture") from error


def _written(signer: str, at: datetime) -> Image.Image:
    width, height = (round(side * _SCALE) for side in PERSON)
    drawn = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    pen = ImageDraw.Draw(drawn)
    lines = ["Đã ký số", signer, at.isoformat(timespec="seconds")]
    for row, words in enumerate(lines):
        size = 11 * _SCALE
        font = ImageFont.truetype(str(_FONT), size)
        while size > 5 * _SCALE and font.getlength(words) > width - 8 * _SCALE:
            size -= 2
            font = ImageFont.truetype(str(_FONT), size)
        pen.text((4 * _SCALE, (2 + row * 16) * _SCALE), words, font=font, fill=_BLUE)
    pen.rectangle((0, 0, width - 1, height - 1), outline=_BLUE, width=_SCALE)
    return drawn
