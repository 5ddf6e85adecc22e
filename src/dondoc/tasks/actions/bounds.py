"""What is passed on from a task is due no later than the task itself, however either day comes about."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from dondoc.audit.errors import Refused
from dondoc.tasks.models import Phase, Task

RECURRING = "FREQ="


def bounding_parent(task: Task) -> Task | None:
    """The task from which this one was passed on, where that has a last day."""
    parent = task.parent if task.parent_id and not task.fanned_out else None
    return parent if parent is not None and parent.due_on is not None else None


def check_parent(task: Task, day: date | None, field: str) -> None:
    """Raises Refused where a child would be due after the task it was passed on from, or again and again."""
    parent = bounding_parent(task)
    if parent is None or parent.due_on is None:
        return
    if day is None or day > parent.due_on:
        raise Refused(f"Thời hạn không được sau thời hạn của nhiệm vụ cấp trên ({parent.due_on:%d/%m/%Y}).", field)
    if task.due.startswith(RECURRING):
        raise Refused("Nhiệm vụ được chuyển xuống theo một thời hạn nên không đặt chu kỳ được.", field)


def check_children(task: Task, field: str) -> None:
    """Raises Refused where open work that was passed on from this task would be due after its new day."""
    if task.due_on is None or task.pk is None:
        return
    rows = Task.objects.filter(parent=task, fanned_out=False, phase=Phase.OPEN)
    later = rows.filter(Q(due_on=None) | Q(due_on__gt=task.due_on) | Q(due__startswith=RECURRING)).count()
    if later:
        raise Refused(
            f"Có {later} việc đã chuyển xuống mà thời hạn sau ngày {task.due_on:%d/%m/%Y}; "
            "hãy sửa thời hạn các việc đó trước.",
            field,
        )


def keep_within_parent(task: Task) -> bool:
    """Bring the day of a child back to its parent's where it lies after; whether it did. Does not save."""
    parent = bounding_parent(task)
    if parent is None or (task.due_on is not None and parent.due_on is not None and task.due_on <= parent.due_on):
        return False
    task.due_on = parent.due_on
    return True
