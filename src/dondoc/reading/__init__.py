"""Bytes in, ``Text`` out: paragraphs, tables and notes of a document as offsets into one string.

>>> read("Kính gửi: Các phòng thuộc Sở".encode(), "cong-van.txt").content
'Kính gửi: Các phòng thuộc Sở'
"""

from __future__ import annotations

from pathlib import Path

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.parcels import is_parcel
from dondoc.reading.registry import recognise
from dondoc.reading.secrecy import refuse_secrets
from dondoc.reading.text import Align, Block, Cell, Note, Paragraph, Region, Span, Table, Text

__all__ = [
    "DEFAULT_LIMITS",
    "Align",
    "Block",
    "Cell",
    "Limits",
    "Note",
    "Paragraph",
    "ReadingError",
    "Reason",
    "Region",
    "Span",
    "Table",
    "Text",
    "read",
    "read_path",
]

DEFAULT_LIMITS = Limits()


def read(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> Text:
    """The text of a file. ``name`` is its file name, for messages and where the content leaves the format open.

    Raises ``ReadingError`` and nothing else: the file is empty, broken, locked, too large, of a type that is not
    read, a parcel of files (``parcels``), a scan without text, or stamped as a state secret.
    """
    if not data:
        raise ReadingError(Reason.EMPTY)
    if len(data) > limits.size:
        raise ReadingError(Reason.TOO_LARGE, limit=limits.size_label)
    if is_parcel(data, name):
        raise ReadingError(Reason.PARCEL, name=name)
    text = recognise(data, name).reader().read(data, limits)
    if not text.content:
        raise ReadingError(Reason.EMPTY)
    refuse_secrets(text)
    return text


def read_path(path: Path, limits: Limits = DEFAULT_LIMITS) -> Text:
    """``read`` for a file on disk; its size is checked before it is loaded. Raises ``OSError`` too where it is gone."""
    if path.stat().st_size > limits.size:
        raise ReadingError(Reason.TOO_LARGE, limit=limits.size_label)
    return read(path.read_bytes(), path.name, limits)
