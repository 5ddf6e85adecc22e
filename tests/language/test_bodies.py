"""Names of bodies and posts: where they begin and end, and lists of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.language.bodies import body_at, find_bodies
from dondoc.language.folding import nfc

WHOLE = [
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Y tế",
    "Bộ Quốc phòng",
    "Ban Quản lý Khu Kinh tế Bình An và các Khu công nghiệp tỉnh",
    "Ban Quản lý các khu công nghiệp Bình An",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Phòng Bưu chính - Viễn thông và Chuyển đổi số",
    "Phòng Văn hóa, Khoa học và Thông tin",
    "phòng Quản lý Khoa học và Đổi mới sáng tạo",
    "Trung tâm phục vụ hành chính công",
    "Trung tâm Xúc tiến đầu tư, thương mại và du lịch tỉnh",
    "Báo và Đài phát thanh, truyền hình tỉnh Bình An",
    "Đài Phát thanh và Truyền hình tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "Văn phòng UBND tỉnh",
    "Văn phòng Sở",
    "Công an tỉnh",
    "Thanh tra tỉnh",
    "Chi cục Thủy lợi",
    "Ngân hàng Nhà nước Việt Nam - Chi nhánh tỉnh Bình An",
    "Học viện Chính trị quốc gia",
    "UBND xã Tân Lập",
    "UBND phường Văn Minh – Bến Đò",
    "Thường trực HĐND xã",
    "bộ phận Tư pháp - Hộ tịch phường",
    "Vụ GDĐH",
    "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    "Công ty Điện lực Bình An",
]
COLLECTIVE = [
    "các sở, ban, ngành",
    "Các phòng, đơn vị thuộc Sở",
    "các phòng, đơn vị liên quan thuộc Sở",
    "các cơ quan, đơn vị, địa phương trên địa bàn tỉnh",
    "các đơn vị có liên quan",
    "các đơn vị trực thuộc",
    "các đơn vị bưu chính - viễn thông",
    "UBND các xã, phường, đặc khu",
    "Ủy ban nhân dân các xã, phường",
    "các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
    "Các cơ quan Trung ương đóng trên địa bàn tỉnh",
    "các Sở Giáo dục và Đào tạo",
    "các cơ quan chuyên môn thuộc UBND tỉnh",
    "sở, ngành liên quan",
    "UBND cấp xã",
]
POSTS = [
    "Giám đốc Sở Khoa học và Công nghệ",
    "Chánh Văn phòng Sở",
    "Trưởng phòng Kế hoạch - Tài chính",
    "Trưởng các phòng, các đơn vị thuộc Sở",
    "Thủ trưởng các sở, ban, ngành",
    "Chủ tịch UBND các xã, phường",
    "Phó Chánh Văn phòng Trần Văn Mẫu",
    "thủ trưởng các cơ quan chuyên môn thuộc UBND tỉnh",
]


@pytest.mark.parametrize(
    "behind", [" chủ trì, phối hợp", " tham mưu ban hành", " báo cáo kết quả", ";", " và các đơn vị liên quan", ""]
)
@pytest.mark.parametrize("name", WHOLE)
def test_a_name_ends_where_the_duty_begins(name: str, behind: str) -> None:
    if name.isupper():
        behind = behind if behind in (";", "") else ""
    body = body_at(name + behind, 0)
    assert body is not None and body.name == name
    assert not body.post


@pytest.mark.parametrize("behind", [" tổ chức thực hiện", " rà soát hồ sơ", ".", " có trách nhiệm phân công"])
@pytest.mark.parametrize("name", COLLECTIVE)
def test_collectives(name: str, behind: str) -> None:
    body = body_at(name + behind, 0)
    assert body is not None and body.name == name
    assert body.collective or name == "UBND cấp xã"


@pytest.mark.parametrize("name", POSTS)
def test_posts(name: str) -> None:
    body = body_at(name + " phân công thực hiện", 0)
    assert body is not None and body.name == name
    assert body.post


def test_a_list_of_bodies_is_not_one_name() -> None:
    text = "phối hợp với Sở Nội vụ, Sở Tài chính, Công an tỉnh và các đơn vị liên quan rà soát"
    assert [b.name for b in find_bodies(text)] == ["Sở Nội vụ", "Sở Tài chính", "Công an tỉnh", "các đơn vị liên quan"]


@pytest.mark.parametrize(
    "text",
    ["hỏi đáp trên báo", "tính toán, bộc lộ, tổ chức thực hiện", "phòng, chống thiên tai", "bảo đảm hội họp", "bỏ sót"],
)
def test_common_words_are_no_bodies(text: str) -> None:
    assert find_bodies(text) == []


PIECES = st.sampled_from(
    [
        "Sở ",
        "Nội vụ",
        ", ",
        " và ",
        "các ",
        "UBND ",
        "xã ",
        "Trưởng ",
        "phòng ",
        "thuộc ",
        "liên quan",
        "(",
        ")",
        ": ",
        ";",
        "\n",
        "Giám đốc ",
        "của ",
        " - ",
        "/",
        "Văn hóa",
        "trên địa bàn ",
        "tỉnh ",
        "Đài ",
        "cơ quan ",
        "A",
        "1",
        "trực thuộc ",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=14).map("".join)))
def test_any_text_gives_valid_spans(text: str) -> None:
    text = nfc(text)
    end = 0
    for body in find_bodies(text):
        assert end <= body.span.start < body.span.end <= len(text)
        assert body.name == " ".join(body.span.of(text).split())
        end = body.span.end


@pytest.mark.parametrize(
    "piece",
    ["Sở Nội vụ, ", "các sở, ban, ", "Trưởng các phòng, ", "Ban Quản lý A, B, ", "Giám đốc Giám đốc ", "thuộc Sở "],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    find_bodies(piece * 1_000)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("các", None),
        ("Giám đốc", "Giám đốc"),
        ("giám đốc", None),
        ("Giám đốc của Trung tâm Lưu trữ rà soát", "Giám đốc của Trung tâm Lưu trữ"),
        ("Ban", None),
        ("Đảng ủy", "Đảng ủy"),
        ("Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy các cơ quan Đảng tỉnh"),
        (
            "Chủ tịch UBND các huyện, thị xã An Bình và thành phố Bình An",
            "Chủ tịch UBND các huyện, thị xã An Bình và thành phố Bình An",
        ),
        ("Sở A/B", "Sở A"),
        ("Phòng thuộc Sở", "Phòng thuộc Sở"),
    ],
)
def test_edges_of_the_grammar(text: str, name: str | None) -> None:
    body = body_at(text, 0)
    assert (body.name if body else None) == name
