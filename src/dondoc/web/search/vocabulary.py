"""Words for citations and for what carries out what."""

from __future__ import annotations

ACTIONS = {
    "citation.settle": "đã chọn văn bản được viện dẫn",
    "citation.refuse": "đã ghi viện dẫn không phải văn bản này",
}
FIELDS = {
    "target_id": "Văn bản được viện dẫn",
    "settled_by_id": "Người chọn",
    "settled_at": "Chọn lúc",
}
HIDDEN = {"refused"}
