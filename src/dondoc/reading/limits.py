"""How much a reader takes on before it refuses a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file.

    ``size`` and ``unpacked`` are bytes: of the file as it came, and of all that an archive (.docx) unpacks to.
    ``ratio`` is unpacked to packed size of one member of an archive and counts only above one mebibyte.
    ``pages`` are pages of a format that has pages, ``scans`` those of them that are pictures and must be recognised,
    which takes about two seconds a page. ``characters`` are characters of text in any format: 500 full pages are
    well below, and reading and extracting as much as that stays within ten seconds and 300 MB.
    ``parts`` are files inside of an archive or letter, ``depth`` how far these stand one inside of the other.
    ``alive`` is called between the pages of such long work, for whoever waits.
    """

    size: int = 50 * MEBIBYTE
    pages: int = 500
    scans: int = 100
    unpacked: int = 200 * MEBIBYTE
    ratio: int = 200
    members: int = 10_000
    characters: int = 2_000_000
    parts: int = 1000
    depth: int = 4
    alive: Callable[[], None] = _nothing

    @property
    def characters_label(self) -> str:
        return f"{self.characters:,} ký tự".replace(",", ".")

    @property
    def size_label(self) -> str:
        return f"{self.size // MEBIBYTE} MB"
