"""Reads Word 97-2003 (.doc), rich text (.rtf) and OpenDocument text (.odt): LibreOffice makes a .docx of them, which
keeps tables, numbering and notes, and the reader of .docx reads that."""

from __future__ import annotations

from dataclasses import replace

from dondoc import libreoffice
from dondoc.libreoffice import ConversionError, Failure
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.text import Text
from dondoc.reading.word import reader as word

SECONDS = 50.0
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf"

# [MS-DOC] 2.5.1: the FIB begins with 0xA5EC; bit 8 of the flags ten bytes further says that the file is encrypted. The
# stream stands in the first sector behind the header in every file that Word writes.
_FIB = slice(512, 514)
_FLAGS = slice(522, 524)
_ENCRYPTED = 0x0100
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
"""The stream that every VBA project has ([MS-OVBA] 2.2.1)."""

REASONS = {
    Failure.MISSING: Reason.NO_LIBREOFFICE,
    Failure.TIME_OUT: Reason.TOO_SLOW,
    Failure.FAILED: Reason.BROKEN,
}


def read(data: bytes, limits: Limits) -> Text:
    """The text of the file. Raises ``ReadingError``: ENCRYPTED, MACRO, NO_LIBREOFFICE, TOO_SLOW, BROKEN and what
    .docx raises."""
    source = "doc" if data.startswith(OLE) else "rtf" if data.startswith(RTF) else "odt"
    if source == "doc" and _is_encrypted(data):
        raise ReadingError(Reason.ENCRYPTED)
    if source == "doc" and _MACROS in data:
        raise ReadingError(Reason.MACRO)
    try:
        made = libreoffice.convert(data, source, "docx", seconds=SECONDS)
    except ConversionError as error:
        raise ReadingError(REASONS[error.failure], name=f".{source}") from error
    return replace(word.read(made, limits), format=source)


def _is_encrypted(data: bytes) -> bool:
    return data[_FIB] == b"\xec\xa5" and bool(int.from_bytes(data[_FLAGS], "little") & _ENCRYPTED)
