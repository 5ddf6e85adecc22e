"""More time: asked for with a reason, decided by who assigned; the first day stays on record."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.bounds import check_parent
from dondoc.tasks.actions.moving import begin, move, said
from dondoc.tasks.models import Extension, Task
from dondoc.tasks.periods import current, is_recurring


@action("task.ask_extension")
def ask_extension(
    by: Person, membership: Membership, task_id: int, *, until: date, reason: str, version: int | None = None
) -> Extension:
    """Ask for a later last day, before or after the present one has passed.

    Raises NotAllowed, Stale, Refused where the task has no day, the new one is not later, is past, lies after the
    parent's, or a request is open already.
    """
    task, _ = begin(membership, task_id, "ask_extension", version)
    if task.due_on is None:
        raise Refused("Nhiệm vụ này không có thời hạn nên không cần gia hạn.")
    if task.extension_set.filter(granted=None).exists():
        raise Refused("Đã có một đề nghị gia hạn đang chờ quyết định.")
    _check(task, until, membership.today)
    reason = said(reason, "Hãy ghi lý do xin gia hạn.", "reason")
    extension = Extension(task=task, agency_id=task.agency_id, by=by, reason=reason, before=task.due_on, until=until)
    extension.save()
    move(task, None)
    return extension


def _check(task: Task, until: date, today: date) -> None:
    if task.due_on is not None and until <= task.due_on:
        raise Refused(f"Ngày mới phải sau thời hạn hiện tại ({task.due_on:%d/%m/%Y}).", "until")
    if until < today:
        raise Refused("Ngày mới không được ở trong quá khứ.", "until")
    check_parent(task, until, "until")


@action("task.decide_extension")
def decide_extension(
    by: Person,
    membership: Membership,
    task_id: int,
    granted: bool,
    *,
    until: date | None = None,
    answer: str = "",
    version: int | None = None,
) -> Extension:
    """Grant or refuse the open request; ``until`` is another day than the one asked for.

    Raises NotAllowed, Stale, Refused where no request is open, a refusal has no reason, or the day does not fit.
    """
    task, _ = begin(membership, task_id, "decide_extension", version)
    extension = task.extension_set.select_for_update().filter(granted=None).first()
    if extension is None:
        raise Refused("Không có đề nghị gia hạn nào đang chờ quyết định.")
    extension.granted, extension.decided_by, extension.decided_at = granted, by, timezone.now()
    extension.answer = answer.strip()
    if granted:
        day = until or extension.until
        _check(task, day, membership.today)
        extension.granted_until = day
        _extend(task, day)
    elif not extension.answer:
        raise Refused("Hãy ghi lý do không đồng ý gia hạn.", "answer")
    extension.save()
    move(task, None)
    return extension


def _extend(task: Task, day: date) -> None:
    task.due_on = day
    task.extensions += 1
    period = current(task) if is_recurring(task) else None
    if period is not None:
        period.due_on = day
        period.extensions += 1
        period.save()
