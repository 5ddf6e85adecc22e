"""Ways of saying who is charged that were first met in documents nobody had tuned for; every sentence is invented."""

from __future__ import annotations

import pytest

from tests.extraction.reading import duties, letter, names

ADDRESSEES = ["Phòng Quản lý lữ hành", "Trung tâm Xúc tiến du lịch"]


def said(body: str) -> list[tuple[str, list[str], list[str]]]:
    """The duties of a letter: their words, leads and partners."""
    return [(duty.text.value, names(duty.lead), names(duty.coordinate)) for duty in duties(letter(body))]


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Phòng Kế hoạch - tài chính", ["Phòng Kế hoạch - tài chính"]),
        ("Phòng Phổ biến, giáo dục pháp luật", ["Phòng Phổ biến, giáo dục pháp luật"]),
        ("UBND xã/phường/đặc khu:", ["UBND xã/phường/đặc khu"]),
        ("Thủ trưởng các sở - ngành, Giám đốc Bến tàu:", ["Thủ trưởng các sở - ngành", "Giám đốc Bến tàu"]),
        (
            "Các cơ sở kinh doanh dịch vụ lưu trú đang hoạt động tại khu bãi tắm:",
            ["Các cơ sở kinh doanh dịch vụ lưu trú đang hoạt động tại khu bãi tắm"],
        ),
        (
            "Thủ trưởng các đơn vị thuộc Sở, Chi cục trưởng Chi cục Thủy lợi, trong phạm vi nhiệm vụ của mình"
            " có trách nhiệm sau đây:",
            ["Thủ trưởng các đơn vị thuộc Sở", "Chi cục trưởng Chi cục Thủy lợi"],
        ),
    ],
)
def test_a_heading_charges_what_stands_below_it(heading: str, lead: list[str]):
    assert said(f"1. {heading}\n\na) Niêm yết giá phòng.") == [("Niêm yết giá phòng", lead, [])]


@pytest.mark.parametrize(
    ("sentence", "lead", "partners"),
    [
        ("Phòng Tổng hợp phối hợp với Sở Tư pháp tổ chức tập huấn.", ["Phòng Tổng hợp"], ["Sở Tư pháp"]),
        (
            "Phòng Tổng hợp chủ trì, phối hợp với các Vụ: Kế hoạch, Pháp chế lập danh mục.",
            ["Phòng Tổng hợp"],
            ["Vụ Kế hoạch", "Vụ Pháp chế"],
        ),
        (
            "Thanh tra Sở phối hợp với các cơ quan nhà nước có liên quan kiểm tra giá phòng.",
            ["Thanh tra Sở"],
            ["các cơ quan nhà nước có liên quan"],
        ),
        ("Cùng với UBND các xã mở lớp bơi.", ADDRESSEES, ["UBND các xã"]),
        ("Các khách sạn, nhà nghỉ, homestay niêm yết giá phòng.", ["Các khách sạn, nhà nghỉ, homestay"], []),
        ("Cơ quan chủ trì soạn thảo phải gửi dự thảo cho Sở Tư pháp.", ["Cơ quan chủ trì soạn thảo"], []),
        ("Đối với các xã chưa lập Đề án thì khẩn trương lập Đề án.", ["các xã chưa lập Đề án"], []),
        ("Ban Chỉ đạo giảm nghèo các xã phối hợp với trưởng thôn bình xét.", ["Ban Chỉ đạo giảm nghèo các xã"], []),
        ("Về đề xuất của Công ty Cổ phần Tàu biển: giao Thanh tra Sở xem xét.", ["Thanh tra Sở"], []),
        ("Lập Đoàn kiểm tra giá phòng (giao Thanh tra Sở tham mưu).", ["Thanh tra Sở"], []),
        ("Hoàn thiện hồ sơ công nhận bãi tắm (Phòng Tổng hợp thực hiện).", ["Phòng Tổng hợp"], []),
        ("Ban Quản lý bãi tắm Tiên Cát rà soát phao cứu sinh.", ["Ban Quản lý bãi tắm Tiên Cát"], []),
    ],
)
def test_who_is_charged(sentence: str, lead: list[str], partners: list[str]):
    ((_, *found),) = said(f"1. {sentence}")
    assert found == [lead, partners]


def test_a_body_named_by_its_type_is_the_one_just_named():
    body = "1. Trung tâm Phục vụ hành chính công tỉnh niêm yết thủ tục; Trung tâm báo cáo kết quả hằng tháng."
    assert {lead for _, (lead,), _ in said(body)} == {"Trung tâm Phục vụ hành chính công tỉnh"}


def test_partners_of_a_purpose_are_not_those_of_the_items():
    body = (
        "Để nâng chất lượng phục vụ; phối hợp với Tòa án nhân dân tỉnh hòa giải tranh chấp, Giám đốc Sở chỉ thị:\n\n"
        "1. Văn phòng Sở\n\na) Lập danh sách hòa giải viên."
    )
    assert said(body) == [("Lập danh sách hòa giải viên", ["Văn phòng Sở"], [])]


@pytest.mark.parametrize(
    "sentence",
    [
        "UBND tỉnh đã hỗ trợ kịp thời 5 tỷ đồng từ ngân sách cho các xã.",
        "Thực hiện Quyết định số 61/QĐ-UBND, Sở đã phối hợp với các xã tặng quà hộ nghèo.",
        "Tại khoản 5 Điều 2 Nghị định số 12/2020/NĐ-CP quy định: “Việc miễn tiền thuê đất do UBND tỉnh quyết định”.",
        "Tiền ăn sáng và hai bữa chính: 1.600.000 đồng.",
        "Đề nghị UBND các xã chỉ đạo các cơ quan có liên quan tổ chức thực hiện./.",
    ],
)
def test_what_is_told_quoted_or_only_closes_is_no_duty(sentence: str):
    assert said(f"1. {sentence}") == []


def test_a_line_that_only_says_when_belongs_to_the_item_above_it():
    body = "1. Văn phòng Sở:\n\n- Ban hành danh mục.\n\nHoàn thành trong quý II năm 2026.\n\n- Đặt hoa."
    assert [duty.due.value if duty.due else None for duty in duties(letter(body))] == ["2026-04-01/2026-06-30", None]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Triển khai chương trình phòng, chống đuối nước.", "task"),
        ("Xây dựng quy trình phòng ngừa cháy rừng.", "task"),
        ("Lập phương án, trình Chủ tịch UBND tỉnh trước ngày 20/4/2026.", "report"),
    ],
)
def test_a_programme_is_no_report(words: str, kind: str):
    (duty,) = duties(letter(f"1. {words}"))
    assert duty.kind.value == kind


def test_a_paragraph_inside_of_an_item_does_not_end_the_list():
    body = (
        "Sở yêu cầu Ban Quản lý bãi tắm:\n\n1. Rà soát phao cứu sinh.\n\nPhao hỏng thì thay ngay.\n\n"
        "2. Lập sổ trực hằng ngày."
    )
    assert {tuple(lead) for _, lead, _ in said(body)} == {("Ban Quản lý bãi tắm",)}


@pytest.mark.parametrize(("before", "letter_of_list"), [("h", "i"), ("k", "l")])
def test_a_small_i_is_a_letter_of_the_list(before: str, letter_of_list: str):
    body = f"1. Phân công:\n\n{before}) Văn phòng Sở\n\n- Đặt hoa.\n\n{letter_of_list}) Chính quyền các xã\n\n- Bố trí."
    assert said(body) == [("Đặt hoa", ["Văn phòng Sở"], []), ("Bố trí", ["Chính quyền các xã"], [])]


def test_who_is_asked_behind_a_taken_note():
    ((_, lead, _),) = said("1. Tiếp thu ý kiến của các đại biểu, đề nghị các xã, phường bổ sung kế hoạch cứu hộ.")
    assert lead == ["các xã, phường"]


def test_who_only_concludes_is_charged_with_nothing():
    body = "Sau khi nghe các phòng báo cáo, Phó Giám đốc Lê Văn Tám kết luận như sau:\n\n1. Sớm thay phao cứu sinh."
    assert said(body) == [("Sớm thay phao cứu sinh", ADDRESSEES, [])]


@pytest.mark.parametrize(
    ("sentence", "lead"),
    [
        ("Các Sở Tài chính, Nội vụ sớm bố trí vốn.", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Tiếp thu ý kiến các sở, Công ty Cổ phần Tàu biển hoàn chỉnh báo cáo.", ["Công ty Cổ phần Tàu biển"]),
        ("Chủ bến và thuyền viên có trách nhiệm nhắc hành khách mặc áo phao.", ["Chủ bến", "thuyền viên"]),
        ("Đối với bến tàu Bãi Dài: thay phao cứu sinh.", ADDRESSEES),
    ],
)
def test_who_is_charged_in_conclusions(sentence: str, lead: list[str]):
    ((_, found, _),) = said(f"1. {sentence}")
    assert found == lead


def test_numbered_items_say_who_does_the_items_beside_them():
    body = (
        "I. Giữ sạch bãi tắm\n\n1. Nội dung\n\na) Lắp thùng rác;\n\nb) Dọn rác.\n\n2. Cơ quan chủ trì, phối hợp\n\n"
        "a) Cơ quan chủ trì\n\n- Ban Quản lý bãi tắm.\n\nb) Cơ quan phối hợp\n\n- Hội Nông dân, Hội Phụ nữ.\n\n"
        "3. Thời gian thực hiện: Tháng 6/2026."
    )
    found = duties(letter(body))
    assert [(d.text.value, names(d.lead), names(d.coordinate), d.due.value if d.due else None) for d in found] == [
        (words, ["Ban Quản lý bãi tắm"], ["Hội Nông dân", "Hội Phụ nữ"], "2026-06-01/2026-06-30")
        for words in ("Lắp thùng rác", "Dọn rác")
    ]
