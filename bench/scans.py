"""How well scans are read: documents made into scans at 300 dots an inch, against the same documents as files of words.

Each page is printed to a picture, lies crooked, has noise, uneven light and the losses of JPEG; over the signer's name
stand a red seal and a signature in blue ink. The same document is always spoilt in the same way.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bench.figures import Figure, cpu_seconds
from dondoc.extraction import extract
from dondoc.extraction.contract import contract
from dondoc.extraction.scoring import Score, compare
from dondoc.libreoffice import convert
from dondoc.reading import Text, read, read_path
from dondoc.reading.drawing import draw, faces, sizes
from dondoc.reading.pdf.scans import can_recognise

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (
    ROOT / "src" / "dondoc" / "sample" / "files",
    ROOT / "tests" / "extraction" / "corpus" / "open",
    ROOT.parent / "shared" / "gold" / "dev",
)
"""Documents with what is to be read out of them beside; those of the last folder where they stand there."""
DPI = 300
CONVERT = 120.0
LOSS = 0.05
PAGES_A_MINUTE = 20.0
SEAL = (214, 30, 48)
INK = (38, 52, 150)


def measure() -> list[Figure]:
    """Nothing where Tesseract is not installed."""
    if not can_recognise():
        return []
    words, scanned, pages, took = Score(), Score(), 0, 0.0
    lost: list[float] = []
    for path, gold in documents():
        printed = as_pdf(path)
        spoilt = as_scan(printed, zlib.crc32(path.name.encode()))
        as_words = compare(gold, found(read_path(path), path.name))
        began = cpu_seconds()
        text = read(spoilt, "scan.pdf")
        took += cpu_seconds() - began
        pages += len(text.pages)
        as_scanned = compare(gold, found(text, path.name))
        lost.append(as_words.overall - as_scanned.overall)
        words.merge(as_words)
        scanned.merge(as_scanned)
    return [
        Figure("scans: overall of the documents as words", words.overall, "score"),
        Figure("scans: overall of the same as scans", scanned.overall, "score"),
        Figure("scans: what is lost", words.overall - scanned.overall, "score", LOSS),
        Figure("scans: recognised", pages / took * 60, "pages a minute and core", PAGES_A_MINUTE, least=True),
        Figure("scans: pages", pages, "pages"),
        Figure("scans: documents", len(lost), "documents"),
        Figure("scans: documents that lose more than that", sum(one > LOSS for one in lost), "documents"),
        Figure("scans: what the worst document loses", max(lost), "score"),
    ]


def documents() -> Iterator[tuple[Path, dict[str, Any]]]:
    """The Word and PDF files that have gold beside them."""
    for folder in FOLDERS:
        for gold in sorted(folder.glob("*.gold.json")) if folder.is_dir() else ():
            stem = gold.name.removesuffix(".gold.json")
            for path in (folder / f"{stem}.docx", folder / f"{stem}.pdf"):
                if path.exists():
                    yield path, json.loads(gold.read_text("utf-8"))


def found(text: Text, name: str) -> dict[str, Any]:
    return contract(extract(text), name)


def as_pdf(path: Path) -> bytes:
    data = path.read_bytes()
    return data if path.suffix == ".pdf" else convert(data, path.suffix[1:], "pdf", seconds=CONVERT)


def as_scan(printed: bytes, seed: int) -> bytes:
    """A PDF of nothing but spoilt pictures of the pages."""
    random = np.random.default_rng(seed)
    pages = range(len(sizes(printed)))
    pictures = list(draw(printed, pages, dpi=DPI))
    last = signed_page(printed, pages)
    pictures[last] = signed(pictures[last], foot(printed, last), random)
    spoilt = [spoil(picture, random) for picture in pictures]
    out = io.BytesIO()
    spoilt[0].save(out, "PDF", save_all=True, append_images=spoilt[1:], resolution=DPI)
    return out.getvalue()


def signed_page(printed: bytes, pages: range) -> int:
    """The page with the recipients, and beside them the signature; appendices follow it."""
    with_recipients = [
        face.page
        for face in faces(printed, pages)
        if any((one.text, two.text[:4]) == ("Nơi", "nhận") for one, two in pairwise(face.words))
    ]
    return with_recipients[0] if with_recipients else pages[-1]


def foot(printed: bytes, page: int) -> tuple[float, float]:
    """Where the signer's name ends the page, as shares of its width and height."""
    right = [word for word in faces(printed, [page])[0].words if word.left > 0.5]
    if not right:
        return 0.7, 0.7
    last = max(right, key=lambda word: word.bottom)
    return (last.left + last.right) / 2, last.top


def signed(picture: Image.Image, place: tuple[float, float], random: np.random.Generator) -> Image.Image:
    """A seal that lies over the left third of the signature, and the signature."""
    x, y = place[0] * picture.width, place[1] * picture.height - 0.4 * DPI
    seal = Image.new("RGB", picture.size, "white")
    pen = ImageDraw.Draw(seal)
    middle = x - 0.35 * DPI, y
    for radius, width in ((0.68, 14), (0.62, 5), (0.40, 5)):
        size = radius * DPI
        box = (middle[0] - size, middle[1] - size, middle[0] + size, middle[1] + size)
        pen.ellipse(box, outline=SEAL, width=width)
    for turn in np.linspace(0, 2 * np.pi, 36):
        across, down = middle[0] + np.cos(turn) * 0.51 * DPI, middle[1] + np.sin(turn) * 0.51 * DPI
        pen.rectangle((across - 9, down - 12, across + 9, down + 12), outline=SEAL, width=5)
    steps = np.cumsum(random.normal(0, 0.13, (14, 2)), axis=0) * DPI + (x, y)
    pen.line([tuple(step) for step in steps], fill=INK, width=8, joint="curve")
    return ImageChops.multiply(picture, seal)


def spoil(picture: Image.Image, random: np.random.Generator) -> Image.Image:
    """What a scanner in an office makes of a sheet."""
    angle = float(np.clip(random.normal(0, 0.8), -2, 2))
    crooked = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(250, 249, 246))
    blurred = crooked.filter(ImageFilter.GaussianBlur(0.7))
    light = np.linspace(1.0, random.uniform(0.88, 0.97), picture.width)[None, :, None]
    noisy = np.asarray(blurred, dtype=np.float32) * light + random.normal(0, 9, (picture.height, picture.width, 1))
    specks = random.integers(0, (picture.height - 4, picture.width - 4), (60, 2))
    for down, across in specks:
        noisy[down : down + 3, across : across + 3] = 60
    stream = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(stream, "JPEG", quality=60)
    return Image.open(io.BytesIO(stream.getvalue())).convert("RGB")
