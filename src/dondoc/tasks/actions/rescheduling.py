"""The agency changes its working days: open due days are worked out again, and who is concerned hears of it (the log
tells ``notices`` which day moved)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.language.times import resolve
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.recurrence import occurrences
from dondoc.tasks.actions.bounds import keep_within_parent
from dondoc.tasks.actions.recurring import stand_at_current
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.deadlines import deadline, parsed
from dondoc.tasks.models import Phase, Task
from dondoc.tasks.periods import current, is_recurring

LONGEST = 120
MOST = 1000


@action("tasks.set_calendar")
def set_calendar(by: Person, membership: Membership, off: Mapping[date, str], worked: Iterable[date]) -> list[Task]:
    """Set the agency's own days off (day → reason) and the days that it works although they are off elsewhere.

    Returns the tasks whose last day moved. A day that was given by an extension stays as it was decided, and no child
    gets a later day than the task it was passed on from. Raises NotAllowed, Refused for a day without a reason.
    """
    require(membership, "calendar.edit")
    agency = Agency.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agency_of(membership).pk)
    before = calendar_of(agency)
    agency.settings = {**agency.settings, "calendar": _stored(off, worked)}
    agency.save()
    return list(_reschedule(agency, before, calendar_of(agency), membership.today))


def _stored(off: Mapping[date, str], worked: Iterable[date]) -> dict[str, Any]:
    worked = set(worked)
    if len(off) + len(worked) > MOST:
        raise Refused(f"Lịch riêng có tối đa {MOST} ngày; hãy bỏ các năm đã qua.")
    for day, why in off.items():
        if not why.strip():
            raise Refused(f"Hãy ghi lý do nghỉ ngày {day:%d/%m/%Y}.", "why")
    return {
        "off": {day.isoformat(): " ".join(why.split())[:LONGEST] for day, why in sorted(off.items())},
        "worked": [day.isoformat() for day in sorted(worked)],
    }


def _reschedule(agency: Agency, before: WorkCalendar, after: WorkCalendar, today: date) -> Iterator[Task]:
    limits: dict[int, date] = {}
    rows = Task.objects.select_for_update(of=("self",)).filter(agency=agency, phase=Phase.OPEN).exclude(due="")
    # Parents first: what they get bounds what is passed on from them.
    for task in rows.select_related("document").order_by("id").iterator(chunk_size=500):
        if _moved(task, before, after, today, limits.get(task.parent_id or 0)):
            task.version += 1
            task.save()
            yield task
        if task.due_on is not None and not task.collective:
            limits[task.pk] = task.due_on


def _moved(task: Task, before: WorkCalendar, after: WorkCalendar, today: date, limit: date | None) -> bool:
    """Set the new day; whether it is another one. Does not save."""
    if task.due_on is None:
        return False
    if task.extensions:
        return limit is not None and not task.fanned_out and task.due_on > limit and keep_within_parent(task)
    old = task.due_on
    if is_recurring(task) and current(task) is not None:
        _move_periods(task, after, today)
        stand_at_current(task)
    else:
        task.due = _counted_again(task, before, after)
        found = deadline(task.due, task.exclusive, after, today)
        if found.on is None:
            return False
        task.due_on = min(found.on, limit) if limit and not task.fanned_out else found.on
        task.first_due_on = task.due_on
    return task.due_on != old


def _counted_again(task: Task, before: WorkCalendar, after: WorkCalendar) -> str:
    """The due of words that count working days ("05 ngày làm việc kể từ ngày nhận") by the new calendar; any other due,
    and one that a person typed, stays."""
    document = task.document
    if not task.time_text or document is None:
        return task.due
    issued = document.issued_text or None
    received = document.received_on.isoformat() if document.received_on else None
    old, _ = resolve(task.time_text, issued, received, counter=before)
    new, _ = resolve(task.time_text, issued, received, counter=after)
    return new if new and old == task.due else task.due


def _move_periods(task: Task, after: WorkCalendar, today: date) -> None:
    value = parsed(task.due, exclusive=task.exclusive)
    if value is None:
        return
    for period in task.occurrences.filter(done_on=None, skipped=False, extensions=0):
        found = next(occurrences(value, period.nominal, period.nominal, after), None)
        if found is not None and found.working != period.due_on:
            period.due_on = period.first_due_on = found.working
            period.save()
