"""Who is charged, by the place of the words: headings, openers, persons, groups with a clause of their own."""

from __future__ import annotations

import pytest

from tests.extraction.reading import duties, letter, names


def charged(body: str) -> list[tuple[str, list[str]]]:
    return [(duty.text.value, names(duty.lead)) for duty in duties(letter(body))]


def test_a_body_before_a_colon_charges_whatever_follows():
    assert charged("1. Viện Cây ăn quả: lai ghép bốn giống bưởi mới cho vùng đồi.") == [
        ("lai ghép bốn giống bưởi mới cho vùng đồi", ["Viện Cây ăn quả"])
    ]


def test_numbers_behind_a_body_are_no_duty():
    assert charged("1. Phòng Tổng hợp: 03 người đi bằng ô tô của cơ quan.") == []


def test_a_heading_ends_with_its_line():
    body = "1. UBND các xã, phường\n\nTuyên truyền đến từng hộ dân.\n\n2. Văn phòng Sở:\n\n- Bố trí xe."
    assert charged(body) == [
        ("Tuyên truyền đến từng hộ dân", ["UBND các xã, phường"]),
        ("Bố trí xe", ["Văn phòng Sở"]),
    ]


def test_a_person_is_charged_by_name():
    ((_, lead),) = charged("1. Giao BS. Lê Văn Tám, Phó Giám đốc, trực tiếp làm việc với các nhà thầu.")
    assert lead == ["BS. Lê Văn Tám"]


def test_who_carries_out_what_was_said_before():
    body = "1. Sửa chữa mái kho lưu trữ; thay giá sách. Giao Văn phòng Sở phối hợp với Phòng Tổng hợp thực hiện."
    assert charged(body) == [("Sửa chữa mái kho lưu trữ", ["Văn phòng Sở"]), ("thay giá sách", ["Văn phòng Sở"])]


def test_a_closing_behind_the_last_list_is_for_all():
    body = "1. Văn phòng Sở:\n\n- Bố trí xe.\n\n- Đặt hoa.\n\nCác đơn vị báo cáo kết quả trước ngày 20/3/2026."
    assert charged(body)[-1] == (
        "báo cáo kết quả trước ngày 20/3/2026",
        ["Phòng Quản lý lữ hành", "Trung tâm Xúc tiến du lịch"],
    )


@pytest.mark.parametrize(
    ("words", "dues"),
    [
        ("Báo cáo Giám đốc Sở định kỳ 6 tháng, năm.", ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]),
        ("Thông tin hằng ngày trên trang điện tử của Sở.", ["FREQ=DAILY"]),
        ("Đưa nội dung này vào chương trình công tác hằng năm.", [None]),
    ],
)
def test_periods_of_a_duty(words: str, dues: list[str | None]):
    found = duties(letter(f"1. Văn phòng Sở:\n\n- {words}"))
    assert [duty.due.value if duty.due else None for duty in found] == dues


def test_what_is_asked_of_those_above_is_no_duty():
    assert charged("1. Kính đề nghị Ủy ban nhân dân tỉnh xem xét, quyết định./.") == []


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Các hội đồng thi phụ trách cụm cử người trực.", "Các hội đồng thi phụ trách cụm"),
        ("Các phòng chưa nộp báo cáo gửi ngay về Văn phòng Sở.", "Các phòng chưa nộp báo cáo"),
        ("Các phòng phụ trách công tác tuyên truyền và vận động.", "Các phòng"),
    ],
)
def test_a_clause_of_its_own_narrows_a_group(words: str, lead: str):
    ((_, found),) = charged(f"1. {words}")
    assert found == [lead]


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Các cơ quan được giao chủ trì tại Phụ lục xây dựng kế hoạch.", "Các cơ quan được giao chủ trì tại Phụ lục"),
        ("Các cơ quan chủ quản dữ liệu thực hiện sao lưu.", "Các cơ quan chủ quản dữ liệu"),
        ("Chủ tịch UBND các xã nơi có hồ, đập trực tiếp chỉ đạo.", "Chủ tịch UBND các xã nơi có hồ, đập"),
        ("Kết thúc năm học, các trường nộp hồ sơ.", "các trường"),
        ("Hai bên lập biên bản bàn giao.", "Hai bên"),
    ],
)
def test_a_subject_is_taken_with_what_tells_it_from_others(words: str, lead: str):
    ((_, found),) = charged(f"1. {words}")
    assert found == [lead]


def test_a_heading_with_a_charge_names_the_body_alone():
    found = charged("1. Phòng Tài chính có trách nhiệm:\n- Thẩm định dự toán.\n- Cấp kinh phí.")
    assert [lead for _, lead in found] == [["Phòng Tài chính"]] * 2


def test_two_acts_of_one_part_have_a_time_each():
    found = duties(letter("1. Phòng Tổng hợp tham mưu sơ kết vào tháng 12/2027, tổng kết trước ngày 20/6/2028."))
    assert [duty.due and duty.due.value for duty in found] == ["2027-12-01/2027-12-31", "2028-06-19"]


def test_a_closing_line_is_a_report_where_there_is_no_other_duty():
    (found,) = duties(letter("Kết quả thực hiện báo cáo về Văn phòng Sở trước ngày 15/9/2028 để tổng hợp."))
    assert found.due is not None
    assert (found.kind, found.due.value) == ("report", "2028-09-14")


def test_a_topic_before_a_colon_is_no_subject():
    found = charged("1. Công tác thu ngân sách: Phòng Kinh tế lập sổ; Trưởng các thôn thu nợ đọng.")
    assert [lead for _, lead in found] == [["Phòng Kinh tế"], ["Trưởng các thôn"]]


def test_an_office_behind_a_name_is_of_that_person():
    ((_, lead),) = charged("1. Đồng chí Lường Thị Mơ, công chức địa chính: hoàn thiện hồ sơ.")
    assert lead == ["Đồng chí Lường Thị Mơ"]
