"""What the check of a signature says, in the words of the screens."""

from __future__ import annotations

from dondoc.signatures.report import Integrity, Revocation, TimeSource, Trust

INTEGRITY = {
    Integrity.WHOLE: "Nguyên vẹn từ khi ký",
    Integrity.EXTENDED: "Nguyên vẹn; sau đó chỉ có chữ ký khác, ô mẫu hoặc dữ liệu xác thực được thêm",
    Integrity.TOUCHED: "Tệp có ghi thêm sau khi ký, nội dung các trang không đổi",
    Integrity.PARTIAL: "Phần được ký còn nguyên vẹn, nhưng chữ ký không gồm toàn bộ tệp",
    Integrity.CHANGED: "Nội dung bị sửa sau khi ký",
    Integrity.BROKEN: "Chữ ký không khớp với tệp",
    Integrity.UNSUPPORTED: "Phần mềm chưa kiểm tra được loại chữ ký này; hãy mở bằng phần mềm ký số",
}
TRUST = {
    Trust.TRUSTED: "Chứng thư thuộc danh sách tin cậy",
    Trust.UNKNOWN: "Chứng thư chưa thuộc danh sách tin cậy",
    Trust.OUTDATED: "Chứng thư không còn hiệu lực khi ký",
    Trust.REVOKED: "Chứng thư đã bị thu hồi khi ký",
}
REVOCATION = {
    Revocation.GOOD: "chưa bị thu hồi",
    Revocation.REVOKED: "đã bị thu hồi",
    Revocation.OFFLINE: "chưa kiểm tra thu hồi (máy chủ không được gọi ra ngoài)",
    Revocation.UNREACHABLE: "chưa kiểm tra thu hồi (không hỏi được nơi cấp)",
    Revocation.UNTOLD: "chứng thư không ghi nơi hỏi về thu hồi",
    Revocation.UNASKED: "",
}
TIME = {
    TimeSource.STAMPED: "dấu thời gian",
    TimeSource.STAMPED_UNKNOWN: "dấu thời gian của nơi chưa thuộc danh sách tin cậy",
    TimeSource.CLAIMED: "theo máy của người ký",
    TimeSource.NONE: "",
}
