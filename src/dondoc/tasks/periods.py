"""Reads of recurring duties: the period that runs, and the days that come after those that were made already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from dondoc.audit.errors import Refused
from dondoc.schedule import recurrence
from dondoc.schedule.due import Due, DueKind
from dondoc.tasks.calendars import calendar_of
from dondoc.tasks.deadlines import HORIZON, parsed, says_before, typed_due
from dondoc.tasks.models import Occurrence, Task

SHOWN = 4
"""So many coming periods are shown."""


def is_recurring(task: Task) -> bool:
    """Whether a task has periods."""
    value = parsed(task.due)
    return value is not None and value.kind is DueKind.RECURRING and not task.collective


def current(task: Task) -> Occurrence | None:
    """The earliest period without a result."""
    return task.occurrences.filter(done_on=None, skipped=False).order_by("nominal").first()


def coming(task: Task, today: date, count: int = SHOWN) -> list[recurrence.Occurrence]:
    """The next periods that are not made yet; none where the task does not recur or ends before them."""
    value = parsed(task.due, exclusive=task.exclusive)
    if value is None or value.rule is None or task.collective:
        return []
    last = task.occurrences.order_by("-nominal").values_list("nominal", flat=True).first()
    return list(islice(_times(task, value, max(last, today) if last else today), count))


def previewed(task: Task, words: str, since: date, count: int = SHOWN) -> list[recurrence.Occurrence]:
    """The first periods from a day on under another rule, as ``actions.change_rule`` would make them.

    Raises Refused where the words are no rule of repetition.
    """
    rule = typed_due(words, task.document.issued_text if task.document else "")
    value = parsed(rule, exclusive=says_before(words))
    if value is None or value.rule is None:
        raise Refused("Hãy nhập chu kỳ, ví dụ “trước ngày 20 hằng tháng”.", "due")
    return list(islice(_times(task, value, since - timedelta(days=1)), count))


def _times(task: Task, value: Due, after: date) -> Iterator[recurrence.Occurrence]:
    last = min(after + HORIZON, task.ends_on or date.max)
    yield from recurrence.occurrences(value, after + timedelta(days=1), last, calendar_of(task.agency))


def printed_day(task: Task) -> date | None:
    """The day as the rule or the document says it where it is a day off, so that the last day in time (``due_on``) is
    another; None where they are the same, or the day was given by hand or by an extension."""
    if task.due_on is None or task.due_on != task.first_due_on:
        return None
    period = current(task) if is_recurring(task) else None
    value = parsed(task.due)
    day = period.nominal if period else value.end if value else None
    if day is None or day == task.due_on or calendar_of(task.agency).is_working(day):
        return None
    return day
