"""A workbook from outside as rows of text, whatever it holds: broken, encrypted and hostile files give one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from dondoc.audit.errors import Refused

FILE_LIMIT = 10 * 1024 * 1024
UNPACKED_LIMIT = 100 * 1024 * 1024
PARTS_LIMIT = 2000
ROWS_LIMIT, COLUMNS_LIMIT = 20_000, 40
CELL_LIMIT = 2000

_NOT_EXCEL = "Tệp không phải là bảng tính Excel (.xlsx). Hãy mở bằng Excel và lưu lại dưới dạng .xlsx."
_BROKEN = "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi thử lại."
_LOCKED = "Tệp có mật khẩu hoặc là Excel cũ (.xls). Hãy bỏ mật khẩu và lưu lại dưới dạng .xlsx."
_OLE = b"\xd0\xcf\x11\xe0"


def read_rows(content: bytes) -> list[list[Any]]:
    """The values of the first sheet, row by row: text (blanks squeezed), dates, or None.

    Raises Refused for whatever is no workbook of bounded size.
    """
    _refuse_hostile(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            rows = sheet.iter_rows(max_row=ROWS_LIMIT + 1, max_col=COLUMNS_LIMIT, values_only=True)
            found = [[_value(value) for value in row] for row in rows]
        finally:
            book.close()
    except (
        InvalidFileException, zipfile.BadZipFile, ParseError, LxmlError, KeyError, ValueError, TypeError, IndexError,
        AttributeError, OSError, EOFError, NotImplementedError,
    ) as error:  # fmt: skip
        raise Refused(_BROKEN) from error
    if len(found) > ROWS_LIMIT:
        raise Refused(f"Bảng có hơn {ROWS_LIMIT} dòng. Hãy chia thành nhiều tệp.")
    return found


def _refuse_hostile(content: bytes) -> None:
    if not content:
        raise Refused("Tệp trống.")
    if len(content) > FILE_LIMIT:
        raise Refused(f"Tệp lớn hơn {FILE_LIMIT // 1024 // 1024} MB.")
    if content.startswith(_OLE):
        raise Refused(_LOCKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Refused(_NOT_EXCEL) from error


def _refuse_parts(archive: zipfile.ZipFile) -> None:
    """Unpacks every part once, in pieces: what a header says about sizes is not believed."""
    if len(archive.infolist()) > PARTS_LIMIT or "[Content_Types].xml" not in archive.namelist():
        raise Refused(_NOT_EXCEL)
    total = 0
    for info in archive.infolist():
        tail = b""
        for piece in _pieces(archive, info):
            total += len(piece)
            if total > UNPACKED_LIMIT:
                raise Refused("Tệp bung ra quá lớn. Hãy chép danh sách sang một tệp Excel mới.")
            if b"<!DOCTYPE" in tail + piece or b"<!ENTITY" in tail + piece:
                raise Refused(_BROKEN)
            tail = piece[-16:]


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(1 << 16):
            yield piece


def _value(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())[:CELL_LIMIT] or None


def cell_name(column: int, row: int) -> str:
    """The name of a cell as Excel shows it; both count from 0: (2, 6) → "C7"."""
    return f"{get_column_letter(column + 1)}{row + 1}"
