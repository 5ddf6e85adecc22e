"""What is drawn of a file: the job for the child that draws, and the names of what it leaves behind.

The site imports this module; what draws is heavy and stays with the child.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from dondoc.reading.faces import Face, FaceWord

FACES = "faces.json"
COPY = "copy.pdf"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that can be searched: its title, when it is made (ISO 8601), and the faces of the pages recognised."""

    title: str
    made: str
    faces: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Job:
    """Draw ``pages`` (from 0) of the file ``source`` into ``folder``, ``width`` pixels wide, each turned by as many
    quarters as ``turns`` says (by page, as text) or else as its own words stand. With ``copy`` make that too, of all
    pages."""

    source: str
    folder: str
    pages: list[int]
    width: int
    turns: dict[str, int] = field(default_factory=dict)
    copy: Copy | None = None

    def dump(self) -> str:
        return json.dumps(asdict(self))


def picture_name(page: int) -> str:
    return f"{page}.webp"


def pack(face: Face) -> list[Any]:
    """A face as JSON."""
    words = [[word.text, word.left, word.top, word.right, word.bottom] for word in face.words]
    return [face.page, face.turn, face.confidence, words]


def unpack(packed: list[Any]) -> Face:
    page, turn, confidence, words = packed
    return Face(page, turn, tuple(FaceWord(*word) for word in words), confidence)
