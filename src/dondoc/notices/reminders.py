"""The daily reminders: the tasks whose step has come, those who must hear of each, one notice each.

All in sets: tasks in lots by the index of days, parts and notices a lot at a time; nothing is asked for a single task.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from dondoc.notices import audience, inserting, webhooks
from dondoc.notices.coming import Due, Row
from dondoc.notices.inserting import Reminder
from dondoc.notices.models import NoticeKind, ReminderMark
from dondoc.notices.plans import Urgency, plans_of, urgency_of
from dondoc.notices.staff import Staff
from dondoc.notices.steps import Plan, Step, due_days
from dondoc.organisations.models import Agency
from dondoc.schedule.calendar import WorkCalendar
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.models import Phase, Task, TaskState

LOT = 2000
FIELDS = ("pk", "due_on", "state", "urgency", "confirmed_by", "confirmed_at")
LONGEST_GAP = timedelta(days=60)
"""Runs that were missed are made up for so far back."""


def remind(now: datetime) -> int:
    """Write the reminders of all agencies for the day of ``now``; returns how many were written or known already.

    Run twice it writes nothing more; steps of days on which nothing ran are made up for, of each task the latest only.
    """
    return sum(remind_agency(agency, now) for agency in Agency.objects.select_related("unit").order_by("pk"))


def remind_agency(agency: Agency, now: datetime) -> int:
    """The same for one agency. A crash in between leaves its mark where it was: the next run does it again."""
    today = timezone.localdate(now)
    mark = ReminderMark.objects.filter(agency=agency).first()
    since = max(mark.day if mark else today - timedelta(days=1), today - LONGEST_GAP)
    if since >= today:
        return 0
    hearers = Hearers(Staff(agency, today).load())
    count = 0
    for lot in _lots(_due(agency, since, today)):
        reminders = list(_reminders(hearers, lot))
        with transaction.atomic():
            inserting.insert(agency.pk, now, reminders)
            webhooks.queue_reminders(agency, lot, now)
        count += len(reminders)
    ReminderMark.objects.update_or_create(agency=agency, defaults={"day": today})
    return count


def _lots(rows: Iterator[Due]) -> Iterator[list[Due]]:
    while lot := list(islice(rows, LOT)):
        yield lot


def look_back(agency_id: int, days: int = 7) -> None:
    """After a change of calendar or steps: the next run looks at the steps of some past days again, for some may have
    moved to days that are over. What was told is not told twice."""
    mark = ReminderMark.objects.filter(agency=agency_id).first()
    if mark is not None:
        mark.day -= timedelta(days=days)
        mark.save()


def _due(agency: Agency, since: date, today: date) -> Iterator[Due]:
    """The tasks whose step falls after ``since`` and not after ``today``, in the order of their days due."""
    open_tasks = Task.objects.filter(agency=agency, phase=Phase.OPEN, collective=False)
    oldest = open_tasks.aggregate(oldest=Min("sort_on"))["oldest"]
    if oldest is None:
        return
    tables = _tables(plans_of(agency), calendar_of(agency), since, today, oldest)
    for day in sorted(set().union(*tables.values())):
        for row in _pages(agency, day):
            step = tables[urgency_of(row.urgency)].get(day)
            if step is not None and _was_there(row, step):
                yield Due(row, step)


def _tables(
    plans: dict[Urgency, Plan], calendar: WorkCalendar, since: date, today: date, oldest: date
) -> dict[Urgency, dict[date, Step]]:
    return {urgency: due_days(plan, calendar, since, today, oldest) for urgency, plan in plans.items()}


def _pages(agency: Agency, day: date) -> Iterator[Row]:
    """The open tasks that are due on a day. Each page is a stretch of the index, and read to its end before anything is
    written: a reading that stays open would refuse SQLite's next write."""
    after = 0
    while True:
        rows = Task.objects.filter(agency=agency, phase=Phase.OPEN, sort_on=day, pk__gt=after, collective=False)
        page = [Row(*row) for row in rows.order_by("pk").values_list(*FIELDS)[:LOT]]
        yield from page
        if len(page) < LOT:
            return
        after = page[-1].id


def _was_there(row: Row, step: Step) -> bool:
    """Whether the task was given before the step: who just got it needs no reminder of a day that had passed."""
    return row.confirmed_at is None or row.confirmed_at < _midnight(step.day)


@lru_cache(maxsize=1024)
def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _reminders(hearers: Hearers, lot: list[Due]) -> Iterator[Reminder]:
    parts = audience.rows_of(one.row.id for one in lot)
    for one in lot:
        row, number = one.row, one.step.number
        day, days = row.due_on.isoformat(), (row.due_on - hearers.staff.today).days
        name = f"{row.id}:{day.replace('-', '')}"
        # In one order, or two runs at once would wait for one another's keys for ever.
        for person_id, kind in hearers.of(parts[row.id], one):
            key = f"{name}:{'p' if kind == NoticeKind.PARTNER else number}:{person_id}"
            yield Reminder(key, person_id, row.id, kind, day, days)


class Hearers:
    """Who is told of a task whose step has come. Thousands of tasks lie with the same units: each set of them is looked
    up once."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self._known: dict[tuple[object, ...], list[tuple[int, str]]] = {}

    def of(self, rows: audience.Rows, due: Due) -> list[tuple[int, str]]:
        """Each person with the kind of notice, in the order of people."""
        late = due.step.number < 0
        waits = due.row.state in (TaskState.SUBMITTED, TaskState.SENT_BACK)
        when = -1 if late else min(due.step.number, 1)
        key = (rows, waits, when, due.row.confirmed_by if late else None)
        if key not in self._known:
            told = _told(self.staff, audience.Parts.of(rows), due)
            self._known[key] = sorted((person_id, kind.value) for person_id, kind in told.items())
        return self._known[key]


def _told(staff: Staff, parts: audience.Parts, due: Due) -> dict[int, NoticeKind]:
    """Person → what they are told. Whoever waits for acceptance is left alone; those who must accept are not."""
    late = due.step.number < 0
    watchers = audience.watchers(staff, parts, due.row.confirmed_by) if late else frozenset()
    if due.row.state in (TaskState.SUBMITTED, TaskState.SENT_BACK):
        return dict.fromkeys(watchers, NoticeKind.OVERDUE)
    kind = NoticeKind.OVERDUE if late else NoticeKind.BEFORE if due.step.number else NoticeKind.TODAY
    told = {} if late else dict.fromkeys(audience.partners(staff, parts), NoticeKind.PARTNER)
    return told | dict.fromkeys(watchers | audience.doers(staff, parts), kind)
