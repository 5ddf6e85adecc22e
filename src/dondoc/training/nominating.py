"""The form by which units name whom they send."""

from __future__ import annotations

from dondoc.forms.definition import Field, Form, Kind, Pattern

PEOPLE = "people"
MARK = "nominations"
"""What marks the agency's form of nominations among its forms."""

FORM = Form(
    "Cử người tham gia lớp tập huấn",
    (
        Field("contact", "Người lập danh sách", Kind.PERSON, needed=True, personal=True),
        Field(
            PEOPLE,
            "Danh sách cử tham gia",
            Kind.TABLE,
            needed=True,
            rows=100,
            help="Ghi theo thứ tự ưu tiên; quá chỉ tiêu thì những người sau là dự bị.",
            columns=(
                Field("name", "Họ và tên", Kind.PERSON, needed=True, personal=True),
                Field("post", "Chức vụ, vị trí", needed=True),
                Field("mobile", "Điện thoại", pattern=Pattern.PHONE, needed=True, unique=True),
            ),
        ),
    ),
    note="Điện thoại dùng để điểm danh và báo lịch học.",
)
