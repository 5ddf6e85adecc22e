"""Who does the work: *delegate* leaves responsibility and passes the work on, *forward down* makes a child task,
*reassign* moves responsibility for good, *follow* watches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person, Unit, UnitAncestry
from dondoc.organisations.queries import Membership, people_of
from dondoc.tasks.actions.bounds import check_parent
from dondoc.tasks.actions.moving import begin, move, said
from dondoc.tasks.models import Assignment, Part, Task, TaskState, Update

COPIED = (
    "agency_id",
    "document_id",
    "kind",
    "clause",
    "start",
    "end",
    "order",
    "urgency",
    "folded",
    "recipient",
    "via",
)


@action("task.delegate")
def delegate(
    by: Person,
    membership: Membership,
    task_id: int,
    person_ids: Iterable[int],
    *,
    text: str = "",
    version: int | None = None,
) -> Task:
    """Pass the work to officers of the unit; the unit stays responsible. The list replaces whoever did it before.

    Whoever delegates has taken the task on. Raises NotAllowed, Stale, Refused for nobody or somebody of another unit.
    """
    task, _ = begin(membership, task_id, "delegate", version)
    people = _colleagues(membership, task, set(person_ids))
    kept = set()
    for row in task.assignments.filter(part=Part.PERFORM):
        if row.person_id in {person.pk for person in people}:
            kept.add(row.person_id)
        else:
            row.delete()
    for order, person in enumerate(people):
        if person.pk not in kept:
            Assignment(task=task, part=Part.PERFORM, name=person.full_name, person=person, order=order).save()
    if text.strip():
        Update(task=task, by=by, text=text.strip()).save()
    return move(task, TaskState.ACCEPTED if task.state == TaskState.ASSIGNED else None)


def lead_of(task: Task) -> Assignment:
    """The leading unit's part. Raises Refused where the task has none (a collective)."""
    found = task.assignments.filter(part=Part.LEAD).select_related("unit").first()
    if found is None or found.unit is None:
        raise Refused("Nhiệm vụ chưa có đơn vị chủ trì.")
    return found


def _colleagues(membership: Membership, task: Task, ids: set[int]) -> list[Person]:
    if not ids:
        raise Refused("Hãy chọn ít nhất một người thực hiện.", "people")
    unit_id = lead_of(task).unit_id
    below = set(UnitAncestry.objects.filter(ancestor=unit_id).values_list("descendant", flat=True))
    found = []
    for person in people_of(task.agency, membership.today).filter(pk__in=ids):
        if any(post.unit_id in below for post in person.today_posts):
            found.append(person)
    if len(found) != len(ids):
        raise Refused("Chỉ giao được cho người đang công tác tại đơn vị chủ trì; hãy chọn lại.", "people")
    return found


@action("task.forward")
def forward(
    by: Person,
    membership: Membership,
    task_id: int,
    unit_id: int,
    *,
    text: str = "",
    due_on: date | None = None,
    version: int | None = None,
) -> Task:
    """Make a child task for a unit: the same words or others, a last day not after this task's (default: the same).

    Raises NotAllowed, Stale, Refused where the unit has ended, leads the task itself, or the day is too late.
    """
    task, _ = begin(membership, task_id, "forward", version)
    unit = standing_unit(unit_id, membership.today)
    if unit.pk == lead_of(task).unit_id:
        raise Refused("Đơn vị này đang chủ trì chính nhiệm vụ; hãy chọn đơn vị cấp dưới hoặc đơn vị khác.", "unit")
    child = Task(parent=task, state=TaskState.ASSIGNED, provenance={}, **{n: getattr(task, n) for n in COPIED})
    child.text = text.strip() or task.text
    child.due_on = child.first_due_on = due_on or task.due_on
    child.due = child.due_on.isoformat() if child.due_on else ""
    child.continuous = task.continuous and due_on is None
    check_parent(child, child.due_on, "due_on")
    child.confirmed_by, child.confirmed_at = by, task.confirmed_at
    child.save()
    Assignment(task=child, part=Part.LEAD, name=unit.name, unit=unit).save()
    move(task, TaskState.ACCEPTED if task.state == TaskState.ASSIGNED else None)
    return child


def standing_unit(unit_id: int, today: date) -> Unit:
    """A unit that exists on a day. Raises Refused."""
    unit = Unit.objects.filter(pk=unit_id).filter(Q(valid_until=None) | Q(valid_until__gt=today)).first()
    if unit is None:
        raise Refused("Đơn vị không tồn tại hoặc đã kết thúc hoạt động; hãy chọn đơn vị khác.", "unit")
    return unit


@action("task.reassign")
def reassign(
    by: Person, membership: Membership, task_id: int, unit_id: int, *, reason: str, version: int | None = None
) -> Task:
    """Move responsibility to another unit for good; whoever did the work is released.

    Raises NotAllowed, Stale, Refused without a reason, or where the unit has ended or leads already.
    """
    task, step = begin(membership, task_id, "reassign", version)
    unit = standing_unit(unit_id, membership.today)
    lead = lead_of(task)
    if lead.unit_id == unit.pk:
        raise Refused("Đơn vị này đang chủ trì nhiệm vụ; hãy chọn đơn vị khác.", "unit")
    reason = said(reason, "Hãy ghi lý do chuyển đơn vị.", "reason")
    before = lead.name
    pass_lead(task, lead, unit)
    Update(task=task, by=by, text=f"Chuyển từ {before} sang {unit.name}: {reason}").save()
    return move(task, step.target)


def pass_lead(task: Task, lead: Assignment, unit: Unit) -> None:
    """Put another unit in the lead; runs inside of an action."""
    for row in task.assignments.filter(part=Part.PERFORM):
        row.delete()
    for row in task.assignments.filter(part=Part.COORDINATE, unit=unit):
        row.delete()
    lead.unit, lead.person, lead.name = unit, None, unit.name
    lead.save()


@action("task.follow")
def follow(by: Person, membership: Membership, task_id: int) -> Task:
    """Watch a task that one sees. Doing so twice changes nothing. Raises NotAllowed, Refused."""
    task, _ = begin(membership, task_id, "follow")
    if not task.assignments.filter(part=Part.FOLLOW, person=by).exists():
        Assignment(task=task, part=Part.FOLLOW, name=by.full_name, person=by).save()
    return task


@action("task.unfollow")
def unfollow(by: Person, membership: Membership, task_id: int) -> Task:
    """Stop watching. Raises NotAllowed, Refused."""
    task, _ = begin(membership, task_id, "unfollow")
    for row in task.assignments.filter(part=Part.FOLLOW, person=by):
        row.delete()
    return task
