"""From the bytes of a .docx to findings."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document
from lxml.etree import XMLSyntaxError

from dondoc.writing.check.anatomy import dissect
from dondoc.writing.check.body import check_body
from dondoc.writing.check.finding import Finding
from dondoc.writing.check.foot import check_foot
from dondoc.writing.check.head import check_head
from dondoc.writing.check.lines import read_lines
from dondoc.writing.check.page import check_page
from dondoc.writing.check.parts import check_letters
from dondoc.writing.errors import Fault, WritingError

LARGEST = 200_000_000
"""Bytes that a file may unpack to."""


def opened(data: bytes) -> Document:
    """The document in ``data``. Raises WritingError where it is none, or unpacks to more than ``LARGEST``."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise WritingError(Fault.NOT_DOCX)
        return docx.Document(BytesIO(data))
    except (BadZipFile, KeyError, ValueError, XMLSyntaxError, NotImplementedError, OSError, RuntimeError) as error:
        raise WritingError(Fault.NOT_DOCX) from error


def check_layout(data: bytes) -> list[Finding]:
    """What in a .docx departs from Decree 30/2020/NĐ-CP, Annex I; empty where nothing does. In the order of the page:
    paper, head, content, end. Raises WritingError where ``data`` is not a .docx."""
    document = opened(data)
    anatomy = dissect(read_lines(document))
    return [
        *check_page(document, anatomy),
        *check_head(anatomy),
        *check_letters(anatomy),
        *check_body(anatomy),
        *check_foot(anatomy),
    ]
