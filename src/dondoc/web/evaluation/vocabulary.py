"""Names of the actions, fields and models of evaluations in the words of the screens."""

from __future__ import annotations

ACTIONS = {
    "evaluation.excuse": "đã xác nhận nguyên nhân khách quan",
    "evaluation.withdraw_excuse": "đã bỏ xác nhận nguyên nhân khách quan",
    "evaluation.mark_general": "đã chấm điểm tiêu chí chung",
    "evaluation.set_formula": "đã đặt cách tính điểm đánh giá",
    "evaluation.close": "đã chốt kỳ đánh giá",
    "evaluation.appeal": "đã đề nghị xem lại điểm đánh giá",
    "evaluation.withdraw_appeal": "đã rút đề nghị xem lại điểm đánh giá",
    "evaluation.answer_appeal": "đã trả lời đề nghị xem lại điểm đánh giá",
}
FIELDS = {
    "evaluation.appeal.text": "Lý do đề nghị",
    "evaluation.appeal.of": "Điểm cần xem lại",
    "evaluation.appeal.first": "Kỳ đánh giá từ ngày",
    "evaluation.generalmark.first": "Kỳ đánh giá từ ngày",
    "evaluation.closedspan.first": "Kỳ đánh giá từ ngày",
}
MODELS = {
    "evaluation.excuse": "Nguyên nhân khách quan",
    "evaluation.generalmark": "Điểm tiêu chí chung",
    "evaluation.formula": "Cách tính điểm",
    "evaluation.closedspan": "Kỳ đánh giá đã chốt",
    "evaluation.result": "Kết quả đánh giá",
    "evaluation.appeal": "Đề nghị xem lại điểm",
}
