"""Opens parcels, one inside of the other, and tells what is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from dondoc.reading import zipped
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.parcels import archive, edxml, mail, outlook
from dondoc.reading.parcels.part import Budget, Part, is_program

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OUTLOOK_STREAM = outlook.ROOT_ENTRY.encode("utf-16-le")
PACKAGE_PARTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
"""What an office document has at its root (ISO/IEC 29500-2, OpenDocument 1.2 part 3) but no archive of files."""
OFFICE_SUFFIXES = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods")

Opener = Callable[[bytes, Budget], Iterator[Part]]


def is_parcel(data: bytes, name: str) -> bool:
    """Whether the bytes hold files that are to be read one by one."""
    return _opener(data, name) is not None


def is_message(data: bytes, name: str) -> bool:
    """Whether a parcel is an edXML message."""
    return _opener(data, name) is edxml.parts


def open_parcel(data: bytes, name: str, limits: Limits) -> Iterator[Part]:
    """The files in a parcel and in the parcels inside of it. Nothing is opened twice, nothing written. An edXML message
    inside of another parcel is one file (``is_message``): it is a document with an account of its own.

    Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED, TOO_DEEP, TOO_MANY_PARTS, WRONG_TYPE (no parcel).
    """
    opener = _opener(data, name)
    if opener is None:
        raise ReadingError(Reason.WRONG_TYPE, name=name)
    yield from _opened(opener, data, Budget.of(limits), 1)


def _opened(opener: Opener, data: bytes, budget: Budget, depth: int) -> Iterator[Part]:
    if depth > budget.limits.depth:
        raise ReadingError(Reason.TOO_DEEP)
    for part in opener(data, budget):
        inside = None if part.body or is_program(part.name) else _opener(part.data, part.name)
        if inside is None or inside is edxml.parts:
            yield part
        else:
            for deeper in _opened(inside, part.data, budget, depth + 1):
                yield deeper.under("/".join(filter(None, (part.folder, PurePath(part.name).stem))))


def _opener(data: bytes, name: str) -> Opener | None:
    suffix = PurePath(name).suffix.lower()
    if data.startswith(OLE):
        return outlook.parts if OUTLOOK_STREAM in data or suffix == ".msg" else None
    if data.startswith(ZIP):
        office = suffix in OFFICE_SUFFIXES or not set(PACKAGE_PARTS).isdisjoint(zipped.names(data))
        return None if office else archive.parts
    if edxml.is_edxml(data, name):
        return edxml.parts
    return mail.parts if mail.is_letter(data, suffix) else None
