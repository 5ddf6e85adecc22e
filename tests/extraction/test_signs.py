"""Every sign of the room holds in its examples and does not in its counter-examples."""

from __future__ import annotations

import re

import pytest

from dondoc.extraction import blockers, labels
from dondoc.extraction.signs import Sign, Signs
from dondoc.language.folding import fold

GROUPS = [value for value in vars(blockers).values() if isinstance(value, Signs)]
BLOCKING = [(group, sign) for group in GROUPS for sign in group.signs]


@pytest.mark.parametrize(("group", "sign"), BLOCKING, ids=lambda value: getattr(value, "id", ""))
def test_a_blocking_sign_holds_where_it_says(group: Signs, sign: Sign) -> None:
    assert sign.examples and sign.counter_examples
    for phrase in sign.examples:
        assert group.find(fold(phrase)) is not None, phrase
    alone = Signs((sign,), heads=group.heads)
    for phrase in sign.counter_examples:
        assert alone.find(fold(phrase)) is None, phrase


@pytest.mark.parametrize("role", labels.SIGNS, ids=str)
def test_a_label_names_its_role(role: labels.Role) -> None:
    sign = labels.SIGNS[role]
    for phrase in sign.examples:
        assert labels.role_of(fold(phrase)) is role, phrase
    for phrase in sign.counter_examples:
        assert not re.fullmatch(sign.pattern, fold(phrase)), phrase


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Đơn vị chủ trì: Phòng Nghiệp vụ.", labels.Role.LEAD),
        ("Thời gian hoàn thành: Quý IV/2026.", labels.Role.TIME),
        ("Sản phẩm: Báo cáo của Sở.", labels.Role.PRODUCT),
        ("Sở Du lịch: Tổ chức lớp tập huấn.", None),
        ("Xây dựng báo cáo gồm:", None),
    ],
)
def test_a_field_line_is_told_from_a_duty(line: str, role: labels.Role | None) -> None:
    found = labels.label_of(fold(line))
    assert (found.role if found else None) is role


@pytest.mark.parametrize(("group", "sign"), BLOCKING, ids=lambda value: getattr(value, "id", ""))
def test_what_a_sign_needs_stands_in_each_way_to_say_it(group: Signs, sign: Sign) -> None:
    """A need that an alternative lacks would hide what the pattern finds."""
    for way in _alternatives(sign.pattern):
        assert any(need in way for need in sign.needs), way


def _alternatives(pattern: str) -> list[str]:
    """The pattern cut at the bars that stand in no bracket."""
    ways, depth = [""], 0
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            ways.append("")
        else:
            ways[-1] += char
    return ways


HEADERS = """sequence|STT; TT; Số TT; Stt
task|Nội dung nhiệm vụ; Nội dung công việc; Tên nhiệm vụ; Nhiệm vụ; Nhiệm vụ, giải pháp; Nội dung; Nhiệm vụ cụ thể
task|Nội dung triển khai; Công việc
lead|Cơ quan chủ trì; Đơn vị chủ trì; Chủ trì; Cơ quan chủ trì thực hiện; Cơ quan, đơn vị chủ trì
lead|Đơn vị chủ trì, tham mưu
doer|Cơ quan thực hiện; Đơn vị thực hiện
coordinate|Cơ quan phối hợp; Đơn vị phối hợp; Phối hợp; Cơ quan, đơn vị phối hợp
direct|Chỉ đạo thực hiện; Lãnh đạo phụ trách; Lãnh đạo chỉ đạo; Người chỉ đạo; Đồng chí phụ trách
time|Thời gian; Thời hạn; Thời gian hoàn thành; Thời gian thực hiện; Thời hạn hoàn thành; Tiến độ; Tiến độ thực hiện
time|Thời gian bắt đầu / kết thúc
product|Sản phẩm; Kết quả; Kết quả/Sản phẩm; Sản phẩm đầu ra; Kết quả dự kiến; Dự kiến sản phẩm; Hình thức văn bản
funds|Kinh phí; Nguồn kinh phí; Dự kiến kinh phí
other|Cấp trình; Cấp có thẩm quyền ban hành; Cơ quan trình; Thẩm quyền ban hành
other|Căn cứ; Văn bản giao nhiệm vụ; Số/ký hiệu văn bản giao; Căn cứ pháp lý
task|Mục tiêu
other|Chỉ tiêu; Đơn vị tính; Chỉ tiêu năm 2025
other|Tình hình thực hiện; Kết quả thực hiện; Đánh giá; Mức độ hoàn thành; Đúng hạn/Quá hạn
other|Khó khăn, vướng mắc; Nguyên nhân; Kiến nghị, đề xuất; Ghi chú"""


@pytest.mark.parametrize(
    ("role", "head"),
    [(line.split("|")[0], head.strip()) for line in HEADERS.splitlines() for head in line.split("|")[1].split(";")],
)
def test_heads_of_plan_tables(role: str, head: str) -> None:
    assert labels.role_of(fold(head)) == role
    assert labels.role_of(fold(head.upper())) == role
