"""Fixed phrases in capitals, whose marks recognition loses first: they stand close to the line above and are small."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from dondoc.reading.ocr.engine import Word

PHRASES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ỦY BAN NHÂN DÂN",
    "HỘI ĐỒNG NHÂN DÂN",
    "ỦY BAN MẶT TRẬN TỔ QUỐC",
    "BAN THƯỜNG VỤ",
    "BAN CHẤP HÀNH",
    "BAN CHỈ ĐẠO",
    "BAN QUẢN LÝ",
    "ĐẢNG ỦY",
    "TỈNH ỦY",
    "THÀNH ỦY",
    "VĂN PHÒNG",
    "TRUNG TÂM",
    "THỦ TƯỚNG CHÍNH PHỦ",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "PHÓ CHỦ TỊCH",
    "CHỦ TỊCH",
    "PHÓ GIÁM ĐỐC",
    "GIÁM ĐỐC",
    "PHÓ BÍ THƯ",
    "BÍ THƯ",
    "KẾ HOẠCH",
    "THÔNG BÁO",
    "QUYẾT ĐỊNH",
    "NGHỊ QUYẾT",
    "CHỈ THỊ",
    "CHƯƠNG TRÌNH",
    "KẾT LUẬN",
    "HƯỚNG DẪN",
    "BÁO CÁO",
    "CÔNG ĐIỆN",
    "GIẤY MỜI",
    "PHỤ LỤC",
    "MỤC ĐÍCH",
    "MỤC TIÊU",
    "YÊU CẦU",
    "NỘI DUNG",
    "NHIỆM VỤ",
    "GIẢI PHÁP",
    "KINH PHÍ",
    "TỔ CHỨC THỰC HIỆN",
    "TRIỂN KHAI",
)
"""Names of organs, posts and kinds of document (Decree 30/2020/NĐ-CP, Annexes I and III; Guidance 36-HD/VPTW) and
headings of plans. A phrase whose letters without marks mean something else too ("ĐIỀU" and "ĐIỂU") is not here."""

PROVINCE = "TINH"
_NOT_PROVINCE = frozenset(("HINH", "TRANG", "THE"))
"""What follows "TÌNH"."""


def _bare(words: str) -> str:
    """Letters without marks, Đ as D, signs dropped."""
    plain = unicodedata.normalize("NFD", words.upper().replace("Đ", "D"))
    return "".join(sign for sign in plain if sign.isalpha())


_KNOWN = {tuple(map(_bare, phrase.split())): phrase.split() for phrase in PHRASES}
_LONGEST = max(map(len, _KNOWN))


def with_marks(line: Sequence[Word]) -> list[Word]:
    """A line with the marks of fixed phrases in capitals put right; words in small letters stay as they are."""
    bare = [_bare(word.text) if word.text.upper() == word.text else "" for word in line]
    result = list(line)
    at = 0
    while at < len(line):
        length = next((n for n in range(_LONGEST, 0, -1) if tuple(bare[at : at + n]) in _KNOWN), 0)
        for index, right in enumerate(_KNOWN[tuple(bare[at : at + length])] if length else ()):
            result[at + index] = replace(line[at + index], text=_put(right, line[at + index].text))
        at += length or 1
    if len(line) > 1 and bare[0] == PROVINCE and bare[1] and bare[1] not in _NOT_PROVINCE:
        result[0] = replace(result[0], text="TỈNH")
    return result


def _put(right: str, seen: str) -> str:
    """The right letters with the signs that stood around the seen ones."""
    letters = [index for index, sign in enumerate(seen) if sign.isalpha()]
    return seen[: letters[0]] + right + seen[letters[-1] + 1 :]
