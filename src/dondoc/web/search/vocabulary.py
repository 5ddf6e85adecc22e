"""Words for citations and for what carries out what."""

from __future__ import annotations

ACTIONS = {
    "citation.settle": "đã chọn văn bản được viện dẫn",
    "task.cover": "đã ghi nhiệm vụ thực hiện mục của văn bản trên",
    "task.uncover": "đã bỏ ghi nhiệm vụ thực hiện mục của văn bản trên",
    "citation.refuse": "đã ghi viện dẫn không phải văn bản này",
}
FIELDS = {
    "target_id": "Văn bản được viện dẫn",
    "settled_by_id": "Người chọn",
    "item_id": "Mục của văn bản trên",
    "settled_at": "Chọn lúc",
}
MODELS = {"tasks.coverage": "Thực hiện mục của văn bản trên"}
HIDDEN = {"refused"}
