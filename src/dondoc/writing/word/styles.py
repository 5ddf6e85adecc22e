"""The named paragraph styles. An agency changes the look of a part by changing its style in Word."""

from __future__ import annotations

from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from dondoc.writing.measures import FONT, INDENT, SPACE_BETWEEN

TWIPS_MM = 1440 / 25.4
BODY_SIZE = 14.0
TABLE_SIZE = 12.0


def twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_MM)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style; ``size`` and spaces in points, ``first`` (first line) in millimetres."""

    id: str
    name: str
    size: float = BODY_SIZE
    bold: bool = False
    italic: bool = False
    align: str = "center"
    first: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    outline: int | None = None
    exact: float = 0
    underline: bool = False


def _body(id: str, name: str, **more: object) -> Style:
    common: dict[str, object] = {"align": "both", "first": INDENT, "after": SPACE_BETWEEN}
    return Style(id, name, **(common | more))  # type: ignore[arg-type]


def _title(id: str, name: str, outline: int, **more: object) -> Style:
    return _body(id, name, bold=True, keep_next=True, outline=outline, **more)


STYLES = (
    Style("QuocHieu", "NĐ30 Quốc hiệu", 13, bold=True),
    Style("TieuNgu", "NĐ30 Tiêu ngữ", 14, bold=True),
    Style("CoQuanChuQuan", "NĐ30 Cơ quan chủ quản", 13),
    Style("CoQuanBanHanh", "NĐ30 Cơ quan ban hành", 13, bold=True),
    Style("SoKyHieu", "NĐ30 Số, ký hiệu", 13, before=6),
    Style("DiaDanh", "NĐ30 Địa danh, thời gian", 14, italic=True, before=6),
    Style("KeNgang", "NĐ30 Đường kẻ", 2, exact=4),
    Style("TenLoai", "NĐ30 Tên loại", bold=True, before=18, keep_next=True),
    Style("TrichYeu", "NĐ30 Trích yếu", bold=True, keep_next=True),
    Style("TrichYeuCongVan", "NĐ30 Trích yếu công văn", 12, before=6),
    Style("MucDoKhan", "NĐ30 Mức độ khẩn", 13, bold=True, before=8),
    Style("KinhGui", "NĐ30 Kính gửi", align="left", before=12, after=6),
    Style("KinhGuiDong", "NĐ30 Kính gửi, từng dòng", align="left", after=3),
    _body("CanCu", "NĐ30 Căn cứ", italic=True),
    _body("NoiDung", "NĐ30 Nội dung"),
    Style("Phan", "NĐ30 Phần, chương", bold=True, before=12, keep_next=True, outline=0),
    Style("PhanTieuDe", "NĐ30 Tiêu đề phần, chương", bold=True, after=6, keep_next=True),
    _title("Muc", "NĐ30 Mục", 0, before=6),
    _title("Dieu", "NĐ30 Điều", 1),
    _title("Khoan", "NĐ30 Khoản có tiêu đề", 1),
    _body("Diem", "NĐ30 Khoản, điểm"),
    Style("BangTieuDe", "NĐ30 Tên bảng", bold=True, before=6, after=6, keep_next=True),
    Style("BangDau", "NĐ30 Đầu bảng", TABLE_SIZE, bold=True, before=2, after=2),
    Style("BangSoCot", "NĐ30 Số cột của bảng", 10, italic=True),
    Style("BangO", "NĐ30 Ô của bảng", TABLE_SIZE, align="left", before=2, after=2),
    Style(
        "BangNhom", "NĐ30 Dòng nhóm của bảng", TABLE_SIZE, bold=True, align="left", before=2, after=2, keep_next=True
    ),
    Style("QuyenHan", "NĐ30 Quyền hạn, chức vụ", bold=True, keep_next=True),
    Style("HoTen", "NĐ30 Họ tên người ký", bold=True),
    Style("NoiNhan", "NĐ30 Nơi nhận", 12, bold=True, italic=True, align="left"),
    Style("NoiNhanDong", "NĐ30 Nơi nhận, từng dòng", 11, align="left"),
    Style("PhuLuc", "NĐ30 Phụ lục", bold=True, keep_next=True, outline=0),
    Style("PhuLucTen", "NĐ30 Tên phụ lục", bold=True, keep_next=True),
    Style("KemTheo", "NĐ30 Kèm theo văn bản", italic=True),
    Style("SoTrang", "NĐ30 Số trang", 14),
    Style("LienHe", "NĐ30 Địa chỉ liên hệ", 11),
    Style("Cuoi", "NĐ30 Dòng cuối", 1, exact=1),
)
"""In Word all of these are listed under "NĐ30 …"."""

PARTY_CHANGES = (
    Style("QuocHieu", "NĐ30 Quốc hiệu", 15, bold=True),
    Style("CoQuanChuQuan", "NĐ30 Cơ quan chủ quản", 14),
    Style("CoQuanBanHanh", "NĐ30 Cơ quan ban hành", 14, bold=True),
    Style("SoKyHieu", "NĐ30 Số, ký hiệu", 14, before=6),
    Style("TenLoai", "NĐ30 Tên loại", 16, bold=True, before=18, keep_next=True),
    Style("TrichYeuCongVan", "NĐ30 Trích yếu công văn", 12, italic=True, before=6),
    Style("NoiNhan", "NĐ30 Nơi nhận", 14, align="left", underline=True),
    Style("NoiNhanDong", "NĐ30 Nơi nhận, từng dòng", 12, align="left"),
)


_UNDERLINE = '<w:u w:val="single"/>'


def _xml(style: Style) -> str:
    line = (
        f' w:line="{round(style.exact * 20)}" w:lineRule="exact"' if style.exact else ' w:line="240" w:lineRule="auto"'
    )
    first = f'<w:ind w:firstLine="{twips(style.first)}"/>' if style.first else ""
    outline = f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else ""
    half_points = round(style.size * 2)
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
        f"{'<w:keepNext/>' if style.keep_next else ''}"
        f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"{line}/>'
        f'{first}<w:jc w:val="{style.align}"/>{outline}</w:pPr><w:rPr>'
        f"{'<w:b/><w:bCs/>' if style.bold else ''}{'<w:i/><w:iCs/>' if style.italic else ''}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
        f"{_UNDERLINE if style.underline else ''}</w:rPr></w:style>"
    )


def _defaults() -> str:
    return (
        f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
        f'<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        f"</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


_NORMAL = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    "</w:style>"
)


def install(document: Document, *, party: bool = False) -> None:
    """Replace all styles of an empty document of python-docx by ours."""
    root = document.styles.element
    kept = {"TableNormal", "DefaultParagraphFont", "NoList", "Header", "Footer"}
    for style in list(root.findall(qn("w:style"))):
        if style.get(qn("w:styleId")) not in kept:
            root.remove(style)
    old = root.find(qn("w:docDefaults"))
    if old is not None:
        root.replace(old, parse_xml(_defaults()))
    root.append(parse_xml(_NORMAL))
    changes = {style.id: style for style in PARTY_CHANGES} if party else {}
    for style in STYLES:
        root.append(parse_xml(_xml(changes.get(style.id, style))))


def complete(document: Document) -> None:
    """Add the styles that an agency's template lacks; those it has stay as the agency made them."""
    root = document.styles.element
    have = {style.get(qn("w:styleId")) for style in root.findall(qn("w:style"))}
    for style in STYLES:
        if style.id not in have:
            root.append(parse_xml(_xml(style).replace('<w:basedOn w:val="Normal"/>', "")))
