from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dondoc.writing import xlsx
from dondoc.writing.blocks import Align, Band, Column, Table, Total
from dondoc.writing.clean import plain
from dondoc.writing.errors import Fault, WritingError
from dondoc.writing.words import Cell
from dondoc.writing.xlsx import Sheet, write_xlsx

COLUMNS = (
    Column("TT", 0.5, Align.CENTER),
    Column("Đơn vị", 3),
    Column("Đúng hạn", group="Hoàn thành"),
    Column("Trễ hạn", group="Hoàn thành"),
)


def written(*sheets: Sheet) -> openpyxl.Workbook:
    out = BytesIO()
    write_xlsx(sheets, out)
    return openpyxl.load_workbook(out)


def column_a(*values: Cell) -> Worksheet:
    sheet = written(Sheet("A", Table((Column("A"),), [(value,) for value in values]))).active
    assert sheet is not None
    return sheet


def test_title_head_rows_and_print_set_up() -> None:
    rows = [Band("Khối văn phòng"), (1, "Văn phòng", 3, 1), Total(("", "Cộng", 3, 1))]
    sheet = written(Sheet("Thống kê", Table(COLUMNS, rows), "Tình hình", "Tháng 11"))["Thống kê"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][0] == "Tình hình"
    assert lines[2][2] == "Hoàn thành"
    assert lines[3] == ["TT", "Đơn vị", "Đúng hạn", "Trễ hạn"]
    assert lines[5] == [1, "Văn phòng", 3, 1]
    assert sheet["B7"].font.b
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.auto_filter.ref == "A4:D7"


def test_values_keep_their_kind() -> None:
    sheet = column_a(1234567, 2.5, Decimal("0.25"), date(2026, 1, 5), datetime(2026, 1, 5, 8, 5), None, 10**30)
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        1234567,
        2.5,
        0.25,
        datetime(2026, 1, 5),
        datetime(2026, 1, 5, 8, 5),
        None,
        str(10**30),
    ]
    assert sheet["A5"].number_format == "dd/mm/yyyy"
    assert sheet["A2"].number_format == "#,##0"


def test_what_excel_cannot_count_is_written_as_text() -> None:
    sheet = column_a(date(1890, 1, 5), float("nan"), datetime(2026, 1, 5, 8, 5, tzinfo=UTC))
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["05/01/1890", "nan", "08:05 05/01/2026"]


@pytest.mark.parametrize("text", ["=1+1", "+84 123", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_a_formula_is_text_and_reads_back_unchanged(text: str) -> None:
    cell = column_a(text)["A2"]
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix


@given(st.text(max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_text_reads_back(text: str) -> None:
    assert (column_a(text)["A2"].value or "") == plain(text)


def test_sheet_names_are_made_fit() -> None:
    table = Table((Column("A"),), [])
    long = "Danh sách nhiệm vụ của các cơ quan, đơn vị"
    book = written(*(Sheet(name, table) for name in ("Quý I/2026", "[]", long, long)))
    assert book.sheetnames[:2] == ["Quý I2026", "Bảng"]
    assert len(set(book.sheetnames)) == 4
    assert max(map(len, book.sheetnames)) <= 31


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(WritingError) as refused:
        write_xlsx([Sheet("A", Table((), []))], BytesIO())
    assert refused.value.fault is Fault.NO_COLUMNS


def test_more_rows_than_excel_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LAST_ROW", 3)
    with pytest.raises(WritingError, match="hãy lọc bớt"):
        column_a(1, 2, 3, 4)
