"""Recurring duties: each period is an occurrence with its own day and its own result.

The task itself stands at its earliest open period: its due day is that one's, and when the result of that period is
accepted, it goes on with the next.
"""

from __future__ import annotations

from datetime import date, timedelta

from dondoc.audit.errors import Refused
from dondoc.audit.recording import action
from dondoc.organisations.models import Person
from dondoc.organisations.queries import Membership
from dondoc.schedule.calendar import WorkCalendar
from dondoc.schedule.due import DueKind
from dondoc.schedule.recurrence import occurrences
from dondoc.tasks.actions.bounds import check_children
from dondoc.tasks.actions.moving import begin, move
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.deadlines import MOVED, parsed, says_before, typed_due
from dondoc.tasks.models import Occurrence, Phase, Task, TaskState
from dondoc.tasks.periods import current, is_recurring

AHEAD = timedelta(days=92)
"""So far ahead periods are made, and always at least the next one."""


def make_ahead(task: Task, today: date, calendar: WorkCalendar | None = None) -> list[Occurrence]:
    """Make the periods of a task that are missing until ``AHEAD`` from today, and at least one that is still to come.

    Runs inside of an action, as often as one likes: a period is made once.
    """
    value = parsed(task.due, exclusive=task.exclusive)
    if value is None or value.rule is None or (task.ends_on is not None and task.ends_on < today):
        return []
    calendar = calendar or calendar_of(task.agency)
    known = set(task.occurrences.values_list("nominal", flat=True))
    last = max(known) if known else None
    first = last + timedelta(days=1) if last else today - MOVED
    made = []
    for found in occurrences(value, first, min(today + timedelta(days=366 * 5), task.ends_on or date.max), calendar):
        if not known and found.working < today:
            continue
        ahead = [day for day in (*known, *(row.nominal for row in made)) if day > today]
        if found.nominal > today + AHEAD and ahead:
            break
        made.append(Occurrence(task=task, nominal=found.nominal, due_on=found.working, first_due_on=found.working))
    Occurrence.objects.bulk_create(made)
    return made


def stand_at_current(task: Task) -> bool:
    """Give the task the day of its earliest open period; False where none is left. Does not save."""
    period = current(task)
    if period is None:
        return False
    task.due_on, task.first_due_on = period.due_on, period.first_due_on
    return True


def start_periods(task: Task, today: date) -> None:
    """Make the first periods of a task that was just assigned, and stand it at the earliest. Does not save."""
    if is_recurring(task):
        make_ahead(task, today)
        stand_at_current(task)


def renew_periods(task: Task, today: date) -> None:
    """After the due of an open task was corrected: periods with a result stay, the others are those of the new rule,
    or none where it recurs no more. Does not save."""
    task.occurrences.filter(done_on=None).delete()
    start_periods(task, today)


def close_period(task: Task, today: date) -> bool:
    """Close the period whose result was accepted; whether another follows. Does not save the task."""
    period = current(task) if is_recurring(task) else None
    if period is None:
        return False
    period.done_on = task.submitted_on or today
    period.save()
    make_ahead(task, today)
    if not stand_at_current(task):
        return False
    task.percent, task.submitted_on = 0, None
    return True


def return_period(task: Task) -> None:
    """Count the return of a result with its period too."""
    period = current(task) if is_recurring(task) else None
    if period is not None:
        period.returns += 1
        period.save()


@action("task.change_rule")
def change_rule(
    by: Person, membership: Membership, task_id: int, *, due: str, since: date, version: int | None = None
) -> Task:
    """From a day on a recurring duty falls otherwise: earlier periods stay, later ones without a result are made anew.

    ``due`` is a rule or words ("trước ngày 20 hằng tháng"). Raises NotAllowed, Stale, Refused where it does not recur.
    """
    task = _recurring(membership, task_id, "change_rule", version)
    rule = typed_due(due, task.document.issued_text if task.document else "")
    value = parsed(rule)
    if value is None or value.kind is not DueKind.RECURRING:
        raise Refused("Hãy nhập chu kỳ, ví dụ “trước ngày 20 hằng tháng”.", "due")
    task.occurrences.filter(nominal__gte=since, done_on=None).delete()
    task.due, task.exclusive = rule, says_before(due)
    task.time_text = due if due != rule else task.time_text
    make_ahead(task, max(since, membership.today))
    stand_at_current(task)
    check_children(task, "due")
    return move(task, None)


@action("task.end_rule")
def end_rule(by: Person, membership: Membership, task_id: int, last: date, *, version: int | None = None) -> Task:
    """A recurring duty ends with ``last``: later periods fall away; with no period left open the task is done. Where it
    had an end before, the new one holds.

    Raises NotAllowed, Stale, Refused where it does not recur.
    """
    task = _recurring(membership, task_id, "end_rule", version)
    task.ends_on = last
    task.occurrences.filter(nominal__gt=last, done_on=None).delete()
    make_ahead(task, membership.today)
    if stand_at_current(task):
        return move(task, None)
    newest = task.occurrences.exclude(done_on=None).order_by("-done_on").first()
    task.done_on = newest.done_on if newest else membership.today
    return move(task, TaskState.DONE)


def _recurring(membership: Membership, task_id: int, name: str, version: int | None) -> Task:
    task, _ = begin(membership, task_id, name, version)
    if not is_recurring(task):
        raise Refused("Nhiệm vụ này không có chu kỳ.", "due")
    return task


@action("task.make_periods")
def make_periods(by: None, today: date) -> int:
    """What the scheduler does each day: make the missing periods of all open recurring duties; returns how many."""
    made = 0
    rows = Task.objects.select_for_update(of=("self",)).select_related("agency__unit")
    for task in rows.filter(phase=Phase.OPEN, collective=False, due__startswith="FREQ=").order_by("id"):
        made += len(make_ahead(task, today))
        before = task.due_on
        if stand_at_current(task) and task.due_on != before:
            move(task, None)
    return made
