"""A document as it looks: pictures of its pages, and where on them the words stand that something points at.

Pictures and faces are derived from the untouched file, are made when somebody first looks, and may be thrown away.
"""

from __future__ import annotations

import fcntl
import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from dondoc.documents import store
from dondoc.documents.drawn import COPY, FACES, Copy, Job, pack, picture_name, unpack
from dondoc.documents.layout import enclosures
from dondoc.documents.layout import unpack as unpack_text
from dondoc.documents.models import Attachment, DocumentText, PageFace, StoredFile
from dondoc.documents.rendering import Mark
from dondoc.reading.faces import Face
from dondoc.reading.joining import parts
from dondoc.reading.places import Box, Places
from dondoc.reading.text import Text

log = logging.getLogger(__name__)

WIDTH = 1240
"""Pixels: a page of A4 at 150 dots an inch."""
TOGETHER = 4
"""Pages drawn by one child: starting it costs as much as drawing a page."""
SECONDS = 60.0
COPY_SECONDS = 300.0
DRAWN = frozenset(("pdf", "picture"))
"""Formats (``Text.format``) whose files have pages of their own."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with the marks on it. ``confidence`` from 0 to 100 of one that was recognised; ``ratio`` is width by
    height of its picture."""

    number: int
    marks: tuple[tuple[str, Box], ...]
    ratio: float
    confidence: float | None = None

    @property
    def doubtful(self) -> bool:
        return self.confidence is not None and self.confidence < UNSURE


UNSURE = 75.0


@dataclass(frozen=True, slots=True)
class Leaves:
    """A file of a document as it is shown: its ``sheets``, None where it has none to be drawn and its words are shown;
    ``name`` is empty of the main file."""

    attachment: Attachment
    name: str
    text: Text
    sheets: list[Sheet] | None


def has_pages(text: DocumentText | None) -> bool:
    """Whether any file that a document was read from came as pages that can be shown as they are."""
    if text is None:
        return False
    formats = [text.layout.get("format"), *(one.format for one in enclosures(text.layout))]
    return not DRAWN.isdisjoint(formats)


def is_drawn(text: DocumentText, file: StoredFile) -> bool:
    """Whether one of the files that a document was read from came as pages."""
    own = {one.file: one.format for one in enclosures(text.layout)}
    return own.get(file.sha256, text.layout.get("format")) in DRAWN


def leaves(text: DocumentText, attachments: Sequence[Attachment], marks: Iterable[Mark]) -> list[Leaves]:
    """The files that a document was read from, the main one first, with the boxes of ``marks`` on their pages."""
    held = {one.file.sha256: one for one in reversed(attachments)}
    marks, found = list(marks), []
    for part in parts(unpack_text(text.layout, text.content)):
        attachment = held.get(part.enclosure.file) if part.enclosure else attachments[0]
        if attachment is not None:
            drawn = sheets(part.text, attachment.file, marks) if part.text.format in DRAWN else None
            name = part.enclosure.name if part.enclosure else ""
            found.append(Leaves(attachment, name, part.text, drawn))
    return found


def picture(file: StoredFile, page: int) -> Path | None:
    """The picture of a page (from 0), drawn now where it was not before; None where there is no such page."""
    folder = store.derived(file.sha256)
    place = folder / picture_name(page)
    if not place.exists():
        first = page - page % TOGETHER
        _draw(file, range(first, first + TOGETHER))
    return place if place.exists() else None


def recognised_files(files: Iterable[StoredFile]) -> set[int]:
    """The ids of those files of which pages had to be recognised."""
    found = PageFace.objects.filter(file__in=list(files)).values_list("file", flat=True)
    return set(found.distinct())


def sheets(text: Text, file: StoredFile, marks: Iterable[Mark]) -> list[Sheet]:
    """The pages of a file with the boxes of ``marks``. Empty where it cannot be drawn."""
    recognised = {face.number: face for face in PageFace.objects.filter(file=file)}
    found = _faces(file)
    if found is None:
        return []
    sizes, own = found
    faces = own | {number: row.face() for number, row in recognised.items()}
    places = Places(text, faces.values())
    marked: dict[int, list[tuple[str, Box]]] = {number: [] for number in range(len(sizes))}
    # The shorter lies above: a task's lead on its sentence.
    for mark in sorted(marks, key=lambda mark: mark.start - mark.end):
        for box in places.boxes(mark.start, mark.end):
            marked[box.page].append((mark.id, box))
    sure = {number: row.confidence for number, row in recognised.items()}
    return [
        Sheet(number, tuple(boxes), _ratio(sizes[number], faces.get(number)), sure.get(number))
        for number, boxes in marked.items()
    ]


def searchable(file: StoredFile, title: str) -> Path | None:
    """A PDF/A of the pages of a scan whose words can be found, made now where it was not before; the original stays as
    it came. None for a file of which nothing had to be recognised, or that cannot be drawn."""
    place = store.derived(file.sha256) / COPY
    if not place.exists():
        recognised = [pack(row.face()) for row in PageFace.objects.filter(file=file)]
        if recognised:
            _draw(file, (), Copy(title, timezone.localtime().isoformat(timespec="seconds"), recognised))
    return place if place.exists() else None


def _ratio(size: tuple[float, float], face: Face | None) -> float:
    width, height = size[::-1] if face is not None and face.turn % 2 else size
    return width / max(1.0, height)


def _faces(file: StoredFile) -> tuple[list[tuple[float, float]], dict[int, Face]] | None:
    place = store.derived(file.sha256) / FACES
    if not place.exists():
        _draw(file, range(TOGETHER))
    if not place.exists():
        return None
    found = json.loads(place.read_bytes())
    faces = map(unpack, found["faces"])
    return found["sizes"], {face.page: face for face in faces}


def _draw(file: StoredFile, pages: Iterable[int], copy: Copy | None = None) -> None:
    """Let a child draw pages or make the copy; what it could not make is not there afterwards."""
    folder = store.derived(file.sha256)
    with _alone(folder):
        missing = [page for page in pages if not (folder / picture_name(page)).exists()]
        if not missing and (folder / (COPY if copy else FACES)).exists():
            return
        turns = dict(PageFace.objects.filter(file=file, number__in=missing).values_list("number", "turn"))
        source = store.path_of(file.sha256)
        job = Job(str(source), str(folder), missing, WIDTH, {str(page): turn for page, turn in turns.items()}, copy)
        command = [sys.executable, "-m", "dondoc.documents.drawing"]
        seconds = COPY_SECONDS if copy else SECONDS
        try:
            subprocess.run(command, input=job.dump().encode(), timeout=seconds, check=True, capture_output=True)
        except (subprocess.SubprocessError, OSError) as error:
            log.warning("pages of %s were not drawn: %s", file.sha256[:12], error)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One at a time draws the pages of a file; the others wait and find them drawn."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
