"""A filled-in workbook as an answer: what each cell gives, and where it stands, so that a fault can name its cell."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree.ElementTree import ParseError

from lxml.etree import LxmlError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook

from dondoc.forms.checking import Checked, Fault, Path, check
from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.excel.guard import BROKEN, WorkbookError, guard
from dondoc.forms.excel.plan import MAGIC, NEEDED, SINGLES, SINGLES_HEAD, STAMP, Stamp, on_sheet, sheet_names
from dondoc.forms.values import UnitFinder, is_blank
from dondoc.language.folding import fold

ROWS_SCANNED = 20_000
COLUMNS_SCANNED = 60
HEADING_ROWS = 20
CELL_LIMIT = 20_000
_EXCEL_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}

_NOT_OURS = "Tệp này không phải biểu mẫu tải từ trang này. Hãy tải biểu mẫu Excel ở trang trả lời, điền rồi gửi lại."
_UNREADABLE = (
    InvalidFileException, zipfile.BadZipFile, ParseError, LxmlError, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError, EOFError, NotImplementedError, OverflowError,
)  # fmt: skip


@dataclass(slots=True)
class Filled:
    """A workbook that was read: raw values, the cell of each ("Thành viên!C7"), and cells that hold no value at all
    (a formula that was never computed, an error of Excel)."""

    stamp: Stamp
    given: dict[str, Any] = field(default_factory=dict)
    cells: dict[Path, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def cell(self, fault: Fault) -> str:
        """Where a fault stands, as Excel names it; "" for what has no cell (a file, an empty table)."""
        return self.cells.get(fault.path, "")


def read_stamp(content: bytes) -> Stamp:
    """Which form a workbook is and whom it was made for. Raises WorkbookError."""
    guard(content)
    with _Opened(content, formulas=False) as book:
        return _stamp(book)


def read_filled(content: bytes, form: Form) -> Filled:
    """Read the answer out of a workbook that was made for ``form``. Raises WorkbookError where it is another, or is
    damaged so that a column cannot be told; nothing is read in part."""
    contents = guard(content)
    with _Opened(content, formulas=False) as book:
        filled = Filled(_stamp(book))
        formulas = _formula_cells(content, form) if contents.formulas else frozenset()
        reader = _Reader(book, form, filled, formulas)
        try:
            reader.read()
        except _UNREADABLE as error:
            raise WorkbookError(BROKEN) from error
    return filled


def checked(filled: Filled, form: Form, find_unit: UnitFinder | None = None) -> Checked:
    """The answer in a workbook, checked; a cell that holds no value is told once, not as missing too."""
    found = check(form, filled.given, find_unit)
    unread = {fault.path for fault in filled.faults}
    found.faults = filled.faults + [fault for fault in found.faults if fault.path not in unread]
    return found


class _Opened:
    """The workbook, open while it is read; whatever openpyxl stumbles over is a broken file."""

    def __init__(self, content: bytes, formulas: bool) -> None:
        self._content, self._formulas = content, formulas

    def __enter__(self) -> Workbook:
        try:
            self._book = load_workbook(
                io.BytesIO(self._content), read_only=True, data_only=not self._formulas, keep_links=False
            )
        except _UNREADABLE as error:
            raise WorkbookError(BROKEN) from error
        return self._book

    def __exit__(self, *_: object) -> None:
        self._book.close()


def _stamp(book: Workbook) -> Stamp:
    if STAMP not in book.sheetnames:
        raise WorkbookError(_NOT_OURS)
    try:
        rows = book[STAMP].iter_rows(min_row=1, max_row=5, max_col=1, values_only=True)
        words = [str(row[0] or "") if row else "" for row in rows]
        magic, form, version, addressee, seal = [*words, "", "", "", "", ""][:5]
        if magic != MAGIC:
            raise WorkbookError(_NOT_OURS)
        return Stamp(form, int(version), addressee, seal)
    except _UNREADABLE as error:
        raise WorkbookError(_NOT_OURS) from error


def _formula_cells(content: bytes, form: Form) -> frozenset[str]:
    """The cells of the sheets of a form that hold a formula."""
    found: set[str] = set()
    with _Opened(content, formulas=True) as book:
        try:
            for name in {SINGLES, *sheet_names(form).values()} & set(book.sheetnames):
                for at, row in enumerate(_rows(book, name), start=1):
                    found |= {_place(name, number, at) for number, value in enumerate(row) if _is_formula(value)}
        except _UNREADABLE as error:
            raise WorkbookError(BROKEN) from error
    return frozenset(found)


def _is_formula(value: object) -> bool:
    """A formula is text that begins with "=", or one of openpyxl's objects (an array formula, a data table)."""
    if isinstance(value, str):
        return len(value) > 1 and value.startswith("=")
    return value is not None and not isinstance(value, int | float | date | time | timedelta)


def _place(name: str, column: int, at: int) -> str:
    """A cell as Excel names it; ``column`` counts from 0, ``at`` from 1."""
    return f"{name}!{get_column_letter(column + 1)}{at}"


def _rows(book: Workbook, name: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a sheet from its first. Raises WorkbookError past ``ROWS_SCANNED``: nothing is lost unseen."""
    sheet = book[name]
    for at, row in enumerate(sheet.iter_rows(min_row=1, max_col=COLUMNS_SCANNED, values_only=True), start=1):
        if at > ROWS_SCANNED:
            raise WorkbookError(
                f"Trang tính “{name}” có hơn {ROWS_SCANNED} dòng. Hãy xóa các dòng thừa ở cuối rồi gửi lại."
            )
        yield row


class _Reader:
    def __init__(self, book: Workbook, form: Form, filled: Filled, formulas: frozenset[str]) -> None:
        self.book, self.form, self.filled, self.formulas = book, form, filled, formulas

    def read(self) -> None:
        if on_sheet(self.form):
            self._singles()
        for key, name in sheet_names(self.form).items():
            self._table(self.form.field(key), name)

    def _need(self, name: str) -> None:
        if name not in self.book.sheetnames:
            raise WorkbookError(f"Không thấy trang tính “{name}”. Không đổi tên hay xóa trang tính của biểu mẫu.")

    def _singles(self) -> None:
        self._need(SINGLES)
        wanted = {_label(one.label): one for one in on_sheet(self.form)}
        head = [_label(words) for words in SINGLES_HEAD]
        under_head = False
        for at, row in enumerate(_rows(self.book, SINGLES), start=1):
            if not under_head:
                under_head = [_label(value) for value in row[: len(head)]] == head
                continue
            one = wanted.pop(_label(row[0]), None) if row else None
            if one is not None:
                value = row[1] if len(row) > 1 else None
                self.filled.given[one.key] = self._value(one, value, (one.key, None, ""), f"{SINGLES}!B{at}")
        if wanted:
            lost = next(iter(wanted.values())).label
            raise WorkbookError(f"Trang “{SINGLES}” không còn dòng “{lost}”. Hãy tải lại biểu mẫu và điền vào đó.")

    def _table(self, table: Field, name: str) -> None:
        self._need(name)
        columns: dict[int, Field] = {}
        rows: list[dict[str, Any]] = []
        self.filled.given[table.key] = rows
        for at, row in enumerate(_rows(self.book, name), start=1):
            if not columns:
                columns = self._headings(table, row)
                if not columns and at >= HEADING_ROWS:
                    break
                continue
            self._row(table, row, {number: _place(name, number, at) for number in columns}, columns)
        if not columns:
            raise WorkbookError(
                f"Trang “{name}” không còn dòng tiêu đề của biểu mẫu (tiêu đề bị gộp ô, sửa hoặc xóa). "
                "Hãy tải lại biểu mẫu và điền vào đó."
            )
        if len(rows) > table.rows:
            raise WorkbookError(f"Trang “{name}” có {len(rows)} dòng; biểu mẫu nhận tối đa {table.rows} dòng.")

    def _headings(self, table: Field, row: tuple[Any, ...]) -> dict[int, Field]:
        """Columns by their place, where this row heads all of them, each once; officials may move whole columns."""
        wanted = {_label(column.label): column for column in table.columns}
        found = {
            number: wanted[_label(value)]
            for number, value in enumerate(row)
            if isinstance(value, str) and _label(value) in wanted
        }
        return found if len(found) == len(wanted) == len({one.key for one in found.values()}) else {}

    def _row(self, table: Field, row: tuple[Any, ...], places: dict[int, str], columns: dict[int, Field]) -> None:
        rows = self.filled.given[table.key]
        values = {number: row[number] if number < len(row) else None for number in columns}
        if all(is_blank(value) and places[number] not in self.formulas for number, value in values.items()):
            return
        at = len(rows)
        rows.append(
            {
                column.key: self._value(column, values[number], (table.key, at, column.key), places[number])
                for number, column in columns.items()
            }
        )

    def _value(self, one: Field, value: Any, path: Path, cell: str) -> Any:
        self.filled.cells[path] = cell
        if isinstance(value, str) and value in _EXCEL_ERRORS:
            self._fault(one, path, f"ô báo lỗi {value[:12]}; hãy sửa công thức hoặc ghi giá trị.")
            return None
        if value is None and cell in self.formulas:
            self._fault(one, path, "ô là công thức chưa có kết quả; hãy mở bằng Excel, lưu lại, hoặc ghi giá trị.")
            return None
        if isinstance(value, datetime) and one.kind is not Kind.DATE:
            value = value.date()
        if isinstance(value, str):
            return value[:CELL_LIMIT]
        return value if value is None or isinstance(value, bool | int | float | date) else str(value)

    def _fault(self, one: Field, path: Path, sentence: str) -> None:
        self.filled.faults.append(Fault(path, one.label, sentence))


def _label(words: object) -> str:
    text = " ".join(str(words).split())
    return fold(text.removesuffix(NEEDED.strip()).strip()) if isinstance(words, str) else ""
