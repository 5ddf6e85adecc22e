"""An invented letter and plan that the linter has nothing to say about, around the passage that a test is about."""

from __future__ import annotations

import re

from dondoc.checking import Finding, Lookup, Matter, check
from dondoc.extraction import extract
from dondoc.reading import read

HEAD = """UBND TỈNH BÌNH HẢI
SỞ NỘI VỤ
{number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}
"""
NUMBER, PLACE = "Số: 214/SNV-TH", "Bình Hải, ngày 15 tháng 9 năm 2026"
TO = "Kính gửi: Các sở, ban, ngành tỉnh"
PLAN = "KẾ HOẠCH\nNâng cấp hạ tầng kỹ thuật năm 2026\nThực hiện nhiệm vụ năm 2026, Sở Nội vụ ban hành Kế hoạch như sau:"
FOOT = "Nơi nhận:\n- Như trên;\n- Các phòng, đơn vị thuộc Sở;\n- Lưu: VT, TH.\nGIÁM ĐỐC\nTrần Văn Bảy"
MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def framed(passage: str) -> str:
    """The passage in a letter, or in a plan where it begins with a section; its own head stands instead of ours."""
    number, place, body = NUMBER, PLACE, passage
    if "Số:" in passage:
        number, place, body = passage.split("\n", 2)
    opener = PLAN if body.startswith(("II. ", "IV. ")) else "" if "Kính gửi" in body else TO
    foot = "" if "Nơi nhận" in body else FOOT
    return "\n".join(part for part in (HEAD.format(number=number, place=place) + opener, body, foot) if part)


def found(document: str, *, rules: set[str] | None = None, lookup: Lookup | None = None) -> list[Finding]:
    text = read(document.encode(), "van-ban.txt")
    return check(Matter(text, extract(text), lookup=lookup), rules)


def marked(passage: str) -> tuple[str, list[str]]:
    """The plain passage and the words in [[double brackets]], blanks evened out."""
    return MARK.sub(r"\1", passage), [" ".join(words.split()) for words in MARK.findall(passage)]
