"""Why something cannot be written, with the one Vietnamese sentence that the user sees."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    NO_ISSUER = "no-issuer"
    NO_SUBJECT = "no-subject"
    NO_COLUMNS = "no-columns"
    BAD_TEMPLATE = "bad-template"
    UNKNOWN_FIELD = "unknown-field"
    NO_BODY_FIELD = "no-body-field"
    NARROW = "narrow"
    NOT_DOCX = "not-docx"
    NO_LIBREOFFICE = "no-libreoffice"
    CONVERSION_FAILED = "conversion-failed"
    TIME_OUT = "time-out"
    TOO_MANY_ROWS = "too-many-rows"


SENTENCES: dict[Fault, str] = {
    Fault.NO_ISSUER: "Thiếu tên cơ quan ban hành; hãy khai báo tên cơ quan trước khi xuất văn bản.",
    Fault.NO_SUBJECT: "Thiếu trích yếu; hãy nhập trích yếu nội dung văn bản.",
    Fault.NO_COLUMNS: "Bảng chưa có cột nào; hãy chọn ít nhất một cột để xuất.",
    Fault.BAD_TEMPLATE: "Mẫu văn bản không phải tệp Word (.docx) hợp lệ; hãy lưu lại mẫu bằng Word rồi tải lên.",
    Fault.UNKNOWN_FIELD: "Mẫu văn bản có trường không rõ: {names}; hãy dùng một trong các trường: {known}.",
    Fault.NO_BODY_FIELD: "Mẫu văn bản thiếu dòng {{{{noi_dung}}}}; hãy thêm một đoạn riêng chỉ gồm {{{{noi_dung}}}}.",
    Fault.NARROW: (
        "Vùng chữ của mẫu chỉ rộng {room} mm nên bảng biểu sẽ tràn lề; hãy đặt khổ giấy A4, lề trái 30–35 mm, "
        "lề phải 15–20 mm."
    ),
    Fault.NOT_DOCX: "Tệp không phải văn bản Word (.docx) hoặc đã hỏng; hãy mở ra rồi lưu lại dạng .docx.",
    Fault.NO_LIBREOFFICE: "Máy chủ chưa cài LibreOffice nên chưa xuất được PDF; hãy tải bản Word (.docx).",
    Fault.CONVERSION_FAILED: "Không chuyển được văn bản sang PDF; hãy tải bản Word (.docx) và báo người quản trị.",
    Fault.TIME_OUT: "Chuyển sang PDF quá {seconds} giây nên đã dừng; hãy thử lại hoặc tải bản Word (.docx).",
    Fault.TOO_MANY_ROWS: "Bảng có hơn {limit} dòng, Excel không chứa hết; hãy lọc bớt rồi xuất lại.",
}


class WritingError(Exception):
    """What cannot be written. ``str()`` is the Vietnamese sentence, ``fault`` is for programs."""

    def __init__(self, fault: Fault, **details: str) -> None:
        self.fault = fault
        self.details = details
        super().__init__(SENTENCES[fault].format(**details))
