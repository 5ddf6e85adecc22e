"""Why a file cannot be read, each with the one Vietnamese sentence that the user sees."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    EMPTY = "empty"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    BOMB = "bomb"
    WRONG_TYPE = "wrong-type"
    NO_TEXT = "no-text"
    SECRET = "secret"
    UNSUPPORTED = "unsupported"
    NO_TESSERACT = "no-tesseract"
    TOO_MANY_SCANS = "too-many-scans"
    NO_LIBREOFFICE = "no-libreoffice"
    TOO_SLOW = "too-slow"
    PARCEL = "parcel"
    MACRO = "macro"
    PROGRAM = "program"
    ARCHIVE = "archive"
    NO_PARTS = "no-parts"
    TOO_DEEP = "too-deep"
    TOO_MANY_PARTS = "too-many-parts"
    BROKEN_MESSAGE = "broken-message"
    STATE_MESSAGE = "state-message"


SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: "Tệp không có nội dung; hãy chọn lại tệp.",
    Reason.BROKEN: "Tệp bị hỏng nên không đọc được; hãy xin lại bản khác hoặc mở ra rồi lưu lại.",
    Reason.ENCRYPTED: "Tệp được đặt mật khẩu; hãy gỡ mật khẩu rồi tải lên lại.",
    Reason.TOO_LARGE: "Tệp lớn hơn mức cho phép ({limit}); hãy tách hoặc nén nhỏ lại.",
    Reason.TOO_MANY_PAGES: "Tệp có quá nhiều trang (tối đa {limit} trang); hãy tách thành nhiều tệp.",
    Reason.BOMB: "Tệp nén chứa dữ liệu phình to bất thường nên bị từ chối; hãy kiểm tra nguồn gửi.",
    Reason.WRONG_TYPE: "Nội dung tệp không đúng với đuôi tên ({name}); hãy kiểm tra lại tệp.",
    Reason.NO_TEXT: "Tệp không có chữ nào đọc được; hãy quét lại rõ hơn hoặc dùng bản có lớp chữ.",
    Reason.NO_TESSERACT: "Tệp là bản quét mà máy chủ chưa cài Tesseract tiếng Việt; hãy dùng bản có lớp chữ.",
    Reason.TOO_MANY_SCANS: "Tệp có quá nhiều trang quét (tối đa {limit} trang); hãy tách thành nhiều tệp.",
    Reason.SECRET: "Văn bản đóng dấu mật ({level}); không được đưa lên hệ thống này, nội dung không được lưu.",
    Reason.UNSUPPORTED: "Chưa đọc được loại tệp này ({name}); hãy dùng .docx, .doc, .pdf, .xlsx, .zip, .eml hoặc ảnh.",
    Reason.NO_LIBREOFFICE: "Máy chủ chưa cài LibreOffice nên chưa đọc được tệp {name}; hãy đổi sang .docx rồi gửi.",
    Reason.TOO_SLOW: "Đọc tệp quá lâu nên đã dừng; hãy lưu lại dạng .docx hoặc tách nhỏ rồi tải lên.",
    Reason.PARCEL: "Tệp {name} chứa nhiều tệp bên trong; hãy mở ra rồi chọn từng tệp.",
    Reason.MACRO: "Tệp có macro (chương trình chạy kèm) nên không được nhận; hãy lưu lại dạng không macro rồi gửi.",
    Reason.PROGRAM: "Tệp {name} là chương trình nên không được nhận; hãy kiểm tra nguồn gửi.",
    Reason.ARCHIVE: "Chưa mở được loại tệp nén này ({name}); hãy giải nén rồi nén lại dạng .zip hoặc gửi từng tệp.",
    Reason.NO_PARTS: "Tệp {name} không chứa văn bản nào; hãy kiểm tra lại tệp.",
    Reason.TOO_DEEP: "Tệp nén lồng nhau quá nhiều lớp nên không mở; hãy giải nén bớt rồi gửi lại.",
    Reason.TOO_MANY_PARTS: "Tệp chứa quá nhiều tệp bên trong (tối đa {limit} tệp); hãy chia nhỏ rồi gửi lại.",
    Reason.BROKEN_MESSAGE: "Gói edXML bị hỏng hoặc không đúng quy chuẩn nên không nhận; hãy đề nghị nơi gửi gửi lại.",
    Reason.STATE_MESSAGE: "Đây là thông điệp trạng thái edXML, không kèm văn bản; hãy tải lên ở trang Liên thông.",
}


class ReadingError(Exception):
    """A file that cannot be read. ``str()`` is the Vietnamese sentence, ``reason`` is for programs."""

    def __init__(self, reason: Reason, **details: str) -> None:
        self.reason = reason
        self.details = details
        super().__init__(SENTENCES[reason].format(**details))
