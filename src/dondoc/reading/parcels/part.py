"""What comes out of a parcel, and how much may come out of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits


@dataclass(frozen=True, slots=True)
class Part:
    """A file out of a parcel. ``folder`` is where it stood, "a/b" (names of parcels inside of parcels are folders
    too); ``body``: it is the words of the letter itself."""

    name: str
    data: bytes
    folder: str = ""
    body: bool = False

    def under(self, folder: str) -> Part:
        """The same in a folder inside of ``folder``."""
        return replace(self, folder="/".join(filter(None, (folder, self.folder))))


@dataclass(slots=True)
class Budget:
    """How much a parcel with all the parcels inside may still unpack to."""

    limits: Limits
    bytes_left: int
    parts_left: int

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        return cls(limits, limits.unpacked, limits.parts)

    def spend(self, size: int) -> None:
        """Count bytes as they are unpacked. Raises ``ReadingError`` (BOMB)."""
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise ReadingError(Reason.BOMB)

    def take(self) -> None:
        """Count one file. Raises ``ReadingError`` (TOO_MANY_PARTS)."""
        self.parts_left -= 1
        if self.parts_left < 0:
            raise ReadingError(Reason.TOO_MANY_PARTS, limit=str(self.limits.parts))


_PROGRAMS = "exe com bat cmd scr pif msi msp js jse vbs vbe wsf wsh ps1 lnk hta cpl jar dll reg sh"
PROGRAMS = frozenset(f".{suffix}" for suffix in _PROGRAMS.split())
JUNK_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini", "smime.p7s", "smime.p7m"})
JUNK_SUFFIXES = frozenset({".p7s", ".asc", ".ics", ".vcf"})
JUNK_FOLDER = "__MACOSX"


def is_program(name: str) -> bool:
    """Whether a file would run when it is opened: such a file is never handed on."""
    return PurePosixPath(name).suffix.lower() in PROGRAMS


def is_junk(path: str) -> bool:
    """Whether a file is what systems and mail programs leave beside the files that somebody meant to send."""
    parts = PurePosixPath(path)
    name = parts.name.lower()
    return (
        name in JUNK_NAMES
        or parts.suffix.lower() in JUNK_SUFFIXES
        or JUNK_FOLDER in parts.parts
        or name.startswith(("~$", "._"))
    )
