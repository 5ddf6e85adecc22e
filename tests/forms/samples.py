"""A form with one field of every kind and rule, and an answer that fits it."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.forms.definition import Field, Form, Kind, Pattern
from dondoc.forms.excel.plan import Stamp

WANTS = ("Cấp mới", "Gia hạn", "Thu hồi")
PEOPLE = Field(
    "people",
    "Danh sách người đề nghị",
    Kind.TABLE,
    needed=True,
    rows=50,
    columns=(
        Field("name", "Họ và tên", Kind.PERSON, needed=True, personal=True),
        Field("number", "Số căn cước", needed=True, unique=True, pattern=Pattern.ID_NUMBER),
        Field("born", "Ngày sinh", Kind.DATE, personal=True, first_day=date(1950, 1, 1), last_day=date(2010, 12, 31)),
        Field("phone", "Điện thoại", pattern=Pattern.PHONE),
        Field("want", "Đề nghị", Kind.CHOICE, needed=True, choices=WANTS),
    ),
)
FORM = Form(
    "Nhu cầu thử nghiệm",
    (
        Field("head", "Người phụ trách", Kind.PERSON, needed=True),
        Field("mail", "Thư điện tử", pattern=Pattern.EMAIL),
        Field("tax", "Mã số thuế", pattern=Pattern.TAX_CODE),
        Field("cost", "Kinh phí (triệu đồng)", Kind.NUMBER, least=0, most=1000),
        Field("count", "Số máy", Kind.NUMBER, whole=True, least=0),
        Field("topics", "Nội dung", Kind.CHOICES, choices=("An toàn thông tin", "Kỹ năng số", "Dữ liệu")),
        Field("unit", "Đơn vị quản lý", Kind.UNIT),
        Field("note", "Ghi chú", Kind.LONG),
        Field("paper", "Văn bản kèm theo", Kind.FILE),
        PEOPLE,
    ),
    note="Mỗi đơn vị gửi một bản.",
)
STAMP = Stamp("7", 2, "31", "con-dau")


def person(**changes: Any) -> dict[str, Any]:
    given = {
        "name": "Ngô Thị Mận",
        "number": "001190000123",
        "born": "15/03/1990",
        "phone": "+84 912 345 678",
        "want": "cấp mới",
    }
    return given | changes


def answer(**changes: Any) -> dict[str, Any]:
    given = {
        "head": "Đinh Công Lý",
        "mail": "Van.Phong@xa.example.vn",
        "tax": "0100109106001",
        "cost": "1.000",
        "count": "12",
        "topics": ["dữ liệu", "An toàn thông tin"],
        "unit": "xã Đông An",
        "note": "Dòng một\nDòng hai",
        "people": [person(), person(name="Hồ Văn Bưởi", number="079080001234", want="Thu hồi")],
    }
    return given | changes


def find_unit(name: str) -> str | None:
    return "UBND xã Đông An" if "đông an" in name.casefold() else None
