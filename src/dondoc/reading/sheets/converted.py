"""Reads Excel 97-2003 (.xls) and OpenDocument sheets (.ods): LibreOffice makes an .xlsx of them."""

from __future__ import annotations

import io
from dataclasses import replace

import olefile

from dondoc import libreoffice
from dondoc.libreoffice import ConversionError
from dondoc.reading.converted import OLE, REASONS, SECONDS
from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.sheets import reader
from dondoc.reading.text import Text

STREAMS = ("Workbook", "Book")
FILE_PASS = 0x002F
"""[MS-XLS] 2.4.117: the record that says that all behind it is encrypted."""
FIRST_RECORDS = 20


def read(data: bytes, limits: Limits) -> Text:
    """The text of the sheets. Raises ``ReadingError``: ENCRYPTED, MACRO, NO_LIBREOFFICE, TOO_SLOW and those of
    .xlsx."""
    source = "xls" if data.startswith(OLE) else "ods"
    if source == "xls":
        _guard(data)
    try:
        made = libreoffice.convert(data, source, "xlsx", seconds=SECONDS)
    except ConversionError as error:
        raise ReadingError(REASONS[error.failure], name=f".{source}") from error
    return replace(reader.read(made, limits), format=source)


def _guard(data: bytes) -> None:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            found = next((name for name in STREAMS if ole.exists(name)), None)
            beginning = ole.openstream(found).read(8192) if found else b""
            macros = ole.exists("_VBA_PROJECT_CUR")
    except (OSError, ValueError, IndexError, TypeError, AttributeError) as error:
        raise ReadingError(Reason.BROKEN) from error
    if not beginning:
        raise ReadingError(Reason.BROKEN)
    if _is_encrypted(beginning):
        raise ReadingError(Reason.ENCRYPTED)
    if macros:
        raise ReadingError(Reason.MACRO)


def _is_encrypted(stream: bytes) -> bool:
    place = 0
    for _ in range(FIRST_RECORDS):
        kind, size = (int.from_bytes(stream[place + at : place + at + 2], "little") for at in (0, 2))
        if kind == FILE_PASS:
            return True
        place += 4 + size
    return False
