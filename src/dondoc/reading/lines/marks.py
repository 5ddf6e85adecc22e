"""How a line begins and ends: items, headings, ends of sentences."""

from __future__ import annotations

import re

UPPER = "A-ZĐÀ-ÖØ-ÞĂĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

ITEM = re.compile(
    rf"""(?:
        \d{{1,3}}(?:\.\d{{1,2}}){{0,4}}(?:[.)]\s*|/\s+)(?=[{UPPER}“"'(\[])  # 1. 2.3. 4) 1/ Xây dựng
      | \d{{1,2}}[.)]\s+(?=\d)                                       # 1. 100% văn bản
      | \d{{1,2}}(?:\.\d{{1,2}}){{1,4}}\s+(?=[{UPPER}“"(])           # 2.3 Xây dựng
      | (?:[a-zđ]|[a-z]\d)[.)]\s+                                    # a) đ) a1)
      | [IVXL]{{1,6}}[.)]\s*(?=[{UPPER}“"])                          # II.
      | [{UPPER}]\.\s+(?=[{UPPER}“"])                                # A.
      | [IVX]{{1,5}}\s*[-–]\s*(?=[{UPPER}])                          # II-
      | Điều\s+\d+[a-z]?\s*[.:]                                      # Điều 3.
      | (?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Phụ\s+lục|PHỤ\s+LỤC|Biểu|BIỂU|Mẫu|MẪU)
        \s+(?:số\s+)?[\dIVX]+[\w.]*\s*(?:[.:]|$)
      | \(\d{{1,2}}\)\s+(?=[{UPPER}])                                # (1) Xây dựng
      | (?:Nơi\s+nhận|NƠI\s+NHẬN|Kính\s+gửi|KÍNH\s+GỬI|Nơi\s+gửi)\b
      | V/v\b
    )""",
    re.VERBOSE,
)
BULLET_ITEM = re.compile(r"[-–—−+*•◦]\s*(?=[^\s\d-])|[-–+*•]\s+(?=\S)")
ENDED = re.compile(r"(?:[.;:!?…]|\./\.|/\.)[)”\"’']*\s*$")
OPEN_END = re.compile(r"(?:[,(\-–]|\b(?:và|của|với|tại|các|về|theo|hoặc|cho|do|để|trong|ngày|tháng|năm|từ|đến))$")
_NUMBER_DUE = re.compile(r"\bsố$")
# Each legal basis is a paragraph of its own (Decree 30/2020, Annex I, part II, section 6).
BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét)\s")
LETTER = re.compile(r"[^\W\d_]")
_KIND_NAMES = """
    NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG CÁO|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|
    KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ ÁN|DỰ ÁN|BÁO CÁO|BIÊN BẢN|TỜ TRÌNH|HỢP ĐỒNG|CÔNG ĐIỆN|BẢN GHI NHỚ|
    BẢN THỎA THUẬN|GIẤY ỦY QUYỀN|GIẤY MỜI|GIẤY GIỚI THIỆU|GIẤY NGHỈ PHÉP|PHIẾU GỬI|PHIẾU CHUYỂN|
    PHIẾU BÁO|KẾT LUẬN|CHƯƠNG TRÌNH HÀNH ĐỘNG|KẾ HOẠCH HÀNH ĐỘNG|NGHỊ ĐỊNH|THÔNG TƯ|LUẬT|LỆNH|
    CÔNG VĂN|THÔNG TRI|QUY TRÌNH|ĐỀ CƯƠNG|PHỤ LỤC|DANH MỤC|DANH SÁCH|THÔNG BÁO KẾT LUẬN|
    QUYẾT NGHỊ
"""
KIND_NAMES = frozenset(re.sub(r"\n\s*", "", _KIND_NAMES).split("|"))


def is_item(text: str) -> bool:
    """Whether a line opens a numbered item, an article or a part of the frame ("Kính gửi")."""
    return ITEM.match(text) is not None


def is_bullet(text: str) -> bool:
    return BULLET_ITEM.match(text) is not None


def has_ended(text: str) -> bool:
    """Whether a line ends where a paragraph may end."""
    return ENDED.search(text[-6:]) is not None


def is_open(text: str, after: str) -> bool:
    """Whether a line ends in the middle of a phrase; a heading may end with "số" ("chuyển đổi số"), not a reference."""
    return OPEN_END.search(text) is not None or (after[:1].isdigit() and _NUMBER_DUE.search(text) is not None)


def starts_lower(text: str) -> bool:
    return text.lstrip("“\"'(")[:1].islower()


def is_upper(text: str) -> bool:
    """Whether a line is set in capitals (at least two letters, none small)."""
    return text.isupper() and len(LETTER.findall(text[:8])) >= 2


def is_kind_name(text: str) -> bool:
    """Whether a line is the name of a type of document in capitals (Decree 30/2020, Article 7, and Party documents)."""
    return text.strip(" .:*-") in KIND_NAMES
