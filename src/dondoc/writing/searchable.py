"""A scan as a PDF/A whose words can be found and copied: the picture of each page, its words unseen above it.

ISO 19005-2, level B: colours by a profile that the file carries, no font that would have to be drawn, metadata in XMP.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import ImageCms

DESCENT = 0.2
"""Share of a word's height that stands below its line."""
ADVANCE = 0.5
"""Width of every letter in ems; each word is then stretched to its box."""
PRODUCER = "Đôn Đốc"
_BLOCK = 100
"""Ranges in one block of a CMap (Adobe Technical Note 5014)."""


class PlacedWord(NamedTuple):
    """A word and its box as shares of the page's width and height from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page: its picture as JPEG in three colours with so many pixels, its size in points, its words."""

    picture: bytes
    pixels: tuple[int, int]
    size: tuple[float, float]
    words: Sequence[PlacedWord]


def searchable(pages: Iterable[ScannedPage], title: str, made: datetime) -> bytes:
    """The file. ``made`` is when, with its time zone; at least one page must come."""
    with Pdf.new() as pdf:
        font = pdf.make_indirect(_font(pdf))
        for page in pages:
            _add(pdf, page, font)
        _declare(pdf, title, made)
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue()


def _add(pdf: Pdf, page: ScannedPage, font: pikepdf.Object) -> None:
    width, height = page.size
    picture = Stream(
        pdf,
        page.picture,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=page.pixels[0],
        Height=page.pixels[1],
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Picture Do Q\n"
    words = "".join(_shown(page))
    content = Stream(pdf, f"{drawn}BT 3 Tr\n{words}ET\n".encode("ascii"))
    resources = Dictionary(XObject=Dictionary(Picture=picture), Font=Dictionary(Words=font))
    place = Array([0, 0, round(width, 2), round(height, 2)])
    pdf.pages.append(
        pikepdf.Page(
            Dictionary(Type=Name.Page, MediaBox=place, Resources=resources, Contents=pdf.make_indirect(content))
        )
    )


def _shown(page: ScannedPage) -> Iterator[str]:
    """The operators that set each word, unseen, over its print."""
    width, height = page.size
    for word in page.words:
        across, down = (word.right - word.left) * width, (word.bottom - word.top) * height
        letters = word.text.encode("utf-16-be")
        if across <= 0 or down <= 0 or not letters:
            continue
        stretch = 100 * across / (len(letters) / 2 * ADVANCE * down)
        x, y = word.left * width, height - word.bottom * height + DESCENT * down
        yield f"/Words {down:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {x:.2f} {y:.2f} Tm <{letters.hex()}> Tj\n"


def _font(pdf: Pdf) -> Dictionary:
    """A font without letters: codes are UTF-16, every letter is as wide as the other. As it is never drawn, ISO
    19005-2, 6.2.11.4.1 asks for no font program."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.Unseen,
        Flags=5,
        FontBBox=Array([0, -200, 500, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    system = Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0)
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name.Unseen,
        CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=round(1000 * ADVANCE),
        CIDToGIDMap=Name.Identity,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name.Unseen,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(letters)]),
        ToUnicode=Stream(pdf, _to_unicode().encode("ascii")),
    )


def _to_unicode() -> str:
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    blocks = [ranges[start : start + _BLOCK] for start in range(0, len(ranges), _BLOCK)]
    mapped = "\n".join(f"{len(block)} beginbfrange\n" + "\n".join(block) + "\nendbfrange" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Unseen-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{mapped}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _declare(pdf: Pdf, title: str, made: datetime) -> None:
    """Profile of colours and metadata, in which the file says that it is PDF/A-2b."""
    profile = Stream(pdf, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB"),
        Info=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Lang = String("vi")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as words:
        words["pdfaid:part"] = "2"
        words["pdfaid:conformance"] = "B"
        words["dc:title"] = title
        words["pdf:Producer"] = PRODUCER
        words["xmp:CreateDate"] = words["xmp:ModifyDate"] = made.isoformat(timespec="seconds")
