"""A person says which task of ours carries out an item of a plan above, or takes that back."""

from __future__ import annotations

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.queries import visible_documents
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.tasks.models import Coverage, Task, TaskState
from dondoc.tasks.policies import require_confirm
from dondoc.tasks.visibility import visible_tasks


@action("task.cover")
def cover(by: Person, membership: Membership, item_id: int, task_id: int) -> Coverage:
    """Put on record that a task carries out an item. Doing so twice changes nothing.

    Raises NotAllowed; Refused for an item or a task that the member does not see, or where both are of one document.
    """
    agency = require_confirm(membership)
    rows = Task.objects.filter(agency=agency, document__in=visible_documents(membership).values("pk"))
    item = rows.filter(pk=item_id).exclude(state=TaskState.DISMISSED).first()
    if item is None:
        raise Refused("Không tìm thấy mục này của văn bản; hãy tải lại trang.", "item")
    task = visible_tasks(membership).filter(pk=task_id).first()
    if task is None:
        raise Refused("Hãy chọn nhiệm vụ thực hiện mục này trong danh sách.", "task")
    if task.document_id == item.document_id:
        raise Refused("Nhiệm vụ thực hiện phải thuộc văn bản khác với văn bản có mục này.", "task")
    known = Coverage.objects.filter(item=item, task=task).first()
    if known is not None:
        return known
    made = Coverage(item=item, task=task, by=by)
    made.save()
    return made


@action("task.uncover")
def uncover(by: Person, membership: Membership, coverage_id: int) -> None:
    """Take back that a task carries out an item. Raises NotAllowed, Refused."""
    agency = require_confirm(membership)
    rows = Coverage.objects.filter(item__document__in=visible_documents(membership).values("pk"))
    found = rows.filter(pk=coverage_id, task__agency=agency, task__in=visible_tasks(membership).values("pk")).first()
    if found is None:
        raise Refused("Không tìm thấy liên kết này; có thể người khác vừa bỏ. Hãy tải lại trang.")
    found.delete()
