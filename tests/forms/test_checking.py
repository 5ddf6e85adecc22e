"""Answers against a form: what fits is cleaned, what does not is told where and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dondoc.forms.checking import check
from dondoc.forms.definition import (
    Field,
    Form,
    FormError,
    Kind,
    Pattern,
    check_form,
    plain_form,
    read_form,
)  # fmt: skip
from dondoc.forms.editing import free_key, with_field, without_field
from dondoc.forms.masking import has_personal, mask, mask_values
from dondoc.forms.patterns import Wrong
from dondoc.forms.values import accept, shown
from tests.forms.samples import FORM, PEOPLE, answer, find_unit, person

CLEAN = {"born": "1990-03-15", "phone": "0912345678"}


def test_an_answer_that_fits_is_kept_clean() -> None:
    found = check(FORM, answer(unknown="x"), find_unit)
    assert found.faults == []
    assert found.values == {
        "head": "Đinh Công Lý",
        "mail": "van.phong@xa.example.vn",
        "tax": "0100109106-001",
        "cost": 1000,
        "count": 12,
        "topics": ["An toàn thông tin", "Dữ liệu"],
        "unit": "UBND xã Đông An",
        "note": "Dòng một\nDòng hai",
        "people": [
            CLEAN | {"name": "Ngô Thị Mận", "number": "001190000123", "want": "Cấp mới"},
            CLEAN | {"name": "Hồ Văn Bưởi", "number": "079080001234", "want": "Thu hồi"},
        ],
    }  # fmt: skip


WRONG = {
    ("head", ""): "chưa có; hãy điền.",
    ("head", "Lý"): "hãy ghi đầy đủ họ và tên, không kèm số hay ký hiệu.",
    ("mail", "vanphong.xa"): "không phải địa chỉ thư điện tử",
    ("tax", "12345"): "không phải mã số thuế",
    ("cost", "mười"): "“mười” không phải là số; hãy ghi như 1250 hoặc 12,5.",
    ("cost", "1.001"): "phải từ 1.000 trở xuống.",
    ("cost", -1): "phải từ 0 trở lên.",
    ("count", "1,5"): "phải là số nguyên.",
    ("count", float("nan")): "số quá lớn.",
    ("topics", "Nấu ăn"): "không có lựa chọn “Nấu ăn”; hãy chọn một trong: An toàn thông tin; Kỹ năng số; Dữ liệu.",
    ("unit", "xã Không Có"): "không có đơn vị tên “xã Không Có” trong danh mục",
    ("paper", "a.pdf"): "tệp chỉ gửi được trên trang web",
    ("people", ()): "bảng chưa có dòng nào; hãy điền ít nhất một dòng.",
}


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_what_does_not_fit_is_one_sentence(key: str, value: object) -> None:
    found = check(FORM, answer(**{key: value}), find_unit)
    [fault] = found.faults
    assert fault.path == (key, None, "")
    assert fault.sentence.startswith(WRONG[key, value])


CELLS = {
    ("number", "1190000123"): "mới có 10 chữ số; Excel có thể đã bỏ số 0 ở đầu, hãy ghi đủ 12 chữ số.",
    ("number", 79080001234): "mới có 11 chữ số; Excel có thể đã bỏ số 0 ở đầu",
    ("number", "999190000123"): "ba chữ số đầu không phải mã tỉnh",
    ("phone", 912345678): "thiếu số 0 ở đầu; hãy ghi đủ 10 chữ số.",
    ("phone", "113"): "không phải số điện thoại Việt Nam",
    ("born", "31/02/1990"): "“31/02/1990” không phải là ngày; hãy ghi như 05/12/2026.",
    ("born", "01/01/2011"): "phải đến hết ngày 31/12/2010 trở về trước.",
    ("want", "Xin cấp"): "không có lựa chọn “Xin cấp”; hãy chọn một trong: Cấp mới; Gia hạn; Thu hồi.",
}


@pytest.mark.parametrize(("column", "value"), CELLS)
def test_a_wrong_cell_is_told_by_its_row_and_column(column: str, value: object) -> None:
    found = check(
        FORM,
        answer(people=[person(), person(number="079080001234"), person(**{"number": "001190000124", column: value})]),
    )
    faults = [fault for fault in found.faults if fault.path[0] == "people"]
    assert [fault.path for fault in faults] == [("people", 2, column)]
    assert faults[0].sentence.startswith(CELLS[column, value])
    assert str(faults[0]).startswith(f"{FORM.field(column, 'people').label}, dòng 3: ")


def test_a_draft_keeps_what_was_typed_wrongly() -> None:
    found = check(FORM, answer(cost="nhiều", people=[person(number="12")]), find_unit)
    assert found.values["cost"] == "nhiều"
    assert found.values["people"][0]["number"] == "12"


def test_rows_that_repeat_a_unique_value_are_told() -> None:
    found = check(
        FORM, answer(people=[person(), person(name="Cao Thị Na"), {}, person(number="001 190 000 123")]), find_unit
    )
    assert [(fault.path, fault.sentence) for fault in found.faults] == [
        (("people", 1, "number"), "trùng với dòng 1."),
        (("people", 2, "number"), "trùng với dòng 1."),
    ]


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "number", "want", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
@settings(max_examples=40)
def test_nothing_that_is_given_breaks_the_check(raw: object) -> None:
    """Checking what was kept again changes nothing more: a draft may be opened and saved any number of times."""
    given_ = {one.key: raw for one in FORM.fields}
    first = check(FORM, given_, find_unit)
    again = check(FORM, first.values, find_unit)
    assert again.values == first.values
    assert {fault.path for fault in again.faults} == {fault.path for fault in first.faults}


def test_a_definition_comes_back_from_json() -> None:
    assert read_form(plain_form(FORM)) == FORM


def of(*fields: Field, title: str = "A") -> Form:
    return Form(title, fields)


def table(*columns: Field) -> Field:
    return Field("t", "Bảng", Kind.TABLE, columns=columns)


BROKEN = {
    "Biểu mẫu chưa có tên; hãy đặt tên.": of(title=" "),
    "Có hai trường cùng tên “Ghi chú”; hãy đặt tên khác nhau.": of(Field("a", "ghi chú"), Field("b", "Ghi chú")),
    "Trường “C” cần ít nhất hai lựa chọn, mỗi dòng một lựa chọn.": of(Field("a", "C", Kind.CHOICE, choices=("x",))),
    "Trường “C” có hai lựa chọn giống nhau.": of(Field("a", "C", Kind.CHOICE, choices=("Có", "có"))),
    "Bảng “Bảng” chưa có cột nào; hãy thêm cột.": of(table()),
    "Trong bảng không đặt được bảng khác.": of(table(replace(PEOPLE, key="b"))),
    "Trường “Số”: mức nhỏ nhất lớn hơn mức lớn nhất.": of(Field("a", "Số", Kind.NUMBER, least=2, most=1)),
    "Cột của bảng không nhận tệp; hãy đặt trường tệp ngoài bảng.": of(table(Field("c", "T", Kind.FILE))),
}


@pytest.mark.parametrize("sentence", BROKEN)
def test_a_definition_that_cannot_be_is_refused(sentence: str) -> None:
    with pytest.raises(FormError) as refused:
        check_form(BROKEN[sentence])
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("field", [{"key": "a"}, "x", {"key": "a", "label": "B", "kind": "magic"}])
def test_a_damaged_definition_is_a_form_error(field: object) -> None:
    with pytest.raises(FormError):
        read_form({"title": "A", "fields": [field]})


def test_fields_are_added_moved_and_taken_away() -> None:
    form = with_field(FORM, Field("f1", "Mới"), at=0)
    assert [one.key for one in form.fields][:2] == ["f1", "head"]
    form = with_field(form, form.field("f1"), at=3)
    assert [one.key for one in form.fields][:4] == ["head", "mail", "tax", "f1"]
    form = with_field(form, Field("c9", "Cột mới"), "people")
    assert form.field("people").columns[-1].key == "c9"
    assert without_field(without_field(form, "c9", "people"), "f1") == FORM
    assert free_key({"f1", "f2"}) == "f3"


def test_personal_data_are_masked_and_nothing_else() -> None:
    values = check(FORM, answer(), find_unit).values
    masked = mask_values(FORM, values)
    assert masked["people"][0] == {
        "name": "N•• T•• M••", "number": "•••••••••123", "born": "••/••/1990", "phone": "•••••••678", "want": "Cấp mới",
    }  # fmt: skip
    assert masked["mail"] == values["mail"]
    assert has_personal(FORM)
    assert mask(Field("m", "Thư", pattern=Pattern.EMAIL, personal=True), "tam@xa.example.vn") == "t••••@xa.example.vn"


def test_values_are_shown_as_people_write_them() -> None:
    number = FORM.field("cost")
    assert [shown(number, value) for value in (1250, 12.5, None)] == ["1.250", "12,5", ""]
    assert shown(FORM.field("born", "people"), "1990-03-15") == "15/03/1990"
    assert shown(FORM.field("topics"), ["Dữ liệu", "Kỹ năng số"]) == "Dữ liệu; Kỹ năng số"


@pytest.mark.parametrize(
    ("raw", "value"), [("1.234.567,5", 1234567.5), ("1,234,567", 1234567), ("12.5", 12.5), (3.0, 3), ("-7", -7)]
)
def test_numbers_are_read_as_they_are_written_here(raw: object, value: float) -> None:
    assert accept(Field("n", "Số", Kind.NUMBER), raw) == value


def test_text_past_its_limit_is_refused() -> None:
    with pytest.raises(Wrong, match="dài 501 ký tự; tối đa 500"):
        accept(Field("t", "Chữ"), "a" * 501)
