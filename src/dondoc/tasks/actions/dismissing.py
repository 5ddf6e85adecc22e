"""What was read as a task and is none."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.locking import locked_one
from dondoc.tasks.models import Task, TaskState
from dondoc.tasks.policies import require_confirm


@action("task.dismiss")
def dismiss(by: Person, membership: Membership, task_id: int) -> Task:
    """Say that a proposal is no task; it is kept and can be restored. Doing so twice changes nothing.

    Raises NotAllowed, Refused where it is a task already.
    """
    require_confirm(membership)
    task = locked_one(membership, task_id)
    if task.state == TaskState.DISMISSED:
        return task
    if task.state != TaskState.PROPOSED:
        raise Refused("Nhiệm vụ đã được xác nhận nên không bỏ được; nếu không cần làm nữa, hãy hủy nhiệm vụ.")
    return _put(task, TaskState.DISMISSED)


@action("task.restore")
def restore(by: Person, membership: Membership, task_id: int) -> Task:
    """Make a dismissed proposal a proposal again. Raises NotAllowed, Refused where it was not dismissed."""
    require_confirm(membership)
    task = locked_one(membership, task_id)
    if task.state == TaskState.PROPOSED:
        return task
    if task.state != TaskState.DISMISSED:
        raise Refused("Chỉ khôi phục được mục đã bỏ.")
    return _put(task, TaskState.PROPOSED)


def _put(task: Task, state: TaskState) -> Task:
    task.state = state
    task.version += 1
    task.save()
    return task
