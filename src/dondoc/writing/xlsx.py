"""Tables to Excel, row by row: fifty thousand rows need no more memory than one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dondoc.writing.blocks import Align, Band, Column, Table, Total
from dondoc.writing.clean import one_line, plain
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.words import Cell, cell_text, spans

LAST_ROW = 1_048_575
LONGEST_TEXT = 32_767
"""Characters that a cell of Excel can hold."""
CHARACTERS = 110
"""Width of the whole table in characters; fits A4 across."""
_EXACT = 2**53
_EPOCH = datetime(1899, 12, 30)
_FORMULA = ("=", "+", "-", "@", "\t")
_A4 = 9
_BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_BOXED = {**_BASE, "border": 1, "text_wrap": True}
_ALIGNS = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right", Align.BOTH: "justify"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a title over a table. ``name`` is cut and cleaned to what Excel allows."""

    name: str
    table: Table
    title: str = ""
    subtitle: str = ""


class _Formats:
    """Each look once; Excel's own limit is 64,000."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, Align, str, bool], Format] = {}
        self.title = book.add_format({**_BASE, "bold": True, "font_size": 14, "align": "center"})
        self.subtitle = book.add_format({**_BASE, "italic": True, "align": "center"})
        head = {**_BOXED, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EDEDED"}
        self.head = book.add_format(head)
        self.head_open = book.add_format({**head, "bottom": 0})
        self.head_closed = book.add_format({**head, "top": 0})
        self.band = book.add_format({**_BOXED, "bold": True, "text_wrap": False})

    def cell(self, kind: str, align: Align, number_format: str, *, bold: bool) -> Format:
        key = (kind, align, number_format, bold)
        if key not in self._made:
            look = {**_BOXED, "align": _ALIGNS[align], "bold": bold}
            if kind == "quoted":
                look["quote_prefix"] = True
            elif kind == "number":
                look["num_format"] = number_format
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def _stored(value: Cell) -> tuple[str, str, float | str]:
    """How a value is stored (``blank``, ``number``, ``text``, ``quoted``), the number format of its kind, and what goes
    into the file. Days are Excel's serial numbers; those before 1901 are text: Excel counts a day too many there."""
    if value is None or value == "":
        return "blank", "", ""
    if isinstance(value, str):
        text = plain(value)[:LONGEST_TEXT]
        return ("quoted" if text[:1] in _FORMULA else "text"), "", text
    if isinstance(value, date):
        return _stored_day(value)
    number = float(value)
    if not math.isfinite(number) or abs(number) > _EXACT:
        return "text", "", str(value)
    return "number", "#,##0" if number.is_integer() else "#,##0.##", number


def _stored_day(value: date) -> tuple[str, str, float | str]:
    if value.year < 1901 or (isinstance(value, datetime) and value.tzinfo is not None):
        return "text", "", cell_text(value)
    if isinstance(value, datetime):
        return "number", "dd/mm/yyyy hh:mm", (value - _EPOCH).total_seconds() / 86_400
    return "number", "dd/mm/yyyy", value.toordinal() - _EPOCH.toordinal()


class _Writer:
    """Writes the rows of one table. A text that looks like a formula is stored as text with Excel's quote prefix: it is
    never run, and reads back unchanged."""

    def __init__(self, sheet: Worksheet, formats: _Formats, columns: Sequence[Column]) -> None:
        self._sheet = sheet
        self._formats = formats
        self._columns = columns
        self._looks: list[dict[tuple[str, str, bool], Format]] = [{} for _ in columns]

    def row(self, at: int, values: Sequence[Cell], *, bold: bool = False) -> None:
        sheet = self._sheet
        filled = [*values, *[None] * (len(self._columns) - len(values))]
        for number, looks in enumerate(self._looks):
            kind, number_format, stored = _stored(filled[number])
            look = looks.get((kind, number_format, bold)) or self._look(number, kind, number_format, bold)
            if kind == "number":
                sheet.write_number(at, number, stored, look)
            elif kind == "blank":
                sheet.write_blank(at, number, None, look)
            else:
                sheet.write_string(at, number, stored, look)

    def _look(self, number: int, kind: str, number_format: str, bold: bool) -> Format:
        column = self._columns[number]
        look = self._formats.cell(kind, column.align, column.number_format or number_format, bold=bold)
        self._looks[number][kind, number_format, bold] = look
        return look


def _head(sheet: Worksheet, formats: _Formats, columns: Sequence[Column], at: int) -> int:
    """Write the head from row ``at``; return the row after it."""
    if any(column.group for column in columns):
        for first, count, group in spans([column.group for column in columns]):
            if count > 1:
                sheet.merge_range(at, first, at, first + count - 1, plain(group), formats.head)
            else:
                sheet.write_string(at, first, plain(group), formats.head if group else formats.head_open)
        at += 1
    for number, column in enumerate(columns):
        grouped = at > 0 and any(other.group for other in columns) and not column.group
        sheet.write_string(at, number, plain(column.title), formats.head_closed if grouped else formats.head)
    return at + 1


def _across(sheet: Worksheet, at: int, count: int, text: str, look: Format) -> None:
    if count > 1:
        sheet.merge_range(at, 0, at, count - 1, "", look)
    sheet.write_string(at, 0, plain(text)[:LONGEST_TEXT], look)


def _set_up(sheet: Worksheet, columns: Sequence[Column]) -> None:
    """A4 across, one page wide, pages numbered; widths by the columns' weights."""
    total = sum(column.width for column in columns)
    for number, column in enumerate(columns):
        least = max([*map(len, column.title.split()), len(column.fits)], default=0) + 2
        sheet.set_column(number, number, max(CHARACTERS * column.width / total, least))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer('&C&"Times New Roman"&12&P/&N')


def _write_sheet(sheet: Worksheet, formats: _Formats, content: Sheet) -> None:
    columns = content.table.columns
    if not columns:
        raise WritingError(Fault.NO_COLUMNS)
    _set_up(sheet, columns)
    at = 0
    for text, look in ((content.title, formats.title), (content.subtitle, formats.subtitle)):
        if text:
            _across(sheet, at, len(columns), text, look)
            at += 1
    top = at
    at = _head(sheet, formats, columns, at)
    sheet.freeze_panes(at, 0)
    sheet.repeat_rows(top, at - 1)
    head = at - 1
    writer = _Writer(sheet, formats, columns)
    for line in content.table.rows:
        if at > LAST_ROW:
            raise WritingError(Fault.TOO_MANY_ROWS, limit=f"{LAST_ROW:,}".replace(",", "."))
        if isinstance(line, Band):
            _across(sheet, at, len(columns), line.text, formats.band)
        elif isinstance(line, Total):
            writer.row(at, line.cells, bold=True)
        else:
            writer.row(at, line)
        at += 1
    if at > head + 1:
        sheet.autofilter(head, 0, at - 1, len(columns) - 1)


def _sheet_names(sheets: Iterable[Sheet]) -> list[str]:
    """Names that Excel takes: at most 31 characters, none of ``[]:*?/\\``, each once whatever the case."""
    names: list[str] = []
    for sheet in sheets:
        clean = one_line(sheet.name).translate(str.maketrans("", "", "[]:*?/\\")).strip("' ")[:31] or "Bảng"
        name, number = clean, 1
        while name.lower() in {other.lower() for other in names}:
            number += 1
            name = f"{clean[: 31 - len(str(number)) - 1]} {number}"
        names.append(name)
    return names


def write_xlsx(sheets: Sequence[Sheet], target: BinaryIO, *, made_at: datetime | None = None) -> None:
    """Write ``sheets`` to ``target``. Rows are read once and streamed. ``made_at`` (UTC) goes into the properties.

    Raises WritingError for a table without columns or longer than a sheet of Excel.
    """
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    book.set_properties({"created": made_at or datetime(2020, 3, 5)})
    formats = _Formats(book)
    try:
        for name, content in zip(_sheet_names(sheets), sheets, strict=True):
            _write_sheet(book.add_worksheet(name), formats, content)
    except BaseException:
        _discard(book)
        raise
    book.close()


def _discard(book: Workbook) -> None:
    """Let go of the temporary files of a workbook that will not be written."""
    for sheet in book.worksheets():
        rows: object = getattr(sheet, "row_data_fh", None)
        close: Callable[[], None] | None = getattr(rows, "close", None)
        if close:
            close()
    book.fileclosed = 1
