"""The work itself: taken on, reported, submitted, accepted or returned."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.bounds import keep_within_parent
from dondoc.tasks.actions.evidence import Attached, Given, attach, staged
from dondoc.tasks.actions.moving import begin, lapse, move, said
from dondoc.tasks.actions.recurring import close_period, return_period
from dondoc.tasks.models import Return, Task, TaskState, Update


@action("task.accept")
def accept(by: Person, membership: Membership, task_id: int, *, version: int | None = None) -> Task:
    """Take a task on (tiếp nhận). Raises NotAllowed, Refused, Stale."""
    task, step = begin(membership, task_id, "accept", version)
    return move(task, step.target)


@action("task.send_back")
def send_back(by: Person, membership: Membership, task_id: int, reason: str, *, version: int | None = None) -> Task:
    """Hand an assignment back because it is another unit's work. Raises NotAllowed, Refused (no reason), Stale."""
    task, step = begin(membership, task_id, "send_back", version)
    reason = said(reason, "Hãy ghi lý do trả lại, ví dụ đơn vị nào mới đúng chức năng.", "reason")
    Return(task=task, by=by, of=Return.Of.ASSIGNMENT, reason=reason).save()
    return move(task, step.target)


@action("task.insist")
def insist(by: Person, membership: Membership, task_id: int, reason: str, *, version: int | None = None) -> Task:
    """Leave the task with the unit that sent it back. Raises NotAllowed, Refused (no reason), Stale."""
    task, step = begin(membership, task_id, "insist", version)
    reason = said(reason, "Hãy ghi lý do giữ nguyên phân công.", "reason")
    Update(task=task, by=by, text=reason).save()
    return move(task, step.target)


def report(
    by: Person,
    membership: Membership,
    task_id: int,
    text: str = "",
    *,
    percent: int | None = None,
    evidence: Iterable[Given] = (),
    version: int | None = None,
) -> Task:
    """Tell how far the work is: words, a percentage (0 to 100), evidence; at least one of them.

    Whoever reports has taken the task on. Raises NotAllowed, Refused, Stale; nothing is kept then.
    """
    with staged(evidence) as attached:
        return _report(by, membership, task_id, text.strip(), percent=percent, attached=attached, version=version)


@action("task.report")
def _report(
    by: Person,
    membership: Membership,
    task_id: int,
    text: str,
    *,
    percent: int | None,
    attached: list[Attached],
    version: int | None,
) -> Task:
    task, step = begin(membership, task_id, "report", version)
    if percent is not None and not 0 <= percent <= 100:
        raise Refused("Tỷ lệ hoàn thành là số từ 0 đến 100.", "percent")
    if not text and percent is None and not attached:
        raise Refused("Hãy ghi nội dung, tỷ lệ hoàn thành hoặc kèm minh chứng.", "text")
    update = Update(task=task, by=by, text=text, percent=percent)
    update.save()
    attach(update, by, attached)
    if percent is not None:
        task.percent = percent
    return move(task, step.target)


def submit(
    by: Person,
    membership: Membership,
    task_id: int,
    text: str,
    *,
    evidence: Iterable[Given] = (),
    version: int | None = None,
) -> Task:
    """Hand the result in. Its day is the one that counts for being in time, whenever it is accepted.

    Raises NotAllowed, Refused (no words, wrong evidence), Stale; nothing is kept then.
    """
    with staged(evidence) as attached:
        return _submit(by, membership, task_id, text, attached=attached, version=version)


@action("task.submit")
def _submit(
    by: Person,
    membership: Membership,
    task_id: int,
    text: str,
    *,
    attached: list[Attached],
    version: int | None,
) -> Task:
    task, step = begin(membership, task_id, "submit", version)
    text = said(text, "Hãy ghi kết quả thực hiện.", "text")
    update = Update(task=task, by=by, text=text, percent=100, result=True)
    update.save()
    attach(update, by, attached)
    task.percent, task.submitted_on = 100, membership.today
    return move(task, step.target)


@action("task.withdraw")
def withdraw(by: Person, membership: Membership, task_id: int, *, version: int | None = None) -> Task:
    """Take a submitted result back before anybody has decided on it. Raises NotAllowed, Refused, Stale."""
    task, step = begin(membership, task_id, "withdraw", version)
    task.submitted_on = None
    return move(task, step.target)


@action("task.approve")
def approve(by: Person, membership: Membership, task_id: int, text: str = "", *, version: int | None = None) -> Task:
    """Accept the result. A task is done on the day it was submitted; a recurring one goes on with its next period.

    Raises NotAllowed, Refused, Stale.
    """
    task, step = begin(membership, task_id, "approve", version)
    if text.strip():
        Update(task=task, by=by, text=text.strip()).save()
    if close_period(task, membership.today):
        lapse(task)
        return move(task, TaskState.ACCEPTED)
    task.done_on = task.submitted_on or membership.today
    return move(task, step.target)


@action("task.return")
def return_result(by: Person, membership: Membership, task_id: int, reason: str, *, version: int | None = None) -> Task:
    """Return a result that is late, wrong or not what was asked: it counts as not done, and the count is kept.

    Raises NotAllowed, Refused (no reason), Stale.
    """
    task, step = begin(membership, task_id, "return", version)
    reason = said(reason, "Hãy ghi lý do trả lại để đơn vị biết phải sửa gì.", "reason")
    Return(task=task, by=by, of=Return.Of.RESULT, reason=reason).save()
    task.returns += 1
    task.submitted_on = None
    return_period(task)
    return move(task, step.target)


@action("task.reopen")
def reopen(by: Person, membership: Membership, task_id: int, reason: str, *, version: int | None = None) -> Task:
    """Open a task again that was closed by mistake. Raises NotAllowed, Refused (no reason), Stale."""
    task, step = begin(membership, task_id, "reopen", version)
    reason = said(reason, "Hãy ghi lý do mở lại.", "reason")
    Update(task=task, by=by, text=reason).save()
    task.done_on = task.submitted_on = None
    keep_within_parent(task)
    return move(task, step.target)


@action("task.cancel")
def cancel(by: Person, membership: Membership, task_id: int, reason: str, *, version: int | None = None) -> Task:
    """Call a task off, with everything that was passed on from it. Raises NotAllowed, Refused (no reason), Stale."""
    task, step = begin(membership, task_id, "cancel", version)
    reason = said(reason, "Hãy ghi lý do hủy.", "reason")
    for one in [*_open_below(task), task]:
        Update(task=one, by=by, text=reason).save()
        one.state = TaskState.CANCELLED
        if one is not task:
            one.version += 1
            one.save()
            lapse(one)
    return move(task, step.target)


def _open_below(task: Task) -> list[Task]:
    found: list[Task] = []
    level = [task.pk]
    while level:
        rows = (
            Task.objects.select_for_update()
            .filter(parent__in=level)
            .exclude(state__in=(TaskState.DONE, TaskState.CANCELLED))
        )
        level_rows = list(rows.order_by("id"))
        found += level_rows
        level = [row.pk for row in level_rows]
    return found
