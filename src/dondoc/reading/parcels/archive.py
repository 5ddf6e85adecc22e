"""Opens a .zip archive."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from dondoc.reading.parcels.names import decoded, placed
from dondoc.reading.parcels.part import Budget, Part, is_junk
from dondoc.reading.zipped import opened, unpack

UTF8_FLAG = 0x800


def parts(data: bytes, budget: Budget) -> Iterator[Part]:
    """The files of the archive in the order of their names. Raises ``ReadingError``: BROKEN, BOMB, ENCRYPTED,
    TOO_MANY_PARTS."""
    archive = opened(data, budget.limits)
    named = sorted(((_name(member), member) for member in _files(archive)), key=lambda pair: pair[0])
    for path, member in named:
        if is_junk(path):
            continue
        budget.take()
        folder, name = placed(path)
        yield Part(name, unpack(archive, member, budget.limits, budget.spend), folder)


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    return [member for member in archive.infolist() if not member.is_dir()]


def _name(member: zipfile.ZipInfo) -> str:
    """A name as it was meant: without the flag of UTF-8 the library takes it for code page 437."""
    if member.flag_bits & UTF8_FLAG:
        return member.filename
    try:
        return decoded(member.filename.encode("cp437"))
    except UnicodeEncodeError:
        return member.filename
