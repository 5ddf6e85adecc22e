"""Invented documents as text, read the way that a file is."""

from __future__ import annotations

from dondoc.extraction import extract
from dondoc.extraction.directive import Directive, Duty
from dondoc.reading import read


def directive(words: str) -> Directive:
    """The directive of a document given as its words."""
    return extract(read(words.encode(), "van-ban.txt"))


def duties(words: str) -> tuple[Duty, ...]:
    return directive(words).duties


def texts(words: str) -> list[str]:
    return [duty.text.value for duty in duties(words)]


def names(row: tuple) -> list[str]:
    return [value.value for value in row]


LETTER = """UBND TỈNH AN PHƯỚC
SỞ DU LỊCH
Số: 415/SDL-VP
V/v chuẩn bị mùa lễ hội

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phước, ngày 12 tháng 3 năm 2026

Kính gửi:
- Phòng Quản lý lữ hành;
- Trung tâm Xúc tiến du lịch.

Thực hiện Kế hoạch số 88/KH-UBND ngày 02/3/2026 của UBND tỉnh về mùa lễ hội, Sở Du lịch yêu cầu các phòng, đơn vị
thực hiện các nội dung sau:

{body}

Nơi nhận:
- Như trên;
- Lưu: VT, VP.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

Trần Minh Khôi
"""


def letter(body: str) -> str:
    """A letter of an invented sở with the given items."""
    return LETTER.format(body=body)
