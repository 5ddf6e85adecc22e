"""A form goes out as Excel and comes back, as officials fill it in and as enemies would."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from dondoc.forms.checking import check
from dondoc.forms.excel import guard as guarding
from dondoc.forms.excel.guard import BROKEN, LOCKED, MACROS, NOT_EXCEL, WorkbookError
from dondoc.forms.excel.reading import checked, read_filled, read_stamp
from dondoc.forms.excel.writing import Filling, write_form
from tests.forms.samples import FORM, STAMP, answer, find_unit, person

TABLE = "Danh sách người đề nghị"
EMPTY = write_form(FORM, Filling(STAMP, "UBND xã Đông An", "30/11/2026"))


def changed(change: Callable[[Workbook], None], content: bytes = EMPTY) -> bytes:
    """The workbook after somebody did something to it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled_in(**cells: Any) -> bytes:
    """Filled in by hand; names of cells of the table are given after "t_"."""

    def fill(book: Workbook) -> None:
        book["Thông tin"]["B4"] = "Đinh Công Lý"
        row = ("Ngô Thị Mận", "001190000123", datetime(1990, 3, 15), "0912345678", "Cấp mới")
        for column, value in zip("ABCDE", row, strict=True):
            book[TABLE][f"{column}4"] = value
        for name, value in cells.items():
            sheet = book[TABLE] if name.startswith("t_") else book["Thông tin"]
            sheet[name.removeprefix("t_")] = value

    return changed(fill)


def test_an_answer_survives_the_way_out_and_back() -> None:
    values = check(FORM, answer(), find_unit).values
    content = write_form(FORM, Filling(STAMP, values=values))
    filled = read_filled(content, FORM)
    back = checked(filled, FORM, find_unit)
    assert (filled.stamp, back.faults) == (STAMP, [])
    assert back.values == values


def test_what_looks_like_a_formula_is_text_on_the_way_out() -> None:
    content = write_form(FORM, Filling(STAMP, values={"note": "=1+1", "people": [person(name="@SUM(A1)")]}))
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert read_filled(content, FORM).given["note"] == "=1+1"


def test_a_form_filled_in_by_hand_is_read() -> None:
    back = checked(read_filled(filled_in(B7="12,5", B9="Dữ liệu; kỹ năng số"), FORM), FORM)
    assert back.faults == []
    assert back.values["cost"] == 12.5
    assert back.values["topics"] == ["Kỹ năng số", "Dữ liệu"]
    assert back.values["people"][0]["born"] == "1990-03-15"


def test_every_wrong_cell_is_named_and_nothing_is_missed() -> None:
    filled = read_filled(filled_in(B4=None, B7="rất nhiều", t_B4=1190000123, t_E4="Đổi", t_A6="Hồ Văn Bưởi"), FORM)
    told = {filled.cell(fault): fault.sentence for fault in checked(filled, FORM).faults}
    assert told.keys() == {
        "Thông tin!B4", "Thông tin!B7", f"{TABLE}!B4", f"{TABLE}!E4", f"{TABLE}!B6", f"{TABLE}!E6",
    }  # fmt: skip
    assert told[f"{TABLE}!B4"].startswith("mới có 10 chữ số; Excel có thể đã bỏ số 0")


def test_the_wrong_cells_come_back_marked_and_can_be_mended_there() -> None:
    filled = read_filled(filled_in(t_B4="123"), FORM)
    found = checked(filled, FORM)
    marked = write_form(FORM, Filling(STAMP, values=found.values, faults=found.by_path))
    book = load_workbook(io.BytesIO(marked))
    assert book.active.title == "Cần sửa"
    assert [cell.value for cell in book["Cần sửa"][4]] == [
        f"{TABLE}, dòng 1, cột “Số căn cước”", "có 3 chữ số; số định danh (căn cước) gồm đúng 12 chữ số.",
    ]  # fmt: skip
    assert book[TABLE]["B4"].fill.fgColor.rgb == "FFFBE7E4"
    assert "12 chữ số" in book[TABLE]["B4"].comment.text

    def mend(book: Workbook) -> None:
        book[TABLE]["B4"] = "001190000123"

    assert checked(read_filled(changed(mend, marked), FORM), FORM).faults == []


def test_headings_and_help_are_locked_and_choices_are_offered() -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    sheet = book[TABLE]
    assert sheet.protection.sheet and sheet["A3"].protection.locked and not sheet["A4"].protection.locked
    assert {"list", "date"} <= {rule.type for rule in sheet.data_validations.dataValidation}
    assert book["_danh_muc"].sheet_state == "veryHidden"


def test_columns_may_be_moved() -> None:
    def move(book: Workbook) -> None:
        sheet = book[TABLE]
        for row in range(3, 6):
            sheet[f"A{row}"].value, sheet[f"B{row}"].value = sheet[f"B{row}"].value, sheet[f"A{row}"].value

    back = checked(read_filled(changed(move, filled_in()), FORM), FORM)
    assert back.faults == []
    assert back.values["people"][0]["number"] == "001190000123"


# What is done to the workbook → the sentence.
def _no_sheet(book: Workbook) -> None:
    del book[TABLE]


def _merged_heads(book: Workbook) -> None:
    book[TABLE].merge_cells("A3:C3")


def _no_row(book: Workbook) -> None:
    book["Thông tin"].delete_rows(5)


def _many(book: Workbook) -> None:
    for at in range(4, 60):
        book[TABLE][f"A{at}"] = "Ngô Thị Mận"


def _far_down(book: Workbook) -> None:
    book[TABLE]["A1048576"] = "Ngô Thị Mận"


HOSTILE = {
    "a sheet is gone": (_no_sheet, f"Không thấy trang tính “{TABLE}”."),
    "heads are merged": (_merged_heads, f"Trang “{TABLE}” không còn dòng tiêu đề"),
    "a question is gone": (_no_row, "Trang “Thông tin” không còn dòng “Thư điện tử”."),
    "too many rows": (_many, f"Trang “{TABLE}” có 56 dòng; biểu mẫu nhận tối đa 50 dòng."),
    "a million rows": (_far_down, f"Trang tính “{TABLE}” có hơn 20000 dòng."),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_workbook_that_was_taken_apart_is_one_sentence(name: str) -> None:
    change, sentence = HOSTILE[name]
    with pytest.raises(WorkbookError) as refused:
        read_filled(changed(change), FORM)
    assert str(refused.value).startswith(sentence)


def test_a_formula_without_a_result_is_told_and_one_with_a_result_is_its_value() -> None:
    filled = read_filled(filled_in(B7="=1+1", t_B4='=HYPERLINK("http://a.example","1")'), FORM)
    assert {filled.cell(fault): fault.sentence[:31] for fault in checked(filled, FORM).faults} == {
        "Thông tin!B7": "ô là công thức chưa có kết quả;",
        f"{TABLE}!B4": "ô là công thức chưa có kết quả;",
    }
    buffer = io.BytesIO()
    content = with_result(buffer)
    assert checked(read_filled(content, FORM), FORM).values["cost"] == 40


def with_result(buffer: io.BytesIO) -> bytes:
    """The filled-in form, its number computed by a formula whose result Excel has saved."""
    content = filled_in(B7="=20+20")
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).replace(b"<f>20+20</f><v></v>", b"<f>20+20</f><v>40</v>")
            new.writestr(name, part.replace(b"<f>20+20</f><v />", b"<f>20+20</f><v>40</v>"))
    return buffer.getvalue()


def test_errors_of_excel_are_told() -> None:
    filled = read_filled(filled_in(B7="#REF!"), FORM)
    assert [fault.sentence[:18] for fault in checked(filled, FORM).faults] == ["ô báo lỗi #REF!; h"]


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr({"types": "[Content_Types].xml", "macro": "xl/vbaProject.bin"}.get(name, name), part)
    return buffer.getvalue()


def other() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.add_worksheet("Thông tin").write_string(0, 0, "Tên")
    book.close()
    return buffer.getvalue()


NO_FORM = {
    "nothing": (b"", "Tệp trống."),
    "text": (b"hello", NOT_EXCEL),
    "old or locked": (b"\xd0\xcf\x11\xe0" + b"0" * 600, LOCKED),
    "macros": (zipped(types=b"<a/>", macro=b"x"), MACROS),
    "a bomb": (zipped(types=b"<a/>", bomb=b"0" * (3 * 1024 * 1024)), "Tệp bung ra quá lớn."),
    "entities": (zipped(types=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), BROKEN),
    "an empty package": (zipped(types=b"<a/>"), BROKEN),
    "cut off": (EMPTY[: len(EMPTY) // 2], NOT_EXCEL),
    "another workbook": (other(), "Tệp này không phải biểu mẫu tải từ trang này."),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_FORM)
def test_what_is_no_form_is_one_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "UNPACKED_LIMIT", 2 * 1024 * 1024)
    content, sentence = NO_FORM[name]
    for read in (read_stamp, lambda content: read_filled(content, FORM)):
        with pytest.raises(WorkbookError) as refused:
            read(content)
        assert str(refused.value).startswith(sentence)


def test_a_damaged_stamp_is_no_form() -> None:
    def damage(book: Workbook) -> None:
        book["_bieu_mau"]["A3"] = "hai"

    with pytest.raises(WorkbookError, match="không phải biểu mẫu"):
        read_stamp(changed(damage))


def test_days_before_excel_begins_are_kept_as_text() -> None:
    content = write_form(FORM, Filling(STAMP, values={"people": [{"born": date(1899, 5, 1).isoformat()}]}))
    assert read_filled(content, FORM).given["people"] == [
        {"name": None, "number": None, "born": "1899-05-01", "phone": None, "want": None}
    ]
