"""Places in a draft as letters cite them, and the pieces of a plan that they are."""

from __future__ import annotations

import pytest

from dondoc.extraction.opinions import read_answer
from dondoc.extraction.places import Place, place_in
from dondoc.extraction.provisions import cut
from dondoc.language.folding import fold
from dondoc.reading import read

PLAN = """KẾ HOẠCH
Phát triển chợ số năm 2027
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Đưa hàng của hợp tác xã lên mạng.
2. Yêu cầu
Mỗi xã có một đầu mối.
II. NHIỆM VỤ
1. Hạ tầng
a) Phủ sóng chợ trung tâm.
2. Nhân lực
2.1. Tập huấn cho tiểu thương.
"""
LETTER = """SỞ CÔNG THƯƠNG
Số: 12/SCT-VP
Kính gửi: Sở Khoa học và Công nghệ
Sở Công Thương cơ bản thống nhất với dự thảo, có một số ý kiến sau:
1. Tại điểm a khoản 1 Mục II: đề nghị ghi rõ số chợ.
2. Phần II:
- Mục 2: bổ sung tập huấn cho chủ sạp.
- Tiểu mục 2.1, đề nghị nêu số lớp.
3. Mục I.2, đề nghị thay “một đầu mối” bằng “ít nhất một đầu mối”.
"""


@pytest.mark.parametrize(
    ("words", "key", "label"),
    [
        ("Mục I.1: đề nghị", "mI.1", "Mục I.1"),
        ("Tại mục 2 phần II, đề nghị", "mII.2", "Mục II.2"),
        ("Phần II, mục 2 đề nghị", "mII.2", "Mục II.2"),
        ("khoản 1 Mục II đề nghị", "mII.1", "Mục II.1"),
        ("điểm a khoản 1 mục II: bỏ", "mII.1", "Điểm a Mục II.1"),
        ("Tiểu mục 2.1 mục II", "mII.2.1", "Mục II.2.1"),
        ("điểm 2.1 khoản 2 mục II", "mII.2.1", "Mục II.2.1"),
        ("Mục 2 (Nhân lực) phần II", "mII.2", "Mục II.2"),
        ("gạch đầu dòng thứ 3 mục II.1", "mII.1", "Gạch đầu dòng 3 Mục II.1"),
        ("Mục 1.II", "mII.1", "Mục II.1"),
        ("Tại trang 4, mục II.1", "mII.1", "Mục II.1"),
        ("Điểm a khoản 2 Điều 5", "d5.k2", "Điểm a Khoản 2 Điều 5"),
    ],
)
def test_a_place_is_read_however_it_is_cited(words: str, key: str, label: str) -> None:
    found = place_in(fold(words))
    assert found is not None and (found[0].key, found[0].label) == (key, label)


@pytest.mark.parametrize(
    "words", ["Mục tiêu chung của kế hoạch", "Phần mềm dùng chung", "Khoản 2 nêu trên", "ý kiến 2"]
)
def test_what_is_no_place_is_none(words: str) -> None:
    assert place_in(fold(words)) is None


def test_a_lone_number_belongs_to_the_heading_over_it() -> None:
    for over in (Place(item="II"), Place(item="II.1")):
        found = place_in(fold("Khoản 2: đề nghị"), over)
        assert found is not None and found[0].key == "mII.2"


def test_a_letter_on_a_plan_is_read_into_its_items() -> None:
    pieces = {piece.key for piece in cut(read(PLAN.encode(), "ke-hoach.txt"))}
    assert {"mI.2", "mII.1", "mII.2"} <= pieces
    answer = read_answer(read(LETTER.encode(), "gop-y.txt"))
    assert answer.agrees
    places = [(one.place.key, one.place.label) for one in answer.opinions]
    assert places == [
        ("mII.1", "Điểm a Mục II.1"), ("mII.2", "Mục II.2"), ("mII.2.1", "Mục II.2.1"), ("mI.2", "Mục I.2"),
    ]  # fmt: skip
