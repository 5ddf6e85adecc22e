"""Why a message cannot be taken, in one Vietnamese sentence."""

from __future__ import annotations


class EdxmlError(ValueError):
    """``sentence`` says what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


BROKEN = "Gói edXML bị hỏng, không đọc được; hãy đề nghị nơi gửi gửi lại."
NOT_EDXML = "Tệp không phải gói edXML (thiếu phần đầu thông điệp); hãy kiểm tra lại tệp."
UNSAFE = "Gói edXML chứa khai báo DTD hoặc thực thể không được phép; không nhận để bảo đảm an toàn."
NO_SENDER = "Gói edXML không ghi cơ quan gửi; hãy đề nghị nơi gửi gửi lại."
BAD_CODE = "Thông điệp trạng thái có mã “{code}” không thuộc quy chuẩn; hãy đề nghị nơi gửi kiểm tra lại."
BAD_ATTACHMENT = "Tệp “{name}” trong gói edXML bị hỏng khi truyền; hãy đề nghị nơi gửi gửi lại."
TOO_LARGE = "Gói edXML giải nén ra quá lớn; hãy đề nghị nơi gửi chia nhỏ."
