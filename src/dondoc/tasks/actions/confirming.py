"""A named person makes proposals into tasks. Before that nothing is a task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.actions import confirm_document
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.queries import Membership
from dondoc.organisations.resolving import Resolver
from dondoc.tasks.actions.locking import locked
from dondoc.tasks.actions.recurring import start_periods
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Assignment, Part, Task, TaskState
from dondoc.tasks.naming import Namer
from dondoc.tasks.periods import is_recurring
from dondoc.tasks.policies import require_confirm
from dondoc.tasks.proposals import set_deadline

COPIED = (
    "agency_id",
    "document_id",
    "kind",
    "text",
    "clause",
    "start",
    "end",
    "order",
    "deliverable",
    "time_text",
    "due",
    "exclusive",
    "due_on",
    "first_due_on",
    "continuous",
    "condition",
    "recipient",
    "via",
    "funds",
    "urgency",
    "confidence",
    "folded",
    "confirmed_by_id",
    "confirmed_at",
)
"""What a child of a collective task has from its parent."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a bulk confirmation did: the new tasks, and the proposals that stay with the sentence that says why."""

    tasks: list[Task] = field(default_factory=list)
    left: list[tuple[Task, str]] = field(default_factory=list)


@action("task.confirm")
def confirm(by: Person, membership: Membership, task_ids: Iterable[int]) -> list[Task]:
    """Make these proposals tasks: assigned from today, each with exactly one leading unit.

    A collective lead gives a parent and one child for each unit. All or none: raises NotAllowed, or Refused with the
    sentence for the first that is not ready or was already confirmed.
    """
    require_confirm(membership)
    tasks = locked(membership, task_ids)
    desk = _Desk(by, membership.today, tasks)
    for task in tasks:
        desk.assign(task)
    return tasks


@action("task.confirm_all")
def confirm_all(by: Person, membership: Membership, document_id: int) -> Confirmed:
    """Confirm the head of a document and all its proposals that are ready; says which are not, and why.

    Raises NotAllowed, or Refused where there is no such document or its head is empty.
    """
    agency = require_confirm(membership)
    ids = Task.objects.filter(agency=agency, document_id=document_id, state=TaskState.PROPOSED).values_list(
        "pk", flat=True
    )
    result = Confirmed()
    tasks = locked(membership, ids)
    desk = _Desk(by, membership.today, tasks)
    for task in tasks:
        try:
            desk.assign(task)
            result.tasks.append(task)
        except Refused as refusal:
            result.left.append((task, refusal.sentence))
    confirm_document(by, membership, document_id)
    return result


class _Desk:
    """What confirming a stack of proposals needs, loaded once."""

    def __init__(self, by: Person, today: date, tasks: list[Task]) -> None:
        self.by = by
        self.now = timezone.now()
        self.today = today
        self.parts: dict[int, list[Assignment]] = {}
        rows = Assignment.objects.filter(task__in=tasks).select_related("unit", "person")
        for row in rows.order_by("order", "id"):
            self.parts.setdefault(row.task_id, []).append(row)
        if tasks:
            agency = tasks[0].agency
            self.calendar = calendar_of(agency)
            self.namer = Namer(agency, Resolver(agency, self.today), self.today)

    def assign(self, task: Task) -> None:
        """Check everything, then write; a refusal leaves the task as it was."""
        if task.state != TaskState.PROPOSED:
            raise Refused(already(task))
        leads = [row for row in self.parts.get(task.pk, []) if row.part == Part.LEAD]
        units = self._leading(task, leads)
        task.collective = task.collective or any(lead.collective for lead in leads)
        task.state = TaskState.ASSIGNED
        task.confirmed_by, task.confirmed_at = self.by, self.now
        task.version += 1
        set_deadline(task, self.calendar, self.today)
        task.save()
        if task.collective:
            fan_out(task, units, self.today)
        elif is_recurring(task):
            start_periods(task, self.today)
            task.save()

    def _leading(self, task: Task, leads: list[Assignment]) -> list[Unit]:
        if not leads:
            raise Refused(f"{short(task)} chưa có đơn vị chủ trì; hãy chọn một đơn vị rồi xác nhận.", "lead")
        unclear = next((lead for lead in leads if lead.unit is None and not lead.collective), None)
        if unclear is not None:
            raise Refused(
                f"{short(task)}: chưa rõ “{unclear.name}” là đơn vị nào; hãy chọn trong danh sách đơn vị.", "lead"
            )
        if len(leads) > 1 and not task.collective and not any(lead.collective for lead in leads):
            raise Refused(
                f"{short(task)} có {len(leads)} đơn vị chủ trì; hãy để lại một đơn vị, các đơn vị khác chuyển sang "
                "phối hợp, hoặc chọn giao riêng cho từng đơn vị.",
                "lead",
            )
        units = list({unit.pk: unit for lead in leads for unit in self.namer.units_of(lead)}.values())
        if not units:
            raise Refused(f"{short(task)}: “{leads[0].name}” không còn đơn vị nào; hãy chọn đơn vị chủ trì.", "lead")
        closed = next((unit for unit in units if unit.valid_until and unit.valid_until <= self.today), None)
        if closed is not None:
            raise Refused(
                f"{short(task)}: {closed.name} đã kết thúc hoạt động từ ngày {closed.valid_until:%d/%m/%Y}; "
                "hãy chọn đơn vị kế thừa.",
                "lead",
            )
        return units


def fan_out(task: Task, units: list[Unit], today: date) -> list[Task]:
    """One child for each unit of a collective task, each led by its unit."""
    children = [
        Task(
            parent=task,
            fanned_out=True,
            state=TaskState.ASSIGNED,
            provenance={},
            **{name: getattr(task, name) for name in COPIED},
        )
        for _ in units
    ]
    for child in children:
        child.derive()
    Task.objects.bulk_create(children)
    leads = [
        Assignment(task=child, part=Part.LEAD, name=unit.name, unit=unit)
        for child, unit in zip(children, units, strict=True)
    ]
    for lead in leads:
        lead.derive()
    Assignment.objects.bulk_create(leads)
    for child in children:
        if is_recurring(child):
            start_periods(child, today)
            child.save()
    return children


def short(task: Task) -> str:
    """A task in a few words, for a sentence about it."""
    words = " ".join(task.text.split())
    words = words if len(words) <= 60 else words[:57].rsplit(" ", 1)[0] + "…"
    place = f" (mục {task.clause})" if task.clause else ""
    return f"Nhiệm vụ “{words}”{place}"


def already(task: Task) -> str:
    """Why a task that is no proposal any more cannot be confirmed."""
    if task.state == TaskState.DISMISSED:
        return f"{short(task)} đã được bỏ; hãy khôi phục trước khi xác nhận."
    who = f" bởi {task.confirmed_by.full_name}" if task.confirmed_by else ""
    return f"{short(task)} đã được xác nhận{who}."
