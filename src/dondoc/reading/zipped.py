"""A zip archive from outside, opened with limits: what its headers say about sizes is not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import MEBIBYTE, Limits

CHUNK = 256 * 1024
ENCRYPTED_FLAG = 0x1
MACROS = "vbaproject.bin"

_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


def opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive. Raises ``ReadingError``: BROKEN, BOMB (too many members, or too large by their own account),
    ENCRYPTED."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except _BROKEN_ZIP as error:
        raise ReadingError(Reason.BROKEN) from error
    if len(members) > limits.members or sum(member.file_size for member in members) > limits.unpacked:
        raise ReadingError(Reason.BOMB)
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise ReadingError(Reason.ENCRYPTED)
    return archive


def names(data: bytes) -> list[str]:
    """The names of the members, none where the archive cannot be opened."""
    try:
        return zipfile.ZipFile(io.BytesIO(data)).namelist()
    except _BROKEN_ZIP:
        return []


def has_macros(archive: zipfile.ZipFile) -> bool:
    """Whether an office document carries a program."""
    return any(name.lower().endswith(MACROS) for name in archive.namelist())


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits, spend: Callable[[int], None]) -> bytes:
    """The bytes of a member; ``spend`` is told of each piece and raises where it is too much. Raises ``ReadingError``:
    BROKEN, BOMB."""
    pieces: list[bytes] = []
    size = 0
    try:
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                pieces.append(piece)
                size += len(piece)
                spend(len(piece))
                if size > MEBIBYTE and size > member.compress_size * limits.ratio:
                    raise ReadingError(Reason.BOMB)
    except _BROKEN_ZIP as error:
        raise ReadingError(Reason.BROKEN) from error
    return b"".join(pieces)
