"""Bytes of a text file into characters: Unicode encodings, and the fonts-as-encodings of before Unicode."""

from __future__ import annotations

import codecs

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.legacy import recover

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
PROBE = 4096
MOSTLY = 0.3
DAMAGED = 50


def decode(data: bytes) -> str:
    """The characters of a file. Raises ``ReadingError`` (BROKEN) where the data is no text."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    wide = _wide(data[:PROBE])
    if wide:
        return data.decode(wide, "replace")
    if b"\0" in data[:PROBE]:
        raise ReadingError(Reason.BROKEN)
    try:
        return recover(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _single_byte(data)


def _wide(probe: bytes) -> str | None:
    """UTF-16 without a mark: text in Latin letters has a zero in every second byte."""
    half = max(1, len(probe) // 2)
    if probe[1::2].count(0) > half * MOSTLY and probe[0::2].count(0) == 0:
        return "utf-16-le"
    if probe[0::2].count(0) > half * MOSTLY and probe[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _single_byte(data: bytes) -> str:
    """One byte a character. UTF-8 with a few damaged bytes stays UTF-8."""
    lenient = data.decode("utf-8", "replace")
    if lenient.count("�") * DAMAGED < sum(char > "\x7f" for char in lenient):
        return lenient
    return recover(data.decode("cp1252", "replace"), data)
