"""The measures of Decree 30/2020/NĐ-CP, Annex I, Part I: what the writer sets and what the checker allows.

Lengths are in millimetres, sizes in points. ``Allowed`` is the decree's range; ``LOOKS`` is what we write inside it.
"""

from __future__ import annotations

from dataclasses import dataclass

A4 = (210.0, 297.0)
RULE_SHARE = 0.4
"""Length of the rule under issuer and subject, as a share of the line above: the decree says 1/3 to 1/2."""

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Margins:
    top: float
    bottom: float
    left: float
    right: float


MARGINS = Margins(20, 20, 30, 15)
MARGIN_RANGES = {"top": (20.0, 25.0), "bottom": (20.0, 25.0), "left": (30.0, 35.0), "right": (15.0, 20.0)}
INDENTS = (10.0, 12.7)
INDENT = 12.7
SPACE_BETWEEN = 6.0
LINE_SPACING = (1.0, 1.5)


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the decree allows for one part; None where it says nothing."""

    name: str
    sizes: tuple[float, float]
    bold: bool | None
    italic: bool | None
    capitals: bool | None
    rule: str


ALLOWED: dict[str, Allowed] = {
    "nation": Allowed("Quốc hiệu", (12, 13), True, False, True, "II.1.a"),
    "motto": Allowed("Tiêu ngữ", (13, 14), True, False, False, "II.1.b"),
    "parent": Allowed("Tên cơ quan chủ quản", (12, 13), False, False, True, "II.2.b"),
    "issuer": Allowed("Tên cơ quan ban hành", (12, 13), True, False, True, "II.2.b"),
    "code": Allowed("Số, ký hiệu", (13, 13), False, False, None, "II.3.c"),
    "place": Allowed("Địa danh, thời gian", (13, 14), False, True, False, "II.4.c"),
    "kind": Allowed("Tên loại", (13, 14), True, False, True, "II.5.b"),
    "subject": Allowed("Trích yếu", (13, 14), True, False, False, "II.5.b"),
    "about": Allowed("Trích yếu công văn", (12, 13), False, False, False, "II.5.b"),
    "basis": Allowed("Căn cứ", (13, 14), False, True, False, "II.6.a"),
    "body": Allowed("Nội dung", (13, 14), None, None, None, "II.6.e"),
    "chapter": Allowed("Phần, chương, mục", (13, 14), True, False, None, "II.6.đ"),
    "heading": Allowed("Đề mục", (13, 14), True, False, True, "II.6.đ"),
    "article": Allowed("Điều", (13, 14), True, False, None, "II.6.đ"),
    "to": Allowed("Kính gửi", (13, 14), False, False, False, "II.9.d"),
    "authority": Allowed("Quyền hạn, chức vụ người ký", (13, 14), True, False, True, "II.7.đ"),
    "signer": Allowed("Họ tên người ký", (13, 14), True, False, False, "II.7.đ"),
    "receivers": Allowed("Nơi nhận", (12, 12), True, True, False, "II.9.d"),
    "receiver": Allowed("Danh sách nơi nhận", (11, 11), False, False, False, "II.9.d"),
    "urgency": Allowed("Dấu chỉ mức độ khẩn", (13, 14), True, False, True, "III.2.b"),
    "appendix": Allowed("Từ “Phụ lục”", (14, 14), True, False, False, "III.1.b"),
    "appendix_title": Allowed("Tên phụ lục", (13, 14), True, False, True, "III.1.b"),
    "attached": Allowed("Dòng kèm theo văn bản", (13, 14), False, True, False, "III.1.c"),
    "page_number": Allowed("Số trang", (13, 14), False, False, None, "I.7"),
}


@dataclass(frozen=True, slots=True)
class HeadSizes:
    """Sizes of the head; the decree pairs 13 with 14 and 12 with 13."""

    nation: float
    motto: float
    issuer: float
    place: float


HEAD_WIDE = HeadSizes(13, 14, 13, 14)
HEAD_TIGHT = HeadSizes(12, 13, 12, 13)
HEAD_PARTY = HeadSizes(15, 14, 14, 14)
