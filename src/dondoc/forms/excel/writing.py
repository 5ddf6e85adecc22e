"""A form as a workbook to fill in: locked headings, lists to choose from, a sheet that explains, values already
in it and, where it came back wrong, the wrong cells marked."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dondoc.forms.checking import Path
from dondoc.forms.definition import Field, Form, Kind
from dondoc.forms.excel.plan import (
    CHOICES,
    FAULTS,
    GUIDE,
    MAGIC,
    SINGLES,
    SINGLES_HEAD,
    STAMP,
    Stamp,
    heading,
    on_sheet,
    sheet_names,
)  # fmt: skip
from dondoc.forms.values import Value, as_text
from dondoc.forms.words import rule_words
from dondoc.writing.clean import plain

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_CELL = {**_FONT, "border": 1, "border_color": "#B7C3C7", "text_wrap": True, "locked": False}
_FORMATS = {Kind.NUMBER: "#,##0.######", Kind.DATE: "dd/mm/yyyy"}
_WIDTHS = {
    Kind.NUMBER: 14, Kind.DATE: 14, Kind.LONG: 46, Kind.UNIT: 34, Kind.PERSON: 26, Kind.CHOICES: 30, Kind.CHOICE: 22,
}  # fmt: skip
_TOP = 3
"""Rows over the first row of answers: title, explanation, headings."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What goes into a workbook: who it is for, until when, values that stand in it already, and what is wrong."""

    stamp: Stamp
    addressee: str = ""
    due: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    faults: Mapping[Path, str] = field(default_factory=dict)


def write_form(form: Form, filling: Filling) -> bytes:
    """The workbook of a form for one addressee."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": plain(form.title), "created": datetime(2025, 1, 1)})
    _Writer(book, form, filling).write()
    book.close()
    return buffer.getvalue()


class _Writer:
    def __init__(self, book: Workbook, form: Form, filling: Filling) -> None:
        self.book, self.form, self.filling = book, form, filling
        self.names = sheet_names(form)
        self.formats: dict[tuple[str, bool], Format] = {}
        self.title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        self.note = book.add_format({**_FONT, "italic": True, "font_color": "#4A5B63", "text_wrap": True})
        self.text = book.add_format({**_FONT, "text_wrap": True})
        self.head = book.add_format(
            {
                **_FONT,
                "bold": True,
                "text_wrap": True,
                "border": 1,
                "border_color": "#B7C3C7",
                "bg_color": "#E2EFF0",
                "valign": "vcenter",
            }
        )
        self.label = book.add_format(
            {**_FONT, "text_wrap": True, "border": 1, "border_color": "#B7C3C7", "bg_color": "#F5F7F7"}
        )
        self.wanted = book.add_format({"bg_color": "#FFF4D6"})
        self.ranges: dict[tuple[str, str], str] = {}

    def write(self) -> None:
        if self.filling.faults:
            self._faults()
        sheets = self._sheets()
        self._choices()
        self._stamp()
        self._guide(sheets[GUIDE])
        if on_sheet(self.form):
            self._singles(sheets[SINGLES])
        for table in self.form.tables:
            self._table(sheets[self.names[table.key]], table)
        first = SINGLES if on_sheet(self.form) else next(iter(self.names.values()), GUIDE)
        sheets[FAULTS if self.filling.faults else first].activate()

    def _sheets(self) -> dict[str, Worksheet]:
        """In the order in which people see them: the faults if any, what is to be filled in, then how."""
        names = [SINGLES] if on_sheet(self.form) else []
        names += [*self.names.values(), GUIDE]
        made = {name: self.book.add_worksheet(name) for name in names}
        return made | {sheet.get_name(): sheet for sheet in self.book.worksheets() if sheet.get_name() == FAULTS}

    def _choices(self) -> None:
        """Choices stand on a hidden sheet: what is written into the rule itself may not be longer than 255 signs."""
        sheet = self.book.add_worksheet(CHOICES)
        sheet.very_hidden()
        column = 0
        for table, one in self.form.walk():
            if one.kind is not Kind.CHOICE:
                continue
            for at, choice in enumerate(one.choices):
                sheet.write_string(at, column, plain(choice))
            letters = xlsxwriter.utility.xl_col_to_name(column)
            self.ranges[table, one.key] = f"='{CHOICES}'!${letters}$1:${letters}${len(one.choices)}"
            column += 1

    def _stamp(self) -> None:
        sheet = self.book.add_worksheet(STAMP)
        sheet.very_hidden()
        stamp = self.filling.stamp
        for at, words in enumerate((MAGIC, stamp.form, str(stamp.version), stamp.addressee, stamp.seal)):
            sheet.write_string(at, 0, words)

    def _guide(self, sheet: Worksheet) -> None:
        sheet.protect()
        self._page(sheet)
        sheet.set_column(0, 0, 34)
        sheet.set_column(1, 1, 90)
        sheet.write_string(0, 0, plain(self.form.title), self.title)
        at = 1
        for line in _how_to(self.form, self.filling):
            sheet.merge_range(at, 0, at, 1, plain(line), self.text)
            sheet.set_row(at, 18 * (1 + len(line) // 115))
            at += 1
        at += 1
        sheet.write_row(at, 0, ("Nội dung", "Cách ghi"), self.head)
        for table, one in self.form.walk():
            at += 1
            where = f"{self.form.field(table).label} – " if table else ""
            sheet.write_string(at, 0, plain(where + heading(one)), self.label)
            sheet.write_string(at, 1, plain(rule_words(one, self._beside(table))), self.label)

    def _singles(self, sheet: Worksheet) -> None:
        sheet.protect()
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 2, 60)
        self._title(sheet, 2, self.form.title, self.filling.addressee)
        sheet.write_row(_TOP - 1, 0, SINGLES_HEAD, self.head)
        sheet.freeze_panes(_TOP, 0)
        for at, one in enumerate(on_sheet(self.form), start=_TOP):
            sheet.write_string(at, 0, plain(heading(one)), self.label)
            self._cell(sheet, (at, 1), one, self.filling.values.get(one.key), (one.key, None, ""))
            sheet.write_string(at, 2, plain(rule_words(one, self.form.fields)), self.label)
            self._validate(sheet, (at, at), 1, one, "")

    def _table(self, sheet: Worksheet, table: Field) -> None:
        sheet.protect("", {"insert_rows": True, "delete_rows": True, "format_columns": True, "format_rows": True})
        self._title(sheet, len(table.columns) - 1, table.label, table.help)
        given = self.filling.values.get(table.key)
        rows: list[Any] = given if isinstance(given, list) else []
        last = _TOP + max(table.rows, len(rows)) - 1
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, max(_WIDTHS.get(column.kind, 20), min(len(column.label) + 4, 26)))
            sheet.write_string(_TOP - 1, number, plain(heading(column)), self.head)
            self._validate(sheet, (_TOP, last), number, column, table.key)
            self._tint(sheet, table, number, last)
        sheet.set_row(_TOP - 1, 36)
        sheet.freeze_panes(_TOP, 0)
        sheet.repeat_rows(_TOP - 1)
        for at in range(_TOP, last + 1):
            row = rows[at - _TOP] if at - _TOP < len(rows) else {}
            for number, column in enumerate(table.columns):
                self._cell(sheet, (at, number), column, row.get(column.key), (table.key, at - _TOP, column.key))
        self._page(sheet)

    def _beside(self, table: str) -> tuple[Field, ...]:
        return self.form.field(table).columns if table else self.form.fields

    def _title(self, sheet: Worksheet, last: int, title: str, note: str) -> None:
        sheet.write_string(0, 0, plain(title), self.title)
        if note and last > 0:
            sheet.merge_range(1, 0, 1, last, plain(note), self.note)
        elif note:
            sheet.write_string(1, 0, plain(note), self.note)
        self._page(sheet)

    def _page(self, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def _look(self, one: Field, wrong: bool, quoted: bool) -> Format:
        text = _FORMATS.get(one.kind, "@")
        key = (text + ("'" if quoted else ""), wrong)
        if key not in self.formats:
            look: dict[str, Any] = {**_CELL, "num_format": text, "quote_prefix": quoted}
            if wrong:
                look |= {"bg_color": "#FBE7E4", "border_color": "#A8231A", "font_color": "#A8231A"}
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _cell(self, sheet: Worksheet, place: tuple[int, int], one: Field, value: Value, path: Path) -> None:
        (at, column), fault = place, self.filling.faults.get(path)
        words = as_text(value) if value is not None else ""
        look = self._look(one, fault is not None, words[:1] in ("=", "+", "-", "@"))
        if value is None:
            sheet.write_blank(at, column, None, look)
        elif one.kind is Kind.NUMBER and isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(at, column, value, look)
        elif one.kind is Kind.DATE and (day := _day_of(value)) is not None:
            sheet.write_datetime(at, column, datetime(day.year, day.month, day.day), look)
        else:
            sheet.write_string(at, column, plain(value if one.kind is Kind.LONG and fault is None else words), look)
        if fault is not None:
            sheet.write_comment(at, column, fault, {"x_scale": 2, "author": ""})

    def _validate(self, sheet: Worksheet, rows: tuple[int, int], column: int, one: Field, table: str) -> None:
        rule: dict[str, Any] = {
            "ignore_blank": True,
            "error_title": "Chưa đúng",
            "error_message": rule_words(one)[:220],
        }
        if one.kind is Kind.CHOICE:
            rule |= {"validate": "list", "source": self.ranges[table, one.key]}
        elif one.kind is Kind.NUMBER:
            least = one.least if one.least is not None else -1e15
            most = one.most if one.most is not None else 1e15
            kind = "integer" if one.whole and abs(least) < 2**31 and abs(most) < 2**31 else "decimal"
            rule |= {"validate": kind, "criteria": "between", "minimum": least, "maximum": most}
        elif one.kind is Kind.DATE:
            since, until = one.first_day or date(1900, 3, 1), one.last_day or date(9999, 12, 31)
            rule |= {"validate": "date", "criteria": "between", "minimum": since, "maximum": until}
        else:
            return
        sheet.data_validation(rows[0], column, rows[1], column, rule)

    def _tint(self, sheet: Worksheet, table: Field, number: int, last: int) -> None:
        """Colour the empty cells of a column in the rows where another column makes it needed."""
        condition = table.columns[number].needed_if
        if condition is None:
            return
        keys = [one.key for one in table.columns]
        own, other = (xlsxwriter.utility.xl_col_to_name(at) for at in (number, keys.index(condition.key)))
        said = [f'${other}{_TOP + 1}="{plain(value).replace(chr(34), chr(34) * 2)}"' for value in condition.values]
        holds = f"OR({','.join(said)})" if said else f'AND(${other}{_TOP + 1}<>"",${other}{_TOP + 1}<>0)'
        rule = {"type": "formula", "criteria": f"=AND(ISBLANK(${own}{_TOP + 1}),{holds})", "format": self.wanted}
        sheet.conditional_format(_TOP, number, last, number, rule)

    def _faults(self) -> None:
        sheet = self.book.add_worksheet(FAULTS)
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 90)
        sheet.set_tab_color("#A8231A")
        self._page(sheet)
        count = len(self.filling.faults)
        sheet.write_string(0, 0, f"Có {count} chỗ cần sửa. Các ô sai được tô đỏ ở những trang sau.", self.title)
        sheet.write_row(2, 0, ("Ở đâu", "Cần sửa thế nào"), self.head)
        for at, ((key, row, column), sentence) in enumerate(self.filling.faults.items(), start=3):
            one = self.form.field(column, key) if column else self.form.field(key)
            where = f"{self.form.field(key).label}, dòng {row + 1}, cột “{one.label}”" if row is not None else one.label
            sheet.write_string(at, 0, plain(where), self.label)
            sheet.write_string(at, 1, plain(sentence), self.label)


def _day_of(value: Value) -> date | None:
    if isinstance(value, date):
        return value if value.year >= 1901 else None
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.year >= 1901 else None


def _how_to(form: Form, filling: Filling) -> list[str]:
    lines = [form.note] if form.note else []
    if filling.addressee:
        lines.append(f"Đơn vị trả lời: {filling.addressee}.")
    if filling.due:
        lines.append(f"Hạn gửi: {filling.due}.")
    lines += [
        "Chỉ điền vào các ô có viền trắng; không đổi tên, xóa hay thêm trang tính, không sửa dòng tiêu đề.",
        "Trường có dấu * là bắt buộc. Ô có danh sách thì bấm mũi tên ở góc ô để chọn.",
        "Điền xong lưu tệp (.xlsx) rồi tải lên ở trang đã gửi kèm; nếu có chỗ sai, trang sẽ chỉ đúng ô cần sửa.",
    ]
    return lines
