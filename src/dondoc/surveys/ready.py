"""Ready-made forms for what offices ask again and again; an agency takes one over and changes it as it likes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dondoc.forms.definition import Condition, Field, Form, Kind, Pattern

YES_NO = ("Có", "Chưa")
QUARTERS = ("Quý I", "Quý II", "Quý III", "Quý IV")
FIELDS = ("Công nghệ thông tin", "An toàn thông tin", "Dữ liệu", "Quản trị", "Khác")
ORIGINS = ("Chính quyền", "Đoàn Thanh niên", "Hội Phụ nữ", "Hội Nông dân", "Giáo viên", "Khác")
TOPICS = ("Kỹ năng số cơ bản", "An toàn thông tin", "Dịch vụ công trực tuyến", "Dữ liệu số", "Trí tuệ nhân tạo")
HELPED_WITH = (
    "Định danh điện tử (VNeID)",
    "Dịch vụ công trực tuyến",
    "Thanh toán không tiền mặt",
    "Sức khỏe điện tử",
    "Mua bán trực tuyến",
    "An toàn trên mạng",
    "Khác",
)


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready-made form and what it is for, in one sentence."""

    form: Form
    about: str


def _text(key: str, label: str, help: str = "", **rules: Any) -> Field:
    return Field(key, label, help=help, **rules)


def _number(key: str, label: str, needed: bool = False, **rules: float) -> Field:
    return Field(key, label, Kind.NUMBER, whole=True, least=0, needed=needed, **rules)


def _choice(key: str, label: str, choices: tuple[str, ...], needed: bool = True) -> Field:
    return Field(key, label, Kind.CHOICE, choices=choices, needed=needed)


def _table(key: str, label: str, *columns: Field, rows: int = 200, needed: bool = True, help: str = "") -> Field:
    return Field(key, label, Kind.TABLE, columns=columns, rows=rows, needed=needed, help=help)


_CONTACT = (
    Field("contact", "Người lập biểu", Kind.PERSON, needed=True, personal=True),
    Field("phone", "Điện thoại liên hệ", pattern=Pattern.PHONE, needed=True),
)

SIGNATURES = Ready(
    Form(
        "Nhu cầu chữ ký số chuyên dùng công vụ",
        (
            *_CONTACT,
            _table(
                "people",
                "Danh sách đề nghị",
                Field("name", "Họ và tên", Kind.PERSON, needed=True, personal=True),
                Field("id", "Số căn cước", pattern=Pattern.ID_NUMBER, needed=True, unique=True),
                Field("born", "Ngày sinh", Kind.DATE, needed=True, personal=True),
                _text("post", "Chức vụ, vị trí việc làm", needed=True),
                Field("mail", "Thư điện tử công vụ", pattern=Pattern.EMAIL, needed=True, personal=True),
                Field("mobile", "Điện thoại di động", pattern=Pattern.PHONE, needed=True),
                _choice("want", "Đề nghị", ("Cấp mới", "Gia hạn", "Thu hồi")),
                _choice("device", "Thiết bị", ("USB token", "SIM PKI", "Ký số từ xa")),
                Field("serial", "Số hiệu chứng thư số", needed_if=Condition("want", ("Gia hạn", "Thu hồi"))),
                help="Mỗi người một dòng; gia hạn, thu hồi thì ghi cả số hiệu chứng thư số.",
            ),
            Field("note", "Khó khăn, kiến nghị", Kind.LONG),
        ),
        "Khai theo Nghị định số 68/2024/NĐ-CP về chữ ký số chuyên dùng công vụ. Số căn cước, ngày sinh, điện thoại chỉ "
        "dùng để đề nghị cấp chứng thư số; người không có thẩm quyền chỉ thấy dạng che.",
    ),
    "Cấp mới, gia hạn, thu hồi chứng thư chữ ký số cho tổ chức, cá nhân; dữ liệu cá nhân được che theo vai trò.",
)

STAFF = Ready(
    Form(
        "Nhu cầu nhân lực chuyển đổi số",
        (
            *_CONTACT,
            _number("given", "Tổng biên chế được giao", needed=True),
            _number("present", "Số người hiện có", needed=True),
            _table(
                "posts",
                "Nhu cầu theo vị trí việc làm",
                _text("post", "Vị trí việc làm", needed=True),
                _choice(
                    "field", "Lĩnh vực", ("Công nghệ thông tin", "An toàn thông tin", "Dữ liệu", "Quản trị", "Khác")
                ),
                _choice("level", "Trình độ", ("Cao đẳng", "Đại học", "Thạc sĩ", "Tiến sĩ")),
                _number("present", "Hiện có", needed=True),
                _number("wanted", "Cần thêm", needed=True),
                _choice("when", "Thời điểm cần", QUARTERS, needed=False),
                rows=60,
            ),
            Field("note", "Kiến nghị về đào tạo, thu hút", Kind.LONG),
        ),
        "Số liệu tính đến ngày lập biểu.",
    ),
    "Số người hiện có và cần thêm theo vị trí việc làm, lĩnh vực, trình độ.",
)

AUDIENCES = ("Lãnh đạo", "Công chức", "Viên chức", "Thành viên Tổ công nghệ số cộng đồng", "Người dân, doanh nghiệp")
"""Who is taught; training asks by the same words."""

TRAINING = Ready(
    Form(
        "Nhu cầu tập huấn, bồi dưỡng kỹ năng số",
        (
            *_CONTACT,
            _table(
                "courses",
                "Nhu cầu tập huấn",
                _choice(
                    "topic",
                    "Nội dung",
                    (
                        "Kỹ năng số cơ bản",
                        "An toàn thông tin",
                        "Dịch vụ công trực tuyến",
                        "Dữ liệu số",
                        "Trí tuệ nhân tạo",
                    ),
                ),
                _choice("audience", "Đối tượng", AUDIENCES),
                _number("people", "Số người", needed=True),
                _choice("way", "Hình thức", ("Trực tiếp", "Trực tuyến")),
                _choice("when", "Thời gian mong muốn", QUARTERS, needed=False),
                rows=40,
            ),
            Field("note", "Đề xuất khác", Kind.LONG),
        ),
    ),
    "Nội dung, đối tượng, số người, hình thức; từ kết quả lập được lớp tập huấn.",
)

SYSTEMS = Ready(
    Form(
        "Rà soát hệ thống thông tin",
        (
            *_CONTACT,
            _table(
                "systems",
                "Danh mục hệ thống",
                _text("name", "Tên hệ thống", needed=True, unique=True),
                Field("owner", "Đơn vị vận hành", Kind.UNIT, needed=True),
                _choice("level", "Cấp độ an toàn", ("Cấp độ 1", "Cấp độ 2", "Cấp độ 3", "Cấp độ 4", "Cấp độ 5")),
                _choice("approved", "Hồ sơ cấp độ được phê duyệt", YES_NO),
                _choice("backup", "Sao lưu định kỳ", YES_NO),
                _choice("second", "Xác thực hai lớp", YES_NO),
                _choice("ipv6", "Hỗ trợ IPv6", YES_NO),
                _choice("lgsp", "Kết nối nền tảng chia sẻ dữ liệu", YES_NO),
                Field("checked", "Ngày kiểm tra gần nhất", Kind.DATE),
                Field("cost", "Kinh phí duy trì (triệu đồng/năm)", Kind.NUMBER, least=0),
                Field("note", "Tồn tại, kiến nghị", Kind.LONG, needed_if=Condition("approved", ("Chưa",))),
                rows=100,
            ),
            Field("plan", "Kế hoạch khắc phục kèm theo", Kind.FILE),
        ),
        "Cấp độ an toàn xác định theo Nghị định số 85/2016/NĐ-CP. Mỗi hệ thống một dòng, kể cả hệ thống thuê dịch vụ.",
    ),
    "Danh sách kiểm tra từng hệ thống: cấp độ, sao lưu, xác thực, kết nối, tồn tại.",
)

PLATFORMS = Ready(
    Form(
        "Danh mục nền tảng số",
        (
            *_CONTACT,
            _table(
                "platforms",
                "Nền tảng đang dùng",
                _text("name", "Tên nền tảng", needed=True, unique=True),
                _choice("group", "Nhóm", ("Quốc gia", "Bộ, ngành", "Của tỉnh", "Của đơn vị", "Thuê của doanh nghiệp")),
                Field("owner", "Cơ quan chủ quản", Kind.UNIT),
                _text("address", "Địa chỉ truy cập"),
                _number("since", "Năm đưa vào dùng", most=2100),
                _number("users", "Số người dùng thường xuyên"),
                _choice("state", "Tình trạng", ("Dùng ổn định", "Dùng thử", "Ít dùng", "Đề nghị dừng")),
                rows=100,
            ),
        ),
    ),
    "Nền tảng nào đang dùng, của ai, bao nhiêu người dùng, tình trạng.",
)

TEAMS = Ready(
    Form(
        "Tổ công nghệ số cộng đồng",
        (
            *_CONTACT,
            _table(
                "teams",
                "Danh sách tổ",
                _text("hamlet", "Thôn, tổ dân phố", needed=True, unique=True),
                Field("founded", "Ngày thành lập", Kind.DATE),
                Field("head", "Tổ trưởng", Kind.PERSON, needed=True, personal=True),
                Field("mobile", "Điện thoại tổ trưởng", pattern=Pattern.PHONE),
                _number("members", "Số thành viên", needed=True),
                rows=60,
            ),
            _table(
                "members",
                "Thành viên",
                _text("hamlet", "Thôn, tổ dân phố", needed=True),
                Field("name", "Họ và tên", Kind.PERSON, needed=True, personal=True),
                _choice("from", "Thành phần", ORIGINS),
                Field("mobile", "Điện thoại", pattern=Pattern.PHONE),
                rows=600,
                needed=False,
            ),
            _table(
                "activities",
                "Hoạt động trong kỳ",
                Field("on", "Ngày", Kind.DATE, needed=True),
                _text("hamlet", "Thôn, tổ dân phố", needed=True),
                _text("what", "Nội dung", needed=True),
                _number("people", "Số người dân tham gia", needed=True),
                needed=False,
            ),
            _table(
                "cases",
                "Hỗ trợ “cầm tay chỉ việc”",
                Field("on", "Ngày", Kind.DATE, needed=True),
                _text("hamlet", "Thôn, tổ dân phố", needed=True),
                _choice(
                    "topic",
                    "Việc hỗ trợ",
                    HELPED_WITH,
                ),
                _number("people", "Số lượt người", needed=True),
                _choice("done", "Kết quả", ("Làm được ngay", "Cần hỗ trợ thêm")),
                _text("why", "Cần hỗ trợ thêm gì", needed_if=Condition("done", ("Cần hỗ trợ thêm",))),
                rows=500,
                needed=False,
            ),
        ),
        "Mỗi xã, phường, đặc khu gửi một bản mỗi kỳ; kỳ sau chỉ sửa chỗ thay đổi.",
    ),
    "Tổ, thành viên, hoạt động và lượt hỗ trợ người dân theo xã, thôn.",
)

READY: dict[str, Ready] = {
    "signatures": SIGNATURES,
    "staff": STAFF,
    "training": TRAINING,
    "systems": SYSTEMS,
    "platforms": PLATFORMS,
    "teams": TEAMS,
}
