"""People leave, and units end with several successors: no open work stays with who is not there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person, Unit
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.tasks.actions.handing import standing_unit
from dondoc.tasks.actions.moving import move
from dondoc.tasks.leaving import followers_gone, leavers, orphan_parts
from dondoc.tasks.models import Assignment, Part, Task

FOLLOW = "tasks.follow"


def person_left(by: Person | None, person: Person, on: date) -> None:
    """Told by the organisation: somebody's account was closed. What is still to come the scheduler does on its day."""
    if on <= timezone.localdate():
        release_leavers(by, timezone.localdate())


@action("task.release")
def release_leavers(by: Person | None, today: date) -> int:
    """Give the work of people who are no longer at the leading unit back to its head, who hears of it; returns how
    many parts were given back.

    The scheduler runs it each day, so that somebody who gets another post in the same unit on the day on which the
    old one ends keeps the work. Runs as often as one likes.
    """
    gone = list(leavers(today).order_by("task", "id").values_list("pk", "task"))
    for task in Task.objects.select_for_update(of=("self",)).filter(pk__in={pk for _, pk in gone}).order_by("id"):
        for row in task.assignments.filter(pk__in=[pk for pk, of in gone if of == task.pk]):
            row.delete()
        move(task, None)
    for row in followers_gone(today).order_by("id"):
        row.delete()
    return len(gone)


@action("task.hand_over")
def hand_over(by: Person, membership: Membership, choices: Mapping[int, int]) -> int:
    """Say which unit takes over each part of a unit that has ended (part → unit); the names stay as printed. Returns
    how many parts went over.

    Raises NotAllowed; Refused where nothing was chosen, a unit has ended, or a part is settled already.
    """
    require(membership, FOLLOW)
    if not choices:
        raise Refused("Hãy chọn đơn vị nhận cho ít nhất một nhiệm vụ.", "unit")
    units = {pk: standing_unit(pk, membership.today) for pk in set(choices.values())}
    rows = {row.pk: row for row in orphan_parts(membership, membership.today).filter(pk__in=choices)}
    if len(rows) != len(choices):
        raise Refused("Có nhiệm vụ đã được người khác chuyển; hãy tải lại trang.")
    tasks = Task.objects.select_for_update(of=("self",)).filter(pk__in={row.task_id for row in rows.values()})
    for task in tasks.order_by("id"):
        for row in [row for row in rows.values() if row.task_id == task.pk]:
            _give(task, row, units[choices[row.pk]])
        move(task, None)
    return len(rows)


def _give(task: Task, row: Assignment, unit: Unit) -> None:
    """A unit that leads a task does not join it too, and joins it once."""
    has = task.assignments.filter(unit=unit, part__in=(Part.LEAD, Part.COORDINATE)).exclude(pk=row.pk)
    if row.part == Part.COORDINATE and has.exists():
        row.delete()
        return
    if row.part == Part.LEAD:
        for partner in has.filter(part=Part.COORDINATE):
            partner.delete()
    row.unit, row.person = unit, None
    row.save()
