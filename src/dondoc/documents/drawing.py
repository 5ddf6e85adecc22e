"""The child process that draws the pages of a file: what it opens came from outside, so it is bounded and may die.

``python -m dondoc.documents.drawing`` takes a ``Job`` as JSON on its standard input. It imports no Django.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from dondoc.documents.confinement import confine
from dondoc.documents.drawn import COPY, FACES, Copy, Job, pack, picture_name, unpack
from dondoc.reading.drawing import NotDrawn, draw, faces, is_pdf, sizes, upright
from dondoc.reading.faces import Face
from dondoc.writing.searchable import PlacedWord, ScannedPage, searchable

MEMORY = 2 * 1024**3
QUALITY = 72
COPY_DPI = 200
COPY_WIDTH = 1654
"""Pixels of A4 at ``COPY_DPI``: as wide as a photograph is made."""
COPY_QUALITY = 65
A4 = 595.3
"""Points."""
NOT_DRAWN = 3
"""Exit status for a file whose pages cannot be drawn."""


def work(job: Job) -> None:
    """Write the faces of all pages, once, and the pictures asked for. Raises NotDrawn."""
    data, folder = Path(job.source).read_bytes(), Path(job.folder)
    folder.mkdir(parents=True, exist_ok=True)
    known = folder / FACES
    if not known.exists():
        drawn = sizes(data)
        packed = [pack(face) for face in faces(data, range(len(drawn)))]
        _write(known, json.dumps({"sizes": drawn, "faces": packed}, ensure_ascii=False).encode())
    found = json.loads(known.read_bytes())
    turns = {str(page): turn for page, turn, *_ in found["faces"]} | job.turns
    pages = [page for page in job.pages if 0 <= page < len(found["sizes"])]
    for page, picture in zip(pages, draw(data, pages, width=job.width), strict=True):
        out = io.BytesIO()
        upright(picture, turns.get(str(page), 0)).save(out, "WEBP", quality=QUALITY)
        _write(folder / picture_name(page), out.getvalue())
    if job.copy is not None:
        faces_of = {packed[0]: packed for packed in (*found["faces"], *job.copy.faces)}
        sheets = _scanned(data, found["sizes"], {page: unpack(packed) for page, packed in faces_of.items()})
        _write(folder / COPY, searchable(sheets, job.copy.title, datetime.fromisoformat(job.copy.made)))


def _scanned(data: bytes, sizes: list[tuple[float, float]], faces: dict[int, Face]) -> Iterator[ScannedPage]:
    """All pages, each drawn when it is its turn."""
    drawn = draw(data, range(len(sizes)), dpi=COPY_DPI, width=COPY_WIDTH)
    for page, (picture, (across, down)) in enumerate(zip(drawn, sizes, strict=True)):
        face = faces.get(page) or Face(page, 0, ())
        sheet = upright(picture, face.turn)
        out = io.BytesIO()
        sheet.save(out, "JPEG", quality=COPY_QUALITY)
        # A picture has no size on paper: its shorter side is taken for that of A4.
        scale = 1.0 if is_pdf(data) else A4 / max(1.0, min(across, down))
        width, height = (down, across) if face.turn % 2 else (across, down)
        words = [PlacedWord(word.text, word.left, word.top, word.right, word.bottom) for word in face.words]
        yield ScannedPage(out.getvalue(), sheet.size, (width * scale, height * scale), words)


def _write(place: Path, data: bytes) -> None:
    """Whole or not at all."""
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).replace(place)


def main() -> None:
    confine(MEMORY)
    try:
        job = json.load(sys.stdin)
        copy = Copy(**job.pop("copy")) if job.get("copy") else None
        work(Job(**{**job, "copy": copy}))
    except NotDrawn:
        sys.exit(NOT_DRAWN)


if __name__ == "__main__":
    main()
