"""A workbook from outside as rows of text, whatever it holds: broken, encrypted and hostile files give one sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from dondoc.audit.errors import Refused
from dondoc.forms.excel.guard import BROKEN, WorkbookError, guard

ROWS_LIMIT, COLUMNS_LIMIT = 20_000, 40
CELL_LIMIT = 2000


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
        AttributeError, OSError, EOFError, NotImplementedError, OverflowError,
    ) as error:  # fmt: skip
        raise Refused(BROKEN) from error
    if len(found) > ROWS_LIMIT:
        raise Refused(f"Bảng có hơn {ROWS_LIMIT} dòng. Hãy chia thành nhiều tệp.")
    return found


def _refuse_hostile(content: bytes) -> None:
    try:
        guard(content)
    except WorkbookError as error:
        raise Refused(str(error)) from error


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
