"""A form that was filled in with LibreOffice comes back: every value read, every wrong cell named."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc import libreoffice
from dondoc.forms.excel.reading import checked, read_filled
from tests.forms.samples import FORM, STAMP
from tests.forms.test_excel import EMPTY, TABLE
from tests.office import typed

pytestmark = [
    pytest.mark.load,
    pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed"),
]
ROW = {"A4": "Ngô Thị Mận", "B4": "001190000123", "C4": date(1990, 3, 15), "D4": "0912345678", "E4": "Cấp mới"}


def test_values_typed_in_libreoffice_are_read() -> None:
    cells = {("Thông tin", "B4"): "Đinh Công Lý", ("Thông tin", "B7"): 12.5}
    book = typed(EMPTY, cells | {(TABLE, place): value for place, value in ROW.items()})
    filled = read_filled(book, FORM)
    back = checked(filled, FORM)
    assert (filled.stamp, back.faults) == (STAMP, [])
    assert (back.values["head"], back.values["cost"]) == ("Đinh Công Lý", 12.5)
    [person] = back.values["people"]
    assert (person["born"], person["number"], person["phone"]) == ("1990-03-15", "001190000123", "0912345678")


def test_wrong_cells_are_named_as_libreoffice_shows_them() -> None:
    wrong = {("Thông tin", "B7"): "rất nhiều", (TABLE, "B4"): 1190000123, (TABLE, "E4"): "Đổi"}
    cells = {(TABLE, place): value for place, value in ROW.items()} | wrong
    filled = read_filled(typed(EMPTY, cells), FORM)
    told = {filled.cell(fault): fault.sentence for fault in checked(filled, FORM).faults}
    assert told.keys() == {"Thông tin!B4", "Thông tin!B7", f"{TABLE}!B4", f"{TABLE}!E4"}
    assert "Excel có thể đã bỏ số 0" in told[f"{TABLE}!B4"]
