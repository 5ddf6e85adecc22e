"""Who must do what by when: every layout of tasks, on invented documents."""

from __future__ import annotations

from dondoc.extraction.directive import DutyKind
from tests.extraction.reading import directive, duties, letter, names, texts


def test_a_subject_governs_the_parts_behind_it_and_each_verb_is_a_duty() -> None:
    found = duties(
        letter(
            "1. Phòng Quản lý lữ hành rà soát danh sách hướng dẫn viên, thuyết minh viên; kiểm tra các điểm đón khách;"
            " không tăng giá dịch vụ.\n\n2. Giao Trung tâm Xúc tiến du lịch chủ trì, phối hợp với Phòng Quản lý lữ hành"
            " và các đơn vị liên quan xây dựng ấn phẩm quảng bá; tổ chức họp báo trước ngày 20/3/2026."
        )
    )
    assert [duty.text.value for duty in found] == [
        "rà soát danh sách hướng dẫn viên, thuyết minh viên",
        "kiểm tra các điểm đón khách",
        "xây dựng ấn phẩm quảng bá",
        "tổ chức họp báo trước ngày 20/3/2026",
    ]
    assert [names(duty.lead) for duty in found[:3]] == [["Phòng Quản lý lữ hành"]] * 2 + [
        ["Trung tâm Xúc tiến du lịch"]
    ]
    assert names(found[3].coordinate) == ["Phòng Quản lý lữ hành", "các đơn vị liên quan"]
    assert found[3].due and found[3].due.value == "2026-03-19"
    assert found[3].clause == "2"


def test_a_plain_partner_holds_for_its_own_part_only() -> None:
    found = duties(
        letter("1. Văn phòng Sở phối hợp với Thanh tra Sở rà soát hồ sơ; cập nhật phần mềm; thống kê tài sản.")
    )
    assert [names(duty.coordinate) for duty in found] == [["Thanh tra Sở"], [], []]


def test_the_subject_may_stand_in_the_heading() -> None:
    found = duties(
        letter(
            "1. Phòng Quản lý lữ hành\n\na) Tổ chức kiểm tra các điểm du lịch.\n\nb) Tổng hợp, báo cáo"
            " Lãnh đạo Sở hằng tuần."
            "\n\n2. Trách nhiệm của Văn phòng Sở\n\n- Bố trí xe và kinh phí."
        )
    )
    assert [names(duty.lead) for duty in found] == [["Phòng Quản lý lữ hành"]] * 2 + [["Văn phòng Sở"]]
    assert [duty.clause for duty in found] == ["1.a", "1.b", "2"]
    assert found[1].kind is DutyKind.REPORT
    assert found[1].due and found[1].due.value == "FREQ=WEEKLY"


def test_an_item_with_field_lines_is_one_duty_with_its_fields() -> None:
    (duty,) = duties(
        letter(
            "1. Xây dựng bản đồ số các điểm du lịch:\n\n"
            "- Chỉ đạo thực hiện: Đồng chí Lê Thị Hồng - Phó Giám đốc Sở.\n\n"
            "- Đơn vị chủ trì: Trung tâm Xúc tiến du lịch.\n\n"
            "- Đơn vị phối hợp: Phòng Quản lý lữ hành; Văn phòng Sở.\n\n"
            "- Sản phẩm: Bản đồ số.\n\n- Thời gian hoàn thành: Quý II năm 2026."
        )
    )
    assert duty.text.value == "Xây dựng bản đồ số các điểm du lịch"
    assert names(duty.direct) == ["Lê Thị Hồng"]
    assert names(duty.lead) == ["Trung tâm Xúc tiến du lịch"]
    assert names(duty.coordinate) == ["Phòng Quản lý lữ hành", "Văn phòng Sở"]
    assert duty.deliverable and duty.deliverable.value == "Bản đồ số"
    assert duty.due and duty.due.value == "2026-04-01/2026-06-30"


def test_nobody_named_is_the_addressees_in_a_letter() -> None:
    (duty,) = duties(
        letter("Đề nghị Quý cơ quan góp ý dự thảo Kế hoạch và gửi ý kiến về Sở Du lịch trước ngày 20/3/2026.")
    )
    assert names(duty.lead) == ["Phòng Quản lý lữ hành", "Trung tâm Xúc tiến du lịch"]
    assert duty.kind is DutyKind.COMMENT
    assert duty.due and duty.due.value == "2026-03-19"


def test_a_closing_time_is_given_to_the_duties_above() -> None:
    found = duties(
        letter(
            "1. Rà soát cơ sở lưu trú.\n\n2. Thống kê hướng dẫn viên.\n\n"
            "Nội dung trên gửi về Văn phòng Sở trước ngày 25/3/2026."
        )
    )
    assert [duty.due.value if duty.due else None for duty in found] == ["2026-03-24", "2026-03-24"]


def test_hoan_thanh_governs_the_whole_item() -> None:
    found = duties(
        letter(
            "1. Văn phòng Sở rà soát tài sản; lập danh sách thanh lý. Hoàn thành và báo cáo"
            " Lãnh đạo Sở trước ngày 30/4/2026."
        )
    )
    assert [duty.text.value for duty in found] == ["rà soát tài sản", "lập danh sách thanh lý"]
    assert {duty.due.value if duty.due else None for duty in found} == {"2026-04-29"}


def test_difficulties_are_reported_on_demand() -> None:
    found = duties(
        letter(
            "1. Văn phòng Sở rà soát tài sản.\n\nTrong quá trình thực hiện, nếu có khó khăn, vướng mắc, các phòng,"
            " đơn vị kịp thời báo cáo Lãnh đạo Sở (qua Văn phòng Sở) xem xét, giải quyết./."
        )
    )
    assert found[-1].kind is DutyKind.REPORT
    assert found[-1].due and found[-1].due.value == "on-demand"
    assert names(found[-1].lead) == ["Phòng Quản lý lữ hành", "Trung tâm Xúc tiến du lịch"]
    assert found[-1].via and found[-1].via.value == "Văn phòng Sở"


def test_several_periods_are_several_duties_with_one_text() -> None:
    found = duties(letter("1. Văn phòng Sở định kỳ 6 tháng và hằng năm báo cáo UBND tỉnh kết quả thực hiện."))
    assert [duty.due.value if duty.due else None for duty in found] == ["FREQ=MONTHLY;INTERVAL=6", "FREQ=YEARLY"]
    assert len({duty.text.value for duty in found}) == 1


def test_aims_findings_closings_and_attendance_are_no_duties() -> None:
    words = letter(
        "I. MỤC ĐÍCH, YÊU CẦU\n\n1. Tổ chức mùa lễ hội an toàn, tiết kiệm.\n\nII. NHIỆM VỤ\n\n"
        "1. Văn phòng Sở lập kế hoạch trực."
        "\n\nĐề nghị các đồng chí dự họp đúng thành phần.\n\n"
        "Yêu cầu các phòng, đơn vị nghiêm túc triển khai thực hiện./."
    )
    assert texts(words) == ["lập kế hoạch trực"]


PLAN = """UBND TỈNH AN PHƯỚC
SỞ DU LỊCH
Số: 27/KH-SDL

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phước, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Phát triển du lịch cộng đồng năm 2026

Căn cứ Kế hoạch số 3/KH-UBND ngày 02/01/2026 của UBND tỉnh, Sở Du lịch ban hành Kế hoạch như sau:

I. MỤC TIÊU

1. Thu hút 200.000 lượt khách.

II. NHIỆM VỤ

1. Thường xuyên cập nhật cơ sở dữ liệu điểm đến.

2. Khảo sát các bản du lịch trong tháng 3/2026.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.

GIÁM ĐỐC

Vũ Thị Lan
"""


def test_what_a_plan_lays_on_nobody_is_the_issuers() -> None:
    found = directive(PLAN)
    assert found.head.kind and found.head.kind.value == "Kế hoạch"
    assert found.head.subject and found.head.subject.value == "Phát triển du lịch cộng đồng năm 2026"
    assert [names(duty.lead) for duty in found.duties] == [["Sở Du lịch"]] * 2
    assert [duty.due.value if duty.due else None for duty in found.duties] == ["continuous", "2026-03-01/2026-03-31"]


def test_a_report_charges_nobody_but_in_so_many_words() -> None:
    words = PLAN.replace("KẾ HOẠCH\n", "BÁO CÁO\n").replace("27/KH-SDL", "27/BC-SDL").replace("NHIỆM VỤ", "CÔNG TÁC")
    assert texts(words) == []
    asked = words.replace("2. Khảo sát", "2. Đề nghị UBND tỉnh bố trí kinh phí khảo sát")
    assert len(texts(asked)) == 1


def test_every_value_points_at_its_words() -> None:
    words = letter(
        "1. Giao Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở lập kế hoạch kiểm tra trước ngày 20/3/2026."
    )
    (duty,) = duties(words)
    assert duty.text.span and duty.time_text and duty.time_text.span and duty.lead[0].span
    assert 0 < duty.confidence <= 1
    assert duty.text.rule and duty.lead[0].rule and duty.due and duty.due.rule


def test_fields_may_stand_inside_of_the_paragraph() -> None:
    first, second = duties(
        letter(
            "1. Xây dựng kế hoạch mùa lễ hội (Chủ trì: Văn phòng Sở; phối hợp: Thanh tra Sở; thời gian: trước ngày"
            " 05/5/2026).\n\n"
            "2. Giao Văn phòng Sở chủ trì, Thanh tra Sở và Phòng Quản lý lữ hành phối hợp lập đoàn kiểm tra."
        )
    )
    assert names(first.lead) == ["Văn phòng Sở"] and names(first.coordinate) == ["Thanh tra Sở"]
    assert first.text.value == "Xây dựng kế hoạch mùa lễ hội" and first.due and first.due.value == "2026-05-04"
    assert names(second.coordinate) == ["Thanh tra Sở", "Phòng Quản lý lữ hành"]
    assert second.text.value == "lập đoàn kiểm tra"


def test_a_list_of_places_under_one_type_is_one_body_a_place() -> None:
    found = duties(letter("1. UBND các xã Tân Lập, Phú Mỹ và Hòa Bình rà soát biển báo trước ngày 05/5/2026."))
    assert names(found[0].lead) == ["UBND xã Tân Lập", "UBND xã Phú Mỹ", "UBND xã Hòa Bình"]


def test_a_heading_is_one_name_though_its_last_words_are_not_known() -> None:
    found = duties(letter("1. Cục Quản lý bến thủy phía hạ lưu:\n- Kiểm tra phao tiêu; công khai kết quả."))
    assert {name for duty in found for name in names(duty.lead)} == {"Cục Quản lý bến thủy phía hạ lưu"}


def test_what_was_asked_before_is_told_and_no_duty() -> None:
    words = "Ngày 02/3/2026, Sở Du lịch đã có Công văn số 55/SDL-VP đề nghị các phòng báo cáo trước ngày 10/3/2026."
    assert texts(letter(f"{words}\n\n1. Văn phòng Sở tổng hợp số liệu.")) == ["tổng hợp số liệu"]
