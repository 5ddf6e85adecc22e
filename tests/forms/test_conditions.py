"""Fields that are needed only because of what another field says."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from dondoc.forms.checking import check
from dondoc.forms.definition import Condition, Field, Form, FormError, Kind, check_form, plain_form, read_form
from dondoc.forms.excel.plan import Stamp
from dondoc.forms.excel.reading import checked, read_filled
from dondoc.forms.excel.writing import Filling, write_form
from dondoc.forms.words import rule_words

WANT = Field("want", "Đề nghị", Kind.CHOICE, choices=("Cấp mới", "Gia hạn", "Thu hồi"), needed=True)
SERIAL = Field("serial", "Số hiệu", needed_if=Condition("want", ("Gia hạn", "Thu hồi")))
LACKING = Field("lacking", "Số máy hỏng", Kind.NUMBER, least=0)
WHY = Field("why", "Lý do hỏng", Kind.LONG, needed_if=Condition("lacking"))
FORM = Form("Thiết bị", (LACKING, WHY, Field("rows", "Danh sách", Kind.TABLE, columns=(SERIAL, WANT))))


def faults(**given: object) -> list[str]:
    return [str(fault) for fault in check(FORM, given).faults]


@pytest.mark.parametrize(
    ("want", "serial", "told"),
    [("Cấp mới", "", False), ("Thu hồi", "", True), ("thu hồi", "", True), ("Thu hồi", "A1", False), ("", "", False)],
)
def test_a_column_is_needed_in_the_rows_that_say_so(want: str, serial: str, told: bool) -> None:
    found = faults(rows=[{"want": "Cấp mới", "serial": "0"}, {"want": want, "serial": serial}])
    sentence = "Số hiệu, dòng 2: khi “Đề nghị” là Gia hạn hoặc Thu hồi thì phải có; hãy điền."
    assert (sentence in found) == told


@pytest.mark.parametrize(("lacking", "told"), [("3", True), ("0", False), ("", False)])
def test_without_named_values_a_field_is_needed_where_the_other_says_anything(lacking: str, told: bool) -> None:
    sentence = "Lý do hỏng: khi “Số máy hỏng” lớn hơn 0 thì phải có; hãy điền."
    assert faults(lacking=lacking, why=" ") == ([sentence] if told else [])


def test_faults_stand_in_the_order_of_the_form() -> None:
    found = check(FORM, {"lacking": 1, "rows": [{"want": "Thu hồi"}, {"serial": "x", "want": "gì đó"}]})
    assert [fault.path for fault in found.faults] == [("why", None, ""), ("rows", 0, "serial"), ("rows", 1, "want")]


def test_the_rule_is_told_kept_and_goes_out_and_back_with_excel() -> None:
    assert read_form(plain_form(FORM)) == FORM
    assert rule_words(SERIAL, (SERIAL, WANT)) == "Bắt buộc khi “Đề nghị” là Gia hạn hoặc Thu hồi."
    book = load_workbook(io.BytesIO(write_form(FORM, Filling(Stamp("1", 1, "1")))))
    [tint] = [rule for rules in book["Danh sách"].conditional_formatting for rule in rules.rules]
    assert tint.formula == ['AND(ISBLANK($A4),OR($B4="Gia hạn",$B4="Thu hồi"))']
    book["Danh sách"]["B4"] = "Thu hồi"
    out = io.BytesIO()
    book.save(out)
    filled = read_filled(out.getvalue(), FORM)
    [fault] = checked(filled, FORM).faults
    assert filled.cell(fault) == "Danh sách!A4" and "phải có" in fault.sentence


@pytest.mark.parametrize("condition", [Condition("gone"), Condition("a"), Condition("b", ("Ba",)), Condition("rows")])
def test_a_condition_that_can_never_hold_is_refused(condition: Condition) -> None:
    b = Field("b", "B", Kind.CHOICE, choices=("Một", "Hai"))
    rows = Field("rows", "Bảng", Kind.TABLE, columns=(Field("c", "C"),))
    with pytest.raises(FormError, match="hãy sửa điều kiện đó"):
        check_form(Form("X", (Field("a", "A", needed_if=condition), b, rows)))
