"""Labels of field lines and heads of table columns → the role of what stands beside or below them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from dondoc.extraction.signs import Sign
from dondoc.language.cues import cue


class Role(StrEnum):
    SEQUENCE = "sequence"
    TASK = "task"
    LEAD = "lead"
    DOER = "doer"
    COORDINATE = "coordinate"
    DIRECT = "direct"
    PRODUCT = "product"
    TIME = "time"
    FUNDS = "funds"
    PLACE = "place"
    OTHER = "other"


_BODY = r"(?:co quan|don vi|bo phan|to chuc|ca nhan|phong|so|nganh|dia phuong|can bo|lanh dao|nguoi)"
_WHO = rf"(?:{_BODY}(?:\W{{1,3}}(?:va )?{_BODY})*\W+)?"
_DO = r"(?:\W+(?:thuc hien|tham muu|xay dung|to chuc|trien khai|trinh|soan thao|bao cao|theo doi|ban hanh))*"

SIGNS: dict[Role, Sign] = {
    Role.SEQUENCE: Sign(
        "label.sequence", r"(?:s\W?)?tt|so tt|so thu tu|muc|ma so", ("STT", "TT", "Số TT"), ("Nội dung",)
    ),
    Role.COORDINATE: Sign(
        "label.coordinate",
        rf"{_WHO}(?:cung )?phoi hop{_DO}(?: \(neu co\))?|phoi hop voi"
        rf"|{_WHO}(?:tham gia|cung (?:thuc hien|tham gia)|ho tro)",
        ("Cơ quan phối hợp", "Đơn vị phối hợp thực hiện", "Phối hợp", "Đơn vị /Cá nhân phối hợp"),
        ("Cơ quan chủ trì",),
    ),
    Role.LEAD: Sign(
        "label.lead",
        rf"{_WHO}(?:chu tri|dau moi|chiu trach nhiem(?: chinh| chu tri)?|duoc giao(?: chu tri)?|chu quan"
        rf"|chinh){_DO}(?:\W+phoi hop)?|phan cong|phan cong chu tri|trach nhiem chinh|giao cho",
        ("Cơ quan chủ trì thực hiện", "Đơn vị chủ trì, tham mưu", "Chủ trì", "Đơn vị /Cá nhân đầu mối"),
        ("Đơn vị phối hợp",),
    ),
    Role.DOER: Sign(
        "label.doer",
        rf"{_WHO}(?:thuc hien|trien khai|to chuc thuc hien|xu ly|tham muu|soan thao)|phan cong(?: nhiem vu| trach"
        rf" nhiem)?(?: thuc hien)?|trach nhiem(?: thuc hien)?|nguoi thuc hien|(?:co quan|don vi)(?:\W+(?:co quan"
        rf"|don vi|dia phuong))*",
        ("Đơn vị thực hiện", "Cơ quan thực hiện", "Phân công thực hiện", "Cơ quan, đơn vị"),
        ("Thời gian thực hiện",),
    ),
    Role.DIRECT: Sign(
        "label.direct",
        rf"(?:nguoi |lanh dao (?:\w+ ){{0,2}})?chi dao{_DO}|(?:lanh dao|dong chi|nguoi)(?: \w+){{0,2}} (?:phu"
        rf" trach|chi dao|theo doi)|phu trach(?: chi dao)?"
        rf"|{_WHO}(?:theo doi|don doc|kiem tra|giam sat)(?:\W+(?:theo doi|don doc|kiem tra|giam sat|tong hop|danh"
        rf" gia|va))*{_DO}",
        ("Chỉ đạo thực hiện", "Lãnh đạo phụ trách", "Lãnh đạo Bộ phụ trách", "Cơ quan theo dõi, kiểm tra, đôn đốc"),
        ("Ý kiến của đơn vị",),
    ),
    Role.PRODUCT: Sign(
        "label.product",
        r"(?:du kien )?(?:san pham|ket qua)(?:\W+(?:/|va |hoac )?\W*(?:san pham|ket qua))?(?:\W+(?:dau ra|du kien"
        r"|can dat|hoan thanh|chinh|cu the|chu yeu|yeu cau|phai dat|dat duoc))*(?: \(.*\))?|hinh thuc van ban|san"
        r" pham,? ket qua|loai van ban",
        ("Sản phẩm", "Kết quả/Sản phẩm", "Sản phẩm đầu ra", "Dự kiến sản phẩm", "Kết quả dự kiến"),
        ("Kết quả thực hiện",),
    ),
    Role.TIME: Sign(
        "label.time",
        r"(?:du kien )?(?:thoi (?:gian|han|diem)|tien do|han|ky han|lo trinh|moc(?: thoi gian)?|han chot)(?:\W+(?:va"
        r" )?(?:tien do|thoi gian|thuc hien|hoan thanh|ht|bat dau|ket thuc|trien khai|to chuc|bao cao|gui|du kien"
        r"|trinh|ban hanh|nop|cu the|tien hanh|xu ly|giai quyet|duoc giao|xong|cuoi cung"
        r"|va|ve|/))*(?: \(.*\))?|hoan thanh",
        (
            "Thời gian hoàn thành",
            "Thời hạn HT",
            "Tiến độ thực hiện",
            "Thời gian dự kiến",
            "Thời gian bắt đầu / kết thúc",
        ),
        ("Tình hình thực hiện",),
    ),
    Role.FUNDS: Sign(
        "label.funds",
        r"(?:du kien |nguon |du toan )?(?:kinh phi|von)(?: thuc hien| du kien)?|du toan",
        ("Kinh phí", "Nguồn kinh phí"),
        ("Sản phẩm",),
    ),
    Role.PLACE: Sign(
        "label.place", r"dia diem(?: thuc hien| to chuc| du kien)?", ("Địa điểm thực hiện",), ("Thời gian",)
    ),
    Role.TASK: Sign(
        "label.task",
        r"(?:ten |cac |danh muc )?(?:noi dung|nhiem vu|cong viec|hoat dong|de an|chuong trinh|dau viec|giai phap"
        r"|muc tieu|viec)(?:\W+(?:/|va )?\W*(?:nhiem vu|cong viec|cu the|trien khai|thuc hien|giai phap|hoat dong"
        r"|chu yeu|trong tam|duoc giao|de an|cong tac|noi dung|chi tiet|ke hoach|can thuc hien))*",
        ("Nội dung nhiệm vụ", "Nhiệm vụ, giải pháp", "Tên nhiệm vụ", "Nội dung công việc", "Công việc"),
        ("Ghi chú",),
    ),
    Role.OTHER: Sign(
        "label.other",
        r"ghi chu|van ban (?:giao|chi dao)[\w ]{0,20}|so\W{0,3}ky hieu[\w ]{0,25}|muc do [\w ]{0,20}|nguyen nhan"
        r"|(?:dung|qua) han(?:\W+(?:dung|qua) han)?|can cu(?: phap ly)?|tinh hinh(?: thuc hien)?|ket qua thuc hien"
        r"|danh gia"
        r"|trang thai|hinh thuc(?:"
        r" thuc hien| to chuc)?|noi dung truyen thong|phuong thuc[\w ]{0,20}|quy mo|thanh phan|doi tuong|so luong"
        r"|don vi tinh"
        r"|y kien[\w ]{0,40}|kho khan,? vuong mac|kien nghi[\w, ]{0,20}|cap trinh|tham quyen ban hanh|co quan"
        r" (?:trinh|ban hanh)|cap (?:co tham quyen )?(?:ban hanh|phe duyet)|chi tieu[\w ]{0,20}|yeu cau|bo"
        r" truong[\w ]{0,20}",
        ("Ghi chú", "Đơn vị tính", "Cấp trình", "Tình hình thực hiện", "Hình thức thực hiện"),
        ("Đơn vị chủ trì",),
    ),
}

_ORDER = (
    Role.SEQUENCE,
    Role.PRODUCT,
    Role.TIME,
    Role.OTHER,
    Role.LEAD,
    Role.COORDINATE,
    Role.DIRECT,
    Role.FUNDS,
    Role.PLACE,
    Role.TASK,
    Role.DOER,
)
_HEADERS = tuple((role, re.compile(rf"(?:{SIGNS[role].pattern})[\W_]*")) for role in _ORDER)
_LINE = cue(
    "label.line",
    re.compile(r"[\W_]*([a-z][a-z ,/()]{2,45}?)\s?(?::|(?<=phoi hop) voi:)\s*"),
    finds=(
        "[[Đơn vị chủ trì: ]]Phòng A",
        "[[- Thời gian: ]]quý II",
    ),
    leaves=(
        "Phòng A chủ trì",
        "I. NỘI DUNG",
    ),
)
_FIELDS = (
    Role.LEAD,
    Role.DOER,
    Role.COORDINATE,
    Role.DIRECT,
    Role.PRODUCT,
    Role.TIME,
    Role.FUNDS,
    Role.PLACE,
    Role.OTHER,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the head of a line: its role and the offset where the value begins."""

    role: Role
    start: int


@lru_cache(maxsize=512)
def role_of(header: str) -> Role | None:
    """The role of a table column by its folded head; None where the words are no known head."""
    words = " ".join(header.split()).strip(" .:*")
    for role, pattern in _HEADERS:
        if pattern.fullmatch(words):
            return role
    return None


_INLINE = cue(
    "label.inline",
    re.compile(
        r"(?:(?<=[.;(,] )|(?<=\())((?:(?:co quan|don vi|bo phan|phong)(?: \w+)? )?(?:chu tri|phoi hop"
        r"|thuc hien)(?: thuc hien)?"
        r"|thoi (?:gian|han)(?: hoan thanh| thuc hien)?|san pham|ket qua|chi dao(?: thuc hien)?|hoan thanh)\s?:\s*"
    ),
    finds=(
        "Trồng cây ([[Chủ trì: ]]Phòng A)",
        "Trồng cây; [[thời gian: ]]quý II",
    ),
    leaves=("Chủ trì là Phòng A",),
    anywhere=True,
)


def inline_labels(words: str, folded: str) -> list[tuple[int, Label]]:
    """Labels inside of a paragraph: "… (Chủ trì: Phòng A; phối hợp: Phòng B)"; where each begins, and its label."""
    found: list[tuple[int, Label]] = []
    if ":" not in folded:
        return found
    for match in _INLINE.finditer(folded):
        role = role_of(match.group(1))
        start = match.start(1)
        set_off = (
            words[start].isupper() or words[start - 1] == "(" or (found and words[start - 2 : start].strip() in ";.,")
        )
        if role in _FIELDS and set_off and match.end() < len(folded):
            found.append((start, Label(role, match.end())))
    return found if any(label.role in (Role.LEAD, Role.DOER) for _, label in found) else []


def spans_of(label: Label, words: str, folded: str) -> list[tuple[Role, int, int]]:
    """The roles of a field line and where the value of each stands: "Thực hiện: Phòng A; thời gian: quý II" has two."""
    more = [
        (match.start(1), Label(role, match.end()))
        for match in _INLINE.finditer(folded, label.start)
        if words[match.start(1) - 2] in ";." and (role := role_of(match.group(1))) in _FIELDS
    ]
    ends = [*(start for start, _ in more), len(folded)]
    return [(one.role, one.start, end) for one, end in zip((label, *(one for _, one in more)), ends, strict=True)]


def label_of(folded: str) -> Label | None:
    """The label that a field line begins with ("Đơn vị chủ trì: …"); None for any other line."""
    found = _LINE.match(folded)
    if not found:
        return None
    role = role_of(found.group(1))
    return Label(role, found.end()) if role in _FIELDS else None
