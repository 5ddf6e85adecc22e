"""Which reader a file is for, recognised by its content; the name only decides between what the content leaves open.

Each format scores the first bytes; the best score reads. A reader is imported when its format is first met.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol, cast

from dondoc.reading.errors import ReadingError, Reason
from dondoc.reading.limits import Limits
from dondoc.reading.text import Text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PDF = b"%PDF-"
WORD_PART = b"word/"
SHEET_PART = b"xl/"
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
OPEN_SHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
RTF = b"{\\rtf"
WORD_STREAM = "WordDocument".encode("utf-16-le")
SHEET_STREAMS = tuple(name.encode("utf-16-le") + b"\0\0" for name in ("Workbook", "Book"))
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
PAGES_AS_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\x00", b"MM\x00*")
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ")
PROGRAM_HEADS = (b"MZ", b"\x7fELF")
KNOWN_BINARIES = (RTF, *ARCHIVES, *PROGRAM_HEADS, OLE, *ZIP, *PICTURES)
NEVER_PLAIN = (".pdf", ".docx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".zip", ".msg", ".eml", ".edxml")
"""What is named so and is not of that format is damaged, however much it looks like words."""
PAGE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
UTF16 = (b"\xff\xfe", b"\xfe\xff")

# The PDF standard lets the header stand anywhere in the first kilobyte (ISO 32000-1, Annex H, note 13).
PDF_HEADER_WITHIN = 1024
PROBE = 4096
TOO_MANY_CONTROLS = 0.02


class Reader(Protocol):
    """What the module of a format offers."""

    def read(self, data: bytes, limits: Limits) -> Text:
        """The text of the file; raises ``ReadingError``."""


@dataclass(frozen=True, slots=True)
class Format:
    """``score`` says from 0 (not this) to 100 (certainly this) whether data of a given suffix is of the format."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    score: Callable[[bytes, str], int]

    def reader(self) -> Reader:
        return cast(Reader, importlib.import_module(self.module))


def _score_pdf(data: bytes, _suffix: str) -> int:
    return 100 if data.find(PDF, 0, PDF_HEADER_WITHIN) >= 0 and not data.startswith(KNOWN_BINARIES) else 0


def _score_word(data: bytes, suffix: str) -> int:
    if not data.startswith(ZIP):
        return 0
    if WORD_PART in data[:PROBE] or WORD_PART in data[-64 * 1024 :]:
        return 100
    return 60 if suffix == ".docx" else 0


def _score_converted(data: bytes, _suffix: str) -> int:
    if data.startswith(OLE):
        return 100 if WORD_STREAM in data and ENCRYPTED_STREAM not in data else 0
    # An OpenDocument file names its type first, unpacked (OpenDocument 1.2, part 3, section 3.3).
    return 100 if data.startswith(RTF) or (data.startswith(ZIP) and data[30:].startswith(OPEN_DOCUMENT)) else 0


def _score_sheet(data: bytes, suffix: str) -> int:
    if not data.startswith(ZIP):
        return 0
    if SHEET_PART in data[:PROBE] or SHEET_PART in data[-64 * 1024 :]:
        return 90
    return 60 if suffix in (".xlsx", ".xlsm") else 0


def _score_old_sheet(data: bytes, _suffix: str) -> int:
    if data.startswith(OLE):
        return 90 if ENCRYPTED_STREAM not in data and any(name in data for name in SHEET_STREAMS) else 0
    return 100 if data.startswith(ZIP) and data[30:].startswith(OPEN_SHEET) else 0


def _score_web(data: bytes, suffix: str) -> int:
    if data.startswith(KNOWN_BINARIES):
        return 0
    return 70 if PAGE.match(data[:2048]) else 55 if suffix in (".html", ".htm") and _is_text(data) else 0


def _score_picture(data: bytes, _suffix: str) -> int:
    return 100 if data.startswith(PAGES_AS_PICTURES) else 0


def _score_plain(data: bytes, suffix: str) -> int:
    if data.startswith(KNOWN_BINARIES):
        return 0
    if data.startswith(UTF16) or suffix == ".txt":
        return 50
    probe = data[:PROBE]
    controls = sum(byte < 0x20 and byte not in b"\t\n\r\f\x02" for byte in probe)
    return 10 if suffix not in NEVER_PLAIN and controls <= len(probe) * TOO_MANY_CONTROLS else 0


FORMATS: tuple[Format, ...] = (
    Format("docx", (".docx",), "dondoc.reading.word.reader", _score_word),
    Format("converted", (".doc", ".rtf", ".odt"), "dondoc.reading.converted", _score_converted),
    Format("pdf", (".pdf",), "dondoc.reading.pdf.reader", _score_pdf),
    Format("picture", (".jpg", ".jpeg", ".png", ".tif", ".tiff"), "dondoc.reading.ocr.file", _score_picture),
    Format("xlsx", (".xlsx",), "dondoc.reading.sheets.reader", _score_sheet),
    Format("sheet", (".xls", ".ods"), "dondoc.reading.sheets.converted", _score_old_sheet),
    Format("html", (".html", ".htm"), "dondoc.reading.web", _score_web),
    Format("txt", (".txt",), "dondoc.reading.plain.reader", _score_plain),
)


def recognise(data: bytes, name: str) -> Format:
    """The format of the data; raises ``ReadingError`` where there is none, with the reason a user can act on."""
    suffix = PurePath(name).suffix.lower()
    score, best = max(((form.score(data, suffix), form) for form in FORMATS), key=lambda pair: pair[0])
    if score:
        return best
    if data.startswith(OLE) and ENCRYPTED_STREAM in data:
        raise ReadingError(Reason.ENCRYPTED)
    if data.startswith(PROGRAM_HEADS):
        raise ReadingError(Reason.PROGRAM, name=name)
    if data.startswith(ARCHIVES):
        raise ReadingError(Reason.ARCHIVE, name=name)
    expected = any(suffix in form.suffixes for form in FORMATS)
    if not expected:
        raise ReadingError(Reason.UNSUPPORTED, name=name)
    raise ReadingError(
        Reason.WRONG_TYPE if data.startswith(KNOWN_BINARIES) or _is_text(data) else Reason.BROKEN, name=name
    )


def _is_text(data: bytes) -> bool:
    return _score_plain(data, "") > 0
