"""A sheet of units as rows with their cells, and what is wrong in each cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.organisations.keys import folded
from dondoc.organisations.kinds import kind_of_label, kind_of_name
from dondoc.organisations.models import UnitKind
from dondoc.organisations.spreadsheets.workbook import cell_name, read_rows

# Field → headings that mean it; the first one is written to templates.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("Tên đơn vị", "Tên", "Đơn vị", "Tên cơ quan", "Tên cơ quan, đơn vị"),
    "abbreviation": ("Viết tắt", "Tên viết tắt", "Chữ viết tắt", "Ký hiệu"),
    "aliases": ("Tên khác", "Tên gọi khác", "Bí danh"),
    "kind": ("Loại", "Loại đơn vị", "Loại hình"),
    "parent": ("Đơn vị cấp trên", "Cấp trên", "Trực thuộc", "Đơn vị cha", "Thuộc"),
    "code": ("Mã", "Mã đơn vị", "Mã định danh"),
    "valid_from": ("Hiệu lực từ", "Từ ngày", "Ngày hiệu lực", "Ngày thành lập"),
}
_FIELD_OF = {folded(heading): field for field, headings in HEADINGS.items() for heading in headings}
HEADING_ROWS = 20
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class CellError:
    """What is wrong in one cell, in Vietnamese."""

    cell: str
    sentence: str

    def __str__(self) -> str:
        return f"Ô {self.cell}: {self.sentence}"


@dataclass(slots=True)
class UnitRow:
    """One unit as the sheet says it. ``cells`` maps a field to the name of its cell."""

    name: str
    cells: dict[str, str]
    abbreviation: str = ""
    aliases: tuple[str, ...] = ()
    kind: UnitKind = UnitKind.OTHER
    parent: str = ""
    code: str = ""
    valid_from: date | None = None


@dataclass(slots=True)
class UnitSheet:
    """All rows of a sheet, and the errors found in its cells alone."""

    rows: list[UnitRow] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)


def read_sheet(content: bytes) -> UnitSheet:
    """Read a unit list. Raises Refused where the file is no workbook or has no row of headings."""
    values = read_rows(content)
    top, columns = _headings(values)
    sheet = UnitSheet()
    for at in range(top + 1, len(values)):
        texts = {name: values[at][column] if column < len(values[at]) else None for name, column in columns.items()}
        if any(value is not None for value in texts.values()):
            places = {name: cell_name(column, at) for name, column in columns.items()}
            _read_row(texts, places, sheet)
    if not sheet.rows and not sheet.errors:
        raise Refused("Bảng không có đơn vị nào dưới dòng tiêu đề.")
    return sheet


def _headings(values: list[list[Any]]) -> tuple[int, dict[str, int]]:
    for at, row in enumerate(values[:HEADING_ROWS]):
        columns: dict[str, int] = {}
        for column, value in enumerate(row):
            found = _FIELD_OF.get(folded(value)) if isinstance(value, str) else None
            if found:
                columns.setdefault(found, column)
        if "name" in columns:
            return at, columns
    raise Refused(f"Không tìm thấy cột “{HEADINGS['name'][0]}” trong {HEADING_ROWS} dòng đầu. Hãy dùng tệp mẫu.")


def _read_row(texts: dict[str, Any], places: dict[str, str], sheet: UnitSheet) -> None:
    def text(name: str, limit: int) -> str:
        value = str(texts.get(name) or "")
        if len(value) > limit:
            sheet.errors.append(CellError(places[name], f"dài {len(value)} ký tự; tối đa {limit}."))
        return value

    row = UnitRow(text("name", 200), places, text("abbreviation", 40), code=text("code", 40))
    if not folded(row.name):
        sheet.errors.append(CellError(places["name"], "thiếu tên đơn vị."))
        return
    row.aliases = tuple(part.strip() for part in text("aliases", 1000).split(";") if part.strip())
    row.parent = text("parent", 200)
    row.kind = _kind(texts.get("kind"), row, sheet)
    row.valid_from = _day(texts.get("valid_from"), places.get("valid_from", ""), sheet)
    sheet.rows.append(row)


def _kind(value: Any, row: UnitRow, sheet: UnitSheet) -> UnitKind:
    if value is None:
        return kind_of_name(row.name) or UnitKind.OTHER
    kind = kind_of_label(str(value))
    if kind is None:
        labels = "; ".join(kind.label for kind in UnitKind)
        sheet.errors.append(CellError(row.cells["kind"], f"không có loại “{str(value)[:60]}”. Các loại: {labels}."))
        return UnitKind.OTHER
    return kind


def _day(value: Any, place: str, sheet: UnitSheet) -> date | None:
    if value is None or isinstance(value, date):
        return value
    day, iso = _DATE.fullmatch(str(value)), _ISO.fullmatch(str(value))
    try:
        if day:
            return date(int(day[3]), int(day[2]), int(day[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        pass
    sheet.errors.append(CellError(place, f"“{str(value)[:40]}” không phải là ngày; hãy ghi như 01/07/2025."))
    return None
