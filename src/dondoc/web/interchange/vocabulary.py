"""Words for what is done with messages."""

from __future__ import annotations

ACTIONS = {
    "edxml.read": "đã đọc gói edXML",
    "edxml.receive_status": "đã nhận trạng thái xử lý",
    "edxml.refuse": "đã từ chối tiếp nhận văn bản",
    "edxml.reply_to_recall": "đã trả lời yêu cầu lấy lại, cập nhật",
    "edxml.take_due": "đã ghi hạn trả lời của gói edXML làm thời hạn nhiệm vụ",
    "edxml.send": "đã lập gói edXML",
    "edxml.fetch": "đã tải gói edXML",
}
