"""Accepted proposals become tasks."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.organisations.resolving import Resolver
from dondoc.proposals.actions.calling import locked_call
from dondoc.proposals.models import ProposalState, ProposedTask
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Assignment, Part, Task, TaskState
from dondoc.tasks.policies import require_confirm
from dondoc.tasks.proposals import folded_task, set_deadline


@action("proposals.make_tasks")
def make_tasks(by: Person, membership: Membership, call_id: int, ids: Iterable[int] | None = None) -> list[Task]:
    """Make tasks of accepted proposals (None: of all that are none yet), each linked to its proposal.

    Raises NotAllowed, Refused where there is none, or the lead of one is no unit that is known.
    """
    require_confirm(membership)
    call = locked_call(membership, call_id)
    rows = call.tasks.filter(state=ProposalState.ACCEPTED, task=None).select_related(
        "addressee__round", "lead_unit", "call__plan"
    )
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    chosen = list(rows.order_by("position", "id"))
    if not chosen:
        raise Refused("Không có nhiệm vụ nào đã đưa vào kế hoạch mà chưa giao.")
    unknown = next((row for row in chosen if row.lead_unit is None), None)
    if unknown is not None:
        raise Refused(f"Chưa rõ “{unknown.lead}” là đơn vị nào; hãy sửa cơ quan chủ trì của “{unknown}” rồi giao.")
    resolver = Resolver(call.round.agency, membership.today)
    return [_make(by, membership, row, resolver) for row in chosen]


def _make(by: Person, membership: Membership, row: ProposedTask, resolver: Resolver) -> Task:
    agency = row.call.round.agency
    plan = row.call.plan or row.call.round.letter
    task = Task(agency=agency, document=plan, text=row.text, state=TaskState.ASSIGNED)
    task.deliverable, task.time_text, task.due, task.order = row.product, row.time_text, row.due, row.position
    set_deadline(task, calendar_of(agency), membership.today)
    task.confirmed_by, task.confirmed_at = by, timezone.now()
    task.folded = folded_task(task, task.document)
    task.save()
    assert row.lead_unit is not None
    Assignment(task=task, part=Part.LEAD, name=row.lead_unit.name, unit=row.lead_unit).save()
    names = [name.strip() for name in row.partners.split(",") if name.strip()]
    for order, name in enumerate(names):
        unit = resolver.resolve(name).unit
        Assignment(task=task, part=Part.COORDINATE, name=name[:300], unit=unit, order=order).save()
    row.task = task
    row.version += 1
    row.save()
    return task
