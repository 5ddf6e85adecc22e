"""Names of document types and of signing posts (Decree 30/2020, Article 7 and Annex III; the Party's types too)."""

from __future__ import annotations

import re

from dondoc.language.cues import cue

KINDS: dict[str, tuple[str, ...]] = {
    "Nghị quyết": ("NQ",),
    "Quyết định": ("QĐ",),
    "Chỉ thị": ("CT",),
    "Quy chế": ("QC",),
    "Quy định": ("QyĐ", "QYĐ"),
    "Thông cáo": ("TC",),
    "Thông báo": ("TB",),
    "Hướng dẫn": ("HD",),
    "Chương trình": ("CTr", "CTR", "CTrHĐ", "CTHĐ"),
    "Kế hoạch": ("KH",),
    "Phương án": ("PA",),
    "Đề án": ("ĐA",),
    "Dự án": ("DA",),
    "Báo cáo": ("BC",),
    "Biên bản": ("BB",),
    "Tờ trình": ("TTr", "TTR"),
    "Hợp đồng": ("HĐ",),
    "Công văn": ("CV",),
    "Công điện": ("CĐ",),
    "Bản ghi nhớ": ("BGN",),
    "Bản thỏa thuận": ("BTT",),
    "Giấy ủy quyền": ("GUQ",),
    "Giấy mời": ("GM",),
    "Giấy giới thiệu": ("GGT",),
    "Giấy nghỉ phép": ("GNP",),
    "Phiếu gửi": ("PG",),
    "Phiếu chuyển": ("PC",),
    "Phiếu báo": ("PB",),
    "Thư công": (),
    "Thư mời": (),
    "Kết luận": ("KL",),
    "Nghị định": ("NĐ",),
    "Thông tư": ("TT",),
    "Thông tư liên tịch": ("TTLT",),
    "Luật": (),
    "Pháp lệnh": ("PL",),
    "Lệnh": ("L",),
    "Chiến lược": (),
    "Quy trình": (),
    "Tờ khai": (),
}
"""Type → the abbreviations that stand for it in a symbol."""

_FOLDED = {
    "nghi quyet": "Nghị quyết",
    "quyet dinh": "Quyết định",
    "chi thi": "Chỉ thị",
    "quy che": "Quy chế",
    "quy dinh": "Quy định",
    "thong cao": "Thông cáo",
    "thong bao": "Thông báo",
    "huong dan": "Hướng dẫn",
    "chuong trinh": "Chương trình",
    "ke hoach": "Kế hoạch",
    "phuong an": "Phương án",
    "de an": "Đề án",
    "du an": "Dự án",
    "bao cao": "Báo cáo",
    "bien ban": "Biên bản",
    "to trinh": "Tờ trình",
    "hop dong": "Hợp đồng",
    "cong van": "Công văn",
    "cong dien": "Công điện",
    "ban ghi nho": "Bản ghi nhớ",
    "ban thoa thuan": "Bản thỏa thuận",
    "giay uy quyen": "Giấy ủy quyền",
    "giay moi": "Giấy mời",
    "giay gioi thieu": "Giấy giới thiệu",
    "giay nghi phep": "Giấy nghỉ phép",
    "phieu gui": "Phiếu gửi",
    "phieu chuyen": "Phiếu chuyển",
    "phieu bao": "Phiếu báo",
    "thu cong": "Thư công",
    "thu moi": "Thư mời",
    "ket luan": "Kết luận",
    "nghi dinh": "Nghị định",
    "thong tu": "Thông tư",
    "thong tu lien tich": "Thông tư liên tịch",
    "luat": "Luật",
    "phap lenh": "Pháp lệnh",
}
_TITLE = cue(
    "head.title",
    re.compile(
        r"\W*("
        + "|".join(sorted(_FOLDED, key=len, reverse=True))
        + r")( hanh dong| phoi hop| cong tac| lien tich| lien nganh| khan)?\W*(?=$|ve |v/v)"
    ),
    finds=(
        "[[KẾ HOẠCH]]",
        "[[CHƯƠNG TRÌNH HÀNH ĐỘNG]]",
        "[[KẾ HOẠCH LIÊN NGÀNH]]",
        "[[THÔNG BÁO ]]Về việc họp",
    ),
    leaves=(
        "KẾ HOẠCH HÓA GIA ĐÌNH",
        "Sở ban hành kế hoạch",
    ),
)
_BY_ABBREVIATION = {short: kind for kind, shorts in KINDS.items() for short in shorts}
_POST = cue(
    "foot.post",
    re.compile(
        r"\W*(?:(?:t/?m|k/?t|t/?l|t/?uq|q)\s?[. ]\s?)?(?:quyen )?(?:pho |thu )?(?:chu tich|giam doc|bo truong"
        r"|thu truong|truong"
        r"|thu tuong|tong giam doc|chanh|hieu truong"
        r"|bi thu|cuc truong|vu truong|vien truong|tong cuc truong|chi cuc truong|tham phan|tu lenh|chinh uy"
        r"|to truong)\b"
    ),
    finds=(
        "[[GIÁM ĐỐC]]",
        "[[KT. CHỦ TỊCH]]",
        "[[PHÓ BÍ THƯ]]",
    ),
    leaves=(
        "Nơi nhận:",
        "ỦY BAN NHÂN DÂN",
    ),
)


def title_of(words: str, folded: str) -> str | None:
    """The type named by a title line ("KẾ HOẠCH", "THÔNG BÁO KẾT LUẬN"), or None. The line may go on with "Về việc"."""
    found = _TITLE.match(folded)
    if not found or not words[found.start(1) : found.start(1) + 1].isupper():
        return None
    tail = folded[found.end() :]
    if tail and not words[: found.end(1)].strip().isupper():
        return None
    return _FOLDED[found.group(1)]


def title_end(folded: str) -> int:
    """Where the type's name ends in a title line; 0 where the line is none."""
    found = _TITLE.match(folded)
    return found.end(1) + len(found.group(2) or "") if found else 0


def kind_of_symbol(symbol: str) -> str | None:
    """ "KH-UBND" → "Kế hoạch", "KH/TU" → "Kế hoạch", "QĐ-TTg" → "Quyết định"; "UBND-KGVX" → None."""
    first = re.split(r"[-/]", symbol, maxsplit=1)[0]
    return _BY_ABBREVIATION.get(first)


def is_post(folded: str) -> bool:
    """Whether a short line names a signing post ("PHÓ GIÁM ĐỐC", "KT. CHỦ TỊCH")."""
    return bool(_POST.match(folded)) and len(folded) < 70
