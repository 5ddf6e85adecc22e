"""The agency changes its working-day calendar, and open due days follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.documents.policies import agency_of
from dondoc.language.times import resolve
from dondoc.organisations.models import Agency, Person
from dondoc.organisations.policies import require
from dondoc.organisations.queries import Membership
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.recurrence import Occurrence as Time
from dondoc.tasks.actions.moving import move
from dondoc.tasks.actions.recurring import is_recurring, stand_at_current
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.deadlines import MOVED, only_time, parsed
from dondoc.tasks.models import Occurrence, Phase, Task

MOST = 400
"""Days of its own that an agency may keep."""


@action("calendar.change")
def change_calendar(
    by: Person, membership: Membership, off: Mapping[date, str], worked: Collection[date]
) -> list[Task]:
    """Replace the agency's own days: ``off`` (day → Vietnamese reason) and ``worked`` Saturdays and holidays.

    Open due days are computed again, but for days that were given as an extension; returns the tasks whose day moved,
    so that those concerned can be told. Raises NotAllowed, Refused where a day stands in both or has no reason.
    """
    require(membership, "calendar.edit")
    _check(off, worked)
    agency = Agency.objects.select_for_update(of=("self",)).select_related("unit").get(pk=agency_of(membership).pk)
    before = calendar_of(agency)
    own = {"off": {day.isoformat(): why.strip() for day, why in sorted(off.items())}}
    agency.settings = {**agency.settings, "calendar": {**own, "worked": [day.isoformat() for day in sorted(worked)]}}
    agency.save()
    after = calendar_of(agency)
    changed = [day for day in _own_days(before) | _own_days(after) if before.why_off(day) != after.why_off(day)]
    return recompute(agency, after, changed)


def _check(off: Mapping[date, str], worked: Collection[date]) -> None:
    both = sorted(set(off) & set(worked))
    if both:
        raise Refused(f"Ngày {both[0]:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm việc; hãy chọn một.", "worked")
    silent = next((day for day, why in sorted(off.items()) if not why.strip()), None)
    if silent is not None:
        raise Refused(f"Hãy ghi lý do nghỉ ngày {silent:%d/%m/%Y}.", "off")
    if len(off) + len(worked) > MOST:
        raise Refused(f"Chỉ lưu tối đa {MOST} ngày riêng; hãy bỏ bớt các năm cũ.", "off")


def _own_days(calendar: WorkCalendar) -> set[date]:
    return set(calendar.days_off) | set(calendar.worked)


def recompute(agency: Agency, calendar: WorkCalendar, changed: Collection[date]) -> list[Task]:
    """Compute the open due days near changed days again; runs inside of an action. Returns the tasks that moved."""
    if not changed:
        return []
    moved = []
    for task in _concerned(agency, min(changed), max(changed)).order_by("id"):
        was = (task.due_on, task.first_due_on)
        if is_recurring(task):
            _recompute_periods(task, calendar)
            stand_at_current(task)
        else:
            _recompute_day(task, calendar)
        if (task.due_on, task.first_due_on) != was:
            move(task, None)
        if task.due_on != was[0]:
            moved.append(task)
    return moved


def _concerned(agency: Agency, first: date, last: date) -> QuerySet[Task]:
    near = Q(sort_on__gte=first - MOVED - timedelta(days=1), sort_on__lte=last + MOVED)
    counted = Q(time_text__icontains="làm việc", sort_on__gte=first - MOVED)
    rows = Task.objects.select_for_update(of=("self",)).select_related("document", "agency__unit")
    return rows.filter(near | counted | Q(due__startswith="FREQ="), agency=agency, phase=Phase.OPEN)


def _recompute_day(task: Task, calendar: WorkCalendar) -> None:
    _count_again(task, calendar)
    value = parsed(task.due, exclusive=task.exclusive)
    found = only_time(value, calendar) if value is not None else None
    if found is None:
        return
    task.first_due_on = found.working
    if not task.extensions:
        task.due_on = found.working


def _count_again(task: Task, calendar: WorkCalendar) -> None:
    """Where the words count working days from a printed day, count them anew; a due that a person typed stays."""
    document = task.document
    read = (task.provenance.get("due") or {}).get("read")
    if document is None or read != task.due or "làm việc" not in task.time_text:
        return
    received = document.received_on.isoformat() if document.received_on else None
    due, _ = resolve(task.time_text, document.issued_text or None, received, counter=calendar)
    if due is not None:
        task.due = due


def _recompute_periods(task: Task, calendar: WorkCalendar) -> None:
    for period in task.occurrences.filter(done_on=None):
        found = _period_time(period, task, calendar)
        period.first_due_on = found.working
        if not period.extensions:
            period.due_on = found.working
        period.save()


def _period_time(period: Occurrence, task: Task, calendar: WorkCalendar) -> Time:
    roll = calendar.roll_back if task.exclusive else calendar.roll_forward
    return Time(period.nominal, roll(period.nominal))
