"""What is a parcel, and of which kind; what opens it is imported when the first is met."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath

from dondoc.exchange.telling import is_edxml
from dondoc.reading import zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ROOT_ENTRY = "__properties_version1.0"
"""The stream that every .msg has at its root ([MS-OXMSG] 2.4)."""
OUTLOOK_STREAM = ROOT_ENTRY.encode("utf-16-le")
PACKAGE_PARTS = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
"""What an office document has at its root (ISO/IEC 29500-2, OpenDocument 1.2 part 3) but no archive of files."""
OFFICE_SUFFIXES = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods")

_HEADER = re.compile(rb"^(From|To|Subject|Date|Received|Return-Path|MIME-Version|Message-ID)[ \t]*:", re.I | re.M)
_PROBE = 16 * 1024


class Kind(StrEnum):
    """A kind of parcel, called as the module that opens it."""

    ARCHIVE = "archive"
    EDXML = "edxml"
    MAIL = "mail"
    OUTLOOK = "outlook"


def kind_of(data: bytes, name: str) -> Kind | None:
    """Which kind of parcel bytes are; None for a file to be read by itself."""
    suffix = PurePath(name).suffix.lower()
    if data.startswith(OLE):
        return Kind.OUTLOOK if OUTLOOK_STREAM in data or suffix == ".msg" else None
    if data.startswith(ZIP):
        office = suffix in OFFICE_SUFFIXES or not set(PACKAGE_PARTS).isdisjoint(zipped.names(data))
        return None if office else Kind.ARCHIVE
    if is_edxml(data, name):
        return Kind.EDXML
    return Kind.MAIL if is_letter(data, suffix) else None


def is_parcel(data: bytes, name: str) -> bool:
    """Whether the bytes hold files that are to be read one by one."""
    return kind_of(data, name) is not None


def is_message(data: bytes, name: str) -> bool:
    """Whether a parcel is an edXML message."""
    return kind_of(data, name) is Kind.EDXML


def is_letter(data: bytes, suffix: str) -> bool:
    """Whether bytes begin with the header of a letter."""
    head = re.split(rb"\r?\n\r?\n", data[:_PROBE], maxsplit=1)[0]
    found = {match[1].lower() for match in _HEADER.finditer(head)}
    return len(found) >= (1 if suffix == ".eml" else 3)
