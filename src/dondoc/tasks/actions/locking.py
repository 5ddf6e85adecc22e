"""Tasks under lock, and the check that nobody else changed them since they were shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dondoc.audit.errors import Refused, Stale
from dondoc.documents.policies import agency_of
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Task


def locked(membership: Membership, task_ids: Iterable[int]) -> list[Task]:
    """The tasks, locked for this transaction, in reading order. Raises Refused where one is not there."""
    wanted = set(task_ids)
    rows = Task.objects.select_for_update(of=("self",)).select_related("document", "agency__unit")
    # Always in the order of the id, or two people who confirm the same tasks would wait for one another for ever.
    found = list(rows.filter(pk__in=wanted, agency=agency_of(membership)).order_by("id"))
    if len(found) != len(wanted):
        raise Refused("Không tìm thấy nhiệm vụ này; hãy tải lại trang.")
    return sorted(found, key=lambda task: (task.document_id or 0, task.order, task.pk))


def locked_one(membership: Membership, task_id: int, version: int | None = None, shown: Iterable[str] = ()) -> Task:
    """One task under lock. Raises Refused; Stale where ``version`` is not the row's, with what ``shown`` is now."""
    task = locked(membership, [task_id])[0]
    if version is not None and version != task.version:
        raise Stale("Người khác vừa sửa nhiệm vụ này. Hãy xem lại nội dung mới rồi sửa tiếp.", state_of(task, shown))
    return task


def state_of(task: Task, names: Iterable[str]) -> Mapping[str, Any]:
    """What fields of a task are now; of a part the names."""
    now: dict[str, Any] = {"version": task.version, "state": task.get_state_display()}
    for name in names:
        if name in ("lead", "coordinate", "direct", "follow"):
            now[name] = [row.name for row in task.assignments.all() if row.part == name]
        elif hasattr(task, name):
            now[name] = getattr(task, name)
    return now
