"""Persons with forms of address, degrees and posts."""

from __future__ import annotations

import pytest

from dondoc.language.persons import person_at


@pytest.mark.parametrize(
    ("words", "name", "behind"),
    [
        ("BS. Lê Văn Tám, Phó Giám đốc, trực tiếp làm việc với nhà thầu", "Lê Văn Tám", ", trực tiếp làm việc"),
        ("Đ/c Trần Thị Bốn (Phó Chủ tịch) phụ trách chung", "Trần Thị Bốn", " phụ trách chung"),
        ("đồng chí Ngô Văn Sáu - Ủy viên UBND tỉnh, Giám đốc Sở Y tế trực tiếp", "Ngô Văn Sáu", " trực tiếp"),
        ("PGS.TS. Hồ Thị Ba kiểm tra đề cương", "Hồ Thị Ba", " kiểm tra đề cương"),
        ("Ông Lý Văn Hai, Sở Tài chính lập dự toán", "Lý Văn Hai", ", Sở Tài chính"),
    ],
)
def test_a_person_ends_behind_the_posts(words: str, name: str, behind: str):
    person = person_at(words, 0)
    assert person is not None
    assert person.name == name
    assert words[person.end :].startswith(behind)


@pytest.mark.parametrize("words", ["Sở Y tế kiểm tra", "ông", "Bà con các thôn", "Bs đọc", ""])
def test_what_names_nobody_is_no_person(words: str):
    assert person_at(words, 0) is None
