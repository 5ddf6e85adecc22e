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
