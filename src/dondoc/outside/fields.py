"""What can be told of a task, each under a name that a mapping uses, and the situations that a system has words for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from dondoc.tasks.models import Part, Task, TaskState
from dondoc.writing.words import Cell

SITUATIONS = {
    "not_started": "Chưa thực hiện",
    "in_progress": "Đang thực hiện",
    "submitted": "Chờ nghiệm thu",
    "overdue": "Quá hạn",
    "done": "Đã hoàn thành",
    "done_late": "Hoàn thành quá hạn",
    "cancelled": "Đã hủy",
}
"""Where a task stands, with our own word, which holds where a system has none of its own."""

FIELDS = {
    "id": "Mã nhiệm vụ",
    "text": "Nội dung nhiệm vụ",
    "code": "Số, ký hiệu văn bản giao",
    "issued": "Ngày văn bản giao",
    "subject": "Trích yếu văn bản giao",
    "clause": "Mục trong văn bản",
    "lead": "Đơn vị chủ trì",
    "coordinate": "Đơn vị phối hợp",
    "deliverable": "Sản phẩm",
    "assigned_on": "Ngày giao",
    "due_on": "Thời hạn",
    "done_on": "Ngày hoàn thành",
    "situation": "Tình trạng",
    "percent": "Tiến độ (%)",
    "report": "Kết quả, báo cáo gần nhất",
    "evidence": "Văn bản kết quả",
    "difficulty": "Khó khăn, vướng mắc",
    "funds": "Nguồn kinh phí",
}
DEFAULT = (
    "id",
    "text",
    "code",
    "lead",
    "coordinate",
    "deliverable",
    "due_on",
    "situation",
    "percent",
    "report",
    "funds",
)


def situation(task: Task, today: date) -> str:
    """The name of ``SITUATIONS`` that fits a task on a day."""
    if task.state == TaskState.CANCELLED:
        return "cancelled"
    if task.state == TaskState.DONE:
        late = task.due_on is not None and task.done_on is not None and task.done_on > task.due_on
        return "done_late" if late else "done"
    if task.state == TaskState.SUBMITTED:
        return "submitted"
    if task.due_on is not None and task.due_on < today:
        return "overdue"
    return "not_started" if task.state in (TaskState.ASSIGNED, TaskState.SENT_BACK) else "in_progress"


def value(task: Task, name: str, words: Mapping[str, str], today: date) -> Cell:
    """What is told of a task under a name. The task comes from ``queries.reported``, with all that this needs."""
    match name:
        case "id":
            return f"NV-{task.pk}"
        case "text":
            return task.text[:1].upper() + task.text[1:]
        case "lead" | "coordinate":
            return _names(task, Part.LEAD if name == "lead" else Part.COORDINATE)
        case "code":
            return (task.document.code or task.document.symbol) if task.document else ""
        case "issued":
            return task.document.issued_on if task.document else None
        case "subject":
            return task.document.subject if task.document else ""
        case "assigned_on":
            return timezone.localdate(task.confirmed_at) if task.confirmed_at else None
        case "situation":
            key = situation(task, today)
            return words.get(key) or SITUATIONS[key]
        case "report":
            return task.last_report or ""
        case "evidence":
            codes = [piece.document.code for piece in task.evidence_set.all() if piece.document]
            return "; ".join(dict.fromkeys(codes))
        case "difficulty":
            return task.open_difficulty or ""
    found: Any = getattr(task, name)
    return found


def _names(task: Task, part: Part) -> str:
    rows = [row for row in task.assignments.all() if row.part == part]
    return "; ".join(row.unit.name if row.unit else row.person.full_name if row.person else row.name for row in rows)


def plain(cell: Cell) -> str:
    """A value as it is compared and kept: days as they are printed."""
    if cell is None:
        return ""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else " ".join(str(cell).split())
