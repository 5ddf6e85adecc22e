"""Words for what is done with signatures."""

from __future__ import annotations

ACTIONS = {
    "trust.add": "đã thêm chứng thư tin cậy",
    "trust.remove": "đã bỏ chứng thư tin cậy",
    "signing.begin": "đã lập yêu cầu ký số",
    "signing.finish": "đã ghi chữ ký số vào tệp",
    "signing.keep": "đã thêm bản để ký hoặc bản đã ký số",
}

FIELDS = {
    "organisation": "Tổ chức",
    "issuer": "Nơi cấp",
    "serial": "Số sê-ri",
    "fingerprint": "Mã băm SHA-256",
    "digest": "Mã băm để ký",
    "ended": "Đã kết thúc",
    "result_id": "Tệp đã ký",
}

HIDDEN = {"added_at", "prepared_id", "start", "end"}

MODELS = {
    "trust.certificate": "Chứng thư tin cậy",
    "trust.signingrequest": "Yêu cầu ký số",
}
